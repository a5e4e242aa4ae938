"""How views learn that something changed: flags and ids, never contents.

A view marks itself stale and asks again when it is visible; it may skip its own change.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.keys import NodeKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What an action touched.

    ``nodes`` and ``cards`` are those whose state is another now. ``structure``: parts,
    articles, cards or repeat instances came or went. ``history``: versions were stored.
    ``files``: working files were attached or removed. ``people``: members, their roles and
    computers; ``exchange``: a file went out or came in; ``dates``: those of the review's steps.
    """

    nodes: frozenset[NodeKey] = frozenset()
    cards: frozenset[NodeKey] = frozenset()
    structure: bool = False
    history: bool = False
    dossiers: bool = False
    settings: bool = False
    people: bool = False
    assignments: bool = False
    notes: bool = False
    files: bool = False
    exchange: bool = False
    dates: bool = False

    def __or__(self, other: Changes) -> Changes:
        mine = {field.name: getattr(self, field.name) for field in fields(self)}
        return Changes(**{name: own | getattr(other, name) for name, own in mine.items()})

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))


class ChangeHub(QObject):
    """The one signal of change, whoever made it.

    Signals:
        changed: (Changes, initiator): `initiator` is the object that acted, or None.
    """

    changed = Signal(object, object)

    def tell(self, changes: Changes, initiator: object | None = None) -> None:
        """Tell every view, unless nothing changed."""
        if changes:
            self.changed.emit(changes, initiator)
