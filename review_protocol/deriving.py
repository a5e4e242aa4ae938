"""The state of a dossier from the sets held: a pure function of the set of them."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import replace

from review_protocol.alarms import alarms, forked
from review_protocol.approvals import approvals
from review_protocol.capacities import Capacity, capacity
from review_protocol.changes import ClearanceChange, DossierChange, Mark, UpgradeChange
from review_protocol.chronicle import Chronicle, mismatching
from review_protocol.graph import Graph
from review_protocol.judging import Judge, Order
from review_protocol.keyholders import keyholders
from review_protocol.names import PENDING, ChangeId, SetId
from review_protocol.presence import presence
from review_protocol.registers import Registers, conflicts, ids
from review_protocol.rosters import roster_of
from review_protocol.sets import MAX_PARENTS
from review_protocol.state import (
    Judged,
    OpenedSet,
    Reason,
    Roster,
    Standing,
    State,
    Version,
)


def derive(sets: Iterable[OpenedSet], *, dossier: SetId) -> State:
    """What the sets of a dossier, in any order and however often each, come to.

    ``dossier`` is the id of its first set, `PENDING` as long as that is not sealed. Sets of
    other dossiers, and of formats this program does not know, must not be among them.
    """
    graph = Graph(sets)
    altered = mismatching(graph)
    chronicle = Chronicle(graph, dossier=dossier, ignored=altered)
    capacities = [capacity(graph, chronicle, i) for i in range(len(graph.sets))]
    refused = _refused_whole(graph, capacities, altered)
    unread = {
        i for i, one in enumerate(graph.sets) if one.changes is None and one.id not in refused
    }
    held = graph.spread(unread)
    judge = Judge(
        graph,
        chronicle,
        capacities,
        dossier=dossier,
        places=[
            i for i in range(len(graph.sets)) if _takes_part(graph.sets[i], i, altered, held)
        ],
    )
    roster = _complete(roster_of(chronicle.now()), judge.order, forked(graph))
    statements = [*chronicle.refused, *chronicle.void()]
    heads = _heads(graph, capacities, held)
    return replace(
        _content(judge),
        heads=frozenset(graph.sets[i].id for i in heads),
        statement_sets=_stating(graph, heads),
        missing=graph.missing,
        waiting_for_parents=graph.waiting,
        unreadable=frozenset(graph.sets[i].id for i in unread),
        behind_unreadable=frozenset(graph.sets[i].id for i in held - unread),
        refused_sets=refused,
        roster=roster,
        epochs=keyholders(chronicle),
        void_statements=tuple(sorted(statements, key=lambda one: (one.set_id, one.position))),
        alarms=alarms(graph, roster, chronicle.now().succession, statements, refused),
    )


def _content(judge: Judge) -> State:
    """What follows from the judged changes."""
    judged = list(judge.changes())
    registers = Registers(judge.has_seen)
    for one in judged:
        registers.add(one)
    replaced = registers.settle()
    effective = [one for one in judged if one.standing is Standing.EFFECTIVE]
    clearances = [one for one in effective if isinstance(one.change, ClearanceChange)]
    dossiers = [one.change for one in effective if isinstance(one.change, DossierChange)]
    answers, wording = registers.answers.current(), registers.wording.current()
    records = registers.records.current()
    present = presence(registers, answers)
    marks = _marks(registers)
    return State(
        dossier=dossiers[0] if dossiers else None,
        versions=_versions(registers, marks, replaced),
        replaced=replaced,
        answers=ids(answers),
        marks=marks,
        conflicts=tuple(sorted(conflicts(answers))),
        presence=present,
        removal_conflicts=tuple(key for key, one in present.items() if one.unseen),
        wording=ids(wording),
        wording_conflicts=tuple(sorted(conflicts(wording))),
        records=ids(records),
        record_conflicts=tuple(sorted(conflicts(records))),
        upgrade=_upgrade(registers),
        clearances=tuple(sorted(clearances, key=_id)),
        approvals=approvals(clearances, registers, answers, present, judge.has_seen),
        waiting=_standing(judged, Standing.WAITING),
        refused=_standing(judged, Standing.REFUSED),
    )


def _marks(registers: Registers) -> dict[ChangeId, dict[ChangeId, Mark]]:
    """The marks on each answer that has any."""
    marks = registers.marks.current()
    return {version: on for version, on in marks.items() if registers.answers.has(version)}


def _versions(
    registers: Registers,
    marks: Mapping[ChangeId, Mapping[ChangeId, Mark]],
    replaced: Container[ChangeId],
) -> dict[ChangeId, Version]:
    """Every version; its mark is the lowest, and draft when nobody marked it."""
    return {
        id_: Version(
            judged=one,
            mark=min(marks[id_].values()) if id_ in marks else Mark.DRAFT,
            is_current=one.standing is Standing.EFFECTIVE and id_ not in replaced,
        )
        for id_, one in registers.versions.items()
    }


def _refused_whole(
    graph: Graph, capacities: Sequence[Capacity], altered: Collection[int]
) -> dict[SetId, Reason]:
    """Sets that contribute no change, whatever is in them."""
    found = {}
    for i, opened in enumerate(graph.sets):
        refusal = capacities[i].refusal
        if i in altered or opened.is_broken:
            found[opened.id] = Reason.BROKEN
        elif refusal is not None:
            found[opened.id] = refusal
    return found


def _takes_part(
    opened: OpenedSet, place: int, altered: Collection[int], held: Collection[int]
) -> bool:
    """Whether a set's changes are judged one by one."""
    is_whole = place not in altered and not opened.is_broken
    return is_whole and place not in held and opened.changes is not None


