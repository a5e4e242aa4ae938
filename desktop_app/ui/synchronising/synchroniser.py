"""Synchronises one open response: when somebody asks, and by itself where they chose so.

It runs on the network lane, while whoever writes goes on writing. What came is shown once
nobody types. A failure of what began by itself is a fact to be shown, never a dialog.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from desktop_app.domain.servers import Schedule, ServerOffer, ServerStanding, Synchronised
from desktop_app.errors import NotConnected, ServerRefused, ServerUnreachable
from desktop_app.ui.synchronising.given import (
    Done,
    Errand,
    RoundProgress,
    ServerGiven,
    ServerState,
    Stoppable,
)
from desktop_app.ui.synchronising.words import came_words
from desktop_app.ui.tasks import Handle, Lane, Task, TaskRunner, WorkProgress

CHECK_MS = 15_000
SHOW_MS = 500
QUIET_S = 2.0
"""For so long nobody must have typed before what came is shown, or a round begins by itself."""
_UNTIL_SOMEBODY_ACTS = frozenset({"removed", "newer", "signature", "invitation", "malformed"})
_OF_THE_LINE = (NotConnected, ServerRefused, ServerUnreachable)


class Synchroniser(QObject):
    """One round at a time; an errand is a round too.

    Signals:
        changed: (ServerState)
        ended: Something may have gone out or come in: the log is another now. So too when a
            server was connected to.
        came: (str) Something came: read the response anew, and say this.
        failed: (error) What somebody asked for went wrong.
        not_taken: (NotTaken, ...) The server refused what was for the secretariat; told
            however the round began, unless who asked for it tells so.
        begun: (Task) Work on a lane that has the profile open.
    """

    changed = Signal(object)
    ended = Signal()
    came = Signal(str)
    failed = Signal(object)
    not_taken = Signal(object)
    begun = Signal(object)

    def __init__(
        self,
        given: ServerGiven,
        *,
        runner: TaskRunner,
        save: Callable[[bool], None],
        parent: QObject | None = None,
    ) -> None:
        """``save`` has what was typed so far written, and ends all editing if it is told to."""
        super().__init__(parent)
        self._deeds, self._timing, self._watch = given.deeds, given.timing, given.watch
        self._quiet_s, self._runner, self._save = given.quiet_s, runner, save
        self._state = ServerState()
        self._invitation: Path | str | None = None
        self._by_hand = False
        self._has_looked = False
        self._stop: Stoppable | None = None
        self._task: Task | None = None
        self._message = ""
        self._check = self._timer(CHECK_MS, self.check)
        self._show = self._timer(SHOW_MS, self.show_what_came)
        self._watch.appeared.connect(self._on_line)

    @property
    def state(self) -> ServerState:
        """What there is to show now."""
        return self._state

    @Slot()
    def look(self) -> None:
        """Ask the profile how it stands."""
        self._runner.submit(
            self._deeds.look, owner=self, on_done=self._on_looked, on_error=self._on_error
        )

    # Connecting

    def offer(self, invitation: Path | str) -> None:
        """Show the server of an invitation, before anything is kept or sent."""
        self._invitation = invitation
        self._become(is_connecting=True, error=None, offered=None)
        self._runner.submit(
            partial(self._deeds.preview, invitation),
            owner=self,
            on_done=self._on_offered,
            on_error=self._on_error,
        )

    @Slot()
    def leave_offer(self) -> None:
        """Not this one."""
        self._invitation = None
        self._become(offered=None, error=None)

    @Slot()
    def connect_to(self) -> None:
        """Use what is offered: the invitation's server, else the one that the focal point
        named. Whoever agrees was shown for which party it is, and asked if it is another.
        """
        self._save(True)
        offered = self._state.offered
        for_party = offered.party if offered is not None and offered.own_party else ""
        self._become(is_connecting=True, error=None)
        self._runner.submit(
            partial(self._deeds.connect, self._invitation, for_party),
            owner=self,
            on_done=lambda _status: self._on_connected(),
            on_error=self._on_error,
        )

    def choose(self, schedule: Schedule) -> None:
        """Synchronise so from now on."""
        self._runner.submit(
            partial(self._deeds.choose, schedule),
            owner=self,
            on_done=lambda _nothing: self._on_chosen(),
            on_error=self._on_error,
        )

    # Synchronising

    @Slot()
    def start(self) -> None:
        """Synchronise now, because somebody wants it."""
        self._begin(by_hand=True)

    def carry(self, errand: Errand) -> bool:
        """Talk to the server about something else; False, and nothing done, while it talks.

        It is told apart from a round only by who hears of its end: its owner, who also shows
        what came with it.
        """
        if self._stop is not None:
            return False
        self._prepare(partial(self._run, errand), ends_editing=True)
        return True

    @Slot()
    def stop(self) -> None:
        """End what runs; what came until then stays."""
        if self._stop is not None:
            self._stop.now()

    def end(self) -> None:
        """The response is being left: stop, and begin nothing more."""
        self._check.stop()
        self._show.stop()
        self.stop()
        if self._task is not None:
            self._task.cancel()

    @Slot()
    def check(self) -> None:
        """Begin if it is time, there may be a line, and nobody is typing just now."""
        is_free = self._stop is None and not self._message and self._quiet_s() >= QUIET_S
        if is_free and self._timing.is_due and not self._watch.is_absent:
            self._begin(by_hand=False)

    @Slot()
    def show_what_came(self) -> None:
        """Have the response read anew, unless somebody would be disturbed by it."""
        app = QApplication
        is_asked = app.activeModalWidget() is not None or app.activePopupWidget() is not None
        is_free = self._stop is None and not is_asked  # showing it would end what runs
        if self._message and is_free and self._quiet_s() >= QUIET_S:
            self._show.stop()
            message, self._message = self._message, ""
            self._become(waits_to_show=False)
            self.came.emit(message)

    def show_when_quiet(self, message: str) -> None:
        """Have the response read anew and say this, once nobody would be disturbed by it."""
        self._message = " ".join(filter(None, [self._message, message]))
        self._show.start()

    def _begin(self, *, by_hand: bool) -> None:
        if self._stop is not None or self._state.status is None:
            return
        self._by_hand = by_hand
        self._prepare(self._talk, ends_editing=by_hand)

    def _prepare(self, then: Callable[[Stoppable], None], *, ends_editing: bool) -> None:
        """Have what was typed so far written; then go on."""
        stop = self._stop = self._deeds.make_stop()
        self._become(is_running=True, so_far=None, error=None)
        self._save(ends_editing)
        # Behind what was typed so far, which the store lane is writing.
        self._task = self._runner.submit(
            _nothing, owner=self, on_done=lambda _none: then(stop), on_error=self._on_fault
        )

    def _talk(self, stop: Stoppable) -> None:
        deed = self._deeds.synchronise

        def work(handle: Handle) -> Done:
            return deed(stop, lambda so_far: _report(handle, so_far))

        self._task = self._runner.submit_long(
            work,
            owner=self,
            on_done=self._on_done,
            on_error=self._on_fault,
            on_progress=self._on_progress,
            lane=Lane.NETWORK,
        )
        self.begun.emit(self._task)

    def _run(self, errand: Errand, stop: Stoppable) -> None:
        self._task = self._runner.submit(
            partial(errand.work, stop),
            owner=self,
            on_done=partial(self._on_errand_done, errand),
            on_error=partial(self._on_errand_fault, errand),
            lane=Lane.NETWORK,
        )
        self.begun.emit(self._task)

    def _on_errand_done(self, errand: Errand, done: Done) -> None:
        self._stop = self._task = None
        is_of_the_line = isinstance(done.error, _OF_THE_LINE)
        if is_of_the_line or done.error is None or done.so_far.requests:
            self._reckon(done.error if is_of_the_line else None)
        self._become(is_running=False)
        self.look()
        if errand.is_wanted:
            errand.on_done(done)
        else:
            self._tell_in_place_of_owner(done)
        self.ended.emit()

    def _tell_in_place_of_owner(self, done: Done) -> None:
        """The page was left meanwhile: what came is shown, and what failed is said."""
        if done.so_far.came or done.so_far.files_came:
            self._keep_for_showing(done)
        if done.so_far.not_taken:
            self.not_taken.emit(done.so_far.not_taken)
        elif done.error is not None and not _is_stopped(done.error):
            self.failed.emit(done.error)

    def _on_errand_fault(self, errand: Errand, error: Exception) -> None:
        self._stop = self._task = None
        self._become(is_running=False)
        if errand.is_wanted:
            errand.on_error(error)
        else:
            self.failed.emit(error)

    def _on_progress(self, progress: WorkProgress) -> None:
        if isinstance(progress, RoundProgress) and self._state.is_running:
            self._become(so_far=progress.so_far)

    def _on_done(self, done: Done) -> None:
        self._stop = self._task = None
        error = None if _is_stopped(done.error) else done.error
        self._reckon(error)
        shown = error if self._by_hand else None
        self._become(is_running=False, so_far=done.so_far, error=shown)
        if done.so_far.came or done.so_far.files_came:
            self._keep_for_showing(done)
        self.look()
        self.ended.emit()
        if done.so_far.not_taken:
            self.not_taken.emit(done.so_far.not_taken)
        elif shown is not None:
            self.failed.emit(shown)

    def _keep_for_showing(self, done: Done) -> None:
        self._become(waits_to_show=True)
        self.show_when_quiet(came_words(done.so_far))

    def _reckon(self, error: Exception | None) -> None:
        """When the next one is."""
        if error is None or _is_stopped(error):
            self._timing.ended()
        elif (
            isinstance(error, ServerRefused) and error.reason in _UNTIL_SOMEBODY_ACTS
        ) or isinstance(error, NotConnected):
            self._timing.give_up()
        else:
            self._timing.failed()

    def _on_fault(self, error: Exception) -> None:
        """Not the line: the disk is full, or the program is wrong. It is always told."""
        self._stop = self._task = None
        self._timing.failed()
        self._become(is_running=False, error=error)
        self.failed.emit(error)

    # What is heard

    def _on_looked(self, standing: ServerStanding) -> None:
        self._become(standing=standing)
        if not self._has_looked:
            self._has_looked = True
            self._go_by_schedule()

    def _go_by_schedule(self) -> None:
        status = self._state.status
        schedule = status.schedule if status else Schedule.BUTTON
        knows_line = schedule is Schedule.LINE and self._watch.start()
        last = status.in_step_at if status else None
        since = (datetime.now(UTC) - last).total_seconds() if last else None
        self._timing.choose(schedule, since_last_s=since, knows_line=knows_line)
        if schedule is Schedule.BUTTON:
            self._check.stop()
        else:
            self._check.start()

    def _on_offered(self, offer: ServerOffer) -> None:
        self._become(is_connecting=False, offered=offer)

    def _on_connected(self) -> None:
        self._invitation, self._has_looked = None, False
        self._become(is_connecting=False, offered=None)
        self.look()
        self.ended.emit()  # the invitation may have brought the start of the review

    def _on_chosen(self) -> None:
        self._has_looked = False
        self.look()

    @Slot()
    def _on_line(self) -> None:
        self._timing.appeared()
        self.check()

    def _on_error(self, error: Exception) -> None:
        self._become(is_connecting=False, error=error)

    def _become(self, **what: object) -> None:
        self._state = replace(self._state, **what)  # type: ignore[arg-type]  # its own fields
        self.changed.emit(self._state)

    def _timer(self, every_ms: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(every_ms)
        timer.timeout.connect(slot)
        return timer


def _report(handle: Handle, so_far: Synchronised) -> None:
    handle.report(RoundProgress(so_far=so_far))


def _is_stopped(error: Exception | None) -> bool:
    """Whether somebody wanted it to end, which is no failure."""
    return isinstance(error, ServerUnreachable) and error.reason == "stopped"


def _nothing() -> None:
    """What was handed in before it is done when this is."""
