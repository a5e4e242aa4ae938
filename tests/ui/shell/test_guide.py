"""The user guide in the window: from every scene, and every entry leads to its section."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.services.guide import read_guide
from desktop_app.ui.dialogs.guide import GuideDialog
from desktop_app.ui.theme import Theme
from desktop_app.ui.unlock import Unlock
from desktop_app.ui.widgets import ColumnPage
from tests.ui.shell.visitor import Visitor


@pytest.fixture
def dialog(qtbot: QtBot, theme: Theme) -> GuideDialog:
    shown = GuideDialog("en")
    shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(shown)
    shown.resize(700, 500)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


def test_it_has_every_section(dialog: GuideDialog) -> None:
    assert dialog.sections == tuple(section.title for section in read_guide("en").sections)


@pytest.mark.parametrize("number", [0, 5, -1])
def test_an_entry_leads_to_its_section(qtbot: QtBot, dialog: GuideDialog, number: int) -> None:
    bar = dialog.findChildren(ColumnPage)[0].verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    dialog.show_section(number)
    assert bar.value() > 0
    if number == -1:
        assert bar.value() > bar.maximum() * 0.6


def test_f1_opens_it_before_anything_is_unlocked(visitor: Visitor) -> None:
    scene = visitor.stands_before(Unlock)
    QTest.keyClick(scene, Qt.Key.Key_F1)
    visitor.dialog(GuideDialog).close()


def test_a_button_opens_it_too(visitor: Visitor) -> None:
    visitor.press("guide", visitor.stands_before(Unlock))
    visitor.dialog(GuideDialog).close()
