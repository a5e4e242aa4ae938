"""The first steps of `derive`: one person, then two."""

from __future__ import annotations

from review_protocol.statements import Role
from tests.builders.change_sets import Office, answer, first_change, removal


def test_a_version_that_nobody_replaced_is_current() -> None:
    office = Office()
    one = office.write(office.ana, answer("q", "Yes"))
    assert office.state().answers == {("q", "value"): (first_change(one),)}


def test_two_versions_neither_of_which_knew_of_the_other_are_a_conflict() -> None:
    office = Office()
    ben = office.admit("ben", Role.EXPERT)
    start = office.heads()
    office.write(office.ana, answer("q", "Yes"), after=start)
    office.write(ben, answer("q", "No"), after=start)
    state = office.state()
    assert state.conflicts == (("q", "value"),)
    assert len(state.answers["q", "value"]) == 2


def test_what_a_removed_member_wrote_meanwhile_waits() -> None:
    office = Office()
    ben = office.admit("ben", Role.EXPERT)
    start = office.heads()
    office.write(office.ana, removal(ben), after=start)
    office.write(ben, answer("q", "No"), after=start)
    state = office.state()
    assert not state.answers
    assert [one.author for one in state.waiting] == [ben.member]
