"""The keys of the page, and where one is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from desktop_app.domain.entries import Place
from tests.builders.responses import key
from tests.ui.questionnaire.conftest import Store
from tests.ui.questionnaire.person import Person

NONE, ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier


def press(pressed: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Press a key where the keyboard is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, pressed, modifiers)


def has_keyboard(person: Person, name: str) -> bool:
    """Whether a question has the keyboard."""
    focus: QWidget | None = QApplication.focusWidget()
    return focus is not None and person.field(name).isAncestorOf(focus)


def test_alt_and_arrows_go_from_question_to_question(person: Person) -> None:
    person.page.show_node(key("alpha"))
    press(Qt.Key.Key_Down, ALT)
    assert has_keyboard(person, "beta")
    press(Qt.Key.Key_Up, ALT)
    assert has_keyboard(person, "alpha")


def test_they_go_on_over_the_end_of_an_article(person: Person) -> None:
    person.page.show_node(key("beta"))
    press(Qt.Key.Key_Down, ALT)
    assert person.article().article.key == key("six")
    assert has_keyboard(person, "long1")
    press(Qt.Key.Key_Up, ALT)
    assert has_keyboard(person, "beta")


def test_at_the_very_end_they_stay(person: Person) -> None:
    person.page.show_node(key("long12"))
    press(Qt.Key.Key_Down, ALT)
    assert has_keyboard(person, "long12")


def test_the_question_one_goes_to_is_in_sight(person: Person) -> None:
    person.page.show_node(key("long11"))
    card = person.see("card-card_long11")
    view = person.article().viewport()
    top = card.mapTo(view, card.rect().topLeft()).y()
    assert 0 <= top <= view.height() - card.height()


def test_f6_goes_round_the_columns(person: Person) -> None:
    person.page.show_node(key("beta"))
    press(Qt.Key.Key_F6)
    assert person.see("side-tabs").hasFocus()
    press(Qt.Key.Key_F6)
    assert person.see("outline").hasFocus()
    press(Qt.Key.Key_F6)
    assert has_keyboard(person, "beta")


def test_f6_leaves_folded_columns_out(person: Person) -> None:
    person.press("toggle-side")
    person.press("toggle-finder")
    person.page.show_node(key("beta"))
    press(Qt.Key.Key_F6)
    assert has_keyboard(person, "beta")


def test_help_is_for_the_question_one_is_at(person: Person) -> None:
    person.page.show_node(key("beta"))
    assert person.reads("Help on beta.", person.see("help"))
    assert person.reads("To be considered", person.see("help"))
    person.page.show_help()
    assert person.see("help").hasFocus()
    assert person.reads("Help on beta.", person.see("help"))


def test_undo_by_key_takes_a_choice_back(person: Person) -> None:
    person.open("five")
    person.choose("alpha", "yes")
    press(
        Qt.Key.Key_Z,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    assert person.value("alpha") == ""


def test_undo_by_key_works_from_within_an_editor(person: Person) -> None:
    person.open("five")
    person.choose("alpha", "no")
    person.enter("alpha_gap", "a gap")
    press(
        Qt.Key.Key_Z,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    assert person.value("alpha") == ""
    assert person.value("alpha_gap") == "a gap"


def test_where_one_is_can_be_gone_back_to(person: Person) -> None:
    person.page.show_node(key("k_text"))
    person.enter("k_text", "one two three")
    person.page.show_node(key("k_text"), 4)
    place = person.page.place()
    assert place is not None
    person.open("six")
    assert place.node is not None
    person.page.show_node(place.node, place.caret)
    assert person.article().article.key == place.article
    again = person.page.place()
    assert again == place


def test_it_is_told_when_one_is_elsewhere(person: Person) -> None:
    told: list[Place] = []
    person.page.place_changed.connect(told.append)
    person.page.show_node(key("beta"))
    assert told[-1] == Place(article=key("five"), node=key("beta"))


def test_a_version_is_closed_and_stored_when_the_keyboard_leaves(
    person: Person, store: Store
) -> None:
    person.open("kinds")
    person.enter("k_line", "a word")
    person.go_away()
    person.qtbot.waitUntil(
        lambda: any(getattr(entry, "key", None) == key("k_line") for entry in store.written)
    )


@pytest.mark.parametrize("button", ["next-question", "previous-question"])
def test_the_buttons_of_the_bar_do_the_same(person: Person, button: str) -> None:
    person.page.show_node(key("long5"))
    person.press(button)
    assert has_keyboard(person, "long6" if button == "next-question" else "long4")


def test_the_next_article_is_a_button_at_the_foot(person: Person) -> None:
    person.open("five")
    button = person.see("next-article")
    person.click(button)
    assert person.article().article.key == key("six")


def test_an_article_is_copied_as_text(person: Person) -> None:
    person.open("five")
    person.choose("alpha", "yes")
    person.press("copy-article")
    copied = QGuiApplication.clipboard().text()
    assert "Does the law cover alpha?" in copied
    assert "Yes" in copied


def test_a_question_with_its_answer_is_copied_as_text(person: Person) -> None:
    person.page.show_node(key("beta"))
    person.choose("beta", "part")
    person.press("copy-answer")
    copied = QGuiApplication.clipboard().text()
    assert "Yes, in part" in copied
    assert "alpha" not in copied


def test_a_key_copies_the_question_one_is_at_and_says_so(person: Person) -> None:
    person.page.show_node(key("beta"))
    person.choose("beta", "part")
    press(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert "Yes, in part" in QGuiApplication.clipboard().text()
    assert QToolTip.text() == "Copied."
    QToolTip.hideText()
