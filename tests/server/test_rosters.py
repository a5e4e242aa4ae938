"""The server judges the roster from sets with statements alone, and comes to what everybody
comes to who holds all of them, readable or not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hypothesis import HealthCheck, settings

from review_protocol.graph import Graph
from review_protocol.names import DeviceId
from review_protocol.signing import PublicKey
from review_protocol.state import OpenedSet
from review_protocol.statements import RemoveDevice, RemoveMember, Role
from review_server.rosters import Seat, derive_roster, read_roster, removals_of
from tests.builders.change_sets import Office, computer
from tests.unit.review_protocol.test_model import Desk


def stating(office: Office) -> Iterator[OpenedSet]:
    """What `shelf.Shelf.stating` gives: sets with statements, each with all those before it."""
    graph = Graph(office.sets.values())
    bits = {i: 1 << i for i, opened in enumerate(graph.sets) if opened.statements}
    for i, past in enumerate(graph.pasts(bits)):
        if graph.sets[i].statements:
            before = frozenset(graph.sets[j].id for j in bits if past >> j & 1)
            yield replace(graph.sets[i], parents=before, changes=(), names=())


def seats(office: Office) -> dict[DeviceId, Seat]:
    """The same from the state that replicas derive."""
    roster = office.state().roster
    return {
        device.id: Seat(
            key=PublicKey(device.sign),
            member=device.member,
            role=roster.members[device.member].role,
            is_removed=device.is_removed,
            is_provisional=device.is_provisional,
        )
        for device in roster.devices.values()
    }


class Judging(Desk):
    """Whatever people write, forge and state."""

    def teardown(self) -> None:
        kept = derive_roster(stating(self.office), self.office.dossier)
        assert read_roster(kept) == seats(self.office)


Judging.TestCase.settings = settings(
    max_examples=30,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestJudging = Judging.TestCase


def test_what_says_that_a_device_is_out_is_found() -> None:
    office = Office()
    ben = office.admit("ben", Role.EXPERT)
    second = computer("ben's second", ben)
    office.write(ben, office.add_device(second))
    by_member = office.write(office.ana, RemoveMember(member=ben.member))
    by_device = office.write(office.ana, RemoveDevice(device=second.id))
    office.write(office.ana, RemoveDevice(device=ben.id))
    kept = read_roster(derive_roster(stating(office), office.dossier))
    assert kept[second.id].is_removed
    found = set(removals_of(stating(office), second.id, kept[second.id]))
    assert found == {by_member, by_device}
