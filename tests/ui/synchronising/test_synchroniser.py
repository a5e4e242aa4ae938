"""Synchronising while somebody works, begun by hand or by itself; the line is a function."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from desktop_app.domain.exchanges import Tally
from desktop_app.domain.servers import (
    Schedule,
    Synchronised,
)
from desktop_app.errors import DiskFull, NotConnected, ServerRefused, ServerUnreachable
from desktop_app.ui.synchronising.given import Done
from desktop_app.ui.synchronising.synchroniser import QUIET_S
from tests.ui.shell.visitor import LONG_MS
from tests.ui.synchronising.person import MINUTE, Desk, Person, choose
from tests.ui.synchronising.rooms import OFFER, STATUS


def failing(reason: str, kind: type[Exception] = ServerUnreachable, came: int = 0) -> Done:
    return Done(so_far=Synchronised(came=came), error=kind(reason))


# By hand


def test_what_was_typed_is_saved_before_it_goes(desk: Desk, person: Person) -> None:
    person.press()
    assert desk.saved == [True]
    assert desk.runs == 1
    assert not person.server.state.is_running
    assert person.server.state.status is not None
    assert person.server.state.status.in_step_at is not None


def test_what_runs_is_shown_with_its_bytes_and_can_be_stopped(
    desk: Desk, person: Person
) -> None:
    desk.holds = True
    person.server.start()

    def has_bytes() -> bool:
        so_far = person.server.state.so_far
        return so_far is not None and so_far.bytes_sent == 100

    person.qtbot.waitUntil(has_bytes, timeout=LONG_MS)
    person.server.start()  # pressed again: one is enough
    person.server.stop()
    person.rest()
    assert desk.runs == 1
    assert not person.server.state.is_running
    assert person.failures == []  # they wanted it
    assert person.server.state.error is None


def test_what_went_wrong_is_told_to_who_pressed(desk: Desk, person: Person) -> None:
    desk.outcomes = [failing("not-the-server")]
    person.press()
    (error,) = person.failures
    assert isinstance(error, ServerUnreachable)
    assert person.server.state.error is error
    person.press()
    assert person.server.state.error is None


def test_nothing_begins_where_there_is_no_server(desk: Desk, person: Person) -> None:
    desk.status = None
    person.look()
    person.press()
    assert desk.runs == 0


def test_a_full_disk_is_told_even_if_nobody_pressed(desk: Desk, person: Person) -> None:
    choose(person, Schedule.QUARTER)
    desk.outcomes = [DiskFull("database")]
    person.passes(0)
    assert [type(each) for each in person.failures] == [DiskFull]
    assert not person.server.state.is_running


# By itself


def test_by_itself_nothing_happens_until_it_is_chosen(desk: Desk, person: Person) -> None:
    person.passes(24 * 60 * MINUTE)
    desk.line.comes()
    person.rest()
    assert desk.runs == 0


def test_on_a_schedule_it_goes_when_it_is_time(desk: Desk, person: Person) -> None:
    choose(person, Schedule.QUARTER)
    person.passes(0)
    assert (desk.runs, desk.saved) == (1, [False])  # whoever types goes on in the same words
    person.passes(14 * MINUTE)
    assert desk.runs == 1
    person.passes(MINUTE)
    assert desk.runs == 2


def test_it_waits_until_nobody_types(desk: Desk, person: Person) -> None:
    choose(person, Schedule.QUARTER)
    desk.quiet_s = QUIET_S / 2
    person.passes(0)
    assert desk.runs == 0
    desk.quiet_s = QUIET_S
    person.passes(1)
    assert desk.runs == 1


def test_what_fails_by_itself_is_quiet_and_tried_later_and_later(
    desk: Desk, person: Person
) -> None:
    choose(person, Schedule.HOUR)
    desk.outcomes = [failing("offline") for _ in range(6)]
    person.passes(0)
    tried = 1
    for minutes in (1, 2, 5, 15, 60):
        person.passes(minutes * MINUTE - 1)
        assert desk.runs == tried
        person.passes(1)
        tried += 1
        assert desk.runs == tried
    assert person.failures == []
    assert person.server.state.error is None
    person.press()  # by hand it goes at once, and it goes well
    assert desk.runs == tried + 1
    person.passes(60 * MINUTE)
    assert desk.runs == tried + 2


@pytest.mark.parametrize("reason", ["removed", "newer", "signature", "invitation"])
def test_what_no_try_will_mend_is_left_until_somebody_acts(
    desk: Desk, person: Person, reason: str
) -> None:
    choose(person, Schedule.QUARTER)
    desk.outcomes = [failing(reason, ServerRefused)]
    person.passes(0)
    person.passes(48 * 60 * MINUTE)
    assert desk.runs == 1
    person.press()
    assert desk.runs == 2


def test_a_line_that_appears_is_used(desk: Desk, person: Person) -> None:
    desk.line.absent = True
    choose(person, Schedule.LINE)
    person.passes(5 * 60 * MINUTE)
    assert desk.runs == 0  # nothing is tried where there is certainly no line
    desk.line.comes()
    person.rest()
    assert desk.runs == 1
    person.passes(60 * MINUTE)
    assert desk.runs == 2


def test_where_the_system_does_not_tell_it_is_tried_by_schedule(
    desk: Desk, person: Person
) -> None:
    desk.line.tells = False
    choose(person, Schedule.LINE)
    person.passes(0)
    person.passes(15 * MINUTE)
    assert desk.runs == 2


def test_one_that_was_done_not_long_ago_is_not_done_again_on_opening(
    desk: Desk, person: Person
) -> None:
    recent = datetime.now(UTC) - timedelta(minutes=10)
    desk.status = replace(STATUS, schedule=Schedule.QUARTER, in_step_at=recent)
    person.server._has_looked = False  # as when the response is opened
    person.look()
    person.passes(4 * MINUTE)
    assert desk.runs == 0
    person.passes(2 * MINUTE)
    assert desk.runs == 1


# What came


def test_what_came_is_shown_once_nobody_types(desk: Desk, person: Person) -> None:
    so_far = Synchronised(came=1, tally=Tally(answers=2, to_settle=("q1",)))
    desk.outcomes = [Done(so_far=so_far)]
    desk.quiet_s = 0.0
    person.press()
    assert person.server.state.waits_to_show
    person.server.show_what_came()
    assert person.came == []
    desk.quiet_s = QUIET_S
    person.server.show_what_came()
    (said,) = person.came
    assert said.startswith("From the server: 2 answers.")
    assert "two versions to settle" in said
    assert not person.server.state.waits_to_show


def test_nothing_is_read_anew_under_a_dialog(desk: Desk, person: Person, qtbot: QtBot) -> None:
    desk.outcomes = [Done(so_far=Synchronised(came=1))]
    person.press()
    question = QDialog()
    qtbot.addWidget(question)
    question.open()
    person.server.show_what_came()
    assert person.came == []
    question.reject()
    person.server.show_what_came()
    assert person.came == ["Something new came from the server."]


def test_what_came_before_the_line_broke_is_shown_too(desk: Desk, person: Person) -> None:
    desk.outcomes = [failing("broken", came=2)]
    person.press()
    person.server.show_what_came()
    assert len(person.came) == len(person.failures) == 1


# Leaving


def test_leaving_stops_what_runs_and_nobody_is_called_back(desk: Desk, person: Person) -> None:
    desk.holds = True
    heard: list[object] = []
    person.server.start()
    person.qtbot.waitUntil(lambda: desk.runs == 1, timeout=LONG_MS)
    person.server.ended.connect(lambda: heard.append(True))
    person.server.end()
    assert desk.stops[0].event.is_set()
    person.rest()
    assert heard == []
    person.passes(24 * 60 * MINUTE)
    assert desk.runs == 1


# Connecting


def shows_an_offer(person: Person) -> bool:
    return person.server.state.offered is not None


def test_an_invitation_is_shown_and_used_only_when_agreed(
    desk: Desk, person: Person, tmp_path: Path
) -> None:
    desk.status = None
    person.look()
    file = tmp_path / "i.rdserver"
    person.server.offer(file)
    person.rest()
    assert person.server.state.offered == OFFER
    assert desk.connected == []
    person.server.leave_offer()
    assert not shows_an_offer(person)
    person.server.offer(file)
    person.rest()
    person.server.connect_to()
    person.rest()
    assert desk.connected == [file]
    assert person.server.state.status is not None
    assert desk.runs == 0  # nothing is sent before somebody synchronises


@pytest.mark.parametrize("own_party", ["", "Ruritania"])
def test_only_what_was_shown_as_another_party_is_meant_by_its_name(
    desk: Desk, person: Person, own_party: str
) -> None:
    desk.found = replace(OFFER, is_told=False, party="Graustark", own_party=own_party)
    person.server.offer("RDTEXT as text")
    person.rest()
    ended: list[None] = []
    person.server.ended.connect(lambda: ended.append(None))
    person.server.connect_to()
    person.rest()
    assert desk.connected == ["RDTEXT as text"]
    assert desk.meant == ["Graustark" if own_party else ""]
    assert ended == [None]  # it may have brought the start of the review


def test_the_server_that_the_focal_point_named_is_used_without_a_file(
    desk: Desk, person: Person
) -> None:
    desk.status, desk.offer = None, OFFER
    person.look()
    person.server.connect_to()
    person.rest()
    assert desk.connected == [None]


def test_what_is_no_invitation_is_told(desk: Desk, person: Person, tmp_path: Path) -> None:
    desk.status = None
    person.look()
    person.server.offer(tmp_path / "photo.png")
    person.rest()
    assert isinstance(person.server.state.error, NotConnected)
    assert not person.server.state.is_connecting
    assert person.server.state.offered is None
