"""Devices that hold some of an office's sets and write by what they hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from review_protocol.changes import (
    VALUE,
    AddChange,
    AnswerChange,
    Change,
    Mark,
    RemoveChange,
    StatusChange,
)
from review_protocol.names import ChangeId, SetId
from review_protocol.state import State
from review_protocol.statements import Statement
from tests.builders.change_sets import Computer, Office


@dataclass
class Replica:
    """One device: what it holds, and what it held when it was last backed up."""

    office: Office
    who: Computer
    held: set[SetId]
    backup: set[SetId] = field(default_factory=set)
    _known: tuple[frozenset[SetId], State] | None = None

    def state(self) -> State:
        """What its person sees."""
        held = frozenset(self.held)
        if self._known is None or self._known[0] != held:
            self._known = held, self.office.state(held)
        return self._known[1]

    def write(self, *content: Statement | Change) -> SetId:
        """A set on top of all that takes part here."""
        made = self.office.write(self.who, *content, after=self.state().heads)
        self.held.add(made)
        return made

    def take(self, sets: Iterable[SetId]) -> None:
        """What somebody delivered."""
        self.held.update(sets)

    def edit(self, key: str, value: str) -> SetId:
        """A version in the place of what is current here."""
        current = self.state().answers.get((key, VALUE), ())
        return self.write(AnswerChange(key=key, value=value, replaces=current))

    def mark(self, key: str, mark: Mark) -> SetId:
        """A mark on what is current here, in the place of the marks it has."""
        state = self.state()
        versions = state.answers.get((key, VALUE), ())
        marks = {one for version in versions for one in state.marks.get(version, ())}
        return self.write(
            StatusChange(versions=versions, mark=mark, replaces=tuple(sorted(marks)))
        )

    def add(self, key: str) -> SetId:
        """A repeat instance."""
        return self.write(AddChange(key=key, order="a", replaces=self._presence(key)))

    def remove(self, key: str) -> SetId:
        """A repeat instance away, with all that is seen inside."""
        saw = [
            version
            for (node, _), current in self.state().answers.items()
            if node.endswith(f"@{key.partition('@')[2]}")
            for version in current
        ]
        return self.write(
            RemoveChange(key=key, saw=tuple(sorted(saw)), replaces=self._presence(key))
        )

    def _presence(self, key: str) -> tuple[ChangeId, ...]:
        found = self.state().presence.get(key)
        return () if found is None else found.changes
