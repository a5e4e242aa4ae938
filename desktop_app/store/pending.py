"""What this device did and has not sealed: the journal's rows as changes of the protocol.

Local names stay local: a reference to a change that was sealed meanwhile is given by the
name it has now. One row of official wording is one change for each question in it; the
first has the row's name, the others that name and their place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, update

from desktop_app.domain.keys import DossierId
from desktop_app.store import payloads
from desktop_app.store.payloads import SECOND, Fields
from desktop_app.store.schema import changes, version_replaces, versions
from review_protocol.changes import (
    AddChange,
    AnswerChange,
    Change,
    ClearanceChange,
    DecisionChange,
    DossierChange,
    Mark,
    RecordChange,
    RecordType,
    RemoveChange,
    RestrictionChange,
    StatusChange,
    UpgradeChange,
    WordingChange,
)
from review_protocol.names import ChangeId, MemberId, SetId

_PENDING = (
    select(changes)
    .where(changes.c.dossier == bindparam("dossier"), changes.c.set_hash.is_(None))
    .order_by(changes.c.seq)
)
_SEALED = select(changes.c.id, changes.c.set_hash, changes.c.set_index).where(
    changes.c.dossier == bindparam("dossier"), changes.c.set_hash.is_not(None)
)


@dataclass(frozen=True, slots=True)
class Times:
    """When a version was started, saved last, and ended, to the microsecond."""

    started: int
    saved: int
    ended: int | None


@dataclass(frozen=True, slots=True)
class Pending:
    """Changes in the order in which they were made, with their local names."""

    names: tuple[ChangeId, ...] = ()
    changes: tuple[Change, ...] = ()
    times: Mapping[ChangeId, Times] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.changes)


def read_pending(connection: Connection, dossier: DossierId) -> Pending:
    """All that waits to be sealed; a session that is open counts as it is now."""
    rows = connection.execute(_PENDING, {"dossier": dossier}).all()
    names = sealed_names(connection, dossier) if rows else {}
    found: list[tuple[ChangeId, Change]] = []
    times: dict[ChangeId, Times] = {}
    for row in rows:
        name = ChangeId(row.id)
        if row.payload is None:
            change, at = _open_version(connection, row)
            found.append((name, _renamed(change, names)))
            times[name] = at
            continue
        fields = Fields.of(row.payload)
        found += [
            (_numbered(name, number), _renamed(change, names))
            for number, change in enumerate(_changes(row.kind, fields))
        ]
        if row.kind == payloads.ANSWER:
            ended = fields.integer("at")
            times[name] = Times(fields.integer("started"), ended, ended)
    return Pending(
        names=tuple(name for name, _ in found),
        changes=tuple(change for _, change in found),
        times=times,
    )


def sealed_names(connection: Connection, dossier: DossierId) -> dict[str, ChangeId]:
    """By the local name of each change of this device that was sealed, its name now."""
    rows = connection.execute(_SEALED, {"dossier": dossier})
    return {row.id: ChangeId(f"{row.set_hash}.{row.set_index}") for row in rows}


def mark_sealed(connection: Connection, set_id: SetId, indexes: Mapping[ChangeId, int]) -> None:
    """These local changes are in that set now, at these places."""
    rows = [
        {"local": name, "sealed_in": set_id, "place": index}
        for name, index in indexes.items()
        if "/" not in name
    ]
    if rows:
        statement = update(changes).where(changes.c.id == bindparam("local"))
        connection.execute(
            statement.values(set_hash=bindparam("sealed_in"), set_index=bindparam("place")),
            rows,
        )


def _numbered(name: ChangeId, number: int) -> ChangeId:
    return name if number == 0 else ChangeId(f"{name}/{number}")


def _open_version(connection: Connection, row: Row[Any]) -> tuple[AnswerChange, Times]:
    version = connection.execute(select(versions).where(versions.c.id == row.id)).one()
    replaced = select(version_replaces.c.replaced).filter_by(version=row.id)
    path = f"@{version.instances}" if version.instances else ""
    change = AnswerChange(
        key=f"{version.question}{path}",
        facet=version.facet,
        value=version.value,
        replaces=_names(sorted(connection.scalars(replaced))),
        started=version.started_at // SECOND,
        at=version.saved_at // SECOND,
    )
    return change, Times(version.started_at, version.saved_at, version.ended_at)


def _changes(kind: str, fields: Fields) -> Iterator[Change]:
    """What one row of the journal says."""
    at = fields.integer("at") // SECOND
    match kind:
        case payloads.ANSWER:
            yield AnswerChange(
                key=fields.text("key"),
                facet=fields.text("facet"),
                value=fields.text("value"),
                replaces=_names(fields.texts("replaces")),
                started=fields.integer("started") // SECOND,
                at=at,
            )
        case payloads.STATUS:
            yield StatusChange(
                versions=_names(fields.texts("versions")),
                mark=Mark(fields.integer("status")),
                replaces=_names(fields.texts("replaces")),
                at=at,
            )
        case payloads.ADD:
            yield AddChange(
                key=fields.text("key"),
                order=fields.text("order"),
                replaces=_names(fields.texts("replaces")),
                at=at,
            )
        case payloads.REMOVE:
            yield RemoveChange(
                key=fields.text("key"),
                order=fields.text("order"),
                saw=_names(fields.texts("saw")),
                replaces=_names(fields.texts("replaces")),
                at=at,
            )
        case payloads.DOSSIER:
            yield DossierChange(
                pack=fields.text("pack"),
                party=fields.text("party"),
                start=fields.text("start"),
                instruments=fields.texts("instruments"),
                at=at,
            )
        case payloads.WORDING:
            yield from _wording(fields, at)
        case payloads.UPGRADE:
            yield UpgradeChange(
                pack=fields.text("pack"),
                version=fields.integer("version"),
                replaces=_names(fields.texts("replaces")),
                at=at,
            )
        case _:
            yield _of_members(kind, fields, at)


def _of_members(kind: str, fields: Fields, at: int) -> Change:
    """What concerns members and their work together."""
    replaces = _names(fields.texts("replaces"))
    if kind == payloads.RECORD:
        return RecordChange(
            type=RecordType(fields.text("type")),
            subject=fields.text("subject"),
            fields=fields.text_map("fields"),
            withdrawn=fields.truth("withdrawn"),
            replaces=replaces,
            at=at,
        )
    if kind == payloads.RESTRICTION:
        return RestrictionChange(
            member=MemberId(fields.text("member")),
            questions=fields.optional_texts("questions"),
            replaces=replaces,
            at=at,
        )
    if kind == payloads.CLEARANCE:
        return ClearanceChange(
            versions=_names(fields.texts("versions")),
            pack=fields.text("pack"),
            note=fields.text("note"),
            at=at,
        )
    if kind == payloads.DECISION:
        return DecisionChange(
            sets=tuple(SetId(each) for each in fields.texts("sets")),
            accept=fields.truth("accept"),
            at=at,
        )
    raise payloads.damaged()


def _wording(fields: Fields, at: int) -> Iterator[WordingChange]:
    for item in fields.maps("wording"):
        yield WordingChange(
            question=item.text("question"),
            language=item.text("language"),
            number=item.text("number"),
            text=item.text("text"),
            replaces=_names(item.texts("replaces") if item.has("replaces") else ()),
            at=at,
        )


def _names(found: Iterable[str]) -> tuple[ChangeId, ...]:
    return tuple(ChangeId(each) for each in found)


def _renamed(change: Change, names: Mapping[str, ChangeId]) -> Change:
    """The same change; what it refers to has the name it has now."""
    if not names:
        return change
    referring = {
        name: tuple(sorted({names.get(each, each) for each in getattr(change, name)}))
        for name in ("replaces", "versions", "saw")
        if getattr(change, name, ())
    }
    renamed: Change = replace(change, **referring)  # type: ignore[arg-type]  # fields it has
    return renamed
