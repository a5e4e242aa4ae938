"""The rows that follow from a dossier's sets and pending changes, and putting them in place.

Written apart from `applying` on purpose: what one of the two does wrong, the other shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Table, and_, bindparam, delete, insert, select, text

from desktop_app.domain.keys import DossierId, PackHash
from desktop_app.store import payloads
from desktop_app.store.facts import Aside, Facts, Holding, encoded
from desktop_app.store.payloads import SECOND, Fields, RowStanding
from desktop_app.store.pending import Pending, Times
from desktop_app.store.records import read_pack
from desktop_app.store.schema import (
    DERIVED,
    answers,
    changes,
    dossiers,
    facts,
    instances,
    marks,
    records,
    version_replaces,
    versions,
    wording,
)
from review_protocol.changes import (
    AddChange,
    AnswerChange,
    Change,
    Mark,
    RecordChange,
    RemoveChange,
    RestrictionChange,
    WordingChange,
)
from review_protocol.names import ChangeId, SetId
from review_protocol.state import Judged, Standing, State, Version

Rows = frozenset[tuple[object, ...]]

_STANDINGS = {
    Standing.EFFECTIVE: RowStanding.EFFECTIVE,
    Standing.WAITING: RowStanding.WAITING,
    Standing.REFUSED: RowStanding.REFUSED,
    Standing.VOID: RowStanding.REFUSED,
}
_OF_DOSSIER = (answers, instances, wording, records, facts, versions)
"""Derived tables with a column for the dossier; the others hang on a version."""
_HANGING = (version_replaces, marks)


class GivenUnder(NamedTuple):
    """The pack under which a version was given or last looked at.

    ``is_late``: its author did not know yet of the newer pack that the dossier has.
    """

    pack: str = ""
    is_late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What rows are made of: a state, the changes that it speaks of, and local times.

    ``member`` is who this device is. ``newer`` are sets that only a newer program reads;
    ``bases`` the packs under which versions were given, ``restrictors`` who made which
    restriction.
    """

    state: State
    changes: Mapping[ChangeId, Change]
    pending: Pending
    is_founded: bool = True
    member: str = ""
    newer: tuple[SetId, ...] = ()
    drafts: tuple[Row[Any], ...] = ()
    bases: Mapping[ChangeId, GivenUnder] = field(default_factory=dict)
    restrictors: Mapping[ChangeId, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Difference:
    """A table, and how many of its rows are not what the sets say."""

    table: str
    rows: int


def drafts(connection: Connection, dossier: DossierId) -> tuple[Row[Any], ...]:
    """Versions of this device that collapsed into a later one when they were sealed."""
    later = changes.alias("later")
    has_later = (
        select(later.c.seq)
        .where(
            and_(
                later.c.set_hash == changes.c.set_hash,
                later.c.set_index == changes.c.set_index,
                later.c.seq > changes.c.seq,
            )
        )
        .exists()
    )
    query = select(changes).where(
        changes.c.dossier == dossier, changes.c.kind == payloads.ANSWER, has_later
    )
    return tuple(connection.execute(query))


def rows_of(dossier: DossierId, basis: Basis) -> dict[Table, Rows]:
    """What each derived table should hold of a dossier."""
    found = {
        version.judged.id: version
        for version in basis.state.versions.values()
        if isinstance(version.judged.change, AnswerChange)
    }
    return {
        versions: frozenset(
            (
                *(_version(dossier, each, basis) for each in found.values()),
                *(_draft(each) for each in basis.drafts),
            )
        ),
        version_replaces: frozenset(
            (id_, old) for id_, each in found.items() for old in _replaces(each)
        ),
        answers: frozenset(
            (dossier, *_columns(key), facet, id_)
            for (key, facet), current in basis.state.answers.items()
            for id_ in current
        ),
        marks: frozenset(
            (version, change, int(mark))
            for version, all_marks in basis.state.marks.items()
            for change, mark in all_marks.items()
        ),
        instances: frozenset(_presence(dossier, basis)),
        wording: frozenset(_wording(dossier, basis)),
        records: frozenset(_records(dossier, basis)),
        facts: frozenset(
            (dossier, str(name), content)
            for name, content in encoded(_facts(basis)).items()
            if basis.is_founded
        ),
    }


def put(connection: Connection, dossier: DossierId, basis: Basis) -> None:
    """Make the tables say what follows; rows that do so already are not touched."""
    connection.execute(text("PRAGMA defer_foreign_keys = ON"))  # rows change by being replaced
    _put_dossier(connection, dossier, basis)
    wanted = rows_of(dossier, basis)
    held = {table: _held(connection, table, dossier) for table in wanted}
    for table in DERIVED:  # what hangs on versions goes before them
        _delete(connection, table, held[table] - wanted[table])
    for table in reversed(DERIVED):
        _insert(connection, table, wanted[table] - held[table])


def differences(
    connection: Connection, dossier: DossierId, basis: Basis
) -> tuple[Difference, ...]:
    """Where the tables do not say what follows."""
    found = []
    wanted = rows_of(dossier, basis)
    wanted[dossiers] = frozenset({_dossier_row(connection, dossier, basis)})
    for table, rows in wanted.items():
        if wrong := _held(connection, table, dossier) ^ rows:
            found.append(Difference(table.name, len(wrong)))
    return tuple(found)


def unaccounted(connection: Connection, dossier: DossierId, basis: Basis) -> int:
    """How many rows speak of a change that is in no set and not pending: it may be lost there,
    and what it said be nowhere but in these rows.
    """
    known = {*basis.changes, *(each.id for each in basis.drafts)}
    named = {versions: "id", marks: "change", instances: "change"}
    named |= {wording: "change", records: "change"}
    return sum(
        row[table.columns.keys().index(column)] not in known
        for table, column in named.items()
        for row in _held(connection, table, dossier)
    )


def drop_dangling(connection: Connection) -> None:
    """Let go of rows that hang on no version, which would be in the way of those put there."""
    for table in _HANGING:
        known = select(versions.c.id)
        connection.execute(delete(table).where(table.c.version.not_in(known)))


def _held(connection: Connection, table: Table, dossier: DossierId) -> Rows:
    query = select(table)
    if table is dossiers:
        query = query.where(dossiers.c.id == dossier)
    elif table in _HANGING:
        query = query.join(versions, versions.c.id == table.c.version)
        query = query.where(versions.c.dossier == dossier)
    else:
        query = query.where(table.c.dossier == dossier)
    return frozenset(tuple(row) for row in connection.execute(query))


def _delete(connection: Connection, table: Table, rows: Rows) -> None:
    if not rows:
        return
    keys = [column.name for column in table.primary_key]
    places = [table.columns.keys().index(key) for key in keys]
    statement = delete(table).where(*(table.c[key] == bindparam(f"old_{key}") for key in keys))
    connection.execute(
        statement,
        [{f"old_{key}": row[at] for key, at in zip(keys, places, strict=True)} for row in rows],
    )


def _insert(connection: Connection, table: Table, rows: Rows) -> None:
    names = table.columns.keys()
    if rows:
        connection.execute(insert(table), [dict(zip(names, row, strict=True)) for row in rows])


def _put_dossier(connection: Connection, dossier: DossierId, basis: Basis) -> None:
    row = _dossier_row(connection, dossier, basis)
    values = dict(zip(dossiers.columns.keys(), row, strict=True))
    connection.execute(dossiers.update().where(dossiers.c.id == dossier).values(values))


def _dossier_row(
    connection: Connection, dossier: DossierId, basis: Basis
) -> tuple[object, ...]:
    said, upgrade = basis.state.dossier, basis.state.upgrade
    row = connection.execute(select(dossiers).where(dossiers.c.id == dossier)).one()
    if said is None:  # its first set is not here yet, or waits for a newer program
        return tuple(row)
    pack = PackHash(upgrade.pack if upgrade is not None else said.pack)
    if read_pack(connection, pack) is None:
        pack = row.pack  # its file has not come yet; the dossier stays with what it has
    return (
        dossier,
        pack,
        said.party,
        payloads.day(said.start),
        " ".join(said.instruments),
        said.at * SECOND if basis.is_founded else row.created_at,
        basis.member if basis.is_founded else row.member,
    )


def _version(dossier: DossierId, version: Version, basis: Basis) -> tuple[object, ...]:
    judged = version.judged
    change = judged.change
    assert isinstance(change, AnswerChange)
    ended = change.at * SECOND
    given = basis.bases.get(judged.id, GivenUnder())
    at = basis.pending.times.get(judged.id, Times(change.started * SECOND, ended, ended))
    return (
        judged.id,
        dossier,
        *_columns(change.key),
        change.facet,
        change.value,
        int(version.mark),
        int(_STANDINGS[judged.standing]),
        judged.author,
        at.started,
        at.saved,
        at.ended,
        given.pack,
        int(given.is_late),
    )


def _draft(row: Row[Any]) -> tuple[object, ...]:
    fields = Fields.of(row.payload)
    ended = fields.integer("at")
    return (
        row.id,
        row.dossier,
        *_columns(fields.text("key")),
        fields.text("facet"),
        fields.text("value"),
        int(Mark.DRAFT),
        int(RowStanding.LOCAL),
        row.author,
        fields.integer("started"),
        ended,
        ended,
        "",
        0,
    )


def _replaces(version: Version) -> Iterable[ChangeId]:
    change = version.judged.change
    assert isinstance(change, AnswerChange)
    return change.replaces


def _presence(dossier: DossierId, basis: Basis) -> Iterator[tuple[object, ...]]:
    for key, presence in basis.state.presence.items():
        for id_ in presence.changes:
            change = basis.changes[id_]
            assert isinstance(change, AddChange | RemoveChange)
            is_there = int(isinstance(change, AddChange))
            yield (dossier, *_columns(key), id_, is_there, change.order)


def _wording(dossier: DossierId, basis: Basis) -> Iterator[tuple[object, ...]]:
    for (question, language), current in basis.state.wording.items():
        for id_ in current:
            change = basis.changes[id_]
            assert isinstance(change, WordingChange)
            yield (dossier, question, language, id_, change.number, change.text)


def _records(dossier: DossierId, basis: Basis) -> Iterator[tuple[object, ...]]:
    for (type_, subject), current in basis.state.records.items():
        for id_ in current:
            change = basis.changes[id_]
            assert isinstance(change, RecordChange)
            content = payloads.record_content(change.fields, withdrawn=change.withdrawn)
            author = basis.state.versions[id_].judged.author
            yield (dossier, str(type_), subject, id_, content, author, change.at * SECOND)
    yield from _restrictions(dossier, basis)


def _restrictions(dossier: DossierId, basis: Basis) -> Iterator[tuple[object, ...]]:
    """Those in force: what the next one, or lifting them, takes the place of."""
    aside = {each.id for each in (*basis.state.waiting, *basis.state.refused)}
    found = {
        id_: change
        for id_, change in basis.changes.items()
        if isinstance(change, RestrictionChange) and id_ not in aside
    }
    replaced = {old for change in found.values() for old in change.replaces}
    for id_, change in found.items():
        if id_ not in replaced:
            content = payloads.restriction_content(change.questions)
            place = (dossier, payloads.RESTRICTION, change.member, id_)
            yield (*place, content, basis.restrictors[id_], change.at * SECOND)


def _facts(basis: Basis) -> Facts:
    state = basis.state
    aside = [_aside(each) for each in (*state.waiting, *state.refused)]
    return Facts(
        roster=state.roster,
        alarms=state.alarms,
        aside=tuple(sorted(aside, key=lambda each: each.id)),
        holding=Holding(
            heads=tuple(sorted(state.heads)),
            missing=tuple(sorted(state.missing - frozenset(basis.newer))),
            waiting_for_parents=tuple(sorted(state.waiting_for_parents)),
            unreadable=tuple(sorted(state.unreadable)),
            newer=tuple(sorted(basis.newer)),
            disputed=tuple(sorted(state.removal_conflicts)),
        ),
    )


def _aside(judged: Judged) -> Aside:
    subject, text = _about(judged.change)
    return Aside(
        id=judged.id,
        set_id=judged.set_id,
        author=judged.author,
        kind=payloads.kind_of(judged.change),
        subject=subject,
        text=text,
        at=judged.change.at,
        standing=judged.standing,
        reason=judged.reason,
    )


def _about(change: Change) -> tuple[str, str]:
    match change:
        case AnswerChange():
            return change.key, change.value
        case AddChange() | RemoveChange():
            return change.key, ""
        case WordingChange():
            return change.question, change.text
        case RecordChange():
            return change.subject, change.fields.get("text", "")
        case RestrictionChange():
            return change.member, ""
        case _:
            return "", ""


def _columns(key: str) -> tuple[str, str]:
    question, _, path = key.partition("@")
    return question, path
