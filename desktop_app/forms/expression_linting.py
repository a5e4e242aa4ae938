"""What is wrong with the expressions and references in a row's cells.

Done on the author's rows, because in the compiled form nobody knows any more which cell an
expression came from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from desktop_app.errors import Fault
from desktop_app.forms.columns import EXPRESSIONS, TEXTS, Column, cell, cells
from desktop_app.forms.functions import FUNCTIONS
from desktop_app.forms.parser import parse
from desktop_app.forms.patterns import checked_pattern
from desktop_app.forms.sheets import Row
from desktop_app.forms.syntax import (
    Axis,
    BadExpression,
    Call,
    Chain,
    Comparison,
    Expression,
    Filtered,
    Negative,
    Path,
    Start,
    Step,
    Text,
)

_REFERENCE = re.compile(r"\$\{([^}]*)\}")
_OPEN_REFERENCE = re.compile(r"\$\{[^}]*$")
_LAST_SAVED = "last-saved#"
# A reference is parsed as this path with the question's name behind it: no author writes it.
_STAND_IN = Step(Axis.CHILD, "reference")
_ANSWERS = {"yes", "no", "true", "false", "true()", "false()"}


@dataclass(frozen=True, slots=True)
class Names:
    """What expressions may refer to.

    ``values`` are the choice values of each select by its name; a select with choices
    that are not in the workbook is absent.
    """

    questions: frozenset[str]
    values: Mapping[str, frozenset[str]]


def expression_faults(row: Row, names: Names) -> Iterator[Fault]:
    """Faults of every expression and reference in a row."""
    for column, text in cells(row, TEXTS | {"default", "trigger"}):
        yield from _reference_faults(row, column, text, names)
    for column, text in cells(row, EXPRESSIONS):
        if text.lower() in _ANSWERS:
            continue
        yield from _reference_faults(row, column, text, names)
        try:
            tree = parse(_REFERENCE.sub(_stand_in, text))
        except BadExpression as bad:
            yield row.fault(f"the expression cannot be understood: {bad.reason}", column.header)
            continue
        yield from _Checked(row, column, names).faults(tree)


def _stand_in(match: re.Match[str]) -> str:
    return f" /{_STAND_IN.name}/{_plain(match[1])} "


def _plain(reference: str) -> str:
    return reference.strip().removeprefix(_LAST_SAVED)


def _reference_faults(row: Row, column: Column, text: str, names: Names) -> Iterator[Fault]:
    if _OPEN_REFERENCE.search(text):
        yield row.fault("a reference ${ is never closed by }", column.header)
    for found in dict.fromkeys(_REFERENCE.findall(text)):
        if _plain(found) not in names.questions:
            yield row.fault(f"there is no question named {_plain(found)}", column.header)


@dataclass(frozen=True, slots=True)
class _Checked:
    """An expression of a row, or one inside brackets in it, where ``.`` is another node."""

    row: Row
    column: Column
    names: Names
    is_inside: bool = False

    def faults(self, tree: Expression) -> Iterator[Fault]:
        """What is wrong with an expression, and with each part of it."""
        match tree:
            case Comparison(_, left, right):
                yield from self._value_faults(left, right)
                yield from self._value_faults(right, left)
            case Call(name, arguments):
                yield from self._call_faults(name, arguments)
            case Chain(operators, _) if "|" in operators:
                yield self._fault("a union of nodes by | is not supported")
        for part in _parts(tree):
            yield from self.faults(part)
        for predicate in _predicates(tree):
            yield from replace(self, is_inside=True).faults(predicate)

    def _call_faults(self, name: str, arguments: tuple[Expression, ...]) -> Iterator[Fault]:
        function = FUNCTIONS.get(name)
        if function is None:
            yield self._fault(f"there is no function {name}()")
        elif not function.fewest <= len(arguments) <= function.most:
            yield self._fault(f"{name}() cannot take {len(arguments)} arguments")
        elif name == "selected":
            yield from self._value_faults(*arguments)
        elif name == "regex" and isinstance(arguments[1], Text):
            yield from self._pattern_faults(arguments[1].value)

    def _value_faults(self, asked: Expression, value: Expression) -> Iterator[Fault]:
        """Whether a select is compared with something that it does not offer."""
        if not isinstance(asked, Path) or not isinstance(value, Text) or not value.value:
            return
        question, is_filter = self._question(asked)
        known = self.names.values.get(question)
        if known is not None and value.value not in known:
            told = f"{question} has no choice {value.value!r}"
            # One filter may serve several lists: naming what this list lacks does no harm.
            yield self._fault(told, "warning" if is_filter else "error")

    def _question(self, path: Path) -> tuple[str, bool]:
        """The question that a path means, if it can be told, and whether by its choices."""
        if path.start is Start.ROOT and path.steps[:1] == (_STAND_IN,) and len(path.steps) == 2:
            return path.steps[1].name, False
        if self.is_inside or path.start is not Start.HERE or len(path.steps) != 1:
            return "", False
        own, (step,) = cell(self.row, "name"), path.steps
        if self.column.word == "choice_filter":
            return (own if step.name == "name" else ""), True
        return (own if step.axis is Axis.SELF else ""), False

    def _pattern_faults(self, pattern: str) -> Iterator[Fault]:
        try:
            checked_pattern(pattern)
        except BadExpression as bad:
            yield self._fault(bad.reason)

    def _fault(self, message: str, severity: str = "error") -> Fault:
        return self.row.fault(message, self.column.header, severity)


def _parts(tree: Expression) -> tuple[Expression, ...]:
    match tree:
        case Comparison(_, left, right):
            return (left, right)
        case Chain(_, operands):
            return operands
        case Call(_, arguments):
            return arguments
        case Negative(operand):
            return (operand,)
        case Filtered(base, _):
            return (base,)
        case Path(start, _) if not isinstance(start, Start):
            return (start,)
    return ()


def _predicates(tree: Expression) -> tuple[Expression, ...]:
    match tree:
        case Filtered(_, predicates):
            return predicates
        case Path(_, steps):
            return tuple(predicate for step in steps for predicate in step.predicates)
    return ()
