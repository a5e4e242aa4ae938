"""The two messages of a round: what a device asks of the central server, and its answer.

A request is signed by the device over the server's key and its own bytes, an answer by the
server over the request's hash and its own bytes: neither is worth anything elsewhere, on
whatever way it came. docs/protocol.md, section 8, says what they mean; docs/file-formats.md
draws them.
"""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from review_protocol import encoding, fields, framing, signing
from review_protocol.encoding import Value
from review_protocol.errors import Malformed, OtherFormat, Truncated
from review_protocol.fields import HASH, PUBLIC_KEY, SIGNATURE, TIME, Field, Shape, SparseShape
from review_protocol.names import ContentId, SetId
from review_protocol.sets import MAX_SET
from review_protocol.signing import Context, PublicKey, SigningKey
from review_protocol.trees import DIGEST_SIZE, DIGITS, LISTED

MAX_MESSAGE = 32 * 1024 * 1024
MAX_HEADER = 4 * 1024 * 1024
MAX_SETS = 10_000
MAX_ASKED = 256
MAX_WANTED = 50_000
MAX_FILES = 10_000
FILES_SIZE = 16
NONCE_SIZE = 8
WINDOW_S = 600
"""How far a request's time may be from the server's; and for how long it remembers one."""
NOWHERE = 2**62
"""A hint behind all that a server holds: nothing that follows is wanted."""

_VERSION = 1
_ALGORITHM = 1  # Ed25519
_FRONT = struct.Struct(">8sHHI")  # magic, version, algorithm, length of the header
_REQUEST_MAGIC = b"RDREQU\r\n"
_ANSWER_MAGIC = b"RDANSW\r\n"


