"""Answers of one line: short text, whole and decimal numbers, and what they are typed as."""

from __future__ import annotations

import re
import unicodedata

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop_app.domain.nodes import NodeState
from desktop_app.ui.questionnaire.fields.control import Control
from desktop_app.ui.questionnaire.fields.paragraph_edit import text_width
from desktop_app.ui.theme import follow_looks
from desktop_app.ui.wording import runs_right_to_left

_WHOLE, _DECIMAL = re.compile(r"[+-]?[0-9]+"), re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)")
_FIXED_DIRECTION = ("url", "numbers", "partial-date")


class LineControl(Control):
    """Short text. It runs in the direction of its first strong character."""

    def __init__(self, state: NodeState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        follow_looks(self)
        self._is_fixed = any(word in state.appearance.split() for word in _FIXED_DIRECTION)
        self._line = QLineEdit(self)
        self._line.setObjectName("line")
        self._line.textChanged.connect(self._on_text_changed)
        self._line.textEdited.connect(self._on_edited)
        self._line.installEventFilter(self)
        self._value, self._is_entering = "", False
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self._line)
        self._measure()
        self.apply(state)
        self._on_text_changed(self._line.text())

    def apply(self, state: NodeState) -> None:
        self._line.setReadOnly(state.readonly)
        if state.value == self._value:
            return
        self._value = state.value
        if not self._is_entering and self.value_of(self._line.text()) != state.value:
            self._line.setText(self.text_of(state.value))
            self.stuck.emit("")

    def target(self) -> QWidget:
        return self._line

    def caret(self) -> int:
        return self._line.cursorPosition()

    def set_caret(self, place: int) -> None:
        self._line.setCursorPosition(min(place, len(self._line.text())))

    def leave(self) -> None:
        value = self.value_of(self._line.text())
        if value is None:
            self.stuck.emit(self.complaint())
        elif self._line.text() != (shown := self.text_of(self._value)):
            self._line.setText(shown)

    def kept(self) -> str:
        """The value last given, by a person or by `apply`."""
        return self._value

    def value_of(self, text: str) -> str | None:
        """The value that a text stands for; none if it is none (yet)."""
        return text

    def text_of(self, value: str) -> str:
        """How a value is shown."""
        return value

    def complaint(self) -> str:
        """What to say of a text that is no value."""
        return ""

    def width_in_characters(self) -> int:
        """How wide the line is."""
        return 75

    def restyle(self) -> None:
        """Colours or size of text are others now."""
        self._measure()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.value_of(self._line.text()) is None
        ):
            self._line.setText(self.text_of(self._value))
            self.stuck.emit("")
            return True
        return super().eventFilter(watched, event)

    def _measure(self) -> None:
        width = round(text_width(self.font()) * self.width_in_characters() / 75)
        self._line.setMaximumWidth(width)
        self.setMaximumWidth(width)

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        if self._is_fixed or not text:
            wanted = (
                Qt.LayoutDirection.LeftToRight if self._is_fixed else self.layoutDirection()
            )
        else:
            wanted = (
                Qt.LayoutDirection.RightToLeft
                if runs_right_to_left(text)
                else Qt.LayoutDirection.LeftToRight
            )
        if self._line.layoutDirection() != wanted:
            self._line.setLayoutDirection(wanted)

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        value = self.value_of(text)
        if value is None:
            return
        self.stuck.emit("")
        if value != self._value:
            self._value = value
            # What the form makes of it is shown when the line is left, not under the caret.
            self._is_entering = True
            self.entered.emit(value)
            self._is_entering = False


class NumberControl(LineControl):
    """A whole or a decimal number, in any script's digits."""

    def __init__(self, state: NodeState, parent: QWidget | None = None) -> None:
        self._is_whole = state.type == "integer"
        super().__init__(state, parent)
        self._is_fixed = True
        self._line.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)

    def value_of(self, text: str) -> str | None:
        plain = _plain_number(text)
        if not plain:
            return ""
        if self._is_whole:
            return str(int(plain)) if _WHOLE.fullmatch(plain) else None
        return plain if _DECIMAL.fullmatch(plain) else None

    def complaint(self) -> str:
        if self._is_whole:
            return self.tr("This is not a whole number. What stood here before is kept.")
        return self.tr("This is not a number. What stood here before is kept.")

    def width_in_characters(self) -> int:
        return 24


def _plain_number(text: str) -> str:
    """A number with ASCII digits and a point. Spaces between groups of digits are taken out."""
    text = text.strip().replace("\u066b", ".").replace("\u2212", "-")
    digits = "".join(
        str(unicodedata.decimal(c)) if unicodedata.category(c) == "Nd" else c
        for c in text
        if not c.isspace()
    )
    return digits.replace(",", ".") if digits.count(",") == 1 and "." not in digits else digits
