"""All that a dossier holds, derived anew, and put into the tables.

Called inside a transaction of the caller's; nothing here begins or ends one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from desktop_app.crypto.device import DeviceKey
from desktop_app.domain.keys import DossierId
from desktop_app.errors import DamagedFile
from desktop_app.exchange.bases import bases
from desktop_app.exchange.opening import Opened, open_more
from desktop_app.store import derived, sets
from desktop_app.store.derived import Basis, Difference
from desktop_app.store.facts import read_facts
from desktop_app.store.pending import Pending, read_pending
from desktop_app.store.transaction import Transaction
from review_protocol.changes import RestrictionChange
from review_protocol.deriving import derive
from review_protocol.errors import ProtocolError
from review_protocol.names import PENDING, SetId, device_id
from review_protocol.state import OpenedSet, State
from review_protocol.statements import Found

_MOST_KEPT = 200_000
"""Changes that are kept in memory once they were opened; a dossier with more is read anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The opened sets of a dossier, what is pending, and the state that follows."""

    dossier: DossierId
    opened: Opened
    pending: Pending
    state: State

    def all_sets(self, device: DeviceKey) -> tuple[OpenedSet, ...]:
        """The sets, and what is pending as one more."""
        if not self.pending:
            return self.sealed
        return (*self.sealed, as_set(self.pending, self.state.heads, device))

    @property
    def sealed(self) -> tuple[OpenedSet, ...]:
        """The sets, without what is pending."""
        return self.opened.sets


def hold(
    connection: Transaction,
    dossier: DossierId,
    device: DeviceKey,
    *,
    with_pending: bool = True,
    anew: bool = False,
) -> Held:
    """Derive the state of a dossier from its sets and what is pending.

    What was opened before is not opened again, nor is derived again what is known to follow
    from the same sets, but ``anew``: from the bytes on the disk.
    """
    names = sets.names_in_order(connection, dossier)
    before = {} if anew else sets.opened_before(connection)
    known = Opened(
        sets=tuple(before[name] for name in names if name in before),
        keys=sets.read_epochs(connection, dossier),
    )
    rest = sets.read_some(connection, dossier, [name for name in names if name not in before])
    try:
        opened = open_more(known, rest.values(), device)
    except ProtocolError as error:
        raise DamagedFile("database", "a change set cannot be read") from error
    _remember(before, opened)
    pending = read_pending(connection, dossier) if with_pending else Pending()
    state = None if anew else sets.state_before(connection, dossier, _what(opened))
    if state is None:
        state = state_of(dossier, opened)
        _remember_state(connection, dossier, opened, state)
    if pending:
        state = state_of(dossier, opened, as_set(pending, state.heads, device))
    return Held(dossier=dossier, opened=opened, pending=pending, state=state)


def _is_little(opened: Opened) -> bool:
    return sum(len(each.changes or ()) for each in opened.sets) <= _MOST_KEPT


def _what(opened: Opened) -> frozenset[tuple[SetId, bool]]:
    """What a state follows from: which sets, and which of them could be read."""
    return frozenset((each.id, each.changes is None) for each in opened.sets)


def _remember_state(
    connection: Transaction, dossier: DossierId, opened: Opened, state: State
) -> None:
    if _is_little(opened):
        sets.remember_state(connection, dossier, _what(opened), state)


def _remember(before: dict[SetId, OpenedSet], opened: Opened) -> None:
    if _is_little(opened):
        before |= {each.id: each for each in opened.sets if each.changes is not None}


def hold_more(held: Held, more: Iterable[bytes], device: DeviceKey) -> Held:
    """The same with some more sets, which whoever made the pending changes did not know."""
    opened = open_more(held.opened, more, device)
    pending = [as_set(held.pending, held.state.heads, device)] if held.pending else []
    state = state_of(held.dossier, opened, *pending)
    return replace(held, opened=opened, state=state)


def settle(
    connection: Transaction, dossier: DossierId, device: DeviceKey, held: Held | None = None
) -> Held:
    """Derive, keep the keys that turned up, and make the tables say what follows.

    ``held`` is what was derived already, of just what is stored now.
    """
    if held is None:
        held = hold(connection, dossier, device)
    elif not held.pending:
        _remember_state(connection, dossier, held.opened, held.state)
    sets.add_epochs(connection, dossier, held.opened.keys)
    derived.put(connection, dossier, basis_of(connection, dossier, held, device))
    return held


def differences(
    connection: Transaction, dossier: DossierId, device: DeviceKey
) -> tuple[Difference, ...]:
    """Where the tables do not say what follows from the sets and the pending changes."""
    held = hold(connection, dossier, device, anew=True)
    basis = basis_of(connection, dossier, held, device)
    found = derived.differences(connection, dossier, basis)
    genuine = {opened.id for opened in held.sealed}.union(held.opened.newer)
    misnamed = sets.set_ids(connection, dossier) ^ genuine
    return (*found, Difference("sets", len(misnamed))) if misnamed else found


def mend(connection: Transaction, dossier: DossierId, device: DeviceKey) -> bool:
    """Make the tables say what follows, where they do not; whether they do now.

    Nothing is touched where the truth itself may lack something that only the tables know of
    any more: what they say is then to be kept, and a backup to be looked for.
    """
    held = hold(connection, dossier, device, anew=True)
    basis = basis_of(connection, dossier, held, device)
    if _lacks_truth(connection, dossier, held) or derived.unaccounted(
        connection, dossier, basis
    ):
        return False
    derived.drop_dangling(connection)
    settle(connection, dossier, device, held)
    return not differences(connection, dossier, device)


def _lacks_truth(connection: Transaction, dossier: DossierId, held: Held) -> bool:
    """Whether a set is not what it was, or is not here and was known to be."""
    names = sets.set_ids(connection, dossier)
    genuine = {opened.id for opened in held.sealed}.union(held.opened.newer)
    if names != genuine:
        return True
    try:
        known = read_facts(connection, dossier).holding
    except DamagedFile:  # they are derived as well
        return False
    return not (names.issuperset(known.heads) and held.state.missing.issubset(known.missing))


def basis_of(
    connection: Transaction, dossier: DossierId, held: Held, device: DeviceKey
) -> Basis:
    """What rows are made of."""
    named = {
        name: change
        for opened in held.sealed
        for name, change in zip(opened.names, opened.changes or (), strict=True)
    }
    named |= dict(zip(held.pending.names, held.pending.changes, strict=True))
    return Basis(
        state=held.state,
        changes=named,
        pending=held.pending,
        is_founded=bool(held.opened.sets or held.opened.newer),
        member=held.state.roster.member_of(device.id) or "",
        newer=held.opened.newer,
        drafts=derived.drafts(connection, dossier),
        bases=bases(held.all_sets(device), held.state),
        restrictors={
            name: held.state.roster.member_of(device_id(opened.device)) or ""
            for opened in held.all_sets(device)
            for name, change in zip(opened.names, opened.changes or (), strict=True)
            if isinstance(change, RestrictionChange)
        },
    )


def state_of(dossier: DossierId, opened: Opened, *pending: OpenedSet) -> State:
    """What these sets come to."""
    name = SetId(dossier) if opened.sets else PENDING
    return derive((*opened.sets, *pending), dossier=name)


def as_set(pending: Pending, heads: frozenset[SetId], device: DeviceKey) -> OpenedSet:
    """What is pending, as the set it will be; without any before it, as the first."""
    return OpenedSet(
        id=PENDING,
        device=device.public,
        parents=heads,
        statements=() if heads else (Found(kem=device.kem.public),),
        changes=pending.changes,
        names=pending.names,
    )
