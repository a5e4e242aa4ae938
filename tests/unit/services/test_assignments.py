"""Who does which part by when, on a real profile."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.members import Assignment, MemberRole
from desktop_app.errors import BadArgument, NotEntitled
from desktop_app.services import members
from desktop_app.services.assignments import assign, list_assignments, withdraw
from tests.builders.carrying import carry
from tests.builders.offices import Office

WHY, NAME = NodeKey.parse("why_5"), NodeKey.parse("party_name")


@pytest.fixture
def bob(alice: Office, tmp_path: Path) -> Iterator[Office]:
    office = Office(name="Bob", folder=tmp_path / "bob").join(alice.invite(tmp_path))
    carry(office, alice)
    yield office
    office.close()


def listed(office: Office) -> tuple[Assignment, ...]:
    return list_assignments(office.profile, office.dossier)


def test_a_member_is_asked_by_name(alice: Office, bob: Office) -> None:
    id_ = assign(alice.profile, alice.dossier, WHY, bob.member, due=date(2026, 5, 1))
    (one,) = listed(alice)
    assert (one.id, one.target, one.due) == (id_, "why_5", date(2026, 5, 1))
    assert (one.assignee, one.assignee_name, one.made_by) == (bob.member, "Bob", "Alice")
    assert (one.is_mine, one.is_conflict) == (False, False)
    carry(alice, bob)
    assert [each.is_mine for each in listed(bob)] == [True]


def test_an_organisation_is_asked_by_what_it_is_called(alice: Office) -> None:
    assign(alice.profile, alice.dossier, WHY, " Ministry of Justice ")
    (one,) = listed(alice)
    assert (one.assignee, one.assignee_name) == ("Ministry of Justice",) * 2
    assert (one.due, one.is_mine) == (None, False)


def test_what_is_due_first_comes_first_and_what_is_never_due_last(alice: Office) -> None:
    for target, due in [(WHY, None), (NAME, date(2026, 9, 1)), (WHY, date(2026, 3, 1))]:
        assign(alice.profile, alice.dossier, target, "Somebody", due=due)
    assert [each.due for each in listed(alice)] == [date(2026, 3, 1), date(2026, 9, 1), None]


def test_an_assignment_is_changed_and_keeps_its_id(alice: Office, bob: Office) -> None:
    id_ = assign(alice.profile, alice.dossier, WHY, bob.member, due=date(2026, 5, 1))
    again = assign(alice.profile, alice.dossier, NAME, "Police", assignment=id_)
    (one,) = listed(alice)
    assert again == id_
    assert (one.target, one.assignee, one.due) == ("party_name", "Police", None)


def test_an_assignment_is_taken_back_once(alice: Office) -> None:
    id_ = assign(alice.profile, alice.dossier, WHY, "Police", due=date(2026, 5, 1))
    withdraw(alice.profile, alice.dossier, id_)
    assert listed(alice) == ()
    with pytest.raises(BadArgument, match="unknown"):
        withdraw(alice.profile, alice.dossier, id_)


@pytest.mark.parametrize("assignee", ["", "  \n"])
def test_somebody_must_be_asked(alice: Office, assignee: str) -> None:
    with pytest.raises(BadArgument, match="empty"):
        assign(alice.profile, alice.dossier, WHY, assignee)
    assert listed(alice) == ()


def test_an_expert_neither_assigns_nor_takes_back(alice: Office, bob: Office) -> None:
    id_ = assign(alice.profile, alice.dossier, WHY, bob.member)
    carry(alice, bob)
    with pytest.raises(NotEntitled):
        assign(bob.profile, bob.dossier, WHY, "Somebody else")
    with pytest.raises(NotEntitled):
        withdraw(bob.profile, bob.dossier, id_)
    assert [each.id for each in listed(bob)] == [id_]


def test_a_deputy_assigns(alice: Office, bob: Office) -> None:
    members.confirm(alice.profile, alice.dossier, bob.member)
    members.set_role(alice.profile, alice.dossier, bob.member, MemberRole.DEPUTY)
    carry(alice, bob)
    assign(bob.profile, bob.dossier, WHY, alice.member)
    carry(bob, alice)
    (one,) = listed(alice)
    assert (one.made_by, one.is_mine) == ("Bob", True)


def test_two_who_change_one_at_once_both_stand_and_that_is_shown(
    alice: Office, bob: Office
) -> None:
    members.confirm(alice.profile, alice.dossier, bob.member)
    members.set_role(alice.profile, alice.dossier, bob.member, MemberRole.DEPUTY)
    id_ = assign(alice.profile, alice.dossier, WHY, "Police")
    carry(alice, bob)
    assign(alice.profile, alice.dossier, WHY, "Customs", assignment=id_)
    assign(bob.profile, bob.dossier, WHY, "Prosecution", assignment=id_)
    carry(bob, alice)
    found = listed(alice)
    assert {each.assignee for each in found} == {"Customs", "Prosecution"}
    assert all(each.is_conflict for each in found)
    assign(alice.profile, alice.dossier, WHY, "Both", assignment=id_)
    assert [(each.assignee, each.is_conflict) for each in listed(alice)] == [("Both", False)]
