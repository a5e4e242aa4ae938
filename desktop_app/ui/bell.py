"""Notices on the desktop, outside the window: only if the user asked for them, never content.

They say how many entries are new. While the window is locked nothing is shown but the count
that was unread when it was.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSystemTrayIcon

from desktop_app.services.settings import DESKTOP_NOTICES, Settings
from desktop_app.ui.inbox.words import count_words, new_words

_SHOWN_MS = 10_000


class Bell(QObject):
    """A sign in the system's tray, while it is wanted and there is a tray.

    Signals:
        pressed: Somebody pressed the sign, or what it said.
    """

    pressed = Signal()

    def __init__(
        self, settings: Settings, icon: QIcon, name: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._settings, self._icon, self._name = settings, icon, name
        self._tray: QSystemTrayIcon | None = None
        self._unread = 0

    @property
    def is_shown(self) -> bool:
        """Whether the sign is in the tray."""
        return self._tray is not None

    @Slot()
    def fit(self) -> None:
        """Come or go, as the settings say."""
        wanted = self._settings.get(DESKTOP_NOTICES) and QSystemTrayIcon.isSystemTrayAvailable()
        if wanted and self._tray is None:
            self._tray = QSystemTrayIcon(self._icon, self)
            self._tray.activated.connect(self.pressed)
            self._tray.messageClicked.connect(self.pressed)
            self._tray.show()
            self.count(self._unread)
        elif not wanted and self._tray is not None:
            self._tray.hide()
            self._tray.deleteLater()
            self._tray = None

    @Slot(int)
    def count(self, unread: int) -> None:
        """So many are unread."""
        self._unread = unread
        if self._tray is not None:
            self._tray.setToolTip(f"{self._name}: {count_words(unread)}")

    @Slot(int)
    def ring(self, new: int) -> None:
        """So many are new."""
        if self._tray is not None and QSystemTrayIcon.supportsMessages():
            plain = QSystemTrayIcon.MessageIcon.Information
            self._tray.showMessage(self._name, new_words(new), plain, _SHOWN_MS)
