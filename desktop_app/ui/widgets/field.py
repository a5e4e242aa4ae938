"""A control with its label above and what is wrong with it, or a hint, below."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.ui.announcement import announce
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets.layout import column
from desktop_app.ui.widgets.text import Ink, Text


class Field(QWidget):
    """Label, control, hint. The label is the control's accessible name and its buddy."""

    def __init__(
        self, label: str, control: QWidget, *, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._hint = hint
        self._label = Text(label)
        self._label.setBuddy(control)
        self._below = Text(hint, TypeRole.HINT, ink=Ink.SOFT)
        if not hint:
            self._below.hide()
        control.setAccessibleName(label)
        control.setAccessibleDescription(hint)
        self._control = control
        self.setFocusProxy(control)
        self.setLayout(column(self._label, control, self._below, spacing=Measure.HAIR))

    def show_fault(self, fault: str) -> None:
        """Say what is wrong with what was entered; "" shows the hint again."""
        self._below.setText(fault or self._hint)
        self._below.set_ink(Ink.WAIT if fault else Ink.SOFT)
        self._below.setVisible(bool(fault or self._hint))
        self._control.setAccessibleDescription(fault or self._hint)
        if fault:
            announce(self._control, fault)
