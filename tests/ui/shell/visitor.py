"""A person at the window: sees scenes, presses buttons, types, waits for what comes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_app.ui.desk import Desk
from desktop_app.ui.tasks import TaskRunner
from desktop_app.ui.widgets import Banner
from desktop_app.ui.windows.main_window import MainWindow
from desktop_app.ui.windows.workspace import Workspace
from tests.builders.dossiers import PASSPHRASE

W = TypeVar("W", bound=QWidget)
LONG_MS = 30_000


@dataclass
class SteppingSeconds:
    """A clock of seconds that moves when it is told to."""

    now: float = 1_000_000.0

    def __call__(self) -> float:
        return self.now


class Visitor:
    """Somebody who uses the window by what they see."""

    def __init__(self, qtbot: QtBot, desk: Desk, runner: TaskRunner) -> None:
        self.qtbot, self.desk, self.runner = qtbot, desk, runner

    @property
    def window(self) -> MainWindow:
        return self.desk.window

    def stands_before(self, kind: type[W]) -> W:
        """Wait until a scene of this kind is shown."""
        self.qtbot.waitUntil(lambda: isinstance(self.window.scene, kind), timeout=LONG_MS)
        scene = self.window.scene
        assert isinstance(scene, kind)
        return scene

    def see(self, kind: type[W], name: str, inside: QWidget | None = None) -> W:
        """A visible widget of a name."""
        found = self.visible(kind, name, inside)
        assert found, f"{name} is not to be seen"
        return found[0]

    def visible(self, kind: type[W], name: str, inside: QWidget | None = None) -> list[W]:
        """All visible widgets of a name; an article is built piece by piece."""
        around = inside or self.window.scene
        assert around is not None
        return [w for w in around.findChildren(kind, name) if w.isVisible()]

    def press(self, name: str, inside: QWidget | None = None) -> None:
        """Press a button, once it is there and can be pressed."""
        self.qtbot.waitUntil(
            lambda: bool(self.visible(QAbstractButton, name, inside)), timeout=LONG_MS
        )
        button = self.see(QAbstractButton, name, inside)
        self.qtbot.waitUntil(button.isEnabled, timeout=LONG_MS)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def write(self, name: str, text: str, inside: QWidget | None = None) -> None:
        """Put text into a field in the place of what was there."""
        field = self.see(QLineEdit, name, inside)
        field.setFocus()
        field.clear()
        QTest.keyClicks(field, text)

    def choose(self, name: str, value: object, inside: QWidget | None = None) -> None:
        """Choose from a box."""
        box = self.see(QComboBox, name, inside)
        box.setCurrentIndex(box.findData(value))
        box.activated.emit(box.currentIndex())

    def unlock(self, passphrase: str = PASSPHRASE) -> None:
        """Type the passphrase and press the button."""
        self.write("passphrase", passphrase)
        self.press("unlock")

    def open_workspace(self) -> Workspace:
        """From the prompt to the open response."""
        self.unlock()
        return self.stands_before(Workspace)

    def banner(self, inside: QWidget | None = None) -> Banner:
        """The message that is shown."""
        return self.see(Banner, "banner", inside)

    def waits_for_banner(self, words: str) -> Banner:
        """Wait until a message with these words is shown."""

        def shown() -> bool:
            scene = self.window.scene
            banners = scene.findChildren(Banner) if scene else []
            return any(b.isVisible() and words in b.message for b in banners)

        self.qtbot.waitUntil(shown, timeout=LONG_MS)
        return self.banner()

    def reads(self, words: str) -> bool:
        """Whether words stand somewhere in the scene."""
        scene = self.window.scene
        labels = scene.findChildren(QLabel) if scene else []
        return any(words in label.text() for label in labels if label.isVisible())

    def dialog(self, kind: type[W]) -> W:
        """Wait for a dialog of this kind."""

        def found() -> list[W]:
            tops = QApplication.topLevelWidgets()
            return [w for w in tops if isinstance(w, kind) and w.isVisible()]

        self.qtbot.waitUntil(lambda: bool(found()), timeout=LONG_MS)
        return found()[0]

    def closes(self) -> None:
        """Close the window and wait until it is gone."""
        with self.qtbot.waitSignal(self.desk.closed, timeout=LONG_MS):
            self.window.close()
