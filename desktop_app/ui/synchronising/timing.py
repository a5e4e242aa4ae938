"""When to synchronise next, where it is not left to the button. Decides; does nothing."""

from __future__ import annotations

from collections.abc import Callable

from desktop_app.domain.servers import Schedule

BACK_OFF_MIN = (1, 2, 5, 15, 60)
"""After so many failures in a row, so many minutes pass; a success begins anew."""
_MINUTE = 60.0
_JITTER = 0.2
_WITHOUT_WATCH = 15 * _MINUTE
_EVERY = {
    Schedule.QUARTER: 15 * _MINUTE,
    Schedule.HOUR: 60 * _MINUTE,
    Schedule.LINE: 60 * _MINUTE,
}


class Timing:
    """``clock`` counts seconds, also while the computer sleeps; ``jitter`` gives 0 to 1, so
    that not all who lost the same line come back in the same second.
    """

    def __init__(self, clock: Callable[[], float], jitter: Callable[[], float]) -> None:
        self._clock, self._jitter = clock, jitter
        self._schedule = Schedule.BUTTON
        self._knows_line = False
        self._failures = 0
        self._due_at: float | None = None

    @property
    def is_due(self) -> bool:
        """Whether it is time."""
        return self._due_at is not None and self._clock() >= self._due_at

    def choose(
        self, schedule: Schedule, *, since_last_s: float | None, knows_line: bool
    ) -> None:
        """Go by this from now on; None: there has been no synchronisation yet.

        ``knows_line``: somebody says `appeared`. Where nobody can, it is tried every quarter.
        """
        self._schedule, self._knows_line, self._failures = schedule, knows_line, 0
        every = self._every()
        if every is None:
            self._due_at = None
        else:
            passed = every if since_last_s is None else max(0.0, since_last_s)
            self._due_at = self._clock() + max(0.0, every - passed)

    def appeared(self) -> None:
        """There is a line again."""
        if self._schedule is Schedule.LINE:
            self._failures = 0
            self._due_at = self._clock()

    def ended(self) -> None:
        """It went well, or somebody stopped it: after the usual time again."""
        self._failures = 0
        self._after(self._every())

    def failed(self) -> None:
        """It went wrong: sooner at first, then ever later."""
        minutes = BACK_OFF_MIN[min(self._failures, len(BACK_OFF_MIN) - 1)]
        self._failures += 1
        scheduled = self._every() is not None
        spread = 1 + _JITTER * self._jitter()
        self._after(minutes * _MINUTE * spread if scheduled else None)

    def give_up(self) -> None:
        """No try will go better before somebody does something."""
        self._due_at = None

    def _after(self, seconds: float | None) -> None:
        self._due_at = None if seconds is None else self._clock() + seconds

    def _every(self) -> float | None:
        if self._schedule is Schedule.LINE and not self._knows_line:
            return _WITHOUT_WATCH
        return _EVERY.get(self._schedule)
