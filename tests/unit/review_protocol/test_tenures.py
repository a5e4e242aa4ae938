"""Who is focal point: hand-overs one after the other, and several at the same time."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from review_protocol.changes import RecordChange, RecordType
from review_protocol.names import MemberId, SetId
from review_protocol.signing import PublicKey
from review_protocol.state import Alarm, AlarmKind, Reason, Standing, State
from review_protocol.statements import (
    Confirm,
    HandOver,
    RemoveDevice,
    RemoveMember,
    Reserve,
    Role,
    Server,
    SetRole,
    Statement,
    TakeBack,
    TakeOver,
)
from tests.builders.change_sets import Computer, Office, answer, computer, invite, removal
from tests.builders.signing import make_signing_key


@dataclass
class Ministry(Office):
    """An office with a deputy, two experts, the focal point's second computer and a safe."""

    ben: Computer = field(init=False)
    carl: Computer = field(init=False)
    dora: Computer = field(init=False)
    second: Computer = field(init=False)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.ben = self.admit("ben", Role.DEPUTY)
        self.carl = self.admit("carl", Role.EXPERT)
        self.dora = self.admit("dora", Role.EXPERT)
        self.second = computer("second", self.ana)
        self.write(self.ana, self.add_device(self.second), Reserve(reserve=key("safe")))


@pytest.fixture
def office() -> Ministry:
    return Ministry()


def key(name: str) -> PublicKey:
    return make_signing_key(name).public


def to(who: Computer, until: int | None = None) -> HandOver:
    return HandOver(to=who.member, until=until)


def focal_point(state: State) -> MemberId | None:
    """Who is; and the roster agrees with itself."""
    member = state.roster.focal_point
    roles = {one.id for one in state.roster.members.values() if one.role is Role.FOCAL_POINT}
    assert roles == {member}
    return member


def void(state: State) -> dict[SetId, Reason]:
    return {
        one.set_id: one.reason for one in state.void_statements if one.standing is Standing.VOID
    }


def alarms(state: State, kind: AlarmKind) -> list[Alarm]:
    return [alarm for alarm in state.alarms if alarm.kind is kind]


# One after the other.


def test_the_founder_is_focal_point(office: Ministry) -> None:
    assert focal_point(office.state()) == office.ana.member
    assert office.state().roster.until is None


def test_a_successor_is_and_the_former_one_is_an_expert(office: Ministry) -> None:
    office.write(office.ana, to(office.carl))
    state = office.state()
    assert focal_point(state) == office.carl.member
    assert state.roster.members[office.ana.member].role is Role.EXPERT
    assert not state.alarms


def test_a_deputy_takes_over(office: Ministry) -> None:
    office.write(office.ben, TakeOver())
    assert focal_point(office.state()) == office.ben.member


def test_a_deputy_who_hands_over_is_deputy_again(office: Ministry) -> None:
    office.write(office.ana, to(office.ben))
    office.write(office.ben, to(office.carl))
    assert office.state().roster.members[office.ben.member].role is Role.DEPUTY


def test_who_handed_over_until_a_date_takes_back(office: Ministry) -> None:
    office.write(office.ana, to(office.carl, until=5))
    roster = office.state().roster
    assert (roster.until, roster.handed_over_by) == (5, office.ana.member)
    office.write(office.ana, TakeBack())
    state = office.state()
    assert focal_point(state) == office.ana.member
    assert (state.roster.until, state.roster.lenders) == (None, ())
    assert state.roster.members[office.carl.member].role is Role.EXPERT


def test_who_handed_over_for_good_does_not(office: Ministry) -> None:
    office.write(office.ana, to(office.carl))
    office.write(office.ana, TakeBack())
    assert focal_point(office.state()) == office.carl.member
    assert office.state().roster.handed_over_by is None


def test_what_was_lent_is_taken_back_from_whoever_has_it(
    office: Ministry,
) -> None:
    office.write(office.ana, to(office.carl, until=5))
    office.write(office.carl, to(office.dora, until=4))
    assert office.state().roster.lenders == (office.ana.member, office.carl.member)
    office.write(office.ana, TakeBack())
    assert focal_point(office.state()) == office.ana.member
    office.write(office.carl, TakeBack())
    assert focal_point(office.state()) == office.ana.member


def test_who_borrowed_cannot_give_it_away_for_good(office: Ministry) -> None:
    office.write(office.ana, to(office.carl, until=5))
    office.write(office.carl, to(office.dora))
    office.write(office.ana, TakeBack())
    assert focal_point(office.state()) == office.ana.member


def test_giving_it_back_ends_the_loan(office: Ministry) -> None:
    office.write(office.ana, to(office.carl, until=5))
    office.write(office.carl, to(office.ana))
    assert office.state().roster.lenders == ()


