"""Dates and times as people write them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QLocale

_TOKENS = re.compile(r"\d+|[^\W\d_]+")
_CLOCK = re.compile(
    r"(\d{1,2})\s*[:.h\u066b]\s*(\d{2})(?:\s*[:.]\s*(\d{2}))?\s*([ap]\.?m\.?)?", re.IGNORECASE
)


def read_date(text: str, locale: QLocale) -> date | None:
    """The day that somebody wrote: with the month in letters or digits, or as 2024-03-31."""
    tokens = _TOKENS.findall(_with_plain_digits(text))
    numbers = [token for token in tokens if token.isdigit()]
    month = _month_named([token for token in tokens if not token.isdigit()], locale)
    try:
        if len(numbers) == 3:
            return _from_numbers(numbers, locale)
        if len(numbers) == 2 and month:
            return _with_month(numbers, month)
    except ValueError:
        return None
    return None


def read_time(text: str) -> time | None:
    """The time of day that somebody wrote: 9:30, 09.30, 9h30, 2:30 pm."""
    found = _CLOCK.fullmatch(_with_plain_digits(text).strip())
    if not found:
        return None
    hour, minute, second = (int(part or 0) for part in found.groups()[:3])
    half = (found[4] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    try:
        return time(hour, minute, second)
    except ValueError:
        return None


def written_time(moment: time) -> str:
    """A time as the screen shows it: 09:30."""
    return f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"


def zone_of(moment: datetime) -> str:
    """The zone of a moment as its distance from UTC: UTC, UTC+2, UTC+5:30."""
    offset = moment.utcoffset() or timedelta(0)
    minutes = round(offset.total_seconds() / 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '-'}{hours}" + (f":{rest:02}" if rest else "")


def _with_plain_digits(text: str) -> str:
    return "".join(
        str(unicodedata.decimal(c)) if unicodedata.category(c) == "Nd" else c for c in text
    )


def _from_numbers(numbers: list[str], locale: QLocale) -> date | None:
    first, second, third = map(int, numbers)
    if len(numbers[0]) == 4:
        return date(first, second, third)
    if len(numbers[2]) != 4:
        return None
    is_month_first = locale.dateFormat(QLocale.FormatType.ShortFormat).startswith("M")
    return date(third, first, second) if is_month_first else date(third, second, first)


def _with_month(numbers: list[str], month: int) -> date | None:
    years = [number for number in numbers if len(number) == 4]
    days = [number for number in numbers if len(number) <= 2]
    if len(years) != 1 or len(days) != 1:
        return None
    return date(int(years[0]), month, int(days[0]))


def _month_named(words: list[str], locale: QLocale) -> int:
    """The month that one of the words begins the name of; 0 if none or several."""
    wanted = [word.casefold() for word in words]
    found = {
        month
        for month in range(1, 13)
        for name in _names(month, locale)
        if any(name == word or (len(word) >= 3 and name.startswith(word)) for word in wanted)
    }
    return found.pop() if len(found) == 1 else 0


def _names(month: int, locale: QLocale) -> list[str]:
    names = []
    for each in (locale, QLocale(QLocale.Language.English)):
        names.append(each.monthName(month).casefold())
        names.append(each.standaloneMonthName(month).casefold())
        names.append(each.monthName(month, QLocale.FormatType.ShortFormat).casefold())
    return names
