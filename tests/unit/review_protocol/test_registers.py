"""Current versions, conflicts, marks: what versions that replace each other come to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from review_protocol.changes import (
    AnswerChange,
    Mark,
    RecordChange,
    RecordType,
    StatusChange,
    UpgradeChange,
    WordingChange,
)
from review_protocol.names import PENDING, ChangeId, SetId, change_id
from review_protocol.state import OpenedSet, Standing
from review_protocol.statements import Role
from tests.builders.change_sets import Computer, Office, answer, first_change, removal

Q = ("q", "value")


def test_a_version_that_nobody_replaced_is_current(office: Office) -> None:
    one = first_change(office.write(office.ana, answer("q", "Yes")))
    state = office.state()
    assert state.answers == {Q: (one,)}
    assert (state.versions[one].is_current, state.versions[one].mark) == (True, Mark.DRAFT)
    assert state.replaced == {}


def test_a_replaced_version_is_not_and_tells_by_what(office: Office) -> None:
    one = first_change(office.write(office.ana, answer("q", "Yes")))
    two = first_change(office.write(office.ana, answer("q", "No", one)))
    state = office.state()
    assert state.answers == {Q: (two,)}
    assert state.replaced == {one: (two,)}


def test_versions_that_did_not_know_of_each_other_are_a_conflict(
    office: Office, ben: Computer
) -> None:
    start = office.heads()
    one = first_change(office.write(office.ana, answer("q", "Yes"), after=start))
    two = first_change(office.write(ben, answer("q", "No"), after=start))
    state = office.state()
    assert state.answers[Q] == tuple(sorted((one, two)))
    assert state.conflicts == (Q,)
    office.write(ben, answer("q", "No", one, two))
    assert office.state().conflicts == ()


def test_equal_values_are_no_conflict(office: Office, ben: Computer) -> None:
    start = office.heads()
    office.write(office.ana, answer("q", "Yes"), after=start)
    office.write(ben, answer("q", "Yes"), after=start)
    state = office.state()
    assert (len(state.answers[Q]), state.conflicts) == (2, ())


def test_facets_and_instances_are_registers_of_their_own(office: Office) -> None:
    office.write(
        office.ana,
        answer("q", "Yes"),
        answer("q", "Oui", facet="translation:fr"),
        answer("q@1", "No"),
    )
    state = office.state()
    assert set(state.answers) == {Q, ("q", "translation:fr"), ("q@1", "value")}
    assert not state.conflicts


def test_nobody_replaces_what_they_had_not_seen(office: Office, ben: Computer) -> None:
    start = office.heads()
    one = first_change(office.write(office.ana, answer("q", "Yes"), after=start))
    office.write(ben, answer("q", "No", one), after=start)
    assert office.state().conflicts == (Q,)


def test_nobody_replaces_an_answer_under_the_name_of_another(office: Office) -> None:
    one = first_change(office.write(office.ana, answer("q", "Yes")))
    office.write(office.ana, answer("r", "No", one))
    assert office.state().answers[Q] == (one,)


def test_a_version_that_does_not_exist_is_passed_over(office: Office) -> None:
    unknown = change_id(SetId("0" * 64), 3)
    one = first_change(office.write(office.ana, answer("q", "Yes", unknown)))
    assert office.state().answers == {Q: (one,)}


def test_what_waits_stands_in_for_what_it_replaced(office: Office, ben: Computer) -> None:
    """Ana wrote over Ben's text without knowing that he was being removed."""
    one = first_change(office.write(office.ana, answer("q", "1")))
    known = office.heads()
    two = first_change(office.write(ben, answer("q", "2", one)))
    three = first_change(office.write(office.ana, answer("q", "3", two)))
    office.write(office.ana, removal(ben), after=known)
    state = office.state()
    assert state.versions[two].judged.standing is Standing.WAITING
    assert state.answers == {Q: (three,)}
    assert state.replaced == {one: (three,), two: (three,)}


def test_a_chain_of_what_waits_stands_in_whole(office: Office, ben: Computer) -> None:
    one = first_change(office.write(office.ana, answer("q", "1")))
    known = office.heads()
    last = one
    for number in range(2, 2000):
        last = first_change(office.write(ben, answer("q", str(number), last), after=known))
        known_to_ben = SetId(last.partition(".")[0])
        known = frozenset({known_to_ben})
    current = first_change(office.write(office.ana, answer("q", "last", last)))
    office.write(office.ana, removal(ben), after={SetId(one.partition(".")[0])})
    state = office.state()
    assert len(state.waiting) == 1998
    assert state.answers == {Q: (current,)}


