"""The timeline at home: the line, each step in words, and the ways to enter dates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.responses import DossierInfo
from desktop_app.domain.timelines import DatedStep, Timeline
from desktop_app.services import timeline as service
from desktop_app.ui.dates.dialogs import FinishStep, MoveStep
from desktop_app.ui.dates.picture import TimelinePicture
from desktop_app.ui.dates.shapes import StandingShape
from desktop_app.ui.dates.words import dispute_words, moved_words, standing_words, step_title
from desktop_app.ui.dialogs.dialog import Dialog
from desktop_app.ui.errors import problem_of
from desktop_app.ui.tasks import TaskRunner
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets import Button, ButtonKind, CardFrame, Foot, Ink, Text, column, row
from desktop_app.ui.wording import day_words
from desktop_app.ui.work import Work
from review_protocol.timelines import START, Standing


class TimelineCard(CardFrame):
    """Hidden while the questionnaire has no steps, or nothing was read yet.

    Signals:
        entered: A date was entered and is written.
    """

    entered = Signal()

    def __init__(
        self,
        info: DossierInfo,
        language: str,
        runner: TaskRunner | None = None,
        work: Work | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("timeline")
        self._info, self._language = info, language
        self._runner, self._work = runner, work
        self._timeline: Timeline | None = None
        self._picture = TimelinePicture()
        self._start = Text("", TypeRole.HINT, ink=Ink.SOFT)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(Measure.SMALL)
        self.body.addWidget(Text(self.tr("Timeline"), TypeRole.QUESTION, strong=True))
        self.body.addWidget(self._picture)
        self.body.addWidget(self._start)
        self.body.addLayout(self._lines)
        self._enter = Button(self.tr("Enter the start of the review…"), name="enter-start")
        self._enter.clicked.connect(self._on_start)
        self.body.addWidget(Foot([self._enter]))
        self.hide()

    def show_timeline(self, timeline: Timeline) -> None:
        """Show this one, unless it is shown already."""
        if timeline == self._timeline:
            return
        self._timeline = timeline
        self._picture.show_timeline(timeline)
        self._picture.setVisible(any(each.due or each.actual for each in timeline.steps))
        self._show_start(timeline)
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for number, step in enumerate(timeline.steps, start=1):
            self._lines.addWidget(self._line(number, step, may_revise=timeline.may_revise))
        self.setVisible(bool(timeline.steps))

    def step_line(self, step: str) -> QWidget | None:
        """The line that tells of a step."""
        for line in self.findChildren(QWidget, "step"):
            if line.property("step") == step and not line.isHidden():
                return line
        return None

    def _show_start(self, timeline: Timeline) -> None:
        if timeline.start is None:
            self._start.setText(self.tr("It is not known when the review began."))
        else:
            words = self.tr("The review began on {day}. Days end in Vienna.")
            self._start.setText(words.format(day=day_words(timeline.start)))
        self._enter.setVisible(timeline.start is None and timeline.may_revise)

    def _line(self, number: int, step: DatedStep, *, may_revise: bool) -> QWidget:
        line = QWidget()
        line.setObjectName("step")
        line.setProperty("step", step.step)
        title = step_title(step, self._language)
        is_missed = step.standing is Standing.MISSED
        standing = standing_words(step)
        words = [
            Text(self.tr("{number}. {title}").format(number=number, title=title)),
            Text(standing, TypeRole.HINT, ink=Ink.WAIT if is_missed else Ink.SOFT),
        ]
        for more, ink in ((moved_words(step), Ink.SOFT), (dispute_words(step), Ink.WAIT)):
            if more:
                words.append(Text(more, TypeRole.HINT, ink=ink))
        shape = StandingShape(step.standing)
        parts: list[QWidget] = []
        if may_revise:
            parts = [
                self._way(self.tr("Move…"), "move-step", step, f"{title}. {standing}"),
                self._way(self.tr("Done…"), "finish-step", step, f"{title}. {standing}"),
            ]
        whole = row(shape, column(*words, spacing=0), *parts)
        whole.setStretch(1, 1)
        for piece in (shape, *parts):
            whole.setAlignment(piece, Qt.AlignmentFlag.AlignTop)
        line.setLayout(whole)
        return line

    def _way(self, words: str, name: str, step: DatedStep, about: str) -> Button:
        way = Button(words, kind=ButtonKind.LINK, name=name)
        way.setAccessibleName(f"{words} {about}")
        way.clicked.connect(partial(self._open, name, step))
        return way

    def _open(self, name: str, step: DatedStep) -> None:
        assert self._timeline is not None
        title = step_title(step, self._language)
        day = self._timeline.day
        if name == "move-step":
            move = MoveStep(step, title, day, self.window())
            move.agreed.connect(partial(self._move, move))
            move.open()
        else:
            finish = FinishStep(step, title, day, self.window())
            finish.agreed.connect(partial(self._finish, finish))
            finish.open()

    @Slot()
    def _on_start(self) -> None:
        title = self.tr("Start of the review")
        self._open("move-step", DatedStep(step=START, titles={"en": title}, after=START))

    def _move(self, dialog: Dialog, step: str, day: date, reason: str) -> None:
        if self._work is not None:
            self._run(dialog, self._work(service.revise, self._info, step, day, reason))

    def _finish(self, dialog: Dialog, step: str, day: date | None) -> None:
        if self._work is not None:
            self._run(dialog, self._work(service.note_done, self._info, step, day))

    def _run(self, dialog: Dialog, work: Callable[[], object]) -> None:
        def done(_nothing: object) -> None:
            dialog.accept()
            self.entered.emit()

        if self._runner is not None:
            dialog.begin_work(self.tr("One moment…"))
            self._runner.submit(
                work,
                owner=dialog,
                on_done=done,
                on_error=lambda error: dialog.show_problem(problem_of(error)),
            )
