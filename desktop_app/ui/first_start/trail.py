"""A picture of where one is: the steps as discs on a line, with their names."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.ui.theme import Measure, TypeRole, colours_of, font_for


class Trail(QWidget):
    """Steps done are filled, the present one is ringed, those to come are hollow."""

    def __init__(self, names: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names, self._at = names, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tell()

    def set_step(self, at: int) -> None:
        """Show another step as the present one; one past the last: all are done."""
        self._at = at
        self._tell()
        self.update()

    def sizeHint(self) -> QSize:
        font = font_for(TypeRole.HINT)
        self.setFont(font)
        metrics = self.fontMetrics()
        share = self.width() / len(self._names) - 2 * Measure.HAIR
        lines = 2 if max(map(metrics.horizontalAdvance, self._names)) > share else 1
        return QSize(240, self._radius() * 2 + metrics.height() * lines + Measure.SMALL)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = colours_of(self.palette())
        places = [self._place(number) for number in range(len(self._names))]
        painter.setPen(QPen(QColor(colours.line), 2))
        painter.drawLine(places[0], places[-1])
        for number, place in enumerate(places):
            self._paint_step(painter, number, place)
        painter.end()

    def _paint_step(self, painter: QPainter, number: int, place: QPointF) -> None:
        colours = colours_of(self.palette())
        accent, radius = QColor(colours.accent), self._radius()
        is_past, is_here = number < self._at, number == self._at
        painter.setPen(QPen(accent if is_past or is_here else QColor(colours.ink_soft), 2))
        painter.setBrush(accent if is_past else QColor(colours.page))
        painter.drawEllipse(place, radius - 1, radius - 1)
        font = font_for(TypeRole.HINT, strong=is_here)
        painter.setFont(font)
        disc = QRectF(place.x() - radius, place.y() - radius, 2 * radius, 2 * radius)
        painter.setPen(QColor(colours.on_accent if is_past else colours.ink))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(number + 1))
        self._paint_name(painter, number, place, font)

    def _paint_name(self, painter: QPainter, number: int, place: QPointF, font: QFont) -> None:
        colours = colours_of(self.palette())
        share = self.width() / len(self._names)
        painter.setFont(font)
        painter.setPen(QColor(colours.ink if number == self._at else colours.ink_soft))
        top = place.y() + self._radius() + Measure.HAIR
        area = QRectF(place.x() - share / 2 + 2, top, share - 4, self.height() - top)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(area, flags, self._names[number])

    def _place(self, number: int) -> QPointF:
        share = self.width() / len(self._names)
        across = share * (number + 0.5)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            across = self.width() - across
        return QPointF(across, self._radius())

    def _radius(self) -> int:
        return round(self.fontMetrics().height() * 0.72) + 2

    def _tell(self) -> None:
        words = self.tr("Step {number} of {count}: {name}")
        at = min(self._at, len(self._names) - 1)
        facts = {"number": at + 1, "count": len(self._names), "name": self._names[at]}
        self.setAccessibleName(words.format(**facts))
