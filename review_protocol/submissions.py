"""What a focal point sends to the secretariat: a submission, or the request to reopen one.

It is signed by the device, for one server, and its body is sealed to the secretariat's key, so
that whoever carries it can tell from whom it is and for whom, and nothing else.
docs/file-formats.md draws it; it travels as a content (docs/protocol.md, section 9).
"""

from __future__ import annotations

import hashlib
import io
import secrets
import struct
from dataclasses import dataclass, field, replace
from typing import Any

from review_protocol import encoding, fields, framing, padding, signing
from review_protocol.chunks import decrypt_chunks, encrypt_chunks
from review_protocol.contents import MAX_CONTENT, content_id
from review_protocol.errors import OtherFormat
from review_protocol.fields import HASH, KEY, LINE, PUBLIC_KEY, TEXT, TIME, Shape
from review_protocol.message_kinds import Kind
from review_protocol.names import ContentId, SetId
from review_protocol.sealing import KEM_PUBLIC_SIZE, OVERHEAD, KemKey, KemPublic, Purpose, seal
from review_protocol.signing import Context, PublicKey, SigningKey

MAGIC = b"RDSUBM\r\n"
VERSION = 1
ALGORITHM = 1  # Ed25519; HPKE with X-Wing; AES-256-GCM in chunks; zstd, Padmé
MAX_HEADER = 64 * 1024
MAX_BODY = 64 * 1024 * 1024
MAX_MISSING = 10_000
KEY_NAME_SIZE = 16
_FILE_KEY_SIZE = 32
_FRONT = struct.Struct(">8sHHI")  # magic, version, algorithm, length of the header
_KEY_DOMAIN = b"review-desk/1 submission-key-name\0"


NAMELESS = ContentId("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What stands in clear. ``key`` names the secretariat's key that the body is sealed to.

    ``at`` is when it was made, in seconds since 1970, by the sender's clock.
    """

    dossier: SetId
    device: PublicKey
    server: PublicKey
    kind: Kind
    at: int
    key: bytes
    sealed: bytes = field(default=b"", repr=False)
    id: ContentId = NAMELESS


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """The approved answers: an ODK submission (``form``, XML) and canonical JSON (``answers``).

    ``number`` counts a dossier's submissions from 1. ``missing`` are questions without a
    finished answer, and ``reason`` why it is sent nevertheless. ``pack`` is its pack's hash.
    """

    pack: str
    party: str
    number: int
    form: bytes = field(repr=False)
    answers: bytes = field(repr=False)
    approval: str = ""
    missing: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopeningRequest:
    """The wish to send another version in the place of a submission, and why."""

    submission: ContentId
    reason: str


Body = Submission | ReopeningRequest

_ENVELOPE: Shape[Envelope] = Shape(
    Envelope,
    {
        "dossier": HASH,
        "device": PUBLIC_KEY,
        "server": PUBLIC_KEY,
        "kind": fields.one_of(Kind),
        "at": TIME,
        "key": fields.blob(KEY_NAME_SIZE, KEY_NAME_SIZE),
        "sealed": fields.blob(_FILE_KEY_SIZE + OVERHEAD, _FILE_KEY_SIZE + OVERHEAD),
    },
)
_SUBMISSION: Shape[Submission] = Shape(
    Submission,
    {
        "pack": HASH,
        "party": LINE,
        "number": fields.integer(1, 1_000),
        "form": fields.blob(1, MAX_BODY),
        "answers": fields.blob(2, MAX_BODY),
        "approval": TEXT,
        "missing": fields.many(KEY, MAX_MISSING),
        "reason": TEXT,
    },
)
_REOPENING: Shape[ReopeningRequest] = Shape(
    ReopeningRequest, {"submission": HASH, "reason": TEXT}
)
_BODIES: dict[Kind, Shape[Any]] = {Kind.SUBMISSION: _SUBMISSION, Kind.REOPENING: _REOPENING}


def key_name(kem: KemPublic) -> bytes:
    """The 16 bytes that name a key of the secretariat."""
    if len(kem) != KEM_PUBLIC_SIZE:
        raise ValueError(f"{len(kem)} bytes")
    return hashlib.sha256(_KEY_DOMAIN + kem).digest()[:KEY_NAME_SIZE]


def write_submission(
    body: Body, *, dossier: SetId, server: PublicKey, kem: KemPublic, at: int, key: SigningKey
) -> bytes:
    """The bytes of the content, other ones each time. Raises Unencodable or TooLarge."""
    kind = Kind.SUBMISSION if isinstance(body, Submission) else Kind.REOPENING
    file_key = secrets.token_bytes(_FILE_KEY_SIZE)
    bare = Envelope(
        dossier=dossier,
        device=key.public,
        server=server,
        kind=kind,
        at=at,
        key=key_name(kem),
    )
    sealed = seal(kem, Purpose.SUBMISSION_KEY, file_key, bound=_bound(bare))
    clear = encoding.encode(_ENVELOPE.put(replace(bare, sealed=sealed)))
    front = _FRONT.pack(MAGIC, VERSION, ALGORITHM, len(clear)) + clear
    plain = padding.pad(encoding.compress(encoding.encode(_BODIES[kind].put(body))))
    data = front + b"".join(encrypt_chunks(file_key, front, [plain]))
    data += key.sign(Context.SUBMISSION, data)
    framing.limit(len(data), MAX_CONTENT)
    return data


def read_envelope(data: bytes) -> Envelope:
    """What anybody can know; the signature is checked, and whose it is, is in it.

    Raises TooLarge, OtherFormat, NewerVersion, Truncated, Malformed, UnusableKey, UnknownKind
    or Altered.
    """
    framing.limit(len(data), MAX_CONTENT)
    start = _start(data)
    envelope = _ENVELOPE.read(encoding.decode(data[_FRONT.size : start], max_bytes=MAX_HEADER))
    end = max(start, len(data) - signing.SIGNATURE_SIZE)
    signing.verify(envelope.device, Context.SUBMISSION, data[:end], data[end:])
    return replace(envelope, id=content_id(data))


def open_submission(data: bytes, envelope: Envelope, key: KemKey) -> Body:
    """The body of what `read_envelope` took.

    Whether anything is missing without a reason is for the caller to look at. Raises NotForUs,
    Altered, Malformed or TooLarge.
    """
    file_key = key.open(Purpose.SUBMISSION_KEY, envelope.sealed, bound=_bound(envelope))
    start, end = _start(data), len(data) - signing.SIGNATURE_SIZE
    read = io.BytesIO(data[start:end]).read
    padded = b"".join(decrypt_chunks(file_key, data[:start], read, end - start))
    plain = encoding.decompress(padding.unpad(padded), max_bytes=MAX_BODY)
    content = encoding.decode(plain, max_bytes=MAX_BODY)
    body: Body = _BODIES[envelope.kind].read(content)
    return body


def _start(data: bytes) -> int:
    algorithm, length = framing.read_front(data, _FRONT, MAGIC, VERSION)
    if algorithm != ALGORITHM:
        raise OtherFormat("unknown algorithm")
    framing.limit(int(length), MAX_HEADER)
    return _FRONT.size + int(length)


def _bound(envelope: Envelope) -> bytes:
    """What the sealed key is good for: this dossier, sender, server and kind alone."""
    head = bytes.fromhex(envelope.dossier) + envelope.device + envelope.server
    return head + envelope.kind.encode("ascii")
