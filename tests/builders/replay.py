"""What the journal makes of entries, in a dozen lines and without a database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from desktop_app.domain.entries import (
    CurrentVersion,
    Entry,
    InstanceAdded,
    InstanceRemoved,
    Loaded,
    StatusSet,
    Typed,
)
from desktop_app.domain.keys import NodeKey, VersionId
from desktop_app.domain.nodes import Answers, Instance
from desktop_app.domain.responses import Status

AUTHOR = "A. Expert"


@dataclass
class Replay:
    """Takes entries as the journal does and says what the dossier is after them."""

    versions: dict[VersionId, Typed] = field(default_factory=dict)
    statuses: dict[VersionId, Status] = field(default_factory=dict)
    current: dict[NodeKey, set[VersionId]] = field(default_factory=dict)
    orders: dict[NodeKey, str] = field(default_factory=dict)
    present: dict[NodeKey, bool] = field(default_factory=dict)

    def take(self, entries: Iterable[Entry]) -> None:
        """Apply entries in their order."""
        for entry in entries:
            match entry:
                case Typed():
                    self._typed(entry)
                case StatusSet():
                    self.statuses |= dict.fromkeys(entry.versions, entry.status)
                case InstanceAdded():
                    self.present[entry.key] = True
                    self.orders[entry.key] = max(entry.order, self.orders.get(entry.key, ""))
                case InstanceRemoved():
                    self.present[entry.key] = False
                    self.orders.setdefault(entry.key, "")
                case _:
                    pass

    def _typed(self, entry: Typed) -> None:
        now = self.current.setdefault(entry.key, set())
        if entry.version_id not in self.versions:
            now.difference_update(entry.replaces)
            now.add(entry.version_id)
            self.statuses[entry.version_id] = Status.DRAFT
        self.versions[entry.version_id] = entry

    def loaded(self) -> Loaded:
        """The state after all entries."""
        gone = {key.instances for key, is_there in self.present.items() if not is_there}

        def is_gone(key: NodeKey) -> bool:
            return any(key.instances[:n] in gone for n in range(1, len(key.instances) + 1))

        versions = {key: self._current(ids) for key, ids in self.current.items()}
        values = {k: found[0].value for k, found in versions.items() if not is_gone(k)}
        added = [
            Instance(key, self.orders[key])
            for key in self.present
            if self.orders[key] and not is_gone(key)
        ]
        added.sort(key=lambda each: (len(each.key.instances), each.order, each.key))
        removed = frozenset(k for k, there in self.present.items() if not there)
        of_the_form = frozenset(key for key in removed if not self.orders[key])
        answers = Answers(values=values, instances=tuple(added), removed=of_the_form)
        return Loaded(answers=answers, versions=versions)

    def _current(self, ids: set[VersionId]) -> tuple[CurrentVersion, ...]:
        return tuple(
            CurrentVersion(
                id=each,
                value=self.versions[each].value,
                status=self.statuses[each],
                author=AUTHOR,
            )
            for each in sorted(ids)
        )
