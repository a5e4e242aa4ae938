"""One of the facts at the top: how much in the inbox is unread, and the way there."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from desktop_app.ui.icons import Icon
from desktop_app.ui.inbox.words import count_words
from desktop_app.ui.widgets import Button, ButtonKind


class InboxButton(Button):
    """ "Inbox", or "Inbox: 2 unread"."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "", kind=ButtonKind.QUIET, icon=Icon.INBOX, name="inbox", parent=parent
        )
        self.show_unread(0)

    @Slot(int)
    def show_unread(self, count: int) -> None:
        """So many are unread."""
        self.setText(count_words(count))
        self.setAccessibleName(self.text())
        self.setToolTip(self.tr("Deadlines, and what the secretariat writes"))
