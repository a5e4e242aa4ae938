"""One version of an answer, with what is its own marked: underlined as well as coloured."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from desktop_app.ui.settling.differences import Stretch
from desktop_app.ui.theme import Measure, TypeRole, colours_of, mixed
from desktop_app.ui.widgets import CardFrame, Ink, Text

_FEWEST_LINES, _MOST_LINES = 2, 10


class VersionView(CardFrame):
    """A title, who and when, and the text."""

    def __init__(
        self,
        title: str,
        detail: str,
        pieces: tuple[Stretch, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, padding=Measure.MEDIUM)
        self._text = QTextEdit()
        self._text.setReadOnly(True)
        self._text.setFrameShape(QFrame.Shape.NoFrame)
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName(f"{title}. {detail}".strip(". "))
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.body.addWidget(Text(title, strong=True))
        if detail:
            self.body.addWidget(Text(detail, TypeRole.HINT, ink=Ink.SOFT))
        self.body.addWidget(self._text)
        self._paint(pieces)
        layout = self._text.document().documentLayout()
        layout.documentSizeChanged.connect(self._fit)
        self._fit()

    @property
    def shown(self) -> str:
        """The text as it stands there."""
        return self._text.toPlainText()

    @Slot()
    def _fit(self) -> None:
        """As high as the text needs, within reason; beyond it scrolls."""
        line = self._text.fontMetrics().lineSpacing()
        wanted = round(self._text.document().size().height()) + 2 * Measure.HAIR
        height = max(_FEWEST_LINES * line, min(wanted, _MOST_LINES * line))
        self._text.setFixedHeight(height + 2 * Measure.HAIR)

    def _paint(self, pieces: tuple[Stretch, ...]) -> None:
        colours = colours_of(self.palette())
        own = QTextCharFormat()
        own.setFontUnderline(True)
        own.setBackground(mixed(QColor(colours.accent), QColor(colours.surface), 0.18))
        cursor = QTextCursor(self._text.document())
        for piece in pieces:
            cursor.insertText(piece.text, own if piece.is_own else QTextCharFormat())
        if not pieces:
            soft = QTextCharFormat()
            soft.setForeground(QColor(colours.ink_soft))
            cursor.insertText(self.tr("Cleared"), soft)
