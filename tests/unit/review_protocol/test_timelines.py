"""Dates of steps: counted by month and day, moved by people, judged on a day in Vienna."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_protocol.timelines import (
    Known,
    Standing,
    Step,
    day_in_vienna,
    later,
    steps,
)

DAYS = st.dates(date(1990, 1, 1), date(2200, 12, 31))
START_DAY = date(2026, 11, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A rule as a questionnaire says it."""

    step: str
    after: str = "start"
    months: int = 0
    days: int = 0
    ahead: int = 0
    met: str = ""


RULES = (
    Said(step="focal-point", days=14, ahead=7),
    Said(step="answers", months=6, ahead=30, met="receipt"),
    Said(step="feedback", after="receipt", months=6),
    Said(step="list", after="feedback", days=10),
)


def dated(known: Known) -> dict[str, Step]:
    return {each.step: each for each in steps(RULES, known)}


@pytest.mark.parametrize(
    ("day", "months", "days", "found"),
    [
        ("2026-08-31", 6, 0, "2027-02-28"),
        ("2027-08-31", 6, 0, "2028-02-29"),
        ("2026-11-01", 6, 0, "2027-05-01"),
        ("2026-01-31", 1, 1, "2026-03-01"),
        ("2026-12-15", 1, 0, "2027-01-15"),
        ("2026-03-31", -1, 0, "2026-02-28"),
        ("2026-01-01", 0, -1, "2025-12-31"),
        ("2024-02-29", 12, 0, "2025-02-28"),
    ],
)
def test_months_are_counted_first_then_days(
    day: str, months: int, days: int, found: str
) -> None:
    assert later(date.fromisoformat(day), months, days) == date.fromisoformat(found)


@pytest.mark.parametrize("months", [12 * 10_000, -12 * 10_000, 2**31, -(2**31)])
def test_what_lies_beyond_the_calendar_has_no_date(months: int) -> None:
    assert later(START_DAY, months, 0) is None


@pytest.mark.parametrize("days", [2**31, -(2**31), 4_000_000])
def test_nor_has_what_lies_so_many_days_away(days: int) -> None:
    assert later(START_DAY, 0, days) is None


@given(DAYS, st.integers(0, 60))
def test_a_month_later_is_in_that_month_on_that_day_or_its_last(day: date, months: int) -> None:
    found = later(day, months, 0)
    assert found is not None
    assert (found.year - day.year) * 12 + found.month - day.month == months
    last = calendar.monthrange(found.year, found.month)[1]
    assert found.day == min(day.day, last)


@given(DAYS, DAYS, st.integers(0, 60), st.integers(-400, 400))
def test_who_starts_later_is_due_no_earlier(
    one: date, other: date, months: int, days: int
) -> None:
    first, second = later(min(one, other), months, days), later(max(one, other), months, days)
    assert first is not None
    assert second is not None
    assert first <= second


def test_steps_count_from_the_start_and_the_receipt() -> None:
    found = dated(Known(start=START_DAY, receipt=date(2027, 4, 20)))
    assert found["focal-point"].planned == date(2026, 11, 15)
    assert found["answers"].planned == date(2027, 5, 1)
    assert found["feedback"].planned == date(2027, 10, 20)
    assert found["list"].planned == date(2027, 10, 30)


def test_without_a_receipt_what_counts_from_it_has_no_date() -> None:
    found = dated(Known(start=START_DAY))
    assert found["feedback"].due is None
    assert found["list"].standing(date.max) is Standing.UNDATED


def test_without_a_start_nothing_has_a_date() -> None:
    assert {each.due for each in steps(RULES, Known())} == {None}


def test_the_receipt_meets_the_step_that_says_so_and_no_other() -> None:
    found = dated(Known(start=START_DAY, receipt=date(2027, 4, 20)))
    assert found["answers"].actual == date(2027, 4, 20)
    assert found["focal-point"].actual is None


def test_what_a_person_noted_as_done_counts_before_the_receipt() -> None:
    known = Known(
        start=START_DAY, receipt=date(2027, 4, 20), done={"answers": date(2027, 4, 1)}
    )
    assert dated(known)["answers"].actual == date(2027, 4, 1)


