"""One article in the list at home: its name, a bar of its counts, and how many are answered."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.responses import Progress, Status
from desktop_app.ui.theme import Measure, TypeRole, colours_of, font_for, mixed
from desktop_app.ui.widgets.progress_counts import counts_in_words, paint_progress

_BAR_WIDTH, _BAR_HEIGHT = 132, 8
_NARROW_IN_CHARACTERS = 52


class ArticleRow(QAbstractButton):
    """A row that opens its article. Where there is little room the bar goes below."""

    def __init__(self, key: NodeKey, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self._progress = Progress()
        self.setText(title)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_progress(Progress())

    def set_progress(self, progress: Progress) -> None:
        """Show other counts."""
        self._progress = progress
        words = counts_in_words(progress)
        self.setToolTip(f"{self.text()}\n{words}")
        self.setAccessibleName(f"{self.text()}. {words}")
        self.update()

    def sizeHint(self) -> QSize:
        line = self._line_height()
        height = line + Measure.SMALL
        if self._is_narrow():
            height += _BAR_HEIGHT + Measure.HAIR
        return QSize(320, height)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = colours_of(self.palette())
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(mixed(QColor(colours.ink), QColor(colours.surface), 0.06))
            painter.drawRoundedRect(self.rect(), Measure.RADIUS, Measure.RADIUS)
        room = self.rect().adjusted(Measure.SMALL, Measure.HAIR, -Measure.SMALL, -Measure.HAIR)
        top = QRect(room.left(), room.top(), room.width(), self._line_height())
        top = self._paint_count(painter, top)
        if self._is_narrow():
            bar = QRect(room.left(), top.bottom() + 2, room.width(), _BAR_HEIGHT)
        else:
            bar, top = self._cut(top, _BAR_WIDTH)
            bar = QRect(bar.left(), bar.center().y() - 3, bar.width(), _BAR_HEIGHT)
        if self._progress.total:
            paint_progress(painter, QRectF(bar), self._progress, self)
        self._paint_title(painter, top)
        painter.end()

    def _paint_count(self, painter: QPainter, line: QRect) -> QRect:
        """Paint "3/9" at the end of the line; returns what is left of it."""
        total = self._progress.total
        done = total - self._progress.counts.get(Status.EMPTY, 0)
        font = font_for(TypeRole.HINT)
        painter.setFont(font)
        room = painter.fontMetrics().horizontalAdvance("00/00")
        place, rest = self._cut(line, room)
        painter.setPen(QColor(colours_of(self.palette()).ink_soft))
        text = f"\u2066{done}/{total}\u2069" if total else "\u2013"
        side = Qt.AlignmentFlag.AlignLeft if self._is_rtl else Qt.AlignmentFlag.AlignRight
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, flags, text)
        return rest

    def _paint_title(self, painter: QPainter, room: QRect) -> None:
        painter.setFont(self.font())
        painter.setPen(QColor(colours_of(self.palette()).ink))
        title = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        side = Qt.AlignmentFlag.AlignRight if self._is_rtl else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, flags, title)

    def _cut(self, line: QRect, width: int) -> tuple[QRect, QRect]:
        """A piece from the end of a line, and the rest of it with a gap between."""
        gap = int(Measure.MEDIUM)
        if self._is_rtl:
            piece = QRect(line.left(), line.top(), width, line.height())
            return piece, line.adjusted(width + gap, 0, 0, 0)
        piece = QRect(line.right() - width + 1, line.top(), width, line.height())
        return piece, line.adjusted(0, 0, -width - gap, 0)

    @property
    def _is_rtl(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _line_height(self) -> int:
        return self.fontMetrics().height() + 2

    def _is_narrow(self) -> bool:
        return self.width() < self.fontMetrics().averageCharWidth() * _NARROW_IN_CHARACTERS
