"""Who is known to have which key: which one to seal with, and who must still be given it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from review_protocol.chronicle import Chronicle
from review_protocol.names import SECRETARIAT, DeviceId, EpochId, SetId, device_id
from review_protocol.state import DeviceState, EpochState, Roster, State
from review_protocol.statements import AddDevice, Epoch, Join, UseReserve
from review_protocol.tenures import Entry


def epoch_to_seal_with(state: State, known: Collection[EpochId]) -> EpochId | None:
    """The newest of the known keys that nobody outside the roster was given.

    Never one that the secretariat made, for it must read nothing of what members write.
    None: the set to be sealed must bring an `Epoch` of its own.
    """
    for epoch in reversed(state.epochs):
        is_members = not epoch.is_secretariats and epoch.id in known
        if is_members and all(map(state.roster.has_active, epoch.given)):
            return epoch.id
    return None


def in_turn(roster: Roster) -> tuple[DeviceState, ...]:
    """The devices that are in, in the order in which they are given what not all can be.

    Confirmed ones first; of each member the first, then of each the second, and so on: so
    who brings in a thousand keeps nobody else from reading.
    """
    ranks = {
        each: rank
        for member in roster.members.values()
        for rank, each in enumerate(filter(roster.has_active, member.devices))
    }
    present = (each for each in roster.devices.values() if not each.is_removed)
    return tuple(sorted(present, key=lambda one: (one.is_provisional, ranks[one.id], one.id)))


def devices_without(state: State, epoch: EpochId) -> frozenset[DeviceId]:
    """The devices of the roster that are not known to have a key."""
    given = {device for one in state.epochs if one.id == epoch for device in one.given}
    return frozenset(
        device.id
        for device in state.roster.devices.values()
        if not device.is_removed and device.id not in given
    )


def keyholders(chronicle: Chronicle) -> tuple[EpochState, ...]:
    """All keys that somebody who was entitled to made, older ones first.

    A key stated again was given to more devices. Whoever came in by a file (an invitation,
    one for a second computer, the reserve statement) was given all that were known then.
    """
    sets: dict[EpochId, list[SetId]] = defaultdict(list)
    given: dict[EpochId, set[DeviceId]] = defaultdict(set)
    first: dict[EpochId, Entry] = {}
    newcomers: list[tuple[DeviceId, Entry]] = []
    offices: set[EpochId] = set()
    for entry in chronicle.entries():
        match entry.statement:
            case Epoch(epoch=epoch, keys=keys):
                sets[epoch].append(entry.set_id)
                given[epoch] |= {entry.device, *(one.device for one in keys)}
                first.setdefault(epoch, entry)
                if entry.member == SECRETARIAT:
                    offices.add(epoch)
            case Join() | UseReserve():
                newcomers.append((entry.device, entry))
            case AddDevice(device=public):
                newcomers.append((device_id(public), entry))
            case _:
                pass
    for epoch, entry in first.items():
        given[epoch] |= {device for device, by in newcomers if _is_known_to(entry, by)}
    return tuple(
        EpochState(
            id=epoch,
            sets=tuple(sorted(sets[epoch])),
            given=frozenset(given[epoch]),
            is_secretariats=epoch in offices,
        )
        for epoch in sets
    )


def _is_known_to(epoch: Entry, newcomer: Entry) -> bool:
    """Whether a key is older than a newcomer's file, or came with it."""
    return epoch.place[0] == newcomer.place[0] or epoch.precedes(newcomer)
