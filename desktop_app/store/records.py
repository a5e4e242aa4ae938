"""What a profile keeps beside the journal: itself, packs, signers, dossiers, places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from desktop_app.domain.entries import Place
from desktop_app.domain.keys import NO_PACK, DossierId, NodeKey, PackHash
from desktop_app.store.facts import read_facts
from desktop_app.store.payloads import Fields, microseconds, moment
from desktop_app.store.schema import dossiers, images, meta, packs, places, records, signers
from desktop_app.store.sets import read_some
from review_protocol.changes import RecordType
from review_protocol.names import SetId
from review_protocol.sets import read_header


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierRecord:
    """A dossier as it is stored; what its pack says is in the pack."""

    id: DossierId
    pack: PackHash
    party: str
    start: date | None
    instruments: tuple[str, ...]
    created_at: datetime
    member: str = ""


@dataclass(frozen=True, slots=True)
class Signer:
    """A key whose packs the user accepts."""

    fingerprint: str
    public_key: bytes


DEVICE_IN = "device in "
"""Before a dossier's id: the fact with the keys that this computer uses there alone."""


def read_meta(connection: Connection) -> dict[str, bytes]:
    """The facts of the profile itself."""
    return {row.name: row.value for row in connection.execute(select(meta))}


def read_fact(connection: Connection, name: str) -> bytes | None:
    """One of the facts, without reading the others."""
    return connection.scalar(select(meta.c.value).where(meta.c.name == name))


def drop_fact(connection: Connection, name: str) -> None:
    """Forget one of the facts, if it is there."""
    connection.execute(delete(meta).where(meta.c.name == name))


def write_meta(connection: Connection, facts: Mapping[str, bytes]) -> None:
    """Put these facts in the place of what was there under their names."""
    connection.execute(delete(meta).where(meta.c.name.in_(facts)))
    rows = [{"name": name, "value": value} for name, value in facts.items()]
    connection.execute(insert(meta), rows)


def add_pack(connection: Connection, hash_: PackHash, content: bytes, at: datetime) -> None:
    """Keep a pack; one that is there already stays."""
    if read_pack(connection, hash_) is None:
        row = {"hash": hash_, "content": content, "added_at": microseconds(at)}
        connection.execute(insert(packs), row)


def read_pack(connection: Connection, hash_: PackHash) -> bytes | None:
    """The bytes of a pack."""
    return connection.scalar(select(packs.c.content).where(packs.c.hash == hash_))


@dataclass(frozen=True, slots=True)
class ImageName:
    """What an image is of: a pack, or (``since``) how it differs from an older one.

    ``program`` is the very program that made it.
    """

    pack: PackHash
    program: str
    since: PackHash = NO_PACK


def read_image(connection: Connection, name: ImageName) -> bytes | None:
    """What this very program kept of a pack that it had read."""
    return connection.scalar(
        select(images.c.content).filter_by(
            pack=name.pack, since=name.since, program=name.program
        )
    )


def keep_image(connection: Connection, name: ImageName, content: bytes) -> None:
    """Keep what was read of a pack, in the place of what another program kept."""
    where = {"pack": name.pack, "since": name.since}
    connection.execute(delete(images).filter_by(**where))
    connection.execute(insert(images), {**where, "program": name.program, "content": content})


def list_packs(connection: Connection) -> tuple[PackHash, ...]:
    """The packs there are, in the order in which they came."""
    found = select(packs.c.hash).order_by(packs.c.added_at, packs.c.hash)
    return tuple(PackHash(hash_) for hash_ in connection.scalars(found))


def accept_signer(connection: Connection, signer: Signer, at: datetime) -> None:
    """Trust a key from now on."""
    connection.execute(delete(signers).where(signers.c.fingerprint == signer.fingerprint))
    row = {
        "fingerprint": signer.fingerprint,
        "public_key": signer.public_key,
        "accepted_at": microseconds(at),
    }
    connection.execute(insert(signers), row)


def list_signers(connection: Connection) -> tuple[Signer, ...]:
    """The keys that are trusted."""
    rows = connection.execute(select(signers).order_by(signers.c.fingerprint))
    return tuple(Signer(row.fingerprint, row.public_key) for row in rows)


def list_dossiers(connection: Connection) -> tuple[DossierRecord, ...]:
    """All dossiers, the oldest first."""
    rows = connection.execute(select(dossiers).order_by(dossiers.c.created_at, dossiers.c.id))
    return tuple(
        DossierRecord(
            id=DossierId(row.id),
            pack=PackHash(row.pack),
            party=row.party,
            start=date.fromisoformat(row.start) if row.start else None,
            instruments=tuple(row.instruments.split()),
            created_at=moment(row.created_at),
            member=row.member,
        )
        for row in rows
    )


