"""Days, times of day, and both: typed as text, or picked from a calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Slot
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.nodes import NodeState
from desktop_app.ui.questionnaire.fields.control import Control
from desktop_app.ui.questionnaire.fields.line_control import LineControl
from desktop_app.ui.questionnaire.fields.moments import (
    read_date,
    read_time,
    written_time,
    zone_of,
)
from desktop_app.ui.theme import Measure
from desktop_app.ui.widgets import Button, ButtonKind, Ink, Text
from desktop_app.ui.wording import day_words


class _DayLine(LineControl):
    """A day as text."""

    def value_of(self, text: str) -> str | None:
        if not text.strip():
            return ""
        day = read_date(text, QLocale())
        return day.isoformat() if day else None

    def text_of(self, value: str) -> str:
        try:
            return day_words(date.fromisoformat(value[:10]))
        except ValueError:
            return value

    def complaint(self) -> str:
        example = day_words(date(2024, 3, 31))
        text = self.tr(
            "This is not a date. Write it as {example} or 2024-03-31; what stood here"
            " before is kept."
        )
        return text.format(example=example)

    def width_in_characters(self) -> int:
        return 28


class DateControl(Control):
    """A day: typed, with the month in letters when it is shown, or from a calendar."""

    def __init__(self, state: NodeState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day = _DayLine(state, self)
        self._day.entered.connect(self.entered)
        self._day.stuck.connect(self.stuck)
        self._open = Button(self.tr("Calendar"), kind=ButtonKind.LINK, name="open-calendar")
        self._open.clicked.connect(self._on_open)
        self._value = state.value
        self._popup: QCalendarWidget | None = None
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(Measure.SMALL)
        across.addWidget(self._day)
        across.addWidget(self._open)
        across.addStretch()
        self.apply(state)

    def apply(self, state: NodeState) -> None:
        self._value = state.value
        self._day.apply(state)
        self._open.setEnabled(not state.readonly)

    def target(self) -> QWidget:
        return self._day.target()

    def describe(self, name: str, description: str) -> None:
        super().describe(name, description)
        self._open.setAccessibleDescription(name)

    def leave(self) -> None:
        self._day.leave()

    @Slot()
    def _on_open(self) -> None:
        if self._popup is None:
            self._popup = QCalendarWidget(self)
            self._popup.setWindowFlag(Qt.WindowType.Popup)
            self._popup.setVerticalHeaderFormat(
                QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader
            )
            self._popup.activated.connect(self._on_picked)
            self._popup.clicked.connect(self._on_picked)
        chosen = QDate.fromString(self._value[:10], Qt.DateFormat.ISODate)
        if chosen.isValid():
            self._popup.setSelectedDate(chosen)
        self._popup.move(self.mapToGlobal(QPoint(0, self.height())))
        self._popup.show()
        self._popup.setFocus()

    @Slot(QDate)
    def _on_picked(self, day: QDate) -> None:
        if self._popup is not None:
            self._popup.hide()
        self.entered.emit(day.toString(Qt.DateFormat.ISODate))
        self.target().setFocus()


class TimeControl(LineControl):
    """A time of day."""

    def value_of(self, text: str) -> str | None:
        if not text.strip():
            return ""
        moment = read_time(text)
        return f"{moment:%H:%M:%S}.000" if moment else None

    def text_of(self, value: str) -> str:
        try:
            return written_time(time.fromisoformat(value.partition("+")[0].rstrip("Z")))
        except ValueError:
            return value

    def complaint(self) -> str:
        return self.tr("This is not a time. Write it as 14:30; what stood here before is kept.")

    def width_in_characters(self) -> int:
        return 14


class DateTimeControl(Control):
    """A day and a time in this computer's zone, which stands beside it."""

    def __init__(self, state: NodeState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = ""
        self._day = _DayLine(_part(state, ""), self)
        self._time = TimeControl(_part(state, ""), self)
        self._zone = Text("", ink=Ink.SOFT, wraps=False)
        for line in (self._day, self._time):
            line.entered.connect(self._on_entered)
            line.stuck.connect(self.stuck)
        across = QHBoxLayout()
        across.setSpacing(Measure.SMALL)
        across.addWidget(self._day)
        across.addWidget(self._time)
        across.addWidget(self._zone)
        across.addStretch()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addLayout(across)
        self._day_value = self._time_value = ""
        self.apply(state)

    def apply(self, state: NodeState) -> None:
        if state.value != self._value or not state.value:
            self._take(state.value)
        self._day.apply(_part(state, self._day_value))
        self._time.apply(_part(state, self._time_value))

    def target(self) -> QWidget:
        return self._day.target()

    def describe(self, name: str, description: str) -> None:
        self._day.describe(name, description)
        self._time.describe(self.tr("Time"), name)

    def leave(self) -> None:
        self._day.leave()
        self._time.leave()

    def _take(self, value: str) -> None:
        if value == self._value:
            return
        self._value = value
        try:
            moment = datetime.fromisoformat(value).astimezone()
        except (ValueError, OverflowError, OSError):  # or in no year that there is here
            self._day_value = self._time_value = ""
            self._zone.setText("")
            return
        self._day_value = moment.date().isoformat()
        self._time_value = f"{moment:%H:%M:%S}.000"
        self._zone.setText(zone_of(moment))

    @Slot(str)
    def _on_entered(self, _part_value: str) -> None:
        self._day_value = self._day.kept()
        self._time_value = self._time.kept()
        if not self._day_value and not self._time_value:
            self._enter("")
        elif self._day_value and self._time_value:
            naive = f"{self._day_value}T{self._time_value}"
            moment = datetime.fromisoformat(naive).astimezone()
            self._zone.setText(zone_of(moment))
            self._enter(moment.isoformat(timespec="milliseconds"))

    def _enter(self, value: str) -> None:
        if value != self._value:
            self._value = value
            self.entered.emit(value)


def _part(state: NodeState, value: str) -> NodeState:
    """The state of one of the two lines."""
    return replace(state, value=value)
