"""Entries into the journal, and the state that follows from them, in the caller's transaction.

Each entry is written at most once: what is there already, by its id, is left alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import (
    Connection,
    ScalarSelect,
    and_,
    bindparam,
    delete,
    insert,
    literal,
    not_,
    select,
    update,
)

from desktop_app.domain.entries import (
    Cleared,
    Closed,
    Decided,
    DossierCreated,
    Drafted,
    Entry,
    InstanceAdded,
    InstanceRemoved,
    PackUpgraded,
    Recorded,
    Restricted,
    StatusSet,
    Typed,
    WordingLoaded,
)
from desktop_app.domain.keys import DossierId, NodeKey, VersionId
from desktop_app.domain.responses import Status
from desktop_app.errors import BugError
from desktop_app.store import payloads
from desktop_app.store.drafts import write_draft
from desktop_app.store.facts import undispute
from desktop_app.store.lengths import refuse_what_is_too_long
from desktop_app.store.payloads import SECOND, Fields, RowStanding, microseconds
from desktop_app.store.records import member_in
from desktop_app.store.schema import (
    answers,
    changes,
    dossiers,
    instances,
    marks,
    records,
    version_replaces,
    versions,
    wording,
)
from review_protocol.changes import TRANSLATION

_GOES_ON = "~"
"""Between a version's local name and the number of the one that went on after a sealing."""
_AUTOSAVE = (
    update(versions)
    .where(versions.c.id == bindparam("version"), versions.c.ended_at.is_(None))
    .values(value=bindparam("typed"), saved_at=bindparam("at"))
)
_CLOSE = (
    update(versions)
    .where(versions.c.id == bindparam("version"))
    .values(ended_at=bindparam("at"), saved_at=bindparam("at"))
)
_OPEN = select(versions).where(versions.c.ended_at.is_(None))
_REPLACED = select(version_replaces.c.replaced).where(
    version_replaces.c.version == bindparam("version")
)
_OF_SAME_NODE = versions.alias("of_same_node")
_TRANSLATIONS = (
    select(answers.c.version)
    .join(
        _OF_SAME_NODE,
        and_(
            _OF_SAME_NODE.c.dossier == answers.c.dossier,
            _OF_SAME_NODE.c.question == answers.c.question,
            _OF_SAME_NODE.c.instances == answers.c.instances,
        ),
    )
    .where(
        answers.c.facet.startswith(TRANSLATION, autoescape=True),
        _OF_SAME_NODE.c.id.in_(bindparam("named", expanding=True)),
    )
)
# Nothing becomes current that another version, come before it, has replaced already.
_MAKE_CURRENT = insert(answers).from_select(
    ["dossier", "question", "instances", "facet", "version"],
    select(
        versions.c.dossier,
        versions.c.question,
        versions.c.instances,
        versions.c.facet,
        versions.c.id,
    ).where(
        versions.c.id == bindparam("version"),
        not_(
            select(literal(1))
            .where(version_replaces.c.replaced == bindparam("version"))
            .correlate(None)
            .exists()
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes: a member, on one of their devices."""

    member: str
    device: str


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes entries of one dossier by one author."""

    connection: Connection
    author: Author
    dossier: DossierId

    def write(self, entries: Iterable[Entry]) -> None:
        """All of them, in this order. Raises BadArgument for what is too long to travel."""
        for entry in entries:
            refuse_what_is_too_long(entry)
            self._write(entry)

    def _write(self, entry: Entry) -> None:
        match entry:
            case Typed():
                self._type(entry)
            case Closed():
                close_versions(self.connection, entry.version_id, microseconds(entry.at))
            case Drafted():
                write_draft(self.connection, self.dossier, entry.subject, storable(entry.text))
            case _ if self._is_known(entry.id):
                return
            case StatusSet():
                self._set_status(entry)
            case InstanceAdded():
                self._add(entry)
            case InstanceRemoved():
                self._remove(entry)
            case DossierCreated():
                self._create(entry)
            case _:
                self._write_for_members(entry)

    def _write_for_members(
        self, entry: WordingLoaded | PackUpgraded | Recorded | Restricted | Decided | Cleared
    ) -> None:
        match entry:
            case WordingLoaded():
                self._load_wording(entry)
            case PackUpgraded():
                self._upgrade(entry)
            case Recorded():
                self._record(entry)
            case Restricted():
                self._restrict(entry)
            case Decided():
                at = microseconds(entry.at)
                self._journal(entry.id, payloads.DECISION, payloads.decision(entry), at)
            case Cleared():
                self._clear(entry)

    def _type(self, entry: Typed) -> None:
        at = microseconds(entry.at)
        value = storable(entry.value)
        saved = self.connection.execute(
            _AUTOSAVE, {"version": entry.version_id, "typed": value, "at": at}
        )
        if not saved.rowcount:
            self._type_first(entry, value, at)
        if entry.closes:
            close_versions(self.connection, entry.version_id, at)

    def _type_first(self, entry: Typed, value: str, at: int) -> None:
        """There is no open version of that name: it is new, closed, or sealed meanwhile."""
        known = select(versions.c.value, versions.c.ended_at)
        row = self.connection.execute(known.where(versions.c.id == entry.version_id)).first()
        if row is not None:
            if value != row.value and at > row.ended_at:
                raise BugError("a closed version was typed into")
        elif self._is_known(entry.version_id):
            self._go_on(entry, value, at)
        else:
            self._start(entry, value, at)

    def _go_on(self, entry: Typed, value: str, at: int) -> None:
        """A version was sealed while its session went on: what is typed since is the next."""
        last, number = self._last_of(entry.version_id)
        (name,) = self._names([last])
        held = select(versions.c.value, versions.c.ended_at).where(versions.c.id == name)
        row = self.connection.execute(held).one()
        if row.ended_at is None:
            typed = {"version": last, "typed": value, "at": at}
            self.connection.execute(_AUTOSAVE, typed)
        elif row.value != value and at > self._ended(last):
            last = VersionId(f"{entry.version_id}{_GOES_ON}{number + 1}")
            entry = replace(entry, version_id=last, replaces=(VersionId(name),))
            self._start(entry, value, at)
        if entry.closes:
            close_versions(self.connection, last, at)

    def _ended(self, version: VersionId) -> int:
        """When a sealed version ended; its row knows that to the second only."""
        query = select(changes.c.payload).where(changes.c.id == version)
        return Fields.of(self.connection.execute(query).scalar_one()).integer("at")

    def _last_of(self, version: str) -> tuple[VersionId, int]:
        """The newest version of a session that was sealed while it went on, and which it is."""
        number = 1
        last = VersionId(version)
        while self._is_known(following := f"{version}{_GOES_ON}{number + 1}"):
            last, number = VersionId(following), number + 1
        return last, number

    def _start(self, entry: Typed, value: str, at: int) -> None:
        started = microseconds(entry.started_at)
        self._journal(entry.version_id, payloads.ANSWER, None, started)
        node = {
            "dossier": self.dossier,
            "question": entry.key.question,
            "instances": "/".join(entry.key.instances),
            "facet": entry.facet,
        }
        made = {
            "id": entry.version_id,
            "value": value,
            "status": int(Status.DRAFT),
            "standing": int(RowStanding.EFFECTIVE),
            "author": self.author.member,
            "started_at": started,
            "saved_at": at,
        }
        row = insert(versions).values(basis=self._pack())
        self.connection.execute(row, {**node, **made})
        if entry.replaces:
            old = self._names(entry.replaces)
            replaced = [{"version": entry.version_id, "replaced": each} for each in old]
            self.connection.execute(insert(version_replaces), replaced)
            self.connection.execute(delete(answers).where(answers.c.version.in_(old)))
        self.connection.execute(_MAKE_CURRENT, {"version": entry.version_id})

    def _set_status(self, entry: StatusSet) -> None:
        at = microseconds(entry.at)
        named = tuple(VersionId(each) for each in sorted(self._names(entry.versions)))
        entry = replace(entry, versions=named)
        self._must_have(entry.versions)
        for version in entry.versions:
            close_versions(self.connection, version, at)
        current = marks.c.version.in_(entry.versions)
        replaces = self.connection.scalars(select(marks.c.change).where(current)).all()
        self._journal(entry.id, payloads.STATUS, payloads.status(entry, set(replaces)), at)
        self.connection.execute(delete(marks).where(current))
        made = {"change": entry.id, "status": int(entry.status)}
        rows = [{"version": version, **made} for version in set(entry.versions)]
        self.connection.execute(insert(marks), rows)
        changed = update(versions).where(versions.c.id.in_(entry.versions))
        self.connection.execute(
            changed.values(status=int(entry.status), basis=self._pack(), late=0)
        )

    def _clear(self, entry: Cleared) -> None:
        at = microseconds(entry.at)
        named = self._names(entry.versions)
        self._must_have(named)
        for version in named:
            close_versions(self.connection, version, at)
        named |= set(self.connection.scalars(_TRANSLATIONS, {"named": sorted(named)}))
        entry = replace(entry, versions=tuple(VersionId(each) for each in sorted(named)))
        self._journal(entry.id, payloads.CLEARANCE, payloads.clearance(entry), at)

    def _pack(self) -> ScalarSelect[Any]:
        """The pack that the dossier has now."""
        found = select(dossiers.c.pack).where(dossiers.c.id == self.dossier)
        return found.scalar_subquery()

    def _must_have(self, wanted: Iterable[str]) -> None:
        ids = set(wanted)
        found = self.connection.scalars(select(versions.c.id).where(versions.c.id.in_(ids)))
        if not ids or set(found) != ids:
            raise BugError("a status for a version that is not in the journal")

    def _add(self, entry: InstanceAdded) -> None:
        replaces, known = self._presence(entry.key)
        order = known if replaces else entry.order  # an instance keeps the place it had
        payload = payloads.instance_added(entry, order, replaces)
        self._journal(entry.id, payloads.ADD, payload, microseconds(entry.at))
        self._mark_presence(entry.id, entry.key, order, present=True)

    def _remove(self, entry: InstanceRemoved) -> None:
        replaces, order = self._presence(entry.key)
        saw = tuple(VersionId(each) for each in sorted(self._names(entry.saw)))
        entry = replace(entry, saw=saw)
        payload = payloads.instance_removed(entry, order, replaces)
        self._journal(entry.id, payloads.REMOVE, payload, microseconds(entry.at))
        self._mark_presence(entry.id, entry.key, order, present=False)

    def _presence(self, key: NodeKey) -> tuple[list[str], str]:
        """The changes that said last whether the instance is there, and its order."""
        rows = self.connection.execute(
            select(instances.c.change, instances.c.order).where(
                instances.c.dossier == self.dossier,
                instances.c.repeat == key.question,
                instances.c.path == "/".join(key.instances),
            )
        ).all()
        return [row.change for row in rows], max((row.order for row in rows), default="")

    def _mark_presence(self, change: str, key: NodeKey, order: str, *, present: bool) -> None:
        where = {
            "dossier": self.dossier,
            "repeat": key.question,
            "path": "/".join(key.instances),
        }
        self.connection.execute(delete(instances).filter_by(**where))
        undispute(self.connection, self.dossier, str(key))
        made = {"change": change, "present": int(present), "order": order}
        self.connection.execute(insert(instances), {**where, **made})

    def _create(self, entry: DossierCreated) -> None:
        at = microseconds(entry.at)
        row = {
            "id": self.dossier,
            "pack": entry.pack,
            "party": entry.party,
            "start": entry.start.isoformat() if entry.start else "",
            "instruments": " ".join(entry.instruments),
            "created_at": at,
            "member": "",
        }
        self.connection.execute(insert(dossiers), row)
        self._journal(entry.id, payloads.DOSSIER, payloads.dossier(entry), at)

    def _load_wording(self, entry: WordingLoaded) -> None:
        at = microseconds(entry.at)
        replaces: list[list[str]] = []
        for number, item in enumerate(entry.wording):
            where = {
                "dossier": self.dossier,
                "question": item.question,
                "language": item.language,
            }
            known = select(wording.c.change).filter_by(**where)
            replaces.append(list(self.connection.scalars(known)))
            self.connection.execute(delete(wording).filter_by(**where))
            name = entry.id if number == 0 else f"{entry.id}/{number}"
            row = {**where, "change": name, "number": item.number, "text": item.text}
            self.connection.execute(insert(wording), row)
        self._journal(entry.id, payloads.WORDING, payloads.wording(entry, replaces), at)

    def _record(self, entry: Recorded) -> None:
        content = payloads.record_content(entry.fields, withdrawn=entry.withdrawn)
        replaces = self._take_place(entry, str(entry.type), entry.subject, content)
        payload = payloads.record(entry, replaces)
        self._journal(entry.id, payloads.RECORD, payload, microseconds(entry.at))

    def _restrict(self, entry: Restricted) -> None:
        content = payloads.restriction_content(entry.questions)
        replaces = self._take_place(entry, payloads.RESTRICTION, entry.member, content)
        payload = payloads.restriction(entry, replaces)
        self._journal(entry.id, payloads.RESTRICTION, payload, microseconds(entry.at))

    def _take_place(
        self, entry: Recorded | Restricted, kind: str, subject: str, content: bytes
    ) -> list[str]:
        """Put a row in the place of the record's current ones; their names."""
        where = {"dossier": self.dossier, "type": kind, "subject": subject}
        known = select(records.c.change).filter_by(**where)
        replaces = list(self.connection.scalars(known))
        self.connection.execute(delete(records).filter_by(**where))
        row = {
            "change": entry.id,
            "content": content,
            "author": self.author.member,
            "made_at": microseconds(entry.at) // SECOND * SECOND,
        }
        self.connection.execute(insert(records), {**where, **row})
        return replaces

    def _names(self, ids: Iterable[str]) -> set[str]:
        """What these changes are called now: sealing has given some another name."""
        wanted = {self._last_of(each)[0] if self._is_sealed(each) else each for each in ids}
        sealed = select(changes.c.id, changes.c.set_hash, changes.c.set_index).where(
            changes.c.id.in_(wanted), changes.c.set_hash.is_not(None)
        )
        now = {
            row.id: f"{row.set_hash}.{row.set_index}" for row in self.connection.execute(sealed)
        }
        return {now.get(each, each) for each in wanted}

    def _is_sealed(self, change: str) -> bool:
        known = select(changes.c.id).where(changes.c.id == change)
        return (
            self.connection.execute(known.where(changes.c.set_hash.is_not(None))).first()
            is not None
        )

    def _upgrade(self, entry: PackUpgraded) -> None:
        at = microseconds(entry.at)
        close_versions(self.connection, at=at, dossier=self.dossier)
        self._journal(entry.id, payloads.UPGRADE, payloads.upgrade(entry), at)
        moved = update(dossiers).where(dossiers.c.id == self.dossier)
        self.connection.execute(moved.values(pack=entry.pack))  # until it is sealed

    def _is_known(self, change: str) -> bool:
        known = select(changes.c.id).where(changes.c.id == change)
        return self.connection.execute(known).first() is not None

    def _journal(self, change: str, kind: str, payload: bytes | None, made_at: int) -> None:
        row = {
            "id": change,
            "dossier": self.dossier,
            "kind": kind,
            "payload": payload,
            "author": self.author.member,
            "device": self.author.device,
            "made_at": made_at,
        }
        self.connection.execute(insert(changes), row)


def writer_for(connection: Connection, dossier: DossierId, author: Author) -> Writer:
    """A writer for whoever ``author`` is in that dossier: a member may have joined it as
    somebody else's second computer.
    """
    member = member_in(connection, dossier) or author.member
    return Writer(connection, replace(author, member=member), dossier)


def close_versions(
    connection: Connection,
    version: str | None = None,
    at: int | None = None,
    dossier: DossierId | None = None,
) -> int:
    """End the editing session of a version, or every open one (of a dossier); how many.

    Without a time each ends when it was last saved: that is what a crash left behind.
    """
    found = _OPEN if version is None else _OPEN.where(versions.c.id == version)
    if dossier is not None:
        found = found.where(versions.c.dossier == dossier)
    rows = connection.execute(found).all()
    for row in rows:
        ended = row.saved_at if at is None else at
        node = f"{row.question}@{row.instances}" if row.instances else row.question
        replaces = connection.scalars(_REPLACED, {"version": row.id})
        payload = payloads.answer(
            key=node,
            facet=row.facet,
            value=row.value,
            replaces=replaces,
            started=row.started_at,
            ended=ended,
        )
        connection.execute(
            update(changes).where(changes.c.id == row.id).values(payload=payload)
        )
        connection.execute(_CLOSE, {"version": row.id, "at": ended})
    return len(rows)


def storable(text: str) -> str:
    """The text with halves of surrogate pairs joined, or replaced when one stands alone.

    Neither SQLite nor CBOR can hold such a half; a window may hand one over when a pair was
    typed in two steps.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
