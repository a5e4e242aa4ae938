"""A clock that moves when it is told to, and ids that can be told apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@dataclass
class SteppingClock:
    """Stands still until ``pass_by`` moves it."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **of: float) -> None:
        """Let some ``minutes`` or ``seconds`` go by."""
        self.now += timedelta(**of)


@dataclass
class CountingIds:
    """Ids in the order in which they were asked for."""

    last: int = 0

    def __call__(self) -> str:
        self.last += 1
        return f"{self.last:032x}"
