"""The timeline as a line with today on it: where each step lies, and where it was planned.

Steps are numbered as in the list below, which says all of it in words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.domain.timelines import Timeline
from desktop_app.ui.dates.shapes import paint_standing
from desktop_app.ui.theme import Measure, TypeRole, colours_of, font_for
from desktop_app.ui.wording import day_words
from review_protocol.timelines import Standing

_SMALLEST = 18


@dataclass(frozen=True, slots=True)
class Mark:
    """A step on the line: its number in the list, where it lies, how high it stands."""

    number: int
    x: float
    level: int
    standing: Standing
    planned_x: float | None


def marks_of(timeline: Timeline, width: float, wide: float) -> tuple[Mark, ...]:
    """Where the steps lie on a line of a width; those too near to each other are stacked."""
    first, last = span_of(timeline)
    length = max((last - first).days, 1)

    def place(day: date) -> float:
        return (day - first).days / length * width

    dated = [
        (place(day), number, step)
        for number, step in enumerate(timeline.steps, start=1)
        if (day := step.actual or step.due) is not None
    ]
    found: list[Mark] = []
    ends: list[float] = []
    for x, number, step in sorted(dated, key=lambda each: each[:2]):
        level = next((n for n, end in enumerate(ends) if end <= x), len(ends))
        ends[level : level + 1] = [x + wide]
        is_moved = step.planned is not None and step.planned != (step.actual or step.due)
        planned_x = place(step.planned) if is_moved and step.planned else None
        found.append(Mark(number, x, level, step.standing, planned_x))
    return tuple(found)


def span_of(timeline: Timeline) -> tuple[date, date]:
    """The first and the last day on the line: today is always on it."""
    days = [timeline.day, *([timeline.start] if timeline.start else [])]
    for step in timeline.steps:
        days += [day for day in (step.planned, step.revised, step.actual) if day is not None]
    return min(days), max(days)


class TimelinePicture(QWidget):
    """Drawn from the side where reading begins."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._timeline: Timeline | None = None
        self.setObjectName("timeline-picture")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Timeline as a line; the list below says the same."))

    def show_timeline(self, timeline: Timeline) -> None:
        """Draw this one."""
        self._timeline = timeline
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        levels = 1
        if self._timeline is not None:
            marks = marks_of(self._timeline, self._width(), self._wide())
            levels = max((each.level + 1 for each in marks), default=1)
        height = Measure.SMALL + levels * self._high() + 2 * self._line_height()
        return QSize(300, round(height + 3 * Measure.HAIR))

    def resizeEvent(self, _event: object) -> None:
        self.updateGeometry()  # steps that come nearer to each other are stacked

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._timeline is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font_for(TypeRole.HINT))
        marks = marks_of(self._timeline, self._width(), self._wide())
        levels = max((each.level + 1 for each in marks), default=1)
        base = Measure.SMALL + levels * self._high()
        self._paint_line(painter, base)
        self._paint_today(painter, base)
        for mark in marks:
            self._paint_mark(painter, mark, base)
        painter.end()

    def _paint_line(self, painter: QPainter, base: float) -> None:
        colours = colours_of(self.palette())
        painter.setPen(QPen(QColor(colours.ink_soft), 1.5))
        painter.drawLine(self._point(0, base), self._point(self._width(), base))

    def _paint_today(self, painter: QPainter, base: float) -> None:
        assert self._timeline is not None
        colours = colours_of(self.palette())
        first, last = span_of(self._timeline)
        day = self._timeline.day
        x = (day - first).days / max((last - first).days, 1) * self._width()
        painter.setPen(QPen(QColor(colours.accent), 2))
        painter.drawLine(self._point(x, Measure.HAIR), self._point(x, base + Measure.SMALL))
        today = self.tr("Today, {day}").format(day=day_words(day))
        taken = self._paint_label(painter, today, x, base, QColor(colours.accent), row=0)
        for end, at in ((first, 0.0), (last, self._width())):
            if end != day:
                soft = QColor(colours.ink_soft)
                self._paint_label(painter, day_words(end), at, base, soft, row=1, avoid=taken)

    def _paint_label(
        self,
        painter: QPainter,
        text: str,
        x: float,
        base: float,
        colour: QColor,
        *,
        row: int,
        avoid: QRectF | None = None,
    ) -> QRectF:
        """Below the line, within the picture; in the first row of text where it is free."""
        width = QFontMetricsF(painter.font()).horizontalAdvance(text) + 2
        left = min(max(self._point(x, 0).x() - width / 2, 0), self.width() - width)
        top = base + 2 * Measure.HAIR
        rect = QRectF(left, top, width, self._line_height())
        if row and avoid is not None and rect.adjusted(-8, 0, 8, 0).intersects(avoid):
            rect.translate(0, self._line_height())
        painter.setPen(colour)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
        return rect

    def _paint_mark(self, painter: QPainter, mark: Mark, base: float) -> None:
        colours = colours_of(self.palette())
        top = base - (mark.level + 1) * self._high()
        middle = top + self._mark() / 2
        pen = QPen(QColor(colours.line), 1.2)
        painter.setPen(pen)
        painter.drawLine(self._point(mark.x, middle), self._point(mark.x, base))
        if mark.planned_x is not None:
            pen = QPen(QColor(colours.ink_soft), 1.2, Qt.PenStyle.DotLine)
            painter.setPen(pen)
            painter.drawLine(self._point(mark.planned_x, base), self._point(mark.x, middle))
            self._paint_planned(painter, mark.planned_x, base)
        at = self._point(mark.x, middle)
        side = self._mark()
        shape = QRectF(at.x() - side / 2, at.y() - side / 2, side, side)
        paint_standing(painter, shape, mark.standing, self.palette())
        number = str(mark.number)
        width = self._number_width()
        is_rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = shape.left() - width - 2 if is_rtl else shape.right() + 2
        painter.setPen(QColor(colours.ink))
        rect = QRectF(left, shape.top(), width, shape.height())
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, number)

    def _paint_planned(self, painter: QPainter, x: float, base: float) -> None:
        """A short stroke across the line: where it was planned."""
        painter.setPen(QPen(QColor(colours_of(self.palette()).ink_soft), 1.5))
        up, down = self._point(x, base - 4), self._point(x, base + 4)
        painter.drawLine(up, down)

    def _point(self, x: float, y: float) -> QPointF:
        inside = self._margin() + x
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            inside = self.width() - inside
        return QPointF(inside, y)

    def _width(self) -> float:
        return max(self.width() - 2 * self._margin() - self._number_width(), 1.0)

    def _margin(self) -> float:
        return self._mark() / 2 + 2

    def _wide(self) -> float:
        return self._mark() + self._number_width() + Measure.HAIR

    def _high(self) -> float:
        return max(self._mark(), self._line_height()) + Measure.HAIR

    def _number_width(self) -> float:
        return QFontMetricsF(font_for(TypeRole.HINT)).horizontalAdvance("00")

    def _mark(self) -> float:
        """As large as text: a step's shape."""
        return max(float(_SMALLEST), self._line_height() * 0.95)

    def _line_height(self) -> float:
        return QFontMetricsF(font_for(TypeRole.HINT)).height()
