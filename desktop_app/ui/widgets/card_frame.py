"""A surface that holds what belongs together."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_app.ui.theme import Measure


class CardFrame(QFrame):
    """A bordered surface with a column inside: ``card.body`` is its layout."""

    def __init__(self, parent: QWidget | None = None, *, padding: int = Measure.LARGE) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding, padding, padding, padding)
        self.body.setSpacing(Measure.SMALL)
