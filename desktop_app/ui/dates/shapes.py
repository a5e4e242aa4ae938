"""How a step stands, as a small drawn shape: tick, diamond, half disc, ring, dashed ring."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.ui.theme import Measure, colours_of
from review_protocol.timelines import Standing


def paint_standing(
    painter: QPainter, rect: QRectF, standing: Standing, palette: QPalette
) -> None:
    """Draw the shape into a square."""
    colours = colours_of(palette)
    side = min(rect.width(), rect.height())
    stroke = max(1.4, side / 9)
    centre, radius = rect.center(), side / 2 - stroke / 2
    tones = {Standing.MISSED: colours.wait, Standing.DONE: colours.accent}
    tones[Standing.COMING] = colours.accent
    tone = QColor(tones.get(standing, colours.ink_soft))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(tone, stroke)
    if standing is Standing.UNDATED:
        pen.setStyle(Qt.PenStyle.DotLine)
    painter.setPen(pen)
    painter.setBrush(QColor(colours.surface))
    if standing is Standing.MISSED:
        _paint_diamond(painter, centre, side / 2, tone, QColor(colours.surface), stroke)
    else:
        if standing is Standing.DONE:
            painter.setBrush(tone)
        painter.drawEllipse(centre, radius, radius)
    if standing is Standing.COMING:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tone)
        disc = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        painter.drawPie(disc, 0, 180 * 16)
    if standing is Standing.DONE:
        _paint_tick(painter, centre, radius, QColor(colours.on_accent), stroke)
    painter.restore()


def _paint_diamond(
    painter: QPainter,
    centre: QPointF,
    reach: float,
    tone: QColor,
    inside: QColor,
    stroke: float,
) -> None:
    path = QPainterPath(centre + QPointF(0, -reach))
    for step in (QPointF(reach, 0), QPointF(0, reach), QPointF(-reach, 0)):
        path.lineTo(centre + step)
    path.closeSubpath()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tone)
    painter.drawPath(path)
    painter.setPen(QPen(inside, stroke, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(centre + QPointF(0, -reach * 0.45), centre + QPointF(0, reach * 0.1))
    painter.drawPoint(centre + QPointF(0, reach * 0.45))


def _paint_tick(
    painter: QPainter, centre: QPointF, radius: float, colour: QColor, stroke: float
) -> None:
    tick = QPainterPath(centre + QPointF(-0.45, 0.05) * radius)
    tick.lineTo(centre + QPointF(-0.1, 0.4) * radius)
    tick.lineTo(centre + QPointF(0.5, -0.35) * radius)
    painter.setPen(QPen(colour, stroke, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(tick)


class StandingShape(QWidget):
    """The shape before a step's words. What it says stands in the words beside it."""

    def __init__(self, standing: Standing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.standing = standing
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = max(Measure.LARGE, self.fontMetrics().ascent() + 2)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_standing(painter, QRectF(self.rect()), self.standing, self.palette())
        painter.end()
