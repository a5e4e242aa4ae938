"""Which versions are replaced, when some of those that replaced others do not stand.

A version that is refused or waits is not current itself. What replaces it counts as
replacing also what it had replaced: its author saw that as gone, and would otherwise find
themselves in a conflict that nobody made.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Generic, TypeVar

_Version = TypeVar("_Version", bound=Hashable)


class Replacing(Generic[_Version]):
    """What replaced what. Versions are given in the graph's order; then they are settled."""

    __slots__ = ("_by", "_old", "_standing")

    def __init__(self) -> None:
        self._old: dict[_Version, Sequence[_Version]] = {}  # by what does not stand
        self._standing: list[tuple[_Version, Sequence[_Version]]] = []
        self._by: dict[_Version, list[_Version]] | None = None

    def add(self, version: _Version, old: Sequence[_Version], *, stands: bool) -> None:
        """A version, and those that it says to replace."""
        if stands:
            self._standing.append((version, old))
        else:
            self._old[version] = old

    def replaced(self) -> dict[_Version, list[_Version]]:
        """Of each replaced version the standing ones that named it.

        If they named only what does not stand and had replaced it, the first of them. Takes
        as long as there are versions and names, whoever wrote what to make it long.
        """
        if self._by is None:
            self._by = {}
            for version, old in self._standing:
                self._mark(self._by, version, old)
        return self._by

    def _mark(
        self, by: dict[_Version, list[_Version]], version: _Version, old: Sequence[_Version]
    ) -> None:
        line = []
        for one in old:
            if one not in by:
                by[one] = []
                line.append(one)
            by[one].append(version)
        while line:
            for one in self._old.get(line.pop(), ()):
                if one not in by:
                    by[one] = [version]
                    line.append(one)
