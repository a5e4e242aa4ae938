"""Parts of a page: side by side where there is room, else one below the other."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QLayoutItem, QStyle, QWidget

from desktop_app.ui.theme import Measure, reading_width
from desktop_app.ui.widgets.own_layout import OwnLayout


class Beside(OwnLayout):
    """Each part gets the same width, if that is ``characters`` of body text, and what it
    needs. Of three the outer two stand side by side before all are one below the other; the
    middle one is below them then.
    """

    def __init__(self, *parts: QWidget, characters: int = 34) -> None:
        super().__init__()
        self._share = characters / 75
        for part in parts:
            self.addWidget(part)

    def heightForWidth(self, width: int) -> int:
        return max(rect.bottom() + 1 for rect in self._places(QRect(0, 0, width, 0)))

    def sizeHint(self) -> QSize:
        gaps = (len(self._items) - 1) * Measure.VAST
        width = sum(item.sizeHint().width() for item in self._items) + gaps
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        width = max(item.minimumSize().width() for item in self._items)
        return QSize(width, 0)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        parent = self.parentWidget()
        direction = parent.layoutDirection() if parent else Qt.LayoutDirection.LeftToRight
        for item, place in zip(self._items, self._places(rect), strict=True):
            item.setGeometry(QStyle.visualRect(direction, rect, place))

    def _places(self, rect: QRect) -> list[QRect]:
        places: dict[int, QRect] = {}
        top = rect.top()
        for row in self._rows(rect.width()):
            width = _share_of(rect.width(), len(row))
            heights = [_height(self._items[part], width) for part in row]
            for place, (part, height) in enumerate(zip(row, heights, strict=True)):
                left = rect.left() + place * (width + Measure.VAST)
                places[part] = QRect(left, top, width, height)
            top += max(heights) + Measure.LARGE
        return [places[part] for part in range(len(self._items))]

    def _rows(self, width: int) -> list[list[int]]:
        """Which parts share a line."""
        parts = [*range(len(self._items))]
        outer = [parts[0], parts[-1]]
        if self._fit(len(parts), width):
            return [parts]
        if len(parts) == 3 and self._fit(len(outer), width):
            return [outer, parts[1:2]]
        return [[part] for part in parts]

    def _fit(self, count: int, width: int) -> bool:
        reads_well = reading_width(QApplication.font()) * self._share
        return _share_of(width, count) >= max(reads_well, self.minimumSize().width())


def _share_of(width: int, count: int) -> int:
    return (width - (count - 1) * Measure.VAST) // count


def _height(item: QLayoutItem, width: int) -> int:
    if item.hasHeightForWidth():
        return item.heightForWidth(width)
    return item.sizeHint().height()
