"""Which server a dossier is connected to, and how far it was in step with it."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from desktop_app.domain.keys import DossierId
from desktop_app.domain.servers import ServerPlace
from desktop_app.store.payloads import Fields, microseconds, moment
from desktop_app.store.records import read_fact, write_meta
from desktop_app.store.schema import sets
from review_protocol.encoding import Encodable, encode
from review_protocol.names import ContentId, SetId
from review_protocol.rounds import Ticket
from review_protocol.signing import PublicKey

_NAME = "server:"
_HASH_SIZE = 32


def read_server(connection: Connection, dossier: DossierId) -> ServerPlace | None:
    """The server of a dossier, if this computer was told to use one. Raises DamagedFile."""
    found = read_fact(connection, f"{_NAME}{dossier}")
    if found is None:
        return None
    content = Fields.of(found)
    invitation, also = content.data("invitation"), content.data("also")
    cursor, at = content.integer("cursor"), content.integer("at")
    names = (also[n : n + _HASH_SIZE].hex() for n in range(0, len(also), _HASH_SIZE))
    return ServerPlace(
        url=content.text("url"),
        key=PublicKey(content.data("key")),
        review=content.text("review"),
        ticket=Ticket(invitation=PublicKey(invitation), proof=content.data("proof"))
        if invitation
        else None,
        cursor=None if cursor < 0 else cursor,
        known=content.integer("known"),
        also=frozenset(map(SetId, names)),
        there=_names(content.data("there")) if content.has("there") else frozenset(),
        in_step_at=moment(at) if at else None,
        kem=content.data("kem") if content.has("kem") else b"",
        is_out=content.truth("out") if content.has("out") else False,
    )


def write_server(connection: Connection, dossier: DossierId, place: ServerPlace) -> None:
    """Keep it in the place of what was known."""
    ticket = place.ticket
    content: dict[str, Encodable] = {
        "url": place.url,
        "key": place.key,
        "review": place.review,
        "invitation": ticket.invitation if ticket else b"",
        "proof": ticket.proof if ticket else b"",
        "cursor": -1 if place.cursor is None else place.cursor,
        "known": place.known,
        "also": b"".join(bytes.fromhex(each) for each in sorted(place.also)),
        "there": b"".join(bytes.fromhex(each) for each in sorted(place.there)),
        "at": microseconds(place.in_step_at) if place.in_step_at else 0,
        "kem": place.kem,
        "out": place.is_out,
    }
    write_meta(connection, {f"{_NAME}{dossier}": encode(content)})


def sets_behind(connection: Connection, dossier: DossierId, place: int) -> tuple[SetId, ...]:
    """The names of the sets that came to this computer after a local place, in order."""
    query = select(sets.c.id).where(sets.c.dossier == dossier, sets.c.seq > place)
    return tuple(SetId(each) for each in connection.scalars(query.order_by(sets.c.seq)))


def last_place(connection: Connection, dossier: DossierId) -> int:
    """The local place of the newest set."""
    query = select(func.max(sets.c.seq)).where(sets.c.dossier == dossier)
    return connection.scalar(query) or 0


def sizes_of(
    connection: Connection, dossier: DossierId, wanted: frozenset[SetId]
) -> dict[SetId, int]:
    """How long these sets are, in the order in which they came."""
    query = select(sets.c.id, func.length(sets.c.content).label("size"))
    rows = connection.execute(query.where(sets.c.dossier == dossier).order_by(sets.c.seq))
    return {SetId(row.id): row.size for row in rows if row.id in wanted}


def _names(joined: bytes) -> frozenset[ContentId]:
    names = (joined[n : n + _HASH_SIZE].hex() for n in range(0, len(joined), _HASH_SIZE))
    return frozenset(map(ContentId, names))
