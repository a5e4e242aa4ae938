"""What judged changes come to, register by register: current versions and marks.

Changes are given in the graph's order, so that those which one refers to came before it.
What a change says to replace, and was not in the same register or in its past, is passed
over: nobody can take away what they had not seen, or under the name of something else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
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

_Key = TypeVar("_Key")
Knows = Callable[[ChangeId, ChangeId], bool]
"""Whether the second of two changes is in the past of the first, or earlier in its set."""
_Registered = (
    AnswerChange | AddChange | RemoveChange | WordingChange | RecordChange | UpgradeChange
)


class Group(Generic[_Key]):
    """The registers of one kind, by what they are about."""

    __slots__ = ("_keys", "_knows", "_replacing", "_standing")

    def __init__(self, replacing: Replacing, knows: Knows) -> None:
        self._replacing, self._knows = replacing, knows
        self._keys: dict[ChangeId, _Key] = {}
        self._standing: dict[_Key, list[Judged]] = {}

    def add(self, key: _Key, judged: Judged, replaces: tuple[ChangeId, ...]) -> None:
        """A version in the register of a key."""
        id_, keys = judged.id, self._keys
        old = [one for one in replaces if keys.get(one) == key and self._knows(id_, one)]
        keys[id_] = key
        stands = judged.standing is Standing.EFFECTIVE
        self._replacing.add(id_, old, stands=stands)
        if stands:
            self._standing.setdefault(key, []).append(judged)

    def current(self) -> dict[_Key, tuple[Judged, ...]]:
        """The effective versions that none replaced, lowest id first."""
        is_replaced = self._replacing.is_replaced
        found = {}
        for key, versions in self._standing.items():
            current = [one for one in versions if not is_replaced(one.id)]
            found[key] = tuple(sorted(current, key=lambda one: one.id))
        return found

    def has(self, id_: ChangeId) -> bool:
        """Whether a change is a version of one of these registers."""
        return id_ in self._keys

    def standing(self, key: _Key) -> list[Judged]:
        """All effective versions of a register, in the graph's order."""
        return self._standing.get(key, [])


class Marks:
    """The marks on versions that no other mark took the place of."""

    __slots__ = ("_knows", "_through", "on")

    def __init__(self, knows: Knows) -> None:
        self._knows = knows
        self.on: dict[ChangeId, dict[ChangeId, Mark]] = defaultdict(dict)
        self._through: dict[tuple[ChangeId, ChangeId], tuple[ChangeId, ...]] = {}

    def add(self, judged: Judged, change: StatusChange) -> None:
        """A mark on each version that its author can have seen."""
        old = [one for one in change.replaces if self._knows(judged.id, one)]
        for version in change.versions:
            if not self._knows(judged.id, version):
                continue
            gone = [*old]
            for one in old:
                gone += self._through.get((one, version), ())
            if judged.standing is Standing.EFFECTIVE:
                found = self.on[version]
                for one in gone:
                    found.pop(one, None)
                found[judged.id] = change.mark
            else:
                self._through[judged.id, version] = tuple(gone)


class Registers:
    """All registers of a dossier, filled change by change."""

    def __init__(self, knows: Knows) -> None:
        self.replacing = Replacing()
        self.answers: Group[tuple[str, str]] = Group(self.replacing, knows)
        self.presence: Group[str] = Group(self.replacing, knows)
        self.wording: Group[tuple[str, str]] = Group(self.replacing, knows)
        self.records: Group[tuple[RecordType, str]] = Group(self.replacing, knows)
        self.upgrades: Group[None] = Group(self.replacing, knows)
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


def ids(
    registers: Mapping[_Key, tuple[Judged, ...]],
) -> dict[_Key, tuple[ChangeId, ...]]:
    """The same with the names of the versions."""
    return {key: tuple(one.id for one in found) for key, found in registers.items() if found}


def conflicts(registers: Mapping[_Key, tuple[Judged, ...]]) -> list[_Key]:
    """The registers whose current versions do not all say the same."""
    return [
        key
        for key, found in registers.items()
        if len(found) > 1 and len({_value(one) for one in found}) > 1
    ]


def _value(judged: Judged) -> object:
    """What a version says, without who said it and when."""
    change = judged.change
    if isinstance(change, AnswerChange):
        return change.value
    if isinstance(change, WordingChange):
        return change.number, change.text
    assert isinstance(change, RecordChange)
    return change.withdrawn, tuple(sorted(change.fields.items()))
