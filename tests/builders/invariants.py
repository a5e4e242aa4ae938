"""What must hold of any sets whatever; written without a look at how `derive` does it."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping

from review_protocol.changes import (
    AnswerChange,
    DecisionChange,
    RecordChange,
)
from review_protocol.chronicle import Chronicle
from review_protocol.digests import roster_digest
from review_protocol.folding import fold
from review_protocol.graph import Graph
from review_protocol.names import ChangeId, DeviceId, SetId, device_id
from review_protocol.state import Judged, Reason, Standing, State
from review_protocol.statements import RemoveMember, Role, Statement
from tests.builders.change_sets import Office


def check_all(office: Office, views: Iterable[set[SetId]]) -> None:
    """All of them, for what everybody holds together and for what each holds alone."""
    everything = office.state()
    check_order(office, everything)
    check_past(office, everything)
    for state, held in [(everything, set(office.sets)), *((office.state(v), v) for v in views)]:
        check_nothing_lost(office, held, state)
        check_next(office, state)
        check_current(office, state)
        check_roster(state)
        check_removed(office, held, state)


def check_order(office: Office, everything: State) -> None:
    """The same sets in any order, repeated, come to the same."""
    ids = [*office.sets, *office.sets]
    random.Random(len(ids)).shuffle(ids)
    assert office.state(ids) == everything


def check_past(office: Office, everything: State) -> None:
    """What somebody was not entitled to stays refused; what they were, nobody but the focal
    point refuses.
    """
    refused = {one.id: one.reason for one in everything.refused}
    void = {(one.set_id, one.position): one for one in everything.void_statements}
    for id_, opened in office.sets.items():
        past = office.past([id_])
        check_steps(office, past)
        then = office.state(past)
        for one in then.refused:
            if one.set_id == id_:
                assert refused[one.id] == one.reason
        gone = {one.id for one in then.refused}
        for name in opened.names:
            if name not in gone:
                assert refused.get(name) in {None, Reason.REJECTED}
        then_refused = {one.position for one in then.void_statements if one.set_id == id_}
        for position in range(len(opened.statements)):
            found = void.get((id_, position))
            is_refused = found is not None and found.standing is Standing.REFUSED
            assert is_refused == (position in then_refused)


def check_steps(office: Office, past: set[SetId]) -> None:
    """The roster taken step by step is that which all statements together come to."""
    graph = Graph(office.sets[id_] for id_ in past)
    chronicle = Chronicle(graph, dossier=office.dossier, ignored=())
    assert chronicle.now() == fold(list(chronicle.entries()))


def check_next(office: Office, state: State) -> None:
    """What the next set names as parents has the past that its header will tell."""
    assert roster_digest(state.statement_sets) == office.digest(state.heads)


def check_nothing_lost(office: Office, held: set[SetId], state: State) -> None:
    """Every text is current, replaced, waiting, refused, or in a set that visibly waits."""
    waiting = {one.id for one in state.waiting}
    refused = {one.id for one in state.refused}
    for id_ in held:
        opened = office.sets[id_]
        for name, change in zip(opened.names, opened.changes or (), strict=True):
            if not isinstance(change, AnswerChange):
                continue
            if name not in state.versions:
                assert id_ in state.waiting_for_parents
                continue
            version = state.versions[name]
            assert version.judged.change is change
            is_current = name in state.answers.get((change.key, change.facet), ())
            assert is_current == version.is_current
            assert is_current + (name in waiting) + (name in refused) <= 1
            assert is_current or name in waiting | refused | state.replaced.keys()
            assert is_current != (name in waiting | refused | state.replaced.keys())


def check_current(office: Office, state: State) -> None:
    """Current is what stands and nothing that stands replaced, be it by way of what does not.

    And there is no false conflict: of two current versions neither author knew the other's.
    """
    standing = {id_: one.judged for id_, one in state.versions.items()}
    replaced: set[ChangeId] = set()
    for judged in standing.values():
        if judged.standing is Standing.EFFECTIVE:
            replaced |= _gone_by(office, standing, judged)
    for id_, version in state.versions.items():
        is_effective = version.judged.standing is Standing.EFFECTIVE
        assert version.is_current == (is_effective and id_ not in replaced)
    values: dict[tuple[str, str], set[str]] = defaultdict(set)
    for register, current in state.answers.items():
        assert list(current) == sorted(current)
        for one in current:
            change = standing[one].change
            assert isinstance(change, AnswerChange)
            values[register].add(change.value)
            for other in current:
                assert other not in _gone_by(office, standing, standing[one])
    assert state.conflicts == tuple(
        sorted(one for one, said in values.items() if len(said) > 1)
    )


def _gone_by(
    office: Office, versions: Mapping[ChangeId, Judged], judged: Judged
) -> set[ChangeId]:
    """What a version replaced, and what that had replaced if it does not stand itself."""
    found: set[ChangeId] = set()
    line = [judged]
    while line:
        one = line.pop()
        for old in getattr(one.change, "replaces", ()):
            before = versions.get(old)
            if before is None or old in found or _register(before) != _register(one):
                continue
            if before.set_id not in office.past([one.set_id]):
                continue
            found.add(old)
            if before.standing is not Standing.EFFECTIVE:
                line.append(before)
    return found


def _register(judged: Judged) -> tuple[object, ...]:
    change = judged.change
    if isinstance(change, RecordChange):
        return "record", change.type, change.subject
    kind = (
        "presence" if type(change).__name__ in {"AddChange", "RemoveChange"} else type(change)
    )
    names = ("key", "facet", "question", "language")
    return kind, *(getattr(change, name, None) for name in names)


def check_roster(state: State) -> None:
    """One focal point who is a member, at most one deputy; everybody's devices are theirs."""
    roster = state.roster
    members = [one for one in roster.members.values() if not one.is_removed]
    assert roster.focal_point in {one.id for one in members}
    assert [one.id for one in members if one.role is Role.FOCAL_POINT] == [roster.focal_point]
    deputies = [one for one in members if one.role is Role.DEPUTY and not one.is_provisional]
    assert len(deputies) <= 1
    for member in roster.members.values():
        assert all(roster.devices[one].member == member.id for one in member.devices)
        if member.is_removed:
            assert all(roster.devices[one].is_removed for one in member.devices)


