"""A code as it is read out and copied by hand: large digits in numbered groups."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets.card_frame import CardFrame
from desktop_app.ui.widgets.flow import Flow
from desktop_app.ui.widgets.text import Ink, Text


class CodeGrid(QWidget):
    """The groups of a code with their numbers, left to right in every language."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._flow = Flow(self, across=Measure.SMALL, most=4)

    def show_code(self, groups: list[str]) -> None:
        """Lay the groups out, four to a row, or fewer where there is no room."""
        for number, group in enumerate(groups):
            cell = CardFrame(padding=Measure.SMALL)
            cell.body.setSpacing(0)
            name = Text(str(number + 1), TypeRole.HINT, ink=Ink.SOFT, wraps=False)
            digits = Text(group, TypeRole.QUESTION, fixed=True, wraps=False)
            digits.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            for text in (name, digits):
                text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
                cell.body.addWidget(text)
            self._flow.addWidget(cell)

    def clear(self) -> None:
        """Take the code off the screen."""
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
