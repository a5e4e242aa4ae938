"""A dossier as it was at one of its sets: the state then, and what was approved in it.

Pure. What follows from a set and its causal past is the same wherever they are held.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from desktop_app.domain.entries import VALUE, CurrentVersion, Loaded, Wording
from desktop_app.domain.keys import NodeKey, PackHash, QuestionId, VersionId
from desktop_app.domain.nodes import Answers, Instance, InstancePath
from desktop_app.domain.responses import Status
from review_protocol.changes import TRANSLATION, AnswerChange, WordingChange
from review_protocol.deriving import derive
from review_protocol.graph import Graph
from review_protocol.names import SetId
from review_protocol.state import OpenedSet, State


def state_at(sets: Iterable[OpenedSet], name: SetId, dossier: SetId) -> State:
    """What follows from one of these sets and all that its author knew."""
    graph = Graph(sets)
    place = graph.index[name]
    known = (each for i, each in enumerate(graph.sets) if graph.precedes(i, place))
    return derive((*known, graph.sets[place]), dossier=dossier)


def pack_of(state: State) -> PackHash:
    """The questionnaire that was answered then."""
    if state.upgrade is not None:
        return PackHash(state.upgrade.pack)
    return PackHash(state.dossier.pack if state.dossier is not None else "")


def approved(state: State) -> Loaded:
    """The approved answers, in the rows that were there; nothing else that stood then."""
    gone = _gone(state)
    changes = tuple(_approved(state, gone))
    values: dict[NodeKey, str] = {}
    for _, change in changes:
        if change.facet == VALUE:
            values.setdefault(NodeKey.parse(change.key), change.value)
    versions = {
        NodeKey.parse(change.key): (
            CurrentVersion(
                id=VersionId(name), value=change.value, status=Status.CLEARED, author=""
            ),
        )
        for name, change in reversed(changes)
        if change.facet == VALUE
    }
    added, removed = [], []
    for key, presence in ((NodeKey.parse(name), one) for name, one in state.presence.items()):
        if presence.is_present and presence.order and not _is_inside(key, gone):
            added.append(Instance(key, presence.order))
        elif not (presence.is_present or presence.order):
            removed.append(key)
    added.sort(key=lambda each: (len(each.key.instances), each.order, each.key))
    return Loaded(
        answers=Answers(values=values, instances=tuple(added), removed=frozenset(removed)),
        versions=versions,
        wording=tuple(_wording(state)),
    )


def approved_translations(state: State) -> dict[NodeKey, dict[str, str]]:
    """By answer and language tag what was approved along with it."""
    found: dict[NodeKey, dict[str, str]] = {}
    for _, change in _approved(state, _gone(state)):
        if change.facet.startswith(TRANSLATION) and change.value:
            texts = found.setdefault(NodeKey.parse(change.key), {})
            texts.setdefault(change.facet.removeprefix(TRANSLATION), change.value)
    return found


def _approved(
    state: State, gone: frozenset[InstancePath]
) -> Iterator[tuple[str, AnswerChange]]:
    """The versions that were approved and stood, the lowest id first."""
    names = {name for approval in state.approvals.values() for name in approval.versions}
    for name in sorted(names):
        version = state.versions[name]
        change = version.judged.change
        assert isinstance(change, AnswerChange)
        if version.is_current and not _is_inside(NodeKey.parse(change.key), gone):
            yield name, change


def _gone(state: State) -> frozenset[InstancePath]:
    return frozenset(
        NodeKey.parse(name).instances
        for name, presence in state.presence.items()
        if not presence.is_present
    )


def _is_inside(key: NodeKey, gone: frozenset[InstancePath]) -> bool:
    path = key.instances
    return any(path[:depth] in gone for depth in range(1, len(path) + 1))


def _wording(state: State) -> Iterator[Wording]:
    for (question, language), current in sorted(state.wording.items()):
        change = state.versions[min(current)].judged.change
        assert isinstance(change, WordingChange)
        yield Wording(QuestionId(question), language, change.number, change.text)
