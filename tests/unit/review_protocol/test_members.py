"""Joining, confirming, further computers, roles."""

from __future__ import annotations

from dataclasses import replace

import pytest

from review_protocol.changes import RecordChange, RecordType
from review_protocol.names import NOBODY
from review_protocol.state import AlarmKind, Reason, Standing, State
from review_protocol.statements import (
    Confirm,
    HandOver,
    Join,
    Role,
    SetRole,
    TakeBack,
    TakeOver,
)
from tests.builders.change_sets import (
    KEM,
    Computer,
    Office,
    answer,
    computer,
    invite,
    removal,
)
from tests.builders.signing import make_signing_key

Q = ("q", "value")


def reasons(state: State) -> list[tuple[Standing, Reason]]:
    return [(one.standing, one.reason) for one in state.void_statements]


# Joining.


def test_who_joined_is_provisional_until_confirmed(office: Office) -> None:
    ben = office.admit("ben", Role.EXPERT, is_confirmed=False)
    office.write(ben, answer("q", "Yes"))
    state = office.state()
    assert state.roster.members[ben.member].is_provisional
    assert [one.judged.is_unconfirmed for one in state.versions.values()] == [True]
    assert state.answers
    office.write(office.ana, Confirm(member=ben.member, device=ben.id))
    state = office.state()
    assert not state.roster.members[ben.member].is_provisional
    assert [one.judged.is_unconfirmed for one in state.versions.values()] == [False]


def test_an_invitation_tells_by_whom_it_was_used(office: Office, ben: Computer) -> None:
    office.write(office.ana, invite("for carl", Role.OBSERVER))
    found = office.state().roster
    used = found.invitations[make_signing_key("invitation of ben").public]
    assert (used.used_by, used.role) == ((ben.id,), Role.EXPERT)
    assert found.invitations[make_signing_key("for carl").public].used_by == ()
    assert found.members[ben.member].invitation == used.id
    assert found.devices[ben.id].kem == KEM


def test_what_the_newcomer_says_in_the_same_set_counts(office: Office) -> None:
    ben = computer("ben")
    office.write(office.ana, invite("invitation", Role.OBSERVER))
    person = RecordChange(type=RecordType.PERSON, subject=ben.member)
    office.write(ben, office.joining(ben, "invitation"), person)
    state = office.state()
    assert (RecordType.PERSON, ben.member) in state.records
    assert not state.refused


@pytest.mark.parametrize("name", ["no invitation", "invitation of carl"])
def test_a_proof_that_does_not_fit_lets_nobody_in(office: Office, name: str) -> None:
    office.write(office.ana, invite("invitation", Role.EXPERT))
    ben = computer("ben")
    good = office.joining(ben, "invitation")
    forged = replace(good, proof=office.joining(ben, name).proof)
    made = office.write(ben, forged)
    state = office.state()
    assert ben.id not in state.roster.devices
    assert reasons(state) == [(Standing.REFUSED, Reason.NOT_POSSIBLE)]
    assert state.refused_sets == {made: Reason.UNKNOWN_DEVICE}


def test_a_proof_for_another_device_or_dossier_lets_nobody_in(office: Office) -> None:
    office.write(office.ana, invite("invitation", Role.EXPERT))
    ben, carl = computer("ben"), computer("carl")
    elsewhere = Office(ana=computer("other"))
    office.write(ben, office.joining(carl, "invitation"))
    office.write(ben, elsewhere.joining(ben, "invitation"))
    assert ben.id not in office.state().roster.devices


def test_a_key_under_which_anybody_can_sign_lets_nobody_in(office: Office) -> None:
    """The file format refuses such a key; the judge does not rely on it."""
    weak = office.joining(computer("ben"), "x").invitation.__class__(bytes(32))
    office.write(office.ana, replace(invite("x", Role.EXPERT), invitation=weak))
    ben = computer("ben")
    office.write(ben, Join(invitation=weak, kem=KEM, proof=bytes(64)))
    assert ben.id not in office.state().roster.devices


