"""The one window: it shows one scene at a time, and asks before it closes."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize, Signal
from PySide6.QtGui import QCloseEvent, QIcon
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from desktop_app.services.settings import WINDOW, Settings
from desktop_app.ui.resources import SIGN
from desktop_app.ui.widgets.reading_order import pass_keyboard

_SMALLEST = QSize(640, 420)
_USUAL = QSize(1200, 800)


class MainWindow(QMainWindow):
    """Shows scenes. What they mean is not its business.

    Signals:
        close_wanted: The user wants it closed. It stays until `close_now`.
    """

    close_wanted = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._may_close = False
        self._scenes = QStackedWidget()
        self.setCentralWidget(self._scenes)
        self.setMinimumSize(_SMALLEST)
        self.setWindowTitle("Review Desk")  # never a party or an answer: others see titles
        self._restore_geometry()

    @property
    def scene(self) -> QWidget | None:
        """What is shown."""
        return self._scenes.currentWidget()

    def show_scene(self, scene: QWidget) -> None:
        """Show this; what was shown before is dropped."""
        before = self._scenes.currentWidget()
        self.cover(scene)
        if before is not None and before is not scene:
            self.drop(before)

    def cover(self, scene: QWidget) -> None:
        """Show this; what was shown before stays behind it."""
        if self._scenes.indexOf(scene) < 0:
            self._scenes.addWidget(scene)
        self._scenes.setCurrentWidget(scene)

    def drop(self, scene: QWidget) -> None:
        """Let a scene go."""
        self._scenes.removeWidget(scene)
        scene.hide()
        scene.deleteLater()

    def show_icon(self) -> None:
        """Give it its sign in the task bar. Reading it takes as long as a prompt."""
        self.setWindowIcon(QIcon(str(SIGN)))

    def close_now(self) -> None:
        """Close without asking again."""
        self._may_close = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_close:
            self.close_wanted.emit()
        if self._may_close:  # perhaps only now: there was nothing to wait for
            super().closeEvent(event)
        else:
            event.ignore()

    def focusNextPrevChild(self, forwards: bool) -> bool:
        return pass_keyboard(self._scenes, forwards=forwards)

    def geometry_text(self) -> str:
        """Size and place, to be kept in the settings."""
        return self.saveGeometry().toBase64().toStdString()

    def _restore_geometry(self) -> None:
        kept = self._settings.get(WINDOW).encode("ascii", "replace")
        if kept and self.restoreGeometry(QByteArray.fromBase64(kept)):
            return
        screen = QApplication.primaryScreen().availableSize()
        self.resize(_USUAL.boundedTo(screen - QSize(32, 64)).expandedTo(_SMALLEST))
