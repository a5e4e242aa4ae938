"""What a relevance expression claims of answers, free of its notation and of any language.

Claims of one question are drawn together, so that "is a or is b" can be said in one breath.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from desktop_app.forms.syntax import (
    Axis,
    Call,
    Chain,
    Comparison,
    Expression,
    Number,
    Path,
    Text,
)


class Kind(StrEnum):
    """What is claimed of an answer."""

    IS = "is"
    INCLUDES = "includes"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Claim:
    """That an answer has, or has not, one of some values.

    An ``ANSWERED`` claim says that there is an answer, but none of the values.
    """

    kind: Kind
    name: str
    values: tuple[str, ...]
    negated: bool = False


class Measured(StrEnum):
    """What is compared with a value."""

    VALUE = "value"
    DAY = "day"
    CHOSEN = "chosen"
    ENTRIES = "entries"


@dataclass(frozen=True, slots=True)
class Measure:
    """That a number, a day, or how many there are, compares so with a value.

    The value is a number, a day such as 2003-09-29, or "" for today.
    """

    what: Measured
    name: str
    operator: str
    value: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Both:
    """All of these hold; of none, that is always so."""

    parts: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of these holds; of none, that is never so."""

    parts: tuple[Statement, ...] = ()


Statement = Claim | Measure | Both | Either

_TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "=", "!=": "!="}
_COUNTS = {"count-selected": Measured.CHOSEN, "count": Measured.ENTRIES}
_AS_THEY_ARE = frozenset({"string", "number", "int", "normalize-space"})
# Comparisons of a count that say no more than "some" or "none".
_SOME = frozenset({(">", 0.0), (">=", 1.0), ("!=", 0.0)})
_NONE = frozenset({("=", 0.0), ("<", 1.0), ("<=", 0.0)})


def claimed(tree: Expression, *, negated: bool = False) -> Statement | None:
    """What an expression, or its contrary, claims; ``None`` where there is no saying."""
    if isinstance(tree, Chain):
        return _of_chain(tree, negated)
    if isinstance(tree, Comparison):
        return _of_comparison(tree, negated)
    if isinstance(tree, Call):
        return _of_call(tree, negated)
    return None


def _of_chain(tree: Chain, negated: bool) -> Statement | None:
    if not set(tree.operators) <= {"or", "and"}:
        return None
    is_or = (tree.operators[0] == "or") is not negated
    parts: list[Statement] = []
    for operand in tree.operands:
        part = claimed(operand, negated=negated)
        if part is None:
            return None
        parts.append(part)
    return _either(parts) if is_or else _both(parts)


def _of_call(tree: Call, negated: bool) -> Statement | None:
    arguments = tree.arguments
    if tree.name in {"true", "false"}:
        return Both() if (tree.name == "true") is not negated else Either()
    if tree.name == "not" and len(arguments) == 1:
        return claimed(arguments[0], negated=not negated)
    if tree.name == "selected" and len(arguments) == 2:
        name, value = _name_of(arguments[0]), arguments[1]
        if name and isinstance(value, Text):
            return Claim(Kind.INCLUDES, name, (value.value,), negated)
    return None


def _of_comparison(tree: Comparison, negated: bool) -> Statement | None:
    left, operator, right = tree.left, tree.operator, tree.right
    if isinstance(left, Text | Number) or _is_day(left):
        left, operator, right = right, _TURNED[operator], left
    if isinstance(left, Call) and left.name in {*_COUNTS, "string-length"}:
        return _of_count(left, operator, right, negated)
    name = _name_of(left)
    if not name:
        return None
    if isinstance(right, Text) and operator in {"=", "!="}:
        return _of_text(name, right.value, (operator == "!=") is not negated)
    if isinstance(right, Number):
        return Measure(Measured.VALUE, name, operator, f"{right.value:.15g}", negated)
    day = _day_of(right)
    return None if day is None else Measure(Measured.DAY, name, operator, day, negated)


