"""What a node keeps: results of expressions by the node's type, and what people may enter."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from desktop_app.forms import moments, values
from desktop_app.forms.limits import MAX_VALUE_CHARS
from desktop_app.forms.values import Value

_INTEGER = re.compile(r"[+-]?\d{1,18}", re.ASCII)
_DECIMAL = re.compile(r"[+-]?(?:\d{1,60}(?:\.\d{0,60})?|\.\d{1,60})", re.ASCII)
_NUMERIC, _DAYS = {"int", "integer", "decimal"}, {"date", "dateTime"}
_NEVER = re.compile("[\x00\ud800-\udfff]")


def as_stored(value: Value, kind: str) -> str:
    """The text that a node of a type keeps of an expression's value."""
    if isinstance(value, bool) and kind in _NUMERIC:
        return "1" if value else "0"
    if type(value) is float and kind in _DAYS:
        made = moments.from_days(value) if not math.isnan(value) else None
        return "" if made is None else made.text
    if type(value) is float and kind in _NUMERIC:
        if not math.isfinite(value):
            return ""
        return values.number_text(value if kind == "decimal" else math.trunc(value) + 0.0)
    return values.stored_text(value)


def entered(text: str, kind: str) -> str | None:
    """What a node of a type keeps of what a person entered, or None when it cannot be that."""
    if len(text) > MAX_VALUE_CHARS or _NEVER.search(text):
        return None
    check = _CHECKS.get(kind)
    return text if check is None or not text else check(text.strip())


def is_within(text: str, parameters: Mapping[str, str]) -> bool:
    """Whether a number lies between the ends of a range, whichever end is the lower."""
    ends = [values.text_number(parameters.get(name, "")) for name in ("start", "end")]
    if not text or any(map(math.isnan, ends)):
        return True
    return min(ends) <= values.text_number(text) <= max(ends)


def _integer(text: str) -> str | None:
    return str(int(text)) if _INTEGER.fullmatch(text) else None


def _decimal(text: str) -> str | None:
    if not _DECIMAL.fullmatch(text):
        return None
    plain = format(Decimal(text), "f")
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if plain in {"-0", ""} else plain


def _date(text: str) -> str | None:
    found = moments.read(text)
    return text if isinstance(found, date) and not isinstance(found, datetime) else None


def _time(text: str) -> str | None:
    return text if moments.time_fraction(text) is not None else None


def _date_time(text: str) -> str | None:
    return text if isinstance(moments.read(text), datetime) else None


_CHECKS = {
    "int": _integer,
    "integer": _integer,
    "decimal": _decimal,
    "date": _date,
    "time": _time,
    "dateTime": _date_time,
}
