"""Radio buttons and check boxes whose label wraps, as Qt's own do not."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QRadioButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from desktop_app.ui.theme import Measure

_MARGIN = Measure.HAIR
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextShowMnemonic
if TYPE_CHECKING:
    _Base = QAbstractButton
else:
    _Base = object  # PySide allows one Qt class among the bases only


class _Wrapping(_Base):
    """What both have in common. Mixed in before the button class."""

    _indicator: QStyle.PrimitiveElement
    _width: QStyle.PixelMetric
    _known_side = 0
    _known_height = (-1, 0)

    def set_label(self, label: str) -> None:
        """Say what the option is. An ampersand of the questionnaire is no shortcut."""
        self._known_height = (-1, 0)
        self.setText(label.replace("&", "&&"))
        self.setAccessibleName(label)

    def _settle(self, label: str) -> None:
        self.set_label(label)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if self._known_height[0] != width:
            room = QRect(0, 0, max(1, width - self.text_left() - _MARGIN), 100_000)
            text = self.fontMetrics().boundingRect(room, _WRAPPED, self.text())
            self._known_height = (width, max(text.height(), self._side()) + 2 * _MARGIN)
        return self._known_height[1]

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._known_side, self._known_height = 0, (-1, 0)

    def sizeHint(self) -> QSize:
        flags = Qt.TextFlag.TextShowMnemonic
        width = self.fontMetrics().size(flags, self.text()).width()
        height = max(self.fontMetrics().height(), self._side()) + 2 * _MARGIN
        return QSize(self.text_left() + width + _MARGIN + 2, height)

    def minimumSizeHint(self) -> QSize:
        least = QSize(self.text_left() + 60, self._side() + 2 * _MARGIN)
        return least.boundedTo(self.sizeHint())

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = self._option()
        # In a row with something higher the words stand in its middle.
        top = _MARGIN + max(0, (self.height() - self.heightForWidth(self.width())) // 2)
        text = QRect(option.rect)
        text.adjust(self.text_left(), top, -_MARGIN, -_MARGIN)
        line = self.fontMetrics().height()
        side = self._side()
        mark = QRect(_MARGIN, top + max(0, (line - side) // 2), side, side)
        whole = self.rect()
        painter = QPainter(self)
        option.rect = QStyle.visualRect(self.layoutDirection(), whole, mark)
        self.style().drawPrimitive(self._indicator, option, painter, self)
        flags = _WRAPPED | QStyle.visualAlignment(
            self.layoutDirection(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        )
        where = QStyle.visualRect(self.layoutDirection(), whole, text)
        self.style().drawItemText(
            painter, where, int(flags), self.palette(), self.isEnabled(), self.text(),
            self.foregroundRole(),
        )  # fmt: skip
        painter.end()

    def _option(self) -> QStyleOptionButton:
        option = QStyleOptionButton()
        self.initStyleOption(option)  # type: ignore[attr-defined]  # both buttons have it
        return option

    def _side(self) -> int:
        if not self._known_side:
            base = self.style().pixelMetric(self._width, None, self)
            self._known_side = max(base, round(self.fontMetrics().ascent() * 1.05))
        return self._known_side

    def text_left(self) -> int:
        """Where the words begin, from the side where one begins to read."""
        return _MARGIN + self._side() + Measure.SMALL


class RadioButton(_Wrapping, QRadioButton):
    """One of several options, of which one can be chosen."""

    _indicator = QStyle.PrimitiveElement.PE_IndicatorRadioButton
    _width = QStyle.PixelMetric.PM_ExclusiveIndicatorWidth

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        QRadioButton.__init__(self, parent)
        self._settle(label)


def stop_at_chosen(buttons: Collection[RadioButton]) -> None:
    """Have Tab stop at the chosen one of a group, or at the first if none is.

    Left to itself Qt stops at the first until the group had the keyboard once; an arrow key
    from there would choose anew.
    """
    chosen = next((b for b in buttons if b.isChecked()), next(iter(buttons), None))
    for button in buttons:
        strong, click = Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.ClickFocus
        button.setFocusPolicy(strong if button is chosen else click)


class CheckBox(_Wrapping, QCheckBox):
    """One of several options, of which any number can be chosen."""

    _indicator = QStyle.PrimitiveElement.PE_IndicatorCheckBox
    _width = QStyle.PixelMetric.PM_IndicatorWidth

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        QCheckBox.__init__(self, parent)
        self._settle(label)
