"""A ring of two pixels around whatever has the keyboard, the same for every kind of control."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QRegion, QResizeEvent
from PySide6.QtWidgets import QApplication, QFocusFrame, QWidget

from desktop_app.ui.theme.colours import colours_of
from desktop_app.ui.theme.type import Measure

NO_RING = "no_focus_ring"


class FocusRing(QObject):
    """Moves the ring to the widget that got the focus.

    A widget that shows its focus itself sets the property `NO_RING`.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._frame: _Frame | None = None
        app.focusChanged.connect(self._on_focus_changed)

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._frame is not None and shiboken6.isValid(self._frame):
            self._frame.leave()
        self._frame = None
        if new is not None and not new.isWindow() and not new.property(NO_RING):
            self._frame = _Frame(new)


class _Frame(QFocusFrame):
    """The ring on one widget: its child, so that it moves, is clipped and dies with it.

    A QFocusFrame only because that is what screen readers are told to pass over; Qt's own
    placing of it is not used (below the widget in Fusion, so half of it would be hidden).
    The mask leaves out the inside, so that typing does not repaint the ring.
    """

    def __init__(self, target: QWidget) -> None:
        super().__init__(target)
        self._target = target
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        target.installEventFilter(self)
        self.setGeometry(target.rect())
        self.raise_()
        self.show()

    def leave(self) -> None:
        """Vanish."""
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = Measure.RADIUS
        inside = self.rect().adjusted(wide, wide, -wide, -wide)
        self.setMask(QRegion(self.rect()).subtracted(QRegion(inside)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = colours_of(self.palette())
        # On a button filled with the accent the ring stands inside, in what contrasts.
        is_filled = self._target.property("kind") == "primary"
        colour = QColor(colours.on_accent if is_filled else colours.accent)
        painter.setPen(QPen(colour, Measure.RING))
        inset = Measure.RING * (1.5 if is_filled else 0.5)
        rect = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(rect, Measure.RADIUS - inset, Measure.RADIUS - inset)
        painter.end()
