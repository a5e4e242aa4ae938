"""What was approved: when, by whom, its digest; printing it, and opening it again."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.reports import FileKind
from desktop_app.domain.submissions import FinalApproval, Reopening, SubmissionState
from desktop_app.ui.icons import Icon
from desktop_app.ui.submission.reason_edit import ReasonEdit
from desktop_app.ui.submission.refusal_view import refusal_view
from desktop_app.ui.submission.words import approval_words, asked_words, beyond_recall_words
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
from desktop_app.ui.wording import isolated


class ApprovedCard(CardFrame):
    """The approval that locks the response.

    Signals:
        print_wanted: (number, FileKind)
        reopen_wanted: (reason)
        asking_wanted: (reason) Ask the secretariat to open it again.
    """

    print_wanted = Signal(int, object)
    reopen_wanted = Signal(str)
    asking_wanted = Signal(str)

    def __init__(
        self,
        approval: FinalApproval,
        state: SubmissionState,
        *,
        can_ask: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("approved")
        self._approval = approval
        self._reopen: ReasonEdit | None = None
        self.busy = BusyLine()
        self.body.setSpacing(Measure.MEDIUM)
        title = self.tr("Approved and locked")
        self.body.addWidget(Text(title, TypeRole.QUESTION, strong=True))
        self.body.addWidget(Text(approval_words(approval)))
        if approval.missing:
            self.body.addWidget(Text(self._missing_words()))
        if approval.is_doubled:
            twice = self.tr(
                "Another approval of this number was made at the same time. This one counts, "
                "on every computer."
            )
            self.body.addWidget(Text(twice, ink=Ink.WAIT))
        self.body.addLayout(self._digest())
        self.body.addWidget(Foot([self._printer(FileKind.PDF), self._printer(FileKind.WORD)]))
        self._add_reopening(state, can_ask=can_ask)
        self.body.addWidget(self.busy)

    def begin_work(self, what: str) -> None:
        """Something is being done."""
        if self._reopen is not None:
            self._reopen.begin_work()
        self.busy.start(what)

    def end_work(self) -> None:
        """It is done, or failed."""
        self.busy.stop()
        if self._reopen is not None:
            self._reopen.end_work()

    def _missing_words(self) -> str:
        words = self.tr("Approved although {count} questions are not complete: {reason}")
        return words.format(
            count=len(self._approval.missing), reason=isolated(self._approval.reason)
        )

    def _digest(self) -> QVBoxLayout:
        digits = Text(f"\u2066{self._approval.digits}\u2069", TypeRole.BODY)
        digits.setObjectName("content-digits")
        digits.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        hint = self.tr("Digest of what was approved; it stands on the printed response too.")
        return column(Text(hint, TypeRole.HINT, ink=Ink.SOFT), digits, spacing=Measure.HAIR)

    def _printer(self, kind: FileKind) -> Button:
        words = {
            FileKind.PDF: self.tr("Save as PDF…"),
            FileKind.WORD: self.tr("Save as Word…"),
        }
        button = Button(words[kind], icon=Icon.SAVE_FILE, name=f"print-{kind}")
        slot = self._on_pdf if kind is FileKind.PDF else self._on_word
        button.clicked.connect(slot)
        return button

    def _add_reopening(self, state: SubmissionState, *, can_ask: bool) -> None:
        asked, refused = state.sending.asked, state.sending.wish_not_taken
        if refused is not None:
            self.body.addWidget(refusal_view(refused))
        if state.reopening is Reopening.HERE:
            if state.sending.way and (words := beyond_recall_words(state.sending.way)):
                self.body.addWidget(Text(words, ink=Ink.WAIT))
            self._add_opener(self.tr("Open again…"))
            self._reopen = ReasonEdit(
                self.tr("Why it has to be opened again"),
                self.tr("Open the response again"),
                hint=self.tr("What was approved is kept as it was. Everybody can read this."),
                name="reopen",
                kind=ButtonKind.PLAIN,
            )
            self._reopen.given.connect(self.reopen_wanted)
            self.body.addWidget(self._reopen)
        elif asked is not None and state.reopening is Reopening.ASK_SECRETARIAT:
            self.body.addWidget(Text(asked_words(asked)))
        elif state.reopening is Reopening.ASK_SECRETARIAT and can_ask:
            self._add_opener(self.tr("Ask to open it again…"))
            self._reopen = ReasonEdit(
                self.tr("Why it has to be opened again"),
                self.tr("Ask the secretariat to open it again"),
                hint=self.tr("It was submitted, so only the secretariat can open it again."),
                name="ask-reopening",
                kind=ButtonKind.PLAIN,
            )
            self._reopen.given.connect(self.asking_wanted)
            self.body.addWidget(self._reopen)
        else:
            self.body.addWidget(Text(self._who_reopens(state), ink=Ink.SOFT))
        if self._reopen is not None:
            self._reopen.hide()

    def _add_opener(self, words: str) -> None:
        """A button that shows where the reason is written."""
        self._opener = Button(words, kind=ButtonKind.LINK, name="show-reopening")
        self._opener.clicked.connect(self._on_opener)
        self.body.addWidget(self._opener, 0, Qt.AlignmentFlag.AlignLeading)

    def _who_reopens(self, state: SubmissionState) -> str:
        if state.reopening is Reopening.ASK_SECRETARIAT:
            return self.tr("It was submitted, so only the secretariat can open it again.")
        words = self.tr("If something has to change, ask {name} to open it again.")
        if not state.focal_point:
            words = self.tr("If something has to change, ask the focal point to open it again.")
        return words.format(name=isolated(state.focal_point))

    @Slot()
    def _on_opener(self) -> None:
        if self._reopen is not None:
            self._opener.hide()
            self._reopen.show()
            self._reopen.setFocus()

    @Slot()
    def _on_pdf(self) -> None:
        self.print_wanted.emit(self._approval.number, FileKind.PDF)

    @Slot()
    def _on_word(self) -> None:
        self.print_wanted.emit(self._approval.number, FileKind.WORD)
