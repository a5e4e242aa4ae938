"""What is wrong with the expressions and references in a row's cells.

Done on the author's rows, because in the compiled form nobody knows any more which cell an
expression came from.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from desktop_app.errors import Fault
from desktop_app.forms.columns import EXPRESSIONS, TEXTS, Column, cell, cells
from desktop_app.forms.functions import FUNCTIONS
from desktop_app.forms.layout import STAND_IN, Layout, Place, Target, Unknown
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
    Text,
)

_REFERENCE = re.compile(r"\$\{([^}]*)\}")
_OPEN_REFERENCE = re.compile(r"\$\{[^}]*$")
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_LAST_SAVED = "last-saved#"
_ANSWERS = {"yes", "no", "true", "false", "true()", "false()"}
_CONDITIONS = {"relevant", "constraint", "required", "readonly"}
# Functions to which a path of several answers may be given, as any argument.
_OF_MANY = {"count", "count-non-empty", "sum", "max", "min", "join", "concat", "randomize"}
_OF_MANY |= {"indexed-repeat", "position"}
_SEVERAL = (
    "this means an answer in every row of {0}, but one is wanted here; "
    "use count(), sum(), max(), join() or indexed-repeat()"
)

_NO_ANSWER = "{0} is a group or repeat, which has no answer; name a question inside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What expressions may refer to.

    ``values`` are the choice values of each select by its name; a select with choices
    that are not in the workbook is absent. ``columns`` are those of the choices, ``lists``
    the names that ``instance()`` may give. A pack is held to more: ``is_strict``.
    """

    layout: Layout
    values: Mapping[str, frozenset[str]]
    columns: frozenset[str]
    lists: frozenset[str]
    is_strict: bool


def expression_faults(row: Row, names: Names) -> Iterator[Fault]:
    """Faults of every expression and reference in a row."""
    for column, text in cells(row, TEXTS | {"default", "trigger"}):
        yield from _reference_faults(row, column, text, names)
        yield from _row_faults(row, column, text, names)
    for column, text in cells(row, EXPRESSIONS):
        if text.lower() in _ANSWERS:
            continue
        yield from _reference_faults(row, column, text, names)
        try:
            tree = parse(_REFERENCE.sub(_stand_in, text))
        except BadExpression as bad:
            yield row.fault(_told(text, bad), column.header)
            continue
        checked = _Checked(row, column, names, names.layout.of(row))
        yield from checked.faults(tree)
        if column.word in _CONDITIONS:
            yield from checked.condition_faults(tree)


def close_to(name: str, known: Collection[str]) -> str:
    """A few words that name what was probably meant, or ""."""
    found = get_close_matches(name, known, 1)
    return f"; did you mean {found[0]}?" if found else ""


def _stand_in(match: re.Match[str]) -> str:
    return f" /{STAND_IN.name}/{_plain(match[1])} "


def _plain(reference: str) -> str:
    return reference.strip().removeprefix(_LAST_SAVED)


def _told(text: str, bad: BadExpression) -> str:
    """What is wrong with an expression, by what its author wrote rather than by tokens."""
    bare = _QUOTED.sub("", text)
    for opening, closing in ("()", "[]"):
        surplus = bare.count(opening) - bare.count(closing)
        if surplus:
            lacking, count = (closing, surplus) if surplus > 0 else (opening, -surplus)
            return f"this expression lacks {'a' if count == 1 else count} {lacking}"
    return f"this expression cannot be understood: {bad.reason}"


def _reference_faults(row: Row, column: Column, text: str, names: Names) -> Iterator[Fault]:
    if _OPEN_REFERENCE.search(text):
        yield row.fault("a reference ${ is never closed by }", column.header)
    known = names.layout.by_name
    for found in dict.fromkeys(_REFERENCE.findall(text)):
        if _plain(found) not in known:
            told = f"there is no question named {_plain(found)}"
            yield row.fault(told + close_to(_plain(found), known), column.header)


def _row_faults(row: Row, column: Column, text: str, names: Names) -> Iterator[Fault]:
    """References that mean the answers of all rows of a repeat, where one is shown or set."""
    here = names.layout.of(row)
    for found in dict.fromkeys(_REFERENCE.findall(text)):
        place = names.layout.by_name.get(_plain(found))
        if place is None:
            continue
        if column.word == "trigger":
            outer = [each for each in here.repeats if each not in place.repeats]
            if outer:
                told = f"{_plain(found)} is outside of {_last(outer)}, so that no row is meant"
                yield row.fault(f"{told}; use a question inside", column.header)
        elif not place.is_question:
            yield row.fault(_NO_ANSWER.format(_plain(found)), column.header)
        elif column.word != "default" and (fresh := _fresh(names.layout, place, here)):
            severity = "error" if names.is_strict else "warning"
            yield row.fault(_SEVERAL.format(_last(fresh)), column.header, severity)


def _fresh(layout: Layout, place: Place, here: Place) -> tuple[str, ...]:
    name = next(name for name, each in layout.by_name.items() if each is place)
    target = layout.target(Path(Start.ROOT, (STAND_IN, replace(STAND_IN, name=name))), here)
    return () if target is None else target.fresh


