"""An icon that stands in a page and does nothing: tinted, and as large as the text wants."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop_app.ui.icons import Icon, icon_size, pixmap_of
from desktop_app.ui.theme import colours_of
from desktop_app.ui.widgets.text import Ink


class Picture(QLabel):
    """An icon in an ink; ``scale`` 1 is as high as body text. Screen readers pass it over."""

    def __init__(
        self,
        icon: Icon,
        *,
        ink: Ink = Ink.SOFT,
        scale: float = 1.0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._ink, self._scale = icon, ink, scale
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._draw()

    def set_icon(self, icon: Icon, ink: Ink) -> None:
        """Show another icon."""
        self._icon, self._ink = icon, ink
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (
            QEvent.Type.PaletteChange,
            QEvent.Type.FontChange,
            QEvent.Type.LayoutDirectionChange,
        ):
            self._draw()

    def _draw(self) -> None:
        colour = getattr(colours_of(self.palette()), self._ink)
        size = round(icon_size(self).width() * self._scale)
        self.setPixmap(pixmap_of(self._icon, self, colour=colour, size=size))
