"""The exchange page: the server and files side by side, the digits to compare, one log."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.exchanges import ExchangeNote, Plan, SentFile
from desktop_app.errors import AppError, ServerRefused, SubmissionRefused
from desktop_app.ui.changes import Changes
from desktop_app.ui.errors import problem_of
from desktop_app.ui.exchange.given import ExchangeDeeds, SendWish, Standing, TakenReply
from desktop_app.ui.exchange.receive_card import ReceiveCard
from desktop_app.ui.exchange.send_card import SendCard
from desktop_app.ui.exchange.words import afterwards_words, log_words, note_words
from desktop_app.ui.submission_words import not_taken_words
from desktop_app.ui.synchronising.server_card import ServerCard
from desktop_app.ui.synchronising.synchroniser import Synchroniser
from desktop_app.ui.tasks import Handle, Lane, Task, WorkProgress
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets import Banner, BannerKind, CardFrame, Ink, Text, column
from desktop_app.ui.widgets.beside import Beside
from desktop_app.ui.windows.page import Given, Page
from desktop_app.ui.wording import isolated, left_to_right

T = TypeVar("T")
_MOST_NOTES = 50


class ExchangePage(Page):
    """The server, files out, files in."""

    def __init__(
        self,
        given: Given,
        deeds: ExchangeDeeds,
        *,
        people_page: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(given, characters=110, parent=parent)
        self._deeds, self._people_page = deeds, people_page
        self._looking: Task | None = None
        self._trouble = Banner()
        self._send, self._receive = SendCard(), ReceiveCard()
        self._server = ServerCard() if given.server is not None else None
        self._digits = Text("", TypeRole.QUESTION)
        self._digits.setObjectName("digits")
        self._log = QVBoxLayout()
        self._build()

    def concerns(self, changes: Changes) -> bool:
        return changes.exchange or changes.people or changes.files

    def reload(self) -> None:
        """Ask how it stands."""
        if self.given.server is not None:
            self.given.server.look()
        self.given.runner.submit(
            self._deeds.look,
            owner=self,
            on_done=self._show,
            on_error=self._on_look_failed,
        )

    def start(self) -> None:
        """Put the keyboard on receiving."""
        self._receive.setFocus()

    def _build(self) -> None:
        self.body.setSpacing(Measure.LARGE)
        self.body.addWidget(Text(self.tr("Exchange"), TypeRole.PAGE, strong=True))
        self.body.addWidget(self._trouble)
        self.body.addWidget(self._build_ways())
        self.body.addWidget(self._build_digits())
        self.body.addWidget(self._build_log())
        self.body.addStretch(1)
        self._send.send_wanted.connect(self._on_send_wanted)
        self._send.people_wanted.connect(self._on_people_wanted)
        self._receive.plan_wanted.connect(self._on_plan_wanted)
        self._receive.apply_wanted.connect(self._on_apply_wanted)
        self._receive.cancelled.connect(self._on_cancelled)
        self._receive.reply_wanted.connect(self._on_reply_wanted)
        if self._server is not None and self.given.server is not None:
            self._follow(self._server, self.given.server)

    def _build_ways(self) -> QWidget:
        """Side by side: the server, and what goes by files."""
        both = QWidget()
        if self._server is None:
            both.setLayout(Beside(self._send, self._receive))
            return both
        files = QWidget()
        files.setLayout(column(self._send, self._receive, spacing=Measure.LARGE))
        both.setLayout(Beside(self._server, files))
        return both

    def _follow(self, card: ServerCard, server: Synchroniser) -> None:
        server.changed.connect(card.show_state)
        card.file_chosen.connect(server.offer)
        card.agreed.connect(server.connect_to)
        card.left.connect(server.leave_offer)
        card.start_wanted.connect(server.start)
        card.stop_wanted.connect(server.stop)
        card.schedule_chosen.connect(server.choose)
        card.courier_wanted.connect(self._on_courier_wanted)
        self._receive.invitation_dropped.connect(server.offer)
        card.show_state(server.state)

    def _build_digits(self) -> CardFrame:
        card = CardFrame()
        card.body.addWidget(Text(self.tr("Do we hold the same?"), strong=True))
        card.body.addWidget(
            Text(
                self.tr(
                    "Read these digits to a colleague by telephone. The same digits there "
                    "mean that both of you hold exactly the same."
                ),
                TypeRole.HINT,
                ink=Ink.SOFT,
            )
        )
        card.body.addWidget(self._digits)
        return card

    def _build_log(self) -> CardFrame:
        card = CardFrame()
        card.body.addWidget(Text(self.tr("What went out and came in"), strong=True))
        self._log.setSpacing(Measure.SMALL)
        card.body.addLayout(self._log)
        return card

    def _show(self, standing: Standing) -> None:
        self._trouble.hide()
        self._send.show_people(standing.people)
        self._send.show_files(standing.files)
        # Digits run from left to right whatever the window does.
        self._digits.setText(f"\u2066{standing.digits}\u2069")
        while (item := self._log.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        if not standing.log:
            nothing = self.tr("Nothing yet.")
            self._log.addWidget(Text(nothing, ink=Ink.SOFT))
        for note in standing.log[:_MOST_NOTES]:
            self._log.addWidget(Text(log_words(note)))

    def _on_look_failed(self, error: Exception) -> None:
        problem = problem_of(error)
        self._trouble.show_message(BannerKind.WAIT, problem.happened, problem.advice)

    # Out

    @Slot(object)
    def _on_send_wanted(self, wish: SendWish) -> None:
        self._send.begin_work()
        self._after_saving(
            partial(self._deeds.send, wish),
            on_done=self._on_sent,
            on_error=self._on_send_failed,
        )

    def _on_sent(self, sent: SentFile) -> None:
        self._send.show_sent(sent)
        self.given.hub.tell(Changes(exchange=True, history=True), self)

    def _on_send_failed(self, error: Exception) -> None:
        self._send.show_problem(problem_of(error))

    # In

    @Slot(object)
    def _on_plan_wanted(self, paths: list[Path]) -> None:
        deeds = self._deeds

        def look(handle: Handle) -> Plan:
            return deeds.plan(paths, partial(_go_on, handle))

        self._looking = self.given.runner.submit_long(
            look,
            owner=self,
            on_done=self._receive.show_plan,
            on_error=self._on_receive_failed,
            on_progress=_ignore,
            lane=Lane.NETWORK,
        )

    @Slot()
    def _on_cancelled(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
        self._receive.end_work()

    @Slot(object)
    def _on_apply_wanted(self, plan: Plan) -> None:
        self._receive.begin_taking()
        self._after_saving(
            partial(self._deeds.apply, plan),
            on_done=self._on_applied,
            on_error=self._on_receive_failed,
        )

    def _on_applied(self, note: ExchangeNote) -> None:
        self._receive.show_done(note)
        self.reload_wanted.emit(" ".join([note_words(note), *afterwards_words(note.tally)]))

    @Slot(object)
    def _on_reply_wanted(self, path: Path) -> None:
        self._after_saving(
            partial(self._deeds.take_reply, path),
            on_done=self._on_replied,
            on_error=self._on_receive_failed,
        )

    def _on_replied(self, taken: TakenReply) -> None:
        replied = taken.replied
        told = {each.id for each in replied.note.not_taken}
        wrong: list[AppError] = [
            SubmissionRefused(word) for name, word in replied.refused if name not in told
        ]
        if replied.problem:
            wrong.append(ServerRefused(replied.problem))
        problems = map(problem_of, wrong)
        words = [not_taken_words(each) for each in replied.note.not_taken]
        words += [f"{each.happened} {each.advice}" for each in problems]
        if taken.other:
            other = self.tr("It was to another response, that of {party}. Open that one.")
            words.insert(0, other.format(party=isolated(taken.other)))
        self._receive.show_reply(replied.note, words, is_risk=bool(told))
        if not taken.other:
            log = note_words(replace(replied.note, not_taken=()))
            self.reload_wanted.emit(" ".join([*words, log]))

    # By courier

    @Slot(object)
    def _on_courier_wanted(self, path: Path) -> None:
        self._after_saving(
            partial(self._deeds.write_courier, path),
            on_done=lambda _none: self._on_courier_written(path),
            on_error=self._on_courier_failed,
        )

    def _on_courier_written(self, path: Path) -> None:
        words = self.tr(
            "{name} is written. Send it to the secretariat; drop its reply under “Receive”."
        ).format(name=left_to_right(path.name))
        if self._server is not None:
            self._server.banner.show_message(BannerKind.INFO, words)
        self.given.hub.tell(Changes(exchange=True), self)

    def _on_courier_failed(self, error: Exception) -> None:
        problem = problem_of(error)
        if self._server is not None:
            self._server.banner.show_message(BannerKind.WAIT, problem.happened, problem.advice)

    @Slot()
    def _on_people_wanted(self) -> None:
        self.page_chosen.emit(self._people_page)

    def _on_receive_failed(self, error: Exception) -> None:
        self._receive.show_problem(problem_of(error))

    def _after_saving(
        self,
        work: Callable[[], T],
        *,
        on_done: Callable[[T], object],
        on_error: Callable[[Exception], object],
    ) -> None:
        """Do it on the store lane, behind what was typed so far."""
        self.given.response.leave()
        self.given.autosave.flush()
        self.given.runner.submit(work, owner=self, on_done=on_done, on_error=on_error)


def _go_on(handle: Handle) -> None:
    """Stop where the user wants it."""
    handle.report(WorkProgress())


def _ignore(_progress: object) -> None:
    """The bar moves without end."""
