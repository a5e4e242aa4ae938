"""What can be taken back, and that taking back never rewrites what was recorded."""

from __future__ import annotations

from random import Random

import pytest

from desktop_app.domain.entries import InstanceAdded, InstanceRemoved, StatusSet, Typed
from desktop_app.domain.responses import Status
from desktop_app.forms.form import Form
from desktop_app.services.response import Response
from desktop_app.services.undo import LIMIT, UndoKind, UndoLabel, UndoStack, ValueStep, Was
from tests.builders.clocks import SteppingClock
from tests.builders.responses import (
    first_row,
    inside,
    key,
    sample_info,
    with_conspiracy,
    with_instruments,
)
from tests.builders.sample_form import compiled, repeat, text

ASKED, WHY, EXAMPLES = key("q_5_conspiracy"), key("why_5"), key("examples_5")
CARD, LAWS = key("c_5_1_a_i"), key("laws_5")


def test_a_choice_is_taken_back() -> None:
    response = with_conspiracy("yes")
    response.set(ASKED, "no")
    response.undo()
    assert response.state(ASKED).value == "yes"


def test_taking_back_a_choice_brings_back_what_it_hid() -> None:
    response = with_conspiracy("part")
    response.set(WHY, "Attempts")
    response.set(ASKED, "unknown")
    edit = response.undo()
    assert edit is not None
    assert edit.shown_again == 1


def test_taking_back_a_stored_choice_is_a_version_more() -> None:
    response = with_conspiracy("yes")
    response.set(ASKED, "no")
    response.leave(ASKED)
    (first,) = response.take_pending()
    response.undo()
    (second,) = response.take_pending()
    assert isinstance(first, Typed)
    assert isinstance(second, Typed)
    assert (second.value, second.replaces) == ("yes", (first.version_id,))


def test_the_label_names_the_question() -> None:
    response = with_conspiracy()
    response.set(ASKED, "no")
    title = "Is agreeing to commit a serious crime an offence?"
    assert response.undo_label() == UndoLabel(UndoKind.CHOICE, title, ASKED)


def test_the_label_is_in_the_language_of_the_screen() -> None:
    response = with_conspiracy()
    response.set(ASKED, "no")
    response.use_language("French (fr)")
    label = response.undo_label()
    assert label is not None
    assert label.title.startswith("S'entendre")


def test_the_label_of_a_removed_row_names_its_repeat() -> None:
    response = with_conspiracy()
    row = first_row(response, "laws_5")
    response.remove(row)
    assert response.undo_label() == UndoLabel(UndoKind.REMOVING, "Legal references", row)


def test_typed_text_is_left_to_the_text_field() -> None:
    response = with_conspiracy("part")
    before = response.undo_label()
    response.set(WHY, "Attempts")
    assert response.undo_label() == before


def test_a_clearing_is_taken_back_even_of_text() -> None:
    response = with_conspiracy("part")
    response.set(WHY, "Attempts")
    response.clear(WHY)
    response.undo()
    assert response.state(WHY).value == "Attempts"


def test_the_text_before_a_clearing_stays_a_version_of_its_own() -> None:
    response = with_conspiracy("part")
    response.set(WHY, "Attempts")
    response.clear(WHY)
    values = [entry.value for entry in response.take_pending() if isinstance(entry, Typed)]
    assert values == ["Attempts", ""]


def test_clearing_a_blank_answer_is_no_step() -> None:
    response = with_conspiracy("part")
    before = response.undo_label()
    response.clear(WHY)
    assert response.undo_label() == before


def test_text_typed_since_is_not_overwritten() -> None:
    response = with_conspiracy("part")
    response.set(WHY, "Attempts")
    response.clear(WHY)
    response.set(WHY, "Something else")
    response.undo()
    assert response.state(WHY).value == "Something else"


def test_a_value_that_the_form_wrote_along_goes_back_too() -> None:
    response = with_instruments("UNTOC")
    response.set(key("q_6_approach"), "all")
    response.set(key("q_6_approach"), "list")
    response.undo()
    assert response.state(key("changed_6")).value == "set all"


def test_a_value_that_grows_with_every_write_goes_back_to_what_it_was() -> None:
    response = with_instruments("UNTOC")
    response.set(key("scale_6"), "3")
    response.undo()
    assert response.state(key("log_6")).value == ""


def test_a_value_that_only_the_form_writes_does_not_hold_up_an_undo() -> None:
    response = with_instruments("UNTOC")
    response.set(key("scale_6"), "3")
    edit = response.undo()
    assert edit is not None
    assert response.state(key("scale_6")).value == ""


def test_a_removed_row_comes_back_with_its_answers_id_and_place() -> None:
    response = with_conspiracy()
    second = response.add(LAWS).changed.added[0].key
    response.add(LAWS)
    response.set(inside(second, "laws_5_title"), "Penal Code")
    before = response.children(LAWS)
    response.remove(second)
    response.undo()
    assert response.children(LAWS) == before
    assert response.state(inside(second, "laws_5_title")).value == "Penal Code"


def test_a_removed_row_comes_back_with_its_statuses() -> None:
    response = with_conspiracy()
    row = first_row(response, "laws_5")
    response.set(inside(row, "laws_5_title"), "Penal Code")
    response.set_status(CARD, Status.READY)
    response.remove(row)
    response.undo()
    assert response.card(CARD).status is Status.READY


