"""Step 4: the recovery code, shown once, put on paper, and confirmed by two of its groups."""

from __future__ import annotations

from datetime import datetime
from random import Random

from PySide6.QtCore import QDir, Qt, Signal, Slot
from PySide6.QtGui import QFontDatabase, QTextDocument
from PySide6.QtWidgets import QDialog, QFileDialog, QGridLayout, QLineEdit, QWidget

from desktop_app.ui.icons import Icon
from desktop_app.ui.recovery_sheet import print_on, sheet, write_pdf
from desktop_app.ui.theme import Measure, TypeRole, font_for
from desktop_app.ui.widgets import (
    Banner,
    BannerKind,
    Button,
    CardFrame,
    Foot,
    Ink,
    Text,
    column,
)
from desktop_app.ui.widgets.field import Field
from desktop_app.ui.widgets.pages import Pages

_PER_ROW = 4
_ASKED = 2


class CodeGrid(QWidget):
    """The groups of the code with their numbers, left to right in every language."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(Measure.SMALL)

    def show_code(self, groups: list[str]) -> None:
        """Lay the groups out, four to a row."""
        for number, group in enumerate(groups):
            cell = CardFrame(padding=Measure.SMALL)
            cell.body.setSpacing(0)
            name = Text(str(number + 1), TypeRole.HINT, ink=Ink.SOFT, wraps=False)
            digits = Text(group, wraps=False)
            font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
            font.setPointSizeF(font_for(TypeRole.QUESTION).pointSizeF())
            digits.setFont(font)
            digits.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            for text in (name, digits):
                text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
                cell.body.addWidget(text)
            self._grid.addWidget(cell, number // _PER_ROW, number % _PER_ROW)

    def clear(self) -> None:
        """Take the code off the screen."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()


class RecoveryStep(QWidget):
    """First the code with ways to put it on paper; then two groups are asked for.

    Signals:
        changed: Whether the two groups are right may be another.
        entered: Return was pressed in the last field.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, random: Random, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._random = random
        self._groups: list[str] = []
        self._name = ""
        self._asked: tuple[int, ...] = ()
        self._code = CodeGrid()
        self._banner = Banner()
        self._fields = tuple(QLineEdit() for _ in range(_ASKED))
        self._labels: list[Field] = []
        self._asking = QWidget()
        self._print = Button(self.tr("Print the sheet…"), icon=Icon.PRINT, name="print-sheet")
        self._showing = self._build_showing()
        self._pages = Pages(self._showing, self._asking)
        self.setLayout(column(self._banner, self._pages, spacing=Measure.MEDIUM))

    @property
    def is_asking(self) -> bool:
        """Whether the code is put away and two of its groups are asked for."""
        return self._pages.current is self._asking

    @property
    def is_complete(self) -> bool:
        """While showing: there is a code. While asking: the two groups are right."""
        if not self.is_asking:
            return bool(self._groups)
        typed = (_digits(field.text()) for field in self._fields)
        return all(
            text == self._groups[number]
            for text, number in zip(typed, self._asked, strict=True)
        )

    @property
    def code(self) -> tuple[str, ...]:
        """The groups of the code while it is shown."""
        return tuple(self._groups)

    @property
    def asked(self) -> tuple[int, ...]:
        """The places of the groups that are asked for, from 0."""
        return self._asked

    def show_code(self, code: str, name: str) -> None:
        """Show a new code; `name` is whose profile it opens."""
        self._groups, self._name = code.split(), name
        chosen = self._random.sample(range(len(self._groups)), _ASKED)
        self._asked = tuple(sorted(chosen))
        self._code.show_code(self._groups)
        self._build_asking()
        self.changed.emit()

    def ask(self) -> None:
        """Put the code away and ask for two of its groups."""
        self._banner.hide()
        self._pages.show_page(self._asking)
        self._fields[0].setFocus()
        self.changed.emit()

    def show_again(self) -> None:
        """Go back to the code."""
        self._pages.show_page(self._showing)
        self.changed.emit()

    def forget(self) -> None:
        """Drop the code."""
        for field in self._fields:
            field.clear()
        self._groups = []
        self._code.clear()

    def start(self) -> None:
        """Put the keyboard on printing."""
        self._print.setFocus()

    def _build_showing(self) -> QWidget:
        page = QWidget()
        self._print.clicked.connect(self._on_print)
        save = Button(self.tr("Save it as PDF…"), icon=Icon.SAVE_FILE, name="save-sheet")
        save.clicked.connect(self._on_save)
        why = self.tr(
            "If you forget your passphrase, this code is the only way to your answers. "
            "It is shown now and never again: print it, or write it down, and put the sheet "
            "into a safe."
        )
        buttons = Foot([self._print, save])
        page.setLayout(column(Text(why), self._code, buttons, 0, spacing=Measure.LARGE))
        return page

    def _build_asking(self) -> None:
        words = self.tr("Group {number} of the code")
        for field, number in zip(self._fields, self._asked, strict=True):
            field.setObjectName(f"group-{number + 1}")
            field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            field.setMaxLength(12)
            self._labels.append(Field(words.format(number=number + 1), field))
        first, last = self._fields
        first.returnPressed.connect(last.setFocus)
        last.returnPressed.connect(self.entered)
        for field in self._fields:
            field.textChanged.connect(self._on_group_typed)
        why = self.tr(
            "Take the sheet, and type two of its groups, so that we both know it is right."
        )
        layout = column(Text(why), *self._labels, 0, spacing=Measure.LARGE)
        self._asking.setLayout(layout)

    @Slot(str)
    def _on_group_typed(self, _text: str) -> None:
        for label, field, number in zip(self._labels, self._fields, self._asked, strict=True):
            typed = _digits(field.text())
            wrong = len(typed) >= len(self._groups[number]) and typed != self._groups[number]
            fault = self.tr("This is not what the sheet says in this place.") if wrong else ""
            label.show_fault(fault)
        self.changed.emit()

    @Slot()
    def _on_print(self) -> None:
        # Only here: it brings the printers' library with it.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self).exec() == QDialog.DialogCode.Accepted:
            print_on(self._sheet(), printer)

    @Slot()
    def _on_save(self) -> None:
        title = self.tr("Save the recovery sheet")
        name = self.tr("Recovery sheet") + ".pdf"
        start = QDir.home().filePath(name)
        file, _ = QFileDialog.getSaveFileName(self, title, start, "PDF (*.pdf)")
        if file:
            self.save_to(file)

    def save_to(self, file: str) -> None:
        """Write the sheet as a PDF, and say that it is there or why not."""
        if write_pdf(self._sheet(), file):
            words = self.tr("The sheet was saved. Print it, then delete the file.")
            detail = self.tr("It is not protected: whoever opens it can read the code.")
            self._banner.show_message(BannerKind.INFO, words, detail)
            return
        words = self.tr("The sheet could not be saved there.")
        detail = self.tr("Your profile is not concerned. Choose another folder.")
        self._banner.show_message(BannerKind.WAIT, words, detail)

    def _sheet(self) -> QTextDocument:
        today = datetime.now().astimezone().date()
        return sheet(" ".join(self._groups), self._name, today)


def _digits(typed: str) -> str:
    """The digits of what was typed, of any script, as plain ones."""
    return "".join(str(int(c)) for c in typed if c.isdecimal())
