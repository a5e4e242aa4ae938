"""What is to be settled: answers with several versions, and rows that only one removed."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.domain.keys import NodeKey
from desktop_app.errors import UnknownReference
from desktop_app.forms.form import Form
from desktop_app.services.versions import Versions


class Unsettled:
    """Read anew at each question; `rows` is given once, and shrinks as rows are settled."""

    def __init__(self, form: Form, versions: Versions, rows: Iterable[NodeKey]) -> None:
        self._form, self._versions, self._rows = form, versions, set(rows)

    def answers(self) -> tuple[NodeKey, ...]:
        """The answers of which there are two or more versions, in document order."""
        return self._in_order(set(self._versions.to_settle()))

    def rows(self) -> tuple[NodeKey, ...]:
        """The rows that somebody removed while somebody else wrote in them, in order."""
        return self._in_order(self._rows)

    def count(self) -> int:
        """How many answers and rows there are; cheap enough for every step."""
        return sum(map(self._is_there, {*self._versions.to_settle(), *self._rows}))

    def kept(self, row: NodeKey) -> None:
        """A row stays."""
        self._rows.discard(row)

    def removed(self, row: NodeKey) -> None:
        """A row is gone, with all rows in it."""
        path = row.instances
        self._rows -= {each for each in self._rows if each.instances[: len(path)] == path}

    def _in_order(self, keys: set[NodeKey]) -> tuple[NodeKey, ...]:
        return tuple(key for key in self._form.walk() if key in keys) if keys else ()

    def _is_there(self, key: NodeKey) -> bool:
        try:
            self._form.parent(key)
        except UnknownReference:
            return False
        return True
