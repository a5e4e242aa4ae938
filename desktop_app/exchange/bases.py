"""Under which pack a version was given: what its author's computer held as the dossier's."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.store.derived import GivenUnder
from review_protocol.changes import UpgradeChange
from review_protocol.graph import Graph
from review_protocol.names import ChangeId, SetId, set_of
from review_protocol.state import OpenedSet, Standing, State

_Pack = tuple[int, str]
"""Version and hash; the first pack of a dossier counts as version 0."""


def bases(sets: Iterable[OpenedSet], state: State) -> dict[ChangeId, GivenUnder]:
    """By version the pack it was given under, or looked at again since.

    Looking again is giving it a status. A set with an upgrade counts as made after it.
    """
    if state.dossier is None:
        return {}
    graph = Graph(sets)
    in_force = _in_force(graph, state)
    seen = _seen_by_upgrade(graph, state)
    found: dict[ChangeId, GivenUnder] = {}
    for id_, version in state.versions.items():
        packs = [in_force.get(version.judged.set_id)]
        packs += [in_force.get(set_of(mark)) for mark in state.marks.get(id_, ())]
        known = [pack for pack in packs if pack is not None]
        pack = _newest(known)[1] if known else ""
        is_older = state.upgrade is not None and pack != state.upgrade.pack
        is_late = is_older and version.judged.set_id not in seen
        found[id_] = GivenUnder(pack, is_late)
    return found


def _seen_by_upgrade(graph: Graph, state: State) -> set[SetId]:
    """The sets that whoever brought the dossier its present pack had seen."""
    places = [
        graph.index[each.judged.set_id]
        for each in state.versions.values()
        if each.judged.change == state.upgrade and each.judged.standing is Standing.EFFECTIVE
    ]
    return {
        opened.id
        for place, opened in enumerate(graph.sets)
        if any(place == upgrade or graph.precedes(place, upgrade) for upgrade in places)
    }


def _in_force(graph: Graph, state: State) -> dict[SetId, _Pack]:
    """By set, the pack that its author knew to be the dossier's."""
    assert state.dossier is not None
    first = (0, state.dossier.pack)
    upgrades = [
        (graph.index[each.judged.set_id], (each.judged.change.version, each.judged.change.pack))
        for each in state.versions.values()
        if isinstance(each.judged.change, UpgradeChange)
        and each.judged.standing is Standing.EFFECTIVE
    ]
    if not upgrades:
        return {opened.id: first for opened in graph.sets}
    bits: dict[int, int] = {}
    for number, (place, _) in enumerate(upgrades):
        bits[place] = bits.get(place, 0) | 1 << number
    known = graph.pasts(bits)
    return {
        opened.id: _newest(
            [
                first,
                *(
                    pack
                    for number, (_, pack) in enumerate(upgrades)
                    if (known[place] | bits.get(place, 0)) >> number & 1
                ),
            ]
        )
        for place, opened in enumerate(graph.sets)
    }


def _newest(packs: Iterable[_Pack]) -> _Pack:
    return min(packs, key=lambda pack: (-pack[0], pack[1]))
