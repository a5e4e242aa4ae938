"""A line that says that work is under way, how far it is, and lets one stop it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from desktop_app.ui.announcement import announce
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets.button import Button, ButtonKind
from desktop_app.ui.widgets.layout import column, row
from desktop_app.ui.widgets.text import Ink, Text


class BusyLine(QWidget):
    """Hidden until `start`. Without a total the bar moves without end.

    Signals:
        cancelled: The user wants the work to stop.
    """

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content: _Content | None = None  # most are never started
        self.hide()

    def start(self, what: str, *, cancellable: bool = False) -> None:
        """Say what is being done."""
        if self._content is None:
            self._content = self._fill()
        self._content.words.setText(what)
        self._content.bar.setAccessibleName(what)
        self._content.bar.setRange(0, 0)
        self._content.cancel.setVisible(cancellable)
        self.show()
        announce(self, what)

    def say(self, what: str) -> None:
        """Say it otherwise, to the eye alone."""
        if self._content is not None:
            self._content.words.setText(what)

    def advance(self, done: int, total: int) -> None:
        """Say how far it is."""
        if self._content is not None:
            self._content.bar.setRange(0, total)
            self._content.bar.setValue(done)

    def stop(self) -> None:
        """The work has ended."""
        self.hide()
        self.advance(0, 1)

    def _fill(self) -> _Content:
        content = _Content(self)
        content.cancel.clicked.connect(self.cancelled)
        self.setLayout(column(content))
        return content


class _Content(QWidget):
    """What the line holds once work was under way."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = Text(role=TypeRole.HINT, ink=Ink.SOFT)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.cancel = Button(self.tr("Cancel"), kind=ButtonKind.QUIET, name="busy-cancel")
        self.setLayout(row(column(self.words, self.bar, spacing=Measure.HAIR), self.cancel))
