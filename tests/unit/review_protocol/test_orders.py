"""What the focal point orders: restrictions, and decisions on what waits."""

from __future__ import annotations

import pytest

from review_protocol.changes import (
    AddChange,
    DecisionChange,
    Mark,
    RemoveChange,
    RestrictionChange,
    StatusChange,
)
from review_protocol.names import ChangeId, SetId
from review_protocol.state import Reason, Standing
from review_protocol.statements import HandOver, Role, SetRole
from tests.builders.change_sets import Computer, Office, answer, computer, first_change, removal

Q = ("q", "value")


def restrict(
    who: Computer, *questions: str, replaces: tuple[ChangeId, ...] = ()
) -> RestrictionChange:
    return RestrictionChange(member=who.member, questions=questions, replaces=replaces)


def lift(who: Computer, *replaces: ChangeId) -> RestrictionChange:
    return RestrictionChange(member=who.member, questions=None, replaces=replaces)


def part(office: Office, who: Computer) -> frozenset[str] | None:
    return office.state().roster.members[who.member].restriction


# Restrictions.


def test_a_restricted_expert_writes_in_their_part(office: Office, ben: Computer) -> None:
    office.write(office.ana, restrict(ben, "q", "law"))
    office.write(ben, answer("q", "Yes"), answer("r", "No"), AddChange(key="law@1", order="a"))
    state = office.state()
    assert set(state.answers) == {Q}
    assert [one.reason for one in state.refused] == [Reason.RESTRICTED]
    assert state.presence["law@1"].is_present
    assert part(office, ben) == frozenset({"q", "law"})


def test_a_status_of_several_questions_needs_all_of_them(office: Office, ben: Computer) -> None:
    made = office.write(office.ana, answer("q", "Yes"), answer("r", "No"))
    office.write(office.ana, restrict(ben, "q"))
    names = office.sets[made].names
    for versions in ((names[0],), names):
        office.write(ben, StatusChange(versions=versions, mark=Mark.READY))
    state = office.state()
    assert state.versions[names[0]].mark is Mark.READY
    assert state.versions[names[1]].mark is Mark.DRAFT
    assert [one.reason for one in state.refused] == [Reason.RESTRICTED]


def test_a_mark_on_something_else_is_in_no_part(office: Office, ben: Computer) -> None:
    made = office.write(office.ana, AddChange(key="law@1", order="a"))
    office.write(office.ana, restrict(ben, "q"))
    versions = (first_change(made), ChangeId(f"{'0' * 64}.7"))
    office.write(ben, StatusChange(versions=versions, mark=Mark.READY))
    assert not office.state().refused


def test_a_restriction_binds_in_an_instance_too(office: Office, ben: Computer) -> None:
    office.write(office.ana, restrict(ben, "title"))
    office.write(ben, answer("title@1/2", "Penal Code"), RemoveChange(key="law@1"))
    state = office.state()
    assert len(state.answers) == 1
    assert len(state.refused) == 1


def test_all_restrictions_in_force_must_allow(office: Office, ben: Computer) -> None:
    start = office.heads()
    office.write(office.ana, restrict(ben, "q", "r"), after=start)
    office.write(office.ana, restrict(ben, "q", "s"), after=start)
    office.write(office.ana, lift(ben), after=start)
    assert part(office, ben) == frozenset({"q"})


def test_a_restriction_ends_when_it_is_replaced(office: Office, ben: Computer) -> None:
    first = first_change(office.write(office.ana, restrict(ben, "r")))
    office.write(ben, answer("q", "too early"))
    office.write(office.ana, lift(ben, first))
    office.write(ben, answer("q", "Yes"))
    state = office.state()
    assert part(office, ben) is None
    assert [one.judged.change.value for one in state.versions.values() if one.is_current] == [  # type: ignore[union-attr]
        "Yes"
    ]
    assert [one.reason for one in state.refused] == [Reason.RESTRICTED]


def test_a_restriction_replaces_none_of_somebody_else(office: Office, ben: Computer) -> None:
    carl = office.admit("carl", Role.EXPERT)
    first = first_change(office.write(office.ana, restrict(ben, "r")))
    office.write(office.ana, lift(carl, first))
    assert part(office, ben) == frozenset({"r"})


def test_a_restriction_binds_experts_alone(office: Office, ben: Computer) -> None:
    office.write(office.ana, restrict(ben, "r"))
    office.write(office.ana, SetRole(member=ben.member, role=Role.DEPUTY))
    office.write(ben, answer("q", "Yes"))
    assert office.state().answers


def test_what_was_written_without_knowing_of_a_restriction_waits(
    office: Office, ben: Computer
) -> None:
    start = office.heads()
    office.write(office.ana, restrict(ben, "r"), after=start)
    made = office.write(ben, answer("q", "Yes"), answer("r", "No"), after=start)
    state = office.state()
    assert [(one.set_id, one.reason) for one in state.waiting] == [(made, Reason.RESTRICTED)]
    assert set(state.answers) == {("r", "value")}


def test_what_was_written_before_a_restriction_stands(office: Office, ben: Computer) -> None:
    office.write(ben, answer("q", "Yes"))
    office.write(office.ana, restrict(ben, "r"))
    assert office.state().answers


def test_who_fell_to_expert_is_bound_by_their_restriction(office: Office) -> None:
    ben = office.admit("ben", Role.DEPUTY)
    office.write(office.ana, restrict(ben, "r"))
    start = office.heads()
    office.write(office.ana, SetRole(member=ben.member, role=Role.EXPERT), after=start)
    office.write(ben, answer("q", "Yes"), answer("r", "No"), after=start)
    state = office.state()
    assert [one.reason for one in state.waiting] == [Reason.DEMOTED]
    assert set(state.answers) == {("r", "value")}


