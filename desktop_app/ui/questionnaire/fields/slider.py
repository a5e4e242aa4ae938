"""A number on a scale: a slider, and the number beside it to type."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from desktop_app.domain.nodes import NodeState
from desktop_app.ui.questionnaire.fields.control import Control
from desktop_app.ui.questionnaire.fields.line_control import LineControl
from desktop_app.ui.theme import Measure
from desktop_app.ui.widgets import Button, ButtonKind, Ink, Text


class ScaleControl(Control):
    """A slider that says nothing until somebody moved it."""

    def __init__(self, state: NodeState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._start, self._end, self._step = _scale(state)
        self._slider = QSlider(Qt.Orientation.Horizontal, self)
        self._slider.setObjectName("scale")
        self._slider.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        steps = int(abs(self._end - self._start) / self._step)
        self._slider.setRange(0, steps)
        self._slider.setPageStep(max(1, steps // 10))
        self._slider.setMaximumWidth(360)
        self._slider.installEventFilter(self)
        self._slider.valueChanged.connect(self._on_moved)
        self._number = _ScaleLine(state, self)
        self._number.entered.connect(self.entered)
        self._number.stuck.connect(self.stuck)
        self._clear = Button(self.tr("Clear"), kind=ButtonKind.LINK, name="clear-choice")
        self._clear.clicked.connect(self._on_clear)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(Measure.SMALL)
        across.addWidget(Text(str(self._start), ink=Ink.SOFT, wraps=False))
        across.addWidget(self._slider, 3)
        across.addWidget(Text(str(self._end), ink=Ink.SOFT, wraps=False))
        across.addSpacing(Measure.SMALL)
        across.addWidget(self._number, 1)
        across.addWidget(self._clear)
        across.addStretch(1)
        self.apply(state)

    def apply(self, state: NodeState) -> None:
        self._slider.blockSignals(True)
        self._slider.setValue(self._place(state.value))
        self._slider.blockSignals(False)
        self._slider.setEnabled(not state.readonly)
        self._clear.setVisible(bool(state.value) and not state.readonly)
        self._number.apply(state)

    def target(self) -> QWidget:
        return self._slider

    def describe(self, name: str, description: str) -> None:
        super().describe(name, description)
        in_digits = self.tr("{question} As a number").format(question=name)
        self._number.describe(in_digits, description)
        self._clear.setAccessibleDescription(name)

    def leave(self) -> None:
        self._number.leave()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _place(self, value: str) -> int:
        try:
            return int(abs(Decimal(value) - self._start) / self._step)
        except InvalidOperation:
            return 0

    @Slot(int)
    def _on_moved(self, place: int) -> None:
        towards = 1 if self._end >= self._start else -1
        number = self._start + towards * place * self._step
        self.entered.emit(format(number.normalize(), "f"))

    @Slot()
    def _on_clear(self) -> None:
        self.entered.emit("")


class _ScaleLine(LineControl):
    """The number itself."""

    def value_of(self, text: str) -> str | None:
        text = text.strip().replace(",", ".")
        if not text:
            return ""
        try:
            return format(Decimal(text), "f")
        except InvalidOperation:
            return None

    def complaint(self) -> str:
        return self.tr("This is not a number. What stood here before is kept.")

    def width_in_characters(self) -> int:
        return 8


def _scale(state: NodeState) -> tuple[Decimal, Decimal, Decimal]:
    """Start, end and step of a range question; the form's default is 0 to 10 by 1."""
    values = []
    for name, usual in (("start", "0"), ("end", "10"), ("step", "1")):
        try:
            values.append(Decimal(state.attributes.get(name, usual)))
        except InvalidOperation:
            values.append(Decimal(usual))
    start, end, step = values
    return start, end, abs(step) or Decimal(1)