def add_dossier(connection: Connection, dossier: DossierRecord) -> None:
    """A dossier that somebody else made; its pack must be here."""
    row = {
        "id": dossier.id,
        "pack": dossier.pack,
        "party": dossier.party,
        "start": dossier.start.isoformat() if dossier.start else "",
        "instruments": " ".join(dossier.instruments),
        "created_at": microseconds(dossier.created_at),
        "member": dossier.member,
    }
    connection.execute(insert(dossiers), row)


def member_in(connection: Connection, dossier: DossierId) -> str:
    """Who this device is in a dossier; "" before it is founded."""
    return connection.scalar(select(dossiers.c.member).filter_by(id=dossier)) or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A current version of something members share. Two of one subject are a conflict."""

    change: str
    type: str
    subject: str
    fields: Mapping[str, str]
    withdrawn: bool
    author: str
    made_at: datetime


def read_records(
    connection: Connection, dossier: DossierId, type_: RecordType
) -> tuple[Record, ...]:
    """The current versions of one type of record, by subject and id."""
    query = (
        select(records)
        .filter_by(dossier=dossier, type=str(type_))
        .order_by(records.c.subject, records.c.change)
    )
    return tuple(_record(row) for row in connection.execute(query))


def _record(row: Row[Any]) -> Record:
    content = Fields.of(row.content)
    return Record(
        change=row.change,
        type=row.type,
        subject=row.subject,
        fields=content.text_map("fields"),
        withdrawn=content.truth("withdrawn"),
        author=row.author,
        made_at=moment(row.made_at),
    )


def read_persons(connection: Connection, dossier: DossierId) -> dict[str, Record]:
    """Who somebody is, by their ids: the version that lists show.

    Of several it is one that a confirmed computer made, if there is such, and of these that of
    the lowest id, until somebody settles it: who only holds an invitation renames nobody.
    """
    found: dict[str, list[Record]] = {}
    for each in read_records(connection, dossier, RecordType.PERSON):
        found.setdefault(each.subject, []).append(each)
    at_odds = [each for versions in found.values() for each in versions if len(versions) > 1]
    unsure = _of_unconfirmed(connection, dossier, [each.change for each in at_odds])
    return {
        subject: min(versions, key=lambda one: (one.change in unsure, one.change))
        for subject, versions in found.items()
    }


def _of_unconfirmed(
    connection: Connection, dossier: DossierId, changes: Collection[str]
) -> frozenset[str]:
    """Those of these changes that stand in a set of a computer which nobody confirmed."""
    if not changes:
        return frozenset()
    devices = read_facts(connection, dossier).roster.devices.values()
    waiting = {each.sign for each in devices if each.is_provisional}
    set_of = {each: SetId(each.partition(".")[0]) for each in changes}
    made = read_some(connection, dossier, frozenset(set_of.values())) if waiting else {}
    theirs = {name for name, data in made.items() if read_header(data).device in waiting}
    return frozenset(each for each in changes if set_of[each] in theirs)


def read_names(connection: Connection, dossier: DossierId) -> dict[str, str]:
    """The names of members, by their ids."""
    persons = read_persons(connection, dossier)
    names = {subject: each.fields.get("name", "") for subject, each in persons.items()}
    return {subject: name for subject, name in names.items() if name}


def read_distinct_names(
    connection: Connection, dossier: DossierId, members: Collection[str]
) -> dict[str, str]:
    """The names of people, by their ids; where two of these members have one, with their
    e-mail. A name stands once more by the invitation that somebody came in by.
    """
    names = read_names(connection, dossier)
    often = Counter(names[each] for each in members if each in names)
    persons = read_persons(connection, dossier)
    emails = {subject: each.fields.get("email", "") for subject, each in persons.items()}
    return {
        member: f"{name} ({emails[member]})" if often[name] > 1 and emails[member] else name
        for member, name in names.items()
    }


def remember_place(
    connection: Connection, dossier: DossierId, place: Place, at: datetime
) -> None:
    """Note where the user is in a dossier."""
    connection.execute(delete(places).where(places.c.dossier == dossier))
    row = {
        "dossier": dossier,
        "article": str(place.article),
        "node": str(place.node) if place.node else "",
        "caret": place.caret,
        "left_at": microseconds(at),
    }
    connection.execute(insert(places), row)


def recall_place(connection: Connection, dossier: DossierId) -> Place | None:
    """Where the user was in a dossier."""
    row = connection.execute(select(places).where(places.c.dossier == dossier)).first()
    if row is None:
        return None
    node = NodeKey.parse(row.node) if row.node else None
    return Place(article=NodeKey.parse(row.article), node=node, caret=row.caret)


def last_dossier(connection: Connection) -> DossierId | None:
    """The dossier that the user was in last."""
    found = select(places.c.dossier).order_by(places.c.left_at.desc()).limit(1)
    id_ = connection.scalar(found)
    return None if id_ is None else DossierId(id_)
