"""Which versions are replaced, when some of those that replaced others do not stand.

A version that is refused or waits is not current itself. What replaces it counts as
replacing also what it had replaced: its author saw that as gone, and would otherwise find
themselves in a conflict that nobody made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from review_protocol.names import ChangeId


class Replacing:
    """What replaced what; versions are given in the graph's order, older ones first."""

    __slots__ = ("_through", "by")

    def __init__(self) -> None:
        self.by: dict[ChangeId, list[ChangeId]] = {}
        self._through: dict[ChangeId, tuple[ChangeId, ...]] = {}

    def add(self, id_: ChangeId, replaces: Iterable[ChangeId], *, stands: bool) -> None:
        """A version, and those given before that its author replaced by it."""
        if stands:
            for old in replaces:
                for one in (old, *self._through.get(old, ())):
                    self.by.setdefault(one, []).append(id_)
        else:
            through: dict[ChangeId, None] = {}
            for old in replaces:
                through.update(dict.fromkeys((old, *self._through.get(old, ()))))
            self._through[id_] = tuple(through)

    def is_replaced(self, id_: ChangeId) -> bool:
        """Whether a version that stands replaced this one."""
        return id_ in self.by

    def replaced(self) -> Mapping[ChangeId, tuple[ChangeId, ...]]:
        """Of each replaced version, which standing ones replaced it."""
        return {old: tuple(sorted(set(new))) for old, new in self.by.items()}
