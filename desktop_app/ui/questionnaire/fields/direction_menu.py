"""The manual switch of a paragraph's direction, as a menu."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.ui.questionnaire.fields.paragraph_edit import (
    LEFT_TO_RIGHT,
    RIGHT_TO_LEFT,
    ParagraphEdit,
)


class DirectionMenu(QMenu):
    """Turns the paragraphs in which one writes, or that are selected."""

    def __init__(self, edit: ParagraphEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edit = edit
        self.setTitle(self.tr("Direction of the paragraph"))
        words = {
            "": self.tr("By the text itself"),
            LEFT_TO_RIGHT: self.tr("Left to right"),
            RIGHT_TO_LEFT: self.tr("Right to left"),
        }
        for mark, word in words.items():
            action = self.addAction(word)
            action.setCheckable(True)
            action.setData(mark)
        self.aboutToShow.connect(self._on_about_to_show)
        self.triggered.connect(self._on_triggered)

    @Slot()
    def _on_about_to_show(self) -> None:
        mark = self._edit.direction_mark()
        for action in self.actions():
            action.setChecked(action.data() == mark)

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        self._edit.turn_paragraph(str(action.data()))
        self._edit.setFocus()
