"""The contents of a dossier: bytes by id, whole ones and such as are still coming.

They lie in the encrypted database and nowhere else. A content is written and read stretch by
stretch, so that a long one costs no more memory than the stretch that is asked for; what has
come counts as whole only when its bytes have the hash that is its name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator

from sqlalchemy import Connection, delete, insert, select, update

from desktop_app.domain.contents import ContentKind, HeldContent
from desktop_app.domain.keys import DossierId
from desktop_app.store.schema import content_pieces, contents
from review_protocol.names import ContentId

PIECE = 256 * 1024
"""So many bytes of a content that is here at once go into a row."""


def held_contents(connection: Connection, dossier: DossierId) -> dict[ContentId, HeldContent]:
    """What there is of a dossier's contents, in the order in which they came."""
    query = select(contents).filter_by(dossier=dossier).order_by(contents.c.seq)
    return {
        ContentId(row.id): HeldContent(
            id=ContentId(row.id),
            kind=ContentKind(row.kind),
            size=row.size,
            come=row.come,
        )
        for row in connection.execute(query)
    }


def add_content(
    connection: Connection, dossier: DossierId, kind: ContentKind, data: bytes
) -> ContentId:
    """Keep a content that is here; its id. What had come of it before goes."""
    name = ContentId(hashlib.sha256(data).hexdigest())
    drop_contents(connection, dossier, [name])
    begin_content(connection, dossier, name, kind, len(data))
    for start in range(0, len(data), PIECE):
        extend_content(connection, dossier, name, start, data[start : start + PIECE])
    return name


def begin_content(
    connection: Connection, dossier: DossierId, name: ContentId, kind: ContentKind, size: int
) -> None:
    """Expect a content of so many bytes; what is here of one of that size stays.

    A whole one stays whatever the size: its bytes are what the name says.
    """
    seen = connection.execute(
        select(contents.c.size, contents.c.come).filter_by(dossier=dossier, id=name)
    ).first()
    if seen is not None:
        if seen.size in (size, seen.come):
            return
        drop_contents(connection, dossier, [name])
    row = {"dossier": dossier, "id": name, "kind": str(kind), "size": size, "come": 0}
    connection.execute(insert(contents), row)


def extend_content(
    connection: Connection, dossier: DossierId, name: ContentId, start: int, data: bytes
) -> int:
    """Keep the next stretch of an expected content; how many bytes of it are here now.

    One that does not begin where the last ended, or goes too far, is left out. When the
    last byte has come and the whole is not what the name says, nothing of it is kept.
    """
    found = connection.execute(select(contents).filter_by(dossier=dossier, id=name)).first()
    if found is None:
        return 0
    if start != found.come or start + len(data) > found.size:
        return int(found.come)
    if data:
        row = {"content": found.seq, "start": start, "data": data}
        connection.execute(insert(content_pieces), row)
    come = start + len(data)
    connection.execute(update(contents).where(contents.c.seq == found.seq).values(come=come))
    if come < found.size:
        return come
    digest = hashlib.sha256()
    for piece in _pieces(connection, found.seq):
        digest.update(piece)
    if digest.hexdigest() != name:
        drop_contents(connection, dossier, [name])
        return 0
    return come


def read_stretch(
    connection: Connection, dossier: DossierId, name: ContentId, start: int, size: int
) -> bytes:
    """Up to so many bytes from there on, of what has come; b"" for what is not here."""
    last = (
        select(content_pieces.c.start)
        .join(contents)
        .where(contents.c.dossier == dossier, contents.c.id == name)
        .where(content_pieces.c.start <= start)
        .order_by(content_pieces.c.start.desc())
        .limit(1)
    )
    first = connection.scalar(last)
    if first is None:
        return b""
    query = (
        select(content_pieces.c.start, content_pieces.c.data)
        .join(contents)
        .where(contents.c.dossier == dossier, contents.c.id == name)
        .where(content_pieces.c.start >= first, content_pieces.c.start < start + size)
        .order_by(content_pieces.c.start)
    )
    found = b"".join(row.data for row in connection.execute(query))
    return found[start - first : start - first + size]


def read_content(connection: Connection, dossier: DossierId, name: ContentId) -> bytes | None:
    """All of a content, if all of it is here."""
    held = held_contents(connection, dossier).get(name)
    if held is None or not held.is_whole:
        return None
    return read_stretch(connection, dossier, name, 0, held.size)


def drop_contents(
    connection: Connection, dossier: DossierId, names: Collection[ContentId]
) -> None:
    """Let go of contents, whole or not."""
    if not names:
        return
    dropped = select(contents.c.seq).where(
        contents.c.dossier == dossier, contents.c.id.in_(names)
    )
    connection.execute(delete(content_pieces).where(content_pieces.c.content.in_(dropped)))
    connection.execute(
        delete(contents).where(contents.c.dossier == dossier, contents.c.id.in_(names))
    )


def _pieces(connection: Connection, content: int) -> Iterator[bytes]:
    query = select(content_pieces.c.data).where(content_pieces.c.content == content)
    yield from connection.scalars(query.order_by(content_pieces.c.start))
