"""What an undo takes back, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_app.services.undo import UndoKind, UndoLabel
from desktop_app.ui.wording import apart

translate = QCoreApplication.translate


def undo_words(label: UndoLabel) -> str:
    """What an undo takes back, after the word "Undo:"."""
    words = {
        UndoKind.CHOICE: translate("Workspace", "choice in “{title}”"),
        UndoKind.CLEARING: translate("Workspace", "clearing of “{title}”"),
        UndoKind.ADDING: translate("Workspace", "adding to “{title}”"),
        UndoKind.REMOVING: translate("Workspace", "removal from “{title}”"),
        UndoKind.STATUS: translate("Workspace", "status of “{title}”"),
    }
    return words[label.kind].format(title=apart(label.title))
