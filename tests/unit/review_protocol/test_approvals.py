"""What was approved, and what was changed after approval."""

from __future__ import annotations

from review_protocol.changes import AddChange, ClearanceChange, RemoveChange
from review_protocol.names import ChangeId, SetId, change_id
from review_protocol.state import Approval
from review_protocol.statements import HandOver
from tests.builders.change_sets import Computer, Office, answer, computer, first_change, removal

PACK = "p" * 64


def clear(*versions: ChangeId, pack: str = PACK) -> ClearanceChange:
    return ClearanceChange(versions=versions, pack=pack)


def changed(office: Office, question: str = "q") -> tuple[ChangeId, ...]:
    return office.state().approvals[question].changed


def test_a_clearance_names_versions_and_the_pack(office: Office) -> None:
    one = first_change(office.write(office.ana, answer("q", "Yes")))
    made = first_change(office.write(office.ana, clear(one)))
    state = office.state()
    assert state.approvals == {
        "q": Approval(question="q", clearances=(made,), versions=(one,), packs=(PACK,))
    }
    assert [judged.id for judged in state.clearances] == [made]


def test_an_edit_that_had_not_seen_it_is_changed_after_approval(
    office: Office, ben: Computer
) -> None:
    one = first_change(office.write(office.ana, answer("q", "Yes")))
    start = office.heads()
    office.write(office.ana, clear(one), after=start)
    two = first_change(office.write(ben, answer("q", "No", one), after=start))
    assert changed(office) == (two,)
    office.write(office.ana, clear(two))
    approval = office.state().approvals["q"]
    assert (approval.versions, approval.changed) == ((two,), ())


def test_so_is_one_that_had(office: Office, ben: Computer) -> None:
    one = first_change(office.write(office.ana, answer("q", "Yes")))
    office.write(office.ana, clear(one))
    two = first_change(office.write(ben, answer("q", "No", one)))
    assert changed(office) == (two,)


def test_the_same_text_again_is_no_change(office: Office, ben: Computer) -> None:
    one = first_change(office.write(office.ana, answer("q", "Yes")))
    office.write(office.ana, clear(one))
    office.write(ben, answer("q", "Yes", one))
    assert changed(office) == ()


def test_a_translation_more_is_a_change_and_an_internal_note_is_none(office: Office) -> None:
    one = first_change(office.write(office.ana, answer("q", "Yes")))
    office.write(office.ana, clear(one))
    office.write(office.ana, answer("q", "Ask the court", facet="note"))
    assert changed(office) == ()
    two = first_change(office.write(office.ana, answer("q", "Oui", facet="translation:fr")))
    assert changed(office) == (two,)


def test_other_questions_are_untouched(office: Office) -> None:
    made = office.write(office.ana, answer("q", "Yes"), answer("r", "No"))
    office.write(office.ana, clear(change_id(made, 0)))
    office.write(office.ana, answer("r", "Yes", change_id(made, 1)))
    state = office.state()
    assert set(state.approvals) == {"q"}
    assert changed(office) == ()


def test_clearances_made_at_the_same_time_count_together(office: Office) -> None:
    made = office.write(office.ana, answer("q@1", "Yes"), answer("q@2", "No"))
    one, two = change_id(made, 0), change_id(made, 1)
    start = office.heads()
    ids = [
        first_change(office.write(office.ana, clear(version, pack=pack), after=start))
        for version, pack in ((one, "a" * 64), (two, "b" * 64))
    ]
    approval = office.state().approvals["q"]
    assert approval.clearances == tuple(sorted(ids))
    assert approval.versions == tuple(sorted((one, two)))
    assert approval.packs == ("a" * 64, "b" * 64)
    assert approval.changed == ()


def test_an_instance_that_is_gone_since_is_a_change(office: Office) -> None:
    added = first_change(office.write(office.ana, AddChange(key="law@1", order="a")))
    one = first_change(office.write(office.ana, answer("title@1", "Penal Code")))
    office.write(office.ana, clear(one))
    assert changed(office, "title") == ()
    office.write(office.ana, RemoveChange(key="law@1", saw=(one,), replaces=(added,)))
    assert changed(office, "title") == (one,)


def test_a_removal_is_approved_by_who_knows_of_it(office: Office) -> None:
    added = first_change(office.write(office.ana, AddChange(key="law@1", order="a")))
    one = first_change(office.write(office.ana, answer("title@1", "Penal Code")))
    office.write(office.ana, clear(one))
    start = office.heads()
    office.write(office.ana, RemoveChange(key="law@1", saw=(one,), replaces=(added,)))
    removed = office.heads()
    office.write(office.ana, clear(one), after=start)  # did not know of it
    assert changed(office, "title") == (one,)
    office.write(office.ana, clear(one), after=removed | office.heads())
    assert changed(office, "title") == ()


def test_an_instance_that_came_and_went_is_none(office: Office) -> None:
    made = office.write(office.ana, answer("title@1", "a"), answer("title@2", "b"))
    one, two = change_id(made, 0), change_id(made, 1)
    office.write(office.ana, RemoveChange(key="law@2", saw=(two,)))
    office.write(office.ana, clear(one))
    assert changed(office, "title") == ()


def test_an_approved_version_that_waits_is_a_change(office: Office, ben: Computer) -> None:
    start = office.heads()
    one = first_change(office.write(ben, answer("q", "Yes"), after=start))
    office.write(office.ana, clear(one))
    office.write(office.ana, removal(ben), after=start)
    assert changed(office) == (one,)


def test_a_clearance_names_what_its_author_had_seen(office: Office, ben: Computer) -> None:
    start = office.heads()
    one = first_change(office.write(ben, answer("q", "Yes"), after=start))
    unknown = change_id(SetId("0" * 64), 0)
    office.write(office.ana, clear(one, unknown), after=start)
    assert office.state().approvals == {}


def test_a_clearance_is_of_answers_alone(office: Office) -> None:
    added = first_change(office.write(office.ana, AddChange(key="law@1", order="a")))
    note = first_change(office.write(office.ana, answer("q", "Ask", facet="note")))
    office.write(office.ana, clear(added, note))
    assert office.state().approvals == {}


def test_a_clearance_that_waits_approves_nothing(office: Office, ben: Computer) -> None:
    second = computer("second", office.ana)
    office.write(office.ana, office.add_device(second))
    one = first_change(office.write(office.ana, answer("q", "Yes")))
    start = office.heads()
    office.write(office.ana, HandOver(to=ben.member), after=start)
    office.write(second, clear(one), after=start)
    state = office.state()
    assert (state.approvals, state.clearances) == ({}, ())
    assert len(state.waiting) == 1
