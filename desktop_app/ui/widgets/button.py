"""Buttons: with a word, of a few kinds, and with an icon alone."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QSizePolicy, QToolButton, QWidget

from desktop_app.ui.icons import GAP, Icon, beside_words, icon_of, icon_size
from desktop_app.ui.theme import colours_of
from desktop_app.ui.widgets.text import Ink

_LOOKS = frozenset(
    {
        QEvent.Type.PaletteChange,
        QEvent.Type.FontChange,
        QEvent.Type.LayoutDirectionChange,
        QEvent.Type.EnabledChange,
    }
)


_Look = tuple[Icon, str, QSize, bool]  # what was drawn: colour, size, right to left


class ButtonKind(StrEnum):
    """How much a button asks for attention; at most one primary on a page."""

    PRIMARY = "primary"
    PLAIN = "plain"
    QUIET = "quiet"
    LINK = "link"


class Button(QPushButton):
    """A push button of one kind, perhaps with an icon before its word."""

    def __init__(
        self,
        text: str,
        *,
        kind: ButtonKind = ButtonKind.PLAIN,
        icon: Icon | None = None,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._icon, self._kind = icon, kind
        self._ink: Ink | None = None
        self._drawn: _Look | None = None
        self.setProperty("kind", str(kind))
        self.setObjectName(name)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._draw_icon()

    def set_icon(self, icon: Icon | None, ink: Ink | None = None) -> None:
        """Put another icon before the word, or none; with an ink, the word has it too."""
        self._icon, self._ink = icon, ink
        self.setProperty("ink", str(ink or ""))
        self.style().unpolish(self)
        self.style().polish(self)
        self._draw_icon()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _LOOKS:
            self._draw_icon()

    def _draw_icon(self) -> None:
        if self._icon is None:
            return
        # The window's colours: the style sheet has put others into a button's own palette.
        colours = colours_of(QApplication.palette())
        tints = {ButtonKind.PRIMARY: colours.on_accent, ButtonKind.LINK: colours.accent}
        tint = tints.get(self._kind, colours.ink) if self.isEnabled() else colours.ink_soft
        if self._ink is not None:
            tint = getattr(colours, self._ink)
        size = icon_size(self)
        look = (self._icon, tint, size, self.isRightToLeft())
        if look == self._drawn:
            return
        self._drawn = look
        self.setIcon(beside_words(self._icon, self, colour=tint))
        self.setIconSize(QSize(size.width() + GAP, size.height()))


class IconButton(QToolButton):
    """An icon that acts: its name is its tooltip and what a screen reader says."""

    def __init__(
        self,
        icon: Icon,
        label: str,
        *,
        name: str = "",
        shows_label: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._drawn: tuple[bool, *_Look] | None = None
        self.setObjectName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_label(label)
        self.show_words(shows_label)

    def set_label(self, label: str) -> None:
        """Change the name."""
        self.setText(label)
        self.setToolTip(label)
        self.setAccessibleName(label)

    def show_words(self, shown: bool) -> None:
        """Show the name beside the icon, or the icon alone."""
        beside = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        alone = Qt.ToolButtonStyle.ToolButtonIconOnly
        self.setToolButtonStyle(beside if shown else alone)
        self._draw_icon()

    def set_icon(self, icon: Icon) -> None:
        """Change the icon."""
        self._icon = icon
        self._draw_icon()

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        return QSize(max(size.width(), size.height()), size.height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _LOOKS:
            self._draw_icon()

    def _draw_icon(self) -> None:
        size, colours = icon_size(self), colours_of(QApplication.palette())
        has_words = self.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        tint = colours.ink if self.isEnabled() or not has_words else colours.ink_soft
        look = (self._icon, tint, size, self.isRightToLeft())
        if (has_words, *look) == self._drawn:
            return
        self._drawn = (has_words, *look)
        if has_words:
            self.setIcon(beside_words(self._icon, self, colour=tint))
            self.setIconSize(QSize(size.width() + GAP, size.height()))
        else:
            self.setIcon(icon_of(self._icon, self, size=size.width()))
            self.setIconSize(size)
