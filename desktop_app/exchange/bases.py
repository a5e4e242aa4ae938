"""Under which pack a version was given: what its author's computer held as the dossier's."""

from __future__ import annotations

from collections.abc import Iterable

from review_protocol.changes import UpgradeChange
from review_protocol.graph import Graph
from review_protocol.names import ChangeId, SetId, set_of
from review_protocol.state import OpenedSet, Standing, State

_Pack = tuple[int, str]
"""Version and hash; the first pack of a dossier counts as version 0."""


def bases(sets: Iterable[OpenedSet], state: State) -> dict[ChangeId, str]:
    """By version the hash of the pack it was given under, or looked at again since.

    Looking again is giving it a status. A set with an upgrade counts as made after it.
    """
    if state.dossier is None:
        return {}
    in_force = _in_force(Graph(sets), state)
    found: dict[ChangeId, str] = {}
    for id_, version in state.versions.items():
        packs = [in_force.get(version.judged.set_id)]
        packs += [in_force.get(set_of(mark)) for mark in state.marks.get(id_, ())]
        known = [pack for pack in packs if pack is not None]
        found[id_] = _newest(known)[1] if known else ""
    return found


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
