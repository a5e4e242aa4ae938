"""The colours of the window by what they are for, and the palette that carries them.

A widget that paints asks `colours_of(self.palette())`: the palette reaches every widget
by Qt's own ways, tells it when it changes, and is the system's own in high contrast.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QColor, QPalette

_Role = QPalette.ColorRole
_Group = QPalette.ColorGroup


class Colours(NamedTuple):
    """One colour for each use; as ``#RRGGBB``. (A tuple, for the prompt needs it at once.)"""

    page: str
    surface: str
    line: str
    ink: str
    ink_soft: str
    accent: str
    on_accent: str
    wait: str
    risk: str

    @property
    def is_dark(self) -> bool:
        """Whether ink is lighter than the page it stands on."""
        return QColor(self.page).lightness() < QColor(self.ink).lightness()


LIGHT = Colours(
    page="#F7F7F4",
    surface="#FFFFFF",
    line="#D9D9D2",
    ink="#1D2428",
    ink_soft="#57626A",
    accent="#1F5C57",
    on_accent="#FFFFFF",
    wait="#8A5A00",
    risk="#A3261D",
)

DARK = Colours(
    page="#1C1E1F",
    surface="#26292B",
    line="#3C4144",
    ink="#ECEFF0",
    ink_soft="#A9B4BA",
    accent="#7CC4BC",
    on_accent="#10201E",
    wait="#E0B05C",
    risk="#F08A80",
)

# For a person who asks for high contrast where the system offers no palette of its own.
CONTRAST = Colours(
    page="#000000",
    surface="#000000",
    line="#FFFFFF",
    ink="#FFFFFF",
    ink_soft="#FFFFFF",
    accent="#FFFF00",
    on_accent="#000000",
    wait="#FFD75F",
    risk="#FF9C94",
)

# Where each colour travels. Qt has no roles for wait and risk: the two it uses only for
# visited links and for text on dark buttons, neither of which this program shows, are lent.
_CARRIERS = {
    "page": _Role.Window,
    "surface": _Role.Base,
    "line": _Role.Mid,
    "ink": _Role.WindowText,
    "ink_soft": _Role.PlaceholderText,
    "accent": _Role.Accent,
    "on_accent": _Role.HighlightedText,
    "wait": _Role.LinkVisited,
    "risk": _Role.BrightText,
}


def colours_of(palette: QPalette) -> Colours:
    """The colours that a palette of `palette_of` carries. Asked at every painting, so kept."""
    key = palette.cacheKey()
    if key not in _kept:
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        names = {name: palette.color(_Group.Active, role) for name, role in _CARRIERS.items()}
        _kept[key] = Colours(**{name: colour.name() for name, colour in names.items()})
    return _kept[key]


_kept: dict[int, Colours] = {}
_MOST_KEPT = 256


def palette_of(colours: Colours) -> QPalette:
    """A whole palette for Fusion out of the nine colours."""
    page, ink, surface = QColor(colours.page), QColor(colours.ink), QColor(colours.surface)
    palette = QPalette(surface, page)
    for name, role in _CARRIERS.items():
        palette.setColor(role, QColor(getattr(colours, name)))
    accent, line = QColor(colours.accent), QColor(colours.line)
    others = {
        _Role.Text: ink,
        _Role.ButtonText: ink,
        _Role.Button: surface,
        _Role.AlternateBase: page,
        _Role.Highlight: accent,
        _Role.Link: accent,
        _Role.Midlight: line,
        _Role.Light: surface,
        _Role.Dark: mixed(ink, page, 0.45),
        _Role.Shadow: mixed(ink, page, 0.25),
        _Role.ToolTipBase: surface,
        _Role.ToolTipText: ink,
    }
    for role, colour in others.items():
        palette.setColor(role, colour)
    faint = mixed(ink, page, 0.55)
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText):
        palette.setColor(_Group.Disabled, role, faint)
    palette.setColor(_Group.Disabled, _Role.Highlight, line)
    palette.setColor(_Group.Disabled, _Role.HighlightedText, faint)
    palette.setColor(_Group.Disabled, _Role.Accent, line)
    return palette


def of_system(palette: QPalette) -> QPalette:
    """The system's own palette, with the lent roles filled from what it has."""
    own = QPalette(palette)
    ink = palette.color(_Role.WindowText)
    for role in (_Role.PlaceholderText, _Role.Mid):
        own.setColor(role, ink)
    for role in (_Role.LinkVisited, _Role.BrightText):
        own.setColor(role, ink)
    return own


def mixed(one: QColor, other: QColor, share: float) -> QColor:
    """`share` of one colour in the other."""
    rest = 1 - share
    return QColor.fromRgbF(
        one.redF() * share + other.redF() * rest,
        one.greenF() * share + other.greenF() * rest,
        one.blueF() * share + other.blueF() * rest,
    )
