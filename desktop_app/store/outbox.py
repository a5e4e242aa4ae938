"""What went, or is to go, to the secretariat: messages, and files that a courier carries.

The messages themselves lie among the contents, sealed so that not even their author can read
them again; here stands what they are. Of a courier's file the hashes of its requests are
remembered, by which the reply is known to answer them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection

from desktop_app.domain.keys import DossierId
from desktop_app.store.payloads import Fields, damaged, microseconds, moment
from desktop_app.store.records import read_fact, write_meta
from review_protocol.encoding import Encodable, encode
from review_protocol.names import ContentId
from review_protocol.submissions import Kind

_NAME = "outbox:"
MOST_LOADS = 50
"""So many files in the hands of couriers are remembered; a reply to an older one is refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message to the secretariat. ``number`` is the approval that it is about.

    ``key`` names the submission key that it was sealed to.
    """

    id: ContentId
    kind: Kind
    number: int
    at: datetime
    key: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedFile:
    """A file for a courier: its requests by hash, each with the content in it, or "".

    ``known`` is the local place up to which all sets are in it, or were on the server.
    """

    at: datetime
    requests: Mapping[str, str]
    known: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outbox:
    """All of it, oldest first."""

    messages: tuple[Message, ...] = ()
    carried: tuple[CarriedFile, ...] = field(default=())


def read_outbox(connection: Connection, dossier: DossierId) -> Outbox:
    """What is remembered of a dossier. Raises DamagedFile."""
    found = read_fact(connection, f"{_NAME}{dossier}")
    if found is None:
        return Outbox()
    content = Fields.of(found)
    return Outbox(
        messages=tuple(map(_message, content.maps("messages"))),
        carried=tuple(map(_carried, content.maps("carried"))),
    )


def write_outbox(connection: Connection, dossier: DossierId, outbox: Outbox) -> None:
    """Keep it in the place of what was remembered."""
    content: dict[str, Encodable] = {
        "messages": [
            {
                "id": bytes.fromhex(each.id),
                "kind": str(each.kind),
                "number": each.number,
                "at": microseconds(each.at),
                "key": each.key,
            }
            for each in outbox.messages
        ],
        "carried": [
            {"at": microseconds(each.at), "requests": dict(each.requests), "known": each.known}
            for each in outbox.carried[-MOST_LOADS:]
        ],
    }
    write_meta(connection, {f"{_NAME}{dossier}": encode(content)})


def _message(content: Fields) -> Message:
    return Message(
        id=ContentId(content.data("id").hex()),
        kind=_kind(content.text("kind")),
        number=content.integer("number"),
        at=moment(content.integer("at")),
        key=content.data("key"),
    )


def _kind(word: str) -> Kind:
    try:
        return Kind(word)
    except ValueError as error:
        raise damaged() from error


def _carried(content: Fields) -> CarriedFile:
    return CarriedFile(
        at=moment(content.integer("at")),
        requests=content.text_map("requests"),
        known=content.integer("known"),
    )
