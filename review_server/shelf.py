"""The sets of a dossier: taking them up, and what follows from them without any key.

A set stays as it came. Of those whose ancestors are all here it is known which sets with
statements are in their past: that is what their header must say, and all that judging the
roster needs. So the cost of a set does not grow with how many there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Row, delete, insert, select, update

from review_protocol.digests import roster_digest
from review_protocol.errors import NeedsNewer, ProtocolError
from review_protocol.names import DeviceId, SetId
from review_protocol.sets import SetHeader, read_header, set_id
from review_protocol.state import OpenedSet
from review_protocol.statement_coding import read_statements
from review_protocol.statements import Statement
from review_server import digest_tree
from review_server.database import Transaction
from review_server.problems import Malformed
from review_server.schema import lacking, pasts, sets

_FEW = 500
Past = frozenset[SetId]
"""Names of the sets with statements in a causal past."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fresh:
    """A set that came, read as far as anybody can. ``header`` is None for a newer program's."""

    id: SetId
    data: bytes = field(repr=False)
    header: SetHeader | None = None
    statements: tuple[Statement, ...] = ()

    @property
    def parents(self) -> tuple[SetId, ...]:
        """What it names as before it."""
        return self.header.parents if self.header else ()


def look_at(data: bytes, dossier: SetId) -> Fresh:
    """Read a set and check its signature. Raises Malformed for what is none of the dossier.

    One of a newer version, or with a statement of a kind that is not known, is held whole.
    """
    name = set_id(data)
    try:
        header = read_header(data)
        if (header.dossier or name) != dossier:
            raise Malformed
        return Fresh(id=name, data=data, header=header, statements=_statements(header))
    except NeedsNewer:
        return Fresh(id=name, data=data)
    except ProtocolError as error:
        raise Malformed from error


def _statements(header: SetHeader) -> tuple[Statement, ...]:
    try:
        return read_statements(header.statements)
    except NeedsNewer:
        raise
    except ProtocolError:
        return ()  # broken: nothing in it counts, as every replica finds


@dataclass(slots=True, kw_only=True)
class _Known:
    """A set whose ancestors are all here."""

    past: Past
    states: bool


