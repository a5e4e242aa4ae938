"""Functions of dates and times. What counts as now is given to the form, never looked up."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime
from typing import Any

from desktop_app.forms import moments
from desktop_app.forms.code import Code, Kind
from desktop_app.forms.functions.signature import Compiles, Function, pure
from desktop_app.forms.moments import Moment
from desktop_app.forms.paths import Scope
from desktop_app.forms.syntax import Expression
from desktop_app.forms.values import NAN, Value, text_number, to_text

_LONGEST_FORMAT = 1_000
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def _date(value: Value) -> Value:
    """A day: from a date, a date with time, or a number of days; else blank."""
    found = _read(value)
    if isinstance(found, datetime):
        return moments.day(found.date())
    return "" if found is None else moments.day(found)


def _date_time(value: Value) -> Value:
    """A moment, likewise; a date alone is its midnight."""
    found = _read(value)
    if found is None:
        return ""
    return moments.moment(_as_datetime(found))


def _read(value: Value) -> date | None:
    if isinstance(value, float) and not isinstance(value, Moment):
        made = moments.from_days(value) if not math.isnan(value) else None
        return None if made is None else moments.read(made.text)
    text = to_text(value).strip()
    return moments.read(text) or _from_number(text)


def _from_number(text: str) -> date | None:
    days = text_number(text)
    made = moments.from_days(days) if not math.isnan(days) and "-" not in text[1:] else None
    return None if made is None else moments.read(made.text)


def _as_datetime(found: date) -> datetime:
    if isinstance(found, datetime):
        return found
    return datetime(found.year, found.month, found.day, tzinfo=UTC)


def _decimal(value: Value) -> float:
    if isinstance(value, float):
        return value + 0.0
    days = moments.days_of(to_text(value).strip())
    return NAN if days is None else days


def _decimal_time(value: Value) -> float:
    """The part of the day that has passed, by the clock in the value's own zone."""
    text = to_text(value).strip()
    found = moments.read(text)
    if isinstance(found, datetime):
        text = found.time().isoformat()
    fraction = moments.time_fraction(text)
    return NAN if fraction is None else fraction


def _format(value: Value, pattern: str) -> str:
    found = _read(value)
    if found is None or len(pattern) > _LONGEST_FORMAT:
        return ""
    moment = _as_datetime(found)
    parts: list[str] = []
    signs = iter(pattern)
    for sign in signs:
        parts.append(_field(moment, next(signs, "")) if sign == "%" else sign)
    return "".join(parts)


def _field(moment: datetime, sign: str) -> str:
    fields: dict[str, Any] = {
        "Y": f"{moment.year:04d}",
        "y": f"{moment.year % 100:02d}",
        "m": f"{moment.month:02d}",
        "n": moment.month,
        "b": _MONTHS[moment.month - 1],
        "d": f"{moment.day:02d}",
        "e": moment.day,
        "H": f"{moment.hour:02d}",
        "h": moment.hour,
        "M": f"{moment.minute:02d}",
        "S": f"{moment.second:02d}",
        "3": f"{moment.microsecond // 1000:03d}",
        "a": _DAYS[moment.weekday()],
        "W": moment.isocalendar().week,
        "%": "%",
    }
    return str(fields.get(sign, f"%{sign}"))


def _today(compiler: Compiles, arguments: tuple[Expression, ...], scope: Scope) -> Code:
    scope.uses.session = True
    return Code(Kind.NUMBER, lambda context: moments.day(context.session.now().date()))


def _now(compiler: Compiles, arguments: tuple[Expression, ...], scope: Scope) -> Code:
    scope.uses.session = True
    return Code(Kind.NUMBER, lambda context: moments.moment(context.session.now()))


FUNCTIONS = {
    "today": Function(_today, 0, 0),
    "now": Function(_now, 0, 0),
    "date": pure(Kind.ANY, _date, Kind.ANY),
    "date-time": pure(Kind.ANY, _date_time, Kind.ANY),
    "decimal-date": pure(Kind.NUMBER, _decimal, Kind.ANY),
    "decimal-date-time": pure(Kind.NUMBER, _decimal, Kind.ANY),
    "decimal-time": pure(Kind.NUMBER, _decimal_time, Kind.ANY),
    "format-date": pure(Kind.TEXT, _format, Kind.ANY, Kind.TEXT),
    "format-date-time": pure(Kind.TEXT, _format, Kind.ANY, Kind.TEXT),
}
