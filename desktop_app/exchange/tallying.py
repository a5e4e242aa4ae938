"""How much sets bring to a dossier: counted from the state before them and after them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace

from desktop_app.domain.exchanges import Tally
from desktop_app.domain.record_conflicts import SETTLED_BY_MEMBERS, ref_of
from desktop_app.exchange.holding import Held
from desktop_app.exchange.naming import names_of
from review_protocol.changes import (
    AddChange,
    AnswerChange,
    Change,
    RecordChange,
    RecordType,
    RemoveChange,
    StatusChange,
)
from review_protocol.names import MemberId, SetId, device_id
from review_protocol.state import OpenedSet, State
from review_protocol.statements import Epoch


def tally(before: State, after: Held, new: Collection[SetId]) -> Tally:
    """All that these sets bring."""
    counts = sum(_by_author(after, new).values(), Counter[str]())
    return replace(
        _counted(counts),
        to_settle=tuple(sorted(to_settle(after.state) - to_settle(before))),
        waiting=len(_ids(after.state, "waiting") - _ids(before, "waiting")),
        refused=len(_ids(after.state, "refused") - _ids(before, "refused")),
        incomplete=len(after.state.waiting_for_parents & frozenset(new)),
        unreadable=len(after.state.unreadable & frozenset(new)),
        newer=len(set(after.opened.newer) & set(new)),
        focal_point=_new_focal_point(before, after.state),
        removed=_removed(before, after.state),
    )


def _new_focal_point(before: State, after: State) -> str:
    was, now = before.roster.focal_point, after.roster.focal_point
    return names_of(after).get(now, now) if was and now and now != was else ""


def _removed(before: State, after: State) -> tuple[str, ...]:
    names, was = names_of(after), before.roster.members
    out = (
        names.get(id_, id_)
        for id_, member in after.roster.members.items()
        if member.is_removed and id_ in was and not was[id_].is_removed
    )
    return tuple(sorted(out))


def tallies(before: State, after: Held, new: Collection[SetId]) -> dict[MemberId, Tally]:
    """The same by the member who wrote it; what is to settle stands with all its authors."""
    fresh = to_settle(after.state) - to_settle(before)
    at_odds: dict[MemberId, set[str]] = defaultdict(set)
    for key in fresh:
        for author in _authors(after.state, key):
            at_odds[author].add(key)
    return {
        author: replace(_counted(counts), to_settle=tuple(sorted(at_odds[author])))
        for author, counts in sorted(_by_author(after, new).items())
    }


def to_settle(state: State) -> frozenset[str]:
    """The nodes that have several versions, the rows that somebody removed while somebody else
    wrote in them, and the records of which there are two versions (`ref_of`).
    """
    records = (
        ref_of(type_, subject)
        for type_, subject in state.record_conflicts
        if type_ in SETTLED_BY_MEMBERS
    )
    nodes = frozenset(key for key, _ in state.conflicts)
    return nodes.union(state.removal_conflicts, records)


def _counted(counts: Counter[str]) -> Tally:
    return Tally(
        answers=counts["answers"],
        statuses=counts["statuses"],
        rows=counts["rows"],
        notes=counts["notes"],
        others=counts["others"],
        members=counts["members"],
    )


def _by_author(after: Held, new: Collection[SetId]) -> Mapping[MemberId, Counter[str]]:
    wanted = frozenset(new) - after.state.waiting_for_parents
    aside = _ids(after.state, "waiting") | _ids(after.state, "refused")
    found: dict[MemberId, Counter[str]] = defaultdict(Counter)
    for opened in after.sealed:
        if opened.id in wanted:
            author = after.state.roster.member_of(device_id(opened.device))
            found[author or MemberId("")] += _count(opened, aside)
    return found


def _count(opened: OpenedSet, aside: Collection[str]) -> Counter[str]:
    named = zip(opened.names, opened.changes or (), strict=True)
    counts = Counter(_kind(change) for name, change in named if name not in aside)
    stated = [each for each in opened.statements if not isinstance(each, Epoch)]
    counts["members"] += len(stated)
    return counts


def _kind(change: Change) -> str:
    match change:
        case AnswerChange():
            return "answers"
        case StatusChange():
            return "statuses"
        case AddChange() | RemoveChange():
            return "rows"
        case RecordChange(type=RecordType.NOTE):
            return "notes"
        case _:
            return "others"


def _authors(state: State, key: str) -> frozenset[MemberId]:
    """Who wrote what stands for a node, or a record, now."""
    current = [ids for (node, _), ids in state.answers.items() if node == key]
    current += [ids for of, ids in state.records.items() if ref_of(*of) == key]
    return frozenset(state.versions[id_].judged.author for ids in current for id_ in ids)


def _ids(state: State, standing: str) -> frozenset[str]:
    return frozenset(judged.id for judged in getattr(state, standing))
