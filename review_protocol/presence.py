"""Which repeat instances are there, and which removals somebody has to settle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from review_protocol.changes import AddChange, AnswerChange, RemoveChange
from review_protocol.names import ChangeId
from review_protocol.registers import Registers
from review_protocol.state import Judged, Presence


def presence(
    registers: Registers, answers: Mapping[tuple[str, str], tuple[Judged, ...]]
) -> dict[str, Presence]:
    """Every instance that was ever added or removed, by its node key.

    It is gone when all that is current says so, and every current version inside was seen by
    one of those who removed it: named, or replaced by something that they named.
    """
    current, ever = registers.presence.current(), registers.presence.all_effective()
    removed = {key for key, found in current.items() if not any(map(_adds, found))}
    inside = _inside(answers, {_path(key) for key in removed})
    found = {}
    for key, changes in sorted(current.items()):
        unseen: tuple[ChangeId, ...] = ()
        if key in removed:
            seen = _seen(registers, changes, _path(key))
            unseen = tuple(sorted(one for one in inside[_path(key)] if one not in seen))
        found[key] = Presence(
            key=key,
            order=_order(changes, ever[key]),
            is_present=key not in removed or bool(unseen),
            changes=tuple(one.id for one in changes),
            unseen=unseen,
        )
    return found


def instances_around(key: str) -> list[str]:
    """The paths of the instances that a node is in, outermost first."""
    path = _path(key)
    ends = [i for i, character in enumerate(path) if character == "/"]
    return [*(path[:end] for end in ends), path] if path else []


def _adds(judged: Judged) -> bool:
    return isinstance(judged.change, AddChange)


def _path(key: str) -> str:
    """The instance's own id after those of the instances around it."""
    return key.partition("@")[2]


def _inside(
    answers: Mapping[tuple[str, str], tuple[Judged, ...]], paths: set[str]
) -> dict[str, list[ChangeId]]:
    """The current versions in each of these instances, and in instances inside."""
    found: dict[str, list[ChangeId]] = defaultdict(list)
    for (key, _), versions in answers.items() if paths else ():
        for around in instances_around(key):
            if around in paths:
                found[around] += [one.id for one in versions]
    return found


def _seen(registers: Registers, removals: Iterable[Judged], path: str) -> set[ChangeId]:
    """Of what is inside, what the removals named, what that had replaced, and so on."""
    seen: set[ChangeId] = set()
    line = [one for judged in removals for one in _saw(judged)]
    while line:
        version = line.pop()
        judged = registers.versions.get(version)
        if version in seen or judged is None or not isinstance(judged.change, AnswerChange):
            continue
        if path in instances_around(judged.change.key):
            seen.add(version)
            line += judged.change.replaces
    return seen


def _saw(judged: Judged) -> tuple[ChangeId, ...]:
    return judged.change.saw if isinstance(judged.change, RemoveChange) else ()


def _order(current: Iterable[Judged], ever: Iterable[Judged]) -> str:
    """The creation key: of the lowest current addition, else as it is remembered."""
    for judged in (*filter(_adds, current), *current, *sorted(ever, key=lambda one: one.id)):
        order = (
            judged.change.order if isinstance(judged.change, AddChange | RemoveChange) else ""
        )
        if order:
            return order
    return ""
