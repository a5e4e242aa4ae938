"""Layout in the theme's measures: columns, rows, and a page that scrolls."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.theme import NO_RING, Measure, follow_looks, reading_width

Piece = QWidget | QLayout | int


def column(*pieces: Piece, spacing: int = Measure.SMALL, margin: int = 0) -> QVBoxLayout:
    """Widgets and layouts below each other; a number is extra space, 0 a spring."""
    layout = QVBoxLayout()
    _fill(layout, pieces, spacing, margin)
    return layout


def row(*pieces: Piece, spacing: int = Measure.SMALL, margin: int = 0) -> QHBoxLayout:
    """Widgets and layouts side by side; a number is extra space, 0 a spring."""
    layout = QHBoxLayout()
    _fill(layout, pieces, spacing, margin)
    return layout


def _fill(layout: QBoxLayout, pieces: tuple[Piece, ...], spacing: int, margin: int) -> None:
    layout.setSpacing(spacing)
    layout.setContentsMargins(margin, margin, margin, margin)
    for piece in pieces:
        if isinstance(piece, QWidget):
            layout.addWidget(piece)
        elif isinstance(piece, QLayout):
            layout.addLayout(piece)
        elif piece:
            layout.addSpacing(piece)
        else:
            layout.addStretch(1)


class Line(QFrame):
    """A thin line between parts."""

    def __init__(self, *, upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "line")
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


class _Inside(QWidget):
    """What scrolls. Qt would take the height that it needs at its narrowest."""

    def __init__(self, page: ColumnPage) -> None:
        super().__init__()
        self._page = page

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._page.height_for(self.width()))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._page.settle()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


class ColumnPage(QScrollArea):
    """A page that scrolls: one column in the middle, never wider than reads well.

    ``page.body`` is the column's layout, ``page.inside`` what scrolls. ``characters`` is the
    width of the column in characters of body text, so that it grows with the text. A control
    that gets the focus by the keyboard is scrolled into sight.
    """

    def __init__(
        self, *, characters: int = 75, margin: int = Measure.WIDE, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        follow_looks(self)
        self._share = characters / 75
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty(NO_RING, True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._column = QWidget()
        self.body = QVBoxLayout(self._column)
        self.body.setContentsMargins(0, margin, 0, margin)
        self.body.setSpacing(Measure.MEDIUM)
        self.inside = _Inside(self)
        across = QHBoxLayout(self.inside)
        across.setContentsMargins(margin, 0, margin, 0)
        across.addStretch(1)
        across.addWidget(self._column, 1000)
        across.addStretch(1)
        self.setWidget(self.inside)
        self._measure()
        QApplication.instance().focusObjectChanged.connect(self._on_focus_changed)  # type: ignore[union-attr]  # a widget has an application

    def restyle(self) -> None:
        """Colours or size of text are others now."""
        self._measure()

    @Slot(QObject)
    def _on_focus_changed(self, new: QObject | None) -> None:
        if isinstance(new, QWidget) and self._column.isAncestorOf(new):
            self.ensureWidgetVisible(new, Measure.WIDE, Measure.VAST)

    def scroll_to_top(self) -> None:
        """Show the beginning."""
        self.verticalScrollBar().setValue(0)

    def height_for(self, width: int) -> int:
        """How high the page is at a width, without scrolling."""
        inside = self.widget()
        layout = inside.layout() if inside else None
        return layout.totalHeightForWidth(width) if layout else 0

    def settle(self) -> None:
        """Have a scroll bar only if it is needed.

        Qt keeps one that is there as long as the text, broken into shorter lines beside it,
        is too high.
        """
        room = self.contentsRect()
        fits = self.height_for(room.width()) <= room.height()
        never, maybe = (
            Qt.ScrollBarPolicy.ScrollBarAlwaysOff,
            Qt.ScrollBarPolicy.ScrollBarAsNeeded,
        )
        self.setVerticalScrollBarPolicy(never if fits else maybe)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.settle()

    def _measure(self) -> None:
        self._column.setMaximumWidth(round(reading_width(QApplication.font()) * self._share))
