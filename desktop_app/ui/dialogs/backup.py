"""Making a backup: where to, how far it is, and that it was read back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QDir, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.ui.dialogs.dialog import Dialog
from desktop_app.ui.icons import Icon
from desktop_app.ui.theme import TypeRole
from desktop_app.ui.widgets import Button, ButtonKind, Ink, Text
from desktop_app.ui.wording import left_to_right

SUFFIX = ".rdbackup"


class BackupDialog(Dialog):
    """Asks for a place; whoever opened it makes the backup and says how it went.

    Signals:
        backup_wanted: (path) Make it; then call `show_done` or `show_problem`.
        cancelled: The user wants it to stop.
    """

    backup_wanted = Signal(str)
    cancelled = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._today = today
        self.set_title(self.tr("Make a backup"))
        self._choose = Button(
            self.tr("Choose where…"), kind=ButtonKind.PRIMARY, icon=Icon.BACKUP, name="choose"
        )
        self._build()

    def show_done(self, file: Path) -> None:
        """The backup is made and was checked."""
        title = self.tr("The backup is made, and was read back to be sure.")
        self.show_success(title, left_to_right(str(file)))
        self._close.setFocus()
        self._choose.setText(self.tr("Make another…"))

    def make(self, file: str) -> None:
        """Ask for the backup to be made in this file."""
        self.begin_work(self.tr("Making the backup…"))
        self.backup_wanted.emit(file)

    def _build(self) -> None:
        what = self.tr(
            "One file holds everything in your profile, encrypted as it is here. Your "
            "passphrase or the recovery sheet opens it."
        )
        where = self.tr("A good place is a stick that you keep elsewhere, not this computer.")
        self.body.addWidget(Text(what))
        self.body.addWidget(Text(where, TypeRole.HINT, ink=Ink.SOFT))
        self._close = self.add_close_button(self.tr("Close"))
        self.add_buttons(self._choose)
        self._choose.clicked.connect(self._on_choose)
        self._choose.setFocus()
        self.busy.cancelled.connect(self.cancelled)

    @Slot()
    def _on_choose(self) -> None:
        title = self.tr("Make a backup")
        start = QDir.home().filePath(f"review-desk-{self._today.isoformat()}{SUFFIX}")
        kinds = self.tr("Backups ({pattern})").format(pattern=f"*{SUFFIX}")
        file, _ = QFileDialog.getSaveFileName(self, title, start, kinds)
        if file:
            self.make(file)
