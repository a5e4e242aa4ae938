"""Entering dates of a step: another day with a reason, or the day on which it was done."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, Signal, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop_app.domain.timelines import DatedStep
from desktop_app.ui.dates.words import counts_words, moved_words, standing_words
from desktop_app.ui.dialogs.day_edit import DayEdit
from desktop_app.ui.dialogs.dialog import Dialog
from desktop_app.ui.theme import Measure, TypeRole, font_for
from desktop_app.ui.widgets import Button, ButtonKind, Ink, Text
from desktop_app.ui.widgets.field import Field
from review_protocol.timelines import START

translate = QCoreApplication.translate
_LINES = 3


class MoveStep(Dialog):
    """Another day for a step, and why. Notices of the old day stop.

    Signals:
        agreed: (step, date, reason) Then `accept`, or `show_problem`.
    """

    agreed = Signal(str, object, str)

    def __init__(
        self, step: DatedStep, title: str, today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self._step = step
        self.set_title(self.tr("Move to another day"))
        _add_step(self, step, title)
        self._day = DayEdit("new-day", days=0, is_free=True)
        self._day.setDate(_shown(step.due if step.due and step.due >= today else today))
        self.body.addWidget(Field(self.tr("The new day; it ends in Vienna"), self._day))
        self._reason = QPlainTextEdit()
        self._reason.setObjectName("reason")
        self._reason.setTabChangesFocus(True)
        line = QFontMetrics(font_for(TypeRole.BODY)).lineSpacing()
        self._reason.setFixedHeight(line * _LINES + 2 * Measure.SMALL)
        self._why = Field(self.tr("Why it is moved"), self._reason)
        self.body.addWidget(self._why)
        hint = self.tr("The other members learn of it with the next exchange.")
        self.body.addWidget(Text(hint, TypeRole.HINT, ink=Ink.SOFT))
        _add_counting(self, step.due if step.by_secretariat else None)
        self.add_close_button(self.tr("Leave it as it is"))
        go = Button(self.tr("Move it"), kind=ButtonKind.PRIMARY, name="move")
        go.clicked.connect(self._on_agreed)
        self.add_buttons(go)

    @Slot()
    def _on_agreed(self) -> None:
        reason = self._reason.toPlainText().strip()
        if not reason:
            self._why.show_fault(self.tr("Write why it is moved."))
            self._reason.setFocus()
            return
        self._why.show_fault("")
        self.agreed.emit(self._step.step, self._day.day, reason)


class FinishStep(Dialog):
    """On which day a step was done; or that it is not done after all.

    Signals:
        agreed: (step, date or None) Then `accept`, or `show_problem`.
    """

    agreed = Signal(str, object)

    def __init__(
        self, step: DatedStep, title: str, today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self._step = step
        self.set_title(self.tr("Note that it is done"))
        _add_step(self, step, title)
        self._day = DayEdit("day-done", days=0, is_free=True)
        self._day.setMaximumDate(_shown(today))
        self._day.setDate(_shown(step.actual or today))
        self.body.addWidget(Field(self.tr("Done on this day"), self._day))
        _add_counting(self, step.actual if step.done_by_secretariat else None)
        self.add_close_button(self.tr("Leave it as it is"))
        if step.actual is not None:
            undo = Button(self.tr("Not done after all"), name="not-done")
            undo.clicked.connect(self._on_undone)
            self.add_buttons(undo)
        go = Button(self.tr("Note it as done"), kind=ButtonKind.PRIMARY, name="done")
        go.clicked.connect(self._on_agreed)
        self.add_buttons(go)

    @Slot()
    def _on_agreed(self) -> None:
        self.agreed.emit(self._step.step, self._day.day)

    @Slot()
    def _on_undone(self) -> None:
        self.agreed.emit(self._step.step, None)


def _add_counting(dialog: Dialog, day: date | None) -> None:
    """That the secretariat's date goes before what is entered here, if it has one."""
    if words := counts_words(day):
        dialog.body.addWidget(Text(words, TypeRole.HINT, ink=Ink.WAIT))


def _add_step(dialog: Dialog, step: DatedStep, title: str) -> None:
    dialog.body.addWidget(Text(title, TypeRole.QUESTION, strong=True))
    has_none = step.step == START and step.due is None  # it waits for nothing but this
    standing = "" if has_none else f"{standing_words(step)}."
    words = " ".join(filter(None, (standing, moved_words(step))))
    if words:
        dialog.body.addWidget(Text(words, TypeRole.HINT, ink=Ink.SOFT))


def _shown(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