def test_nobody_joins_by_an_invitation_that_was_never_made(office: Office) -> None:
    office.join(computer("ben"), "invitation")
    assert reasons(office.state()) == [(Standing.REFUSED, Reason.NOT_POSSIBLE)]


def test_an_invitation_used_twice_is_an_alarm_until_it_is_settled(office: Office) -> None:
    office.write(office.ana, invite("invitation", Role.EXPERT))
    start = office.heads()
    ben, eve = computer("ben"), computer("eve")
    sets = {office.join(who, "invitation", after=start) for who in (ben, eve)}
    (alarm,) = office.state().alarms
    assert (alarm.kind, set(alarm.sets)) == (AlarmKind.INVITATION_TWICE, sets)
    office.write(office.ana, Confirm(member=ben.member, device=ben.id))
    assert office.state().alarms
    office.write(office.ana, removal(eve))
    state = office.state()
    assert not state.alarms
    assert state.roster.has_active(ben.id)
    assert not state.roster.has_active(eve.id)


def test_an_invitation_whose_user_is_confirmed_lets_nobody_else_in(
    office: Office, ben: Computer
) -> None:
    eve = computer("eve")
    office.join(eve, "invitation of ben")
    assert not office.state().roster.has_active(eve.id)


def test_an_invitation_stated_twice_gives_the_lesser_role(office: Office) -> None:
    start = office.heads()
    second = computer("second", office.ana)
    office.write(office.ana, office.add_device(second), after=start)
    start = office.heads()
    office.write(office.ana, invite("invitation", Role.DEPUTY), after=start)
    office.write(second, invite("invitation", Role.OBSERVER), after=start)
    ben = computer("ben")
    office.join(ben, "invitation")
    assert office.state().roster.members[ben.member].role is Role.OBSERVER


def test_an_invitation_that_is_limited_later_limits_who_joined(office: Office) -> None:
    ben = office.admit("ben", Role.DEPUTY)
    office.write(office.ana, invite("invitation of ben", Role.OBSERVER))
    assert office.state().roster.members[ben.member].role is Role.OBSERVER


@pytest.mark.parametrize("role", [Role.FOCAL_POINT])
def test_nobody_is_invited_as_focal_point(office: Office, role: Role) -> None:
    office.write(office.ana, invite("invitation", role))
    assert reasons(office.state()) == [(Standing.REFUSED, Reason.NOT_POSSIBLE)]


def test_nobody_confirms_a_device_as_another_member_s(office: Office, ben: Computer) -> None:
    carl = office.admit("carl", Role.EXPERT, is_confirmed=False)
    office.write(office.ana, Confirm(member=ben.member, device=carl.id))
    assert office.state().roster.members[carl.member].is_provisional


def test_a_provisional_deputy_holds_no_office(office: Office) -> None:
    ben = office.admit("ben", Role.DEPUTY)
    eve = office.admit("eve", Role.DEPUTY, is_confirmed=False)
    office.write(eve, TakeOver())
    roster = office.state().roster
    assert roster.focal_point == office.ana.member
    assert roster.members[ben.member].role is Role.DEPUTY
    office.write(office.ana, Confirm(member=eve.member, device=eve.id))
    roster = office.state().roster
    assert roster.members[ben.member].role is Role.EXPERT
    assert roster.members[eve.member].role is Role.DEPUTY


# Further computers.


def test_a_further_computer_is_its_owner_s(office: Office, ben: Computer) -> None:
    second = computer("second", ben)
    office.write(ben, office.add_device(second))
    office.write(second, answer("q", "Yes"))
    state = office.state()
    assert state.roster.members[ben.member].devices == tuple(sorted((ben.id, second.id)))
    assert [one.judged.author for one in state.versions.values()] == [ben.member]
    assert not state.roster.devices[second.id].is_provisional


def test_what_a_provisional_member_adds_is_provisional_with_them(office: Office) -> None:
    ben = office.admit("ben", Role.EXPERT, is_confirmed=False)
    second = computer("second", ben)
    office.write(ben, office.add_device(second))
    assert office.state().roster.devices[second.id].is_provisional
    office.write(office.ana, Confirm(member=ben.member, device=ben.id))
    assert not office.state().roster.devices[second.id].is_provisional


