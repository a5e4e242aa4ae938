"""The table itself, and what the window asks before it offers something."""

from __future__ import annotations

from typing import get_args

import pytest

from review_protocol.changes import (
    Change,
    Kind,
    Mark,
    RecordChange,
    RecordType,
    RestrictionChange,
    StatusChange,
)
from review_protocol.rules import CHANGES, CLEARED, STATEMENTS, may, row_of
from review_protocol.state import Roster
from review_protocol.statements import (
    AddDevice,
    Epoch,
    HandOver,
    Invite,
    RemoveDevice,
    Role,
    Statement,
    TakeBack,
    TakeOver,
)
from tests.builders.change_sets import Computer, Office, computer, invite, removal


@pytest.fixture(scope="module")
def people() -> tuple[Roster, dict[str, Computer]]:
    office = Office()
    found = {"F": office.ana}
    for letter, role in (("D", Role.DEPUTY), ("E", Role.EXPERT), ("O", Role.OBSERVER)):
        found[letter] = office.admit(letter, role)
    found["R"] = office.admit("R", Role.EXPERT)
    office.write(office.ana, RestrictionChange(member=found["R"].member, questions=("q",)))
    found["X"] = office.admit("X", Role.EXPERT)
    office.write(office.ana, removal(found["X"]))
    found["P"] = office.admit("P", Role.DEPUTY, is_confirmed=False)
    found["N"] = computer("N")
    return office.state().roster, found


def test_every_kind_and_type_has_its_row() -> None:
    assert set(CHANGES) == {*Kind, *RecordType, CLEARED} - {Kind.RECORD}
    assert set(STATEMENTS) == set(get_args(Statement))


def test_every_change_falls_under_a_row() -> None:
    assert row_of(StatusChange(versions=(), mark=Mark.READY)) == Kind.STATUS
    assert row_of(StatusChange(versions=(), mark=Mark.CLEARED)) == CLEARED
    assert row_of(RecordChange(type=RecordType.LAW, subject="x")) == RecordType.LAW
    assert len(get_args(Change)) == len(Kind)


@pytest.mark.parametrize(
    ("what", "letters"),
    [
        (Kind.ANSWER, "DEFPR"),
        (CLEARED, "F"),
        (RecordType.NOTE, "DEFPR"),
        (RecordType.FILE, "DEFPR"),
        (RecordType.ASSIGNMENT, "DFP"),
        (RecordType.PERSON, "DEFOPR"),
        (RecordType.NOTICE, ""),
        (Kind.CLEARANCE, "F"),
        (Invite, "F"),
        (HandOver, "F"),
        (TakeOver, "D"),
        (TakeBack, ""),
        (AddDevice, "DEFOPR"),
        (RemoveDevice, "DEFOPR"),
        (Epoch, "DEFPR"),
    ],
)
def test_who_may(
    people: tuple[Roster, dict[str, Computer]],
    what: Kind | RecordType | str | type[Statement],
    letters: str,
) -> None:
    roster, found = people
    allowed = {letter for letter, who in found.items() if may(roster, who.id, what)}
    assert allowed == set(letters)


def test_a_restricted_expert_may_in_their_part(
    people: tuple[Roster, dict[str, Computer]],
) -> None:
    roster, found = people
    for letter, questions in (("R", {"q"}), ("E", {"q", "r"}), ("O", set())):
        who = found[letter].id
        allowed = {one for one in ("q", "r") if may(roster, who, Kind.ANSWER, question=one)}
        assert allowed == questions


def test_the_office_is_not_held_from_a_computer_that_nobody_confirmed() -> None:
    office = Office()
    ben = office.admit("ben", Role.EXPERT)
    again = computer("again", ben)
    office.write(office.ana, RestrictionChange(member=ben.member, questions=("q",)))
    office.write(office.ana, invite("again", Role.EXPERT, ben.member))
    office.join(again, "again")
    office.write(office.ana, HandOver(to=ben.member))
    roster = office.state().roster
    assert [may(roster, each.id, Invite) for each in (ben, again)] == [True, False]
    for question, allowed in (("q", [True, True]), ("r", [True, False])):
        answers = [
            may(roster, each.id, Kind.ANSWER, question=question) for each in (ben, again)
        ]
        assert answers == allowed


def test_from_a_computer_that_was_taken_out_its_member_may_nothing() -> None:
    office = Office()
    ben = office.admit("ben", Role.EXPERT)
    second = computer("second", ben)
    office.write(ben, office.add_device(second), RemoveDevice(device=second.id))
    roster = office.state().roster
    assert [may(roster, each.id, Kind.ANSWER) for each in (ben, second)] == [True, False]


def test_about_somebody_else_only_the_focal_point_may(
    people: tuple[Roster, dict[str, Computer]],
) -> None:
    roster, found = people
    whom = found["E"].member
    for what in (RecordType.PERSON, RemoveDevice):
        allowed = {
            letter for letter, who in found.items() if may(roster, who.id, what, subject=whom)
        }
        assert allowed == {"F", "E"}


def test_who_handed_over_until_a_date_may_take_back(
    people: tuple[Roster, dict[str, Computer]],
) -> None:
    office = Office()
    ben = office.admit("ben", Role.EXPERT)
    office.write(office.ana, HandOver(to=ben.member, until=5))
    roster = office.state().roster
    assert may(roster, office.ana.id, TakeBack)
    assert not may(roster, ben.id, TakeBack)
