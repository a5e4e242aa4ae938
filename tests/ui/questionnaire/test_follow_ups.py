"""Follow-ups appear and vanish with the answer, and the page does not jump."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from desktop_app.services.response import Response
from tests.builders.responses import key
from tests.ui.questionnaire.person import Person
from tests.ui.questionnaire.small_form import blank_response


def test_a_yes_brings_its_follow_ups(person: Person) -> None:
    person.open("five")
    person.choose("alpha", "yes")
    assert person.has_field("alpha_example")
    assert not person.has_field("alpha_gap")
    assert person.sees("law-line", person.card("alpha"))


def test_a_no_takes_them_away_and_brings_others(person: Person) -> None:
    person.open("five")
    person.choose("alpha", "yes")
    person.choose("alpha", "no")
    assert not person.has_field("alpha_example")
    assert person.has_field("alpha_gap")


def test_follow_ups_stand_in_the_forms_order(person: Person) -> None:
    person.open("five")
    person.choose("alpha", "yes")
    person.choose("alpha", "part")
    names = ["alpha", "alpha_gap", "alpha_example"]
    tops = [person.place_of(person.field(name)).y() for name in names]
    assert tops == sorted(tops)


def test_what_was_hidden_is_named_with_the_choice_that_brings_it_back(person: Person) -> None:
    person.open("five")
    person.choose("alpha", "yes")
    person.enter("alpha_example", "a case")
    person.choose("alpha", "no")
    assert person.reads("1 answer hidden; it comes back with “Yes”", person.card("alpha"))


def test_several_hidden_answers_are_counted(person: Person) -> None:
    person.open("five")
    person.choose("alpha", "part")
    person.enter("alpha_example", "a case")
    person.enter("alpha_gap", "a gap")
    person.choose("alpha", "nia")
    words = "2 answers hidden; they come back with “Yes, in part”"
    assert person.reads(words, person.card("alpha"))


def test_hidden_answers_come_back_and_that_is_said(person: Person) -> None:
    person.open("five")
    person.choose("alpha", "yes")
    person.enter("alpha_example", "a case")
    person.choose("alpha", "no")
    person.choose("alpha", "yes")
    assert person.value("alpha_example") == "a case"
    assert person.reads("shown again", person.card("alpha"))


def test_undo_in_the_message_takes_the_flip_back(person: Person) -> None:
    person.open("five")
    person.choose("alpha", "yes")
    person.enter("alpha_example", "a case")
    person.choose("alpha", "no")
    person.press("banner-action", person.card("alpha"))
    assert person.value("alpha") == "yes"
    assert person.has_field("alpha_example")


def test_the_message_goes_with_the_next_answer_elsewhere(person: Person) -> None:
    person.open("five")
    person.choose("alpha", "yes")
    person.enter("alpha_example", "a case")
    person.choose("alpha", "no")
    person.choose("beta", "yes")
    assert not person.sees("banner", person.card("alpha"))


@pytest.mark.parametrize("answer", ["yes", "part", "no", "nia"])
def test_the_control_one_is_at_stays_where_it_is(person: Person, answer: str) -> None:
    person.open("six")
    person.article().verticalScrollBar().setValue(900)
    person.choose("long6", "part")
    button = person.see(f"choice-{answer}", person.field("long6"))
    before = person.place_of(button)
    person.click(button)
    assert (person.place_of(button) - before).manhattanLength() <= 1


def test_at_the_end_of_the_page_it_stays_too(person: Person) -> None:
    person.open("six")
    person.page.show_node(key("long12"))
    person.choose("long12", "part")
    bar = person.article().verticalScrollBar()
    bar.setValue(bar.maximum() - 200)
    button = person.see("choice-nia", person.field("long12"))
    before = person.place_of(button)
    person.click(button)
    assert person.value("long12") == "nia"
    assert (person.place_of(button) - before).manhattanLength() <= 1


def test_the_room_that_kept_the_page_still_goes_when_one_scrolls_up(person: Person) -> None:
    test_at_the_end_of_the_page_it_stays_too(person)
    bar = person.article().verticalScrollBar()
    bar.setValue(0)
    last = person.article().pieces[-1]
    page = person.article().widget()
    assert page is not None
    end = last.mapTo(page, QPoint(0, last.height())).y()
    assert bar.maximum() + person.article().viewport().height() - end < 60


def test_cards_built_above_do_not_move_what_one_reads(person: Person) -> None:
    for number in range(1, 13):
        person.response.set(key(f"long{number}"), "part")
    person.page.show_node(key("long9"))
    button = person.see("choice-part", person.field("long9"))
    before = person.place_of(button)
    person.qtbot.waitUntil(lambda: bool(person.article().is_built))
    assert (person.place_of(button) - before).manhattanLength() <= 1


def test_a_growing_text_keeps_its_top(person: Person) -> None:
    person.open("six")
    person.choose("long3", "no")
    edit = person.control("long3_gap")
    edit.setFocus()
    before = person.place_of(edit)
    person.enter("long3_gap", "\n".join(["line"] * 6))
    assert (person.place_of(edit) - before).manhattanLength() <= 1


def test_an_instrument_that_is_not_in_force_hides_its_part_and_says_why(
    make_person: Callable[[Response], Person],
) -> None:
    response = blank_response()
    person = make_person(response)
    person.open("front_page")
    person.choose("instruments", "UNTOC")
    person.choose("instruments", "TIP")
    response.set(key("gamma"), "yes")
    person.choose("instruments", "TIP")
    card = person.see("card-card_i")
    assert person.reads("1 answer hidden", card)
    outline = person.page.findChild(QWidget, "outline")
    model = outline.model()  # type: ignore[union-attr]  # a tree
    rows = [model.index(row, 0) for row in range(model.rowCount())]
    spoken = [row.data(Qt.ItemDataRole.AccessibleTextRole) for row in rows]
    assert any("Trafficking" in words and "not in force" in words for words in spoken)
