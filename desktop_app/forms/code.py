"""What an expression is compiled to: a closure over a context, and what is known of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import lru_cache
from random import Random
from typing import Any, Protocol, TypeVar

from desktop_app.errors import BugError
from desktop_app.forms import values
from desktop_app.forms.definition import Shape
from desktop_app.forms.secondary import Item
from desktop_app.forms.tree import Frame, Node
from desktop_app.forms.values import Value

T = TypeVar("T")


class Session(Protocol):
    """What a live form gives to its expressions besides its nodes."""

    random: Random
    seed: float

    def spend(self, amount: int) -> None:
        """Account for so many nodes looked at; StepRefused when they are too many."""

    def now(self) -> datetime:
        """The moment that counts as now."""

    def text(self, itext: str) -> str:
        """An itext entry in the form's language."""

    def choice_label(self, node: Node, value: str) -> str:
        """What a select's choice is called in the form's language."""


class Context:
    """Where an expression is evaluated: at a node, the n-th of so many."""

    __slots__ = ("current", "frame", "node", "position", "root", "session", "size")

    def __init__(self, node: Node, root: Frame, session: Session) -> None:
        self.node: Any = node
        self.frame = node.frame
        self.root, self.session = root, session
        self.current = self
        self.position = self.size = 1

    @classmethod
    def nowhere(cls) -> Context:
        """A context for code that needs none."""
        made = cls.__new__(cls)
        nothing: Any = None
        made.node, made.frame, made.root, made.session = None, nothing, nothing, _NoSession()
        made.current, made.position, made.size = made, 1, 1
        return made

    def at(self, node: Any, position: int, size: int) -> Context:
        """The context of a predicate: another node, with ``current()`` as before."""
        inner = Context.__new__(Context)
        inner.node = node
        inner.frame = node.frame if type(node) is Node else self.frame
        inner.root, inner.session, inner.current = self.root, self.session, self.current
        inner.position, inner.size = position, size
        return inner


class _NoSession:
    """What fixed options are evaluated in: they need nothing, and are made once."""

    random: Any = None
    seed = 0.0

    def spend(self, amount: int) -> None:
        pass

    def now(self) -> datetime:
        raise BugError("fixed options ask for the time")

    def text(self, itext: str) -> str:
        raise BugError("fixed options ask for the language")

    def choice_label(self, node: Node, value: str) -> str:
        raise BugError("fixed options ask for an answer")


Run = Callable[[Context], Any]


class Kind(Enum):
    """The type of an expression's value, as far as it is known before evaluation."""

    TEXT = 1
    NUMBER = 2
    BOOLEAN = 3
    NODES = 4
    ANY = 5


@dataclass(slots=True)
class Code:
    """A compiled expression.

    Of nodes, ``shapes`` are those they can have (None: nodes of secondary instances),
    ``one`` gives the only node there can be, and ``items`` those that never change.
    ``constant`` is the value of an expression that needs no context.
    """

    kind: Kind
    run: Run
    shapes: tuple[Shape, ...] | None = None
    one: Run | None = None
    items: Sequence[Item] | None = None
    constant: Value | None = None


@dataclass(slots=True)
class Uses:
    """What an expression's value depends on.

    A pair of a shape and a number says: nodes of that shape whose frames are those of the
    expression's own node, down to that depth. ``present`` are shapes of which it also
    matters whether a blank node counts, as in ``count()`` and ``join()``.
    """

    # Shared while empty: there are two of these for every question.
    values: Set[tuple[Shape, int]] = frozenset()
    present: Set[Shape] = frozenset()
    structures: Set[tuple[Shape, int]] = frozenset()
    language: bool = False
    once: bool = False
    session: bool = False  # the time, chance or something else that a session gives

    def add_values(self, *found: tuple[Shape, int]) -> None:
        """It depends on values of these nodes."""
        self.values = _with(self.values, found)

    def add_present(self, *shapes: Shape) -> None:
        """It depends on which blank nodes of these shapes count."""
        self.present = _with(self.present, shapes)

    def add_structures(self, *found: tuple[Shape, int]) -> None:
        """It depends on which instances these repeats have."""
        self.structures = _with(self.structures, found)

    def add(self, other: Uses) -> None:
        """Take in what something else depends on whose frames are among one's own."""
        self.add_values(*other.values)
        self.add_present(*other.present)
        self.add_structures(*other.structures)
        self.language |= other.language
        self.session |= other.session


def _with(known: Set[T], more: Collection[T]) -> Set[T]:
    """Both; the same set if it has elements already, so that many additions cost little."""
    if not more:
        return known
    if not isinstance(known, set):
        return set(more)
    known.update(more)
    return known


@lru_cache(maxsize=10_000, typed=True)
def constant(value: str | float | bool) -> Code:
    """The code of a value that is always the same."""
    kind = Kind.TEXT
    if isinstance(value, bool):
        kind = Kind.BOOLEAN
    elif isinstance(value, float):
        kind = Kind.NUMBER
    return Code(kind, lambda _: value, constant=value)


def text_of(code: Code) -> Callable[[Context], str]:
    """The code's value as text."""
    run = code.run
    if code.constant is not None:
        known = values.to_text(code.constant)
        return lambda _: known
    if code.kind is Kind.TEXT:
        return run
    if code.one is not None:
        return _text_of_one(code.one)
    return lambda context: values.to_text(run(context))


def number_of(code: Code) -> Callable[[Context], float]:
    """The code's value as a number."""
    run = code.run
    if code.constant is not None:
        known = values.to_number(code.constant)
        return lambda _: known
    if code.kind is Kind.NUMBER:
        return run
    if code.one is not None:
        return _number_of_one(code.one)
    if code.kind is Kind.TEXT:
        return lambda context: values.text_number(run(context))
    return lambda context: values.to_number(run(context))


def boolean_of(code: Code) -> Callable[[Context], bool]:
    """The code's value as true or false."""
    run = code.run
    if code.constant is not None:
        known = values.to_boolean(code.constant)
        return lambda _: known
    if code.kind is Kind.BOOLEAN:
        return run
    if code.kind is Kind.TEXT or code.one is not None:
        text = text_of(code)
        return lambda context: text(context) != ""
    return lambda context: values.to_boolean(run(context))


def value_of(code: Code) -> Callable[[Context], Value]:
    """The code's value as it is; the text of a node where there can be only one."""
    return text_of(code) if code.one is not None else code.run


def _text_of_one(one: Run) -> Callable[[Context], str]:
    def text(context: Context) -> str:
        node = one(context)
        return node.value if node.relevant else ""

    return text


def _number_of_one(one: Run) -> Callable[[Context], float]:
    def number(context: Context) -> float:
        node = one(context)
        return values.text_number(node.value) if node.relevant else values.NAN

    return number