def test_one_computer_of_two_may_be_confirmed_alone(office: Office) -> None:
    ben = office.admit("ben", Role.EXPERT, is_confirmed=False)
    second = computer("second", ben)
    office.write(ben, office.add_device(second))
    office.write(office.ana, Confirm(member=ben.member, device=second.id))
    roster = office.state().roster
    assert roster.devices[ben.id].is_provisional
    assert not roster.members[ben.member].is_provisional


def test_nobody_adds_a_computer_without_its_consent(office: Office, ben: Computer) -> None:
    eve = office.admit("eve", Role.EXPERT)
    stolen = Computer(computer("second").key, eve.member)
    good = office.add_device(computer("second", ben))
    office.write(eve, good)
    office.write(eve, replace(office.add_device(stolen), kem=b"x" * 32))
    assert stolen.id not in office.state().roster.devices


def test_a_computer_that_two_members_add_is_the_first_s(office: Office, ben: Computer) -> None:
    carl = office.admit("carl", Role.EXPERT)
    second = computer("second", ben)
    start = office.heads()
    taken = Computer(second.key, carl.member)
    office.write(ben, office.add_device(second), after=start, first="1")
    late = office.write(carl, office.add_device(taken), after=start, first="2")
    made = office.write(second, answer("q", "Yes"), after={late})
    state = office.state()
    assert state.roster.member_of(second.id) == ben.member
    assert [(one.set_id, one.reason) for one in state.void_statements] == [
        (late, Reason.NOT_POSSIBLE)
    ]
    assert [(one.set_id, one.reason) for one in state.waiting] == [(made, Reason.NOT_POSSIBLE)]


def test_a_computer_that_joins_and_is_added_came_once(office: Office, ben: Computer) -> None:
    office.write(office.ana, invite("invitation", Role.EXPERT))
    start = office.heads()
    second = computer("second", ben)
    office.write(ben, office.add_device(second), after=start, first="1")
    late = office.join(second, "invitation", after=start, first="2")
    state = office.state()
    assert state.roster.member_of(second.id) == ben.member
    assert [one.set_id for one in state.void_statements] == [late]
    assert state.roster.members.keys() == {office.ana.member, ben.member}


def test_a_stranger_is_nobody(office: Office) -> None:
    stranger = computer("stranger")
    made = office.write(stranger, answer("q", "Yes"), TakeBack())
    state = office.state()
    assert [(one.author, one.device) for one in state.refused] == [(NOBODY, stranger.id)]
    assert reasons(state) == [(Standing.REFUSED, Reason.UNKNOWN_DEVICE)]
    assert state.refused_sets == {made: Reason.UNKNOWN_DEVICE}


# Roles.


def role(who: Computer, role: Role) -> SetRole:
    return SetRole(member=who.member, role=role)


def test_of_two_roles_at_the_same_time_the_lesser_counts(office: Office, ben: Computer) -> None:
    second = computer("second", office.ana)
    office.write(office.ana, office.add_device(second))
    start = office.heads()
    office.write(office.ana, role(ben, Role.DEPUTY), after=start)
    office.write(second, role(ben, Role.OBSERVER), after=start)
    assert office.state().roster.members[ben.member].role is Role.OBSERVER
    office.write(office.ana, role(ben, Role.EXPERT))
    assert office.state().roster.members[ben.member].role is Role.EXPERT


def test_there_is_one_deputy(office: Office, ben: Computer) -> None:
    carl = office.admit("carl", Role.DEPUTY)
    office.write(office.ana, role(ben, Role.DEPUTY))
    roster = office.state().roster
    assert roster.members[ben.member].role is Role.DEPUTY
    assert roster.members[carl.member].role is Role.EXPERT


