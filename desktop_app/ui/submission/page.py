"""The page of submission: what is missing, approving, what was approved, sending it."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QDir, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.reports import FileKind
from desktop_app.domain.responses import Status
from desktop_app.domain.submissions import (
    ChangedAnswer,
    Completeness,
    FinalApproval,
    Sending,
)
from desktop_app.errors import AppError, UnknownReference
from desktop_app.services import clearing
from desktop_app.services.completeness import card_around, gathering
from desktop_app.services.response import Edit
from desktop_app.ui.changes import Changes
from desktop_app.ui.errors import problem_of
from desktop_app.ui.slices import Slices
from desktop_app.ui.submission.approve_card import ApproveCard
from desktop_app.ui.submission.approved_card import ApprovedCard
from desktop_app.ui.submission.changed_card import ChangedCard
from desktop_app.ui.submission.given import Look, SubmissionDeeds
from desktop_app.ui.submission.missing_card import MissingCard
from desktop_app.ui.submission.receipts_card import ReceiptsCard
from desktop_app.ui.submission.sending_card import SendingCard
from desktop_app.ui.submission.sending_errands import SendingErrands
from desktop_app.ui.submission.words import approval_words, reopened_words
from desktop_app.ui.tasks import Lane
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets import Banner, BannerKind, BusyLine, CardFrame, Ink, Text, column
from desktop_app.ui.widgets.laid_out import laid_out
from desktop_app.ui.windows.page import Given, Page

T = TypeVar("T")


class SubmissionPage(Page):
    """How far a response is on its way to the secretariat.

    Signals:
        begun: (Task) Work off the store lane that has the profile open until it has ended.
    """

    begun = Signal(object)

    def __init__(
        self,
        given: Given,
        deeds: SubmissionDeeds,
        *,
        settling_page: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(given, parent=parent)
        self.setObjectName("submission-page")
        self._deeds, self._settling_page = deeds, settling_page
        self._look: Look | None = None
        self._gathering: Slices | None = None
        self._clearing: Slices | None = None
        self._cleared: set[NodeKey] = set()
        self._banner = Banner()
        self._busy = BusyLine()
        self._parts = QVBoxLayout()
        self._parts.setSpacing(Measure.LARGE)
        self._approve: ApproveCard | None = None
        self._approved: ApprovedCard | None = None
        self._sending: SendingCard | None = None
        self.errands = SendingErrands(given, deeds.sending, self)
        self._hear(self.errands)
        self.body.setSpacing(Measure.LARGE)
        self.body.addWidget(Text(self.tr("Submission"), TypeRole.PAGE, strong=True))
        for piece in (self._banner, self._busy):
            self.body.addWidget(piece)
        self.body.addLayout(self._parts)
        self.body.addStretch(1)

    def concerns(self, changes: Changes) -> bool:
        return bool(changes.cards or changes.structure or changes.people or changes.exchange)

    def reload(self) -> None:
        """Ask how it stands, behind what was typed so far."""
        if self._look is None:
            self._busy.start(self.tr("Looking at what is missing…"))
        self._after_saving(self._deeds.look, on_done=self._on_looked)

    def start(self) -> None:
        """Put the keyboard on the first thing that can be done."""
        first = next(laid_out(self._parts), None)
        target = first.nextInFocusChain() if first is not None else None
        if target is not None:
            target.setFocus()

    # What is shown

    def _on_looked(self, look: Look) -> None:
        self._look = look
        if self._gathering is not None:
            self._gathering.stop()
        response = self.given.response
        steps = gathering(response, look.aside)  # what changed has a card of its own
        self._gathering = Slices(steps, self)
        self._gathering.done.connect(self._on_gathered)
        self._gathering.failed.connect(self._on_failed)
        self._gathering.start()

    @Slot(object)
    def _on_gathered(self, found: Completeness) -> None:
        self._gathering = None
        self._busy.stop()
        if self._look is not None:
            self.show_state(self._look, found)

    def show_state(self, look: Look, found: Completeness) -> None:
        """Show this, in the place of what was shown."""
        self._clear()
        state = look.state
        response = self.given.response
        changed = clearing.shown_of(response, state.changed)
        if state.is_locked and state.latest is not None:
            self._add_approved(state.latest, look)
            if changed:
                self._add_changed(changed, may_decide=False)
        else:
            if changed:
                self._add_changed(changed, may_decide=state.may_approve)
            self._add_approving(look, found)
        self._add_receipts(look.state.sending)
        self._add_former(look)

    def _add_receipts(self, sending: Sending) -> None:
        """All there are, unless the one that is shown is the only one."""
        shown = {sending.receipt.id} if sending.receipt is not None else set()
        if {each.id for each in sending.receipts} - shown:
            card = ReceiptsCard(sending.receipts, self._deeds.sending)
            self._follow(card)
            self._parts.addWidget(card)

    def _follow(self, card: SendingCard | ReceiptsCard) -> None:
        """Have done what is wanted with its receipts."""
        card.verify_wanted.connect(self.errands.verify)
        card.save_wanted.connect(self.errands.save_receipt)
        card.print_wanted.connect(self.errands.print_receipt)

    def _add_approved(self, latest: FinalApproval, look: Look) -> None:
        sending = self._deeds.sending
        if self.given.server is None:  # nothing sees to it that one talks at a time
            sending = replace(sending, submit=None)
        card = ApprovedCard(latest, look.state, can_ask=sending.ask_reopening is not None)
        card.print_wanted.connect(self._on_print)
        card.reopen_wanted.connect(self._on_reopen)
        card.asking_wanted.connect(self.errands.ask_reopening)
        self._approved = card
        self._parts.addWidget(card)
        can_send = sending.submit is not None or sending.submit_file is not None
        if not look.state.may_approve:  # how it stands is for everybody
            sending = replace(sending, submit=None, submit_file=None)
        if can_send or look.state.sending.receipt is not None:
            self._sending = SendingCard(look.state.sending, sending)
            self._sending.submit_wanted.connect(self.errands.submit)
            self._sending.file_wanted.connect(self.errands.write_file)
            self._follow(self._sending)
            self._parts.addWidget(self._sending)

    def _add_approving(self, look: Look, found: Completeness) -> None:
        response = self.given.response
        finished = len(clearing.finished(response))
        missing = MissingCard(found)
        missing.chosen.connect(self._on_chosen)
        self._parts.addWidget(missing)
        card = ApproveCard(look.state, found, response.progress(), finished)
        card.finished_wanted.connect(self._on_finished)
        card.whole_wanted.connect(self._on_whole)
        card.settling_wanted.connect(self._on_settling)
        card.preview_wanted.connect(self.report_wanted)
        if self._clearing is not None:
            card.begin_finished()
        self._approve = card
        self._parts.addWidget(card)

    def _add_changed(self, changed: tuple[ChangedAnswer, ...], *, may_decide: bool) -> None:
        card = ChangedCard(changed, self.given.response, may_decide=may_decide)
        card.chosen.connect(self._on_chosen)
        card.anew_wanted.connect(self._on_anew)
        card.back_wanted.connect(self._on_back)
        self._parts.addWidget(card)

    def _add_former(self, look: Look) -> None:
        """Approvals that were opened again, the latest first."""
        former = [each for each in look.state.approvals if each.reopened is not None]
        if not former:
            return
        card = CardFrame()
        card.setObjectName("former")
        card.body.addWidget(Text(self.tr("Earlier approvals"), strong=True))
        for each in reversed(former):
            assert each.reopened is not None
            again = Text(reopened_words(each.reopened), TypeRole.HINT, ink=Ink.SOFT)
            card.body.addLayout(column(Text(approval_words(each)), again, spacing=0))
        self._parts.addWidget(card)

    def _clear(self) -> None:
        self._approve = self._approved = self._sending = None
        while (item := self._parts.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    # Question by question

    @Slot(object)
    def _on_chosen(self, key: NodeKey) -> None:
        try:
            self.given.response.state(key)
        except UnknownReference:  # it stood in a row that is gone
            return
        self.node_chosen.emit(key)

    @Slot()
    def _on_settling(self) -> None:
        self.page_chosen.emit(self._settling_page)

    @Slot()
    def _on_finished(self) -> None:
        """Each takes a millisecond or so, and there may be hundreds."""
        if self._clearing is not None:
            return
        if self._approve is not None:
            self._approve.begin_finished()
        self._cleared = set()
        self._clearing = Slices(self._clear_finished(), self)
        self._clearing.done.connect(self._on_cleared)
        self._clearing.failed.connect(self._on_clearing_failed)
        self._clearing.start()

    def _clear_finished(self) -> Generator[None, None, None]:
        response = self.given.response
        for card in tuple(response.outline.cards()):
            if not self.isEnabled():  # the response is being left, and what was done is saved
                return
            try:
                done = clearing.approve_finished(response, (card,))
            except UnknownReference:  # it stood in a row that is gone since
                continue
            self._cleared.update(done.approved)
            yield

    @Slot()
    def _on_cleared(self) -> None:
        self._clearing = None
        self._end_work()
        if self.isEnabled():
            self._note(frozenset(self._cleared))

    @Slot(object)
    def _on_clearing_failed(self, error: Exception) -> None:
        """What was approved before stays so."""
        self._on_cleared()
        self._on_failed(error)

    @Slot(object)
    def _on_anew(self, changed: ChangedAnswer) -> None:
        card = card_around(self.given.response, changed.key)
        if card is not None:
            self._step(
                lambda: self.given.response.set_status(card, Status.CLEARED), frozenset({card})
            )

    @Slot(object)
    def _on_back(self, changed: ChangedAnswer) -> None:
        card = card_around(self.given.response, changed.key)
        if card is not None:
            self._step(
                lambda: clearing.bring_back(self.given.response, changed),
                frozenset({card}),
                frozenset({changed.key}),
            )

    def _step(
        self,
        step: Callable[[], Edit | None],
        cards: frozenset[NodeKey],
        nodes: frozenset[NodeKey] = frozenset(),
    ) -> None:
        """Do it on the response, have it stored, and tell every view, this one too."""
        try:
            step()
        except AppError as error:
            self._on_failed(error)
            return
        self._note(cards, nodes)

    def _note(self, cards: frozenset[NodeKey], nodes: frozenset[NodeKey] = frozenset()) -> None:
        self._banner.hide()
        self.given.response.leave()
        self.given.autosave.touch()
        self.given.hub.tell(Changes(cards=cards, nodes=nodes), self)

    # The whole

    @Slot(str)
    def _on_whole(self, reason: str) -> None:
        if self._approve is not None:
            self._approve.begin_work()
        self._after_saving(partial(self._deeds.approve, reason), on_done=self._on_approved)

    def _on_approved(self, approval: FinalApproval) -> None:
        words = self.tr(
            "The response is approved and locked: {approval}. Tell the others by an exchange "
            "file."
        )
        self.reload_wanted.emit(words.format(approval=approval_words(approval)))

    @Slot(str)
    def _on_reopen(self, reason: str) -> None:
        if self._approved is not None:
            self._approved.begin_work(self.tr("Opening the response again…"))
        self._after_saving(partial(self._deeds.reopen, reason), on_done=self._on_reopened)

    def _on_reopened(self, _nothing: None) -> None:
        words = self.tr("The response is open again. Tell the others by an exchange file.")
        self.reload_wanted.emit(words)

    @Slot(int, object)
    def _on_print(self, number: int, kind: FileKind) -> None:
        name = f"{self.given.response.info.party} {number}.{kind}"
        filters = {
            FileKind.PDF: self.tr("PDF (*.pdf)"),
            FileKind.WORD: self.tr("Word (*.docx)"),
        }
        file, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Save what was approved"),
            str(Path(QDir.homePath()) / name),
            filters[kind],
        )
        if file:
            self.print_to(number, Path(file), kind)

    def print_to(self, number: int, file: Path, kind: FileKind) -> None:
        """Write what was approved into a file."""
        if self._approved is not None:
            self._approved.begin_work(self.tr("Setting the pages…"))
        task = self.given.runner.submit(
            partial(self._deeds.print_approved, number, file, kind),
            owner=self,
            on_done=lambda _done: self._on_printed(file),
            on_error=self._on_failed,
            lane=Lane.NETWORK,
        )
        self.begun.emit(task)

    def _on_printed(self, file: Path) -> None:
        self._end_work()
        words = self.tr("Saved as {name}. The file is not encrypted.").format(name=file.name)
        self._banner.show_message(BannerKind.INFO, words)
        self.scroll_to_top()

    # Sending

    def _hear(self, errands: SendingErrands) -> None:
        errands.working.connect(self._on_sending)
        errands.said.connect(self._on_said)
        errands.failed.connect(self._on_failed)
        errands.reload_wanted.connect(self.reload_wanted)
        errands.begun.connect(self.begun)

    @Slot(str)
    def _on_sending(self, doing: str) -> None:
        if self._sending is not None:
            self._sending.busy.start(doing)

    @Slot(object, str)
    def _on_said(self, kind: BannerKind, words: str) -> None:
        self._end_work()
        self._banner.show_message(kind, words)
        self.scroll_to_top()

    # All of it

    def _after_saving(self, work: Callable[[], T], *, on_done: Callable[[T], object]) -> None:
        """Do it on the store lane, behind what was typed so far."""
        self.given.response.leave()
        self.given.autosave.flush()
        self.given.runner.submit(work, owner=self, on_done=on_done, on_error=self._on_failed)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._busy.stop()
        self._end_work()
        problem = problem_of(error)
        self._banner.show_message(BannerKind.WAIT, problem.happened, problem.advice)
        self.scroll_to_top()

    def _end_work(self) -> None:
        for card in (self._approve, self._approved):
            if card is not None:
                card.end_work()
        if self._sending is not None:
            self._sending.busy.stop()
