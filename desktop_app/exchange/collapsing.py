"""Of several versions of one answer that never left the computer, only the last travels.

It takes the place of what the first of them replaced. The others stay in the local history;
marks on them are dropped, since a new version is a draft again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from review_protocol import fields
from review_protocol.changes import (
    AnswerChange,
    Change,
    ClearanceChange,
    RemoveChange,
    StatusChange,
)
from review_protocol.names import ChangeId

Named = tuple[ChangeId, Change]


@dataclass(frozen=True, slots=True, kw_only=True)
class Collapsed:
    """What is to be sealed; ``into`` says for each version left out which one stands for it.

    ``dropped`` are marks that nothing is left to be set on.
    """

    changes: tuple[Named, ...] = ()
    into: Mapping[ChangeId, ChangeId] = field(default_factory=dict)
    dropped: frozenset[ChangeId] = frozenset()


def collapse(pending: Iterable[Named]) -> Collapsed:
    """Leave out every version that exactly one later one took the place of.

    What the focal point approved stays: the approval names just that.
    """
    changes = dict(pending)
    into = _chains(changes)
    marks = _emptied(changes, into)
    left_out = {
        name: change.replaces
        for name, change in changes.items()
        if name in into and isinstance(change, AnswerChange)
    }
    kept = tuple(
        (name, _within_limits(_without(change, into, left_out, marks)))
        for name, change in changes.items()
        if name not in into and name not in marks
    )
    return Collapsed(changes=kept, into=into, dropped=frozenset(marks))


def _chains(changes: Mapping[ChangeId, Change]) -> dict[ChangeId, ChangeId]:
    followers: dict[ChangeId, list[ChangeId]] = defaultdict(list)
    approved = {
        version
        for change in changes.values()
        if isinstance(change, ClearanceChange)
        for version in change.versions
    }
    for name, change in changes.items():
        if isinstance(change, AnswerChange):
            for old in change.replaces:
                if old not in approved and isinstance(changes.get(old), AnswerChange):
                    followers[old].append(name)
    next_one = {old: found[0] for old, found in followers.items() if len(found) == 1}
    return {old: _last(old, next_one) for old in next_one}


def _last(name: ChangeId, next_one: Mapping[ChangeId, ChangeId]) -> ChangeId:
    while name in next_one:
        name = next_one[name]
    return name


def _emptied(
    changes: Mapping[ChangeId, Change], into: Mapping[ChangeId, ChangeId]
) -> dict[ChangeId, tuple[ChangeId, ...]]:
    """Marks all of whose versions are left out, with the marks that they replaced."""
    return {
        name: change.replaces
        for name, change in changes.items()
        if isinstance(change, StatusChange) and into.keys() >= set(change.versions)
    }


def _without(
    change: Change,
    into: Mapping[ChangeId, ChangeId],
    left_out: Mapping[ChangeId, tuple[ChangeId, ...]],
    marks: Mapping[ChangeId, tuple[ChangeId, ...]],
) -> Change:
    """The change as it travels: it names nothing that was left out."""
    if isinstance(change, AnswerChange):
        return replace(change, replaces=_reaching_back(change.replaces, left_out))
    if isinstance(change, StatusChange):
        versions = tuple(each for each in change.versions if each not in into)
        replaces = _reaching_back(change.replaces, marks)
        return replace(change, versions=versions, replaces=replaces)
    if isinstance(change, RemoveChange):
        saw = tuple(sorted({into.get(each, each) for each in change.saw}))
        return replace(change, saw=saw)
    return change


def _within_limits(change: Change) -> Change:
    """The change with lists that a reader takes. What is not named any more, as if it had not
    been seen, stands beside it and is settled another time.
    """
    values: dict[str, Any] = {name: getattr(change, name) for name in change.__slots__}
    long: dict[str, Any] = {
        name: value[: fields.MAX_COUNT]
        for name, value in values.items()
        if isinstance(value, tuple) and len(value) > fields.MAX_COUNT
    }
    return replace(change, **long) if long else change


def _reaching_back(
    names: Iterable[ChangeId], replaced: Mapping[ChangeId, tuple[ChangeId, ...]]
) -> tuple[ChangeId, ...]:
    """These names, and for each that was left out those that it had replaced, and so on."""
    found: set[ChangeId] = set()
    ahead = list(names)
    while ahead:
        name = ahead.pop()
        if name in replaced:
            ahead += replaced[name]
        else:
            found.add(name)
    return tuple(sorted(found))