def test_of_two_deputies_made_at_the_same_time_that_of_the_lower_id(
    office: Office, ben: Computer
) -> None:
    carl = office.admit("carl", Role.EXPERT)
    second = computer("second", office.ana)
    office.write(office.ana, office.add_device(second))
    start = office.heads()
    office.write(office.ana, role(ben, Role.DEPUTY), after=start, first="1")
    office.write(second, role(carl, Role.DEPUTY), after=start, first="0")
    roster = office.state().roster
    assert roster.members[carl.member].role is Role.DEPUTY
    assert roster.members[ben.member].role is Role.EXPERT
    dora = office.admit("dora", Role.EXPERT)
    office.write(office.ana, role(dora, Role.DEPUTY))
    roles = [one.role for one in office.state().roster.members.values()]
    assert sorted(roles) == [Role.DEPUTY, Role.EXPERT, Role.EXPERT, Role.FOCAL_POINT]


def test_roles_that_cannot_be_set(office: Office, ben: Computer) -> None:
    carl = office.admit("carl", Role.EXPERT)
    office.write(office.ana, removal(carl))
    office.write(office.ana, role(ben, Role.FOCAL_POINT))
    office.write(office.ana, role(office.ana, Role.EXPERT))
    office.write(office.ana, role(carl, Role.OBSERVER))
    office.write(office.ana, role(computer("stranger"), Role.OBSERVER))
    assert reasons(office.state()) == [(Standing.REFUSED, Reason.NOT_POSSIBLE)] * 4


def test_nobody_founds_a_dossier_twice(office: Office) -> None:
    first = office.sets[office.dossier]
    eve = computer("eve")
    office.add(replace(first, id=first.id.__class__("0" * 64), device=eve.public, names=()))
    again = office.sets.pop(first.id.__class__("0" * 64))
    office.add(replace(again, changes=()))
    office.write(office.ana, *first.statements)
    state = office.state()
    assert state.roster.members.keys() == {office.ana.member}
    assert reasons(state) == [(Standing.REFUSED, Reason.NOT_POSSIBLE)] * 2


def test_the_founding_statement_is_the_first_of_all(office: Office) -> None:
    first = office.sets[office.dossier]
    office.sets[first.id] = replace(first, statements=first.statements * 2)
    assert [one.position for one in office.state().void_statements] == [1]


def test_statements_of_one_set_are_judged_in_turn(office: Office, ben: Computer) -> None:
    office.write(office.ana, HandOver(to=ben.member), role(ben, Role.OBSERVER))
    office.write(ben, invite("x", Role.EXPERT), invite("y", Role.EXPERT), removal(office.ana))
    state = office.state()
    assert reasons(state) == [(Standing.REFUSED, Reason.NOT_ENTITLED)]
    assert state.roster.members[office.ana.member].is_removed


def test_a_set_is_judged_by_what_it_knew_and_no_more(office: Office, ben: Computer) -> None:
    """Of three sets with statements that did not know of each other Dora knew two."""
    carl = office.admit("carl", Role.EXPERT)
    dora = office.admit("dora", Role.OBSERVER)
    start = office.heads()
    promotion = office.write(office.ana, role(dora, Role.EXPERT), after=start)
    second, third = computer("second", ben), computer("third", carl)
    other = office.write(ben, office.add_device(second), role(carl, Role.OBSERVER), after=start)
    office.write(carl, office.add_device(third), after=start)
    office.write(dora, answer("q", "Yes"), after={other})
    office.write(dora, answer("r", "No"), after={promotion, other})
    state = office.state()
    assert set(state.answers) == {("r", "value")}
    assert state.roster.has_active(third.id)


def test_statements_of_one_set_know_of_each_other(office: Office, ben: Computer) -> None:
    start = office.heads()
    second = computer("second", ben)
    office.write(ben, office.add_device(second), after=start)
    office.write(office.ana, role(ben, Role.OBSERVER), role(ben, Role.DEPUTY), after=start)
    assert office.state().roster.members[ben.member].role is Role.DEPUTY


def test_a_set_made_before_and_after_a_hand_over_counts_in_both_roles(
    office: Office, ben: Computer
) -> None:
    body = RecordChange(type=RecordType.BODY, subject="b")
    office.write(office.ana, HandOver(to=ben.member), body)
    carl = office.admit_by(ben, "carl", Role.DEPUTY)
    office.write(carl, TakeOver(), replace(body, subject="c"))
    state = office.state()
    assert {subject for _, subject in state.records} == {"b", "c"}
