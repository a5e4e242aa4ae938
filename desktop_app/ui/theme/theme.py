"""Puts colours, type and style sheet on the application, and follows the system."""

from __future__ import annotations

from enum import StrEnum
from string import Template

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtWidgets import QApplication

from desktop_app.ui.resources import STYLES
from desktop_app.ui.theme import colours as palettes
from desktop_app.ui.theme.colours import Colours, colours_of, mixed
from desktop_app.ui.theme.focus_ring import FocusRing
from desktop_app.ui.theme.restyling import restyle_all
from desktop_app.ui.theme.type import Measure, body_points

# Given to the application when it is made: `setStyle` would hand back a QStyle, whose
# enumerations PySide6 would have to make before the prompt is painted.
STYLE_ARGUMENTS = ("-style", "Fusion")


class Scheme(StrEnum):
    """Which colours the user wants."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Theme(QObject):
    """How the window looks now. The application was made with `STYLE_ARGUMENTS`.

    Signals:
        changed: Colours or text size are others now; palettes and fonts are set already.
    """

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._scheme, self._text_percent = Scheme.SYSTEM, 100
        self._system = app.palette()
        self._ring = FocusRing(app)
        # Both are kept: shiboken calls the second deleted once the first one's wrapper is.
        self._hints = app.styleHints()
        self._needs = self._hints.accessibility()
        self._hints.colorSchemeChanged.connect(self._on_system_changed)
        self._needs.contrastPreferenceChanged.connect(self._on_system_changed)

    @property
    def colours(self) -> Colours:
        """The colours in use."""
        return colours_of(self._app.palette())

    @property
    def is_system_contrast(self) -> bool:
        """Whether the system asks for high contrast and the user did not say otherwise."""
        wants = self._needs.contrastPreference() == Qt.ContrastPreference.HighContrast
        return wants and self._scheme is Scheme.SYSTEM

    def use(self, scheme: Scheme, text_percent: int) -> None:
        """Show everything in these colours and this size of text."""
        self._scheme, self._text_percent = scheme, text_percent
        font = self._app.font()
        font.setPointSizeF(body_points(text_percent))
        if font != self._app.font():
            self._app.setFont(font)
        self._paint()

    @Slot()
    def _on_system_changed(self) -> None:
        self._paint()

    def _paint(self) -> None:
        if self.is_system_contrast:
            palette = palettes.of_system(self._system)
        else:
            palette = palettes.palette_of(self._chosen())
        if palette != self._app.palette():
            self._app.setPalette(palette)
        sheet = style_sheet(self.colours, QFontMetrics(self._app.font()).height())
        # The same sheet again would make Qt polish every widget there is.
        if sheet != self._app.styleSheet():
            self._app.setStyleSheet(sheet)
        restyle_all()
        self.changed.emit()

    def _chosen(self) -> Colours:
        dark = self._hints.colorScheme() == Qt.ColorScheme.Dark
        system = palettes.DARK if dark else palettes.LIGHT
        chosen = {
            Scheme.LIGHT: palettes.LIGHT,
            Scheme.DARK: palettes.DARK,
            Scheme.CONTRAST: palettes.CONTRAST,
        }
        return chosen.get(self._scheme, system)


def shades(colours: Colours) -> dict[str, str]:
    """The colours of controls that are made of the nine: grounds, and the edge around them."""
    page, ink, accent = QColor(colours.page), QColor(colours.ink), QColor(colours.accent)
    return {
        "hover": mixed(ink, page, 0.07).name(),
        "pressed": mixed(ink, page, 0.13).name(),
        "idle": mixed(ink, page, 0.1).name(),
        "edge": mixed(ink, page, 0.5).name(),
        "accent_hover": mixed(ink, accent, 0.15).name(),
    }


def style_sheet(colours: Colours, text_height: int) -> str:
    """The small style sheet in resources, with these colours and sizes filled in."""
    side = max(16, round(text_height * 0.8))
    shade = "dark" if colours.is_dark else "light"
    names = colours._asdict() | shades(colours)
    names |= {
        "radius": f"{int(Measure.RADIUS)}px",
        "side": f"{side}px",
        "half": f"{side // 2 + 1}px",
        "arrow": (STYLES / f"down-{shade}.svg").as_posix(),
        "dash": (STYLES / f"dash-{shade}.svg").as_posix(),
        "tick": (STYLES / f"tick-{shade}.svg").as_posix(),
    }
    return Template((STYLES / "review-desk.qss").read_text("utf-8")).substitute(names)