def check_removed(office: Office, held: set[SetId], state: State) -> None:
    """Nothing of a removed member stands that the removal did not know of, but by decision."""
    decided = _decided(state, office, held)
    not_standing = {one.id for one in (*state.waiting, *state.refused)}
    for by, statement in _standing_statements(office, held, state):
        if not isinstance(statement, RemoveMember):
            continue
        known = office.past([by])
        for id_ in held - state.waiting_for_parents - known - decided:
            opened = office.sets[id_]
            device = device_id(opened.device)
            is_theirs = state.roster.member_of(device) == statement.member
            if is_theirs and not _knew(office, state, device, by):
                assert set(opened.names) <= not_standing


def _standing_statements(
    office: Office, held: set[SetId], state: State
) -> list[tuple[SetId, Statement]]:
    gone = {(one.set_id, one.position) for one in state.void_statements}
    return [
        (id_, statement)
        for id_ in held - state.waiting_for_parents
        for position, statement in enumerate(office.sets[id_].statements)
        if (id_, position) not in gone
    ]


def _knew(office: Office, state: State, device: DeviceId, removal: SetId) -> bool:
    """Whether a device came in after a removal."""
    first = [id_ for id_, one in office.sets.items() if device_id(one.device) == device]
    return any(removal in office.past([id_]) for id_ in first)


def _decided(state: State, office: Office, held: set[SetId]) -> set[SetId]:
    """The sets that some decision is about."""
    changes = [
        change
        for id_ in held - state.waiting_for_parents
        for change in office.sets[id_].changes or ()
        if isinstance(change, DecisionChange)
    ]
    return {id_ for change in changes for id_ in change.sets}