def test_a_take_over_ends_a_loan(office: Ministry) -> None:
    office.write(office.ana, to(office.carl, until=5))
    office.write(office.ben, TakeOver())
    office.write(office.ana, TakeBack())
    assert focal_point(office.state()) == office.ben.member


def test_the_reserve_key_makes_whoever_holds_it_focal_point(office: Ministry) -> None:
    stranger = computer("stranger")
    office.write(stranger, office.use_reserve(stranger, "safe"), answer("q", "Yes"))
    state = office.state()
    assert focal_point(state) == stranger.member
    assert not state.roster.members[stranger.member].is_provisional
    assert state.answers


def test_a_member_who_uses_the_reserve_key_stays_themselves(office: Ministry) -> None:
    office.write(office.carl, office.use_reserve(office.carl, "safe"))
    state = office.state()
    assert focal_point(state) == office.carl.member
    assert state.roster.members[office.carl.member].devices == (office.carl.id,)


def test_a_reserve_key_that_was_replaced_is_worth_nothing(office: Ministry) -> None:
    office.write(office.ana, Reserve(reserve=key("new safe")))
    office.write(office.carl, office.use_reserve(office.carl, "safe"))
    assert focal_point(office.state()) == office.ana.member
    assert office.state().roster.reserve == key("new safe")


def test_two_reserve_keys_made_at_the_same_time_both_open(office: Ministry) -> None:
    start = office.heads()
    office.write(office.ana, Reserve(reserve=key("one")), after=start)
    office.write(office.second, Reserve(reserve=key("two")), after=start)
    office.write(office.carl, office.use_reserve(office.carl, "one"))
    office.write(office.dora, office.use_reserve(office.dora, "two"))
    assert focal_point(office.state()) == office.dora.member


def test_a_removed_computer_does_not_use_the_reserve_key(office: Ministry) -> None:
    office.write(office.ana, removal(office.carl))
    office.write(office.carl, office.use_reserve(office.carl, "safe"))
    assert focal_point(office.state()) == office.ana.member


def test_nobody_hands_over_to_a_stranger_a_removed_or_a_provisional_member(
    office: Ministry,
) -> None:
    open_ = office.admit("olga", Role.EXPERT, is_confirmed=False)
    office.write(office.ana, removal(office.carl))
    for whom in (computer("stranger"), open_, office.carl, office.ana):
        office.write(office.ana, to(whom))
    state = office.state()
    assert focal_point(state) == office.ana.member
    assert [one.reason for one in state.void_statements] == [Reason.NOT_POSSIBLE] * 4


# At the same time.


@pytest.mark.parametrize("is_first_lower", [True, False])
def test_of_two_hand_overs_the_lower_id_counts_with_an_alarm(
    office: Ministry, is_first_lower: bool
) -> None:
    start = office.heads()
    low, high = ("0", "f") if is_first_lower else ("f", "0")
    one = office.write(office.ana, to(office.carl), after=start, first=low)
    two = office.write(office.ben, TakeOver(), after=start, first=high)
    state = office.state()
    winner, loser = (office.carl, two) if is_first_lower else (office.ben, one)
    assert focal_point(state) == winner.member
    assert void(state) == {loser: Reason.HANDED_OVER}
    (alarm,) = alarms(state, AlarmKind.TWO_HAND_OVERS)
    assert (alarm.subject, set(alarm.sets)) == (winner.member, {one, two})


def test_what_builds_on_the_hand_over_that_does_not_count_is_void(office: Ministry) -> None:
    """However low its own id: the first parting of ways decides."""
    start = office.heads()
    office.write(office.ana, to(office.carl), after=start, first="1")
    void_one = office.write(office.ben, TakeOver(), after=start, first="2")
    passed_on = office.write(office.ben, to(office.dora), after={void_one}, first="0")
    role = office.write(
        office.dora, SetRole(member=office.carl.member, role=Role.OBSERVER), after={passed_on}
    )
    state = office.state()
    assert focal_point(state) == office.carl.member
    assert set(void(state)) == {void_one, passed_on, role}
    assert state.roster.members[office.carl.member].role is Role.FOCAL_POINT


def test_who_knows_of_both_builds_on_the_one_that_counts(office: Ministry) -> None:
    start = office.heads()
    office.write(office.ana, to(office.carl), after=start, first="1")
    office.write(office.ben, TakeOver(), after=start, first="2")
    office.write(office.carl, to(office.dora))
    refused = office.write(office.ben, to(office.ana))
    state = office.state()
    assert focal_point(state) == office.dora.member
    assert {one.set_id for one in state.void_statements if one.position == 0} >= {refused}


