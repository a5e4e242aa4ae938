"""A layout that puts its widgets side by side and goes on in a new line when one is full."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayoutItem, QStyle, QWidget

from desktop_app.ui.theme import Measure
from desktop_app.ui.widgets.own_layout import OwnLayout


class Flow(OwnLayout):
    """Lines of widgets, from the side where reading begins; ``most`` of them in one."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        across: int = Measure.WIDE,
        down: int = Measure.SMALL,
        most: int = 1000,
    ) -> None:
        super().__init__(parent)
        self._across, self._down, self._most = across, down, most
        self._known_height = (-1, 0)

    def heightForWidth(self, width: int) -> int:
        if self._known_height[0] != width:
            self._known_height = (width, self._place(QRect(0, 0, width, 0), for_real=False))
        return self._known_height[1]

    def invalidate(self) -> None:
        self._known_height = (-1, 0)
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, for_real=True)

    def sizeHint(self) -> QSize:
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        gaps = self._across * max(0, len(shown) - 1)
        return QSize(
            sum(size.width() for size in shown) + gaps,
            max([s.height() for s in shown], default=0),
        )

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, *, for_real: bool) -> int:
        parent = self.parentWidget()
        direction = parent.layoutDirection() if parent else Qt.LayoutDirection.LeftToRight
        y = 0
        for line in self._lines(rect.width()):
            tallest = max(size.height() for _, size in line)
            x = 0
            for item, size in line:
                if for_real:
                    down = y + (tallest - size.height()) // 2
                    place = QRect(rect.topLeft() + QPoint(x, down), size)
                    item.setGeometry(QStyle.visualRect(direction, rect, place))
                x += size.width() + self._across
            y += tallest + self._down
        return max(0, y - self._down)

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """The items with their sizes, as many in a line as there is room for."""
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        x = 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint().boundedTo(QSize(width, 100_000))
            if item.hasHeightForWidth():
                size.setHeight(item.heightForWidth(size.width()))
            if not lines or x + size.width() > width or len(lines[-1]) == self._most:
                lines.append([])
                x = 0
            lines[-1].append((item, size))
            x += size.width() + self._across
        return lines
