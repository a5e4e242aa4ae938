"""What judged changes come to, register by register: current versions and marks.

What a change says to replace, and was not in the same register or in its past, is passed
over: nobody can take away what they had not seen, or under the name of something else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping
from typing import Generic, TypeVar

from review_protocol.changes import (
    AddChange,
    AnswerChange,
    Mark,
    RecordChange,
    RecordType,
    RemoveChange,
    StatusChange,
    UpgradeChange,
    WordingChange,
)
from review_protocol.names import ChangeId
from review_protocol.replacing import Replacing
from review_protocol.state import Judged, Standing

_Key = TypeVar("_Key", bound=Hashable)
Knows = Callable[[ChangeId, ChangeId], bool]
"""Whether the second of two changes is in the past of the first, or in the same set."""
_Registered = (
    AnswerChange | AddChange | RemoveChange | WordingChange | RecordChange | UpgradeChange
)


class Group(Generic[_Key]):
    """The registers of one kind, by what they are about."""

    __slots__ = ("_keys", "_knows", "_replacing", "_versions")

    def __init__(self, knows: Knows) -> None:
        self._knows = knows
        self._keys: dict[ChangeId, _Key] = {}
        self._versions: list[tuple[Judged, tuple[ChangeId, ...]]] = []
        self._replacing: Replacing[ChangeId] = Replacing()

    def add(self, key: _Key, judged: Judged, replaces: tuple[ChangeId, ...]) -> None:
        """A version in the register of a key. Nothing is asked before all are there."""
        self._keys[judged.id] = key
        self._versions.append((judged, replaces))

    def settle(self) -> None:
        """All are there: find which of them replaced which."""
        keys, knows = self._keys, self._knows
        for judged, replaces in self._versions:
            id_ = judged.id
            key = keys[id_]
            old = [one for one in replaces if keys.get(one) == key and knows(id_, one)]
            self._replacing.add(id_, old, stands=judged.standing is Standing.EFFECTIVE)

    def replaced(self) -> dict[ChangeId, list[ChangeId]]:
        """By which standing versions each replaced one was."""
        return self._replacing.replaced()

    def current(self) -> dict[_Key, tuple[Judged, ...]]:
        """The effective versions that none replaced, lowest id first."""
        replaced = self._replacing.replaced()
        found: dict[_Key, list[Judged]] = defaultdict(list)
        for judged, _ in self._versions:
            if judged.standing is Standing.EFFECTIVE and judged.id not in replaced:
                found[self._keys[judged.id]].append(judged)
        return {key: tuple(sorted(some, key=_id)) for key, some in found.items()}

    def has(self, id_: ChangeId) -> bool:
        """Whether a change is a version of one of these registers."""
        return id_ in self._keys

    def all_effective(self) -> dict[_Key, list[Judged]]:
        """Replaced ones too, in the graph's order."""
        found: dict[_Key, list[Judged]] = defaultdict(list)
        for judged, _ in self._versions:
            if judged.standing is Standing.EFFECTIVE:
                found[self._keys[judged.id]].append(judged)
        return found


class Marks:
    """The marks on versions. One takes the place of others on the versions that it names."""

    __slots__ = ("_changes", "_knows", "_on")

    def __init__(self, knows: Knows) -> None:
        self._knows = knows
        self._changes: list[tuple[Judged, StatusChange]] = []
        self._on: dict[ChangeId, frozenset[ChangeId]] = {}

    def add(self, judged: Judged, change: StatusChange) -> None:
        """A mark on each version that its author can have seen."""
        self._changes.append((judged, change))
        seen = (one for one in change.versions if self._knows(judged.id, one))
        self._on[judged.id] = frozenset(seen)

    def current(self) -> dict[ChangeId, dict[ChangeId, Mark]]:
        """On each version, the marks whose place no other took."""
        replacing: Replacing[tuple[ChangeId, ChangeId]] = Replacing()
        for judged, change in self._changes:
            on, old = self._on[judged.id], defaultdict[ChangeId, list[ChangeId]](list)
            for one in change.replaces:
                if self._knows(judged.id, one):
                    for version in on & self._on.get(one, frozenset()):
                        old[version].append(one)
            stands = judged.standing is Standing.EFFECTIVE
            for version in on:
                earlier = [(one, version) for one in old[version]]
                replacing.add((judged.id, version), earlier, stands=stands)
        replaced = replacing.replaced()
        found: dict[ChangeId, dict[ChangeId, Mark]] = defaultdict(dict)
        for judged, change in self._changes:
            if judged.standing is Standing.EFFECTIVE:
                for version in self._on[judged.id]:
                    if (judged.id, version) not in replaced:
                        found[version][judged.id] = change.mark
        return found


class Registers:
    """All registers of a dossier, filled change by change, then settled."""

    def __init__(self, knows: Knows) -> None:
        self.answers: Group[tuple[str, str]] = Group(knows)
        self.presence: Group[str] = Group(knows)
        self.wording: Group[tuple[str, str]] = Group(knows)
        self.records: Group[tuple[RecordType, str]] = Group(knows)
        self.upgrades: Group[None] = Group(knows)
        self.marks = Marks(knows)
        self.versions: dict[ChangeId, Judged] = {}

    def add(self, judged: Judged) -> None:
        """A change, in whatever standing; one that is in no register is passed over."""
        change = judged.change
        if isinstance(change, AnswerChange):
            self.answers.add((change.key, change.facet), judged, change.replaces)
        elif isinstance(change, StatusChange):
            self.marks.add(judged, change)
        elif isinstance(change, AddChange | RemoveChange):
            self.presence.add(change.key, judged, change.replaces)
        elif isinstance(change, WordingChange):
            self.wording.add((change.question, change.language), judged, change.replaces)
        elif isinstance(change, RecordChange):
            self.records.add((change.type, change.subject), judged, change.replaces)
        elif isinstance(change, UpgradeChange):
            self.upgrades.add(None, judged, change.replaces)
        if isinstance(change, _Registered):
            self.versions[judged.id] = judged

    def settle(self) -> dict[ChangeId, tuple[ChangeId, ...]]:
        """All are there. Of each replaced version, the standing ones that replaced it."""
        replaced: dict[ChangeId, tuple[ChangeId, ...]] = {}
        groups = (self.answers, self.presence, self.wording, self.records, self.upgrades)
        for group in groups:
            group.settle()
            replaced |= {old: tuple(sorted(set(by))) for old, by in group.replaced().items()}
        return replaced


def ids(
    registers: Mapping[_Key, tuple[Judged, ...]],
) -> dict[_Key, tuple[ChangeId, ...]]:
    """The same with the names of the versions."""
    return {key: tuple(one.id for one in found) for key, found in registers.items()}


def conflicts(registers: Mapping[_Key, tuple[Judged, ...]]) -> list[_Key]:
    """The registers whose current versions do not all say the same."""
    return [
        key
        for key, found in registers.items()
        if len(found) > 1 and len({_value(one) for one in found}) > 1
    ]


def _id(judged: Judged) -> ChangeId:
    return judged.id


def _value(judged: Judged) -> object:
    """What a version says, without who said it and when."""
    change = judged.change
    if isinstance(change, AnswerChange):
        return change.value
    if isinstance(change, WordingChange):
        return change.number, change.text
    assert isinstance(change, RecordChange)
    return change.withdrawn, tuple(sorted(change.fields.items()))
