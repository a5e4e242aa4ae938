"""Functions of truth and choice: if, not, coalesce, selected, checklist and their kin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desktop_app.forms import values
from desktop_app.forms.code import (
    Code,
    Context,
    Kind,
    boolean_of,
    constant,
    number_of,
    text_of,
    value_of,
)
from desktop_app.forms.functions.signature import MANY, Compiles, Function, pure, variadic
from desktop_app.forms.paths import Scope
from desktop_app.forms.syntax import Expression
from desktop_app.forms.values import Value


def _if(compiler: Compiles, arguments: tuple[Expression, ...], scope: Scope) -> Code:
    test, yes, no = (compiler.code(tree, scope) for tree in arguments)
    holds = boolean_of(test)
    kind, cast = _shared_kind(yes, no)
    first, second = cast(yes), cast(no)
    if kind is yes.kind is no.kind and None not in (yes.constant, no.constant):
        one, other = yes.constant, no.constant  # what most scores are made of
        return Code(kind, lambda context: one if holds(context) else other)
    return Code(kind, lambda context: first(context) if holds(context) else second(context))


def _shared_kind(
    one: Code, other: Code
) -> tuple[Kind, Callable[[Code], Callable[[Context], Any]]]:
    """The kind that both have, else ANY; a single node counts as its text."""
    kind = Kind.TEXT if one.one is not None else one.kind
    other_kind = Kind.TEXT if other.one is not None else other.kind
    if kind is not other_kind or kind is Kind.NODES:
        return Kind.ANY, value_of
    return kind, text_of if kind is Kind.TEXT else value_of


def _coalesce(found: list[str]) -> str:
    return next((text for text in found if text), "")


def _boolean_from_string(text: str) -> bool:
    return text in {"1", "true"}


def _selected(chosen: str, value: str) -> bool:
    wanted = value.strip()
    return wanted in chosen.split() or chosen == wanted


def _selected_at(chosen: str, index: float) -> str:
    parts = chosen.split()
    return parts[int(index)] if 0 <= index < len(parts) else ""


def _once(compiler: Compiles, arguments: tuple[Expression, ...], scope: Scope) -> Code:
    """The node's own value if it has one, else that of the argument."""
    text = text_of(compiler.code(arguments[0], scope))
    scope.uses.once = True
    return Code(
        Kind.TEXT,
        lambda context: context.current.node.value or values.stored_text(text(context)),
    )


def _truths(value: Value) -> list[bool]:
    if isinstance(value, str | float | bool):
        return [values.to_boolean(value)]
    return [node.value != "" for node in value]


def _checklist(found: list[Value]) -> bool:
    low, high = values.to_number(found[0]), values.to_number(found[1])
    count = sum(truth for value in found[2:] for truth in _truths(value))
    return _between(low, count, high)


def _between(low: float, count: float, high: float) -> bool:
    return low <= count and (high == -1 or count <= high)


def _weighted(compiler: Compiles, arguments: tuple[Expression, ...], scope: Scope) -> Code:
    codes = [compiler.code(tree, scope) for tree in arguments]
    low, high = number_of(codes[0]), number_of(codes[1])
    tests = [boolean_of(code) for code in codes[2::2]]
    weights = [number_of(code) for code in codes[3::2]]

    def run(context: Context) -> bool:
        pairs = zip(tests, weights, strict=False)
        total = sum(weight(context) for test, weight in pairs if test(context))
        return _between(low(context), total, high(context))

    return Code(Kind.BOOLEAN, run)


FUNCTIONS = {
    "true": Function(lambda *_: constant(True), 0, 0),
    "false": Function(lambda *_: constant(False), 0, 0),
    "not": pure(Kind.BOOLEAN, lambda value: not value, Kind.BOOLEAN),
    "boolean": pure(Kind.BOOLEAN, bool, Kind.BOOLEAN),
    "boolean-from-string": pure(Kind.BOOLEAN, _boolean_from_string, Kind.TEXT),
    "if": Function(_if, 3, 3),
    "coalesce": variadic(Kind.TEXT, _coalesce, Kind.TEXT, fewest=1),
    "once": Function(_once, 1, 1),
    "selected": pure(Kind.BOOLEAN, _selected, Kind.TEXT, Kind.TEXT),
    "is-selected": pure(Kind.BOOLEAN, _selected, Kind.TEXT, Kind.TEXT),
    "selected-at": pure(Kind.TEXT, _selected_at, Kind.TEXT, Kind.NUMBER),
    "count-selected": pure(Kind.NUMBER, lambda text: float(len(text.split())), Kind.TEXT),
    "checklist": variadic(Kind.BOOLEAN, _checklist, Kind.ANY, fewest=3),
    "weighted-checklist": Function(_weighted, 4, MANY),
}
