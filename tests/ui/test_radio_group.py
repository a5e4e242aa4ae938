"""One of a few: always one, and sentences that begin below the words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.i18n import Language
from desktop_app.ui.theme import Scheme, Theme
from desktop_app.ui.widgets import Text
from desktop_app.ui.widgets.radio_group import Option, RadioGroup
from tests.builders.pseudo import use_pseudo

OPTIONS = (Option("a", "A"), Option("b", "B", "What B means"), Option("c", "C"))


@pytest.fixture
def group(qtbot: QtBot, theme: Theme, language: Language) -> RadioGroup:
    """Three choices, shown."""
    made = RadioGroup("Which", OPTIONS)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def button(group: RadioGroup, name: str) -> QRadioButton:
    found = group.findChild(QRadioButton, name)
    assert found is not None
    return found


def hint(group: RadioGroup) -> Text:
    return next(t for t in group.findChildren(Text) if t.text() == "What B means")


def left_of(widget: QWidget, group: RadioGroup) -> int:
    return widget.mapTo(group, QPoint(0, 0)).x()


def test_the_first_is_chosen_until_another_is(group: RadioGroup) -> None:
    assert group.choice == "a"


def test_a_click_chooses_and_tells(group: RadioGroup, qtbot: QtBot) -> None:
    with qtbot.waitSignal(group.chosen) as told:
        QTest.mouseClick(button(group, "b"), Qt.MouseButton.LeftButton)
    assert told.args == ["b"]
    assert group.choice == "b"


def test_arrow_keys_choose_and_tell(group: RadioGroup, qtbot: QtBot) -> None:
    button(group, "a").setFocus()
    with qtbot.waitSignal(group.chosen) as told:
        QTest.keyClick(button(group, "a"), Qt.Key.Key_Down)
    assert told.args == ["b"]


def test_choosing_for_the_user_tells_nobody(group: RadioGroup, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(group.chosen):
        group.choose("c")
    assert group.choice == "c"


def test_what_is_taken_away_is_not_chosen_any_more(group: RadioGroup) -> None:
    group.choose("b")
    group.offer("b", False)
    assert group.choice == "a"
    assert not hint(group).isVisible()
    group.choose("b")
    assert group.choice == "a"
    group.offer("b", True)
    assert hint(group).isVisible()


def test_the_keyboard_comes_to_what_is_chosen(group: RadioGroup) -> None:
    group.choose("c")
    assert group.focusProxy() is button(group, "c")


def test_a_screen_reader_hears_title_and_sentence(group: RadioGroup) -> None:
    assert button(group, "b").accessibleName() == "Which: B"
    assert button(group, "b").accessibleDescription() == "What B means"


@pytest.mark.looks
def test_sentences_begin_below_the_words_however_large(group: RadioGroup, theme: Theme) -> None:
    before = left_of(hint(group), group)
    theme.use(Scheme.LIGHT, 200)
    QApplication.processEvents()
    assert left_of(hint(group), group) > before


def test_right_to_left_they_begin_at_the_right(group: RadioGroup, language: Language) -> None:
    use_pseudo(language, is_rtl=True)
    QApplication.processEvents()
    words = hint(group)
    assert left_of(words, group) + words.width() < group.width()
