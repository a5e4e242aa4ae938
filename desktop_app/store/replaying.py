"""The derived state made again from the journal, to compare with what the tables hold.

Written apart from `applying` on purpose: what one of the two does wrong, the other shows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Table, delete, insert, select, update

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.responses import Status
from desktop_app.store import payloads
from desktop_app.store.payloads import Fields
from desktop_app.store.schema import (
    DERIVED,
    answers,
    changes,
    dossiers,
    instances,
    marks,
    version_replaces,
    versions,
    wording,
)

_Mark = TypeVar("_Mark")
Rows = frozenset[tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Difference:
    """A table, and how many of its rows are not what the journal says."""

    table: str
    rows: int


@dataclass(slots=True)
class _Version:
    dossier: str
    key: NodeKey
    facet: str
    value: str
    author: str
    started: int
    saved: int
    ended: int | None
    basis: str


@dataclass(slots=True)
class _Dossier:
    pack: str = ""
    party: str = ""
    start: str = ""
    instruments: str = ""
    created: int = 0
    version: int = 0  # of the pack; unknown of the first one, which every later one beats

    def take(self, pack: str, version: int) -> None:
        """Go on with a pack, unless the present one has a higher version."""
        if version > self.version or (version == self.version and pack < self.pack):
            self.pack, self.version = pack, version


@dataclass(slots=True)
class _Replay:
    """The state after the changes taken so far."""

    dossiers: dict[str, _Dossier] = field(default_factory=dict)
    versions: dict[str, _Version] = field(default_factory=dict)
    replaces: set[tuple[str, str]] = field(default_factory=set)
    marks: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    presence: dict[tuple[str, NodeKey], dict[str, tuple[int, str]]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    wording: dict[tuple[str, str, str], tuple[str, str]] = field(default_factory=dict)

    def take(self, change: Row[Any]) -> None:
        """Take in the next change of the journal."""
        fields = Fields.of(change.payload)
        match change.kind:
            case payloads.ANSWER:
                self._take_answer(change, fields)
            case payloads.STATUS:
                self._take_status(change, fields)
            case payloads.ADD | payloads.REMOVE:
                where = (change.dossier, NodeKey.parse(fields.text("key")))
                present = int(change.kind == payloads.ADD)
                _replace(
                    self.presence[where], fields, change.id, (present, fields.text("order"))
                )
            case payloads.DOSSIER:
                self._take_dossier(change, fields)
            case payloads.UPGRADE:
                dossier = self.dossiers.get(change.dossier) or _Dossier()
                dossier.take(fields.text("pack"), fields.integer("version"))
            case payloads.WORDING:
                for item in fields.maps("wording"):
                    place = (change.dossier, item.text("question"), item.text("language"))
                    self.wording[place] = (item.text("number"), item.text("text"))

    def _take_status(self, change: Row[Any], fields: Fields) -> None:
        for version in fields.texts("versions"):
            _replace(self.marks[version], fields, change.id, fields.integer("status"))
            if version in self.versions:
                self.versions[version].basis = self._pack(change.dossier)

    def _take_answer(self, change: Row[Any], fields: Fields) -> None:
        at = fields.integer("at")
        self.versions[change.id] = _Version(
            dossier=change.dossier,
            key=NodeKey.parse(fields.text("key")),
            facet=fields.text("facet"),
            value=fields.text("value"),
            author=change.author,
            started=fields.integer("started"),
            saved=at,
            ended=at,
            basis=self._pack(change.dossier),
        )
        self.replaces |= {(change.id, old) for old in fields.texts("replaces")}

    def _take_dossier(self, change: Row[Any], fields: Fields) -> None:
        self.dossiers[change.dossier] = _Dossier(
            pack=fields.text("pack"),
            party=fields.text("party"),
            start=fields.text("start"),
            instruments=" ".join(fields.texts("instruments")),
            created=fields.integer("at"),
        )

    def _pack(self, dossier: str) -> str:
        """The pack of a dossier so far; "" if the journal has lost the dossier's beginning."""
        return self.dossiers[dossier].pack if dossier in self.dossiers else ""

    def take_open(self, row: Row[Any], replaced: frozenset[str]) -> None:
        """Take in a version whose editing session goes on: its row is all there is of it."""
        self.versions[row.id] = _Version(
            dossier=row.dossier,
            key=_key(row.question, row.instances),
            facet=row.facet,
            value=row.value,
            author=row.author,
            started=row.started_at,
            saved=row.saved_at,
            ended=None,
            basis=self._pack(row.dossier),
        )
        self.replaces |= {(row.id, old) for old in replaced}

    def rows(self) -> dict[Table, Rows]:
        """What each table should hold."""
        replaced = {old for _, old in self.replaces}
        return {
            dossiers: frozenset(
                (id_, d.pack, d.party, d.start, d.instruments, d.created)
                for id_, d in self.dossiers.items()
            ),
            versions: frozenset(self._version_rows()),
            version_replaces: frozenset(self.replaces),
            answers: frozenset(
                (v.dossier, *_columns(v.key), v.facet, id_)
                for id_, v in self.versions.items()
                if id_ not in replaced
            ),
            marks: frozenset(
                (version, change, status)
                for version, found in self.marks.items()
                for change, status in found.items()
            ),
            instances: frozenset(
                (dossier, *_columns(key), change, *mark)
                for (dossier, key), found in self.presence.items()
                for change, mark in found.items()
            ),
            wording: frozenset((*place, *said) for place, said in self.wording.items()),
        }

    def _version_rows(self) -> list[tuple[object, ...]]:
        return [
            (
                id_,
                v.dossier,
                *_columns(v.key),
                v.facet,
                v.value,
                min(self.marks.get(id_, {}).values(), default=int(Status.DRAFT)),
                v.author,
                v.started,
                v.saved,
                v.ended,
                v.basis,
            )
            for id_, v in self.versions.items()
        ]


