"""Removal of computers and members, and re-admission."""

from __future__ import annotations

from review_protocol.changes import ClearanceChange, RecordChange, RecordType
from review_protocol.state import Reason, Standing, State
from review_protocol.statements import (
    Confirm,
    HandOver,
    RemoveDevice,
    Role,
)
from tests.builders.change_sets import (
    Computer,
    Office,
    answer,
    computer,
    invite,
    removal,
)

Q = ("q", "value")


def reasons(state: State) -> list[tuple[Standing, Reason]]:
    return [(one.standing, one.reason) for one in state.void_statements]


def test_a_removed_computer_writes_no_more(office: Office, ben: Computer) -> None:
    second = computer("second", ben)
    office.write(ben, office.add_device(second))
    office.write(second, answer("q", "before"))
    office.write(ben, RemoveDevice(device=second.id))
    office.write(second, answer("r", "after"))
    office.write(second, office.add_device(computer("third", ben)))
    office.write(ben, answer("s", "Yes"))
    state = office.state()
    assert set(state.answers) == {Q, ("s", "value")}
    assert [one.reason for one in state.refused] == [Reason.REMOVED]
    assert reasons(state) == [(Standing.REFUSED, Reason.REMOVED)]
    assert not state.roster.members[ben.member].is_removed


def test_a_stolen_computer_cannot_bring_in_another(office: Office, ben: Computer) -> None:
    second, third = computer("second", ben), computer("third", ben)
    office.write(ben, office.add_device(second))
    start = office.heads()
    office.write(ben, RemoveDevice(device=second.id), after=start)
    added = office.write(second, office.add_device(third), after=start)
    fourth = office.add_device(computer("fourth", ben))
    made = office.write(third, answer("q", "Yes"), fourth, after={added})
    state = office.state()
    assert state.roster.devices.keys() == {office.ana.id, ben.id, second.id}
    assert [one.reason for one in state.void_statements] == [Reason.REMOVED] * 2
    assert [(one.set_id, one.reason) for one in state.waiting] == [(made, Reason.REMOVED)]


def test_removals_stand_whoever_is_removed_by_what_they_did_not_know(
    office: Office, ben: Computer
) -> None:
    """By Ana's second computer, which is removed, and by a third that it brings in."""
    carl = office.admit("carl", Role.EXPERT)
    second, third = computer("second", office.ana), computer("third", office.ana)
    office.write(office.ana, office.add_device(second))
    start = office.heads()
    office.write(office.ana, RemoveDevice(device=second.id), after=start)
    added = office.write(second, office.add_device(third), removal(ben), after=start)
    office.write(third, removal(carl), after={added})
    state = office.state()
    assert not state.roster.has_active(ben.id)
    assert not state.roster.has_active(carl.id)
    assert [(one.set_id, one.position) for one in state.void_statements] == [(added, 0)]


def test_two_computers_that_remove_each_other_are_out(office: Office, ben: Computer) -> None:
    second = computer("second", ben)
    office.write(ben, office.add_device(second))
    start = office.heads()
    office.write(ben, RemoveDevice(device=second.id), after=start)
    office.write(second, RemoveDevice(device=ben.id), after=start)
    roster = office.state().roster
    assert not roster.has_active(ben.id)
    assert not roster.has_active(second.id)


def test_a_computer_may_remove_itself(office: Office, ben: Computer) -> None:
    office.write(ben, RemoveDevice(device=ben.id), answer("q", "last words"))
    state = office.state()
    assert state.answers
    assert not state.roster.has_active(ben.id)


def test_a_computer_that_nobody_knows_cannot_be_removed(office: Office) -> None:
    office.write(office.ana, RemoveDevice(device=computer("nobody").id))
    assert reasons(office.state()) == [(Standing.REFUSED, Reason.NOT_POSSIBLE)]


# Removal and re-admission.


