"""Kinds of answer that need next to nothing: a tick, a note, and what this version lacks."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.nodes import NodeState
from desktop_app.ui.questionnaire.fields.control import Control
from desktop_app.ui.theme import reading_width
from desktop_app.ui.widgets import Ink, Text
from desktop_app.ui.widgets.choice_buttons import CheckBox

_TICKED = "OK"


class Acknowledgement(Control):
    """A tick that says that something was read, or holds."""

    def __init__(self, state: NodeState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = CheckBox(state.label or self.tr("Yes"), self)
        self._box.setObjectName("acknowledge")
        self._box.clicked.connect(self._on_clicked)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self._box)
        self.apply(state)

    def apply(self, state: NodeState) -> None:
        if state.label:
            self._box.set_label(state.label)
        self._box.setChecked(bool(state.value))
        self._box.setEnabled(not state.readonly)

    def target(self) -> QWidget:
        return self._box

    @Slot()
    def _on_clicked(self) -> None:
        self.entered.emit(_TICKED if self._box.isChecked() else "")


class Note(Control):
    """Words of the questionnaire that ask for nothing; a value is what the form worked out."""

    def __init__(self, state: NodeState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = Text()
        self._words.setObjectName("note-value")
        self._words.setMaximumWidth(reading_width(self.font()))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self._words)
        self.apply(state)

    def apply(self, state: NodeState) -> None:
        self._words.setText(state.value)
        self.setVisible(bool(state.value))

    def target(self) -> QWidget:
        return self


class Missing(Control):
    """Says of a kind of answer that it cannot be given here, and shows what is there."""

    def __init__(self, state: NodeState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = Text(ink=Ink.SOFT)
        self._words.setMaximumWidth(reading_width(self.font()))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self._words)
        self.apply(state)

    def apply(self, state: NodeState) -> None:
        if state.type in ("file", "image"):
            words = self.tr(
                "Files are not carried in a response. Put the document into SHERLOC and"
                " give its link; working files come with a later version."
            )
        else:
            words = self.tr("This kind of answer can be read here, not given: {value}")
            words = words.format(value=state.value or "-")
        self._words.setText(words)

    def target(self) -> QWidget:
        return self