def test_a_row_of_the_form_itself_comes_back_too() -> None:
    response = with_conspiracy()
    before = response.children(LAWS)
    response.remove(before[0])
    response.undo()
    assert response.children(LAWS) == before


def test_bringing_back_a_row_is_an_entry_more() -> None:
    response = with_conspiracy()
    row = first_row(response, "laws_5")
    response.set(inside(row, "laws_5_title"), "Penal Code")
    response.remove(row)
    response.undo()
    kinds = [type(entry) for entry in response.take_pending()]
    assert kinds == [Typed, InstanceRemoved, InstanceAdded]


def test_rows_inside_a_removed_row_come_back() -> None:
    response = with_instruments("UNTOC")
    body = response.add(key("bodies")).changed.added[0].key
    people = inside(body, "people")
    for given in response.children(people):
        response.remove(given)
    person = response.add(people).changed.added[0].key
    response.set(inside(person, "person"), "A. Expert")
    response.remove(body)
    response.undo()
    assert response.children(people) == (person,)
    assert response.state(inside(person, "person")).value == "A. Expert"


def test_adding_a_row_is_taken_back() -> None:
    response = with_conspiracy()
    before = response.children(LAWS)
    response.add(LAWS)
    response.undo()
    assert response.children(LAWS) == before


def test_a_row_that_was_written_in_is_not_taken_back() -> None:
    response = with_conspiracy()
    row = response.add(LAWS).changed.added[0].key
    response.set(inside(row, "laws_5_title"), "Penal Code")
    label = response.undo_label()
    assert label is None or label.kind is not UndoKind.ADDING


def test_a_status_is_taken_back() -> None:
    response = with_conspiracy()
    response.set_status(CARD, Status.READY)
    response.undo()
    assert response.card(CARD).status is Status.DRAFT


def test_a_status_taken_back_is_an_entry_more() -> None:
    response = with_conspiracy()
    response.set_status(CARD, Status.READY)
    response.undo()
    statuses = [e.status for e in response.take_pending() if isinstance(e, StatusSet)]
    assert statuses == [Status.READY, Status.DRAFT]


def test_taking_back_a_choice_gives_the_status_back() -> None:
    response = with_conspiracy()
    response.set_status(CARD, Status.READY)
    response.take_pending()
    response.set(ASKED, "no")
    response.take_pending()
    response.undo()
    assert response.card(CARD).status is Status.READY


def test_steps_are_taken_back_one_after_the_other() -> None:
    response = with_conspiracy("yes")
    response.set(ASKED, "no")
    response.remove(first_row(response, "laws_5"))
    response.set(ASKED, "part")
    for _ in range(3):
        response.undo()
    assert response.state(ASKED).value == "yes"
    assert len(response.children(LAWS)) == 1


def test_spinning_through_values_is_one_step() -> None:
    response = with_instruments("UNTOC")
    for value in ("3", "4", "5"):
        response.set(key("scale_6"), value)
    response.undo()
    assert response.state(key("scale_6")).value == ""


@pytest.mark.parametrize("start", ["2026-01-01"])
def test_a_date_is_taken_back(start: str) -> None:
    response = with_instruments("UNTOC")
    response.set(key("review_start"), start)
    response.undo()
    assert response.state(key("review_start")).value == ""


def test_when_all_is_taken_back_nothing_is_left() -> None:
    response = with_conspiracy()
    while response.undo() is not None:
        pass
    assert response.undo_label() is None
    assert response.state(key("instruments")).value == ""


def test_a_step_whose_row_is_gone_is_passed_over() -> None:
    response = with_conspiracy()
    row = response.add(LAWS).changed.added[0].key
    response.undo()
    assert row not in response.children(LAWS)
    assert response.undo() is not None


def test_a_step_that_the_form_forbids_by_now_is_passed_over() -> None:
    response = with_conspiracy("yes")
    response.set(ASKED, "no")
    response.set(key("locked_6"), "yes")
    response.set(key("lock_6"), "on")
    response.undo()
    assert response.state(key("locked_6")).value == "yes"
    assert response.state(ASKED).value == "yes"


def test_only_so_many_steps_are_remembered() -> None:
    response = with_instruments("UNTOC")
    for turn in range(LIMIT + 10):
        response.set(key("q_6_approach"), ("all", "list")[turn % 2])
    steps = 0
    while response.undo() is not None:
        steps += 1
    assert steps == LIMIT


def test_a_value_changed_between_two_turns_of_a_wheel_keeps_them_apart() -> None:
    stack = UndoStack(lambda step: True)
    label = UndoLabel(UndoKind.CHOICE, "", ASKED)
    first, second = (
        ValueStep(label=label, before={ASKED: Was(was, Status.DRAFT)}, after={ASKED: now})
        for was, now in (("1", "2"), ("7", "8"))
    )
    stack.push(first)
    assert not stack.join(second)


def test_a_choice_in_a_row_that_a_count_took_away_is_passed_over() -> None:
    rows = repeat("r", "Rows", text("d", "date", "Day"), repeat_count="${n}")
    form = Form.load(
        compiled(text("n", "integer", "How many"), rows), now=SteppingClock(), random=Random(7)
    )
    response = Response(form, sample_info())
    response.set(key("n"), "1")
    response.set(inside(first_row(response, "r"), "d"), "2026-03-02")
    response.set(key("n"), "0")
    assert response.undo_label() is None
