"""The log of exchanges: what went out of this computer and what came in, and when."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from desktop_app.domain.exchanges import COUNTED, Direction, ExchangeNote, Tally
from desktop_app.domain.keys import DossierId
from desktop_app.store.outbox import refusals_of, refusals_put
from desktop_app.store.payloads import Fields, microseconds, moment
from desktop_app.store.schema import exchanges
from review_protocol.encoding import Encodable, encode

_QUESTIONS, _FOCAL_POINT, _REMOVED = "to_settle", "focal_point", "removed"


def add_note(connection: Connection, dossier: DossierId, note: ExchangeNote) -> None:
    """Write one line of the log. Its members are ids."""
    content: dict[str, Encodable] = {
        "members": [*note.members],
        "files": [*note.files],
        "tally": tally_put(note.tally),
        "sets": note.sets,
        "size": note.size_bytes,
        "digest": note.digest,
        "working": note.working_files,
        "courier": note.by_courier,
        "refusals": refusals_put(note.not_taken),
    }
    row = {
        "dossier": dossier,
        "at": microseconds(note.at),
        "direction": str(note.direction),
        "content": encode(content),
    }
    connection.execute(insert(exchanges), row)


def read_notes(connection: Connection, dossier: DossierId) -> tuple[ExchangeNote, ...]:
    """The whole log, the latest line first. Raises DamagedFile."""
    query = select(exchanges).filter_by(dossier=dossier).order_by(exchanges.c.seq.desc())
    return tuple(_note(row) for row in connection.execute(query))


def last_sent(connection: Connection, dossier: DossierId) -> dict[str, datetime]:
    """When a file for each member, by id, was last written here."""
    query = select(exchanges.c.at, exchanges.c.content).order_by(exchanges.c.seq)
    sent = query.filter_by(dossier=dossier, direction=str(Direction.SENT))
    return {
        member: moment(row.at)
        for row in connection.execute(sent)
        for member in Fields.of(row.content).texts("members")
    }


def _note(row: Row[Any]) -> ExchangeNote:
    content = Fields.of(row.content)
    return ExchangeNote(
        at=moment(row.at),
        direction=Direction(row.direction),
        members=content.texts("members"),
        files=content.texts("files"),
        tally=tally_of(content.map("tally")),
        sets=content.integer("sets"),
        size_bytes=content.integer("size"),
        digest=content.text("digest"),
        working_files=content.integer("working") if content.has("working") else 0,
        by_courier=content.truth("courier") if content.has("courier") else False,
        not_taken=refusals_of(content, "refusals"),
    )


def tally_put(tally: Tally) -> dict[str, Encodable]:
    """A tally as it is stored."""
    return {
        **asdict(tally),
        _QUESTIONS: [*tally.to_settle],
        _REMOVED: [*tally.removed],
    }


def tally_of(fields: Fields) -> Tally:
    """The same read back. Raises DamagedFile."""
    return Tally(
        **{name: fields.integer(name) for name in COUNTED},
        to_settle=fields.texts(_QUESTIONS),
        focal_point=fields.text(_FOCAL_POINT) if fields.has(_FOCAL_POINT) else "",
        removed=fields.texts(_REMOVED) if fields.has(_REMOVED) else (),
    )