@pytest.mark.parametrize(
    "statement",
    [
        invite("somebody", Role.EXPERT),
        SetRole(member=computer("carl").member, role=Role.OBSERVER),
        RemoveMember(member=computer("carl").member),
        RemoveDevice(device=computer("dora").id),
        Confirm(member=computer("dora").member, device=computer("dora").id),
        Reserve(reserve=make_signing_key("new safe").public),
        Server(secretariat=make_signing_key("server").public),
    ],
    ids=lambda one: type(one).__name__,
)
def test_a_former_focal_point_s_statements_are_void_until_repeated(
    office: Ministry, statement: Statement
) -> None:
    start = office.heads()
    office.write(office.ana, to(office.ben), after=start)
    made = office.write(office.second, statement, after=start)
    state = office.state()
    assert void(state) == {made: Reason.HANDED_OVER}
    assert alarms(state, AlarmKind.VOID_STATEMENT) == [
        Alarm(kind=AlarmKind.VOID_STATEMENT, subject=office.ana.member, sets=(made,))
    ]
    office.write(office.ben, statement)
    assert office.state().roster != state.roster or isinstance(statement, Confirm)


def test_what_they_stated_before_stands(office: Ministry) -> None:
    office.write(office.ana, SetRole(member=office.carl.member, role=Role.OBSERVER))
    office.write(office.ana, to(office.ben))
    state = office.state()
    assert void(state) == {}
    assert state.roster.members[office.carl.member].role is Role.OBSERVER


def test_what_anybody_may_state_stands_whoever_hands_over(office: Ministry) -> None:
    start = office.heads()
    office.write(office.ana, to(office.ben), after=start)
    third = computer("third", office.ana)
    office.write(office.second, office.add_device(third), after=start)
    office.write(third, answer("q", "Yes"))
    state = office.state()
    assert void(state) == {}
    assert state.answers


def test_a_hand_over_is_not_undone_by_removing_who_got_it(office: Ministry) -> None:
    """A former focal point could else take power back by pretending not to know."""
    start = office.heads()
    office.write(office.ana, to(office.carl), after=start)
    office.write(office.second, removal(office.carl), after=start)
    assert focal_point(office.state()) == office.carl.member


def test_nor_by_removing_the_computer_that_made_it(office: Ministry) -> None:
    start = office.heads()
    office.write(office.ana, to(office.carl), after=start)
    office.write(office.second, RemoveDevice(device=office.ana.id), after=start)
    state = office.state()
    assert focal_point(state) == office.carl.member
    assert not state.roster.has_active(office.ana.id)


def test_the_reserve_key_wins_over_being_replaced(office: Ministry) -> None:
    start = office.heads()
    office.write(office.ana, Reserve(reserve=key("new safe")), after=start)
    office.write(office.carl, office.use_reserve(office.carl, "safe"), after=start)
    assert focal_point(office.state()) == office.carl.member
    assert office.state().roster.reserve == key("safe")


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        (RemoveMember(member=computer("ben").member), Reason.REMOVED),
        (RemoveDevice(device=computer("ben").id), Reason.REMOVED),
        (SetRole(member=computer("ben").member, role=Role.EXPERT), Reason.DEMOTED),
        (SetRole(member=computer("carl").member, role=Role.DEPUTY), Reason.DEMOTED),
    ],
    ids=["removed", "computer removed", "demoted", "another is deputy"],
)
def test_a_deputy_who_was_dismissed_meanwhile_does_not_take_over(
    office: Ministry, statement: Statement, reason: Reason
) -> None:
    """Else nobody could be rid of a deputy, who may always pretend not to have known."""
    start = office.heads()
    office.write(office.ana, statement, after=start)
    made = office.write(office.ben, TakeOver(), after=start)
    role = office.write(
        office.ben, SetRole(member=office.carl.member, role=Role.OBSERVER), after={made}
    )
    state = office.state()
    assert focal_point(state) == office.ana.member
    assert void(state) == {made: reason, role: Reason.HANDED_OVER}


@pytest.mark.parametrize(
    "statement",
    [
        RemoveMember(member=computer("carl").member),
        RemoveDevice(device=computer("carl").id),
        SetRole(member=computer("ben").member, role=Role.DEPUTY),
        SetRole(member=computer("carl").member, role=Role.OBSERVER),
    ],
    ids=lambda one: type(one).__name__,
)
def test_a_deputy_who_was_not_does(office: Ministry, statement: Statement) -> None:
    start = office.heads()
    office.write(office.ana, statement, after=start)
    office.write(office.ben, TakeOver(), after=start)
    assert focal_point(office.state()) == office.ben.member


