"""Something else that the server is talked to about: a round too, and one at a time."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop_app.domain.servers import Schedule, Synchronised
from desktop_app.errors import BugError, ServerUnreachable, SubmissionRefused
from desktop_app.ui.synchronising.given import Done, Errand, Stoppable
from tests.ui.shell.visitor import LONG_MS
from tests.ui.synchronising.person import MINUTE, Asked, Desk, Person, choose

WELL = Done(so_far=Synchronised(came=1))


@dataclass
class Sender:
    """Somebody who sends by the line, and what they hear."""

    owner: QObject = field(default_factory=QObject)
    outcome: Done | Exception = WELL
    holds: bool = False
    begun: threading.Event = field(default_factory=threading.Event)
    heard: list[object] = field(default_factory=list)

    @property
    def errand(self) -> Errand:
        return Errand(
            work=self._work,
            owner=self.owner,
            on_done=self.heard.append,
            on_error=self.heard.append,
        )

    def _work(self, stop: Stoppable) -> Done:
        assert isinstance(stop, Asked)
        self.begun.set()
        if self.holds:
            assert stop.event.wait(20)
            return Done(so_far=Synchronised(), error=ServerUnreachable("stopped"))
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome


@pytest.fixture
def sender() -> Sender:
    return Sender()


def begins(person: Person, sender: Sender) -> None:
    sender.holds = True
    assert person.server.carry(sender.errand)
    person.qtbot.waitUntil(sender.begun.is_set, timeout=LONG_MS)


def is_running(person: Person) -> bool:
    return person.server.state.is_running


def test_what_was_typed_is_saved_first_and_the_outcome_is_told(
    desk: Desk, person: Person, sender: Sender
) -> None:
    ended: list[bool] = []
    person.server.ended.connect(lambda: ended.append(True))
    with person.qtbot.waitSignal(person.server.begun, timeout=LONG_MS):
        assert person.server.carry(sender.errand)
        assert is_running(person)
    person.rest()
    assert desk.saved == [True]
    assert sender.heard == [WELL]
    assert ended == [True]
    assert not is_running(person)
    assert not person.server.state.waits_to_show  # its owner shows it


def test_there_is_no_round_beside_it(desk: Desk, person: Person, sender: Sender) -> None:
    choose(person, Schedule.QUARTER)
    begins(person, sender)
    person.server.start()
    desk.clock.now += 60 * MINUTE
    person.server.check()
    assert not person.server.carry(Sender().errand)
    person.server.stop()
    person.rest()
    assert desk.runs == 0
    person.press()
    assert desk.runs == 1


def test_it_does_not_begin_beside_a_round(desk: Desk, person: Person, sender: Sender) -> None:
    desk.holds = True
    person.server.start()
    person.qtbot.waitUntil(lambda: desk.runs == 1, timeout=LONG_MS)
    assert not person.server.carry(sender.errand)
    person.server.stop()
    person.rest()
    assert not sender.begun.is_set()
    assert sender.heard == []


def test_leaving_stops_it_and_nobody_is_called_back(
    desk: Desk, person: Person, sender: Sender
) -> None:
    begins(person, sender)
    person.server.end()
    assert desk.stops[0].event.is_set()
    person.rest()
    assert sender.heard == []


def test_whoever_is_gone_is_not_told_and_the_line_is_free(
    desk: Desk, person: Person, sender: Sender, qtbot: QtBot
) -> None:
    begins(person, sender)
    with qtbot.waitSignal(sender.owner.destroyed):
        sender.owner.deleteLater()
    person.server.stop()
    person.rest()
    assert sender.heard == []
    person.press()
    assert desk.runs == 1


@pytest.mark.parametrize(
    ("error", "minutes"), [(ServerUnreachable("offline"), 1), (SubmissionRefused("locked"), 15)]
)
def test_only_a_line_that_failed_is_tried_sooner(
    desk: Desk, person: Person, sender: Sender, error: Exception, minutes: int
) -> None:
    choose(person, Schedule.QUARTER)
    sender.outcome = Done(so_far=Synchronised(requests=1), error=error)
    assert person.server.carry(sender.errand)
    person.rest()
    assert sender.heard == [sender.outcome]
    assert person.failures == []  # its owner says it
    person.passes(minutes * MINUTE - 1)
    assert desk.runs == 0
    person.passes(1)
    assert desk.runs == 1


def test_a_fault_is_told_to_its_owner_and_the_line_is_free(
    desk: Desk, person: Person, sender: Sender
) -> None:
    sender.outcome = BugError("a fault")
    assert person.server.carry(sender.errand)
    person.rest()
    assert sender.heard == [sender.outcome]
    person.press()
    assert desk.runs == 1


def test_what_is_refused_before_the_line_is_no_round(
    desk: Desk, person: Person, sender: Sender
) -> None:
    choose(person, Schedule.QUARTER)
    sender.outcome = Done(so_far=Synchronised(), error=SubmissionRefused("not-approved"))
    assert person.server.carry(sender.errand)
    person.rest()
    person.passes(MINUTE)
    assert desk.runs == 1, "the round that was due is due still"


def test_what_came_for_somebody_who_has_left_is_shown_and_a_failure_said(
    person: Person, sender: Sender
) -> None:
    error = SubmissionRefused("locked")
    sender.outcome = Done(so_far=Synchronised(came=2, requests=1), error=error)
    assert person.server.carry(sender.errand)
    shiboken6.delete(sender.owner)
    person.qtbot.waitUntil(lambda: not is_running(person), timeout=LONG_MS)
    assert sender.heard == []
    assert person.failures == [error]
    assert person.server.state.waits_to_show


def test_what_came_waits_until_an_errand_has_ended(
    desk: Desk, person: Person, sender: Sender
) -> None:
    """To show it leaves the response, which would end the errand."""
    desk.outcomes = [Done(so_far=Synchronised(came=1))]
    desk.quiet_s = 0.0  # somebody types
    person.press()
    assert person.server.state.waits_to_show
    begins(person, sender)
    desk.quiet_s = 60.0
    person.server.show_what_came()
    assert person.came == []
    person.server.stop()
    person.qtbot.waitUntil(lambda: not is_running(person), timeout=LONG_MS)
    person.server.show_what_came()
    assert len(person.came) == 1
