"""What an expression means by a day and by a moment; `docs/forms.md` names these tests."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from tests.builders.forms import NOW, compile_rows, form_of, open_form, row, value


def test_today_and_now_are_what_the_form_was_given() -> None:
    rows = [
        row("calculate", "t", calculation="today()"),
        row("date", "d", constraint=". <= today()"),
    ]
    xform = compile_rows(rows)
    form = open_form(xform)
    assert value(form, "t") == "2026-03-01"
    later = open_form(xform, answers=form.answers(), now=NOW + timedelta(days=1))
    assert value(later, "t") == "2026-03-02"


@pytest.mark.parametrize(("hours", "is_past"), [(0, "true"), (13, "true"), (-13, "false")])
def test_a_day_and_a_moment_are_compared_by_the_clock_on_the_wall(
    hours: int, is_past: str
) -> None:
    zone = timezone(timedelta(hours=hours))
    now = datetime(2026, 3, 1, 12, 30, tzinfo=NOW.tzinfo).astimezone(zone)
    rows = [row("calculate", "c", calculation="date('2026-03-01') <= now()")]
    assert value(open_form(compile_rows(rows), now=now), "c") == is_past


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("date('2020-01-05T10:00:00')", "2020-01-05"),
        ("date(18266.9)", "2020-01-05"),
        ("date('2020-02-30')", ""),
        ("date-time('2020-01-05')", "2020-01-05T00:00:00.000+00:00"),
    ],
)
def test_a_date_has_no_time(expression: str, expected: str) -> None:
    assert value(form_of([row("calculate", "c", calculation=expression)]), "c") == expected