def test_a_restriction_by_somebody_else_is_none(office: Office, ben: Computer) -> None:
    carl = office.admit("carl", Role.EXPERT)
    office.write(carl, restrict(ben, "r"))
    office.write(ben, answer("q", "Yes"))
    assert part(office, ben) is None
    assert office.state().answers


def test_a_restriction_that_waits_binds_once_it_is_taken(office: Office, ben: Computer) -> None:
    """Made by a focal point who had handed over without the computer knowing of it."""
    second = computer("second", office.ana)
    office.write(office.ana, office.add_device(second))
    carl = office.admit("carl", Role.EXPERT)
    start = office.heads()
    office.write(office.ana, HandOver(to=carl.member), after=start)
    made = office.write(second, restrict(ben, "r"), after=start)
    office.write(ben, answer("q", "1"))
    assert part(office, ben) is None
    assert office.state().answers
    office.write(carl, DecisionChange(sets=(made,), accept=True))
    office.write(ben, answer("q", "2"))
    state = office.state()
    assert part(office, ben) == frozenset({"r"})
    assert [one.reason for one in state.refused] == [Reason.RESTRICTED]
    assert len(state.answers[Q]) == 1


# Decisions.


def waiting(office: Office, ben: Computer, value: str = "Yes") -> SetId:
    """A set of Ben's that waits, since he was removed without knowing."""
    start = office.heads()
    office.write(office.ana, removal(ben), after=start)
    return office.write(ben, answer("q", value), after=start)


def decide(*sets: SetId, accept: bool) -> DecisionChange:
    return DecisionChange(sets=sets, accept=accept)


def test_what_waits_is_taken_after_all(office: Office, ben: Computer) -> None:
    made = waiting(office, ben)
    office.write(office.ana, decide(made, accept=True))
    state = office.state()
    assert state.answers == {Q: (first_change(made),)}
    assert not state.waiting


def test_or_never(office: Office, ben: Computer) -> None:
    made = waiting(office, ben)
    office.write(office.ana, decide(made, accept=False))
    state = office.state()
    assert not state.answers
    assert [(one.standing, one.reason) for one in state.refused] == [
        (Standing.REFUSED, Reason.REJECTED)
    ]


@pytest.mark.parametrize("last", [True, False])
def test_a_later_decision_takes_the_place_of_an_earlier_one(
    office: Office, ben: Computer, last: bool
) -> None:
    made = waiting(office, ben)
    office.write(office.ana, decide(made, accept=not last))
    office.write(office.ana, decide(made, accept=last))
    assert bool(office.state().answers) == last


def test_so_does_the_later_of_one_set(office: Office, ben: Computer) -> None:
    made = waiting(office, ben)
    office.write(office.ana, decide(made, accept=False), decide(made, accept=True))
    assert office.state().answers


def test_of_two_at_the_same_time_rejecting_wins(office: Office, ben: Computer) -> None:
    made = waiting(office, ben)
    start = office.heads()
    for accept in (True, False):
        office.write(office.ana, decide(made, accept=accept), after=start)
    assert not office.state().answers


def test_nobody_decides_on_what_they_had_not_seen(office: Office, ben: Computer) -> None:
    made = waiting(office, ben)
    seen = [one for one in office.heads() if one != made]
    office.write(office.ana, decide(made, SetId("0" * 64), accept=True), after=seen)
    assert [one.set_id for one in office.state().waiting] == [made]


def test_a_decision_by_somebody_else_is_none(office: Office, ben: Computer) -> None:
    carl = office.admit("carl", Role.DEPUTY)
    made = waiting(office, ben)
    office.write(carl, decide(made, accept=True))
    state = office.state()
    assert [one.set_id for one in state.waiting] == [made]
    assert [one.reason for one in state.refused] == [Reason.NOT_ENTITLED]


def test_a_decision_does_not_touch_what_does_not_wait(office: Office, ben: Computer) -> None:
    made = office.write(ben, answer("q", "Yes"))
    office.write(office.ana, decide(made, accept=False))
    assert office.state().answers


def test_what_was_refused_stays_so(office: Office) -> None:
    made = office.write(computer("stranger"), answer("q", "Yes"))
    office.write(office.ana, decide(made, accept=True))
    assert not office.state().answers


@pytest.mark.parametrize("is_taken", [True, False])
def test_a_decision_may_wait_itself(office: Office, ben: Computer, is_taken: bool) -> None:
    """Of a former focal point, who did not know; it counts if the successor takes it."""
    second = computer("second", office.ana)
    office.write(office.ana, office.add_device(second))
    carl = office.admit("carl", Role.EXPERT)
    made = waiting(office, ben)
    start = office.heads()
    office.write(office.ana, HandOver(to=carl.member), after=start)
    decision = office.write(second, decide(made, accept=True), after=start)
    state = office.state()
    assert not state.answers
    assert {one.set_id: one.reason for one in state.waiting} == {
        made: Reason.REMOVED,
        decision: Reason.HANDED_OVER,
    }
    office.write(carl, decide(decision, accept=is_taken))
    assert bool(office.state().answers) == is_taken


def test_being_restored_does_not_bring_back_what_waits(office: Office, ben: Computer) -> None:
    """Whoever fell and rose again: what was written meanwhile is still to be decided on."""
    start = office.heads()
    office.write(office.ana, SetRole(member=ben.member, role=Role.OBSERVER), after=start)
    made = office.write(ben, answer("q", "Yes"), after=start)
    office.write(office.ana, SetRole(member=ben.member, role=Role.EXPERT))
    office.write(ben, answer("r", "No"))
    state = office.state()
    assert [one.set_id for one in state.waiting] == [made]
    assert set(state.answers) == {("r", "value")}
