"""The syntax tree of an expression: immutable, comparable, and free of any form's structure."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from desktop_app.errors import Fault, FormRefused


class BadExpression(FormRefused):
    """An expression cannot be understood; `reason` says why, `position` where (from 0)."""

    def __init__(self, reason: str, position: int = 0) -> None:
        super().__init__(Fault(reason))
        self.reason, self.position = reason, position


class Axis(StrEnum):
    """The directions in which a step of a path may go."""

    CHILD = "child"
    PARENT = "parent"
    SELF = "self"
    DESCENDANT = "descendant-or-self"
    ATTRIBUTE = "attribute"


class Start(StrEnum):
    """Where a path begins that does not begin at the value of an expression."""

    ROOT = "/"
    HERE = "."


@dataclass(frozen=True, slots=True)
class Text:
    """A quoted text."""

    value: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written."""

    value: float


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path; ``name`` is ``*`` when any will do."""

    axis: Axis
    name: str = "*"
    predicates: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """A walk over nodes, from the root, from here, or from what an expression gives.

    ``plain`` is the path as it was written, where it is made of names from the root alone.
    """

    start: Start | Expression
    steps: tuple[Step, ...] = ()
    plain: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Filtered:
    """Nodes that an expression gives, those for which every predicate holds."""

    base: Expression
    predicates: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments."""

    name: str
    arguments: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class Negative:
    """A number with its sign turned."""

    operand: Expression


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two values compared by ``= != < <= > >=``."""

    operator: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Chain:
    """Operands joined left to right by operators of one rank: or, and, sums, products, unions.

    A chain is flat because questionnaires hold sums of hundreds of terms; nested pairs
    would exhaust the stack when they are compiled or evaluated.
    """

    operators: tuple[str, ...]
    operands: tuple[Expression, ...]


Expression = Text | Number | Path | Filtered | Call | Negative | Comparison | Chain
