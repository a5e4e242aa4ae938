"""What a page says when there is nothing on it yet: why, and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.ui.icons import Icon
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets.button import Button, ButtonKind
from desktop_app.ui.widgets.layout import column, row
from desktop_app.ui.widgets.picture import Picture
from desktop_app.ui.widgets.text import Ink, Text


class EmptyState(QWidget):
    """An icon, a sentence, an explanation, and perhaps the one thing to do.

    Signals:
        acted: The action was chosen.
    """

    acted = Signal()

    def __init__(
        self,
        icon: Icon,
        title: str,
        detail: str = "",
        *,
        action: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._picture = Picture(icon, scale=2.2)
        self._title = Text(title, TypeRole.QUESTION, strong=True)
        self._detail = Text(detail, ink=Ink.SOFT)
        if not detail:
            self._detail.hide()
        self._action = Button(action, kind=ButtonKind.PRIMARY, name="empty-action")
        if not action:
            self._action.hide()
        self._action.clicked.connect(self.acted)
        self._build()

    def _build(self) -> None:
        for piece in (self._title, self._detail):
            piece.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setLayout(
            column(
                0,
                row(0, self._picture, 0),
                self._title,
                self._detail,
                Measure.SMALL,
                row(0, self._action, 0),
                0,
                margin=Measure.WIDE,
            )
        )
