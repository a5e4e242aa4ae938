"""Approving: what is finished, and the whole; or who can."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop_app.domain.responses import Progress
from desktop_app.domain.submissions import Completeness, SubmissionState
from desktop_app.ui.icons import Icon
from desktop_app.ui.submission.reason_edit import ReasonEdit
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets import (
    BusyLine,
    Button,
    ButtonKind,
    CardFrame,
    Foot,
    Ink,
    Text,
    column,
)
from desktop_app.ui.widgets.progress_counts import ProgressCounts, counts_in_words
from desktop_app.ui.wording import isolated


class ApproveCard(CardFrame):
    """How far the response is, and what the focal point can approve of it.

    Signals:
        finished_wanted: Approve all questions that are finished.
        whole_wanted: (reason) Approve everything; "" if nothing is missing.
        settling_wanted: Go to the page where versions are settled.
        preview_wanted: Print or export the response as it is.
    """

    finished_wanted = Signal()
    whole_wanted = Signal(str)
    settling_wanted = Signal()
    preview_wanted = Signal()

    def __init__(
        self,
        state: SubmissionState,
        found: Completeness,
        progress: Progress,
        finished: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("approve")
        self.body.setSpacing(Measure.MEDIUM)
        self._reason: ReasonEdit | None = None
        self._whole: Button | None = None
        self._finished: Button | None = None
        self.busy = BusyLine()
        self.body.addWidget(Text(self.tr("Approve"), TypeRole.QUESTION, strong=True))
        counts = Text(counts_in_words(progress), TypeRole.HINT, ink=Ink.SOFT)
        self.body.addLayout(column(ProgressCounts(progress), counts, spacing=Measure.HAIR))
        preview = Button(
            self.tr("Preview…"), kind=ButtonKind.PLAIN, icon=Icon.PRINT, name="preview"
        )
        preview.clicked.connect(self.preview_wanted)
        if not state.may_approve:
            self._say_who(state)
            self.body.addWidget(Foot([preview]))
            return
        controls: list[QWidget] = [preview]
        if finished:
            self._finished = self._make_finished(finished)
            controls.insert(0, self._finished)
        self.body.addWidget(Foot(controls))
        self._add_whole(found)
        self.body.addWidget(self.busy)

    def begin_work(self) -> None:
        """The whole is being approved."""
        self._begin(self.tr("Approving, and working out what is frozen…"))

    def begin_finished(self) -> None:
        """What is finished is being approved."""
        self._begin(self.tr("Approving what is finished…"))

    def _begin(self, what: str) -> None:
        if self._finished is not None:
            self._finished.setEnabled(False)
        for control in (self._reason, self._whole):
            if isinstance(control, ReasonEdit):
                control.begin_work()
            elif control is not None:
                control.setEnabled(False)
        self.busy.start(what)

    def end_work(self) -> None:
        """It was not done."""
        self.busy.stop()
        if self._reason is not None:
            self._reason.end_work()
        for button in (self._whole, self._finished):
            if button is not None:
                button.setEnabled(True)

    def _say_who(self, state: SubmissionState) -> None:
        words = self.tr("The focal point approves: {name}.")
        if not state.focal_point:
            words = self.tr("The focal point approves.")
        self.body.addWidget(Text(words.format(name=isolated(state.focal_point))))

    def _make_finished(self, count: int) -> Button:
        words = self.tr("Approve what is finished ({count})").format(count=count)
        button = Button(words, icon=Icon.DONE, name="approve-finished")
        button.clicked.connect(self.finished_wanted)
        return button

    def _add_whole(self, found: Completeness) -> None:
        locks = self.tr(
            "Approving the whole response freezes it as it is now and locks it for everybody, "
            "until you open it again."
        )
        self.body.addWidget(Text(locks))
        if found.is_blocked:
            first = self.tr("Two versions of an answer have to be settled before.")
            self.body.addWidget(Text(first, ink=Ink.WAIT))
            go = Button(self.tr("Go to “To settle”"), icon=Icon.CONTINUE, name="to-settling")
            go.clicked.connect(self.settling_wanted)
            self.body.addWidget(Foot([go]))
        elif found.is_complete:
            words = self.tr("Approve and lock the response")
            self._whole = Button(words, kind=ButtonKind.PRIMARY, name="approve-whole")
            self._whole.clicked.connect(self._on_whole)
            self.body.addWidget(Foot([self._whole]))
        else:
            count = len(found.questions)
            hint = self.tr("Questions that are not complete: {count}. Everybody can read this.")
            self._reason = ReasonEdit(
                self.tr("Why it is approved although something is missing"),
                self.tr("Approve it all the same, and lock it"),
                hint=hint.format(count=count),
                name="approve-whole",
            )
            self._reason.given.connect(self.whole_wanted)
            self.body.addWidget(self._reason)

    @Slot()
    def _on_whole(self) -> None:
        self.whole_wanted.emit("")
