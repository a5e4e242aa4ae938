"""An open response: the bar, its facts and keys, home and the way between the pages."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from desktop_app.ui import autosave
from desktop_app.ui.dialogs.guide import GuideDialog
from desktop_app.ui.home.article_row import ArticleRow
from desktop_app.ui.responses import Responses
from desktop_app.ui.widgets import BannerKind
from desktop_app.ui.windows.workspace import HOME, QUESTIONNAIRE, Workspace
from tests.ui.shell.disk import Disk
from tests.ui.shell.visitor import LONG_MS, Visitor
from tests.ui.shell.writing import field, go_and_write


def press_keys(visitor: Visitor, keys: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    visitor.window.activateWindow()
    visitor.qtbot.waitUntil(visitor.window.isActiveWindow)
    focused = visitor.window.focusWidget() or visitor.window
    QTest.keyClick(focused, keys, modifier)


def saved_words(visitor: Visitor) -> str:
    return visitor.see(QAbstractButton, "saved").text()


def test_it_opens_at_home(visitor: Visitor) -> None:
    assert visitor.open_workspace().page == HOME


@pytest.mark.parametrize(
    ("digit", "page"), [(Qt.Key.Key_1, HOME), (Qt.Key.Key_2, QUESTIONNAIRE)]
)
def test_ctrl_and_a_digit_choose_the_page(visitor: Visitor, digit: Qt.Key, page: int) -> None:
    workspace = visitor.open_workspace()
    workspace.show_page(HOME if page == QUESTIONNAIRE else QUESTIONNAIRE)
    press_keys(visitor, digit, Qt.KeyboardModifier.ControlModifier)
    assert workspace.page == page


def test_ctrl_f_puts_the_keyboard_into_the_search(visitor: Visitor) -> None:
    visitor.open_workspace()
    press_keys(visitor, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    visitor.qtbot.waitUntil(lambda: isinstance(visitor.window.focusWidget(), QLineEdit))


def test_the_bar_says_when_it_was_saved(visitor: Visitor) -> None:
    visitor.open_workspace()
    go_and_write(visitor, "Grand Duchy")
    visitor.qtbot.waitUntil(lambda: ":" in saved_words(visitor), timeout=LONG_MS)


def test_a_failure_to_save_turns_the_bar_until_it_is_mended(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autosave, "RETRY_MS", 50)
    disk = Disk(monkeypatch)
    visitor.open_workspace()
    disk.is_full = True
    go_and_write(visitor, "Grand Duchy")
    banner = visitor.waits_for_banner("no room left")
    assert banner.kind is BannerKind.RISK
    assert saved_words(visitor) == "Not saved"
    disk.is_full = False
    visitor.qtbot.waitUntil(lambda: not banner.isVisible(), timeout=LONG_MS)
    assert saved_words(visitor).startswith("Saved")


def test_a_cleared_answer_is_brought_back_from_the_bar(visitor: Visitor) -> None:
    visitor.open_workspace()
    assert not visitor.see(QWidget, "undo").isEnabled()
    go_and_write(visitor, "")
    field(visitor).setFocus()
    visitor.press("choice-UNTOC")
    visitor.qtbot.waitUntil(visitor.see(QWidget, "undo").isEnabled)
    visitor.press("undo")
    visitor.qtbot.waitUntil(lambda: not visitor.see(QWidget, "undo").isEnabled())


def test_home_counts_what_is_answered(visitor: Visitor) -> None:
    visitor.open_workspace()
    rows = visitor.stands_before(Workspace).findChildren(ArticleRow)
    assert "Draft" in rows[0].accessibleName()


def test_a_part_that_is_not_in_force_is_named_as_hidden(visitor: Visitor) -> None:
    visitor.open_workspace()
    assert visitor.reads("Hidden: not in force for this party")


def test_an_article_on_home_opens_it(visitor: Visitor) -> None:
    workspace = visitor.open_workspace()
    rows = [r for r in workspace.findChildren(ArticleRow) if r.isVisible()]
    rows[1].click()
    assert workspace.page == QUESTIONNAIRE
    place = workspace.place()
    assert place is not None
    assert place.article == rows[1].key


def test_f1_at_home_opens_the_guide(visitor: Visitor) -> None:
    visitor.open_workspace()
    press_keys(visitor, Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier)
    visitor.dialog(GuideDialog).close()


def test_the_saved_button_says_where_it_is_saved(visitor: Visitor) -> None:
    visitor.open_workspace()
    visitor.press("saved")
    visitor.waits_for_banner("stored on this computer, encrypted")


def test_other_responses_can_be_chosen(visitor: Visitor) -> None:
    visitor.open_workspace()
    visitor.desk.show("responses")
    scene = visitor.stands_before(Responses)
    visitor.press("response", scene)
    visitor.qtbot.waitUntil(lambda: visitor.desk.is_open, timeout=LONG_MS)


def test_no_window_title_tells_what_is_in_it(visitor: Visitor) -> None:
    """Others see titles, in the task switcher and over the shoulder."""
    visitor.open_workspace()
    go_and_write(visitor, "Grand Duchy")
    titles = {widget.windowTitle() for widget in QApplication.topLevelWidgets()}
    assert visitor.window.windowTitle() == "Review Desk"
    assert not [title for title in titles if "Ruritania" in title or "Grand" in title]