class Standing(StrEnum):
    """What the device that asked is in the dossier."""

    MEMBER = "member"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Some bytes of a set that is too large for one message, or for the line.

    ``id`` and ``length`` are the set's, ``start`` is where they belong in it. They are all
    the message brings of it, and may be none: that asks how much the other side has.
    """

    id: SetId
    length: int
    start: int
    data: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """The device has the first ``start`` bytes of this set and wants what follows."""

    id: SetId
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """What makes a dossier known to the server: an invitation's key vouches for the device."""

    invitation: PublicKey
    proof: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a device asks. ``root`` is the digest of all sets it will hold (`trees`).

    ``hint`` is the cursor of the last answer, ``most`` how many bytes of sets may come at
    once. ``ask`` are prefixes whose listing is wanted, ``want`` sets by name. ``files`` is
    the digest of the contents that it knows to be there (`contents`); b"" does not ask.
    """

    dossier: SetId
    device: PublicKey
    at: int
    nonce: bytes
    root: bytes
    hint: int = 0
    most: int = MAX_MESSAGE // 2
    ask: tuple[str, ...] = ()
    want: tuple[SetId, ...] = ()
    rest: Rest | None = None
    ticket: Ticket | None = None
    files: bytes = b""
    sets: tuple[bytes, ...] = field(default=(), repr=False)
    stretch: Stretch | None = None
    id: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What the server holds under a prefix: its ids, or the 256 digests two digits below."""

    ids: tuple[SetId, ...] | None = None
    digests: tuple[bytes, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the server says. ``root`` is None when it is the request's.

    ``cursor`` is the hint for next time; ``more`` says that sets follow it that had no room.
    ``have`` is how many bytes the server has of the set or content that came in stretches.
    ``files`` are the contents that it holds; None when they are those of the request's
    digest, or nobody asked. ``refusal`` says why the content that has become whole is not
    taken; ``kem`` is then the key to seal to instead, if that was wrong.
    """

    at: int
    cursor: int
    root: bytes | None = None
    more: bool = False
    standing: Standing = Standing.MEMBER
    listings: tuple[Listing, ...] = ()
    have: int = 0
    files: tuple[ContentId, ...] | None = None
    refusal: str = ""
    kem: bytes = b""
    sets: tuple[bytes, ...] = field(default=(), repr=False)
    stretch: Stretch | None = None


def register_message(dossier: SetId, device: PublicKey) -> bytes:
    """What the key of a server's invitation signs, purpose `Context.REGISTER`."""
    return bytes.fromhex(dossier) + device


def write_request(request: Request, server: PublicKey, key: SigningKey) -> bytes:
    """The message; ``server`` is whom it is for. Raises Unencodable or TooLarge."""
    body = _body(_REQUEST_MAGIC, _REQUEST, request)
    return body + key.sign(Context.REQUEST, server + body)


def read_request(data: bytes, server: PublicKey) -> Request:
    """A request to this server, as its device signed it; ``id`` is its hash.

    Raises TooLarge, OtherFormat, NewerVersion, Truncated, Appended, Malformed, UnusableKey
    or Altered. Whether its sets are sets, and its device a member's, is not known from it.
    """
    found, body = _parts(data, _REQUEST_MAGIC, _REQUEST)
    signing.verify(found["device"], Context.REQUEST, server + body, data[len(body) :])
    return Request(**found, id=request_id(data))


def request_id(data: bytes) -> bytes:
    """The hash that an answer is bound to, and by which a repetition is known."""
    return hashlib.sha256(data).digest()


def write_answer(answer: Answer, request: bytes, key: SigningKey) -> bytes:
    """The answer to the request of this hash. Raises Unencodable or TooLarge."""
    body = _body(_ANSWER_MAGIC, _ANSWER, answer)
    return body + key.sign(Context.ANSWER, request + body)


def read_answer(data: bytes, request: bytes, server: PublicKey) -> Answer:
    """This server's answer to the request of this hash. Raises what `read_request` does."""
    found, body = _parts(data, _ANSWER_MAGIC, _ANSWER)
    signing.verify(server, Context.ANSWER, request + body, data[len(body) :])
    return Answer(**found)


def _body(magic: bytes, shape: SparseShape[Any], message: Request | Answer) -> bytes:
    stretch = message.stretch.data if message.stretch else b""
    lengths: dict[str, Any] = {"sets": tuple(map(len, message.sets))}
    if message.stretch:
        lengths["stretch"] = replace(message.stretch, data=b"")
    clear = encoding.encode(shape.put(replace(message, **lengths)))
    framing.limit(len(clear), MAX_HEADER)
    front = _FRONT.pack(magic, _VERSION, _ALGORITHM, len(clear))
    body = b"".join([front, clear, *message.sets, stretch])
    framing.limit(len(body) + signing.SIGNATURE_SIZE, MAX_MESSAGE)
    return body


def _parts(data: bytes, magic: bytes, shape: SparseShape[Any]) -> tuple[dict[str, Any], bytes]:
    """The fields with the contents in them, and the bytes before the signature."""
    framing.limit(len(data), MAX_MESSAGE)
    algorithm, length = framing.read_front(data, _FRONT, magic, _VERSION)
    if algorithm != _ALGORITHM:
        raise OtherFormat("unknown algorithm")
    framing.limit(int(length), MAX_HEADER)
    at, end = _FRONT.size + int(length), len(data) - signing.SIGNATURE_SIZE
    if end < at:
        raise Truncated("header")
    found = shape.read(encoding.decode(data[_FRONT.size : at], max_bytes=MAX_HEADER))
    sets = []
    for size in found["sets"]:
        sets.append(data[at : at + size])
        at += size
    stretch: Stretch | None = found["stretch"]
    if stretch is None or end < at:
        framing.expect_length(end, at)
    else:  # it has no length of its own: it is what is left
        found["stretch"] = replace(stretch, data=data[at:end])
    return {**found, "sets": tuple(sets)}, data[:end]


def _prefix(value: Value) -> str:
    prefix = fields.as_text(value, 2 * DIGEST_SIZE - 2)
    if not set(prefix) <= set(DIGITS):
        raise Malformed("not the beginning of a name")
    return prefix


def _check_stretch(value: Value) -> Stretch:
    stretch = _STRETCH.read(value)
    if stretch.start > stretch.length:
        raise Malformed("a stretch behind the end of its set")
    return stretch


def _joined(size: int, limit: int) -> Field:
    """Values of one size, one behind the other."""

    def read(value: Value) -> tuple[bytes, ...]:
        found = fields.as_bytes(value, 0, size * limit)
        if len(found) % size:
            raise Malformed("a part of a value")
        return tuple(found[at : at + size] for at in range(0, len(found), size))

    return Field(write=b"".join, read=read)


def _joined_ids(limit: int) -> Field:
    """Names of sets, ascending, one behind the other."""
    joined = _joined(fields.HASH_SIZE, limit)

    def read(value: Value) -> tuple[SetId, ...]:
        found = joined.read(value)
        if list(found) != sorted(set(found)):
            raise Malformed("not in ascending order")
        return tuple(SetId(each.hex()) for each in found)

    return Field(write=lambda ids: b"".join(map(bytes.fromhex, ids)), read=read)


def _read_listing(value: Value) -> Listing:
    if not isinstance(value, dict) or len(value) != 1:
        raise Malformed("not one kind of listing")
    if "ids" in value:
        return Listing(ids=_LISTED_IDS.read(value["ids"]))
    return Listing(digests=_DIGESTS.read(fields.as_map(value, {"digests"})["digests"]))


def _write_listing(listing: Listing) -> dict[str, Any]:
    if listing.digests is None:
        return {"ids": _LISTED_IDS.put(listing.ids)}
    return {"digests": _DIGESTS.put(listing.digests)}


def _read_digests(value: Value) -> tuple[bytes, ...]:
    found: tuple[bytes, ...] = _joined(DIGEST_SIZE, 256).read(value)
    if len(found) != 256:
        raise Malformed("not 256 digests")
    return found


_COUNT = fields.integer(0, NOWHERE)
_SET_SIZE = fields.integer(1, MAX_SET)
_OFFSET = fields.integer(0, MAX_SET)
_DIGEST = fields.blob(DIGEST_SIZE, DIGEST_SIZE)
_LISTED_IDS = _joined_ids(LISTED)
_DIGESTS = Field(write=b"".join, read=_read_digests)
_STRETCH: Shape[Stretch] = Shape(Stretch, {"id": HASH, "length": _SET_SIZE, "start": _OFFSET})
_REST: Shape[Rest] = Shape(Rest, {"id": HASH, "start": _OFFSET})
_TICKET: Shape[Ticket] = Shape(Ticket, {"invitation": PUBLIC_KEY, "proof": SIGNATURE})
_CONTENTS: dict[str, Field] = {
    "sets": fields.many(_SET_SIZE, MAX_SETS),
    "stretch": fields.optional(Field(write=_STRETCH.put, read=_check_stretch)),
}
_REQUEST: SparseShape[Request] = SparseShape(
    Request,
    {
        "dossier": HASH,
        "device": PUBLIC_KEY,
        "at": TIME,
        "nonce": fields.blob(NONCE_SIZE, NONCE_SIZE),
        "root": _DIGEST,
        "hint": _COUNT,
        "most": fields.integer(1, MAX_MESSAGE // 2),
        "ask": fields.ascending(Field(write=str, read=_prefix), MAX_ASKED),
        "want": _joined_ids(MAX_WANTED),
        "rest": fields.optional(fields.inner(_REST)),
        "ticket": fields.optional(fields.inner(_TICKET)),
        "files": fields.blob(FILES_SIZE, FILES_SIZE),
        **_CONTENTS,
    },
    {
        "hint": 0, "most": MAX_MESSAGE // 2, "ask": (), "want": (), "rest": None,
        "ticket": None, "files": b"", "sets": (), "stretch": None,
    },
)  # fmt: skip
_ANSWER: SparseShape[Answer] = SparseShape(
    Answer,
    {
        "at": TIME,
        "cursor": _COUNT,
        "root": fields.optional(_DIGEST),
        "more": fields.FLAG,
        "standing": fields.one_of(Standing),
        "listings": fields.many(Field(write=_write_listing, read=_read_listing), MAX_ASKED),
        "have": _OFFSET,
        "files": fields.optional(_joined_ids(MAX_FILES)),
        "refusal": fields.KEY,
        "kem": fields.KEM_KEY,
        **_CONTENTS,
    },
    {
        "root": None, "more": False, "standing": Standing.MEMBER, "listings": (), "have": 0,
        "files": None, "refusal": "", "kem": b"", "sets": (), "stretch": None,
    },
)  # fmt: skip