def test_a_dismissal_by_who_is_not_focal_point_any_more_does_not_count(
    office: Ministry,
) -> None:
    handed = office.write(office.ana, to(office.carl), first="9")
    took = office.write(office.ben, TakeOver(), after={handed})
    office.write(office.second, removal(office.ben), after=office.sets[handed].parents)
    assert focal_point(office.state()) == office.ben.member
    assert took not in void(office.state())


# The secretariat.


def server(office: Ministry) -> Computer:
    machine = computer("server")
    office.write(office.ana, Server(secretariat=machine.public))
    return machine


def test_the_secretariat_appoints(office: Ministry) -> None:
    machine = server(office)
    office.write(machine, to(office.carl, until=9))
    state = office.state()
    assert focal_point(state) == office.carl.member
    assert state.roster.lenders == ()


def test_of_two_hand_overs_the_countersigned_one_counts(office: Ministry) -> None:
    machine = server(office)
    start = office.heads()
    office.write(office.ben, TakeOver(), after=start, first="0")
    other = office.write(office.ana, to(office.carl), after=start, first="f")
    office.write(machine, to(office.carl), after={other})
    office.write(
        office.carl, SetRole(member=office.dora.member, role=Role.OBSERVER), after={other}
    )
    state = office.state()
    assert focal_point(state) == office.carl.member
    assert state.roster.members[office.dora.member].role is Role.OBSERVER


def test_the_secretariat_that_knows_of_both_decides(office: Ministry) -> None:
    machine = server(office)
    start = office.heads()
    office.write(office.ben, TakeOver(), after=start, first="0")
    office.write(office.ana, to(office.carl), after=start, first="f")
    office.write(machine, to(office.carl))
    assert focal_point(office.state()) == office.carl.member


def test_a_secretariat_named_after_the_fact_is_worth_nothing(office: Ministry) -> None:
    """A former focal point forges: the server is theirs, and appoints them."""
    start = office.heads()
    office.write(office.ana, to(office.carl), after=start, first="1")
    machine = computer("machine of ana")
    named = office.write(office.second, Server(secretariat=machine.public), after=start)
    office.write(machine, to(office.dora), after={named}, first="2")
    assert focal_point(office.state()) == office.carl.member


def test_a_key_that_is_the_secretariat_s_no_longer_appoints_nobody(office: Ministry) -> None:
    machine = server(office)
    start = office.heads()
    replaced = office.write(office.ana, Server(secretariat=key("new server")), after=start)
    made = office.write(machine, to(office.carl), after=start)
    notice = RecordChange(type=RecordType.NOTICE, subject="n")
    late = office.write(machine, notice, after=start)
    state = office.state()
    assert focal_point(state) == office.ana.member
    assert void(state) == {made: Reason.REMOVED}
    assert [(one.set_id, one.reason) for one in state.waiting] == [(late, Reason.REMOVED)]
    assert state.roster.secretariat == key("new server")
    assert replaced in office.sets


def test_naming_the_same_secretariat_again_does_not_stop_it(office: Ministry) -> None:
    machine = server(office)
    start = office.heads()
    office.write(office.ana, Server(secretariat=machine.public), after=start)
    office.write(machine, to(office.carl), after=start)
    assert focal_point(office.state()) == office.carl.member


def test_what_a_void_secretariat_wrote_waits_until_it_is_named_again(office: Ministry) -> None:
    start = office.heads()
    office.write(office.ana, to(office.ben), after=start, first="0")
    machine = computer("server")
    named = office.write(office.second, Server(secretariat=machine.public), after=start)
    notice = RecordChange(type=RecordType.NOTICE, subject="n")
    office.write(machine, notice, after={named})
    appointed = office.write(machine, to(office.dora), after={named}, first="f")
    state = office.state()
    assert [one.reason for one in state.waiting] == [Reason.HANDED_OVER]
    assert void(state)[appointed] is Reason.HANDED_OVER
    office.write(office.ben, Server(secretariat=machine.public))
    state = office.state()
    assert not state.waiting
    assert focal_point(state) == office.ben.member


def test_of_two_secretariats_named_at_the_same_time_that_of_the_lower_id(
    office: Ministry,
) -> None:
    start = office.heads()
    office.write(office.ana, Server(secretariat=key("one")), after=start, first="1")
    office.write(office.second, Server(secretariat=key("two")), after=start, first="0")
    assert office.state().roster.secretariat == key("two")


def test_the_secretariat_s_key_is_no_member_s(office: Ministry) -> None:
    machine = server(office)
    office.write(office.ana, invite("for the server", Role.EXPERT))
    office.join(machine, "for the server")
    office.write(machine, office.use_reserve(machine, "safe"))
    theirs = Computer(machine.key, office.carl.member)
    office.write(office.carl, office.add_device(theirs))
    state = office.state()
    assert machine.id not in state.roster.devices
    assert focal_point(state) == office.ana.member
