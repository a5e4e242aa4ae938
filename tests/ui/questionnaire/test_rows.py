"""Rows of a repeat: adding, removing, undo; and legal references in particular."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from desktop_app.domain.keys import NodeKey, QuestionId
from desktop_app.services.response import Response
from desktop_app.ui.questionnaire.repeats import Row
from tests.builders.responses import key
from tests.ui.questionnaire.person import Person
from tests.ui.questionnaire.small_form import blank_response

ISOLATES = dict.fromkeys(map(ord, "\u2066\u2068\u2069"))
PARTS = ("title", "date", "article", "link")


def rows(person: Person, card: str) -> list[Row]:
    """The rows of a card that are to be seen."""
    found = person.see(f"card-{card}").findChildren(Row)
    return [row for row in found if row.isVisible()]


def law_values(response: Response, card: str) -> list[tuple[str, ...]]:
    """What the rows of legal references hold."""
    return [
        tuple(
            response.state(NodeKey(QuestionId(f"{card}_law_{part}"), row.instances)).value
            for part in PARTS
        )
        for row in response.children(key(f"{card}_law"))
    ]


def enter_law(response: Response, card: str, *values: str) -> None:
    """Put a legal reference into the first row."""
    row = response.children(key(f"{card}_law"))[0]
    for part, value in zip(PARTS, values, strict=False):
        response.set(NodeKey(QuestionId(f"{card}_law_{part}"), row.instances), value)


def summary(person: Person, card: str) -> str:
    """The line that stands for the first reference."""
    label = person.see("law-summary", person.card(card))
    assert isinstance(label, QLabel)
    return label.text().translate(ISOLATES)


@pytest.fixture
def with_law(make_person: Callable[[Response], Person]) -> Person:
    """Somebody at a page on which one legal reference was entered, and two Yes given."""
    response = blank_response()
    response.set(key("instruments"), "UNTOC")
    response.set(key("alpha"), "yes")
    response.set(key("beta"), "yes")
    enter_law(response, "alpha", "Penal Code", "1998-07-23", "279", "https://sherloc.org/1")
    person = make_person(response)
    person.open("five")
    return person


def test_a_row_is_added_with_the_keyboard_in_it(person: Person) -> None:
    person.open("kinds")
    assert len(rows(person, "card_k18")) == 1
    person.press("add-row", person.see("card-card_k18"))
    assert len(rows(person, "card_k18")) == 2
    assert person.fields("k_person")[1].control.target().hasFocus()


def test_a_removed_row_is_not_asked_about_and_comes_back_with_undo(person: Person) -> None:
    person.open("kinds")
    person.enter("k_person", "Ana")
    person.press("remove-row", person.see("card-card_k18"))
    assert not person.has_field("k_person")
    person.page.undo()
    line = person.control("k_person")
    assert isinstance(line, QLineEdit)
    assert line.text() == "Ana"


def test_rows_are_counted_for_the_eye(person: Person) -> None:
    person.open("kinds")
    person.press("add-row", person.see("card-card_k18"))
    card = person.see("card-card_k18")
    assert person.reads("Entry 1", card)
    assert person.reads("Entry 2", card)
    person.press("remove-row", rows(person, "card_k18")[0])
    assert person.reads("Entry 1", card)
    assert not person.reads("Entry 2", card)


def test_a_blank_reference_is_not_shown_before_somebody_adds_one(person: Person) -> None:
    person.open("five")
    person.choose("alpha", "yes")
    assert rows(person, "card_alpha") == []


def test_adding_opens_the_row_that_is_there_already(person: Person) -> None:
    person.open("five")
    person.choose("alpha", "yes")
    person.press("add-row", person.card("alpha"))
    assert len(person.response.children(key("alpha_law"))) == 1
    assert person.control("alpha_law_title").hasFocus()


def test_a_reference_is_one_line_until_it_is_edited(with_law: Person) -> None:
    card = with_law.card("alpha")
    assert summary(with_law, "alpha") == "Penal Code, 1998 · art. 279 · SHERLOC"
    assert not with_law.has_field("alpha_law_title")
    with_law.press("edit-law", card)
    assert with_law.has_field("alpha_law_title")
    with_law.press("edit-law", card)
    assert not with_law.has_field("alpha_law_title")


def test_the_line_follows_what_was_edited(with_law: Person) -> None:
    card = with_law.card("alpha")
    with_law.press("edit-law", card)
    control = with_law.control("alpha_law_article")
    control.setFocus()
    QTest.keyClick(control, Qt.Key.Key_End)
    QTest.keyClicks(control, "(2)")
    with_law.press("edit-law", card)
    assert "279(2)" in summary(with_law, "alpha")


def test_removing_names_what_is_removed(with_law: Person) -> None:
    card = with_law.card("alpha")
    with_law.press("edit-law", card)
    button = with_law.see("remove-row", card)
    assert isinstance(button, QPushButton)
    assert button.text() == "Remove this legal reference"
    with_law.click(button)
    assert law_values(with_law.response, "alpha") == []
    with_law.page.undo()
    assert law_values(with_law.response, "alpha")[0][0] == "Penal Code"


def pick(person: Person, card: str, typed: str) -> QLineEdit:
    """Type into the line that finds references and take the first that is offered."""
    line = person.see("law-line", person.card(card))
    assert isinstance(line, QLineEdit)
    line.setFocus()
    QTest.keyClicks(line, typed)
    popup = line.completer().popup()
    assert popup is not None
    person.qtbot.waitUntil(popup.isVisible)
    popup.setCurrentIndex(line.completer().completionModel().index(0, 0))
    QTest.keyClick(popup, Qt.Key.Key_Return)
    return line


def test_a_reference_entered_elsewhere_is_picked_by_typing_a_part_of_it(
    with_law: Person,
) -> None:
    pick(with_law, "beta", "penal")
    assert law_values(with_law.response, "beta") == law_values(with_law.response, "alpha")
    assert with_law.sees("law-summary", with_law.card("beta"))
    assert not with_law.has_field("beta_law_title")


def test_both_then_name_one_law(with_law: Person) -> None:
    pick(with_law, "beta", "279")
    ids = {
        with_law.response.state(NodeKey(QuestionId(f"{card}_law_id"), row.instances)).value
        for card in ("alpha", "beta")
        for row in with_law.response.children(key(f"{card}_law"))
    }
    assert len(ids) == 1
    assert ids != {""}


def test_the_line_is_empty_after_picking(with_law: Person) -> None:
    line = pick(with_law, "beta", "penal")
    with_law.qtbot.waitUntil(lambda: line.text() == "")


def test_a_title_that_is_new_opens_a_row_with_it(with_law: Person) -> None:
    line = with_law.see("law-line", with_law.card("beta"))
    line.setFocus()
    QTest.keyClicks(line, "Act on groups")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert law_values(with_law.response, "beta")[0][0] == "Act on groups"
    assert with_law.has_field("beta_law_title")


def test_going_to_a_question_in_a_closed_row_opens_it(with_law: Person) -> None:
    row = with_law.response.children(key("alpha_law"))[0]
    with_law.page.show_node(NodeKey(QuestionId("alpha_law_article"), row.instances))
    assert with_law.control("alpha_law_article").hasFocus()