def compare(
    connection: Connection, is_cancelled: Callable[[], bool] = lambda: False
) -> tuple[Difference, ...] | None:
    """Where the tables are not what the journal says; None when it was cancelled."""
    wanted = _wanted(connection, is_cancelled)
    if wanted is None:
        return None
    differences = []
    for table, rows in wanted.items():
        found = frozenset(tuple(row) for row in connection.execute(select(table)))
        if found != rows:
            differences.append(Difference(table.name, len(found ^ rows)))
    return tuple(differences)


def rebuild(connection: Connection) -> None:
    """Make the derived tables again from the journal, in the caller's transaction."""
    wanted = _wanted(connection, lambda: False) or {}
    for id_, pack, *_ in wanted.get(dossiers, ()):
        connection.execute(update(dossiers).where(dossiers.c.id == id_).values(pack=pack))
    for table in DERIVED:
        connection.execute(delete(table))
    for table in reversed(DERIVED):
        names = table.columns.keys()
        if rows := [dict(zip(names, row, strict=True)) for row in wanted[table]]:
            connection.execute(insert(table), rows)


def _wanted(
    connection: Connection, is_cancelled: Callable[[], bool]
) -> dict[Table, Rows] | None:
    replay = _Replay()
    for change in connection.execute(select(changes).order_by(changes.c.seq)):
        if is_cancelled():
            return None
        if change.payload is not None:
            replay.take(change)
    for row in connection.execute(select(versions).where(versions.c.ended_at.is_(None))).all():
        replaced = select(version_replaces.c.replaced).filter_by(version=row.id)
        replay.take_open(row, frozenset(connection.scalars(replaced)))
    return replay.rows()


def _replace(found: dict[str, _Mark], fields: Fields, change: str, mark: _Mark) -> None:
    for old in fields.texts("replaces"):
        found.pop(old, None)
    found[change] = mark


def _columns(key: NodeKey) -> tuple[str, str]:
    return key.question, "/".join(key.instances)


def _key(question: str, path: str) -> NodeKey:
    return NodeKey.parse(f"{question}@{path}" if path else question)
