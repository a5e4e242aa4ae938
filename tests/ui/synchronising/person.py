"""Somebody at the part of a window that synchronises; the server is a function."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop_app.domain.servers import (
    Schedule,
    ServerOffer,
    ServerStanding,
    ServerStatus,
    Synchronised,
)
from desktop_app.errors import NotConnected, ServerUnreachable
from desktop_app.ui.synchronising.given import Done, ServerDeeds, ServerGiven, Stoppable
from desktop_app.ui.synchronising.line_watch import LineWatch
from desktop_app.ui.synchronising.synchroniser import Synchroniser
from desktop_app.ui.synchronising.timing import Timing
from desktop_app.ui.tasks import TaskRunner
from tests.ui.shell.visitor import LONG_MS, SteppingSeconds
from tests.ui.synchronising.rooms import OFFER, STATUS

MINUTE = 60.0
NEVER = replace(STATUS, in_step_at=None)


class Asked(Stoppable):
    """A word to stop that lets the test see it."""

    def __init__(self) -> None:
        self.event = threading.Event()

    def now(self) -> None:
        self.event.set()


class FakeLine(LineWatch):
    """What the system would say of the line, as the test has it."""

    tells = True
    absent = False

    def start(self) -> bool:
        return self.tells

    @property
    def is_absent(self) -> bool:
        return self.absent

    def comes(self) -> None:
        self.absent = False
        self.appeared.emit()


@dataclass
class Desk:
    """What a synchroniser has to do with, each thing in the test's hand."""

    status: ServerStatus | None = NEVER
    offer: ServerOffer | None = None
    clock: SteppingSeconds = field(default_factory=SteppingSeconds)
    quiet_s: float = 60.0
    outcomes: list[Done | Exception] = field(default_factory=list)
    holds: bool = False
    stops: list[Asked] = field(default_factory=list)
    saved: list[bool] = field(default_factory=list)
    connected: list[Path | str | None] = field(default_factory=list)
    meant: list[str] = field(default_factory=list)
    found: ServerOffer = OFFER
    line: FakeLine = field(default_factory=FakeLine)
    told: list[str] = field(default_factory=list)
    runs: int = 0

    def given(self) -> ServerGiven:
        deeds = ServerDeeds(
            look=lambda: ServerStanding(status=self.status, offer=self.offer),
            preview=self._preview,
            connect=self._connect,
            choose=self._choose,
            make_stop=self._make_stop,
            synchronise=self._synchronise,
        )
        return ServerGiven(
            deeds=deeds,
            timing=Timing(self.clock, lambda: 0.0),
            watch=self.line,
            quiet_s=lambda: self.quiet_s,
        )

    def _preview(self, invitation: Path | str) -> ServerOffer:
        if isinstance(invitation, Path) and invitation.suffix != ".rdserver":
            raise NotConnected("damaged")
        return self.found

    def _connect(self, invitation: Path | str | None, for_party: str) -> ServerStatus:
        self.connected.append(invitation)
        self.meant.append(for_party)
        self.status = NEVER
        return self.status

    def _choose(self, schedule: Schedule) -> None:
        assert self.status is not None
        self.status = replace(self.status, schedule=schedule)

    def _make_stop(self) -> Asked:
        self.stops.append(Asked())
        return self.stops[-1]

    def _synchronise(self, stop: Stoppable, tell: Callable[[Synchronised], None]) -> Done:
        self.runs += 1
        assert isinstance(stop, Asked)
        so_far = Synchronised(bytes_sent=100, requests=1)
        tell(so_far)
        if self.holds:
            assert stop.event.wait(20)
            return Done(so_far=so_far, error=ServerUnreachable("stopped"))
        outcome = self.outcomes.pop(0) if self.outcomes else Done(so_far=so_far)
        if isinstance(outcome, Exception):
            raise outcome
        if outcome.error is None and self.status is not None:
            self.status = replace(self.status, in_step_at=datetime.now(UTC))
        return outcome


class Person:
    """Somebody before a window of which only this part is there."""

    def __init__(self, desk: Desk, runner: TaskRunner, qtbot: QtBot) -> None:
        self.desk, self.qtbot, self.runner = desk, qtbot, runner
        self.server = Synchroniser(desk.given(), runner=runner, save=desk.saved.append)
        self.failures: list[Exception] = []
        self.came: list[str] = []
        self.server.failed.connect(self.failures.append)
        self.server.came.connect(self.came.append)
        self.look()

    def look(self) -> None:
        self.server.look()
        self.rest()

    def rest(self) -> None:
        """Wait until nothing is being done."""
        self.qtbot.waitUntil(lambda: self.runner.is_idle, timeout=LONG_MS)

    def press(self) -> None:
        self.server.start()
        self.rest()

    def passes(self, seconds: float) -> None:
        """Time passes, and the timer looks."""
        self.desk.clock.now += seconds
        self.server.check()
        self.rest()


def choose(person: Person, schedule: Schedule) -> None:
    person.server.choose(schedule)
    person.rest()
