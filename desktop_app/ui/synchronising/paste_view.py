"""An invitation as text: pasted from a mail, in the place of a file."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop_app.ui.theme import Measure
from desktop_app.ui.widgets import Button, ButtonKind, Foot, column
from desktop_app.ui.widgets.field import Field

_LINES = 5


class PasteView(QWidget):
    """A link that opens where the text goes.

    Signals:
        pasted: (str) Show what this is an invitation to.
    """

    pasted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open = Button(
            self.tr("Paste it as text…"), kind=ButtonKind.LINK, name="paste-invitation"
        )
        self._text = QPlainTextEdit()
        self._text.setObjectName("invitation-text")
        self._text.setTabChangesFocus(True)
        line = self._text.fontMetrics().lineSpacing()
        self._text.setFixedHeight(line * _LINES + 2 * Measure.SMALL)
        self._look = Button(self.tr("Look at it"), name="look-at-text")
        hint = self.tr("All of it, from the line with RDTEXT to the last one.")
        field = Field(self.tr("The invitation as text"), self._text, hint=hint)
        self._part = QWidget()
        self._part.setLayout(column(field, Foot([self._look]), spacing=Measure.SMALL))
        self._part.hide()
        self.setLayout(column(Foot([self._open]), self._part, spacing=Measure.SMALL))
        self._open.clicked.connect(self._on_open)
        self._look.clicked.connect(self._on_look)

    def forget(self) -> None:
        """It was used, or left."""
        self._text.clear()
        self._part.hide()
        self._open.show()

    @Slot()
    def _on_open(self) -> None:
        self._open.hide()
        self._part.show()
        self._text.setFocus()

    @Slot()
    def _on_look(self) -> None:
        if text := self._text.toPlainText().strip():
            self.pasted.emit(text)
