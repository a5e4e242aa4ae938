"""One of several options: radio buttons, or a list to search where there are many."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.nodes import Choice, NodeState
from desktop_app.ui.questionnaire.fields.completions import Completions
from desktop_app.ui.questionnaire.fields.control import Control
from desktop_app.ui.theme import Measure
from desktop_app.ui.widgets import Button, ButtonKind
from desktop_app.ui.widgets.choice_buttons import RadioButton, stop_at_chosen
from desktop_app.ui.widgets.flow import Flow

MOST_BUTTONS = 9
_SHORT_LABEL, _FEW = 30, 6


def wants_list(state: NodeState) -> bool:
    """Whether a list to search serves better than buttons."""
    return len(state.choices) > MOST_BUTTONS or "minimal" in state.appearance.split()


def stands_side_by_side(choices: tuple[Choice, ...]) -> bool:
    """Whether options are few and short enough to stand in one line."""
    return len(choices) <= _FEW and all(len(c.label) <= _SHORT_LABEL for c in choices)


class ButtonChoice(Control):
    """Radio buttons, and a small button that takes the choice back."""

    def __init__(self, state: NodeState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: tuple[Choice, ...] = ()
        self._buttons: dict[str, RadioButton] = {}
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._on_clicked)
        self._clear = Button(self.tr("Clear"), kind=ButtonKind.LINK, name="clear-choice")
        self._clear.setToolTip(self.tr("Take the choice back"))
        self._clear.clicked.connect(self._on_clear)
        keep = self._clear.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self._clear.setSizePolicy(keep)
        self._name = self._description = ""
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self.apply(state)

    def apply(self, state: NodeState) -> None:
        if state.choices != self._choices:
            self._rebuild(state.choices)
        self._group.setExclusive(False)
        for value, button in self._buttons.items():
            button.setChecked(value == state.value)
            button.setEnabled(not state.readonly)
        self._group.setExclusive(True)
        stop_at_chosen(self._buttons.values())
        self._clear.setVisible(bool(state.value) and not state.readonly)

    def target(self) -> QWidget:
        for button in self._buttons.values():
            if button.isChecked():
                return button
        return next(iter(self._buttons.values()), self)

    def describe(self, name: str, description: str) -> None:
        self._name, self._description = name, description
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        for choice in self._choices:
            self._buttons[choice.value].setAccessibleDescription(name)
        self._clear.setAccessibleDescription(name)

    def _rebuild(self, choices: tuple[Choice, ...]) -> None:
        for button in self._buttons.values():
            self._group.removeButton(button)
            button.hide()
            button.deleteLater()
        while (old := self._lines.takeAt(0)) is not None:
            old.invalidate()
        self._choices = choices
        self._buttons = {choice.value: RadioButton(choice.label, self) for choice in choices}
        for number, (value, button) in enumerate(self._buttons.items()):
            button.setObjectName(f"choice-{value}")
            self._group.addButton(button, number)
            button.show()
        self._arrange()
        self.describe(self._name, self._description)

    def _arrange(self) -> None:
        if stands_side_by_side(self._choices):
            flow = Flow()
            for button in self._buttons.values():
                flow.addWidget(button)
            flow.addWidget(self._clear)
            self._lines.addLayout(flow)
            return
        self._lines.setSpacing(Measure.HAIR)
        buttons = list(self._buttons.values())
        for button in buttons[:-1]:
            self._lines.addWidget(button)
        last = QHBoxLayout()
        last.setSpacing(Measure.WIDE)
        for button in buttons[-1:]:
            last.addWidget(button)
        last.addWidget(self._clear, 0, Qt.AlignmentFlag.AlignVCenter)
        last.addStretch(1)
        self._lines.addLayout(last)

    @Slot(int)
    def _on_clicked(self, number: int) -> None:
        self.entered.emit(self._choices[number].value)

    @Slot()
    def _on_clear(self) -> None:
        target = self.target()
        self.entered.emit("")
        target.setFocus(Qt.FocusReason.OtherFocusReason)


class ListChoice(Control):
    """A list to choose from by typing a part of the option's words."""

    def __init__(self, state: NodeState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: tuple[Choice, ...] | None = None
        self._box = QComboBox(self)
        line = QLineEdit()
        self._box.setLineEdit(line)
        self._box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._box.setMinimumContentsLength(24)
        self._box.setMaximumWidth(480)
        # The wheel scrolls the page; it must neither turn the answer nor take the keyboard.
        self._box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        line.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._box.installEventFilter(self)
        self._box.setCompleter(Completions(self._box.model(), self._box))
        line.setPlaceholderText(self.tr("Choose, or type to search"))
        line.editingFinished.connect(self._on_finished)
        self._box.activated.connect(self._on_activated)
        self._value = ""
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self._box)
        self.apply(state)

    def apply(self, state: NodeState) -> None:
        if state.choices != self._choices:
            self._choices = state.choices
            self._box.clear()
            for choice in state.choices:
                self._box.addItem(choice.label, choice.value)
        self._value = state.value
        self._box.setEnabled(not state.readonly)
        self._show_value()

    def target(self) -> QWidget:
        return self._box

    def leave(self) -> None:
        self._on_finished()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and not self._box.hasFocus():
            event.ignore()
            return True
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if event.type() == QEvent.Type.KeyPress and is_escape:
            is_other = self._box.currentText() != self._shown()
            self._show_value()
            return is_other
        return super().eventFilter(watched, event)

    def _shown(self) -> str:
        found = [c.label for c in self._choices or () if c.value == self._value]
        return found[0] if found else self._value

    def _show_value(self) -> None:
        self._box.setCurrentIndex(self._box.findData(self._value) if self._value else -1)
        self._box.setEditText(self._shown())

    @Slot(int)
    def _on_activated(self, number: int) -> None:
        self._enter(str(self._box.itemData(number)))

    @Slot()
    def _on_finished(self) -> None:
        text = self._box.currentText().strip()
        if not text:
            self._enter("")
            return
        number = self._box.findText(text, Qt.MatchFlag.MatchFixedString)
        if number >= 0:
            self._enter(str(self._box.itemData(number)))
        else:
            self._show_value()

    def _enter(self, value: str) -> None:
        if value != self._value:
            self._value = value
            self.entered.emit(value)


def one_choice(state: NodeState, parent: QWidget | None = None) -> Control:
    """The control that suits the options."""
    return ListChoice(state, parent) if wants_list(state) else ButtonChoice(state, parent)
