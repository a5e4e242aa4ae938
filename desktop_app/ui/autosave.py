"""Writes what was entered soon after it was entered, and says whether it is safe on disk.

What is typed waits at most `EVERY_MS` before it goes to the store lane, also while typing
goes on. One write is under way at a time, so that an older text never lands on a newer
one. What could not be written is given back to the response, kept, and tried again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop_app.domain.entries import Entry
from desktop_app.ui.tasks import TaskRunner

EVERY_MS = 400
RETRY_MS = 3_000
_PULSE_MS = 60_000  # sessions that went quiet are closed, and stored as such

_LOG = logging.getLogger(__name__)


class Pending(Protocol):
    """What a response has that is not stored yet."""

    def take_pending(self) -> tuple[Entry, ...]:
        """The entries since the last call."""

    def give_back(self, entries: tuple[Entry, ...]) -> None:
        """Take them again: they could not be written."""


class SavePhase(StrEnum):
    """Where what was entered is now."""

    SAVED = "saved"
    SAVING = "saving"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class SaveState:
    """The fact "saved": since when, or why not. `at` is the last time all was on disk."""

    phase: SavePhase
    at: datetime | None = None
    error: Exception | None = None


class Autosave(QObject):
    """Saves one open response.

    Signals:
        state_changed: (SaveState) Another phase, another time, or another error.
        settled: (bool) After `drain`: True, all is on disk; False, it could not be written.
    """

    state_changed = Signal(object)
    settled = Signal(bool)

    def __init__(
        self,
        source: Pending,
        write: Callable[[tuple[Entry, ...]], datetime],
        *,
        runner: TaskRunner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._source, self._write, self._runner = source, write, runner
        self._in_flight: tuple[Entry, ...] = ()
        self._is_writing = self._is_draining = self._wants_more = False
        self._is_stopped = False
        self._state = SaveState(SavePhase.SAVED)
        self._soon = self._timer(EVERY_MS, self.flush)
        self._retry = self._timer(RETRY_MS, self.flush)
        self._pulse = self._timer(_PULSE_MS, self.flush)
        self._pulse.setSingleShot(False)
        self._pulse.start()

    @property
    def state(self) -> SaveState:
        """Whether all is saved now."""
        return self._state

    def touch(self) -> None:
        """Something was entered: save it soon. Call it as often as you like."""
        if self._is_stopped or self._state.phase is SavePhase.FAILED:
            return  # what failed is tried again anyway
        if not self._soon.isActive():  # never started anew: typing must not put it off
            self._soon.start()
        self._become(SaveState(SavePhase.SAVING, self._state.at))

    @Slot()
    def flush(self) -> None:
        """Save at once: focus left, the window locks or closes, a row was removed."""
        self._soon.stop()
        if self._is_writing or self._is_stopped:
            self._wants_more = True
            return
        entries = self._source.take_pending()
        if entries:
            self._start(entries)
        elif self._state.phase is not SavePhase.SAVED:
            self._become(SaveState(SavePhase.SAVED, self._state.at))

    def drain(self) -> None:
        """Save at once, then say by `settled` whether everything is on disk."""
        self._is_draining = True
        self.flush()
        if not self._is_writing:
            self._settle(self._state.phase is SavePhase.SAVED)

    def stop(self) -> None:
        """Write nothing any more; the response is closed."""
        self._is_stopped = True
        for timer in (self._soon, self._retry, self._pulse):
            timer.stop()

    def _start(self, entries: tuple[Entry, ...]) -> None:
        self._retry.stop()
        self._is_writing, self._wants_more = True, False
        self._in_flight = entries
        if self._state.phase is not SavePhase.FAILED:
            self._become(SaveState(SavePhase.SAVING, self._state.at))
        self._runner.submit(
            _Writing(self._write, entries),
            owner=self,
            on_done=self._on_written,
            on_error=self._on_failed,
        )

    def _on_written(self, at: datetime) -> None:
        self._is_writing, self._in_flight = False, ()
        self._become(SaveState(SavePhase.SAVING, at))
        if self._wants_more or self._is_draining or not self._soon.isActive():
            self.flush()
        if self._state.phase is SavePhase.SAVED:
            self._settle(True)

    def _on_failed(self, error: Exception) -> None:
        _LOG.info("saving failed: %s", type(error).__name__)
        self._is_writing = False
        self._source.give_back(self._in_flight)
        self._in_flight = ()
        self._soon.stop()
        self._retry.start()
        self._become(SaveState(SavePhase.FAILED, self._state.at, error))
        self._settle(False)

    def _settle(self, all_saved: bool) -> None:
        if self._is_draining:
            self._is_draining = False
            self.settled.emit(all_saved)

    def _become(self, state: SaveState) -> None:
        if state != self._state:
            self._state = state
            self.state_changed.emit(state)

    def _timer(self, interval_ms: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval_ms)
        timer.timeout.connect(slot)
        return timer


class _Writing:
    """One write as a function without arguments, for the store lane."""

    def __init__(
        self, write: Callable[[tuple[Entry, ...]], datetime], entries: tuple[Entry, ...]
    ) -> None:
        self._write, self._entries = write, entries

    def __call__(self) -> datetime:
        return self._write(self._entries)
