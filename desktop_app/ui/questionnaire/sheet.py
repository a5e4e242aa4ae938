"""A column of widgets that lays itself out and keeps in its place what a person looks at.

A layout of Qt's would measure every card on each keystroke, and would let the page jump
when something above grows. Here, heights are asked of those that changed, and after each
change the anchor (what has the keyboard, else what is on top) is where it was.
"""

from __future__ import annotations

from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QScrollArea, QTextEdit, QWidget

from desktop_app.ui.questionnaire.fields.paragraph_edit import text_width
from desktop_app.ui.theme import NO_RING, Measure, TypeRole, font_for

_PASSES = 8


def card_width() -> int:
    """As wide as the widest editor and the frame around it."""
    return text_width(font_for(TypeRole.BODY)) + 2 * (Measure.LARGE + 1)


class _Column(QWidget):
    """The pieces, one below the other.

    Signals:
        disturbed: A piece wants another height.
    """

    disturbed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[QWidget] = []

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.disturbed.emit()
            return True
        return super().event(event)

    def place(self, width: int, margin: int) -> tuple[int, bool]:
        """Put the pieces where they belong; the height of all, and whether any moved."""
        inner = min(width - 2 * margin, card_width())
        left = (width - inner) // 2
        y, has_moved = int(Measure.WIDE), False
        for piece in self.pieces:
            if piece.isHidden():
                continue
            height = max(piece.heightForWidth(inner), piece.minimumHeight())
            rect = QRect(left, y, inner, height)
            if piece.geometry() != rect:
                piece.setGeometry(rect)
                has_moved = True
            y += height + Measure.LARGE
        return y + Measure.LARGE, has_moved


@dataclass(slots=True)
class _Anchor:
    """Widgets, innermost first, and how far below the top of the view each was."""

    places: list[tuple[QWidget, int]]


class Sheet(QScrollArea):
    """A page that scrolls and never jumps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty(NO_RING, True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._column = _Column()
        self._column.disturbed.connect(self.settle)
        self.setWidget(self._column)
        self._anchor = _Anchor([])
        self._is_settling = False
        self._natural = 0
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    @property
    def pieces(self) -> tuple[QWidget, ...]:
        """What stands in the column."""
        return tuple(self._column.pieces)

    def add_piece(self, piece: QWidget, *, is_seen: bool = True) -> None:
        """Put a widget at the end."""
        piece.setParent(self._column)
        piece.setVisible(is_seen)
        self._column.pieces.append(piece)

    def settle(self) -> None:
        """Give everything its height now, with the anchor where it was."""
        if self._is_settling or not self.isVisible():
            return
        self._is_settling = True
        try:
            for _ in range(_PASSES):
                QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
                height, has_moved = self._column.place(self.viewport().width(), self._margin())
                if not has_moved:
                    break
            self._natural = height
            self._hold(height)
        finally:
            self._is_settling = False
        self._follow_caret()
        self.remember()

    def remember(self) -> None:
        """What is where it is now stays there when something changes."""
        view = self.viewport()
        places = []
        focus = self.focusWidget() if self.isAncestorOf(self.window().focusWidget()) else None
        if focus is not None and self._column.isAncestorOf(focus):
            y = focus.mapTo(view, QPoint(0, 0)).y()
            if y < view.height() and y + focus.height() > 0:
                places.append((focus, y))
                walker = focus.parentWidget()
                while walker is not None and walker is not self._column:
                    places.append((walker, walker.mapTo(view, QPoint(0, 0)).y()))
                    walker = walker.parentWidget()
        top = self._top_piece()
        if top is not None:
            places.append((top, top.mapTo(view, QPoint(0, 0)).y()))
        self._anchor = _Anchor(places)

    def bring_into_sight(self, widget: QWidget, whole: QWidget | None = None) -> None:
        """Scroll as little as needed for a widget; for all of `whole` too, if there is room.

        Else `whole` begins in the upper half of the view, so that one can read on.
        """
        for each in (whole, widget):
            if each is None:
                continue
            top = each.mapTo(self._column, QPoint(0, 0)).y() - Measure.LARGE
            bottom = top + each.height() + 2 * Measure.LARGE
            bar, height = self.verticalScrollBar(), self.viewport().height()
            value = bar.value()
            if each is whole and bottom - top > height:
                if value <= top <= value + height // 2:
                    continue
                bottom = top + height
            if bottom > value + height:
                value = bottom - height
            value = min(value, top)
            self._scroll_to(value)
        self.remember()

    # Qt's own

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.settle()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.settle()

    # Own

    def _margin(self) -> int:
        return Measure.WIDE if self.viewport().width() > 640 else Measure.MEDIUM

    def _hold(self, height: int) -> None:
        """Scroll so that the anchor is where it was; the column is as long as that needs."""
        value = self.verticalScrollBar().value()
        for widget, y in self._anchor.places:
            if shiboken6.isValid(widget) and widget.isVisibleTo(self._column):
                value += widget.mapTo(self.viewport(), QPoint(0, 0)).y() - y
                break
        self._scroll_to(max(0, value), height)

    def _scroll_to(self, value: int, natural: int | None = None) -> None:
        view = self.viewport()
        height = max(natural or self._natural, value + view.height())
        was_settling, self._is_settling = self._is_settling, True
        if self._column.size().height() != height or self._column.width() != view.width():
            self._column.resize(view.width(), height)
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, height - view.height()))
        bar.setValue(value)
        self._is_settling = was_settling

    def _on_scrolled(self, value: int) -> None:
        if self._is_settling:
            return
        # Room that was added so as not to jump goes once it is out of sight.
        wanted = max(self._natural, value + self.viewport().height())
        if self._column.height() > wanted:
            self._column.resize(self._column.width(), wanted)
        self.remember()

    def _top_piece(self) -> QWidget | None:
        for piece in self._column.pieces:
            if piece.isHidden():
                continue
            if piece.mapTo(self.viewport(), QPoint(0, piece.height())).y() > 0:
                return piece
        return None

    def _follow_caret(self) -> None:
        """A text that grew while one writes must not grow out of sight."""
        focus = self.focusWidget()
        if not isinstance(focus, QTextEdit) or not focus.hasFocus():
            return
        if not self._column.isAncestorOf(focus):
            return
        caret = focus.cursorRect(QTextCursor(focus.textCursor()))
        bottom = focus.viewport().mapTo(self._column, caret.bottomLeft()).y() + Measure.MEDIUM
        value = self.verticalScrollBar().value()
        if bottom > value + self.viewport().height():
            self._scroll_to(bottom - self.viewport().height())
