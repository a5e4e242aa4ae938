"""Any number of several options: check boxes, and a list that a person puts in order."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop_app.domain.nodes import Choice, NodeState
from desktop_app.ui.questionnaire.fields.control import Control
from desktop_app.ui.questionnaire.fields.one_choice import stands_side_by_side
from desktop_app.ui.theme import Measure
from desktop_app.ui.widgets import Button, ButtonKind
from desktop_app.ui.widgets.choice_buttons import CheckBox
from desktop_app.ui.widgets.flow import Flow


class ManyChoices(Control):
    """Check boxes. A chosen value that is no longer offered stays chosen, behind the rest."""

    def __init__(self, state: NodeState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: tuple[Choice, ...] = ()
        self._boxes: dict[str, CheckBox] = {}
        self._value: tuple[str, ...] = ()
        self._name = self._description = ""
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(Measure.HAIR)
        self.apply(state)

    def apply(self, state: NodeState) -> None:
        if state.choices != self._choices:
            self._rebuild(state.choices)
        self._value = tuple(state.value.split())
        for value, box in self._boxes.items():
            box.setChecked(value in self._value)
            box.setEnabled(not state.readonly)

    def target(self) -> QWidget:
        return next(iter(self._boxes.values()), self)

    def describe(self, name: str, description: str) -> None:
        self._name, self._description = name, description
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        for box in self._boxes.values():
            box.setAccessibleDescription(name)

    def _rebuild(self, choices: tuple[Choice, ...]) -> None:
        for box in self._boxes.values():
            box.hide()
            box.deleteLater()
        while (old := self._lines.takeAt(0)) is not None:
            old.invalidate()
        self._choices = choices
        self._boxes = {choice.value: CheckBox(choice.label, self) for choice in choices}
        layout = Flow() if stands_side_by_side(choices) else self._lines
        for value, box in self._boxes.items():
            box.setObjectName(f"choice-{value}")
            box.clicked.connect(self._on_clicked)
            layout.addWidget(box)
            box.show()
        if layout is not self._lines:
            self._lines.addLayout(layout)
        self.describe(self._name, self._description)

    @Slot()
    def _on_clicked(self) -> None:
        chosen = [value for value, box in self._boxes.items() if box.isChecked()]
        kept = [value for value in self._value if value not in self._boxes]
        self.entered.emit(" ".join([*chosen, *kept]))


class Ranking(Control):
    """The options in an order that a person gives them with two buttons or Alt and arrows."""

    def __init__(self, state: NodeState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = QListWidget(self)
        self._list.setObjectName("ranking")
        self._list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.currentRowChanged.connect(self._on_row_changed)
        self._up = Button(self.tr("Move up"), kind=ButtonKind.QUIET, name="rank-up")
        self._down = Button(self.tr("Move down"), kind=ButtonKind.QUIET, name="rank-down")
        self._keep = Button(self.tr("This is the order"), name="rank-keep")
        self._up.clicked.connect(self._on_up)
        self._down.clicked.connect(self._on_down)
        self._keep.clicked.connect(self._on_keep)
        self._is_readonly = False
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self._list)
        buttons = QHBoxLayout()
        for button in (self._up, self._down, self._keep):
            buttons.addWidget(button)
        buttons.addStretch(1)
        lines.addLayout(buttons)
        self.apply(state)

    def apply(self, state: NodeState) -> None:
        order = {value: place for place, value in enumerate(state.value.split())}
        choices = sorted(state.choices, key=lambda c: order.get(c.value, len(order)))
        current = self._list.currentItem()
        kept = current.data(Qt.ItemDataRole.UserRole) if current else None
        self._list.clear()
        for place, choice in enumerate(choices):
            label = f"{place + 1}. {choice.label}" if state.value else choice.label
            item = QListWidgetItem(label)
            item.setData(Qt.ItemDataRole.UserRole, choice.value)
            self._list.addItem(item)
            if choice.value == kept:
                self._list.setCurrentItem(item)
        if self._list.currentRow() < 0:
            self._list.setCurrentRow(0)
        self._is_readonly = state.readonly
        self._keep.setVisible(not state.value and not state.readonly)
        self._fit()
        self._on_row_changed(self._list.currentRow())

    def target(self) -> QWidget:
        return self._list

    def describe(self, name: str, description: str) -> None:
        super().describe(name, description)
        for button in (self._up, self._down, self._keep):
            button.setAccessibleDescription(name)

    def _fit(self) -> None:
        rows = sum(self._list.sizeHintForRow(row) for row in range(self._list.count()))
        self._list.setFixedHeight(rows + 2 * self._list.frameWidth())

    @Slot(int)
    def _on_row_changed(self, row: int) -> None:
        self._up.setEnabled(row > 0 and not self._is_readonly)
        self._down.setEnabled(0 <= row < self._list.count() - 1 and not self._is_readonly)

    @Slot()
    def _on_up(self) -> None:
        self._move(-1)

    @Slot()
    def _on_down(self) -> None:
        self._move(1)

    @Slot()
    def _on_keep(self) -> None:
        self.entered.emit(" ".join(self._order()))

    def _move(self, by: int) -> None:
        order, row = self._order(), self._list.currentRow()
        order.insert(row + by, order.pop(row))
        self.entered.emit(" ".join(order))

    def _order(self) -> list[str]:
        role = Qt.ItemDataRole.UserRole
        return [str(self._list.item(row).data(role)) for row in range(self._list.count())]
