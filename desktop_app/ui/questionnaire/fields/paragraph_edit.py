"""A plain-text editor in the reading font that grows with its text.

Each paragraph runs in the direction of its first strong character. The manual switch puts a
direction mark (U+200E, U+200F) first, which is such a character: the choice is part of the
text and holds on paper and in every other program too.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QSizeF, Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QFontMetricsF,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QMenu, QTextEdit, QWidget

from desktop_app.ui.questionnaire.fields import stretches
from desktop_app.ui.theme import (
    Measure,
    TypeRole,
    follow_looks,
    font_for,
    line_height_percent,
    reading_width,
)

LEFT_TO_RIGHT, RIGHT_TO_LEFT = "\u200e", "\u200f"
_MARKS = (LEFT_TO_RIGHT, RIGHT_TO_LEFT)
_LEAST_LINES, _MOST_LINES = 3, 22


def text_width(font: QFont) -> int:
    """How wide an editor is whose lines have at most 75 characters."""
    return reading_width(font) + 2 * (Measure.SMALL + 1) + tools_width(font)


def tools_width(font: QFont) -> int:
    """The strip at the end of the lines in which an editor's tools stand."""
    return max(Measure.VAST + Measure.HAIR, round(QFontMetricsF(font).height() * 1.9))


class ParagraphEdit(QTextEdit):
    """Where longer answers are written.

    Signals:
        typed: A person changed the text; half-composed characters are not in it yet.
        large_wanted: The person asked to write in a larger place.
        menu_opening: (QMenu) The context menu is about to open; more may go into it.
    """

    typed = Signal()
    large_wanted = Signal()
    menu_opening = Signal(QMenu)

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        role: TypeRole = TypeRole.BODY,
        grows: bool = True,
    ) -> None:
        super().__init__(parent)
        follow_looks(self)
        self._role, self._grows = role, grows
        self._known, self._is_composing, self._has_stretches = "", False, False
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the wheel does not give it
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(Measure.SMALL)
        self._dress()
        stretches.fill(self.document(), "")
        self._set_direction(self.layoutDirection())
        self.textChanged.connect(self._on_text_changed)
        if grows:
            self.document().documentLayout().documentSizeChanged.connect(self._on_size_changed)
            self._fit(0.0)

    def text(self) -> str:
        """What stands there."""
        if self._has_stretches:
            return stretches.text_of(self.document())
        raw = self.document().toRawText()
        return raw.replace("\u2029", "\n").replace("\u2028", "\n")

    def setPlainText(self, text: str) -> None:
        """Put a text in the place of all that stands there, as if a person had."""
        self._has_stretches = self._has_stretches or len(text) > stretches.LONG
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        stretches.insert(cursor, text)

    def show_text(self, text: str) -> None:
        """Show a text that nobody typed here; what was typed before can no longer be undone."""
        text = stretches.normalised(text)
        if text == self._known or self._is_composing:
            return
        self._known = text
        place = min(self.textCursor().position(), len(text))
        self._has_stretches = stretches.fill(self.document(), text)
        self._set_direction(None if text else self.layoutDirection())
        cursor = self.textCursor()
        cursor.setPosition(min(place, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    def turn_paragraph(self, mark: str) -> None:
        """Have the paragraphs of the selection run by this mark; "" by their own text."""
        cursor = self.textCursor()
        block = self.document().findBlock(cursor.selectionStart())
        last = self.document().findBlock(cursor.selectionEnd()).blockNumber()
        cursor.beginEditBlock()
        while block.isValid() and block.blockNumber() <= last:
            start = QTextCursor(block)
            if block.text().startswith(_MARKS):
                start.deleteChar()
            if mark:
                start.insertText(mark)
            block = block.next()
        cursor.endEditBlock()

    def direction_mark(self) -> str:
        """The mark of the paragraph one writes in; "" when its own text decides."""
        first = self.textCursor().block().text()[:1]
        return first if first in _MARKS else ""

    # Qt's own

    def createMimeDataFromSelection(self) -> QMimeData:
        return _Plain().data(stretches.selected_text(self.textCursor()))

    def insertFromMimeData(self, source: QMimeData) -> None:
        if not source.hasText():
            return
        text = source.text()
        cursor = self.textCursor()
        self._has_stretches = self._has_stretches or len(text) > stretches.LONG
        stretches.insert(cursor, text)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.isReadOnly():
            modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if modifiers in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
                self.textCursor().insertBlock(stretches.block_format())
                self.ensureCursorVisible()
            else:
                event.ignore()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        # The window's Undo has Ctrl+Shift+Z; redo keeps Ctrl+Y.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Redo)
            and event.key() == Qt.Key.Key_Z
        ):
            event.ignore()
            return False
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._is_composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        if not self._is_composing:
            self._on_text_changed()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._grows and not self.hasFocus():
            event.ignore()
            return
        super().wheelEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu(event.pos())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.menu_opening.emit(menu)
        menu.popup(event.globalPos())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._set_direction(None if self._known else self.layoutDirection())
            if self._grows:
                self._leave_strip()

    def restyle(self) -> None:
        """Colours or size of text are others now."""
        self._dress()

    # Own

    @Slot()
    def _on_text_changed(self) -> None:
        if self._is_composing:
            return
        text = self.text()
        if text == self._known:
            return
        if bool(text) != bool(self._known):
            self._set_direction(None if text else self.layoutDirection())
        self._known = text
        self.typed.emit()

    @Slot(QSizeF)
    def _on_size_changed(self, size: QSizeF) -> None:
        self._fit(size.height())

    def _fit(self, text_height: float) -> None:
        line = self.fontMetrics().lineSpacing() * line_height_percent(self.font()) / 100
        around = 2 * (Measure.SMALL + self.frameWidth())
        least, most = line * self._lines()[0], line * self._lines()[1]
        height = round(max(least, min(text_height - 2 * Measure.SMALL, most)) + around)
        needs_bar = text_height - 2 * Measure.SMALL > most
        wanted = (
            Qt.ScrollBarPolicy.ScrollBarAsNeeded
            if needs_bar
            else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        if self.verticalScrollBarPolicy() != wanted:
            self.setVerticalScrollBarPolicy(wanted)
        if height != self.height() or height != self.maximumHeight():
            self.setFixedHeight(height)

    def _lines(self) -> tuple[int, int]:
        return _LEAST_LINES, _MOST_LINES

    def _dress(self) -> None:
        font = font_for(self._role)
        font.setPointSizeF(max(11.0, font.pointSizeF()))
        self.setFont(font)
        if self._grows:
            self.setMaximumWidth(text_width(font))
            self._leave_strip()

    def _leave_strip(self) -> None:
        strip = tools_width(self.font())
        is_rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.setViewportMargins(strip if is_rtl else 0, 0, 0 if is_rtl else strip, 0)

    def _set_direction(self, direction: Qt.LayoutDirection | None) -> None:
        option = self.document().defaultTextOption()
        wanted = Qt.LayoutDirection.LayoutDirectionAuto if direction is None else direction
        if option.textDirection() != wanted:
            option.setTextDirection(wanted)
            self.document().setDefaultTextOption(option)


class _Plain(QTextEdit):
    """Makes what goes into the clipboard.

    It outlives Python there. An object that Python made would crash some platforms when
    they let it go, so Qt makes it, of something short, and its content is exchanged.
    """

    def data(self, text: str) -> QMimeData:
        """This text, without formats."""
        self.setPlainText(".")
        self.selectAll()
        made = self.createMimeDataFromSelection()
        made.text()  # until it was asked, it would still take in formats of its own
        made.clear()
        made.setText(text)
        return made
