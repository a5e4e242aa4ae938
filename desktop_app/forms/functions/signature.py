"""How a function is declared: its arguments, and how its code is built."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from desktop_app.forms.code import (
    Code,
    Context,
    Kind,
    Uses,
    boolean_of,
    number_of,
    text_of,
    value_of,
)
from desktop_app.forms.definition import Definition, Shape
from desktop_app.forms.limits import LONG_TEXT_CHARS
from desktop_app.forms.paths import Scope
from desktop_app.forms.secondary import Item
from desktop_app.forms.syntax import Axis, BadExpression, Expression, Path, Start, Step

MANY = 1_000
_HERE = Path(Start.HERE, (Step(Axis.SELF),))


class Compiles(Protocol):
    """The part of the compiler that functions need."""

    definition: Definition
    documents: dict[str, Sequence[Item]]
    choice_uses: Callable[[Shape], Uses]

    def code(self, tree: Expression, scope: Scope) -> Code:
        """The code of an argument."""


Build = Callable[[Compiles, tuple[Expression, ...], Scope], Code]


def _metered_text(code: Code) -> Callable[[Context], str]:
    """The code's value as text; a long one is work for whoever goes through it."""
    run = text_of(code)
    if code.constant is not None:
        return run

    def text(context: Context) -> str:
        found = run(context)
        if len(found) > LONG_TEXT_CHARS:
            context.session.spend(len(found) >> 3)
        return found

    return text


CAST: dict[Kind, Callable[[Code], Callable[[Context], Any]]] = {
    Kind.TEXT: _metered_text,
    Kind.NUMBER: number_of,
    Kind.BOOLEAN: boolean_of,
    Kind.ANY: value_of,
    Kind.NODES: lambda code: code.run,
}


@dataclass(frozen=True, slots=True)
class Function:
    """A function: how few and how many arguments it takes, and how its code is built."""

    build: Build
    fewest: int
    most: int


def pure(
    result: Kind, work: Callable[..., Any], *takes: Kind, fewest: int | None = None
) -> Function:
    """A function whose value depends on its arguments alone."""
    least = len(takes) if fewest is None else fewest

    def build(compiler: Compiles, arguments: tuple[Expression, ...], scope: Scope) -> Code:
        codes = [compiler.code(tree, scope) for tree in arguments]
        for kind, code in zip(takes, codes, strict=False):
            if kind is Kind.NODES:
                if code.kind is not Kind.NODES:
                    raise BadExpression("a path is wanted where this expression counts or sums")
                scope.uses.add_present(*code.shapes or ())
        runs = [CAST[kind](code) for kind, code in zip(takes, codes, strict=False)]
        return Code(result, _apply(work, runs))

    return Function(build, least, len(takes))


def of_here(function: Function) -> Function:
    """The same function, which without an argument takes the node itself (XPath 1.0)."""

    def build(compiler: Compiles, arguments: tuple[Expression, ...], scope: Scope) -> Code:
        return function.build(compiler, arguments or (_HERE,), scope)

    return Function(build, 0, function.most)


def variadic(
    result: Kind, work: Callable[..., Any], takes: Kind, *, fewest: int = 0
) -> Function:
    """A function of any number of arguments of one kind, given as a list."""

    def build(compiler: Compiles, arguments: tuple[Expression, ...], scope: Scope) -> Code:
        runs = [CAST[takes](compiler.code(tree, scope)) for tree in arguments]

        def run_all(context: Context) -> Any:
            found = work([run(context) for run in runs])
            if type(found) is str and len(found) > LONG_TEXT_CHARS:
                context.session.spend(len(found) >> 3)
            return found

        return Code(result, run_all)

    return Function(build, fewest, MANY)


def _apply(
    work: Callable[..., Any], runs: list[Callable[[Context], Any]]
) -> Callable[[Context], Any]:
    if len(runs) == 1:
        (first,) = runs
        return lambda context: work(first(context))
    if len(runs) == 2:
        first, second = runs
        return lambda context: work(first(context), second(context))
    return lambda context: work(*[run(context) for run in runs])
