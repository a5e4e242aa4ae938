"""Answers to be looked at again, because their question has changed since they were given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.upgrades import Reason
from desktop_app.services.versions import Versions

NONE: frozenset[Reason] = frozenset()


class Flags:
    """A flag falls when its answer is given anew, or somebody says that it still holds."""

    def __init__(self, found: Mapping[NodeKey, frozenset[Reason]], versions: Versions) -> None:
        self._found, self._versions = dict(found), versions
        self._given = {key: versions.ids_of(key) for key in found}

    def of(self, key: NodeKey) -> frozenset[Reason]:
        """Why an answer should be looked at; nothing for most."""
        if key not in self._found or self._versions.ids_of(key) != self._given[key]:
            return NONE
        return self._found[key]

    def lower(self, keys: Iterable[NodeKey]) -> None:
        """Somebody has looked at these."""
        for key in keys:
            self._found.pop(key, None)
