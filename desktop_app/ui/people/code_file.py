"""A file that a code opens: where to save it, and then its code, shown this once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDir, Signal, Slot
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.services.invitations import FILE_SUFFIX, ForCode
from desktop_app.services.written_files import free_name
from desktop_app.ui.code_paper import CodePaper
from desktop_app.ui.dialogs.dialog import Dialog
from desktop_app.ui.icons import Icon
from desktop_app.ui.printed_code import code_sheet
from desktop_app.ui.widgets import Button, ButtonKind, Text
from desktop_app.ui.wording import day_words


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeFileWords:
    """What a dialog of this kind says.

    ``sheet`` names the printed page and the file it is saved as, ``whose`` stands below it
    and has a place for the day.
    """

    title: str
    lead: tuple[str, ...]
    file: str
    working: str
    done: str
    told: str
    sheet: str
    whose: str
    use: tuple[str, ...]


class CodeFileDialog(Dialog):
    """Asks where to; whoever opened it makes the file, and calls `show_code`.

    Signals:
        file_wanted: (Path) Make it; then call `show_code` or `show_problem`.
    """

    file_wanted = Signal(object)

    def __init__(self, words: CodeFileWords, parent: QWidget | None = None) -> None:
        super().__init__(characters=64, parent=parent)
        self._words, self._code = words, ""
        self.set_title(words.title)
        self._save = Button(
            self.tr("Choose where to save the file…"),
            kind=ButtonKind.PRIMARY,
            icon=Icon.SAVE_FILE,
            name="choose",
        )
        self._save.clicked.connect(self._on_choose)
        for each in words.lead:
            self.body.addWidget(Text(each))
        self._paper = CodePaper(words.sheet)
        self._paper.changed.connect(self._fit)

        self._told = Text(words.told, strong=True)
        self._shown = (self._told, self._paper)
        for piece in self._shown:
            piece.hide()
            self._page.body.insertWidget(self._page.body.indexOf(self.busy), piece)
        self._close = self.add_close_button(self.tr("Cancel"))
        self.add_buttons(self._save)
        self._save.setFocus()

    @property
    def is_complete(self) -> bool:
        """Whether all is entered that the file needs."""
        return True

    @property
    def code(self) -> str:
        """The code while it is shown."""
        return self._code

    def save_to(self, file: Path) -> None:
        """Ask for the file to be made there."""
        if file.suffix != FILE_SUFFIX:
            # Nobody was asked whether one of that name may go.
            file = free_name(file.parent, file.name + FILE_SUFFIX)
        self._save.setEnabled(False)
        self.begin_work(self._words.working)
        self.file_wanted.emit(file)

    def end_work(self) -> None:
        super().end_work()
        self._save.setEnabled(self.is_complete)

    def show_code(self, made: ForCode) -> None:
        """The file is written and was read back: show its code."""
        self._code = made.code
        self._content.hide()
        self._save.hide()
        self._close.setText(self.tr("I have noted the code: close"))
        self._paper.show_code(made.code, partial(_sheet, self._words))
        for piece in self._shown:
            piece.show()
        self.show_success(self._words.done, str(made.sent.files[0]))
        self._paper.setFocus()

    def done(self, result: int) -> None:
        """The code goes with the dialog."""
        self._code = ""
        self._paper.forget()
        super().done(result)

    @Slot()
    def _on_choose(self) -> None:
        start = QDir.home().filePath(self._words.file)
        kinds = self.tr("Files of Review Desk ({pattern})").format(pattern=f"*{FILE_SUFFIX}")
        file, _ = QFileDialog.getSaveFileName(self, self._words.title, start, kinds)
        if file:
            self.save_to(Path(file))


def _sheet(words: CodeFileWords, code: str) -> QTextDocument:
    today = day_words(datetime.now().astimezone().date())
    return code_sheet(
        code, title=words.sheet, whose=words.whose.format(day=today), paragraphs=words.use
    )