def test_a_set_s_own_changes_may_refer_to_each_other_in_any_order(office: Office) -> None:
    """In a body they stand by kind, and whoever forges one may turn them round."""
    versions = [change_id(SetId("5" * 64), i) for i in range(3)]
    changes = (
        answer("q", "3", versions[1]),
        answer("q", "2", versions[2]),
        answer("q", "1"),
    )
    office.write_named("5" * 64, office.ana, *changes)
    state = office.state()
    assert state.answers == {Q: (versions[0],)}
    assert state.replaced == {versions[1]: (versions[0],), versions[2]: (versions[1],)}


def test_a_circle_ends(office: Office) -> None:
    """No body may have one (`bodies` refuses it); `derive` ends all the same."""
    versions = [change_id(SetId("5" * 64), i) for i in range(2)]
    changes = answer("q", "1", versions[1]), answer("q", "2", versions[0])
    office.write_named("5" * 64, office.ana, *changes)
    assert set(office.state().versions) == set(versions)


def test_pending_changes_are_one_set_more(office: Office) -> None:
    one = first_change(office.write(office.ana, answer("q", "Yes")))
    local = ChangeId("local")
    pending = OpenedSet(
        id=PENDING,
        device=office.ana.public,
        parents=office.state().heads,
        changes=(answer("q", "No", one),),
        names=(local,),
    )
    state = office.state(None, pending)
    assert state.answers == {Q: (local,)}
    assert state.heads == office.state().heads


# Marks.


def mark(mark: Mark, *versions: ChangeId, replaces: tuple[ChangeId, ...] = ()) -> StatusChange:
    return StatusChange(versions=versions, mark=mark, replaces=replaces)


def test_a_mark_counts_until_another_takes_its_place(office: Office) -> None:
    one = first_change(office.write(office.ana, answer("q", "Yes")))
    ready = first_change(office.write(office.ana, mark(Mark.READY, one)))
    assert office.state().versions[one].mark is Mark.READY
    assert office.state().marks == {one: {ready: Mark.READY}}
    cleared = first_change(office.write(office.ana, mark(Mark.CLEARED, one, replaces=(ready,))))
    assert office.state().marks == {one: {cleared: Mark.CLEARED}}


def test_of_several_marks_the_lower_counts(office: Office, ben: Computer) -> None:
    one = first_change(office.write(office.ana, answer("q", "Yes")))
    start = office.heads()
    office.write(office.ana, mark(Mark.CLEARED, one), after=start)
    office.write(ben, mark(Mark.READY, one), after=start)
    assert office.state().versions[one].mark is Mark.READY


def test_a_new_version_is_a_draft_again(office: Office) -> None:
    one = first_change(office.write(office.ana, answer("q", "Yes")))
    office.write(office.ana, mark(Mark.READY, one))
    two = first_change(office.write(office.ana, answer("q", "No", one)))
    assert office.state().versions[two].mark is Mark.DRAFT


def test_a_mark_takes_the_place_of_another_on_its_own_versions(office: Office) -> None:
    made = office.write(office.ana, answer("q", "Yes"), answer("r", "No"))
    one, other = change_id(made, 0), change_id(made, 1)
    both = first_change(office.write(office.ana, mark(Mark.READY, one, other)))
    office.write(office.ana, mark(Mark.DRAFT, one, replaces=(both,)))
    state = office.state()
    assert (state.versions[one].mark, state.versions[other].mark) == (Mark.DRAFT, Mark.READY)


def test_a_mark_that_waits_stands_in(office: Office, ben: Computer) -> None:
    one = first_change(office.write(office.ana, answer("q", "Yes")))
    draft = first_change(office.write(office.ana, mark(Mark.DRAFT, one)))
    known = office.heads()
    his = first_change(office.write(ben, mark(Mark.READY, one, replaces=(draft,))))
    last = first_change(office.write(office.ana, mark(Mark.READY, one, replaces=(his,))))
    office.write(office.ana, removal(ben), after=known)
    assert office.state().marks == {one: {last: Mark.READY}}


