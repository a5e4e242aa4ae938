"""The keys of the questionnaire page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

if TYPE_CHECKING:
    from desktop_app.ui.questionnaire.page import QuestionnairePage


def bind_keys(page: QuestionnairePage) -> None:
    """Have keys act while the keyboard is anywhere on the page.

    Search, help and undo have keys of the whole window too; those are the window's.
    """
    keys = {
        "Alt+Down": page.go_next,
        "Alt+Up": page.go_previous,
        "Ctrl+Return": page.finish,
        "Ctrl+Enter": page.finish,
        "Ctrl+Shift+Z": page.undo,
        "Ctrl+Shift+C": page.copy_question,
        "F6": page.cycle_columns,
        "F11": page.write_large,
    }
    for key, slot in keys.items():
        shortcut = QShortcut(QKeySequence(key), page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(slot)
