"""Sizes of type and space.

The type scale is given for 72 dots per inch, where a point is a pixel. Elsewhere a point
is a third larger on the same window, so the scale is set down by `_ELSEWHERE`: body text
is then 11 pt on Windows and Linux, which is what word processors set there too.
"""

from __future__ import annotations

import sys
from enum import Enum, IntEnum

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetricsF
from PySide6.QtWidgets import QApplication

_ELSEWHERE = 0.85


class Measure(IntEnum):
    """The distances used, in logical pixels; there are no others."""

    HAIR = 4
    SMALL = 8
    MEDIUM = 12
    LARGE = 16
    WIDE = 24
    VAST = 32
    RADIUS = 6
    RING = 2
    ICON = 18


class TypeRole(Enum):
    """What a text is for, and its size in points at 72 dots per inch."""

    HINT = 11
    BODY = 13
    QUESTION = 15
    ARTICLE = 18
    PAGE = 24

    @property
    def ratio(self) -> float:
        """How large it is against body text."""
        return self.value / TypeRole.BODY.value


LINE_HEIGHT = 1.5
CHARACTERS_PER_LINE = 75


def body_points(text_percent: int) -> float:
    """The size of body text for a text size the user chose."""
    platform = 1.0 if sys.platform == "darwin" else _ELSEWHERE
    return TypeRole.BODY.value * platform * text_percent / 100


def font_for(role: TypeRole, *, strong: bool = False) -> QFont:
    """The window's font in the size for a use, at the text size now chosen."""
    font = QApplication.font()
    font.setPointSizeF(font.pointSizeF() * role.ratio)
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return font


def fixed_font(role: TypeRole) -> QFont:
    """The system's font in which all letters are as wide, in the size for a use."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSizeF(font_for(role).pointSizeF())
    return font


def line_height_percent(font: QFont) -> float:
    """What makes a font's lines one and a half times as high as its letters' size.

    In per cent of its own line height, which is more than the size: by a third in most fonts.
    """
    own = QFontMetricsF(font).lineSpacing()
    return max(100.0, 100 * LINE_HEIGHT * QFontInfo(font).pixelSize() / own) if own else 100.0


def reading_width(font: QFont) -> int:
    """How wide a column of at most 75 characters is, in pixels."""
    return round(QFontMetricsF(font).averageCharWidth() * CHARACTERS_PER_LINE)
