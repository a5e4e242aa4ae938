"""The values of expressions and their conversions (XPath 1.0 section 4; ODK's rules on top)."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Protocol

from desktop_app.forms import moments
from desktop_app.forms.moments import Moment


class ValueNode(Protocol):
    """What an expression reads of a node: its text, and whether it counts at all."""

    value: str
    relevant: bool


Nodes = Sequence[ValueNode]
Value = str | float | bool | Nodes

NAN = math.nan
_NUMBER = re.compile(
    r"[ \t\r\n]*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?[ \t\r\n]*", re.ASCII
)
KNOWN_NUMBERS = {"": NAN} | {str(number): float(number) for number in range(1000)}
"""Most texts that are asked for their number: answers not given, and small whole numbers."""


def to_text(value: Value) -> str:
    """The string of a value; of nodes, that of the first one."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return number_text(value)
    return value[0].value if value else ""


def to_number(value: Value) -> float:
    """The number of a value; dates count as days, what is no number is NaN."""
    if isinstance(value, float):
        return value
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    return text_number(value if isinstance(value, str) else to_text(value))


def text_number(text: str) -> float:
    """The number that a text stands for; a date is its day number."""
    known = KNOWN_NUMBERS.get(text)
    if known is not None:
        return known
    if _NUMBER.fullmatch(text):
        return float(text)
    days = moments.days_of(text.strip()) if 10 <= len(text) < 60 else None
    return NAN if days is None else days


def to_boolean(value: Value) -> bool:
    """The truth of a value; a node counts by its text: blank is false, all else true."""
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        return value != 0 and not math.isnan(value)
    if isinstance(value, str):
        return value != ""
    return bool(value) and value[0].value != ""


def number_text(value: float) -> str:
    """A number as XPath writes it: never with an exponent, whole numbers without a point."""
    if type(value) is Moment:
        return value.text
    if math.isnan(value):
        return "NaN"
    if value in {math.inf, -math.inf}:
        return "Infinity" if value > 0 else "-Infinity"
    if value == int(value):
        return str(int(value))
    text = repr(float(value))
    return format(Decimal(text), "f") if "e" in text else text


def stored_text(value: Value) -> str:
    """A value as a node keeps it: NaN is stored as blank."""
    text = to_text(value)
    return "" if text == "NaN" and not isinstance(value, str) else text


def equal(left: Value, right: Value) -> bool:
    """``=`` of XPath 1.0 section 3.4, over nodes too: any of them will do."""
    if isinstance(left, bool) or isinstance(right, bool):
        return to_boolean(left) == to_boolean(right)
    if not isinstance(left, str | float):
        if not isinstance(right, str | float):
            return not {node.value for node in left}.isdisjoint(node.value for node in right)
        return any(equal(node.value, right) for node in left)
    if not isinstance(right, str | float):
        return any(equal(left, node.value) for node in right)
    if isinstance(left, float) or isinstance(right, float):
        first, second = _pair(left, right)
        return first == second
    return left == right


def unequal(left: Value, right: Value) -> bool:
    """``!=``: of nodes, whether any differs; not the opposite of ``equal``."""
    if isinstance(left, bool) or isinstance(right, bool):
        return to_boolean(left) != to_boolean(right)
    if not isinstance(left, str | float):
        if not isinstance(right, str | float):
            texts = {node.value for node in left} | {node.value for node in right}
            return bool(left) and bool(right) and len(texts) > 1
        return any(unequal(node.value, right) for node in left)
    if not isinstance(right, str | float):
        return any(unequal(left, node.value) for node in right)
    if isinstance(left, float) or isinstance(right, float):
        first, second = _pair(left, right)
        return first != second
    return left != right


def less(left: Value, right: Value) -> bool:
    """``<``: both sides as numbers, dates as their day numbers."""
    first, second = _first(left), _first(right)
    one, other = _pair(first, second)
    return one < other


def at_most(left: Value, right: Value) -> bool:
    """``<=``, likewise."""
    first, second = _first(left), _first(right)
    one, other = _pair(first, second)
    return one <= other


def _first(value: Value) -> str | float | bool:
    return value if isinstance(value, str | float | bool) else to_text(value)


def _pair(left: str | float | bool, right: str | float | bool) -> tuple[float, float]:
    """Both as numbers; a day against a moment by the moment's own calendar."""
    first, second = to_number(left), to_number(right)
    if isinstance(left, Moment) or isinstance(right, Moment):
        one, other = to_text(left), to_text(right)
        if moments.is_day(one):
            civil = moments.civil_days(other)
            return first, second if civil is None else civil
        if moments.is_day(other):
            civil = moments.civil_days(one)
            return first if civil is None else civil, second
    return first, second
