"""The change set: what one device says, signed and encrypted, named by the hash of its bytes.

`docs/file-formats.md` draws it. Whoever has no key reads the header and checks the
signature (`read_header`); with the epoch's key the changes can be read (`open_body`). A set
that is refused is one that nobody will ever hold. A set whose header is sound and whose
statements or body are not is *broken*: it has its place in the graph and no changes.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from review_protocol import bodies, encoding, fields, framing, padding, signing
from review_protocol.changes import Change
from review_protocol.encoding import Value
from review_protocol.epochs import EpochKey, epoch_id
from review_protocol.errors import (
    Altered,
    Malformed,
    NeedsNewer,
    OtherFormat,
    ProtocolError,
    Unencodable,
    UnknownKind,
)
from review_protocol.fields import HASH, PUBLIC_KEY, Field, Shape
from review_protocol.names import ChangeId, EpochId, SetId, change_id
from review_protocol.signing import PublicKey, SigningKey
from review_protocol.state import OpenedSet
from review_protocol.statement_coding import (
    MAX_STATEMENTS,
    read_statements,
    write_statement,
)
from review_protocol.statements import Statement

MAGIC = b"RDCSET\r\n"
VERSION = 1
ALGORITHM = 1  # Ed25519; HKDF-SHA-256, AES-256-GCM; zstd, Padmé
KIND = "changes"
NAMELESS = SetId("")
MAX_SET = 16 * 1024 * 1024
MAX_HEADER = 4 * 1024 * 1024
MAX_PARENTS = 1_000
SALT_SIZE = 16
_FRONT = struct.Struct(">8sHHII")  # magic, version, algorithm, lengths of header and body
_TAG_SIZE = 16
_BODY_CONTEXT = b"review-desk/1 set-body\0"
_SALT_CONTEXT = b"review-desk/1 set-salt\0"
_NONCE = bytes(12)  # the salt makes the key, and a key encrypts one body


def _write_dossier(dossier: str) -> bytes:
    return bytes.fromhex(dossier)


def _read_dossier(value: Value) -> str:
    return "" if value == b"" else str(HASH.read(value))


@dataclass(frozen=True, slots=True, kw_only=True)
class SetHeader:
    """What stands in clear. ``statements`` are plain values, for `read_statements`.

    ``dossier`` is "" in the first set, which is the dossier's own. ``kind`` may be one that
    only a newer program knows.
    """

    id: SetId = NAMELESS
    dossier: SetId
    kind: str = KIND
    device: PublicKey
    parents: tuple[SetId, ...]
    roster: bytes
    epoch: EpochId
    salt: bytes
    statements: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A set to be: ``changes`` with their local names, and 16 random bytes for the salt."""

    dossier: SetId
    parents: frozenset[SetId]
    roster: bytes
    salt: bytes
    statements: Sequence[Statement] = ()
    changes: Sequence[tuple[ChangeId, Change]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedSet:
    """The bytes, their name, and what each change that had a local name is called now."""

    id: SetId
    data: bytes
    names: Mapping[ChangeId, ChangeId]


_HEADER: Shape[SetHeader] = Shape(
    SetHeader,
    {
        "dossier": Field(write=_write_dossier, read=_read_dossier),
        "kind": fields.KEY,
        "device": PUBLIC_KEY,
        "parents": fields.ascending(HASH, MAX_PARENTS),
        "roster": fields.blob(fields.HASH_SIZE, fields.HASH_SIZE),
        "epoch": fields.blob(fields.ID_SIZE, fields.ID_SIZE),
        "salt": fields.blob(SALT_SIZE, SALT_SIZE),
        "statements": Field(
            write=list, read=lambda value: tuple(fields.as_list(value, MAX_STATEMENTS))
        ),
    },
)


def seal_set(draft: Draft, key: SigningKey, epoch_key: EpochKey) -> SealedSet:
    """The set. Raises Unencodable, or TooLarge when the changes need more than one set."""
    plain, order = bodies.write_body(draft.changes)
    padded = padding.pad(encoding.compress(plain))
    header = SetHeader(
        dossier=draft.dossier,
        device=key.public,
        parents=tuple(sorted(draft.parents)),
        roster=draft.roster,
        epoch=epoch_id(epoch_key),
        salt=_salt(draft.salt, padded, epoch_key),
        statements=tuple(write_statement(each) for each in draft.statements),
    )
    clear = encoding.encode(_HEADER.put(header))
    framing.limit(len(clear), MAX_HEADER)
    front = _FRONT.pack(MAGIC, VERSION, ALGORITHM, len(clear), len(padded) + _TAG_SIZE) + clear
    front += _body_cipher(header, epoch_key).encrypt(_NONCE, padded, front)
    data = front + key.sign(signing.Context.CHANGE_SET, front)
    framing.limit(len(data), MAX_SET)
    name = set_id(data)
    names = {local: change_id(name, index) for index, local in enumerate(order)}
    return SealedSet(id=name, data=data, names=names)


def set_id(data: bytes) -> SetId:
    """The name of a set with these bytes."""
    return SetId(hashlib.sha256(data).hexdigest())


def read_header(data: bytes) -> SetHeader:
    """What can be known without a key; the signature is checked.

    Raises TooLarge, OtherFormat, NewerVersion, Truncated, Appended, Malformed, UnusableKey
    or Altered.
    """
    framing.limit(len(data), MAX_SET)
    start, end = _frame(data)
    plain = encoding.decode(data[_FRONT.size : start], max_bytes=MAX_HEADER)
    header = _HEADER.read(plain)
    if bool(header.dossier) != bool(header.parents):
        raise Malformed("only the first set has neither dossier nor parents")
    signing.verify(header.device, signing.Context.CHANGE_SET, data[:end], data[end:])
    return replace(header, id=set_id(data))


def open_body(data: bytes, header: SetHeader, key: EpochKey) -> tuple[Change, ...]:
    """The changes of a set that `read_header` took; ``key`` is that of its epoch.

    Raises UnknownKind; or Altered, Malformed or TooLarge: then the set is broken.
    """
    if header.kind != KIND:
        raise UnknownKind(header.kind)
    start, end = _frame(data)
    try:
        padded = _body_cipher(header, key).decrypt(_NONCE, data[start:end], data[:start])
    except InvalidTag as error:
        raise Altered("body") from error
    plain = encoding.decompress(padding.unpad(padded), max_bytes=bodies.MAX_BODY)
    return bodies.read_body(plain, header.id)


def open_set(data: bytes, keys: Mapping[EpochId, EpochKey]) -> OpenedSet:
    """A set as `deriving` takes it, opened as far as the keys go; broken if need be.

    Raises NeedsNewer for a set to be held, and what `read_header` does.
    """
    return open_rest(data, read_header(data), keys)


def open_rest(data: bytes, header: SetHeader, keys: Mapping[EpochId, EpochKey]) -> OpenedSet:
    """The same of a set whose header was read before, by `read_header`."""
    if header.kind != KIND:
        raise UnknownKind(header.kind)
    key = keys.get(header.epoch)
    statements: tuple[Statement, ...] = ()
    try:
        statements = read_statements(header.statements)
        changes = None if key is None else open_body(data, header, key)
    except NeedsNewer:
        raise
    except ProtocolError:  # what stands in the header counts, as for whoever has no key
        return _opened(header, statements=statements, is_broken=True)
    return _opened(header, statements=statements, changes=changes)


def _opened(
    header: SetHeader,
    *,
    statements: tuple[Statement, ...] = (),
    changes: tuple[Change, ...] | None = (),
    is_broken: bool = False,
) -> OpenedSet:
    return OpenedSet(
        id=header.id,
        device=header.device,
        parents=frozenset(header.parents),
        roster=header.roster,
        statements=statements,
        changes=changes,
        names=tuple(change_id(header.id, index) for index in range(len(changes or ()))),
        is_broken=is_broken,
        epoch=header.epoch,
    )


def _salt(chance: bytes, padded: bytes, key: EpochKey) -> bytes:
    """Of chance and the body: two copies of one machine may draw the same chance."""
    if len(chance) != SALT_SIZE:
        raise Unencodable("no 16 bytes of chance")
    return hmac.digest(key, _SALT_CONTEXT + chance + padded, "sha256")[:SALT_SIZE]


def _body_cipher(header: SetHeader, key: EpochKey) -> AESGCM:
    info = _BODY_CONTEXT + bytes.fromhex(header.dossier) + header.device
    kdf = HKDF(algorithm=SHA256(), length=32, salt=header.salt, info=info)
    return AESGCM(kdf.derive(key))


def _frame(data: bytes) -> tuple[int, int]:
    """Where the body starts and where it ends; the set has exactly the length it says."""
    algorithm, header, body = framing.read_front(data, _FRONT, MAGIC, VERSION)
    if algorithm != ALGORITHM:
        raise OtherFormat("unknown algorithm")
    start = _FRONT.size + int(header)
    end = start + int(body)
    framing.expect_length(len(data), end + signing.SIGNATURE_SIZE)
    return start, end
