"""The status of a question: a small drawn shape and a word."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.domain.responses import Status
from desktop_app.ui.theme import Measure, TypeRole, colours_of, follow_looks, font_for

translate = QCoreApplication.translate


def status_word(status: Status) -> str:
    """What the screen calls a status."""
    if status is Status.EMPTY:
        return translate("StatusBadge", "Not answered")
    if status is Status.DRAFT:
        return translate("StatusBadge", "Draft")
    if status is Status.READY:
        return translate("StatusBadge", "Finished by expert")
    return translate("StatusBadge", "Approved by focal point")


def paint_status_shape(
    painter: QPainter, rect: QRectF, status: Status, palette: QPalette
) -> None:
    """Draw the shape of a status into a square: ring, half disc, disc, tick."""
    colours = colours_of(palette)
    side = min(rect.width(), rect.height())
    stroke = max(1.2, side / 9)
    centre, radius = rect.center(), side / 2 - stroke / 2
    tone = QColor(colours.ink_soft if status is Status.EMPTY else colours.accent)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(tone, stroke))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if status in (Status.READY, Status.CLEARED):
        painter.setBrush(tone)
    painter.drawEllipse(centre, radius, radius)
    if status is Status.DRAFT:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tone)
        disc = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        painter.drawPie(disc, 90 * 16, 180 * 16)
    if status is Status.CLEARED:
        _paint_tick(painter, centre, radius, QColor(colours.on_accent), stroke)
    painter.restore()


def _paint_tick(
    painter: QPainter, centre: QPointF, radius: float, colour: QColor, stroke: float
) -> None:
    tick = QPainterPath(centre + QPointF(-0.45, 0.05) * radius)
    tick.lineTo(centre + QPointF(-0.1, 0.4) * radius)
    tick.lineTo(centre + QPointF(0.5, -0.35) * radius)
    pen = QPen(colour, stroke, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(tick)


class StatusBadge(QWidget):
    """A status as shape and word, or a count of it ("12 Draft")."""

    def __init__(
        self,
        status: Status = Status.EMPTY,
        *,
        count: int | None = None,
        role: TypeRole = TypeRole.HINT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        follow_looks(self)
        self._status, self._count, self._role = status, count, role
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._dress()

    @property
    def status(self) -> Status:
        """The status shown."""
        return self._status

    @property
    def text(self) -> str:
        """The words shown."""
        word = status_word(self._status)
        return word if self._count is None else f"{self._count} {word}"

    def set_status(self, status: Status, count: int | None = None) -> None:
        """Show another status, or another count."""
        self._status, self._count = status, count
        self._dress()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = self._shape_side() + Measure.HAIR + 2 + metrics.horizontalAdvance(self.text)
        return QSize(width + 2, metrics.height() + Measure.HAIR)

    def restyle(self) -> None:
        """Colours or size of text are others now."""
        self._dress()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = self._shape_side()
        is_rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = self.width() - side - 1 if is_rtl else 1
        square = QRectF(left, (self.height() - side) / 2, side, side)
        paint_status_shape(painter, square, self._status, self.palette())
        space = side + Measure.HAIR + 2
        words = self.rect().adjusted(0 if is_rtl else space, 0, -space if is_rtl else 0, 0)
        painter.setPen(QColor(colours_of(self.palette()).ink))
        across = Qt.AlignmentFlag.AlignRight if is_rtl else Qt.AlignmentFlag.AlignLeft
        flags = Qt.AlignmentFlag.AlignVCenter | across | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(words, flags, self.text)
        painter.end()

    def _shape_side(self) -> int:
        return round(self.fontMetrics().ascent() * 0.86)

    def _dress(self) -> None:
        self.setFont(font_for(self._role))
        self.setAccessibleName(self.text)
        self.updateGeometry()
        self.update()
