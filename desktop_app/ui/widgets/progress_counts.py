"""How far a part is, as counts by status: a bar of four lengths. No percentage, no score."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.domain.responses import Progress, Status
from desktop_app.ui.theme import Colours, colours_of, mixed
from desktop_app.ui.widgets.status_badge import status_word

translate = QCoreApplication.translate
_ORDER = (Status.CLEARED, Status.READY, Status.DRAFT, Status.EMPTY)


def counts_in_words(progress: Progress) -> str:
    """ "3 Finished by expert, 2 Draft, 9 Not answered", without what does not occur."""
    parts = [
        f"{count} {status_word(status)}"
        for status in _ORDER
        if (count := progress.counts.get(status, 0))
    ]
    if not parts:
        return translate("ProgressCounts", "No question applies here")
    separator = translate("ProgressCounts", ", ", "between counts")
    return separator.join(parts)


def paint_progress(
    painter: QPainter, rect: QRectF, progress: Progress, widget: QWidget
) -> None:
    """Draw the bar as it looks in a widget: from the side where reading begins."""
    whole = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    colours = colours_of(widget.palette())
    round_ends = QPainterPath()
    round_ends.addRoundedRect(whole, whole.height() / 2, whole.height() / 2)
    painter.save()
    painter.fillPath(round_ends, QColor(colours.surface))
    painter.setClipPath(round_ends)
    is_rtl = widget.layoutDirection() == Qt.LayoutDirection.RightToLeft
    done = 0.0
    for status in _ORDER[:-1]:
        length = whole.width() * progress.counts.get(status, 0) / max(progress.total, 1)
        left = whole.right() - done - length if is_rtl else whole.left() + done
        if length:
            piece = QRectF(left, whole.top(), length, whole.height())
            painter.fillRect(piece, _tone(status, colours))
        done += length
    painter.setClipping(False)
    painter.setPen(mixed(QColor(colours.ink_soft), QColor(colours.line), 0.35))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(round_ends)
    painter.restore()


def _tone(status: Status, colours: Colours) -> QColor:
    accent = QColor(colours.accent)
    if status is Status.CLEARED:
        return mixed(QColor(colours.ink), accent, 0.55)
    return accent if status is Status.READY else mixed(accent, QColor(colours.surface), 0.45)


class ProgressCounts(QWidget):
    """The bar. Its words are its tooltip and its accessible name."""

    def __init__(self, progress: Progress | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._progress = progress or Progress()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name()

    @property
    def progress(self) -> Progress:
        """The counts shown."""
        return self._progress

    def set_progress(self, progress: Progress) -> None:
        """Show other counts."""
        self._progress = progress
        self._name()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 8)

    def minimumSizeHint(self) -> QSize:
        return QSize(48, 8)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_progress(painter, QRectF(self.rect()), self._progress, self)
        painter.end()

    def _name(self) -> None:
        words = counts_in_words(self._progress)
        self.setToolTip(words)
        self.setAccessibleName(words)
