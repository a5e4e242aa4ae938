"""What a search found, as a list: where it is, and the words around it."""

from __future__ import annotations

from dataclasses import replace
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop_app.services.response import Response
from desktop_app.services.search import Hit, Snippet
from desktop_app.ui.questionnaire.card_header import level_words
from desktop_app.ui.questionnaire.outline_delegate import open_shade, page_palette
from desktop_app.ui.theme import Measure, TypeRole, colours_of, follow_looks, font_for
from desktop_app.ui.widgets.status_badge import paint_status_shape

Index = QModelIndex | QPersistentModelIndex
_SNIPPET_LINES, _BEFORE, _DOTS, _MORE = 2, 28, "… ", " …"


class HitRole(IntEnum):
    """What a hit has besides its text."""

    HIT = Qt.ItemDataRole.UserRole + 1
    PLACE = Qt.ItemDataRole.UserRole + 2
    STATUS = Qt.ItemDataRole.UserRole + 3


class HitModel(QAbstractListModel):
    """Hits in the questionnaire's order."""

    def __init__(self, response: Response, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._response = response
        self._hits: tuple[Hit, ...] = ()

    @property
    def hits(self) -> tuple[Hit, ...]:
        """All of them."""
        return self._hits

    def show_hits(self, hits: tuple[Hit, ...]) -> None:
        """Show others."""
        self.beginResetModel()
        self._hits = hits
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._hits):
            return None
        hit = self._hits[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return hit.snippet.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self._place(hit)}: {hit.snippet.text}"
            case HitRole.HIT:
                return hit
            case HitRole.PLACE:
                return self._place(hit)
            case HitRole.STATUS:
                return self._response.card(hit.card).status
        return None

    def _place(self, hit: Hit) -> str:
        card = self._response.card(hit.card)
        parts = [f"\u2066{card.reference}\u2069", level_words(card.level)]
        if hit.where == "answer":
            parts.append(self.tr("in the answer"))
        return " · ".join(filter(None, parts))


def shortened(snippet: Snippet) -> Snippet:
    """The same in one line, begun so near before what was found that it is in sight."""
    text = snippet.text.replace("\n", " ")
    if snippet.start <= _BEFORE:
        return Snippet(text, snippet.start, snippet.end)
    space = text.rfind(" ", 0, snippet.start - _BEFORE // 2)
    cut = space + 1 if space >= 0 else snippet.start
    moved = len(_DOTS) - cut
    return Snippet(_DOTS + text[cut:], snippet.start + moved, snippet.end + moved)


class HitDelegate(QStyledItemDelegate):
    """Two or three lines: place, and the text with the found words marked."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        place = QFontMetrics(font_for(TypeRole.HINT)).height()
        layout = self._layout(index)
        height = place + Measure.HAIR + layout.boundingRect().height() + 2 * Measure.SMALL
        return QSize(100, round(height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        colours = colours_of(option.palette)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, open_shade(option.palette))
        font = font_for(TypeRole.HINT)
        line = QFontMetrics(font).height()
        room = option.rect.adjusted(Measure.SMALL, Measure.SMALL, -Measure.SMALL, 0)
        is_rtl = option.direction == Qt.LayoutDirection.RightToLeft
        side = round(QFontMetrics(font).ascent() * 0.86)
        left = room.right() - side if is_rtl else room.left()
        square = QRectF(left, room.top() + (line - side) / 2, side, side)
        paint_status_shape(painter, square, index.data(HitRole.STATUS), option.palette)
        gap = side + Measure.SMALL
        words = room.adjusted(0, 0, -gap, 0) if is_rtl else room.adjusted(gap, 0, 0, 0)
        painter.setFont(font)
        painter.setPen(QColor(colours.ink_soft))
        start = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)
        place = QFontMetrics(font).elidedText(
            index.data(HitRole.PLACE), Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, start | Qt.AlignmentFlag.AlignTop, place)
        painter.setPen(QColor(colours.ink))
        layout = self._layout(index)
        layout.draw(painter, room.adjusted(0, line + Measure.HAIR, 0, 0).topLeft().toPointF())
        painter.setPen(QColor(colours.line))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.restore()

    def _layout(self, index: Index) -> QTextLayout:
        """The text around what was found, in as many lines as there may be."""
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else 200
        snippet = shortened(index.data(HitRole.HIT).snippet)
        layout, shown = self._broken(snippet, width)
        if shown < len(snippet.text):
            cut = snippet.text[: max(snippet.end, shown - len(_MORE))].rstrip() + _MORE
            layout, _ = self._broken(replace(snippet, text=cut), width)
        return layout

    def _broken(self, snippet: Snippet, width: int) -> tuple[QTextLayout, int]:
        """The text in lines, and how many of its characters there was room for."""
        layout = QTextLayout(snippet.text, font_for(TypeRole.BODY))
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        if snippet.end > snippet.start:
            found = QTextLayout.FormatRange()
            found.start = snippet.start
            found.length = snippet.end - snippet.start
            found.format = QTextCharFormat()
            found.format.setFontWeight(700)
            layout.setFormats([found])
        layout.beginLayout()
        y, shown = 0.0, 0
        for _ in range(_SNIPPET_LINES):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(max(40, width - 2 * Measure.SMALL))
            line.setPosition(QPointF(0, y))
            y += line.height()
            shown = line.textStart() + line.textLength()
        layout.endLayout()
        return layout, shown


class ResultList(QListView):
    """The hits. Enter or a click goes there.

    Signals:
        hit_chosen: (Hit) Somebody wants to see it.
        left: Escape was pressed.
    """

    hit_chosen = Signal(object)
    left = Signal()

    def __init__(self, response: Response, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        follow_looks(self)
        self.hit_model = HitModel(response, self)
        self.setObjectName("results")
        self.setModel(self.hit_model)
        self.setItemDelegate(HitDelegate(self))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Items are measured by the width beside it, whether it is needed or not.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName(self.tr("Search results"))
        self.setPalette(page_palette())
        self.clicked.connect(self._on_chosen)
        self.activated.connect(self._on_chosen)

    def restyle(self) -> None:
        """Colours or size of text are others now."""
        self.setPalette(page_palette())
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _on_chosen(self, index: QModelIndex) -> None:
        hit = index.data(HitRole.HIT)
        if hit is not None:
            self.hit_chosen.emit(hit)
