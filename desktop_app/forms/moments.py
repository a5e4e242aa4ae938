"""Days, times of day and moments as expressions see them: numbers that remember their text.

A number of days is counted from 1970-01-01. A moment counts to its instant in UTC; a day
has no zone. So that "not after now" means what a person expects near midnight, a day and
a moment are compared by the civil date of the moment in its own zone (``comparable``).
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone

_EPOCH_DAY = date(1970, 1, 1).toordinal()
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY_S = 86_400.0
_DATE = r"(\d{4})-(\d\d)-(\d\d)"
_TIME = r"(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?"
_ZONE = r"(Z|[+-]\d\d(?::?\d\d)?)?"
_DAY_TEXT = re.compile(_DATE, re.ASCII)
_MOMENT_TEXT = re.compile(f"{_DATE}(?:T{_TIME}{_ZONE})?", re.ASCII)
_TIME_TEXT = re.compile(_TIME + _ZONE, re.ASCII)


class Moment(float):
    """Days since 1970-01-01 whose text is a date, or a date with its time."""

    __slots__ = ("text",)
    text: str

    def __new__(cls, days: float, text: str) -> Moment:
        made = super().__new__(cls, days)
        made.text = text
        return made


def day(value: date) -> Moment:
    """A calendar day."""
    return Moment(value.toordinal() - _EPOCH_DAY, value.isoformat())


def moment(value: datetime) -> Moment:
    """An instant; one without a zone is taken as UTC."""
    return Moment(_days_to(value), moment_text(value))


def moment_text(value: datetime) -> str:
    """The stored form of a date with time: milliseconds and the offset, as ODK writes it."""
    if value.tzinfo is None:
        value = value.replace(tzinfo=UTC)
    return value.isoformat(timespec="milliseconds")


def from_days(days: float) -> Moment | None:
    """The moment that is so many days after 1970-01-01, or None beyond the calendar."""
    try:
        instant = _EPOCH + timedelta(days=days)
    except (OverflowError, ValueError):
        return None
    if days == int(days):
        return day(instant.date())
    return moment(instant)


def read(text: str) -> datetime | date | None:
    """A date or a date with time in ISO 8601, or None; a time without zone stays without."""
    match = _MOMENT_TEXT.fullmatch(text)
    if match is None:
        return None
    year, month, day_, hour, minute, second, fraction, zone = match.groups()
    try:
        found = date(int(year), int(month), int(day_))
        if hour is None:
            return found
        parts = (int(hour), int(minute), int(second or 0), _microseconds(fraction))
        return datetime(found.year, found.month, found.day, *parts, tzinfo=_zone(zone))
    except (ValueError, OverflowError):
        return None


def days_of(text: str) -> float | None:
    """The number that a date, or a date with time, stands for, or None.

    A time of day alone is no number: both reference engines say so.
    """
    found = read(text)
    if isinstance(found, datetime):
        return _days_to(found)
    return None if found is None else float(found.toordinal() - _EPOCH_DAY)


def time_fraction(text: str) -> float | None:
    """The part of a day that has passed at a time of day; its zone plays no part."""
    match = _TIME_TEXT.fullmatch(text)
    if match is None:
        return None
    hour, minute, second = (int(part or 0) for part in match.group(1, 2, 3))
    if hour > 23 or minute > 59 or second > 59:
        return None
    seconds = hour * 3600 + minute * 60 + second + _microseconds(match[4]) / 1e6
    return seconds / _DAY_S


def is_day(text: str) -> bool:
    """Whether a text is a date without a time."""
    return _DAY_TEXT.fullmatch(text) is not None


def civil_days(text: str) -> float | None:
    """Days to a moment as the calendar and clock in its own zone show it, or None."""
    found = read(text)
    if not isinstance(found, datetime):
        return None
    return _days_to(found.replace(tzinfo=UTC))


def _days_to(value: datetime) -> float:
    if value.tzinfo is None:
        value = value.replace(tzinfo=UTC)
    return (value - _EPOCH).total_seconds() / _DAY_S


def _microseconds(fraction: str | None) -> int:
    return int((fraction or "0")[:6].ljust(6, "0"))


def _zone(text: str | None) -> timezone | None:
    if not text:
        return None
    if text == "Z":
        return UTC
    sign = -1 if text[0] == "-" else 1
    hours, minutes = int(text[1:3]), int(text[-2:]) if len(text) > 3 else 0
    return timezone(sign * timedelta(hours=hours, minutes=minutes))
