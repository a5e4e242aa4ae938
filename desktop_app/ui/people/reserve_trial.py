"""The drill with the reserve: open it once to see that it works, without using it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop_app.domain.members import ReserveTrial
from desktop_app.ui.dialogs.dialog import Dialog
from desktop_app.ui.file_and_code import FileAndCode
from desktop_app.ui.widgets import Button, ButtonKind, Text


class ReserveTrialDialog(Dialog):
    """Asks for file and code; whoever opened it tries them, and calls `show_outcome`.

    Signals:
        trial_wanted: (Path, code)
    """

    trial_wanted = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Try whether the reserve opens"))
        words = self.tr(
            "Fetch the file and the printed code from the safe. They are opened and compared "
            "with what this response knows of its reserve. Nobody becomes focal point, nothing "
            "is changed, and the reserve can be used later."
        )
        self.body.addWidget(Text(words))
        self._entry = FileAndCode()
        self.body.addWidget(self._entry)
        self.add_close_button(self.tr("Close"))
        self._go = Button(self.tr("Try it"), kind=ButtonKind.PRIMARY, name="try")
        self._go.setEnabled(False)
        self._go.clicked.connect(self._on_go)
        self._entry.changed.connect(self._on_changed)
        self._entry.entered.connect(self._on_go)
        self.add_buttons(self._go)

    @property
    def entry(self) -> FileAndCode:
        """Where file and code are entered."""
        return self._entry

    def show_outcome(self, outcome: ReserveTrial) -> None:
        """Say what came of it."""
        if outcome is ReserveTrial.WORKS:
            self.show_success(
                self.tr("The reserve opens, and is the one in force."),
                self.tr("Put file and code back into the safe, in two envelopes."),
            )
        elif outcome is ReserveTrial.REPLACED:
            self.show_success(
                self.tr("The file opens, but it is not the reserve in force any more."),
                self.tr("Another one was made or used since. Destroy this one."),
            )
        else:
            self.show_success(
                self.tr("The file opens, but it is no reserve of this response."),
                self.tr("Look in the safe for the right one, or make a new reserve."),
            )

    @Slot()
    def _on_changed(self) -> None:
        self._go.setEnabled(self._entry.is_complete)

    @Slot()
    def _on_go(self) -> None:
        if self._entry.is_complete:
            self.begin_work(self.tr("Opening the reserve…"))
            self.trial_wanted.emit(Path(self._entry.file), self._entry.code)
