"""The passphrase field: what is typed is hidden until asked for; the keyboard is explained."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QGuiApplication, QInputMethod
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.ui.i18n import Language
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets import PassphraseEdit
from desktop_app.ui.widgets.strength_bar import StrengthBar, time_to_guess

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def edit(qtbot: QtBot, theme: Theme, language: Language) -> PassphraseEdit:
    made = PassphraseEdit("Passphrase", name="passphrase")
    qtbot.addWidget(made)
    made.show()
    made.start()
    return made


@pytest.fixture
def field(edit: PassphraseEdit) -> QLineEdit:
    return edit.findChildren(QLineEdit)[0]


@pytest.fixture
def french_keyboard(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(QInputMethod, "locale", lambda _self: QLocale("fr_FR"))
    yield
    QGuiApplication.inputMethod().localeChanged.emit()


def test_what_is_typed_is_hidden(field: QLineEdit) -> None:
    QTest.keyClicks(field, "secret")
    assert field.displayText() != "secret"


def test_it_is_shown_on_demand_and_hidden_again(edit: PassphraseEdit, field: QLineEdit) -> None:
    QTest.keyClicks(field, "secret")
    show = edit.findChildren(QAbstractButton, "passphrase-show")[0]
    assert show.accessibleName() == "Show what is typed"
    show.click()
    assert (field.displayText(), show.accessibleName()) == ("secret", "Hide what is typed")
    show.click()
    assert field.displayText() != "secret"


def test_forgetting_it_hides_what_is_typed_next(edit: PassphraseEdit, field: QLineEdit) -> None:
    edit.findChildren(QAbstractButton, "passphrase-show")[0].click()
    edit.clear()
    QTest.keyClicks(field, "next")
    assert field.displayText() != "next"


def test_caps_lock_is_noticed_by_what_is_typed(edit: PassphraseEdit, field: QLineEdit) -> None:
    QTest.keyClicks(field, "A", SHIFT)
    assert "Caps lock" not in edit.keyboard_words
    QTest.keyClicks(field, "A")
    assert "Caps lock is on." in edit.keyboard_words
    QTest.keyClicks(field, "a")
    assert "Caps lock" not in edit.keyboard_words


def test_the_caps_lock_key_itself_is_noticed(edit: PassphraseEdit, field: QLineEdit) -> None:
    QTest.keyClick(field, Qt.Key.Key_CapsLock)
    assert "Caps lock is on." in edit.keyboard_words


@pytest.mark.usefixtures("french_keyboard")
def test_the_layout_of_the_keyboard_is_named(edit: PassphraseEdit) -> None:
    QGuiApplication.inputMethod().localeChanged.emit()
    assert edit.keyboard_words == "Keyboard: français"


def test_nothing_of_it_reaches_a_dictionary(field: QLineEdit) -> None:
    wanted = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
    assert field.inputMethodHints() & wanted == wanted


@pytest.mark.parametrize(
    ("guesses_log10", "words"),
    [(3.0, "less than a minute"), (8.0, "some hours"), (12.0, "years"), (20.0, "centuries")],
)
def test_the_strength_is_said_as_a_time(guesses_log10: float, words: str) -> None:
    assert time_to_guess(guesses_log10) == words


def test_before_anything_is_typed_it_says_what_is_good(qtbot: QtBot, theme: Theme) -> None:
    bar = StrengthBar()
    qtbot.addWidget(bar)
    assert "Four or five words" in bar.words
