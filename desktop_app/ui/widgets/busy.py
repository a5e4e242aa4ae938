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
        self._words = Text(role=TypeRole.HINT, ink=Ink.SOFT)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self._cancel = Button(self.tr("Cancel"), kind=ButtonKind.QUIET, name="busy-cancel")
        self._cancel.clicked.connect(self.cancelled)
        bar = column(self._words, self._bar, spacing=Measure.HAIR)
        self.setLayout(row(bar, self._cancel))
        self.hide()

    def start(self, what: str, *, cancellable: bool = False) -> None:
        """Say what is being done."""
        self._words.setText(what)
        self._bar.setAccessibleName(what)
        self._bar.setRange(0, 0)
        self._cancel.setVisible(cancellable)
        self.show()
        announce(self, what)

    def advance(self, done: int, total: int) -> None:
        """Say how far it is."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def stop(self) -> None:
        """The work has ended."""
        self.hide()
        self._bar.setRange(0, 1)
