"""The manifest of a package: what is in it, from whom, for whom, signed by the sender.

Purpose, sender and addressees are inside what is signed. So a package that somebody opened
and sealed anew to a stranger is recognised as not meant for that stranger.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from review_protocol import contents, encoding, fields, invitations, packs, sets, signing
from review_protocol.encoding import Value
from review_protocol.errors import Malformed
from review_protocol.fields import HASH, ID, PUBLIC_KEY, TIME, Field
from review_protocol.invitations import Grant, Purpose
from review_protocol.names import DeviceId, SetId
from review_protocol.signing import Context, PublicKey, SigningKey

MAX_MANIFEST = 8 * 1024 * 1024
MAX_ADDRESSEES = 1_000
MAX_SETS = 100_000
MAX_PACKS = 100
MAX_FILES = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A set or another file in a package: SHA-256 of its bytes, and how many."""

    id: str
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What the sender signed. ``heads`` are those of the sender: what need not come again.

    ``lacks`` are sets that others took the sender to hold, but that never came: its profile
    is a copy, or was put back to an older state. ``to`` are devices; there are none exactly if
    a code opens the package, and then ``grant`` says what it gives. ``files`` are contents of
    working files.
    """

    dossier: SetId
    sender: PublicKey
    to: tuple[DeviceId, ...] = ()
    grant: Grant | None = None
    heads: tuple[SetId, ...]
    lacks: tuple[SetId, ...] = ()
    sets: tuple[Content, ...] = ()
    packs: tuple[Content, ...] = ()
    files: tuple[Content, ...] = ()
    at: int

    @property
    def purpose(self) -> Purpose:
        """What the package is for."""
        return invitations.purpose_of(self.grant)

    @property
    def contents(self) -> tuple[Content, ...]:
        """Sets, then packs, then files, as they stand in the package."""
        return self.sets + self.packs + self.files


def content_of(data: bytes) -> Content:
    """What the manifest says of these bytes."""
    return Content(id=sets.set_id(data), length=len(data))


def _contents(limit: int, max_length: int) -> Field:
    """Names and lengths by turns; no name twice."""
    length = fields.integer(1, max_length)

    def write(contents: Iterable[Content]) -> list[Any]:
        pairs = ((HASH.put(each.id), length.put(each.length)) for each in contents)
        return [part for pair in pairs for part in pair]

    def read(value: Value) -> tuple[Content, ...]:
        parts = fields.as_list(value, 2 * limit)
        if len(parts) % 2:
            raise Malformed("a name without a length")
        found = tuple(
            Content(id=HASH.read(name), length=length.read(size))
            for name, size in zip(parts[::2], parts[1::2], strict=True)
        )
        if len({each.id for each in found}) != len(found):
            raise Malformed("a content that is named twice")
        return found

    return Field(write=write, read=read)


_PLAIN: dict[str, Field] = {
    "dossier": HASH,
    "sender": PUBLIC_KEY,
    "to": fields.ascending(ID, MAX_ADDRESSEES),
    "heads": fields.ascending(HASH, sets.MAX_PARENTS),
    "sets": _contents(MAX_SETS, sets.MAX_SET),
    "packs": _contents(MAX_PACKS, packs.MAX_FILE),
    "at": TIME,
}
_ALWAYS = _PLAIN.keys() | {"purpose", "grant"}
_SOMETIMES: dict[str, Field] = {
    "files": _contents(MAX_FILES, contents.MAX_CONTENT),
    "lacks": fields.ascending(HASH, sets.MAX_PARENTS),
}
"""Left out when there are none."""
_PURPOSE = fields.one_of(Purpose)


def write_manifest(manifest: Manifest) -> bytes:
    """The bytes that the sender signs. Raises Unencodable."""
    plain: dict[str, Any] = {
        name: each.put(getattr(manifest, name)) for name, each in _PLAIN.items()
    }
    purpose = _PURPOSE.put(manifest.purpose)
    grant = invitations.write_grant(manifest.grant)
    more: dict[str, Any] = {
        name: each.put(getattr(manifest, name))
        for name, each in _SOMETIMES.items()
        if getattr(manifest, name)
    }
    return encoding.encode({**plain, "purpose": purpose, "grant": grant, **more})


def digest_of(manifest: Manifest) -> str:
    """Names a manifest: SHA-256 of the bytes that its sender signed, in hexadecimal."""
    return hashlib.sha256(write_manifest(manifest)).hexdigest()


def sign_manifest(data: bytes, key: SigningKey) -> bytes:
    """The sender's signature."""
    return key.sign(Context.MANIFEST, data)


def read_manifest(data: bytes, signature: bytes) -> Manifest:
    """The manifest, whose signature fits the sender that it names.

    Raises Altered, UnusableKey, Malformed or TooLarge; UnknownKind for a purpose that only a
    newer program knows.
    """
    value = encoding.decode(data, max_bytes=MAX_MANIFEST)
    there = _SOMETIMES.keys() & value.keys() if isinstance(value, dict) else set()
    found = fields.as_map(value, _ALWAYS | there)
    signing.verify(PUBLIC_KEY.read(found["sender"]), Context.MANIFEST, data, signature)
    plain = {name: each.read(found[name]) for name, each in _PLAIN.items()}
    grant = invitations.read_grant(_PURPOSE.read(found["purpose"]), found["grant"])
    if bool(plain["to"]) == bool(grant):
        raise Malformed("either addressees or a grant")
    more = {name: _SOMETIMES[name].read(found[name]) for name in there}
    if not all(more.values()):
        raise Malformed("a default that is written out")
    return Manifest(**plain, grant=grant, **more)
