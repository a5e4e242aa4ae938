"""Two parts of a page: side by side where there is room for both, else one below the other."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QLayoutItem, QStyle, QWidget

from desktop_app.ui.theme import Measure, reading_width
from desktop_app.ui.widgets.own_layout import OwnLayout


class Beside(OwnLayout):
    """Each part gets half, if that is ``characters`` of body text, and what it needs."""

    def __init__(self, first: QWidget, second: QWidget, *, characters: int = 34) -> None:
        super().__init__()
        self._share = characters / 75
        for part in (first, second):
            self.addWidget(part)

    def heightForWidth(self, width: int) -> int:
        return max(rect.bottom() + 1 for rect in self._places(QRect(0, 0, width, 0)))

    def sizeHint(self) -> QSize:
        width = sum(item.sizeHint().width() for item in self._items) + Measure.VAST
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
        half = (rect.width() - Measure.VAST) // 2
        reads_well = reading_width(QApplication.font()) * self._share
        is_wide = half >= max(reads_well, self.minimumSize().width())
        width = half if is_wide else rect.width()
        places: list[QRect] = []
        left, top = rect.left(), rect.top()
        for item in self._items:
            height = _height(item, width)
            places.append(QRect(left, top, width, height))
            if is_wide:
                left += width + Measure.VAST
            else:
                top += height + Measure.LARGE
        return places


def _height(item: QLayoutItem, width: int) -> int:
    if item.hasHeightForWidth():
        return item.heightForWidth(width)
    return item.sizeHint().height()
