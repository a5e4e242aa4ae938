"""A code as it is read out and copied by hand: large digits in numbered groups."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets.card_frame import CardFrame
from desktop_app.ui.widgets.text import Ink, Text

_PER_ROW = 4


class CodeGrid(QWidget):
    """The groups of a code with their numbers, left to right in every language."""

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
            digits = Text(group, TypeRole.QUESTION, fixed=True, wraps=False)
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
