"""Changes of a form put together as one, and the instance among them that was asked for."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.nodes import Changed, Facet, Instance
from desktop_app.errors import BugError


def added_for(repeat: NodeKey, changed: Changed) -> Instance:
    """The instance that was asked for, among those that came to be."""
    depth = len(repeat.instances)
    for new in changed.added:
        if (
            new.key.question == repeat.question
            and new.key.instances[:depth] == repeat.instances
        ):
            return new
    raise BugError("an instance was added and not reported")


def joined(changes: Iterable[Changed]) -> Changed:
    """Changes one after the other as one. Nodes of a new instance are not listed."""
    nodes: dict[NodeKey, frozenset[Facet]] = {}
    writes: dict[NodeKey, str] = {}
    added: list[Instance] = []
    removed: list[NodeKey] = []
    for change in changes:
        for key, facets in change.nodes.items():
            nodes[key] = nodes.get(key, frozenset()) | facets
        writes |= change.writes
        gone = set(change.removed)
        added = [new for new in added if new.key not in gone]
        added += change.added
        removed += change.removed
    return Changed(
        nodes={key: facets for key, facets in nodes.items() if not _is_in_any(key, added)},
        added=tuple(new for new in added if not _is_in_any(new.key, added)),
        removed=tuple(removed),
        writes=writes,
    )


def _is_in_any(key: NodeKey, instances: Iterable[Instance]) -> bool:
    return any(_is_inside(key, each.key) for each in instances)


def _is_inside(key: NodeKey, instance: NodeKey) -> bool:
    depth = len(instance.instances)
    return key != instance and key.instances[:depth] == instance.instances
