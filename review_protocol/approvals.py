"""What the focal point approved, and what is not as it was then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from review_protocol.changes import NOTE, AnswerChange, ClearanceChange
from review_protocol.names import ChangeId
from review_protocol.presence import instances_around
from review_protocol.registers import Knows, Registers
from review_protocol.rules import question_of
from review_protocol.state import Approval, Judged, Presence

Register = tuple[str, str]


@dataclass(slots=True)
class _Approved:
    """The clearances of a question of which no other knew, and the versions they named."""

    clearances: list[Judged] = field(default_factory=list)
    versions: dict[Register, list[Judged]] = field(default_factory=lambda: defaultdict(list))


def approvals(
    clearances: Iterable[Judged],
    registers: Registers,
    answers: Mapping[Register, tuple[Judged, ...]],
    presence: Mapping[str, Presence],
    knows: Knows,
) -> dict[str, Approval]:
    """By question; the effective clearances are given in the graph's order.

    A version in an instance that is gone is no change for who approved it knowing of that.
    """
    latest = _latest(clearances, registers, knows)
    current: dict[str, dict[Register, tuple[Judged, ...]]] = defaultdict(dict)
    for register, versions in answers.items():
        question = question_of(register[0])
        if question in latest and register[1] != NOTE:
            current[question][register] = versions
    gone = {key.partition("@")[2]: one for key, one in presence.items() if not one.is_present}
    found = {}
    for question, approved in sorted(latest.items()):
        changed: set[ChangeId] = set()
        for register in approved.versions.keys() | current[question].keys():
            named, now = (
                approved.versions.get(register, []),
                current[question].get(register, ()),
            )
            removed = [gone[path] for path in instances_around(register[0]) if path in gone]
            if removed:
                now = ()
            if not any(_knew(approved.clearances, one, knows) for one in removed):
                changed.update(_changed(named, now))
        packs = {_clearance(one).pack for one in approved.clearances}
        ids = (one.id for named in approved.versions.values() for one in named)
        found[question] = Approval(
            question=question,
            clearances=tuple(sorted(one.id for one in approved.clearances)),
            versions=tuple(sorted(ids)),
            packs=tuple(sorted(packs)),
            changed=tuple(sorted(changed)),
        )
    return found


def _latest(
    clearances: Iterable[Judged], registers: Registers, knows: Knows
) -> dict[str, _Approved]:
    """Of each question the clearances that no later one of it took over from."""
    standing: dict[str, list[tuple[Judged, list[Judged]]]] = defaultdict(list)
    for clearance in clearances:
        named: dict[str, list[Judged]] = defaultdict(list)
        for id_ in dict.fromkeys(_clearance(clearance).versions):
            version = registers.versions.get(id_)
            if version is not None and knows(clearance.id, id_):
                change = version.change
                if isinstance(change, AnswerChange) and change.facet != NOTE:
                    named[question_of(change.key)].append(version)
        for question, versions in named.items():
            earlier = standing[question]
            apart = [one for one in earlier if not knows(clearance.id, one[0].id)]
            standing[question] = [*apart, (clearance, versions)]
    found: dict[str, _Approved] = {}
    for question, pairs in standing.items():
        approved = found[question] = _Approved()
        for clearance, versions in pairs:
            approved.clearances.append(clearance)
            for version in versions:
                change = version.change
                assert isinstance(change, AnswerChange)
                approved.versions[change.key, change.facet].append(version)
    return found


def _knew(clearances: Iterable[Judged], gone: Presence, knows: Knows) -> bool:
    """Whether whoever approved knew that the instance had been removed."""
    return all(knows(one.id, change) for one in clearances for change in gone.changes)


def _changed(approved: Iterable[Judged], now: Iterable[Judged]) -> list[ChangeId]:
    """What stands now and was not approved; what was, if nothing stands now."""
    values = {_answer(one).value for one in approved}
    standing = list(now)
    if not standing:
        return [one.id for one in approved]
    return [one.id for one in standing if _answer(one).value not in values]


def _answer(judged: Judged) -> AnswerChange:
    assert isinstance(judged.change, AnswerChange)
    return judged.change


def _clearance(judged: Judged) -> ClearanceChange:
    assert isinstance(judged.change, ClearanceChange)
    return judged.change
