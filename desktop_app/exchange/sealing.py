"""What is pending becomes a change set: named, signed, encrypted, and held like any other."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from desktop_app.crypto.device import DeviceKey
from desktop_app.domain.keys import DossierId
from desktop_app.exchange.collapsing import Collapsed, collapse
from desktop_app.exchange.holding import Held, hold, hold_more, settle
from desktop_app.exchange.keyholding import fresh_epoch, giving, is_due, lacking
from desktop_app.store import sets
from desktop_app.store.applying import close_versions
from desktop_app.store.pending import Pending, mark_sealed, read_pending
from desktop_app.store.records import list_dossiers
from desktop_app.store.transaction import Transaction
from review_protocol.digests import roster_digest
from review_protocol.epochs import KEY_SIZE, NONCE_SIZE, EpochKey, epoch_id, seal_epoch
from review_protocol.errors import TooLarge
from review_protocol.keyholders import epoch_to_seal_with
from review_protocol.names import ChangeId, DeviceId, EpochId, SetId
from review_protocol.rules import may
from review_protocol.sets import MAX_PARENTS, SALT_SIZE, Draft, SealedSet, seal_set
from review_protocol.statements import Epoch, Found, Statement

NO_KEYS: Mapping[EpochId, EpochKey] = MappingProxyType({})
_DROPPED = -1
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Key:
    """What a set is sealed with, and the statements that give it to those who lack it."""

    key: EpochKey
    statements: tuple[Epoch, ...] = ()


def found_dossier(
    connection: Transaction, dossier: DossierId, device: DeviceKey, now: datetime
) -> DossierId:
    """Seal a dossier's first set, whose hash is the dossier's id from then on."""
    close_versions(connection, dossier=dossier)
    pending = read_pending(connection, dossier)
    key = EpochKey(secrets.token_bytes(KEY_SIZE))
    epoch = seal_epoch(
        key, {device.id: device.kem.public}, nonce=secrets.token_bytes(NONCE_SIZE)
    )
    draft = Draft(
        dossier=SetId(""),
        parents=frozenset(),
        roster=roster_digest(()),
        salt=secrets.token_bytes(SALT_SIZE),
        statements=(Found(kem=device.kem.public), epoch),
    )
    sealed, collapsed, is_all = _filled(draft, pending, device, key)
    name = DossierId(sealed.id)
    sets.rename_dossier(connection, dossier, name)
    sets.add_epochs(connection, name, {epoch_id(key): key})
    _keep(connection, name, sealed, collapsed, now)
    if is_all or seal(connection, name, device, now) is None:
        settle(connection, name, device)
    return name


def found_old(connection: Transaction, device: DeviceKey, now: datetime) -> None:
    """Found the dossiers that were made before there was an exchange.

    One whose pack has no proper hash cannot travel; it stays as it is.
    """
    wanted = sets.unfounded(connection)
    for record in list_dossiers(connection):
        if record.id in wanted and _HASH.fullmatch(record.pack):
            found_dossier(connection, record.id, device, now)


def seal(
    connection: Transaction,
    dossier: DossierId,
    device: DeviceKey,
    now: datetime,
    *,
    statements: Sequence[Statement] = (),
    fresh: Mapping[EpochId, EpochKey] = NO_KEYS,
) -> SetId | None:
    """Seal what is pending, with statements if there are any; None if there is nothing.

    Nothing can be sealed before the dossier is founded.

    ``fresh`` are keys of epochs that the statements begin. Ends every editing session. The
    tables say afterwards what follows, under the names that changes have from now on. What
    is too much for one set becomes several; the id is that of the last.
    """
    close_versions(connection, dossier=dossier)
    pending = read_pending(connection, dossier)
    if not (pending or statements) or not sets.set_ids(connection, dossier):
        return None
    sets.add_epochs(connection, dossier, fresh)
    held = hold(connection, dossier, device, with_pending=False)
    held, last = _seal(connection, dossier, device, now, held, statements)
    settle(connection, dossier, device, held)
    return last


def hold_sealed(
    connection: Transaction,
    dossier: DossierId,
    device: DeviceKey,
    now: datetime,
    *,
    gives_keys: bool = False,
) -> Held:
    """Seal what is pending, and give all that is held then.

    With ``gives_keys`` a set is made also when nothing is pending but somebody lacks keys.
    The tables do not say yet what follows; `settle` makes them.
    """
    close_versions(connection, dossier=dossier)
    held = hold(connection, dossier, device, with_pending=False)
    if held.sealed and (
        read_pending(connection, dossier) or (gives_keys and is_due(held, device.id))
    ):
        held, _ = _seal(connection, dossier, device, now, held, ())
    return held


def _seal(
    connection: Transaction,
    dossier: DossierId,
    device: DeviceKey,
    now: datetime,
    held: Held,
    statements: Sequence[Statement],
) -> tuple[Held, SetId]:
    """As many sets as it takes. Statements go with the last of them, for they may end the
    author's right to the rest; but with the first when they give that right.
    """
    comes_in = held.state.roster.member_of(device.id) is None
    while True:
        pending = read_pending(connection, dossier)
        sealed, collapsed, is_all = _as_many(held, pending, device, statements)
        if not is_all and statements and not comes_in:
            sealed, collapsed, _ = _as_many(held, pending, device, ())
        else:
            statements = ()
        _keep(connection, dossier, sealed, collapsed, now)
        held = hold_more(held, [sealed.data], device)
        if is_all:
            return held, sealed.id


def _as_many(
    held: Held, pending: Pending, device: DeviceKey, statements: Sequence[Statement]
) -> tuple[SealedSet, Collapsed, bool]:
    """The next set, with as many of the changes as fit; whether these are all."""
    chosen = _choose(held, device.id, statements)
    draft = Draft(
        dossier=SetId(held.dossier),
        parents=frozenset(sorted(held.state.heads)[:MAX_PARENTS]),
        roster=roster_digest(held.state.statement_sets),
        salt=secrets.token_bytes(SALT_SIZE),
        statements=(*statements, *chosen.statements),
    )
    return _filled(draft, pending, device, chosen.key)


def _filled(
    draft: Draft, pending: Pending, device: DeviceKey, key: EpochKey
) -> tuple[SealedSet, Collapsed, bool]:
    """A set of as many of the changes, from the first, as fit; whether these are all.

    What was done later refers to what was done earlier, never the other way.
    """
    named = list(zip(pending.names, pending.changes, strict=True))
    count = len(named)
    while True:
        collapsed = collapse(named[:count])
        try:
            whole = replace(draft, changes=collapsed.changes)
            return seal_set(whole, device.signing, key), collapsed, count == len(named)
        except TooLarge:
            if count <= 1:
                raise
            count //= 2
            while count > 1 and "/" in named[count][0]:
                count -= 1  # the rest of a row of the journal that is several changes


def _choose(held: Held, device: DeviceId, statements: Sequence[Statement]) -> _Key:
    """The newest key that nobody outside the roster was given, or a new one.

    A set that changes who may read brings its own epoch among its statements.
    """
    keys = held.opened.keys
    brought = [each for each in statements if isinstance(each, Epoch)]
    if brought:
        return _Key(key=keys[brought[-1].epoch])
    known = epoch_to_seal_with(held.state, keys)
    if known is not None:
        to = lacking(held, device) if may(held.state.roster, device, Epoch) else ()
        given = giving(held, keys[known], to) if to else ()
        return _Key(key=keys[known], statements=given)
    if held.state.roster.member_of(device) is None:
        # Who comes in cannot give out a key before they are in: the newest they were given.
        members = [each.id for each in held.state.epochs if not each.is_secretariats]
        return _Key(key=[keys[each] for each in members if each in keys][-1])
    key, fresh = fresh_epoch(held)
    return _Key(key=key, statements=fresh)


def _keep(
    connection: Transaction,
    dossier: DossierId,
    sealed: SealedSet,
    collapsed: Collapsed,
    now: datetime,
) -> None:
    sets.add_sets(connection, dossier, {sealed.id: sealed.data}, now)
    places = {local: _place(name) for local, name in sealed.names.items()}
    left_out = {local: places[last] for local, last in collapsed.into.items()}
    dropped: dict[ChangeId, int] = dict.fromkeys(collapsed.dropped, _DROPPED)
    mark_sealed(connection, sealed.id, places | left_out | dropped)


def _place(name: ChangeId) -> int:
    return int(name.rpartition(".")[2])


__all__ = ["found_dossier", "found_old", "seal"]