class Shelf:
    """The sets of one dossier within a transaction that holds the dossier's row."""

    def __init__(self, transaction: Transaction, dossier: SetId, last: int) -> None:
        self._transaction, self.dossier = transaction, dossier
        self._key = bytes.fromhex(dossier)
        self.last = last
        self._known: dict[SetId, _Known] = {}
        self._pasts: dict[bytes, Past] = {}
        self._fresh_pasts: dict[bytes, Past] = {}
        self._roster_changed = False
        self._root: bytes | None = None

    def take(self, arrived: Iterable[Fresh], bringer: DeviceId) -> tuple[Fresh, ...]:
        """Put those that are not here yet behind the others; these come back."""
        unique = {each.id: each for each in arrived}
        here = set(self._here(unique))
        fresh = [each for name, each in unique.items() if name not in here]
        if fresh:
            waiting = self._waiting()
            was_waiting = bool(waiting)
            completed = self._complete(fresh, waiting)
            self._write(fresh, completed, bytes.fromhex(bringer))
            if waiting or was_waiting:
                self._write_waiting(waiting)
            names = [each.id for each in fresh]
            self._root = digest_tree.grow(self._transaction, self._key, names)
        return tuple(fresh)

    @property
    def root(self) -> bytes:
        """The digest of all that is here."""
        if self._root is None:
            self._root = digest_tree.root(self._transaction, self._key)
        return self._root

    @property
    def has_new_statements(self) -> bool:
        """Whether the roster has to be derived anew."""
        return self._roster_changed

    def stating(self) -> Iterator[OpenedSet]:
        """Sets with statements whose ancestors are all here, each with all those before it."""
        query = select(sets.c.content, sets.c.past).where(
            sets.c.dossier == self._key, sets.c.states, sets.c.past.is_not(None)
        )
        for row in self._transaction.execute(query):
            header = read_header(bytes(row.content))
            yield OpenedSet(
                id=header.id,
                device=header.device,
                parents=self._past(bytes(row.past)),
                roster=header.roster,
                statements=read_statements(header.statements),
            )

    def stating_before(self, names: Iterable[SetId]) -> Past:
        """The sets with statements in the past of a set with these parents."""
        wanted = tuple(names)
        self._learn(wanted)
        return frozenset(
            each
            for name in wanted
            for each in (*self._known[name].past, *([name] if self._known[name].states else ()))
        )

    def sizes_after(self, place: int, limit: int) -> Sequence[Row[int, bytes, bytes, int]]:
        """The places, names, bringers and sizes of the next sets."""
        query = select(sets.c.place, sets.c.id, sets.c.bringer, sets.c.size)
        query = query.where(sets.c.dossier == self._key, sets.c.place > place)
        return self._transaction.execute(query.order_by(sets.c.place).limit(limit)).all()

    def sizes_of(self, wanted: Sequence[SetId]) -> Iterator[Row[int, bytes, bytes, int]]:
        """The same of the named ones, as far as they are here."""
        query = select(sets.c.place, sets.c.id, sets.c.bringer, sets.c.size).filter_by(
            dossier=self._key
        )
        for at in range(0, len(wanted), _FEW):
            some = [bytes.fromhex(each) for each in wanted[at : at + _FEW]]
            yield from self._transaction.execute(query.where(sets.c.id.in_(some)))

    def contents(self, places: Sequence[int]) -> list[bytes]:
        """The bytes of the sets at these places, in their order."""
        found: dict[int, bytes] = {}
        query = select(sets.c.place, sets.c.content).filter_by(dossier=self._key)
        for at in range(0, len(places), _FEW):
            some = query.where(sets.c.place.in_(places[at : at + _FEW]))
            found |= {row.place: bytes(row.content) for row in self._transaction.execute(some)}
        return [found[place] for place in places]

    def _here(self, names: Collection[SetId]) -> Iterator[SetId]:
        for row in self.sizes_of(list(names)):
            yield SetId(bytes(row.id).hex())

    def _waiting(self) -> dict[SetId, set[SetId]]:
        """By set that waits, the parents that it waits for."""
        found: dict[SetId, set[SetId]] = defaultdict(set)
        for row in self._transaction.execute(select(lacking).filter_by(dossier=self._key)):
            found[SetId(bytes(row.child).hex())].add(SetId(bytes(row.parent).hex()))
        return found

    def _complete(
        self, fresh: Sequence[Fresh], waiting: dict[SetId, set[SetId]]
    ) -> dict[SetId, bytes]:
        """Which sets have all their ancestors now, and the digests of their pasts."""
        self._learn(parent for each in fresh for parent in each.parents)
        at_hand = {each.id: each for each in fresh if each.header is not None}
        ready = []
        for each in at_hand.values():
            missing = {parent for parent in each.parents if parent not in self._known}
            if missing:
                waiting[each.id] = missing
            else:
                ready.append(each)
        children: dict[SetId, list[SetId]] = defaultdict(list)
        for child, parents in waiting.items():
            for parent in parents:
                children[parent].append(child)
        completed: dict[SetId, bytes] = {}
        while ready:
            each = ready.pop()
            completed[each.id] = self._judge(each)
            for child in children[each.id]:
                waiting[child].discard(each.id)
                if not waiting[child]:
                    del waiting[child]
                    ready.append(at_hand.get(child) or self._read(child))
        return completed

    def _judge(self, each: Fresh) -> bytes:
        past: set[SetId] = set()
        for parent in each.parents:
            known = self._known[parent]
            past |= known.past
            if known.states:
                past.add(parent)
        self._known[each.id] = _Known(past=frozenset(past), states=bool(each.statements))
        digest = roster_digest(past)
        if digest not in self._pasts:  # else it was read, or is written already
            self._fresh_pasts[digest] = self._pasts[digest] = frozenset(past)
        self._roster_changed |= bool(each.statements)
        return digest

    def _read(self, name: SetId) -> Fresh:
        query = select(sets.c.content).filter_by(dossier=self._key, id=bytes.fromhex(name))
        fresh = look_at(bytes(self._transaction.scalars(query).one()), self.dossier)
        self._learn(fresh.parents)
        return fresh

    def _learn(self, names: Iterable[SetId]) -> None:
        """Look up which of these sets are here with all their ancestors."""
        unknown = sorted({name for name in names if name not in self._known})
        query = select(sets.c.id, sets.c.past, sets.c.states).where(
            sets.c.dossier == self._key, sets.c.past.is_not(None)
        )
        for at in range(0, len(unknown), _FEW):
            some = [bytes.fromhex(each) for each in unknown[at : at + _FEW]]
            for row in self._transaction.execute(query.where(sets.c.id.in_(some))):
                past = self._past(bytes(row.past))
                name = SetId(bytes(row.id).hex())
                self._known[name] = _Known(past=past, states=row.states)

    def _past(self, digest: bytes) -> Past:
        if digest not in self._pasts:
            query = select(pasts.c.ids).filter_by(dossier=self._key, digest=digest)
            ids = bytes(self._transaction.scalars(query).one())
            names = (ids[at : at + 32].hex() for at in range(0, len(ids), 32))
            self._pasts[digest] = frozenset(map(SetId, names))
        return self._pasts[digest]

    def _write(
        self, fresh: Sequence[Fresh], completed: dict[SetId, bytes], bringer: bytes
    ) -> None:
        self._write_pasts(self._fresh_pasts.keys() & completed.values())
        rows = []
        for each in fresh:
            self.last += 1
            rows.append(
                {
                    "dossier": self._key,
                    "place": self.last,
                    "id": bytes.fromhex(each.id),
                    "bringer": bringer,
                    "size": len(each.data),
                    "content": each.data,
                    "past": completed.get(each.id),
                    "states": bool(each.statements),
                }
            )
        self._transaction.execute(insert(sets), rows)
        for name in completed.keys() - {each.id for each in fresh}:
            which = update(sets).filter_by(dossier=self._key, id=bytes.fromhex(name))
            self._transaction.execute(which.values(past=completed[name]))

    def _write_pasts(self, digests: Collection[bytes]) -> None:
        wanted = sorted(digests)
        here: set[bytes] = set()
        for at in range(0, len(wanted), _FEW):
            query = select(pasts.c.digest).filter_by(dossier=self._key)
            some = query.where(pasts.c.digest.in_(wanted[at : at + _FEW]))
            here |= {bytes(each) for each in self._transaction.scalars(some)}
        rows = [
            {"dossier": self._key, "digest": each, "ids": _joined(self._fresh_pasts[each])}
            for each in wanted
            if each not in here
        ]
        if rows:
            self._transaction.execute(insert(pasts), rows)

    def _write_waiting(self, waiting: dict[SetId, set[SetId]]) -> None:
        rows = [
            {
                "dossier": self._key,
                "child": bytes.fromhex(child),
                "parent": bytes.fromhex(parent),
            }
            for child, parents in waiting.items()
            for parent in parents
        ]
        self._transaction.execute(delete(lacking).filter_by(dossier=self._key))
        if rows:
            self._transaction.execute(insert(lacking), rows)


def _joined(names: Collection[SetId]) -> bytes:
    return b"".join(bytes.fromhex(name) for name in sorted(names))
