"""Sets and their parents as a graph: who came before whom, what waits for whom.

Sets of sets are integers used as bit sets: bit *i* is the set at place *i* of the order.
The order has every set after its parents, the lower id first where both could come; what is
added to the sets held never changes which of two others is first.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from review_protocol.names import SetId
from review_protocol.state import OpenedSet


class Graph:
    """The sets whose ancestors are all there, in order, and what is known of the others."""

    __slots__ = ("ancestors", "index", "missing", "sets", "waiting")

    def __init__(self, sets: Iterable[OpenedSet]) -> None:
        held = {opened.id: opened for opened in sets}
        self.sets = tuple(held[id_] for id_ in _ordered(held))
        self.index: Mapping[SetId, int] = {opened.id: i for i, opened in enumerate(self.sets)}
        named = {parent for opened in held.values() for parent in opened.parents}
        self.missing = frozenset(named - held.keys())
        self.waiting = frozenset(held.keys() - self.index.keys())
        self.ancestors = self.pasts({i: 1 << i for i in range(len(self.sets))})

    def pasts(self, bits: Mapping[int, int]) -> list[int]:
        """For each place, the bits of the places strictly before it, united."""
        after: list[int] = []  # what a child of the set at a place has from it
        before: list[int] = []
        for i, opened in enumerate(self.sets):
            past = 0
            for parent in opened.parents:
                past |= after[self.index[parent]]
            before.append(past)
            after.append(past | bits.get(i, 0))
        return before

    def spread(self, seeds: Iterable[int]) -> set[int]:
        """The places in ``seeds`` and all that descend from them."""
        found = set(seeds)
        if found:
            for i, opened in enumerate(self.sets):
                if any(self.index[parent] in found for parent in opened.parents):
                    found.add(i)
        return found

    def precedes(self, one: int, other: int) -> bool:
        """Whether the set at one place is in the causal past of that at another."""
        return bool(self.ancestors[other] >> one & 1)

    def forks(self) -> Iterator[tuple[OpenedSet, OpenedSet]]:
        """Where a device's sets go apart: the first of a new line, and the tip of another."""
        tips: dict[bytes, int] = defaultdict(int)
        for i, opened in enumerate(self.sets):
            lines = tips[opened.device]
            apart = lines & ~self.ancestors[i]
            if lines and apart == lines:
                yield self.sets[(apart & -apart).bit_length() - 1], opened
            tips[opened.device] = apart | 1 << i


def _ordered(held: Mapping[SetId, OpenedSet]) -> Iterator[SetId]:
    """Ids in the order; those that lack an ancestor never come."""
    lacking = {id_: len(opened.parents) for id_, opened in held.items()}
    children: dict[SetId, list[SetId]] = defaultdict(list)
    for id_, opened in held.items():
        for parent in opened.parents:
            children[parent].append(id_)
    ready = [id_ for id_, count in lacking.items() if not count]
    heapq.heapify(ready)
    while ready:
        id_ = heapq.heappop(ready)
        yield id_
        for child in children[id_]:
            lacking[child] -= 1
            if not lacking[child]:
                heapq.heappush(ready, child)
