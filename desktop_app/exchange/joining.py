"""An invitation opened: the dossier comes into the profile, and its first own set says so.

A computer that was removed comes back in the same way: what it holds stays, and it gets
fresh keys, for the old ones are out for good.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from desktop_app.crypto.device import DeviceKey, device_key, new_device_key
from desktop_app.domain.entries import ChangeId, Recorded, new_id
from desktop_app.domain.exchanges import FileVerdict, Heard
from desktop_app.domain.keys import DossierId, PackHash
from desktop_app.errors import ExchangeRefused
from desktop_app.exchange.asking import spoken_too
from desktop_app.exchange.holding import Held, hold_more, settle, state_of
from desktop_app.exchange.opening import open_sets
from desktop_app.exchange.receiving import Received
from desktop_app.exchange.sealing import hold_sealed, seal
from desktop_app.store import records, sets
from desktop_app.store.applying import Author, writer_for
from desktop_app.store.pending import Pending
from desktop_app.store.records import DossierRecord
from desktop_app.store.transaction import Transaction
from review_protocol.changes import RecordType
from review_protocol.epochs import EpochKey, epoch_id
from review_protocol.invitations import Invitation, NewDevice, ReserveKey
from review_protocol.names import EpochId, member_of_founding_device
from review_protocol.signing import Context, SigningKey
from review_protocol.state import State
from review_protocol.statement_coding import join_message, reserve_message
from review_protocol.statements import Join, UseReserve

ALREADY_HERE, ANOTHER_PURPOSE = "already-here", "another-purpose"
VOID_INVITATION, VOID_COMPUTER, VOID_RESERVE = (
    "void-invitation",
    "void-computer",
    "void-reserve",
)
"""What a file gave is worth nothing any more, as far as is known here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joiner:
    """Who comes in, with which computer; its keys are those it uses in the dossier so far."""

    device: DeviceKey
    name: str
    email: str


def join(
    connection: Transaction, received: Received, joiner: Joiner, now: datetime
) -> tuple[DossierId, DeviceKey]:
    """Take the dossier in, join it, and say who one is; in the caller's transaction.

    The keys are those to take part with: fresh ones for a computer that was removed.
    Raises ExchangeRefused: another-purpose, already-here, unknown-sender, void-invitation, or
    damaged for what cannot be complete.
    """
    grant = received.manifest.grant
    if not isinstance(grant, Invitation):
        raise ExchangeRefused(ANOTHER_PURPOSE)
    dossier = DossierId(received.manifest.dossier)
    held = take_in(connection, received, joiner.device, grant.keys, now)
    device = _keys_to_join_with(connection, dossier, held.state, joiner.device)
    key = SigningKey(grant.seed)
    if key.public not in held.state.roster.invitations:
        raise ExchangeRefused(VOID_INVITATION)
    message = join_message(received.manifest.dossier, device.public, device.kem.public)
    statement = Join(
        invitation=key.public,
        kem=device.kem.public,
        proof=key.sign(Context.JOIN, message),
    )
    member = grant.member or member_of_founding_device(device.id)
    settle(connection, dossier, device, held)
    _introduce(connection, dossier, Author(member, device.id), joiner, now, key.public.hex())
    seal(connection, dossier, device, now, statements=[statement])
    return dossier, device


def take_computer(
    connection: Transaction, received: Received, joiner: Joiner, now: datetime
) -> tuple[DossierId, DeviceKey]:
    """A member's further computer: the dossier, and the keys to take part in it with.

    Raises ExchangeRefused: another-purpose, already-here, unknown-sender, void-computer, or
    damaged.
    """
    grant = received.manifest.grant
    if not isinstance(grant, NewDevice):
        raise ExchangeRefused(ANOTHER_PURPOSE)
    dossier = DossierId(received.manifest.dossier)
    device = device_key(grant.seed, grant.kem_seed)
    is_here = dossier in _held(connection)
    opener = joiner.device if is_here else device
    held = take_in(connection, received, opener, grant.keys, now)
    if not held.state.roster.has_active(device.id):
        raise ExchangeRefused(VOID_COMPUTER)
    _keep_keys(connection, dossier, device)
    settle(connection, dossier, device)
    return dossier, device


def use_reserve(
    connection: Transaction, received: Received, joiner: Joiner, now: datetime
) -> tuple[DossierId, DeviceKey]:
    """Take the dossier in with the reserve from the safe: who opens it is focal point.

    A member does so as the member they are. Raises ExchangeRefused: another-purpose,
    unknown-sender, void-reserve, or damaged.
    """
    grant = received.manifest.grant
    if not isinstance(grant, ReserveKey):
        raise ExchangeRefused(ANOTHER_PURPOSE)
    dossier, device = DossierId(received.manifest.dossier), joiner.device
    held = take_in(connection, received, device, grant.keys, now, may_be_here=True)
    state = held.state
    if not state.roster.has_active(device.id):
        device = _keys_to_join_with(connection, dossier, state, device)
    key = SigningKey(grant.seed)
    if key.public != state.roster.reserve:
        raise ExchangeRefused(VOID_RESERVE)
    message = reserve_message(received.manifest.dossier, device.public, device.kem.public)
    statement = UseReserve(
        reserve=key.public,
        kem=device.kem.public,
        proof=key.sign(Context.RESERVE, message),
    )
    member = state.roster.member_of(device.id) or member_of_founding_device(device.id)
    settle(connection, dossier, device, held)
    _introduce(connection, dossier, Author(member, device.id), joiner, now)
    seal(connection, dossier, device, now, statements=[statement])
    return dossier, device


