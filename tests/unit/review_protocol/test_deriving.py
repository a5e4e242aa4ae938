"""Sets that are broken, cannot be read or have no business here, and what the state says."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from review_protocol.changes import DossierChange
from review_protocol.deriving import derive
from review_protocol.names import PENDING, ChangeId, SetId
from review_protocol.sets import MAX_PARENTS
from review_protocol.state import Alarm, AlarmKind, OpenedSet, Reason, State
from review_protocol.statements import Found, Role, SetRole
from tests.builders.change_sets import (
    KEM,
    Computer,
    Office,
    answer,
    computer,
    first_change,
    removal,
)

Q = ("q", "value")


def test_nothing_comes_to_nothing() -> None:
    assert derive([], dossier=PENDING) == State()


def test_what_a_dossier_is_about(office: Office) -> None:
    assert office.state().dossier == DossierChange(pack="p" * 64, party="Ruritania")


def test_only_the_first_such_change_says_so(office: Office) -> None:
    first = office.sets[office.dossier]
    other = DossierChange(pack="q" * 64, party="Elsewhere")
    names = (*first.names, ChangeId(f"{first.id}.1"))
    office.sets[first.id] = replace(first, changes=(*(first.changes or ()), other), names=names)
    office.write(office.ana, other)
    state = office.state()
    assert state.dossier is not None
    assert state.dossier.party == "Ruritania"
    assert [one.reason for one in state.refused] == [Reason.NOT_ENTITLED] * 2


def test_a_dossier_that_is_not_sealed_yet() -> None:
    ana = computer("ana")
    pending = OpenedSet(
        id=PENDING,
        device=ana.public,
        parents=frozenset(),
        statements=(Found(kem=KEM),),
        changes=(DossierChange(pack="p" * 64, party="Ruritania"), answer("q", "Yes")),
        names=(ChangeId("one"), ChangeId("two")),
    )
    state = derive([pending], dossier=PENDING)
    assert state.roster.focal_point == ana.member
    assert state.answers == {Q: (ChangeId("two"),)}
    assert (state.heads, state.statement_sets) == (frozenset(), frozenset())


def test_order_and_repetition_change_nothing(office: Office, ben: Computer) -> None:
    start = office.heads()
    office.write(office.ana, removal(ben), after=start)
    office.write(ben, answer("q", "Yes"), after=start)
    expected = office.state()
    for ids in itertools.permutations(office.sets):
        assert office.state([*ids, ids[0]]) == expected


# Parents.


def test_a_set_waits_for_its_parent(office: Office) -> None:
    one = office.write(office.ana, answer("q", "Yes"))
    two = office.write(office.ana, answer("r", "No"))
    three = office.write(office.ana, answer("s", "No"))
    state = office.state(set(office.sets) - {one})
    assert state.missing == {one}
    assert state.waiting_for_parents == {two, three}
    assert not state.answers
    assert state.heads == {office.dossier}
    assert office.state().waiting_for_parents == frozenset()


def test_heads_are_what_the_next_set_names(office: Office, ben: Computer) -> None:
    start = office.heads()
    one = office.write(office.ana, answer("q", "Yes"), after=start)
    two = office.write(ben, answer("q", "No"), after=start)
    assert office.state().heads == {one, two}
    three = office.write(ben, answer("q", "?"))
    assert office.state().heads == {three}


def test_the_sets_that_a_roster_digest_is_made_of(office: Office, ben: Computer) -> None:
    made = office.write(ben, answer("q", "Yes"))
    state = office.state()
    assert state.statement_sets == {id_ for id_ in office.sets if id_ != made}


def test_what_cannot_be_read_is_not_in_the_past_of_the_next_set(
    office: Office, ben: Computer
) -> None:
    start = office.heads()
    one = office.write(office.ana, removal(ben), answer("q", "Yes"), after=start)
    two = office.write(ben, answer("r", "No"), after=start)
    closed(office, one)
    state = office.state()
    assert state.heads == {two}
    assert state.statement_sets == office.past(start)


def test_a_flood_of_sets_keeps_nobody_from_writing(office: Office, ben: Computer) -> None:
    start = office.heads()
    for number in range(20):
        office.write(computer(f"stranger {number}"), answer("q", "?"), after=start)
    assert office.state().heads == start
    for number in range(MAX_PARENTS + 1):
        office.write(ben, answer("q", str(number)), after=start)
    many = office.state()
    assert len(many.heads) == MAX_PARENTS
    made = office.write(office.ana, answer("r", "Yes"), after=many.heads)
    after = office.state()
    assert not after.refused_sets.keys() & {made}
    assert len(after.heads) == 2


# Broken sets.


def test_a_broken_set_has_no_changes_but_is_a_parent(office: Office) -> None:
    one = office.write(office.ana, answer("q", "Yes"))
    office.sets[one] = replace(office.sets[one], is_broken=True, changes=(), names=())
    office.write(office.ana, answer("r", "No"))
    state = office.state()
    assert set(state.answers) == {("r", "value")}
    assert state.refused_sets == {one: Reason.BROKEN}
    assert state.alarms == (Alarm(kind=AlarmKind.BROKEN_SET, subject=one, sets=(one,)),)


def test_its_statements_count_as_for_who_has_no_key(office: Office, ben: Computer) -> None:
    one = office.write(office.ana, removal(ben), answer("q", "Yes"))
    read, broken = office.sets[one], replace(office.sets[one], is_broken=True)
    closed = replace(read, changes=None, names=())
    rosters = []
    for made in (read, broken, closed):
        office.sets[one] = made
        rosters.append(office.state().roster)
    assert rosters[0] == rosters[1] == rosters[2]
    assert rosters[0].members[ben.member].is_removed


@pytest.mark.parametrize("is_stating", [True, False])
def test_a_header_that_does_not_tell_its_own_past_is_broken(
    office: Office, ben: Computer, is_stating: bool
) -> None:
    content = removal(ben) if is_stating else answer("q", "Yes")
    one = office.write(office.ana, content)
    office.sets[one] = replace(office.sets[one], roster=b"another")
    after = office.write(ben, answer("r", "No"))
    state = office.state()
    assert state.refused_sets == {one: Reason.BROKEN}
    assert set(state.answers) == {("r", "value")}
    assert not state.roster.members[ben.member].is_removed
    assert state.heads == {after}


# Sets that cannot be read.


def closed(office: Office, set_id: SetId) -> None:
    """As it is for who has no key yet."""
    office.sets[set_id] = replace(office.sets[set_id], changes=None, names=())


def test_what_cannot_be_read_is_held_with_all_behind_it(office: Office, ben: Computer) -> None:
    one = office.write(office.ana, answer("q", "Yes"))
    start = office.sets[one].parents
    two = office.write(office.ana, answer("r", "No"))
    three = office.write(ben, answer("s", "No"), after=start)
    closed(office, one)
    state = office.state()
    assert state.unreadable == {one}
    assert state.behind_unreadable == {two}
    assert set(state.answers) == {("s", "value")}
    assert state.heads == {three}


def test_what_is_stated_behind_it_counts(office: Office, ben: Computer) -> None:
    """Statements are in the clear, and a removal must not have to wait for a key."""
    one = office.write(office.ana, answer("q", "Yes"))
    office.write(office.ana, removal(ben))
    closed(office, one)
    assert office.state().roster.members[ben.member].is_removed


def test_what_a_stranger_sealed_holds_nobody_up(office: Office) -> None:
    one = office.write(computer("stranger"), answer("q", "Yes"))
    office.write(office.ana, answer("r", "No"))
    closed(office, one)
    state = office.state()
    assert state.refused_sets == {one: Reason.UNKNOWN_DEVICE}
    assert state.unreadable == frozenset()
    assert set(state.answers) == {("r", "value")}


def test_neither_does_a_removed_member(office: Office, ben: Computer) -> None:
    office.write(office.ana, removal(ben))
    one = office.write(ben, answer("q", "Yes"))
    closed(office, one)
    assert office.state().refused_sets == {one: Reason.REMOVED}


# Forks.


def test_a_profile_that_was_copied_and_goes_on_is_a_fork(office: Office, ben: Computer) -> None:
    start = office.heads()
    one = office.write(ben, answer("q", "Yes"), after=start)
    two = office.write(ben, answer("r", "No"), after=start)
    state = office.state()
    assert state.roster.devices[ben.id].is_forked
    assert not state.roster.devices[office.ana.id].is_forked
    assert state.alarms == (
        Alarm(kind=AlarmKind.FORK, subject=ben.id, sets=tuple(sorted((one, two)))),
    )
    assert len(state.answers) == 2


def test_nothing_that_was_lost_is_forgotten(office: Office, ben: Computer) -> None:
    """What waits or was refused is among the versions, with its text."""
    office.write(office.ana, SetRole(member=ben.member, role=Role.OBSERVER))
    one = first_change(office.write(ben, answer("q", "Yes")))
    version = office.state().versions[one]
    assert not version.is_current
    assert version.judged.change == answer("q", "Yes")
