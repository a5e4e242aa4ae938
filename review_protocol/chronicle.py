"""The roster as any part of the graph says: today's, and that of each set's own past.

Statements are judged in the graph's order, each by the fold of those before it; a fold is
made once for each set of statement sets that some past consists of.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import chain

from review_protocol.claims import Claim
from review_protocol.digests import roster_digest
from review_protocol.facts import Facts
from review_protocol.folding import extended, fold
from review_protocol.graph import Graph
from review_protocol.names import SetId, device_id
from review_protocol.state import JudgedStatement, Reason, Standing
from review_protocol.tenures import Entry


def mismatching(graph: Graph) -> frozenset[int]:
    """Places of sets whose header does not tell the statements of their own past."""
    bits = {i: 1 << i for i, opened in enumerate(graph.sets) if opened.statements}
    digests: dict[int, bytes] = {}
    found = set()
    for i, past in enumerate(graph.pasts(bits)):
        if not graph.sets[i].id:
            continue  # not sealed yet: there is no header
        if past not in digests:
            digests[past] = roster_digest(graph.sets[j].id for j in bits if past >> j & 1)
        if graph.sets[i].roster != digests[past]:
            found.add(i)
    return frozenset(found)


class Chronicle:
    """The statements of a graph, judged; folds of any part of it."""

    def __init__(self, graph: Graph, *, dossier: SetId, ignored: Collection[int]) -> None:
        self._graph, self._dossier = graph, dossier
        self.refused: list[JudgedStatement] = []
        self._entries: dict[int, tuple[Entry, ...]] = {}  # by the bit of their set
        self._known: dict[int, Facts] = {}
        self._past_of: dict[int, int] = {}
        self._bits: dict[int, int] = {}
        for i, opened in enumerate(graph.sets):
            if opened.statements and i not in ignored:
                self._bits[i] = 1 << len(self._bits)
        self._pasts = graph.pasts(self._bits)
        for i in self._bits:
            self._judge(i)

    def before(self, place: int) -> Facts:
        """What the author of a set knew."""
        return self._facts(self._pasts[place])

    def after(self, place: int) -> Facts:
        """The same with the set's own statements."""
        if place not in self._bits:
            return self.before(place)
        return self._facts(self._pasts[place] | self._bits[place])

    def now(self) -> Facts:
        """What all statements together come to."""
        return self._facts((1 << len(self._bits)) - 1)

    def entries(self) -> Iterator[Entry]:
        """Every statement that its author was entitled to make, in the graph's order."""
        return chain.from_iterable(self._entries.values())

    def void(self) -> list[JudgedStatement]:
        """Statements that were rightly made and do not count, by all that is known now."""
        reasons = self.now().void
        return [
            _judged(entry, Standing.VOID, reasons[entry.place])
            for entry in self.entries()
            if entry.place in reasons
        ]

    def _facts(self, mask: int) -> Facts:
        if mask not in self._known:
            self._known[mask] = self._followed(mask) or fold(self._entries_in(mask))
        return self._known[mask]

    def _followed(self, mask: int) -> Facts | None:
        """What the last set adds to its own past, if that is all there is."""
        last = 1 << (mask.bit_length() - 1) if mask else 0
        before = self._known.get(mask ^ last) if mask else None
        if before is None or self._past_of.get(last) != mask ^ last:
            return None
        return extended(before, self._entries[last])

    def _entries_in(self, mask: int) -> list[Entry]:
        found: list[Entry] = []
        for bit, entries in self._entries.items():  # in the graph's order
            if mask & bit:
                found += entries
        return found

    def _judge(self, place: int) -> None:
        opened, past, bit = self._graph.sets[place], self._pasts[place], self._bits[place]
        known, taken = self.before(place), list[Entry]()
        device = device_id(opened.device)
        for position, statement in enumerate(opened.statements):
            claim = Claim(
                facts=known,
                dossier=self._dossier,
                opened=opened,
                device=device,
                position=position,
                statement=statement,
            )
            reason = claim.objection()
            entry = _entry(claim, place=place, bit=bit, past=past)
            if reason is not None:
                self.refused.append(_judged(entry, Standing.REFUSED, reason))
            else:
                taken.append(entry)
                if position + 1 < len(opened.statements):
                    known = extended(known, [entry]) or fold([*self._entries_in(past), *taken])
        self._entries[bit] = tuple(taken)
        self._past_of[bit] = past


def _entry(claim: Claim, *, place: int, bit: int, past: int) -> Entry:
    return Entry(
        place=(place, claim.position),
        set_id=claim.opened.id,
        bit=bit,
        past=past,
        device=claim.device,
        signer=claim.opened.device,
        member=claim.author,
        statement=claim.statement,
        tenure=claim.facts.tenure,
        is_bound=claim.is_bound,
        displaced=claim.displaced,
        servers=frozenset(key for _, key in claim.facts.servers),
    )


def _judged(entry: Entry, standing: Standing, reason: Reason) -> JudgedStatement:
    return JudgedStatement(
        set_id=entry.set_id,
        position=entry.place[1],
        author=entry.member,
        device=entry.device,
        statement=entry.statement,
        standing=standing,
        reason=reason,
    )
