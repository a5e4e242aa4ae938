"""Colours, sizes and type of the window, for light, dark and high contrast."""

from desktop_app.ui.theme.colours import DARK, LIGHT, Colours, colours_of, mixed
from desktop_app.ui.theme.focus_ring import NO_RING
from desktop_app.ui.theme.restyling import follow_looks
from desktop_app.ui.theme.theme import STYLE_ARGUMENTS, Scheme, Theme
from desktop_app.ui.theme.type import (
    Measure,
    TypeRole,
    fixed_font,
    font_for,
    line_height_percent,
    reading_width,
)

__all__ = [
    "DARK",
    "LIGHT",
    "NO_RING",
    "STYLE_ARGUMENTS",
    "Colours",
    "Measure",
    "Scheme",
    "Theme",
    "TypeRole",
    "colours_of",
    "fixed_font",
    "follow_looks",
    "font_for",
    "line_height_percent",
    "mixed",
    "reading_width",
]