def take_in(
    connection: Transaction,
    received: Received,
    device: DeviceKey,
    keys: tuple[EpochKey, ...],
    now: datetime,
    *,
    may_be_here: bool = False,
) -> Held:
    """Keep a dossier that came whole in a file opened by a code; what its sets come to.

    The tables do not say yet what follows; `settle` makes them.

    Of one that is here what is lacking is added, and ``device`` is what this computer uses
    there. Raises ExchangeRefused: damaged, unknown-sender, or already-here, unless the
    computer was removed or it ``may_be_here``.
    """
    dossier = DossierId(received.manifest.dossier)
    named: dict[EpochId, EpochKey] = {epoch_id(key): key for key in keys}
    is_here = dossier in _held(connection)
    if is_here:
        held = _together(connection, received, device, named, now)
        if held.state.roster.has_active(device.id) and not may_be_here:
            raise ExchangeRefused(ALREADY_HERE)
    else:
        opened = open_sets(received.sets.values(), device, named)
        state = state_of(dossier, opened)
        held = Held(dossier=dossier, opened=opened, pending=Pending(), state=state)
    if not held.state.roster.has_active(received.sender):
        raise ExchangeRefused(FileVerdict.UNKNOWN_SENDER)
    for hash_, content in received.packs.items():
        records.add_pack(connection, hash_, content, now)
    if not is_here:
        records.add_dossier(connection, _record(dossier, held.state, received))
    sets.add_sets(connection, dossier, received.sets, now)
    sets.add_epochs(connection, dossier, held.opened.keys)
    heads = frozenset(received.manifest.heads)
    known = sets.read_heard(connection, dossier).get(received.sender)
    heard = spoken_too(
        known[0] if known else Heard(), [heads], sets.set_ids(connection, dossier)
    )
    if not heard.asking:  # else what is believed since they asked stays
        heard = replace(heard, heads=heads)
    sets.hear(connection, dossier, received.sender, heard, now)
    return held


def _held(connection: Transaction) -> frozenset[DossierId]:
    return frozenset(each.id for each in records.list_dossiers(connection))


def _together(
    connection: Transaction,
    received: Received,
    device: DeviceKey,
    keys: Mapping[EpochId, EpochKey],
    now: datetime,
) -> Held:
    """What is here and what came. What is pending is sealed first, with the keys of before:
    whoever wrote it had not seen what comes.
    """
    dossier = DossierId(received.manifest.dossier)
    before = hold_sealed(connection, dossier, device, now)
    known = replace(before.opened, keys={**before.opened.keys, **keys})
    here = sets.set_ids(connection, dossier)
    new = [data for id_, data in received.sets.items() if id_ not in here]
    return hold_more(replace(before, opened=known), new, device)


def _keys_to_join_with(
    connection: Transaction, dossier: DossierId, state: State, device: DeviceKey
) -> DeviceKey:
    """The computer's own, unless they were somebody's here already: then fresh ones."""
    if device.id not in state.roster.devices:
        return device
    fresh = new_device_key()
    _keep_keys(connection, dossier, fresh)
    return fresh


def _keep_keys(connection: Transaction, dossier: DossierId, device: DeviceKey) -> None:
    seeds = device.signing.seed() + device.kem.seed()
    records.write_meta(connection, {f"{records.DEVICE_IN}{dossier}": seeds})


def _record(dossier: DossierId, state: State, received: Received) -> DossierRecord:
    said, upgrade = state.dossier, state.upgrade
    pack = "" if said is None else said.pack
    if upgrade is not None and PackHash(upgrade.pack) in received.packs:
        pack = upgrade.pack  # else it comes another time; the dossier begins with its first
    if said is None or PackHash(pack) not in received.packs:
        raise ExchangeRefused(FileVerdict.DAMAGED, "not complete")
    return DossierRecord(  # settling it puts in what is still missing here
        id=dossier,
        pack=PackHash(pack),
        party=said.party,
        start=None,
        instruments=said.instruments,
        created_at=datetime.fromtimestamp(said.at, UTC),
    )


def _introduce(
    connection: Transaction,
    dossier: DossierId,
    author: Author,
    joiner: Joiner,
    now: datetime,
    invitation: str = "",
) -> None:
    """Write who somebody is, unless all of it is known.

    What is known of somebody who comes back stays; only what is lacking there is added. Of
    somebody new it is what they say of themselves, and beside that what the invitation says.
    """
    persons = records.read_records(connection, dossier, RecordType.PERSON)
    found = [each.fields for each in persons if each.subject == author.member]
    if len(found) > 1:  # two versions are for a person to settle
        return
    own = {"name": joiner.name, "email": joiner.email}
    if found:
        fields = _filled(found[0], own)
    else:
        invited = next((each.fields for each in persons if each.subject == invitation), {})
        fields = _filled(own, invited)
    if [fields] == found:
        return
    person = Recorded(
        id=ChangeId(new_id()),
        type=RecordType.PERSON,
        subject=author.member,
        fields=fields,
        at=now,
    )
    writer_for(connection, dossier, author).write([person])


def _filled(fields: Mapping[str, str], more: Mapping[str, str]) -> dict[str, str]:
    """What is said, and where that is nothing, what ``more`` says."""
    lacking = {name: text for name, text in more.items() if text and not fields.get(name)}
    return {**fields, **lacking}
