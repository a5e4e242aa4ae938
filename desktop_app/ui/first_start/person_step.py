"""Step 2: who one is; colleagues will see it beside what one wrote."""

from __future__ import annotations

import re

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.ui.theme import Measure
from desktop_app.ui.widgets import column
from desktop_app.ui.widgets.field import Field

_LOOKS_LIKE_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


class PersonStep(QWidget):
    """Name and e-mail address.

    Signals:
        changed: What is entered is complete now, or no more.
        entered: Return was pressed in the last field.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = QLineEdit()
        self._email = QLineEdit()
        self._name_field = Field(
            self.tr("Your name"),
            self._name,
            hint=self.tr("As it should stand beside your answers, for example “Ana Petrov”."),
        )
        self._email_field = Field(
            self.tr("Your e-mail address"),
            self._email,
            hint=self.tr("It is stored in your profile. Nothing is sent to it."),
        )
        self._build()

    @property
    def name(self) -> str:
        """The name, without space around it."""
        return self._name.text().strip()

    @property
    def email(self) -> str:
        """The address, without space around it."""
        return self._email.text().strip()

    @property
    def is_complete(self) -> bool:
        """Whether there is a name, and what looks like an address."""
        return bool(self.name) and _LOOKS_LIKE_MAIL.fullmatch(self.email) is not None

    def start(self) -> None:
        """Put the keyboard into the first field."""
        self._name.setFocus()

    def _build(self) -> None:
        self._name.setObjectName("person-name")
        self._name.setMaxLength(200)
        self._email.setObjectName("person-email")
        self._email.setMaxLength(320)
        for field in (self._name, self._email):
            field.textChanged.connect(self._on_text_changed)
        self._email.editingFinished.connect(self._on_email_left)
        self._name.returnPressed.connect(self._email.setFocus)
        self._email.returnPressed.connect(self.entered)
        self.setLayout(column(self._name_field, self._email_field, spacing=Measure.LARGE))

    @Slot(str)
    def _on_text_changed(self, _text: str) -> None:
        self._email_field.show_fault("")
        self.changed.emit()

    @Slot()
    def _on_email_left(self) -> None:
        if self.email and _LOOKS_LIKE_MAIL.fullmatch(self.email) is None:
            fault = self.tr("This does not look like an e-mail address: name@place.country")
            self._email_field.show_fault(fault)
