"""One version of an answer: what is new in it underlined, what was taken out struck through.

Neither is told by colour alone, and both are said to a screen reader. Who copies the text
gets it as it stands, without what was taken out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, Qt, Slot
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from desktop_app.domain.nodes import NodeState
from desktop_app.services.search import shown_value
from desktop_app.ui.settling.differences import (
    Comparison,
    Extent,
    Mark,
    compared,
    compared_lists,
    plain,
)
from desktop_app.ui.theme import Measure, TypeRole, colours_of, mixed
from desktop_app.ui.widgets import CardFrame, Ink, Text
from desktop_app.ui.wording import isolated

translate = QCoreApplication.translate
_FEWEST_LINES, _MOST_LINES = 2, 10
_MOST_NAMED, _MOST_CHARACTERS = 5, 60
_IS_GONE = QTextFormat.Property.UserProperty.value + 1


class VersionView(CardFrame):
    """A title, who and when, and the text."""

    def __init__(
        self,
        title: str,
        detail: str,
        comparison: Comparison,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, padding=Measure.MEDIUM)
        self._comparison = comparison
        self._text = _Reading()
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
        self._name_differences()
        self._paint()
        layout = self._text.document().documentLayout()
        layout.documentSizeChanged.connect(self._fit)
        self._fit()

    @property
    def shown(self) -> str:
        """The text as it stands there."""
        return self._comparison.text

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._paint()

    @Slot()
    def _fit(self) -> None:
        """As high as the text needs, within reason; beyond it scrolls."""
        line = self._text.fontMetrics().lineSpacing()
        wanted = round(self._text.document().size().height()) + 2 * Measure.HAIR
        height = max(_FEWEST_LINES * line, min(wanted, _MOST_LINES * line))
        self._text.setFixedHeight(height + 2 * Measure.HAIR)

    def _name_differences(self) -> None:
        """In words what is marked: below for all, and what is new for who only hears it."""
        gone = self._taken_out()
        if gone:
            words = Text(gone, TypeRole.HINT, ink=Ink.SOFT)
            words.setObjectName("taken-out")
            self.body.addWidget(words)
        own = self._comparison.texts(Mark.OWN)
        is_told = self._comparison.extent is Extent.WORDS and bool(own)
        new = self.tr("New: {words}").format(words=_named(own)) if is_told else ""
        self._text.setAccessibleDescription(" ".join(filter(None, [gone, new])))

    def _taken_out(self) -> str:
        match self._comparison.extent:
            case Extent.ANEW:
                return self.tr("Hardly a word is left of what all of them began with.")
            case Extent.TOO_LONG:
                return self.tr("Too long to mark word by word what differs: read all of it.")
        gone = self._comparison.texts(Mark.GONE)
        return self.tr("Taken out: {words}").format(words=_named(gone)) if gone else ""

    def _paint(self) -> None:
        colours = colours_of(self.palette())
        own, gone, soft = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
        own.setFontUnderline(True)
        own.setBackground(mixed(QColor(colours.accent), QColor(colours.surface), 0.18))
        gone.setFontStrikeOut(True)
        gone.setBackground(mixed(QColor(colours.wait), QColor(colours.surface), 0.18))
        gone.setProperty(_IS_GONE, True)
        soft.setForeground(QColor(colours.ink_soft))
        self._text.clear()
        cursor = QTextCursor(self._text.document())
        for piece in self._comparison.pieces:
            match piece.mark:
                case Mark.SHARED:
                    cursor.insertText(piece.text, QTextCharFormat())
                case Mark.OWN:
                    cursor.insertText(piece.text, own)
                case Mark.GONE:
                    _insert_gone(cursor, piece.text, gone)
        if not self._comparison.text:
            cursor.insertText(self.tr("Cleared"), soft)
        # The view's own cursor went along with the text, and the view follows it.
        self._text.moveCursor(QTextCursor.MoveOperation.Start)


def _insert_gone(cursor: QTextCursor, text: str, marked: QTextCharFormat) -> None:
    """In brackets, with a space before what follows; none of it belongs to the version."""
    words = text.strip()
    if not words:
        return
    beside = QTextCharFormat()
    beside.setProperty(_IS_GONE, True)
    cursor.insertText(text[: text.index(words)], beside)
    cursor.insertText(f"[{words}]", marked)
    if text.endswith(words) and text.startswith(words):
        cursor.insertText(" ", beside)
    else:
        cursor.insertText(text[text.index(words) + len(words) :], beside)


def comparison(state: NodeState, value: str, other: str) -> Comparison:
    """A value beside another one, as far as that says anything for such an answer.

    Words of a text, and what was chosen of several; anything else is seen at a glance.
    """
    shown, against = (shown_value(replace(state, value=each)) for each in (value, other))
    match state.type:
        case "text":
            return compared(shown, against)
        case "select_multiple" if value and other:
            lists = (
                [shown_value(replace(state, value=each)) for each in some.split()]
                for some in (value, other)
            )
            return compared_lists(*lists)
    return plain(shown)


class _Reading(QTextEdit):
    """A text to read. What was taken out of it is not copied."""

    def createMimeDataFromSelection(self) -> QMimeData:
        selected = QTextDocument()
        QTextCursor(selected).insertFragment(self.textCursor().selection())
        data = QMimeData()
        data.setText(_without_gone(selected))
        return data


def _without_gone(document: QTextDocument) -> str:
    lines = []
    block = document.begin()
    while block.isValid():
        line, place = "", block.begin()
        while not place.atEnd():
            piece = place.fragment()
            if not piece.charFormat().hasProperty(_IS_GONE):
                line += piece.text()
            place += 1
        lines.append(line)
        block = block.next()
    return "\n".join(lines)


def _named(texts: Sequence[str]) -> str:
    """The first of some pieces of text, and how many more there are."""
    shown = [isolated(f"“{_short(each)}”") for each in texts[:_MOST_NAMED]]
    more = len(texts) - len(shown)
    if more:
        shown.append(translate("VersionView", "and %n more", None, more))
    return ", ".join(shown)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    if len(flat) <= _MOST_CHARACTERS:
        return flat
    return flat[:_MOST_CHARACTERS].rstrip() + " …"