def _last(repeats: Collection[str]) -> str:
    return list(repeats)[-1].rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class _Checked:
    """An expression of a row, or one inside brackets in it, where ``.`` is another node."""

    row: Row
    column: Column
    names: Names
    here: Place
    is_inside: bool = False

    def faults(self, tree: Expression, *, may_be_many: bool = False) -> Iterator[Fault]:
        """What is wrong with an expression, and with each part of it."""
        match tree:
            case Comparison(_, left, right):
                yield from self._value_faults(left, right)
                yield from self._value_faults(right, left)
            case Call(name, arguments):
                yield from self._call_faults(name, arguments)
            case Chain(operators, _) if "|" in operators:
                yield self._fault("a union of nodes by | is not supported; ask for one of them")
            case Path():
                yield from self._path_faults(tree, may_be_many=may_be_many)
        is_of_many = isinstance(tree, Call) and tree.name in _OF_MANY
        for part in _parts(tree):
            yield from self.faults(part, may_be_many=is_of_many or isinstance(tree, Filtered))
        for predicate in _predicates(tree):
            yield from replace(self, is_inside=True).faults(predicate)

    def condition_faults(self, tree: Expression) -> Iterator[Fault]:
        """Answers that stand for themselves where true or false is wanted."""
        match tree:
            case Chain(("or" | "and", *_), operands):
                for operand in operands:
                    yield from self.condition_faults(operand)
            case Call("not" | "if", (test, *_)):
                yield from self.condition_faults(test)
            case Path():
                target = self._known_target(tree)
                if target is not None and target.place.is_question:
                    name = target.place.path.rpartition("/")[2]
                    yield self._fault(
                        f"any answer to {name} makes this true, 'no' and 0 too; "
                        f"compare it, for instance ${{{name}}} != ''",
                        "warning",
                    )

    def _path_faults(self, path: Path, *, may_be_many: bool) -> Iterator[Fault]:
        """Whether a path leads nowhere, or to several answers where one is wanted."""
        if self._is_column(path):
            yield from self._column_faults(path.steps[0].name)
            return
        try:
            target = self._target(path)
        except Unknown as unknown:
            yield self._fault(f"there is no question at {unknown}")
            return
        if target is None or may_be_many:
            return
        if not target.place.is_question:
            yield self._fault(_NO_ANSWER.format(target.place.path.rpartition("/")[2]))
        elif target.fresh:
            severity = "error" if self.names.is_strict else "warning"
            yield self._fault(_SEVERAL.format(_last(target.fresh)), severity)

    def _target(self, path: Path) -> Target | None:
        if self.is_inside and path.start is not Start.ROOT:
            return None
        if self.is_inside and path.steps[:1] == (STAND_IN,):
            return None  # it may mean the very row that is being tested
        if self.column.word == "choice_filter" and path.start is Start.HERE:
            return None
        return self.names.layout.target(path, self.here)

    def _known_target(self, path: Path) -> Target | None:
        try:
            return self._target(path)
        except Unknown:
            return None  # told elsewhere

    def _is_column(self, path: Path) -> bool:
        """Whether a path names a column of the choices that are being filtered."""
        is_plain = path.start is Start.HERE and len(path.steps) == 1
        is_filter = self.column.word == "choice_filter" and not self.is_inside
        return is_filter and is_plain and path.steps[0].axis is Axis.CHILD

    def _column_faults(self, name: str) -> Iterator[Fault]:
        own = cell(self.row, "name")
        if own in self.names.values and name not in self.names.columns:
            told = f"the choices have no column {name}"
            yield self._fault(told + close_to(name, self.names.columns))

    def _call_faults(self, name: str, arguments: tuple[Expression, ...]) -> Iterator[Fault]:
        function = FUNCTIONS.get(name)
        if function is None:
            yield self._fault(f"there is no function {name}(){close_to(name, FUNCTIONS)}")
        elif not function.fewest <= len(arguments) <= function.most:
            yield self._fault(f"{name}() cannot take {len(arguments)} arguments")
        elif name == "selected":
            yield from self._value_faults(*arguments)
        elif name == "regex" and isinstance(arguments[1], Text):
            yield from self._pattern_faults(arguments[1].value)
        elif name == "instance" and isinstance(arguments[0], Text):
            yield from self._list_faults(arguments[0].value)

    def _list_faults(self, name: str) -> Iterator[Fault]:
        if name not in self.names.lists and not name.startswith("__"):
            told = f"there is no list or table named {name}"
            yield self._fault(told + close_to(name, self.names.lists))

    def _value_faults(self, asked: Expression, value: Expression) -> Iterator[Fault]:
        """Whether a select is compared with something that it does not offer."""
        if not isinstance(asked, Path) or not isinstance(value, Text) or not value.value:
            return
        question, is_filter = self._question(asked)
        known = self.names.values.get(question)
        if known is not None and value.value not in known:
            told = f"{question} has no choice {value.value!r}{close_to(value.value, known)}"
            # One filter may serve several lists: naming what this list lacks does no harm.
            yield self._fault(told, "warning" if is_filter else "error")

    def _question(self, path: Path) -> tuple[str, bool]:
        """The question that a path means, if it can be told, and whether by its choices."""
        if path.start is Start.ROOT and path.steps[:1] == (STAND_IN,) and len(path.steps) == 2:
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
            return
        if not (pattern.startswith("^") and pattern.endswith("$")):
            told = "the pattern must match the whole answer; write '^...$' to make that plain"
            yield self._fault(told, "warning")

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
