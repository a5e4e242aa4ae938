"""The secretariat as an author: change sets that the server itself makes, and finds again.

A set of the server's is sealed to the computers of all members, and to the server's own key. So
one that a member brings back to a server which was put back to an older state can be read, and
what stands in it is known again with the times that it had.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence

from sqlalchemy import select, update

from review_protocol.changes import Change, RecordChange, RecordType
from review_protocol.digests import roster_digest
from review_protocol.epochs import KEY_SIZE, EpochKey, open_epoch, seal_epochs
from review_protocol.errors import ProtocolError
from review_protocol.keyholders import in_turn
from review_protocol.names import ChangeId, SetId, device_id
from review_protocol.sealing import KemPublic
from review_protocol.sets import MAX_PARENTS, SALT_SIZE, Draft, open_body, seal_set
from review_protocol.signing import PublicKey
from review_protocol.state import OpenedSet, Roster
from review_protocol.statements import Epoch
from review_server import notices, submissions
from review_server.database import Transaction
from review_server.keys import ServerKeys
from review_server.problems import NotNamed, UnknownDossier
from review_server.rosters import derive_roster, full_roster
from review_server.schema import dossiers
from review_server.shelf import Fresh, Shelf, look_at

_Taker = Callable[[Transaction, SetId, RecordChange], None]


def issue(
    transaction: Transaction, keys: ServerKeys, dossier: SetId, changes: Sequence[Change]
) -> SetId:
    """Put a set of the secretariat's with these changes to the others; its id.

    Raises UnknownDossier, or NotNamed.
    """
    query = select(dossiers).filter_by(id=bytes.fromhex(dossier)).with_for_update()
    row = transaction.execute(query).one_or_none()
    if row is None:
        raise UnknownDossier
    shelf = Shelf(transaction, dossier, row.last)
    made = issue_on(shelf, keys, changes)
    changed = {
        "last": shelf.last,
        "size": row.size + len(made.data),
        "roster": derive_roster(shelf.stating(), dossier),
    }
    transaction.execute(update(dossiers).filter_by(id=row.id).values(changed))
    return made.id


def issue_on(shelf: Shelf, keys: ServerKeys, changes: Sequence[Change]) -> Fresh:
    """The same for a caller who holds the dossier's row, and writes it. Raises NotNamed."""
    stating = list(shelf.stating())
    roster = full_roster(stating, shelf.dossier)
    if roster.secretariat != keys.signing.public:
        raise NotNamed
    key = EpochKey(secrets.token_bytes(KEY_SIZE))
    own = device_id(keys.signing.public)
    # On nothing that members wrote since they named us: what is built on a set that they
    # cannot read, by mistake or on purpose, they cannot read either.
    newest = _newest_of(keys.signing.public, stating)
    parents = frozenset([*roster.named_in, *newest][:MAX_PARENTS])
    draft = Draft(
        dossier=shelf.dossier,
        parents=parents,
        roster=roster_digest(shelf.stating_before(parents)),
        salt=secrets.token_bytes(SALT_SIZE),
        statements=_epochs(key, roster, keys),
        changes=[(ChangeId(f"c{n}"), each) for n, each in enumerate(changes)],
    )
    sealed = seal_set(draft, keys.signing, key)
    fresh = look_at(sealed.data, shelf.dossier)
    shelf.take([fresh], own)
    return fresh


def take_back(
    transaction: Transaction, keys: ServerKeys, dossier: SetId, arrived: Sequence[Fresh]
) -> None:
    """Know again what stands in sets that this server made, and did not hold any more."""
    for fresh in arrived:
        if fresh.header is None or fresh.header.device != keys.signing.public:
            continue
        for change in _read(fresh, keys):
            take = _TAKERS.get(change.type)
            if take is not None:
                take(transaction, dossier, change)


def _newest_of(device: PublicKey, stating: Sequence[OpenedSet]) -> list[SetId]:
    """Of a device's sets with statements those that come before no other of them."""
    made = [each for each in stating if each.device == device]
    before = frozenset[SetId]().union(*(each.parents for each in made))
    return [each.id for each in made if each.id not in before]


def _epochs(key: EpochKey, roster: Roster, keys: ServerKeys) -> tuple[Epoch, ...]:
    devices = {device_id(keys.signing.public): keys.kem.public}
    devices |= {each.id: KemPublic(each.kem) for each in in_turn(roster)}
    return seal_epochs(key, devices, chance=secrets.token_bytes)


def _read(fresh: Fresh, keys: ServerKeys) -> Iterator[RecordChange]:
    """The records in a set of ours; what cannot be read any more is none."""
    assert fresh.header is not None
    for statement in fresh.statements:
        if not isinstance(statement, Epoch):
            continue
        try:
            key = open_epoch(statement, device_id(keys.signing.public), keys.kem)
            changes = () if key is None else open_body(fresh.data, fresh.header, key)
        except ProtocolError:
            continue
        yield from (each for each in changes if isinstance(each, RecordChange))


_TAKERS: Mapping[RecordType, _Taker] = {
    RecordType.RECEIPT: submissions.take_receipt_back,
    RecordType.REOPENING: submissions.take_decision_back,
    RecordType.NOTICE: notices.take_notice_back,
}