def _heads(graph: Graph, capacities: Sequence[Capacity], held: Collection[int]) -> list[int]:
    """The places of what the next set of this device names: sealed, readable, known to none.

    What a stranger wrote is passed over, and no more are named than a set may name: however
    many sets somebody floods a dossier with, the others can write.
    """
    known = [
        i
        for i, one in enumerate(graph.sets)
        if i not in held and one.id != PENDING and capacities[i].refusal is None
    ]
    parents = {parent for i in known for parent in graph.sets[i].parents}
    heads = [i for i in known if graph.sets[i].id not in parents]
    return sorted(heads, key=lambda i: graph.sets[i].id)[:MAX_PARENTS]


def _stating(graph: Graph, heads: Iterable[int]) -> frozenset[SetId]:
    """The sets with statements in the causal past of a set that names these heads."""
    past = 0
    for i in heads:
        past |= graph.ancestors[i] | 1 << i
    stating = (i for i, one in enumerate(graph.sets) if one.statements and past >> i & 1)
    return frozenset(graph.sets[i].id for i in stating)


def _complete(roster: Roster, order: Order, forks: Collection[str]) -> Roster:
    """The roster with what follows from more than statements: restrictions and forks."""
    members = {
        id_: replace(one, restriction=order.part(id_)) if id_ in order.parts else one
        for id_, one in roster.members.items()
    }
    devices = {
        id_: replace(one, is_forked=True) if id_ in forks else one
        for id_, one in roster.devices.items()
    }
    return replace(roster, members=members, devices=devices)


def _upgrade(registers: Registers) -> UpgradeChange | None:
    """Of the upgrades made at the same time the higher version, then the lower hash."""
    current = registers.upgrades.current().get(None, ())
    changes = [one.change for one in current if isinstance(one.change, UpgradeChange)]
    return min(changes, key=lambda one: (-one.version, one.pack), default=None)


def _standing(judged: Iterable[Judged], standing: Standing) -> tuple[Judged, ...]:
    return tuple(sorted((one for one in judged if one.standing is standing), key=_id))


def _id(judged: Judged) -> str:
    return judged.id
