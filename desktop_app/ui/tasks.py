"""Run work off the UI thread, and hand its outcome back on it.

Work is a plain function of values. Its handlers are called on the UI thread, in the order
in which the work of one lane ended, and not at all once their owner is destroyed.
"""

from __future__ import annotations

import itertools
import logging
import threading
import time
from collections.abc import Callable
from concurrent import futures
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any, Generic, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

_LOG = logging.getLogger(__name__)
_REPORTS_APART_S = 0.2

T = TypeVar("T")


class Lane(StrEnum):
    """Where work runs.

    ``STORE`` is one thread, so that what is written keeps its order; nothing on it may
    wait for the network, nor read for seconds. ``NETWORK`` is a few threads, for
    everything that may take long and needs no order.
    """

    STORE = "store"
    NETWORK = "network"


@dataclass(frozen=True, slots=True)
class WorkProgress:
    """How far long work is: `done` of `total` (0 when unknown)."""

    done: int = 0
    total: int = 0


class Cancelled(Exception):
    """Work was told to stop and did; its handlers are not called with it."""


class Handle:
    """What long work gets: a word whether to stop, and a way to say how far it is."""

    def __init__(self, tell: Callable[[WorkProgress], None], stop: threading.Event) -> None:
        self._tell, self._stop = tell, stop
        self._told_at = 0.0

    @property
    def cancel(self) -> threading.Event:
        """Set when the work should end early."""
        return self._stop

    def report(self, progress: WorkProgress) -> None:
        """Say how far the work is (passed on a few times a second), or end it if told to."""
        if self._stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - self._told_at >= _REPORTS_APART_S or progress.done == progress.total:
            self._told_at = now
            self._tell(progress)


@dataclass(slots=True)
class _Order(Generic[T]):
    """Who wants to hear of work under way. Held and touched by the UI thread alone."""

    owner: QObject
    on_done: Callable[[T], object]
    on_error: Callable[[Exception], object]
    on_progress: Callable[[WorkProgress], object] | None
    stop: threading.Event

    @property
    def is_wanted(self) -> bool:
        return not self.stop.is_set() and shiboken6.isValid(self.owner)


class Task:
    """Work that was handed in; may be cancelled."""

    def __init__(self, future: futures.Future[Any], stop: threading.Event) -> None:
        self._future, self._stop = future, stop

    def cancel(self) -> None:
        """Do not start it if it waits, tell it to stop if it runs, and call nobody back."""
        self._stop.set()
        self._future.cancel()

    def wait(self, timeout_s: float) -> bool:
        """Wait on another lane until it has ended; False when that took too long.

        For work that must not begin while other work still uses the same thing. Never on
        the UI thread.
        """
        return bool(futures.wait([self._future], timeout=timeout_s).done)


class TaskRunner(QObject):
    """The one place where work leaves the UI thread, and where it returns.

    Signals:
        idle: No work is queued or running any more.
    """

    idle = Signal()
    # Emitted on worker threads, owned by the UI thread: the connections below are queued.
    # Orders go by number there: a thread that lets go of an order last would destroy its
    # owner, maybe a widget, away from the UI thread.
    _ended = Signal(int, object)
    _advanced = Signal(int, object)

    def __init__(self, parent: QObject | None = None, *, network_workers: int = 4) -> None:
        super().__init__(parent)
        self._workers = {Lane.STORE: 1, Lane.NETWORK: network_workers}
        self._lanes: dict[Lane, futures.ThreadPoolExecutor] = {}
        self._numbers = itertools.count()
        self._under_way: dict[int, tuple[Task, _Order[Any]]] = {}
        self._accepts = True
        queued = Qt.ConnectionType.QueuedConnection
        self._ended.connect(self._deliver, queued)
        self._advanced.connect(self._pass_on, queued)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is queued or running."""
        return not self._under_way

    @property
    def accepts(self) -> bool:
        """Whether work is taken; not after `shutdown`."""
        return self._accepts

    def submit(
        self,
        work: Callable[[], T],
        *,
        owner: QObject,
        on_done: Callable[[T], object],
        on_error: Callable[[Exception], object],
        lane: Lane = Lane.STORE,
    ) -> Task:
        """Call work() on a lane; then on_done or on_error on the UI thread.

        Raises RuntimeError after `shutdown`.
        """
        order = _Order(owner, on_done, on_error, None, threading.Event())
        return self._start(work, order, lane, next(self._numbers))

    def submit_long(
        self,
        work: Callable[[Handle], T],
        *,
        owner: QObject,
        on_done: Callable[[T], object],
        on_error: Callable[[Exception], object],
        on_progress: Callable[[WorkProgress], object],
        lane: Lane = Lane.NETWORK,
    ) -> Task:
        """Like `submit`, for work that says how far it is and can be cancelled."""
        order = _Order(owner, on_done, on_error, on_progress, threading.Event())
        number = next(self._numbers)
        handle = Handle(partial(self._advanced.emit, number), order.stop)
        return self._start(partial(work, handle), order, lane, number)

    def _start(self, work: Callable[[], T], order: _Order[T], lane: Lane, number: int) -> Task:
        if not self._accepts:
            raise RuntimeError("the program is closing")
        future = self._open(lane).submit(work)
        task = Task(future, order.stop)
        # Entered before the callback is added: work may have ended by then.
        self._under_way[number] = (task, order)
        future.add_done_callback(partial(self._ended.emit, number))
        return task

    def _open(self, lane: Lane) -> futures.ThreadPoolExecutor:
        """The threads of a lane, made when it is first used."""
        if lane not in self._lanes:
            workers = self._workers[lane]
            self._lanes[lane] = futures.ThreadPoolExecutor(workers, thread_name_prefix=lane)
        return self._lanes[lane]

    @Slot(int, object)
    def _deliver(self, number: int, future: futures.Future[Any]) -> None:
        _, order = self._under_way.pop(number)
        try:
            if not future.cancelled() and order.is_wanted:
                self._hand_over(order, future)
        finally:
            if not self._under_way:
                self.idle.emit()

    def _hand_over(self, order: _Order[Any], future: futures.Future[Any]) -> None:
        error = future.exception()
        if error is None:
            order.on_done(future.result())
        elif isinstance(error, Exception):
            _LOG.info("work ended with %s", type(error).__name__)
            order.on_error(error)
        else:
            raise error

    @Slot(int, object)
    def _pass_on(self, number: int, progress: WorkProgress) -> None:
        _, order = self._under_way[number]  # there until its end, which is told after this
        if order.is_wanted and order.on_progress is not None:
            order.on_progress(progress)

    def shutdown(self) -> None:
        """Accept nothing more, tell long work to stop, and wait for what runs."""
        self._accepts = False
        for task, _ in list(self._under_way.values()):
            task.cancel()
        for lane in self._lanes.values():
            lane.shutdown(wait=True, cancel_futures=True)
