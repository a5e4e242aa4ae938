"""How many computers one member may bring in, judged alike by all; who is given keys first."""

from __future__ import annotations

from review_protocol.keyholders import in_turn
from review_protocol.names import DeviceId
from review_protocol.rules import MAX_COMPUTERS
from review_protocol.state import Reason, Standing
from review_protocol.statements import RemoveDevice, Role
from tests.builders.change_sets import Computer, Office, answer, computer, invite

Q = ("q", "value")


def further(who: Computer, count: int) -> list[Computer]:
    """So many more computers of somebody's."""
    return [computer(f"{who.id} {number}", who) for number in range(count)]


def test_who_adds_computers_without_end_is_stopped_for_all_alike(
    office: Office, ben: Computer
) -> None:
    """The one that they came in with counts, and those that are out again."""
    added = further(ben, MAX_COMPUTERS + 20)
    office.write(ben, *map(office.add_device, added[:60]))
    office.write(ben, RemoveDevice(device=added[0].id))
    made = office.write(ben, *map(office.add_device, added[60:]))
    state = office.state()
    assert len(state.roster.members[ben.member].devices) == MAX_COMPUTERS
    assert {(one.set_id, one.reason) for one in state.void_statements} == {
        (made, Reason.NOT_POSSIBLE)
    }
    assert office.state(reversed(office.sets)) == state
    office.write(added[-1], answer("q", "Of a computer too many"))
    assert office.state().answers == {}
    office.write(added[5], answer("q", "Of one that is in"))
    assert set(office.state().answers) == {Q}


def test_nor_by_pretending_not_to_know_of_the_others(office: Office, ben: Computer) -> None:
    start, added = office.heads(), further(ben, MAX_COMPUTERS + 20)
    for at in range(0, len(added), 30):
        office.write(ben, *map(office.add_device, added[at : at + 30]), after=start)
    state = office.state()
    assert len(state.roster.members[ben.member].devices) == MAX_COMPUTERS
    assert {one.standing for one in state.void_statements} == {Standing.VOID}
    assert office.state(reversed(office.sets)) == state


def test_whoever_has_had_so_many_comes_in_with_another_by_an_invitation(
    office: Office, ben: Computer
) -> None:
    office.write(ben, *map(office.add_device, further(ben, MAX_COMPUTERS)))
    office.write(office.ana, invite("again", Role.EXPERT, ben.member))
    again = computer("again", ben)
    office.join(again, "again")
    assert office.state().roster.member_of(again.id) == ben.member


def test_what_a_stolen_computer_added_counts_no_more_once_it_is_out(
    office: Office, ben: Computer
) -> None:
    """Its thief did not know of the removal; what it brought in keeps none of Ben's out."""
    stolen, own = computer("stolen", ben), computer("own", ben)
    office.write(ben, office.add_device(stolen))
    start = office.heads()
    office.write(stolen, *map(office.add_device, further(ben, MAX_COMPUTERS)), after=start)
    office.write(ben, RemoveDevice(device=stolen.id), after=start)
    office.write(ben, office.add_device(own))
    assert office.state().roster.has_active(own.id)


def test_one_computer_of_each_member_comes_first_and_the_unconfirmed_last(
    office: Office, ben: Computer
) -> None:
    office.write(ben, *map(office.add_device, further(ben, 3)))
    carl = office.admit("carl", Role.EXPERT, is_confirmed=False)
    office.write(carl, office.add_device(computer("second of carl", carl)))
    gone = further(office.ana, 1)[0]
    office.write(office.ana, office.add_device(gone))
    office.write(office.ana, RemoveDevice(device=gone.id))
    order = [(one.is_provisional, one.member) for one in in_turn(office.state().roster)]
    firsts = sorted([*computers_of(office, ben)[:1], office.ana.id])
    assert [one.id for one in in_turn(office.state().roster)][:2] == firsts
    assert order[2:5] == [(False, ben.member)] * 3
    assert order[5:] == [(True, carl.member)] * 2


def computers_of(office: Office, who: Computer) -> tuple[DeviceId, ...]:
    """A member's computers."""
    return office.state().roster.members[who.member].devices
