"""Operators to code: comparisons, and flat chains of or, and, sums, products and unions."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from desktop_app.forms import values
from desktop_app.forms.code import (
    Code,
    Context,
    Kind,
    Run,
    boolean_of,
    number_of,
    text_of,
    value_of,
)
from desktop_app.forms.syntax import BadExpression

_NUMERIC = {"int", "integer", "decimal"}


def comparison(operator: str, left: Code, right: Code) -> Code:
    """``= != < <= > >=`` over any two values."""
    if operator in {"=", "!="}:
        return Code(Kind.BOOLEAN, _equality(left, right, equal=operator == "="))
    if operator in {">", ">="}:
        left, right = right, left
    test = values.less if operator in {"<", ">"} else values.at_most
    first, second = value_of(left), value_of(right)
    return Code(Kind.BOOLEAN, lambda context: test(first(context), second(context)))


def _equality(left: Code, right: Code, *, equal: bool) -> Run:
    if _both_numbers(left, right):
        return _number_equality(left, right, equal=equal)
    if _is_text(left) and _is_text(right):
        return _text_equality(left, right, equal=equal)
    first, second = value_of(left), value_of(right)
    test = values.equal if equal else values.unequal
    return lambda context: test(first(context), second(context))


def _text_equality(left: Code, right: Code, *, equal: bool) -> Run:
    if isinstance(left.constant, str):
        left, right = right, left
    text = text_of(left)
    if isinstance(right.constant, str):
        known = right.constant
        if left.one is not None and equal:
            return _answer_is(left.one, known)
        if equal:
            return lambda context: text(context) == known
        return lambda context: text(context) != known
    other = text_of(right)
    return lambda context: (text(context) == other(context)) is equal


def _answer_is(one: Run, known: str) -> Run:
    """An answer compared with a text, which is what most conditions are."""

    def test(context: Context) -> bool:
        node = one(context)
        return (node.value if node.relevant else "") == known

    return test


def _number_equality(left: Code, right: Code, *, equal: bool) -> Run:
    """Two answers that are numbers: 7 and 07 are the same, two blanks too."""
    text, other = text_of(left), text_of(right)

    def test(context: Context) -> bool:
        one, two = text(context), other(context)
        same = one == two or values.text_number(one) == values.text_number(two)
        return same is equal

    return test


def _is_text(code: Code) -> bool:
    return code.kind is Kind.TEXT or code.one is not None


def _both_numbers(left: Code, right: Code) -> bool:
    return _is_number(left) and _is_number(right)


def _is_number(code: Code) -> bool:
    """Whether it is one answer that is a number."""
    if code.one is None or not code.shapes:
        return False
    return code.shapes[0].bind.type in _NUMERIC


def negative(operand: Code) -> Code:
    """``-x``."""
    number = number_of(operand)
    return Code(Kind.NUMBER, lambda context: -number(context))


def chain(operators: tuple[str, ...], operands: list[Code]) -> Code:
    """Operands joined by operators of one rank."""
    if operators[0] == "or":
        tests = [boolean_of(code) for code in operands]
        return Code(Kind.BOOLEAN, _any_of(tests))
    if operators[0] == "and":
        tests = [boolean_of(code) for code in operands]
        return Code(Kind.BOOLEAN, _all_of(tests))
    if operators[0] == "|":
        return _union(operands)
    if len(operands) > 2 and set(operators) == {"+"}:
        return Code(Kind.NUMBER, _sum(operands))
    return Code(Kind.NUMBER, _arithmetic(operators, [number_of(code) for code in operands]))


def _any_of(tests: list[Callable[[Context], bool]]) -> Run:
    if len(tests) == 2:
        first, second = tests
        return lambda context: first(context) or second(context)

    def run(context: Context) -> bool:
        return any(test(context) for test in tests)

    return run


def _all_of(tests: list[Callable[[Context], bool]]) -> Run:
    if len(tests) == 2:
        first, second = tests
        return lambda context: first(context) and second(context)

    def run(context: Context) -> bool:
        return all(test(context) for test in tests)

    return run


def _union(operands: list[Code]) -> Code:
    if any(code.kind is not Kind.NODES for code in operands):
        raise BadExpression("| joins nodes only")
    if len({code.shapes is None for code in operands}) > 1:
        raise BadExpression("| cannot join answers with rows of a list")
    runs = [code.run for code in operands]
    shapes = tuple(shape for code in operands for shape in code.shapes or ())

    def run(context: Context) -> list[Any]:
        return list(dict.fromkeys(node for each in runs for node in each(context)))

    return Code(Kind.NODES, run, shapes=shapes or None)


def _arithmetic(operators: tuple[str, ...], numbers: list[Callable[[Context], float]]) -> Run:
    first = numbers[0]
    rest = [
        (_ARITHMETIC[sign], number) for sign, number in zip(operators, numbers[1:], strict=True)
    ]
    if len(rest) == 1:
        ((calculate, second),) = rest
        return lambda context: calculate(first(context), second(context))

    def run(context: Context) -> float:
        total = first(context)
        for calculate, number in rest:
            total = calculate(total, number(context))
        return total

    return run


def _sum(operands: list[Code]) -> Run:
    """A total of many scores, which every answer to one of them evaluates."""
    outside = [code.shapes[0] for code in operands if code.one is not None and code.shapes]
    if len(outside) == len(operands) and all(shape.depth == 0 for shape in outside):
        return _sum_outside([shape.slot for shape in outside])
    first, *rest = [number_of(code) for code in operands]

    def run(context: Context) -> float:
        total = first(context)
        for number in rest:
            total += number(context)
        return total

    return run


def _sum_outside(slots: list[int]) -> Run:
    """The same where each is the one node of a shape outside of all repeats."""
    known, text_number = values.KNOWN_NUMBERS.get, values.text_number

    def run(context: Context) -> float:
        nodes = context.root.slots
        total = -0.0  # what added to anything gives just that
        for slot in slots:
            node = nodes[slot]
            if not node.relevant:
                return values.NAN
            number = known(node.value)
            total += text_number(node.value) if number is None else number
        return total

    return run


def _add(left: float, right: float) -> float:
    return left + right


def _subtract(left: float, right: float) -> float:
    return left - right


def _multiply(left: float, right: float) -> float:
    return left * right


def _divide(left: float, right: float) -> float:
    """IEEE 754, as XPath wants it: no exception, but an infinity or NaN."""
    if right != 0:
        return left / right
    if left == 0 or math.isnan(left) or math.isnan(right):
        return math.nan
    return math.copysign(math.inf, left) * math.copysign(1.0, right)


def _modulo(left: float, right: float) -> float:
    """The remainder with the sign of the dividend."""
    if right == 0 or math.isinf(left) or math.isnan(left) or math.isnan(right):
        return math.nan
    return math.fmod(left, right)


_ARITHMETIC = {"+": _add, "-": _subtract, "*": _multiply, "div": _divide, "mod": _modulo}
