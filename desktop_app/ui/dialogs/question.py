"""A question to the user: what would happen stands on the button, never "OK"."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop_app.ui.dialogs.dialog import Dialog
from desktop_app.ui.theme import TypeRole
from desktop_app.ui.widgets import Button, ButtonKind, Text


class Question(Dialog):
    """Asks one thing.

    Signals:
        agreed: The user chose what stands on the button.
        declined: They closed it or chose to leave things as they are.
    """

    agreed = Signal()
    declined = Signal()

    def __init__(
        self,
        title: str,
        words: str,
        *,
        consequence: str,
        otherwise: str,
        emphasis: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(characters=50, parent=parent)
        self.set_title(title)
        self.body.addWidget(Text(words))
        if emphasis:
            self.body.addWidget(Text(emphasis, TypeRole.QUESTION, strong=True))
        self._is_agreed = False
        stay = self.add_close_button(otherwise)
        go = Button(consequence, kind=ButtonKind.PLAIN, name="agree")
        go.clicked.connect(self._on_agreed)
        self.add_buttons(go)
        self.finished.connect(self._on_finished)
        stay.setFocus()

    @Slot()
    def _on_agreed(self) -> None:
        self._is_agreed = True
        self.accept()

    @Slot()
    def _on_finished(self) -> None:
        if self._is_agreed:
            self.agreed.emit()
        else:
            self.declined.emit()
