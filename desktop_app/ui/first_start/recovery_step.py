"""Step 4: the recovery code, shown once, put on paper, and confirmed by two of its groups."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from random import Random

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.ui.code_paper import CodePaper
from desktop_app.ui.recovery_sheet import sheet
from desktop_app.ui.theme import Measure
from desktop_app.ui.widgets import (
    Text,
    column,
)
from desktop_app.ui.widgets.field import Field
from desktop_app.ui.widgets.pages import Pages

_ASKED = 2


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
        self._asked: tuple[int, ...] = ()
        self._paper = CodePaper(self.tr("Recovery sheet"))
        self._fields = tuple(QLineEdit() for _ in range(_ASKED))
        self._labels: list[Field] = []
        self._asking = QWidget()
        self._showing = self._build_showing()
        self._pages = Pages(self._showing, self._asking)
        self.setLayout(column(self._pages))

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
        self._groups = code.split()
        chosen = self._random.sample(range(len(self._groups)), _ASKED)
        self._asked = tuple(sorted(chosen))
        self._paper.show_code(code, partial(_sheet, name))
        self._build_asking()
        self.changed.emit()

    def ask(self) -> None:
        """Put the code away and ask for two of its groups."""
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
        self._paper.forget()

    def start(self) -> None:
        """Put the keyboard on printing."""
        self._paper.setFocus()

    def _build_showing(self) -> QWidget:
        page = QWidget()
        why = self.tr(
            "If you forget your passphrase, this code is the only way to your answers. "
            "It is shown now and never again: print it, or write it down, and put the sheet "
            "into a safe."
        )
        page.setLayout(column(Text(why), self._paper, 0, spacing=Measure.LARGE))
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

    def save_to(self, file: str) -> None:
        """Write the sheet as a PDF, and say that it is there or why not."""
        self._paper.save_to(file)


def _sheet(name: str, code: str) -> QTextDocument:
    return sheet(code, name, datetime.now().astimezone().date())


def _digits(typed: str) -> str:
    """The digits of what was typed, of any script, as plain ones."""
    return "".join(str(int(c)) for c in typed if c.isdecimal())
