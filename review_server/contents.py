"""The contents of a dossier on the server: what is there, taking one up, giving a part of one.

What a content is shows its first bytes. Working files and questionnaires are kept as they
come; what is for the secretariat is read (`submissions`), and refused with a word for why.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import func, insert, select

from review_protocol import packs, submissions, working_files
from review_protocol.contents import contents_digest
from review_protocol.names import ContentId, SetId
from review_protocol.rounds import MAX_FILES, Rest, Stretch
from review_server.database import Transaction
from review_server.schema import contents

KINDS: Mapping[bytes, str] = {
    working_files.MAGIC: "file",
    packs.MAGIC: "questionnaire",
    submissions.MAGIC: "submission",
}
_MAGIC_SIZE = 8


def kind_of(data: bytes) -> str | None:
    """What a content is by its first bytes; None for what is none."""
    return KINDS.get(data[:_MAGIC_SIZE])


def names_of(transaction: Transaction, dossier: SetId) -> tuple[ContentId, ...]:
    """The names of all that are here, ascending."""
    query = select(contents.c.id).filter_by(dossier=bytes.fromhex(dossier))
    found = transaction.scalars(query.order_by(contents.c.id).limit(MAX_FILES))
    return tuple(ContentId(bytes(each).hex()) for each in found)


def told(
    transaction: Transaction, dossier: SetId, digest: bytes
) -> tuple[ContentId, ...] | None:
    """What an answer says to a request's digest; None if it is just that, or b""."""
    if not digest:
        return None
    names = names_of(transaction, dossier)
    return None if contents_digest(names) == digest else names


def size_of(transaction: Transaction, dossier: SetId, name: str) -> int | None:
    """How long one is; None if it is not here."""
    query = select(contents.c.size).filter_by(
        dossier=bytes.fromhex(dossier), id=bytes.fromhex(name)
    )
    return transaction.scalar(query)


def read(transaction: Transaction, dossier: SetId, name: str) -> bytes | None:
    """One whole."""
    query = select(contents.c.content).filter_by(
        dossier=bytes.fromhex(dossier), id=bytes.fromhex(name)
    )
    found = transaction.scalar(query)
    return None if found is None else bytes(found)


def stretch_of(
    transaction: Transaction, dossier: SetId, rest: Rest, room: int
) -> Stretch | None:
    """The bytes that a request wants of one, as many as have room."""
    part = func.substr(contents.c.content, rest.start + 1, room).label("part")
    query = select(contents.c.size, part).filter_by(
        dossier=bytes.fromhex(dossier), id=bytes.fromhex(rest.id)
    )
    row = transaction.execute(query).one_or_none()
    if row is None or rest.start >= row.size:
        return None
    return Stretch(id=rest.id, length=row.size, start=rest.start, data=bytes(row.part))


def keep(
    transaction: Transaction,
    dossier: SetId,
    name: str,
    data: bytes,
    *,
    kind: str,
    bringer: str,
    now: int,
) -> None:
    """Put one that is not here yet into the table."""
    row = {
        "dossier": bytes.fromhex(dossier),
        "id": bytes.fromhex(name),
        "bringer": bytes.fromhex(bringer),
        "kind": kind,
        "at": now,
        "size": len(data),
        "content": data,
    }
    transaction.execute(insert(contents), row)
