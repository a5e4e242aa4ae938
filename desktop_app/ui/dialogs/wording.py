"""Official numbers and wording of the questions: a sheet to fill in, and one to load."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDir, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.ui.dialogs.dialog import Dialog
from desktop_app.ui.icons import Icon
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets import Button, ButtonKind, Ink, Text, column, row

SUFFIX = ".csv"


class WordingDialog(Dialog):
    """Asks for files; whoever opened it reads or writes them and says how it went.

    Signals:
        load_wanted: (path) Load it; then call `show_loaded` or `show_problem`.
        sheet_wanted: (path) Write it; then call `show_written` or `show_problem`.
    """

    load_wanted = Signal(str)
    sheet_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, may_load: bool = True) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Official wording"))
        self._load = Button(
            self.tr("Load a filled sheet…"),
            kind=ButtonKind.PRIMARY,
            icon=Icon.OPEN,
            name="load-wording",
        )
        self._sheet = Button(self.tr("Save a blank sheet…"), name="save-sheet")
        self._may_load = may_load
        self._build()

    def show_loaded(self, count: int) -> None:
        """The wording is shown beside the program's own."""
        words = self.tr("Loaded for {count} questions. It stands above our own wording.")
        self.show_success(words.format(count=count), self.tr("No answer was changed."))

    def show_written(self, file: Path) -> None:
        """The sheet can be filled in."""
        self.show_success(self.tr("The sheet is written. Fill in what you have."), str(file))

    def _build(self) -> None:
        what = self.tr(
            "The questions are worded by this program. Where the secretariat has given out its "
            "own wording, or its own numbers, they can be shown as well. Answers stay as they "
            "are."
        )
        how = self.tr(
            "The sheet has a row for every question. Fill in “number” and “text” where you "
            "have them, leave the rest blank, and save it as CSV in UTF-8."
        )
        self.body.addWidget(Text(what))
        self.body.addLayout(
            column(
                Text(how, TypeRole.HINT, ink=Ink.SOFT),
                row(self._sheet, 0),
                spacing=Measure.SMALL,
            )
        )
        if not self._may_load:
            refused = self.tr(
                "Only the focal point and the deputy can load it. Give them the filled sheet."
            )
            self.body.addWidget(Text(refused, ink=Ink.WAIT))
            self._load.setEnabled(False)
        self.add_close_button(self.tr("Close"))
        self.add_buttons(self._load)
        self._load.clicked.connect(self._on_load)
        self._sheet.clicked.connect(self._on_sheet)
        (self._load if self._may_load else self._sheet).setFocus()

    @Slot()
    def _on_load(self) -> None:
        title = self.tr("Load official wording")
        file, _ = QFileDialog.getOpenFileName(self, title, QDir.homePath(), self._kinds())
        if file:
            self.begin_work(self.tr("Reading the sheet…"))
            self.load_wanted.emit(file)

    @Slot()
    def _on_sheet(self) -> None:
        title = self.tr("Save a blank sheet")
        start = QDir.home().filePath(f"official-wording{SUFFIX}")
        file, _ = QFileDialog.getSaveFileName(self, title, start, self._kinds())
        if file:
            self.begin_work(self.tr("Writing the sheet…"))
            self.sheet_wanted.emit(file)

    def _kinds(self) -> str:
        return self.tr("Sheets ({pattern})").format(pattern=f"*{SUFFIX}")
