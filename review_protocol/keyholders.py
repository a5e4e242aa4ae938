"""Who is known to have which key: which one to seal with, and who must still be given it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from review_protocol.chronicle import Chronicle
from review_protocol.graph import Graph
from review_protocol.names import DeviceId, EpochId, SetId, device_id
from review_protocol.state import EpochState, State
from review_protocol.statements import AddDevice, Epoch, Join, UseReserve


def epoch_to_seal_with(state: State, known: Collection[EpochId]) -> EpochId | None:
    """The newest of the known keys that nobody outside the roster was given.

    None: the set to be sealed must bring an `Epoch` of its own.
    """
    for epoch in reversed(state.epochs):
        if epoch.id in known and all(map(state.roster.has_active, epoch.given)):
            return epoch.id
    return None


def devices_without(state: State, epoch: EpochId) -> frozenset[DeviceId]:
    """The devices of the roster that are not known to have a key."""
    given = {device for one in state.epochs if one.id == epoch for device in one.given}
    return frozenset(
        device.id
        for device in state.roster.devices.values()
        if not device.is_removed and device.id not in given
    )


def keyholders(graph: Graph, chronicle: Chronicle) -> tuple[EpochState, ...]:
    """All keys that somebody who was entitled to made, older ones first.

    A key stated again was given to more devices. Whoever came in by a file (an invitation,
    one for a second computer, the reserve statement) was given all that were known then.
    """
    sets: dict[EpochId, list[SetId]] = defaultdict(list)
    given: dict[EpochId, set[DeviceId]] = defaultdict(set)
    places: dict[EpochId, int] = {}
    for place, entry in chronicle.epochs:
        statement = entry.statement
        assert isinstance(statement, Epoch)
        sets[statement.epoch].append(entry.set_id)
        given[statement.epoch] |= {entry.device, *(one.device for one in statement.keys)}
        places.setdefault(statement.epoch, place)
    for entry in chronicle.entries():
        match entry.statement:
            case Join() | UseReserve():
                device = entry.device
            case AddDevice(device=public):
                device = device_id(public)
            case _:
                continue
        for epoch, place in places.items():
            if place == entry.place[0] or graph.precedes(place, entry.place[0]):
                given[epoch].add(device)
    return tuple(
        EpochState(id=epoch, sets=tuple(sorted(sets[epoch])), given=frozenset(given[epoch]))
        for epoch in sets
    )
