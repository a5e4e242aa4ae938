"""The syntax tree of a pattern."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

UNBOUNDED = -1


@dataclass(frozen=True, slots=True)
class Chars:
    """One character: in one of these ranges or Unicode categories, or in none of them.

    ``others`` are sets of which it may be in any too, as ``\\W`` in ``[a\\W]``.
    """

    ranges: tuple[tuple[str, str], ...] = ()
    categories: tuple[str, ...] = ()
    others: tuple[Chars, ...] = ()
    is_negated: bool = False

    def holds(self, char: str) -> bool:
        """Whether a character is meant."""
        return self._is_listed(char) is not self.is_negated

    def _is_listed(self, char: str) -> bool:
        if any(first <= char <= last for first, last in self.ranges):
            return True
        if self.categories and unicodedata.category(char).startswith(self.categories):
            return True
        return any(other.holds(char) for other in self.others)


@dataclass(frozen=True, slots=True)
class Mark:
    """A place rather than a character: ``^``, ``$``, ``\\b`` or ``\\B``."""

    sign: str


@dataclass(frozen=True, slots=True)
class Ahead:
    """What must, or must not, follow from here on."""

    inner: Pattern
    is_negated: bool


@dataclass(frozen=True, slots=True)
class Series:
    """One part after the other; none is the empty text."""

    parts: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """Any one of several."""

    parts: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A part so many times, up to ``most`` or without bound."""

    inner: Pattern
    least: int
    most: int


Pattern = Chars | Mark | Ahead | Series | Either | Repeat
