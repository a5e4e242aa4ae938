"""How a row of the outline is drawn: shape, title in at most three lines, count."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QTextLayout
from PySide6.QtWidgets import (
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
)

from desktop_app.domain.responses import Progress
from desktop_app.ui.questionnaire.outline_model import OutlineRole, answered, overall
from desktop_app.ui.theme import Measure, TypeRole, colours_of, font_for, mixed
from desktop_app.ui.widgets.status_badge import paint_status_shape

Index = QModelIndex | QPersistentModelIndex
_DOWN = Measure.HAIR + 1
_MOST_LINES = 3


@lru_cache(maxsize=256)
def title_lines(text: str, font_key: str, width: int) -> tuple[str, ...]:
    """A title cut into a few lines, of which the last may be elided."""
    font = QFont()
    font.fromString(font_key)
    layout = QTextLayout(text, font)
    layout.beginLayout()
    lines: list[str] = []
    start = 0
    while start < len(text) and len(lines) < _MOST_LINES - 1:
        line = layout.createLine()
        line.setLineWidth(max(40, width))
        lines.append(text[start : start + line.textLength()].rstrip())
        start += line.textLength()
    layout.endLayout()
    if start < len(text):
        elide = Qt.TextElideMode.ElideRight
        lines.append(QFontMetrics(font).elidedText(text[start:], elide, width))
    return tuple(lines)


class OutlineDelegate(QStyledItemDelegate):
    """A part is bold, and says below its name why it is hidden."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QTreeView) else 240
        lines = self._lines(index, width - self._around(index))
        return QSize(80, sum(QFontMetrics(font).height() for _, font in lines) + 2 * _DOWN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        colours = colours_of(option.palette)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, open_shade(option.palette))
        applies = self._applies(index)
        room = option.rect.adjusted(Measure.HAIR, _DOWN, -Measure.SMALL, -_DOWN)
        painter.setPen(QColor(colours.ink_soft))
        if applies:
            self._paint_count(painter, room, index)
        if applies and not index.data(OutlineRole.IS_PART):
            self._paint_shape(painter, room, index, option)
        painter.setPen(QColor(colours.ink if applies else colours.ink_soft))
        self._paint_title(painter, room, index, option)
        painter.restore()

    def _paint_count(self, painter: QPainter, room: QRect, index: Index) -> None:
        progress: Progress = index.data(OutlineRole.PROGRESS)
        if not progress.total:
            return
        painter.setFont(font_for(TypeRole.HINT))
        is_rtl = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        end = Qt.AlignmentFlag.AlignLeft if is_rtl else Qt.AlignmentFlag.AlignRight
        line = QRect(room)
        line.setHeight(QFontMetrics(font_for(TypeRole.BODY)).height())
        text = f"\u2066{answered(progress)}/{progress.total}\u2069"
        flags = end | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(line, flags, text)

    def _paint_shape(
        self, painter: QPainter, room: QRect, index: Index, option: QStyleOptionViewItem
    ) -> None:
        side = _shape_side()
        is_rtl = option.direction == Qt.LayoutDirection.RightToLeft
        left = room.right() - side if is_rtl else room.left()
        line = QFontMetrics(font_for(TypeRole.BODY)).height()
        square = QRectF(left, room.top() + (line - side) / 2, side, side)
        status = overall(index.data(OutlineRole.PROGRESS))
        paint_status_shape(painter, square, status, option.palette)

    def _paint_title(
        self, painter: QPainter, room: QRect, index: Index, option: QStyleOptionViewItem
    ) -> None:
        before, after = self._gaps(index)
        if option.direction == Qt.LayoutDirection.RightToLeft:
            before, after = after, before
        room = room.adjusted(before, 0, -after, 0)
        start = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)
        flags = start | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        top = room.top()
        for text, font in self._lines(index, room.width()):
            height = QFontMetrics(font).height()
            painter.setFont(font)
            # In its own direction, whatever the window's is.
            shown = f"\u2068{text}\u2069"
            painter.drawText(QRect(room.left(), top, room.width(), height), flags, shown)
            top += height

    def _lines(self, index: Index, width: int) -> list[tuple[str, QFont]]:
        font = font_for(TypeRole.BODY, strong=bool(index.data(OutlineRole.IS_PART)))
        title = str(index.data())
        lines = [(line, font) for line in title_lines(title, font.toString(), width)]
        if remark := index.data(OutlineRole.REMARK):
            lines.append((str(remark), font_for(TypeRole.HINT)))
        return lines

    def _around(self, index: Index) -> int:
        """What of a row's width is not the title's."""
        view = self.parent()
        depth = 1 if index.data(OutlineRole.IS_PART) else 2
        indentation = view.indentation() * depth if isinstance(view, QTreeView) else 0
        return indentation + sum(self._gaps(index)) + Measure.HAIR + Measure.SMALL

    def _gaps(self, index: Index) -> tuple[int, int]:
        """The room before the title, for the shape, and after it, for the count."""
        before = 0 if index.data(OutlineRole.IS_PART) else _shape_side() + Measure.SMALL
        count = QFontMetrics(font_for(TypeRole.HINT)).horizontalAdvance("00/00")
        return before, count + Measure.SMALL

    def _applies(self, index: Index) -> bool:
        is_enabled = bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)
        return is_enabled and not index.data(OutlineRole.REMARK)


def page_palette() -> QPalette:
    """A list that stands on the page itself; what is chosen in it is shaded softly."""
    palette = QPalette(QApplication.palette())
    palette.setColor(QPalette.ColorRole.Base, palette.color(QPalette.ColorRole.Window))
    palette.setColor(QPalette.ColorRole.Highlight, open_shade(palette))
    return palette


def open_shade(palette: QPalette) -> QColor:
    """The ground of the row whose article is open."""
    colours = colours_of(palette)
    return mixed(QColor(colours.accent), QColor(colours.page), 0.14)


def _shape_side() -> int:
    return round(QFontMetrics(font_for(TypeRole.HINT)).ascent() * 0.86)