def test_a_mark_that_does_not_exist_is_passed_over(office: Office) -> None:
    one = first_change(office.write(office.ana, answer("q", "Yes")))
    unknown = change_id(SetId("0" * 64), 3)
    ready = first_change(office.write(office.ana, mark(Mark.READY, one, replaces=(unknown,))))
    assert office.state().marks == {one: {ready: Mark.READY}}


def test_two_versions_that_wait_may_have_replaced_the_same(
    office: Office, ben: Computer
) -> None:
    one = first_change(office.write(office.ana, answer("q", "1")))
    known = office.heads()
    both = [
        first_change(office.write(ben, answer("q", text, one), after=known)) for text in "23"
    ]
    last = first_change(office.write(office.ana, answer("q", "4", *both)))
    office.write(office.ana, removal(ben), after=known)
    state = office.state()
    assert state.answers == {Q: (last,)}
    assert state.replaced == dict.fromkeys((one, *both), (last,))


def test_nobody_marks_what_they_had_not_seen(office: Office, ben: Computer) -> None:
    start = office.heads()
    one = first_change(office.write(office.ana, answer("q", "Yes"), after=start))
    office.write(ben, mark(Mark.READY, one), after=start)
    assert office.state().marks == {}


def test_marks_are_on_answers_alone(office: Office) -> None:
    made = office.write(office.ana, UpgradeChange(pack="a" * 64, version=2))
    office.write(office.ana, mark(Mark.READY, first_change(made)))
    assert office.state().marks == {}


# The other registers.


def test_official_wording_is_a_register_by_question_and_language(
    office: Office, ben: Computer
) -> None:
    deputy = office.admit("dora", Role.DEPUTY)
    start = office.heads()
    french = WordingChange(question="q", language="fr", number="1", text="Quoi ?")
    office.write(office.ana, french, after=start)
    assert office.state().wording_conflicts == ()
    office.write(deputy, replace(french, text="Comment ?"), after=start)
    state = office.state()
    assert state.wording_conflicts == (("q", "fr"),)
    assert len(state.wording["q", "fr"]) == 2
    assert state.conflicts == ()
    assert ben.member in state.roster.members


def test_records_are_united_and_each_is_a_register(office: Office, ben: Computer) -> None:
    start = office.heads()
    note = RecordChange(type=RecordType.NOTE, subject="a", fields={"text": "Ask the court"})
    first = first_change(office.write(office.ana, note, after=start))
    office.write(ben, replace(note, subject="b"), after=start)
    assert set(office.state().records) == {(RecordType.NOTE, "a"), (RecordType.NOTE, "b")}
    start = office.heads()
    office.write(ben, replace(note, withdrawn=True, replaces=(first,)), after=start)
    assert office.state().record_conflicts == ()
    office.write(office.ana, replace(note, replaces=(first,)), after=start)
    assert office.state().record_conflicts == ((RecordType.NOTE, "a"),)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [((2, "f"), (3, "a"), (3, "a")), ((2, "f"), (2, "a"), (2, "a"))],
    ids=["the higher version", "then the lower hash"],
)
def test_of_two_upgrades_at_the_same_time(
    office: Office, one: tuple[int, str], other: tuple[int, str], expected: tuple[int, str]
) -> None:
    start = office.heads()
    for version, pack in (one, other):
        office.write(office.ana, UpgradeChange(pack=pack * 64, version=version), after=start)
    found = office.state().upgrade
    assert found is not None
    assert (found.version, found.pack[0]) == expected


def test_a_later_upgrade_takes_the_place_of_an_earlier_one(office: Office) -> None:
    made = office.write(office.ana, UpgradeChange(pack="a" * 64, version=3))
    back = UpgradeChange(pack="b" * 64, version=2, replaces=(first_change(made),))
    office.write(office.ana, back)
    assert office.state().upgrade == back


def test_every_change_of_a_register_is_among_the_versions(office: Office) -> None:
    made = office.write(
        office.ana, answer("q", "1"), UpgradeChange(pack="a" * 64, version=2), mark(Mark.READY)
    )
    state = office.state()
    assert {one.partition(".")[0] for one in state.versions} == {made}
    assert len(state.versions) == 2
    assert isinstance(state.versions[first_change(made)].judged.change, AnswerChange)