def _of_text(name: str, value: str, negated: bool) -> Claim:
    if value:
        return Claim(Kind.IS, name, (value,), negated)
    return Claim(Kind.ANSWERED, name, (), not negated)


def _of_count(
    call: Call, operator: str, right: Expression, negated: bool
) -> Claim | Measure | None:
    name = _name_of(call.arguments[0]) if len(call.arguments) == 1 else ""
    if not name or not isinstance(right, Number):
        return None
    what = _COUNTS.get(call.name)
    if what is not Measured.ENTRIES and (operator, right.value) in _SOME:
        return Claim(Kind.ANSWERED, name, (), negated)
    if what is not Measured.ENTRIES and (operator, right.value) in _NONE:
        return Claim(Kind.ANSWERED, name, (), not negated)
    if what is None:  # how long a text is, is no condition that a person can be told
        return None
    return Measure(what, name, operator, f"{right.value:.15g}", negated)


def _name_of(tree: Expression) -> str:
    """The question at the end of a plain path, or ""."""
    if isinstance(tree, Call) and tree.name in _AS_THEY_ARE and len(tree.arguments) == 1:
        return _name_of(tree.arguments[0])
    if not isinstance(tree, Path) or not tree.steps:
        return ""
    last = tree.steps[-1]
    is_plain = last.axis is Axis.CHILD and last.name != "*"
    return last.name if is_plain and not any(s.predicates for s in tree.steps) else ""


def _is_day(tree: Expression) -> bool:
    return isinstance(tree, Call) and tree.name in {"date", "today"}


def _day_of(tree: Expression) -> str | None:
    if isinstance(tree, Text):
        return tree.value
    if not isinstance(tree, Call) or not _is_day(tree):
        return None
    if tree.name == "today":
        return ""
    written = tree.arguments[0] if len(tree.arguments) == 1 else None
    return written.value if isinstance(written, Text) else None


def _both(parts: list[Statement]) -> Statement:
    flat = [
        inner for part in parts for inner in (part.parts if isinstance(part, Both) else (part,))
    ]
    if Either() in flat:
        return Either()
    told = _without_the_obvious(_drawn_together(flat, negated=True))
    return told[0] if len(told) == 1 else Both(tuple(told))


def _either(parts: list[Statement]) -> Statement:
    flat = [
        inner
        for part in parts
        for inner in (part.parts if isinstance(part, Either) else (part,))
    ]
    if Both() in flat:
        return Both()
    told = _drawn_together(flat, negated=False)
    return told[0] if len(told) == 1 else Either(tuple(told))


def _drawn_together(parts: Iterable[Statement], *, negated: bool) -> list[Statement]:
    """The same with one claim where several say the like of one question."""
    told: list[Statement] = []
    places: dict[tuple[Kind, str], int] = {}
    for part in dict.fromkeys(parts):
        if not isinstance(part, Claim) or part.negated is not negated or not part.values:
            told.append(part)
            continue
        place = places.setdefault((part.kind, part.name), len(told))
        if place == len(told):
            told.append(part)
            continue
        known = told[place]
        values = known.values if isinstance(known, Claim) else ()
        told[place] = replace(part, values=tuple(dict.fromkeys(values + part.values)))
    return told


def _without_the_obvious(parts: list[Statement]) -> list[Statement]:
    """All of these with "is answered" drawn into what else is said of the answer."""
    told = list(parts)
    for answered in parts:
        if not isinstance(answered, Claim) or answered.kind is not Kind.ANSWERED:
            continue
        others = [
            part
            for part in told
            if isinstance(part, Claim) and part.name == answered.name and part.values
        ]
        if answered.negated or not others:
            continue
        place = told.index(answered)
        if all(part.negated for part in others):
            values = tuple(dict.fromkeys(value for part in others for value in part.values))
            told[place] = replace(answered, values=values)
            told = [part for part in told if part not in others]
        else:
            told.pop(place)
    return told