def test_a_step_follows_the_revised_and_then_the_actual_date_of_the_one_before() -> None:
    receipt = date(2027, 4, 20)
    revised = {"feedback": date(2027, 12, 1)}
    found = dated(Known(start=START_DAY, receipt=receipt, revised=revised))
    assert found["feedback"].planned == date(2027, 10, 20)
    assert found["feedback"].due == date(2027, 12, 1)
    assert found["list"].planned == date(2027, 12, 11)
    done = {"feedback": date(2027, 11, 1)}
    found = dated(Known(start=START_DAY, receipt=receipt, revised=revised, done=done))
    assert found["list"].planned == date(2027, 11, 11)


def test_a_start_that_was_moved_moves_all_that_counts_from_it() -> None:
    known = Known(start=START_DAY, revised={"start": date(2027, 1, 1)})
    assert dated(known)["answers"].planned == date(2027, 7, 1)
    known = Known(
        start=START_DAY,
        revised={"start": date(2027, 1, 1)},
        done={"start": date(2027, 2, 1)},
    )
    assert known.started == date(2027, 2, 1)


def test_rules_out_of_order_or_in_a_circle_give_no_dates() -> None:
    rules = (
        Said(step="a", after="b"),
        Said(step="b", after="a"),
        Said(step="c", after="c"),
        Said(step="d", after="nowhere"),
    )
    assert [each.due for each in steps(rules, Known(start=START_DAY))] == [None] * 4


def test_of_two_rules_for_a_step_the_first_counts_and_none_is_for_the_start() -> None:
    rules = (Said(step="a", days=1), Said(step="a", days=2), Said(step="start", days=3))
    (found,) = steps(rules, Known(start=START_DAY))
    assert found.planned == START_DAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "standing"),
    [
        ("2026-11-07", Standing.LATER),
        ("2026-11-08", Standing.COMING),
        ("2026-11-15", Standing.COMING),
        ("2026-11-16", Standing.MISSED),
    ],
)
def test_a_step_comes_so_many_days_ahead_and_is_missed_the_day_after(
    day: str, standing: Standing
) -> None:
    step = dated(Known(start=START_DAY))["focal-point"]
    assert step.standing(date.fromisoformat(day)) is standing


@given(DAYS, st.integers(0, 400), DAYS)
def test_a_step_only_ever_goes_from_later_over_coming_to_missed(
    due: date, ahead: int, day: date
) -> None:
    order = [Standing.LATER, Standing.COMING, Standing.MISSED]
    step = Step(step="a", planned=due, ahead=ahead)
    today, tomorrow = step.standing(day), step.standing(day + timedelta(days=1))
    assert order.index(today) <= order.index(tomorrow)
    assert step.standing(due) is Standing.COMING
    assert step.standing(due + timedelta(days=1)) is Standing.MISSED


@given(DAYS, DAYS, DAYS)
def test_what_is_done_is_neither_coming_nor_missed(due: date, actual: date, day: date) -> None:
    step = Step(step="a", planned=due, actual=actual)
    assert step.standing(day) is Standing.DONE


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-11-15T22:59:59+00:00", "2026-11-15"),
        ("2026-11-15T23:00:00+00:00", "2026-11-16"),  # winter: one hour ahead
        ("2026-07-15T21:59:59+00:00", "2026-07-15"),
        ("2026-07-15T22:00:00+00:00", "2026-07-16"),  # summer: two
        ("2026-11-15T12:30:00+13:45", "2026-11-14"),
        ("2026-11-15T20:00:00-08:00", "2026-11-16"),
    ],
)
def test_a_moment_is_the_day_that_it_falls_on_in_vienna(moment: str, day: str) -> None:
    assert day_in_vienna(datetime.fromisoformat(moment)) == date.fromisoformat(day)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        day_in_vienna(datetime(2026, 11, 15))  # noqa: DTZ001  # wrong on purpose


@given(st.integers(0, 7_000_000_000), st.integers(-14 * 60, 14 * 60))
def test_the_day_does_not_depend_on_the_zone_that_a_moment_is_told_in(
    seconds: int, minutes: int
) -> None:
    utc = datetime.fromtimestamp(seconds, UTC)
    told = utc.astimezone(timezone(timedelta(minutes=minutes)))
    assert day_in_vienna(told) == day_in_vienna(utc)
