"""Text that is read, not edited: in a size and an ink of the theme."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop_app.ui.theme import TypeRole, colours_of, fixed_font, follow_looks, font_for


class Ink(StrEnum):
    """Which colour a text has, by its name in `Colours`."""

    PLAIN = "ink"
    SOFT = "ink_soft"
    ACCENT = "accent"
    WAIT = "wait"
    RISK = "risk"


class Text(QLabel):
    """A label that keeps its size and ink when text size, palette or language change.

    Plain text always: what people typed is never taken for markup.
    """

    def __init__(
        self,
        text: str = "",
        role: TypeRole = TypeRole.BODY,
        *,
        ink: Ink = Ink.PLAIN,
        strong: bool = False,
        fixed: bool = False,
        wraps: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        follow_looks(self)
        self._role, self._ink, self._strong, self._fixed = role, ink, strong, fixed
        self.setTextFormat(Qt.TextFormat.PlainText)
        # A label inside a button would else take the button's ink.
        self.setForegroundRole(QPalette.ColorRole.WindowText)
        self.setWordWrap(wraps)
        if wraps:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._align()
        self._dress()

    def set_ink(self, ink: Ink) -> None:
        """Change the colour."""
        if ink is not self._ink:
            self._ink = ink
            self._dress()

    def restyle(self) -> None:
        """Colours or size of text are others now."""
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._align()

    def _align(self) -> None:
        """Begin where the window's lines begin, whatever script the text is in."""
        if self.alignment() & Qt.AlignmentFlag.AlignHCenter:
            return
        is_rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if is_rtl else Qt.AlignmentFlag.AlignLeft
        upright = self.alignment() & Qt.AlignmentFlag.AlignVertical_Mask
        self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | upright)

    def _dress(self) -> None:
        is_strong = self._strong
        role = self._role
        self.setFont(fixed_font(role) if self._fixed else font_for(role, strong=is_strong))
        palette = QPalette()
        if self._ink is not Ink.PLAIN:
            colour = QColor(getattr(colours_of(palette), self._ink))
            palette.setColor(QPalette.ColorRole.WindowText, colour)
        self.setPalette(palette)
