"""What is being written and does not stand yet outlasts a lock, through the whole window."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QTabBar

from tests.ui.shell.visitor import LONG_MS, Visitor
from tests.ui.shell.writing import PARTY_NAME

NOTE = "Ask the ministry whether the decree is still in force."


def notes(visitor: Visitor) -> QPlainTextEdit:
    """The notes of the first question."""
    workspace = visitor.open_workspace()
    workspace._on_node(PARTY_NAME)
    if not visitor.visible(QTabBar, "side-tabs"):
        visitor.press("toggle-side", workspace)
    visitor.see(QTabBar, "side-tabs").setCurrentIndex(2)
    edit = visitor.see(QPlainTextEdit, "note-text")
    visitor.qtbot.waitUntil(edit.isEnabled, timeout=LONG_MS)
    return edit


def test_a_note_that_was_not_left_yet_is_there_after_locking(visitor: Visitor) -> None:
    notes(visitor).setPlainText(NOTE)
    visitor.desk.lock()
    visitor.qtbot.waitUntil(lambda: not visitor.desk.is_open, timeout=LONG_MS)
    assert notes(visitor).toPlainText() == NOTE
