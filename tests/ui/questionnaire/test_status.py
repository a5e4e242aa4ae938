"""Draft and finished: the button, what refuses it, and what only warns."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton

from desktop_app.domain.responses import Status
from tests.builders.responses import key
from tests.ui.questionnaire.person import Person


def status(person: Person, card: str) -> str:
    """The word on a card's button."""
    button = person.see("status", person.see(f"card-{card}"))
    assert isinstance(button, QPushButton)
    return button.text().removesuffix("▾").strip()


def call(person: Person, card: str, word: str) -> None:
    """Open a card's menu and choose a status."""
    button = person.see("status", person.see(f"card-{card}"))
    person.click(button)
    menu = button.findChild(QMenu, "status-menu")
    assert isinstance(menu, QMenu)
    next(action for action in menu.actions() if action.text() == word).trigger()
    menu.hide()


def test_an_unanswered_question_says_so(person: Person) -> None:
    person.open("five")
    assert status(person, "card_alpha") == "Not answered"


def test_an_answer_makes_a_draft(person: Person) -> None:
    person.open("five")
    person.choose("alpha", "yes")
    assert status(person, "card_alpha") == "Draft"


def test_a_draft_is_called_finished_and_draft_again(person: Person) -> None:
    person.open("five")
    person.choose("alpha", "yes")
    call(person, "card_alpha", "Finished by expert")
    assert status(person, "card_alpha") == "Finished by expert"
    call(person, "card_alpha", "Draft")
    assert status(person, "card_alpha") == "Draft"


def test_an_edit_makes_a_finished_question_a_draft(person: Person) -> None:
    person.open("five")
    person.choose("alpha", "yes")
    call(person, "card_alpha", "Finished by expert")
    person.enter("alpha_example", "a case")
    assert status(person, "card_alpha") == "Draft"


def test_a_status_is_undone(person: Person) -> None:
    person.open("five")
    person.choose("alpha", "yes")
    call(person, "card_alpha", "Finished by expert")
    person.page.undo()
    assert status(person, "card_alpha") == "Draft"


def test_finished_is_refused_without_an_answer(person: Person) -> None:
    person.open("five")
    call(person, "card_alpha", "Finished by expert")
    assert person.reads("Answer the question before", person.card("alpha"))
    assert status(person, "card_alpha") == "Not answered"


def test_finished_is_refused_while_a_rule_is_broken_and_the_field_is_named(
    person: Person,
) -> None:
    person.open("kinds")
    person.enter("k_number", "2")
    person.go_away()
    call(person, "card_k1", "Finished by expert")
    card = person.see("card-card_k1")
    assert person.reads("“How many?” has an answer that is not allowed", card)
    assert status(person, "card_k1") == "Draft"
    assert person.control("k_number").hasFocus()


def test_finished_is_refused_while_something_needed_is_blank(person: Person) -> None:
    person.open("five")
    person.choose("alpha", "no")
    call(person, "card_alpha", "Finished by expert")
    assert person.reads("“What is missing?” needs an answer", person.card("alpha"))
    assert person.control("alpha_gap").hasFocus()
    person.go_away()
    assert person.field("alpha_gap").fault == "This needs an answer."


def test_once_it_is_mended_it_is_finished(person: Person) -> None:
    person.open("five")
    person.choose("alpha", "no")
    call(person, "card_alpha", "Finished by expert")
    person.enter("alpha_gap", "a gap")
    call(person, "card_alpha", "Finished by expert")
    assert status(person, "card_alpha") == "Finished by expert"


def test_a_yes_without_a_legal_reference_warns_and_does_not_block(person: Person) -> None:
    person.open("five")
    person.choose("alpha", "yes")
    assert person.reads("No legal reference yet", person.card("alpha"))
    call(person, "card_alpha", "Finished by expert")
    assert status(person, "card_alpha") == "Finished by expert"


def test_the_warning_goes_with_the_first_reference(person: Person) -> None:
    person.open("five")
    person.choose("alpha", "yes")
    person.press("add-row", person.card("alpha"))
    person.enter("alpha_law_title", "Penal Code")
    assert not person.reads("No legal reference yet", person.card("alpha"))


def test_a_no_needs_no_reference(person: Person) -> None:
    person.open("five")
    person.choose("alpha", "no")
    assert not person.reads("No legal reference yet", person.card("alpha"))


def test_ctrl_enter_finishes_and_goes_to_the_next_unanswered(person: Person) -> None:
    person.response.set(key("beta"), "no")
    person.open("five")
    person.choose("alpha", "nia")
    QTest.keyClick(
        person.see("choice-nia", person.field("alpha")),
        Qt.Key.Key_Return,
        Qt.KeyboardModifier.ControlModifier,
    )
    assert person.response.card(key("card_alpha")).status is Status.READY
    assert person.article().article.key == key("six")
    assert person.see("choice-yes", person.field("long1")).hasFocus()


def test_ctrl_enter_stays_when_it_is_refused(person: Person) -> None:
    person.open("five")
    person.choose("alpha", "no")
    control = person.control("alpha_gap")
    control.setFocus()
    QTest.keyClick(control, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert person.article().article.key == key("five")
    assert person.value("alpha_gap") == ""
    assert person.sees("banner", person.card("alpha"))
