"""What the page of submission has done about sending, and about receipts, on which lane."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.domain.submissions import ReceiptShown
from desktop_app.ui.changes import Changes
from desktop_app.ui.errors import problem_of
from desktop_app.ui.submission.given import SendingDeeds
from desktop_app.ui.submission.words import (
    other_approval_words,
    other_review_words,
    unverifiable_words,
)
from desktop_app.ui.synchronising.given import Done, Errand
from desktop_app.ui.tasks import Lane
from desktop_app.ui.widgets import BannerKind
from desktop_app.ui.windows.page import Given
from desktop_app.ui.wording import left_to_right
from review_protocol.names import ContentId


class SendingErrands(QObject):
    """Each is done behind what was typed so far.

    Signals:
        working: (str) This is being done.
        said: (BannerKind, str) It is done, or cannot be just now.
        failed: (error)
        reload_wanted: (str) Something may have come: read the response anew, and say this.
        begun: (Task) Work off the store lane that has the profile open until it has ended.
    """

    working = Signal(str)
    said = Signal(object, str)
    failed = Signal(object)
    reload_wanted = Signal(str)
    begun = Signal(object)

    def __init__(self, given: Given, deeds: SendingDeeds, parent: QObject) -> None:
        super().__init__(parent)
        self._given, self._deeds = given, deeds

    @Slot()
    def submit(self) -> None:
        """By line, where nothing else is on the line."""
        server, deed = self._given.server, self._deeds.submit
        if server is None or deed is None:
            return
        errand = Errand(
            work=deed,
            owner=self,
            on_done=self._on_submitted,
            on_error=self._on_failed,
        )
        if server.carry(errand):
            self.working.emit(self.tr("Submitting…"))
            return
        wait = self.tr("A synchronisation is under way. Submit when it has ended.")
        self.said.emit(BannerKind.WAIT, wait)

    @Slot(object)
    def write_file(self, file: Path) -> None:
        """For the courier."""
        deed = self._deeds.submit_file
        done = self.tr(
            "The file for the courier is written: {name}. Send it to the secretariat, and take "
            "its reply in on the page “Exchange”."
        ).format(name=left_to_right(file.name))
        there = self.tr("The secretariat has it already: no file was written.")
        self._do(
            deed and partial(deed, file),
            self.tr("Writing the file…"),
            lambda receipt: done if receipt is None else there,
        )

    @Slot(str)
    def ask_reopening(self, reason: str) -> None:
        """The next round brings it, or the next file."""
        deed = self._deeds.ask_reopening
        done = self.tr(
            "The request is ready. It goes with the next synchronisation, or in a file for a "
            "courier."
        )
        self._do(
            deed and partial(deed, reason),
            self.tr("Asking the secretariat…"),
            lambda _outcome: done,
        )

    @Slot(object, object)
    def print_receipt(self, name: ContentId | None, file: Path) -> None:
        """As PDF."""
        deed = self._deeds.print_receipt
        # It only reads, but the program that sets pages may take seconds to load.
        self._do(
            deed and partial(deed, name, file),
            self.tr("Setting the pages…"),
            self._saved(file),
            lane=Lane.NETWORK,
            only_reads=True,
        )

    @Slot(object, object)
    def save_receipt(self, name: ContentId | None, file: Path) -> None:
        """As the server signed it."""
        deed = self._deeds.save_receipt
        self._do(
            deed and partial(deed, name, file),
            self.tr("Writing the file…"),
            self._saved(file),
            only_reads=True,
        )

    @Slot(object)
    def verify(self, name: ContentId | None) -> None:
        """Say whether it may be relied on."""
        deed = self._deeds.verify
        if deed is not None:
            self._behind_what_was_typed()
            self._given.runner.submit(
                partial(deed, name),
                owner=self,
                on_done=self._on_verified,
                on_error=self.failed.emit,
            )

    def _saved(self, file: Path) -> Callable[[object], str]:
        words = self.tr("Saved as {name}. The file is not encrypted.").format(name=file.name)
        return lambda _outcome: words

    def _on_submitted(self, done: Done) -> None:
        """With a round anything may have come, even if what was sent was then refused."""
        if done.error is not None and not done.so_far.came:
            self._on_failed(done.error)
            return
        words, kind = self.tr("Submitted."), BannerKind.INFO
        if done.error is not None:
            problem, kind = problem_of(done.error), BannerKind.WAIT
            words = " ".join(filter(None, (problem.happened, problem.advice)))
        self.said.emit(kind, words)
        self.reload_wanted.emit(words)

    def _on_verified(self, receipt: ReceiptShown) -> None:
        other = other_review_words(receipt)
        if receipt.is_verified is None:
            self.said.emit(BannerKind.INFO, " ".join([unverifiable_words(), *other]))
        elif not receipt.is_verified:
            bad = self.tr("The receipt does not fit what was approved. Tell the secretariat.")
            self.said.emit(BannerKind.WAIT, " ".join([bad, *other]))
        elif receipt.other is not None:
            words = other_approval_words(receipt.other)
            self.said.emit(BannerKind.WAIT, " ".join([words, *other]))
        else:
            good = self.tr("The receipt is the server's, and it is of what was approved.")
            kind = BannerKind.RISK if other else BannerKind.INFO
            self.said.emit(kind, " ".join([good, *other]))

    def _do(
        self,
        deed: Callable[[], object] | None,
        doing: str,
        done: Callable[[object], str],
        *,
        lane: Lane = Lane.STORE,
        only_reads: bool = False,
    ) -> None:
        """Do it, and say what it came to; who ``only_reads`` changes nothing that is shown."""
        if deed is None:
            return
        self.working.emit(doing)
        self._behind_what_was_typed()
        task = self._given.runner.submit(
            deed,
            owner=self,
            on_done=lambda outcome: self._on_done(done(outcome), only_reads=only_reads),
            on_error=self.failed.emit if only_reads else self._on_failed,
            lane=lane,
        )
        if lane is not Lane.STORE:
            self.begun.emit(task)

    def _behind_what_was_typed(self) -> None:
        self._given.response.leave()
        self._given.autosave.flush()

    def _on_done(self, words: str, *, only_reads: bool) -> None:
        self.said.emit(BannerKind.INFO, words)
        if not only_reads:
            self._given.hub.tell(Changes(exchange=True), self.parent())

    def _on_failed(self, error: Exception) -> None:
        """It may lie ready all the same, for the next time that there is a line."""
        self.failed.emit(error)
        self._given.hub.tell(Changes(exchange=True), self.parent())
