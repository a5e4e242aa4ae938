"""Rounds that are carried: requests in a file to the secretariat, answers in a file back.

What is inside are the very messages of docs/protocol.md, section 8. The file is sealed to the
one that it is for, so that nobody on the way learns whose dossier it is; who made it is shown
by the messages. docs/file-formats.md draws it.
"""

from __future__ import annotations

import io
import secrets
import struct
from dataclasses import dataclass, field
from enum import IntEnum

from review_protocol import encoding, fields, framing, padding
from review_protocol.chunks import decrypt_chunks, encrypt_chunks, encrypted_length
from review_protocol.errors import Malformed, OtherFormat
from review_protocol.fields import HASH, Shape
from review_protocol.names import SetId
from review_protocol.rounds import MAX_MESSAGE
from review_protocol.sealing import OVERHEAD, KemKey, KemPublic, Purpose, seal

MAGIC = b"RDCOUR\r\n"
VERSION = 1
MAX_FILE = 256 * 1024 * 1024
MAX_MESSAGES = 1_000
_FILE_KEY_SIZE = 32
_SEALED_SIZE = _FILE_KEY_SIZE + OVERHEAD
_FRONT = struct.Struct(">8sHHQ")  # magic, version, direction, size of the file


class Direction(IntEnum):
    """Which way it goes."""

    OUT = 1  # requests, to the server
    BACK = 2  # answers, to the device


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """Messages of one dossier. Of a reply ``to`` are the hashes of the requests it answers.

    The last answers may be missing: what is behind a request that was refused was not
    looked at; ``problem`` says why it was.
    """

    dossier: SetId
    messages: tuple[bytes, ...] = field(repr=False)
    to: tuple[str, ...] = ()
    problem: str = ""


_LOAD: Shape[Load] = Shape(
    Load,
    {
        "dossier": HASH,
        "messages": fields.many(fields.blob(1, MAX_MESSAGE), MAX_MESSAGES),
        "to": fields.many(HASH, MAX_MESSAGES),
        "problem": fields.LINE,
    },
)


def write_load(load: Load, direction: Direction, kem: KemPublic) -> bytes:
    """The file, sealed to a key. Raises Unencodable or TooLarge."""
    plain = padding.pad(encoding.encode(_LOAD.put(load)))
    file_key = secrets.token_bytes(_FILE_KEY_SIZE)
    sealed = seal(kem, Purpose.COURIER_KEY, file_key, bound=bytes([direction]))
    size = _FRONT.size + _SEALED_SIZE + encrypted_length(len(plain))
    framing.limit(size, MAX_FILE)
    front = _FRONT.pack(MAGIC, VERSION, direction, size) + sealed
    return front + b"".join(encrypt_chunks(file_key, front, [plain]))


def is_load(data: bytes) -> bool:
    """Whether a file begins as such a one does."""
    return data[: len(MAGIC)] == MAGIC


def read_load(data: bytes, direction: Direction, key: KemKey) -> Load:
    """What is in a file that goes this way.

    Raises TooLarge, OtherFormat, NewerVersion, Truncated, Appended, NotForUs, Altered or
    Malformed. The messages are not looked at.
    """
    framing.limit(len(data), MAX_FILE)
    way, size = framing.read_front(data, _FRONT, MAGIC, VERSION)
    if way != direction:
        raise OtherFormat("it goes the other way")
    framing.expect_length(len(data), size)
    start = _FRONT.size + _SEALED_SIZE
    if len(data) < start:
        raise Malformed("no room for a key")
    sealed = data[_FRONT.size : start]
    file_key = key.open(Purpose.COURIER_KEY, sealed, bound=bytes([direction]))
    read = io.BytesIO(data[start:]).read
    padded = b"".join(decrypt_chunks(file_key, data[:start], read, len(data) - start))
    load = _LOAD.read(encoding.decode(padding.unpad(padded), max_bytes=MAX_FILE))
    if direction is Direction.BACK and len(load.to) != len(load.messages):
        raise Malformed("answers to nothing")
    if direction is Direction.OUT and load.to:
        raise Malformed("requests answer nothing")
    return load