def test_a_removed_member_stays_for_the_history(office: Office, ben: Computer) -> None:
    office.write(ben, answer("q", "Yes"))
    office.write(office.ana, removal(ben))
    state = office.state()
    assert state.roster.members[ben.member].is_removed
    assert state.answers


def test_what_they_wrote_outside_its_past_waits_even_if_it_was_applied(
    office: Office, ben: Computer
) -> None:
    start = office.heads()
    made = office.write(ben, answer("q", "Yes"), after=start)
    assert office.state().answers
    office.write(office.ana, removal(ben), after=start)
    state = office.state()
    assert not state.answers
    assert [(one.set_id, one.author) for one in state.waiting] == [(made, ben.member)]


def test_a_computer_added_by_who_is_removed_is_out(office: Office, ben: Computer) -> None:
    start = office.heads()
    office.write(office.ana, removal(ben), after=start)
    second = computer("second", ben)
    office.write(ben, office.add_device(second), after=start)
    assert not office.state().roster.has_active(second.id)


def test_a_member_comes_back_with_a_new_computer_and_their_history(
    office: Office, ben: Computer
) -> None:
    office.write(ben, answer("q", "Yes"))
    lost = office.heads()
    office.write(office.ana, removal(ben))
    office.write(office.ana, invite("back", Role.OBSERVER, ben.member))
    new = computer("new computer", ben)
    office.join(new, "back")
    late = office.write(ben, answer("r", "from the lost computer"), after=lost)
    roster = office.state().roster
    assert not roster.members[ben.member].is_removed
    assert roster.members[ben.member].is_provisional
    assert roster.members[ben.member].role is Role.OBSERVER
    assert not roster.has_active(ben.id)
    office.write(office.ana, Confirm(member=ben.member, device=new.id))
    state = office.state()
    assert not state.roster.members[ben.member].is_provisional
    assert [one.judged.author for one in state.versions.values()] == [ben.member] * 2
    assert [one.set_id for one in state.waiting] == [late]


def test_who_only_lost_a_computer_keeps_the_other(office: Office, ben: Computer) -> None:
    office.write(office.ana, invite("back", Role.EXPERT, ben.member))
    new = computer("new computer", ben)
    office.join(new, "back")
    roster = office.state().roster
    assert roster.has_active(ben.id)
    assert roster.devices[new.id].is_provisional
    assert not roster.members[ben.member].is_provisional


def test_an_open_re_admission_ends_with_another_removal(office: Office, ben: Computer) -> None:
    office.write(office.ana, removal(ben))
    office.write(office.ana, invite("back", Role.EXPERT, ben.member))
    start = office.heads()
    office.write(office.ana, removal(ben), after=start)
    new = computer("new computer", ben)
    office.join(new, "back", after=start)
    roster = office.state().roster
    assert roster.members[ben.member].is_removed
    assert not roster.has_active(new.id)


def test_the_office_is_not_held_from_a_computer_that_nobody_confirmed(
    office: Office, ben: Computer
) -> None:
    """Ben is invited back, somebody uses it, and then Ana hands over to Ben."""
    office.write(office.ana, invite("back", Role.EXPERT, ben.member))
    eve = computer("eve", ben)
    office.join(eve, "back")
    office.write(office.ana, HandOver(to=ben.member))
    office.write(eve, removal(office.ana), RecordChange(type=RecordType.BODY, subject="b"))
    office.write(eve, ClearanceChange(versions=(), pack="p" * 64))
    state = office.state()
    assert state.roster.focal_point == ben.member
    assert not state.roster.members[office.ana.member].is_removed
    assert [one.reason for one in state.refused] == [Reason.NOT_ENTITLED] * 2


def test_nobody_re_admits_the_focal_point_or_a_stranger(office: Office) -> None:
    for whom in (office.ana, computer("stranger")):
        office.write(office.ana, invite("back", Role.EXPERT, whom.member))
    assert not office.state().roster.invitations
