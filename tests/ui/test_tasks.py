"""Work off the UI thread: where it runs, who hears of it, and how it ends."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.ui.tasks import Handle, Lane, TaskRunner, WorkProgress


class Listener(QObject):
    """Somebody who has work done, and what they heard."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []
        self.threads: list[QThread] = []

    def hear(self, outcome: object) -> None:
        self.heard.append(outcome)
        self.threads.append(QThread.currentThread())


@pytest.fixture
def listener(qapp: QApplication) -> Listener:
    return Listener()


def submit(runner: TaskRunner, listener: Listener, work: Callable[[], object]) -> None:
    runner.submit(work, owner=listener, on_done=listener.hear, on_error=listener.hear)


def test_the_outcome_comes_back_on_the_ui_thread(
    qtbot: QtBot, runner: TaskRunner, listener: Listener
) -> None:
    submit(runner, listener, threading.get_ident)
    qtbot.waitUntil(lambda: bool(listener.heard))
    assert listener.heard != [threading.get_ident()]
    assert listener.threads == [QApplication.instance().thread()]  # type: ignore[union-attr]  # there is one


def test_an_exception_comes_back_as_one(
    qtbot: QtBot, runner: TaskRunner, listener: Listener
) -> None:
    error = ValueError()

    def fail() -> None:
        raise error

    submit(runner, listener, fail)
    qtbot.waitUntil(lambda: listener.heard == [error])


def test_the_store_lane_keeps_the_order(
    qtbot: QtBot, runner: TaskRunner, listener: Listener
) -> None:
    for number in range(50):
        submit(runner, listener, lambda number=number: number)  # type: ignore[misc]  # bound now
    qtbot.waitUntil(lambda: listener.heard == list(range(50)))


def test_the_network_lane_does_not_hold_up_the_store_lane(
    qtbot: QtBot, runner: TaskRunner, listener: Listener
) -> None:
    line_is_up = threading.Event()
    runner.submit(
        line_is_up.wait,
        owner=listener,
        on_done=listener.hear,
        on_error=listener.hear,
        lane=Lane.NETWORK,
    )
    submit(runner, listener, lambda: "stored")
    qtbot.waitUntil(lambda: listener.heard == ["stored"])
    line_is_up.set()
    qtbot.waitUntil(lambda: runner.is_idle)


def test_nobody_is_called_once_the_owner_is_gone(
    qtbot: QtBot, runner: TaskRunner, listener: Listener
) -> None:
    """The owner dies while its work runs; the handler is another object's, and not called."""
    owner, may_end = QObject(), threading.Event()
    runner.submit(may_end.wait, owner=owner, on_done=listener.hear, on_error=listener.hear)
    with qtbot.waitSignal(owner.destroyed):
        owner.deleteLater()
    with qtbot.waitSignal(runner.idle):
        may_end.set()
    assert not listener.heard


def test_cancelled_work_that_waits_is_not_begun(
    qtbot: QtBot, runner: TaskRunner, listener: Listener
) -> None:
    may_end, begun = threading.Event(), threading.Event()
    submit(runner, listener, may_end.wait)
    task = runner.submit(
        begun.set, owner=listener, on_done=listener.hear, on_error=listener.hear
    )
    task.cancel()
    with qtbot.waitSignal(runner.idle):
        may_end.set()
    assert not begun.is_set()


def test_cancelled_work_that_runs_is_told_and_nobody_hears_of_it(
    qtbot: QtBot, runner: TaskRunner, listener: Listener
) -> None:
    started, stopped = threading.Event(), threading.Event()

    def work(handle: Handle) -> None:
        started.set()
        handle.cancel.wait(10)
        stopped.set()
        handle.report(WorkProgress(1, 2))

    task = runner.submit_long(
        work,
        owner=listener,
        on_done=listener.hear,
        on_error=listener.hear,
        on_progress=listener.hear,
    )
    qtbot.waitUntil(started.is_set)
    with qtbot.waitSignal(runner.idle):
        task.cancel()
    assert stopped.is_set()
    assert not listener.heard


def test_progress_is_told_a_few_times_and_its_end_always(
    qtbot: QtBot, runner: TaskRunner, listener: Listener
) -> None:
    def work(handle: Handle) -> str:
        for done in range(1, 1001):
            handle.report(WorkProgress(done, 1000))
        return "done"

    runner.submit_long(
        work,
        owner=listener,
        on_done=listener.hear,
        on_error=listener.hear,
        on_progress=listener.hear,
    )
    qtbot.waitUntil(lambda: listener.heard[-1:] == ["done"])
    assert listener.heard[-2] == WorkProgress(1000, 1000)
    assert len(listener.heard) < 50


def test_one_task_can_wait_for_another_lane(
    qtbot: QtBot, runner: TaskRunner, listener: Listener
) -> None:
    may_end = threading.Event()
    task = runner.submit(
        may_end.wait,
        owner=listener,
        on_done=listener.hear,
        on_error=listener.hear,
        lane=Lane.NETWORK,
    )

    def let_it_end() -> bool:
        may_end.set()
        return task.wait(10)

    submit(runner, listener, let_it_end)
    qtbot.waitUntil(lambda: len(listener.heard) == 2)
    assert listener.heard == [True, True]


def test_shutting_down_waits_for_what_runs_and_drops_what_waits(
    qapp: QApplication, listener: Listener
) -> None:
    runner = TaskRunner()
    begun, ended, never = threading.Event(), threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        never.wait(0.05)
        ended.set()

    submit(runner, listener, work)
    submit(runner, listener, never.set)
    begun.wait(10)
    runner.shutdown()
    assert ended.is_set()
    assert not never.is_set()


def test_nothing_is_accepted_after_shutting_down(
    qapp: QApplication, listener: Listener
) -> None:
    runner = TaskRunner()
    runner.shutdown()
    with pytest.raises(RuntimeError):
        submit(runner, listener, int)


class Ear:
    """Somebody who hears an outcome, and can be watched."""

    def __call__(self, _outcome: object) -> None:
        """Nothing more."""


def test_nobody_but_the_ui_thread_holds_who_listens(
    qtbot: QtBot, runner: TaskRunner, listener: Listener
) -> None:
    # A thread that let go last would destroy a widget away from the UI thread.
    ears = [Ear(), Ear(), Ear()]
    watched = [weakref.ref(each) for each in ears]
    go_on = threading.Event()

    def work(handle: Handle) -> None:
        go_on.wait(5)
        handle.report(WorkProgress(1, 1))

    with qtbot.waitSignal(runner.idle):
        held = runner.submit_long(
            work, owner=listener, on_done=ears[0], on_error=ears[1], on_progress=ears[2]
        )
        ears.clear()
        assert all(each() is not None for each in watched)
        go_on.set()
    assert [each() for each in watched] == [None] * 3
    assert held.wait(0)  # whoever still has the work does not have them
