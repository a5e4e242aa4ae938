from __future__ import annotations

import pytest

from review_protocol.entering import entrance
from review_protocol.statements import HandOver, Reserve, Role
from tests.builders.change_sets import Computer, Office, answer, computer
from tests.builders.signing import make_signing_key


def by_founder(office: Office) -> Computer:
    return office.ana


def by_invitation(office: Office) -> Computer:
    return office.admit("ben", Role.EXPERT)


def by_a_first_computer(office: Office) -> Computer:
    second = computer("ana's second", office.ana)
    office.write(office.ana, office.add_device(second))
    return second


def by_reserve(office: Office) -> Computer:
    office.write(office.ana, Reserve(reserve=make_signing_key("the safe").public))
    cora = computer("cora")
    office.write(cora, office.use_reserve(cora, "the safe"))
    return cora


WAYS = [by_founder, by_invitation, by_a_first_computer, by_reserve]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("with_ticket", [False, True])
def test_it_is_whole_and_makes_the_device_known(way: object, with_ticket: bool) -> None:
    assert callable(way)
    office = Office()
    office.write(office.ana, answer("q1", "Yes"))
    who = way(office)
    late = office.write(who, answer("q2", "No"))
    found = entrance(office.sets.values(), who.public, with_ticket=with_ticket)
    assert late not in found
    assert found == office.past(found)
    assert who.id in office.state(found).roster.devices


def test_who_founded_it_needs_the_first_set_alone() -> None:
    office = Office()
    office.admit("ben", Role.EXPERT)
    for with_ticket in (False, True):
        found = entrance(office.sets.values(), office.ana.public, with_ticket=with_ticket)
        assert found == {office.dossier}


def test_with_a_ticket_it_shows_that_the_office_was_handed_over() -> None:
    office = Office()
    ben = office.admit("ben", Role.EXPERT)
    office.write(office.ana, HandOver(to=ben.member))
    found = entrance(office.sets.values(), ben.public, with_ticket=True)
    assert office.state(found).roster.focal_point == ben.member
    assert office.state(found).roster.devices[ben.id].role is Role.FOCAL_POINT


def test_what_is_not_here_ends_the_way() -> None:
    office = Office()
    ben = office.admit("ben", Role.EXPERT)
    del office.sets[office.dossier]
    found = entrance(office.sets.values(), ben.public, with_ticket=False)
    assert office.dossier in found
    assert entrance([], ben.public, with_ticket=True) == set()
