"""What went, or is to go, to the secretariat: messages, and files that a courier carries.

The messages themselves lie among the contents, sealed so that not even their author can read
them again; here stands what they are. Of a courier's file the hashes of its requests are
remembered, by which the reply is known to answer them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection

from desktop_app.domain.keys import DossierId
from desktop_app.domain.submissions import NotTaken
from desktop_app.store.payloads import Fields, damaged, microseconds, moment
from desktop_app.store.records import read_fact, write_meta
from review_protocol.encoding import Encodable, encode
from review_protocol.message_kinds import Kind
from review_protocol.names import ContentId

_NAME = "outbox:"
MOST_LOADS = 50
"""So many files in the hands of couriers are remembered; a reply to an older one is refused."""
MOST_REFUSALS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message to the secretariat. ``number`` is the approval that it is about.

    ``key`` names the submission key that it was sealed to. ``handed_at`` is when the server
    was first known to hold it. ``about`` and ``reason`` are what a request to reopen says, to
    be sealed anew if need be.
    """

    id: ContentId
    kind: Kind
    number: int
    at: datetime
    key: bytes
    handed_at: datetime | None = None
    about: ContentId | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedFile:
    """A file for a courier: its requests by hash, each with the content in it, or "".

    ``known`` is the local place up to which all sets are in it, or were on the server. It is
    remembered before it is written, so that no reply is to something unknown; ``written_at``
    is when it was there whole.
    """

    at: datetime
    requests: Mapping[str, str]
    known: int
    written_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outbox:
    """All of it, oldest first. A message that the server refused for good is none any more."""

    messages: tuple[Message, ...] = ()
    carried: tuple[CarriedFile, ...] = field(default=())
    refusals: tuple[NotTaken, ...] = ()


def read_outbox(connection: Connection, dossier: DossierId) -> Outbox:
    """What is remembered of a dossier. Raises DamagedFile."""
    found = read_fact(connection, f"{_NAME}{dossier}")
    if found is None:
        return Outbox()
    content = Fields.of(found)
    return Outbox(
        messages=tuple(map(_message, content.maps("messages"))),
        carried=tuple(map(_carried, content.maps("carried"))),
        refusals=refusals_of(content, "refusals"),
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
                "handed": _stored(each.handed_at),
                "about": each.about,
                "reason": each.reason,
            }
            for each in outbox.messages
        ],
        "carried": [
            {
                "at": microseconds(each.at),
                "requests": dict(each.requests),
                "known": each.known,
                "written": _stored(each.written_at),
            }
            for each in outbox.carried[-MOST_LOADS:]
        ],
        "refusals": refusals_put(outbox.refusals[-MOST_REFUSALS:]),
    }
    write_meta(connection, {f"{_NAME}{dossier}": encode(content)})


def refusals_put(refusals: Iterable[NotTaken]) -> list[Encodable]:
    """Refusals as they are stored, in the log too."""
    return [
        {
            "id": bytes.fromhex(each.id),
            "kind": str(each.kind),
            "number": each.number,
            "word": each.word,
            "at": microseconds(each.at),
        }
        for each in refusals
    ]


def refusals_of(content: Fields, name: str) -> tuple[NotTaken, ...]:
    """The same read back; none from a program that kept none. Raises DamagedFile."""
    return tuple(map(_refusal, content.maps(name) if content.has(name) else ()))


def _refusal(content: Fields) -> NotTaken:
    return NotTaken(
        id=ContentId(content.data("id").hex()),
        kind=_kind(content.text("kind")),
        number=content.integer("number"),
        word=content.text("word"),
        at=moment(content.integer("at")),
    )


def _message(content: Fields) -> Message:
    return Message(
        id=ContentId(content.data("id").hex()),
        kind=_kind(content.text("kind")),
        number=content.integer("number"),
        at=moment(content.integer("at")),
        key=content.data("key"),
        handed_at=_moment(content, "handed"),
        about=_about(content),
        reason=content.text("reason") if content.has("reason") else "",
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
        written_at=_moment(content, "written", else_=content.integer("at")),
    )


def _about(content: Fields) -> ContentId | None:
    about = content.optional_text("about")
    return None if about is None else ContentId(about)


def _stored(at: datetime | None) -> int | None:
    return None if at is None else microseconds(at)


def _moment(content: Fields, name: str, *, else_: int | None = None) -> datetime | None:
    """A moment that may be unknown; ``else_`` is that of programs that did not note it."""
    stored = content.optional_integer(name) if content.has(name) else else_
    return None if stored is None else moment(stored)
