"""How a function is declared: its arguments, and how its code is built."""

from __future__ import annotations

from collections.abc import Callable
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
from desktop_app.forms.paths import Scope
from desktop_app.forms.syntax import Expression

MANY = 1_000


class Compiles(Protocol):
    """The part of the compiler that functions need."""

    definition: Definition
    choice_uses: Callable[[Shape], Uses]

    def code(self, tree: Expression, scope: Scope) -> Code:
        """The code of an argument."""


Build = Callable[[Compiles, tuple[Expression, ...], Scope], Code]
CAST: dict[Kind, Callable[[Code], Callable[[Context], Any]]] = {
    Kind.TEXT: text_of,
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
                scope.uses.present.update(code.shapes or ())
        runs = [CAST[kind](code) for kind, code in zip(takes, codes, strict=False)]
        return Code(result, _apply(work, runs))

    return Function(build, least, len(takes))


def variadic(
    result: Kind, work: Callable[..., Any], takes: Kind, *, fewest: int = 0
) -> Function:
    """A function of any number of arguments of one kind, given as a list."""

    def build(compiler: Compiles, arguments: tuple[Expression, ...], scope: Scope) -> Code:
        runs = [CAST[takes](compiler.code(tree, scope)) for tree in arguments]
        return Code(result, lambda context: work([run(context) for run in runs]))

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
