"""Functions of numbers: rounding, sums and extremes, powers, logarithms, angles, chance."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from desktop_app.forms import values
from desktop_app.forms.code import Code, Kind, constant
from desktop_app.forms.functions.signature import Compiles, Function, of_here, pure, variadic
from desktop_app.forms.paths import Scope
from desktop_app.forms.syntax import Expression
from desktop_app.forms.values import NAN, Nodes, Value


def _round(value: float, digits: float = 0) -> float:
    """To whole numbers upwards from the middle (XPath 1.0), to digits away from zero."""
    if not math.isfinite(value) or not math.isfinite(digits):
        return value
    if digits == 0:
        return float(math.floor(value + 0.5)) if abs(value) < 2**52 else value
    try:
        unit = Decimal(1).scaleb(-int(digits))
        return float(Decimal(repr(float(value))).quantize(unit, rounding=ROUND_HALF_UP))
    except InvalidOperation:
        return value


def _int(value: float) -> float:
    return float(math.trunc(value)) if math.isfinite(value) else value


def _numbers(found: list[Value]) -> Iterator[float]:
    """Every number of the arguments; blank nodes and blank texts are left out."""
    for value in found:
        if isinstance(value, str):
            if value:
                yield values.text_number(value)
        elif isinstance(value, float | bool):
            yield values.to_number(value)
        else:
            yield from (values.text_number(node.value) for node in value if node.value)


def _sum(nodes: Nodes) -> float:
    return math.fsum(values.text_number(node.value) for node in nodes if node.value)


def _extreme(choose: Callable[[list[float]], float]) -> Callable[[list[Value]], float]:
    def work(found: list[Value]) -> float:
        numbers = list(_numbers(found))
        if not numbers or any(math.isnan(number) for number in numbers):
            return NAN
        return choose(numbers)

    return work


def _count_non_empty(nodes: Nodes) -> float:
    return float(sum(node.value != "" for node in nodes))


def _guarded(work: Callable[..., float]) -> Callable[..., float]:
    """Outside its domain a function gives NaN, beyond the largest number an infinity."""

    def safe(*numbers: float) -> float:
        try:
            result = work(*numbers)
        except OverflowError:
            return math.inf
        except (ValueError, ZeroDivisionError):
            return NAN
        return result if isinstance(result, float) else NAN

    return safe


def _logarithm(work: Callable[[float], float]) -> Callable[[float], float]:
    return lambda number: -math.inf if number == 0 else work(number)


def _random(compiler: Compiles, arguments: tuple[Expression, ...], scope: Scope) -> Code:
    scope.uses.session = True
    return Code(Kind.NUMBER, lambda context: context.session.random.random())


def _one(work: Callable[[float], float]) -> Function:
    return pure(Kind.NUMBER, _guarded(work), Kind.NUMBER)


FUNCTIONS = {
    "number": of_here(pure(Kind.NUMBER, lambda number: number + 0.0, Kind.NUMBER)),
    "int": pure(Kind.NUMBER, _int, Kind.NUMBER),
    "round": pure(Kind.NUMBER, _round, Kind.NUMBER, Kind.NUMBER, fewest=1),
    "floor": _one(lambda number: float(math.floor(number))),
    "ceiling": _one(lambda number: float(math.ceil(number))),
    "abs": _one(lambda number: abs(number) + 0.0),
    "sum": pure(Kind.NUMBER, _sum, Kind.NODES),
    "max": variadic(Kind.NUMBER, _extreme(max), Kind.ANY),
    "min": variadic(Kind.NUMBER, _extreme(min), Kind.ANY),
    "count": pure(Kind.NUMBER, lambda nodes: float(len(nodes)), Kind.NODES),
    "count-non-empty": pure(Kind.NUMBER, _count_non_empty, Kind.NODES),
    "pow": pure(Kind.NUMBER, _guarded(math.pow), Kind.NUMBER, Kind.NUMBER),
    "sqrt": _one(math.sqrt),
    "exp": _one(math.exp),
    "exp10": _one(lambda number: math.pow(10, number)),
    "log": _one(_logarithm(math.log)),
    "log10": _one(_logarithm(math.log10)),
    "sin": _one(math.sin),
    "cos": _one(math.cos),
    "tan": _one(math.tan),
    "asin": _one(math.asin),
    "acos": _one(math.acos),
    "atan": _one(math.atan),
    "atan2": pure(Kind.NUMBER, _guarded(math.atan2), Kind.NUMBER, Kind.NUMBER),
    "pi": Function(lambda *_: constant(math.pi), 0, 0),
    "random": Function(_random, 0, 0),
}
