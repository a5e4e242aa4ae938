"""A file that was sent, and the code that was told: chosen and typed."""

from __future__ import annotations

from PySide6.QtCore import QDir, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from desktop_app.ui.icons import Icon
from desktop_app.ui.theme import Measure
from desktop_app.ui.widgets import (
    Button,
    Foot,
    Text,
    column,
)
from desktop_app.ui.widgets.field import Field

_KINDS = "*.rdexch *.txt"


class FileAndCode(QWidget):
    """A button to choose the file, and a line for the digits, of any script.

    Signals:
        changed: Something else is entered.
        entered: Return was pressed after the digits.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.file = ""
        self._choose = Button(self.tr("Choose the file…"), icon=Icon.OPEN, name="choose-file")
        self._choose.clicked.connect(self._on_choose)
        self._chosen = Text(self.tr("No file is chosen yet."))
        self._chosen.setObjectName("chosen-file")
        self._digits = QLineEdit()
        self._digits.setObjectName("code")
        self._digits.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._digits.setMaxLength(80)
        self._digits.textChanged.connect(self.changed)
        self._digits.returnPressed.connect(self.entered)
        hint = self.tr("24 digits in four groups; spaces do not matter.")
        self._field = Field(self.tr("Code that you were told"), self._digits, hint=hint)
        self.setFocusProxy(self._choose)
        self.setLayout(
            column(Foot([self._choose]), self._chosen, self._field, spacing=Measure.MEDIUM)
        )

    @property
    def code(self) -> str:
        """What was typed."""
        return self._digits.text()

    @property
    def is_complete(self) -> bool:
        """Whether there is a file and something in the line."""
        return bool(self.file and self.code.strip())

    def use_file(self, file: str) -> None:
        """This file was chosen."""
        self.file = file
        self._chosen.setText(QDir.toNativeSeparators(file))
        self._digits.setFocus()
        self.changed.emit()

    @Slot()
    def _on_choose(self) -> None:
        title = self.tr("Choose the file that you were sent")
        kinds = self.tr("Files of Review Desk ({pattern})").format(pattern=_KINDS)
        file, _ = QFileDialog.getOpenFileName(self, title, QDir.homePath(), kinds)
        if file:
            self.use_file(file)
