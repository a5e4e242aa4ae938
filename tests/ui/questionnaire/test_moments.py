"""Dates and times as people write them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.nodes import NodeKind, NodeState
from desktop_app.ui.questionnaire.fields.moment_controls import DateTimeControl
from desktop_app.ui.questionnaire.fields.moments import (
    read_date,
    read_time,
    written_time,
    zone_of,
)


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("2024-03-31", "en_GB"),
        ("31 March 2024", "en_GB"),
        ("31. Mar 2024", "en_GB"),
        ("March 31, 2024", "en_GB"),
        ("31/3/2024", "en_GB"),
        ("3/31/2024", "en_US"),
        ("31 mars 2024", "fr_FR"),
        ("31 March 2024", "fr_FR"),
        ("2024年3月31日", "zh_CN"),
        ("31 三月 2024", "zh_CN"),
        ("٣١ مارس ٢٠٢٤", "ar_EG"),
        ("31 марта 2024", "ru_RU"),
    ],
)
def test_a_day_is_read_however_it_is_written(text: str, locale: str) -> None:
    assert read_date(text, QLocale(locale)) == date(2024, 3, 31)


@pytest.mark.parametrize(
    "text", ["", "2024", "March 2024", "31 March", "30 February 2024", "31 M 2024", "1 2 3 4"]
)
def test_what_names_no_day_is_no_date(text: str) -> None:
    assert read_date(text, QLocale("en_GB")) is None


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("9:30", time(9, 30)),
        ("09.30", time(9, 30)),
        ("9h30", time(9, 30)),
        ("2:30 pm", time(14, 30)),
        ("12:05 am", time(0, 5)),
        ("23:59:58", time(23, 59, 58)),
        ("٩:٣٠", time(9, 30)),
    ],
)
def test_a_time_is_read_however_it_is_written(text: str, moment: time) -> None:
    assert read_time(text) == moment


@pytest.mark.parametrize("text", ["", "noon", "25:00", "13:00 pm", "9", "9:61"])
def test_what_names_no_time_is_none(text: str) -> None:
    assert read_time(text) is None


def test_seconds_are_shown_only_if_there_are_any() -> None:
    assert written_time(time(9, 30)) == "09:30"
    assert written_time(time(9, 30, 5)) == "09:30:05"


@pytest.mark.parametrize(
    ("hours", "words"), [(0, "UTC"), (2, "UTC+2"), (-3.5, "UTC-3:30"), (5.75, "UTC+5:45")]
)
def test_a_zone_is_its_distance_from_utc(hours: float, words: str) -> None:
    moment = datetime(2024, 3, 31, tzinfo=UTC).astimezone(timezone(timedelta(hours=hours)))
    assert zone_of(moment) == words


@pytest.mark.parametrize("value", ["9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00"])
def test_a_moment_of_no_year_that_there_is_stops_nothing(
    qapp: QApplication, value: str
) -> None:
    """Somebody else's program took it for an answer."""
    key = NodeKey.parse("k_moment")
    kind = NodeKind.QUESTION
    state = NodeState(key=key, ref=str(key), kind=kind, type="dateTime", value=value)
    control = DateTimeControl(state)
    assert {line.text() for line in control.findChildren(QLineEdit)} == {""}
