"""What is entered goes to the disk soon, in order, and is never dropped when that fails."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.domain.entries import Entry, Typed
from desktop_app.domain.keys import NodeKey, QuestionId, VersionId
from desktop_app.errors import DiskFull
from desktop_app.ui import autosave as autosave_module
from desktop_app.ui.autosave import EVERY_MS, Autosave, SavePhase, SaveState
from desktop_app.ui.tasks import TaskRunner

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
QUESTION = NodeKey(QuestionId("why"))


def typed(value: str, version: str = "v1") -> Typed:
    return Typed(
        key=QUESTION, value=value, version_id=VersionId(version), started_at=START, at=START
    )


class Source:
    """What a response does about pending entries."""

    def __init__(self) -> None:
        self.pending: list[Entry] = []

    def take_pending(self) -> tuple[Entry, ...]:
        taken, self.pending = tuple(self.pending), []
        return taken

    def give_back(self, entries: tuple[Entry, ...]) -> None:
        self.pending = [*entries, *self.pending]


class Disk:
    """Writes, or is full, or makes one wait."""

    def __init__(self) -> None:
        self.written: list[Entry] = []
        self.calls = 0
        self.is_full = False
        self.may_go_on = threading.Event()
        self.may_go_on.set()

    def write(self, entries: tuple[Entry, ...]) -> datetime:
        self.may_go_on.wait(10)
        self.calls += 1
        if self.is_full:
            raise DiskFull("profile")
        self.written += entries
        return START + timedelta(minutes=self.calls)


@pytest.fixture
def source() -> Source:
    return Source()


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def autosave(source: Source, disk: Disk, runner: TaskRunner) -> Iterator[Autosave]:
    saving = Autosave(source, disk.write, runner=runner)
    yield saving
    disk.may_go_on.set()
    saving.stop()


def enter(source: Source, autosave: Autosave, value: str) -> None:
    source.pending.append(typed(value))
    autosave.touch()


def test_a_touch_is_saved_within_the_interval(
    qtbot: QtBot, source: Source, disk: Disk, autosave: Autosave
) -> None:
    enter(source, autosave, "a")
    qtbot.waitUntil(lambda: disk.written == [typed("a")], timeout=EVERY_MS + 1_000)


def test_typing_on_does_not_put_off_saving(
    qtbot: QtBot, source: Source, disk: Disk, autosave: Autosave
) -> None:
    """A key every few milliseconds: a timer started anew each time would never end."""

    def type_on() -> bool:
        enter(source, autosave, "more")
        return disk.calls >= 2

    qtbot.waitUntil(type_on, timeout=4 * EVERY_MS + 1_000)


def test_leaving_a_field_saves_at_once(
    qtbot: QtBot, source: Source, disk: Disk, autosave: Autosave
) -> None:
    enter(source, autosave, "a")
    with qtbot.waitSignal(autosave.state_changed, timeout=EVERY_MS - 100):
        autosave.flush()


def test_the_time_of_the_last_write_is_told(
    qtbot: QtBot, source: Source, autosave: Autosave
) -> None:
    source.pending.append(typed("a"))
    autosave.flush()
    saved = SaveState(SavePhase.SAVED, START + timedelta(minutes=1))
    qtbot.waitUntil(lambda: autosave.state == saved)


def test_nothing_to_save_is_saved(source: Source, disk: Disk, autosave: Autosave) -> None:
    autosave.touch()
    autosave.flush()
    assert autosave.state.phase is SavePhase.SAVED
    assert disk.calls == 0


def test_one_write_at_a_time(
    qtbot: QtBot, source: Source, disk: Disk, autosave: Autosave
) -> None:
    disk.may_go_on.clear()
    source.pending.append(typed("a"))
    autosave.flush()
    source.pending.append(typed("ab"))
    autosave.flush()
    assert source.pending == [typed("ab")]
    disk.may_go_on.set()
    qtbot.waitUntil(lambda: disk.written == [typed("a"), typed("ab")])


def test_what_cannot_be_written_is_kept_and_told(
    qtbot: QtBot, source: Source, disk: Disk, autosave: Autosave
) -> None:
    disk.is_full = True
    source.pending.append(typed("a"))
    autosave.flush()
    qtbot.waitUntil(lambda: autosave.state.phase is SavePhase.FAILED)
    assert isinstance(autosave.state.error, DiskFull)
    assert source.pending == [typed("a")]


def test_typing_on_does_not_hide_a_failure(
    qtbot: QtBot, source: Source, disk: Disk, autosave: Autosave
) -> None:
    disk.is_full = True
    source.pending.append(typed("a"))
    autosave.flush()
    qtbot.waitUntil(lambda: autosave.state.phase is SavePhase.FAILED)
    enter(source, autosave, "ab")
    assert autosave.state.phase is SavePhase.FAILED


def test_it_is_tried_again_until_it_goes(
    qtbot: QtBot,
    source: Source,
    disk: Disk,
    runner: TaskRunner,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(autosave_module, "RETRY_MS", 20)
    autosave = Autosave(source, disk.write, runner=runner)
    disk.is_full = True
    source.pending.append(typed("a"))
    autosave.flush()
    qtbot.waitUntil(lambda: disk.calls >= 3)
    disk.is_full = False
    qtbot.waitUntil(lambda: autosave.state.phase is SavePhase.SAVED)
    assert disk.written == [typed("a")]
    autosave.stop()


def test_draining_with_nothing_pending_settles_at_once(
    qtbot: QtBot, autosave: Autosave
) -> None:
    with qtbot.waitSignal(autosave.settled) as settled:
        autosave.drain()
    assert settled.args == [True]


def test_draining_waits_for_a_write_under_way_and_what_came_after(
    qtbot: QtBot, source: Source, disk: Disk, autosave: Autosave
) -> None:
    disk.may_go_on.clear()
    source.pending.append(typed("a"))
    autosave.flush()
    source.pending.append(typed("ab"))
    autosave.drain()
    with qtbot.waitSignal(autosave.settled) as settled:
        disk.may_go_on.set()
    assert settled.args == [True]
    assert disk.written == [typed("a"), typed("ab")]


def test_draining_says_when_it_cannot_be_written(
    qtbot: QtBot, source: Source, disk: Disk, autosave: Autosave
) -> None:
    disk.is_full = True
    source.pending.append(typed("a"))
    with qtbot.waitSignal(autosave.settled) as settled:
        autosave.drain()
    assert settled.args == [False]


def test_a_stopped_autosave_writes_nothing(
    source: Source, disk: Disk, autosave: Autosave
) -> None:
    autosave.stop()
    enter(source, autosave, "a")
    autosave.flush()
    assert source.pending == [typed("a")]
