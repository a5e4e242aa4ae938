"""When the next one is, by a clock that is an object."""

from __future__ import annotations

import pytest

from desktop_app.domain.servers import Schedule
from desktop_app.ui.synchronising.timing import BACK_OFF_MIN, Timing
from tests.ui.shell.visitor import SteppingSeconds

SCHEDULES = [each for each in Schedule if each is not Schedule.BUTTON]
MINUTE, HOUR = 60.0, 3_600.0


class Times:
    """A timing, and its clock."""

    def __init__(
        self, schedule: Schedule, *, last: float | None = 0.0, knows: bool = True, at: float = 0
    ) -> None:
        self.clock = SteppingSeconds()
        self.timing = Timing(self.clock, lambda: at)
        self.timing.choose(schedule, since_last_s=last, knows_line=knows)

    def due_in(self) -> float | None:
        """How long it takes until it is due, to the second; None for never within days."""
        began = self.clock.now
        while not self.timing.is_due:
            self.clock.now += 1
            if self.clock.now - began > 3 * 24 * HOUR:
                return None
        passed, self.clock.now = self.clock.now - began, began
        return passed


def test_by_button_means_never_by_itself() -> None:
    times = Times(Schedule.BUTTON, last=None)
    assert times.due_in() is None
    for happens in (times.timing.ended, times.timing.failed, times.timing.appeared):
        happens()
        assert times.due_in() is None


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_what_was_never_done_is_due_at_once(schedule: Schedule) -> None:
    assert Times(schedule, last=None).due_in() == 0


@pytest.mark.parametrize(
    ("schedule", "knows", "every"),
    [
        (Schedule.QUARTER, True, 15 * MINUTE),
        (Schedule.HOUR, True, HOUR),
        (Schedule.LINE, True, HOUR),
        (Schedule.LINE, False, 15 * MINUTE),  # nobody says when a line appears
    ],
)
def test_it_is_due_so_long_after_the_last_one(
    schedule: Schedule, knows: bool, every: float
) -> None:
    times = Times(schedule, last=100.0, knows=knows)
    assert times.due_in() == every - 100
    times.timing.ended()
    assert times.due_in() == every
    assert Times(schedule, last=10 * HOUR, knows=knows).due_in() == 0
    assert Times(schedule, last=-5 * HOUR, knows=knows).due_in() == every  # a clock set back


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_after_failures_it_waits_ever_longer_and_a_success_begins_anew(
    schedule: Schedule,
) -> None:
    times = Times(schedule)
    for minutes in (*BACK_OFF_MIN, 60, 60):
        times.timing.failed()
        assert times.due_in() == minutes * MINUTE
    times.timing.ended()
    times.timing.failed()
    assert times.due_in() == MINUTE


def test_not_all_come_back_in_the_same_second() -> None:
    early, late = (Times(Schedule.HOUR, at=at) for at in (0.0, 1.0))
    for times in (early, late):
        times.timing.failed()
    assert (early.due_in(), late.due_in()) == (60, 72)


def test_a_line_that_appears_is_used_at_once_if_that_was_chosen() -> None:
    times = Times(Schedule.LINE)
    for _ in range(4):
        times.timing.failed()
    times.timing.appeared()
    assert times.due_in() == 0
    times.timing.failed()
    assert times.due_in() == MINUTE
    other = Times(Schedule.HOUR)
    other.timing.appeared()
    assert other.due_in() == HOUR


def test_what_no_try_will_mend_is_not_tried() -> None:
    times = Times(Schedule.QUARTER)
    times.timing.give_up()
    assert times.due_in() is None
    times.timing.ended()
    assert times.due_in() == 15 * MINUTE
