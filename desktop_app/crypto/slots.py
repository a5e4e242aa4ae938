"""The key slots of a profile: the database key, wrapped once for each way to open it.

The database key is random and never changes; a passphrase change or a recovery wraps the
same key anew, so no file but this one is written. The byte layout is in
`docs/file-formats.md`, "Profile keys"; the reasons are in `docs/decisions/0011-key-slots.md`.
"""

from __future__ import annotations

import secrets
import struct
import unicodedata
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import NewType

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import constant_time
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256, Hash
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop_app.errors import DamagedFile, NewerFormat, WrongPassphrase
from review_protocol.costs import KdfCost

DatabaseKey = NewType("DatabaseKey", bytes)

MAGIC = b"RDKEYS\r\n"
VERSION = 1
ALGORITHM = 1  # Argon2id, AES-256-GCM, HMAC-SHA-256
MAX_FILE_BYTES = 4096
MAX_SLOTS = 8
WHAT = "profile keys"

_HEAD = struct.Struct(">8sHBB16s")  # magic, version, algorithm, number of slots, profile id
_SLOT_HEAD = struct.Struct(">BIBB16s16s12s")  # kind, memory, passes, lanes, salt, check, nonce
_WRAPPED_BYTES = 32 + 16
_SLOT_BYTES = _SLOT_HEAD.size + _WRAPPED_BYTES
_MAC_BYTES = 32
_SUM_BYTES = 32


class SlotKind(IntEnum):
    """What opens a slot."""

    PASSPHRASE = 1
    RECOVERY = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """The database key wrapped under one secret, with all that is needed to derive it."""

    kind: SlotKind
    cost: KdfCost
    salt: bytes
    check: bytes
    nonce: bytes
    wrapped: bytes = field(repr=False)

    @property
    def head(self) -> bytes:
        """What stands before the wrapped key, and is authenticated with it."""
        cost = self.cost
        return _SLOT_HEAD.pack(
            self.kind,
            cost.memory_kib,
            cost.iterations,
            cost.lanes,
            self.salt,
            self.check,
            self.nonce,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class KeySlots:
    """All slots of a profile, as its keys file holds them."""

    profile_id: bytes
    slots: tuple[Slot, ...]
    mac: bytes = b""

    def to_bytes(self) -> bytes:
        """The content of the keys file."""
        body = self._authenticated() + self.mac
        return body + _sha256(body)

    def open(self, kind: SlotKind, secret: str) -> DatabaseKey:
        """The database key. Raises WrongPassphrase, or DamagedFile when the secret fits."""
        slot = next((slot for slot in self.slots if slot.kind == kind), None)
        if slot is None:
            raise WrongPassphrase
        wrapping, check = _derive(secret, slot.salt, slot.cost)
        if not constant_time.bytes_eq(check, slot.check):
            raise WrongPassphrase
        try:
            key = AESGCM(wrapping).decrypt(slot.nonce, slot.wrapped, self._bound_to(slot.head))
            _authenticator(key, self._authenticated()).verify(self.mac)
        except (InvalidTag, InvalidSignature) as error:
            raise DamagedFile(WHAT, "authentication") from error
        return DatabaseKey(key)

    def with_slot(
        self, key: DatabaseKey, kind: SlotKind, secret: str, cost: KdfCost
    ) -> KeySlots:
        """The same slots with the one of this kind made anew, or added."""
        kept = tuple(slot for slot in self.slots if slot.kind != kind)
        slot = self._wrap(key, kind, secret, cost)
        ordered = tuple(sorted((*kept, slot), key=lambda each: each.kind))
        changed = replace(self, slots=ordered)
        return replace(changed, mac=_authenticator(key, changed._authenticated()).finalize())

    def _wrap(self, key: DatabaseKey, kind: SlotKind, secret: str, cost: KdfCost) -> Slot:
        salt = secrets.token_bytes(16)
        wrapping, check = _derive(secret, salt, cost)
        nonce = secrets.token_bytes(12)
        slot = Slot(kind=kind, cost=cost, salt=salt, check=check, nonce=nonce, wrapped=b"")
        sealed = AESGCM(wrapping).encrypt(nonce, key, self._bound_to(slot.head))
        return replace(slot, wrapped=sealed)

    def _bound_to(self, slot_head: bytes) -> bytes:
        # Not the number of slots: adding one must leave the others valid.
        return b"review-desk/1 key-slot" + self.profile_id + slot_head

    def _authenticated(self) -> bytes:
        head = _HEAD.pack(MAGIC, VERSION, ALGORITHM, len(self.slots), self.profile_id)
        return head + b"".join(slot.head + slot.wrapped for slot in self.slots)


def new_database_key() -> DatabaseKey:
    """256 bits from the system's source of chance."""
    return DatabaseKey(secrets.token_bytes(32))


def new_key_slots(key: DatabaseKey, passphrase: str, code: str, cost: KdfCost) -> KeySlots:
    """Slots for a new profile: one for the passphrase, one for the recovery code's digits."""
    empty = KeySlots(profile_id=secrets.token_bytes(16), slots=())
    first = empty.with_slot(key, SlotKind.PASSPHRASE, passphrase, cost)
    return first.with_slot(key, SlotKind.RECOVERY, code, cost)


def read_key_slots(data: bytes) -> KeySlots:
    """Parse a keys file. Raises DamagedFile or NewerFormat; no secret is needed or tried."""
    if not data.startswith(MAGIC) or not _HEAD.size < len(data) <= MAX_FILE_BYTES:
        raise DamagedFile(WHAT, "not a keys file")
    # The sum comes first and ends the file in every version, so that a flipped bit in the
    # version number reads as damage and not as a newer program's file.
    body, checksum = data[:-_SUM_BYTES], data[-_SUM_BYTES:]
    if _sha256(body) != checksum:
        raise DamagedFile(WHAT, "checksum")
    _, version, algorithm, count, profile_id = _HEAD.unpack_from(body)
    if version > VERSION:
        raise NewerFormat(WHAT, found=version, supported=VERSION)
    if algorithm != ALGORITHM or not 1 <= count <= MAX_SLOTS:
        raise DamagedFile(WHAT, "header")
    if len(body) != _HEAD.size + count * _SLOT_BYTES + _MAC_BYTES:
        raise DamagedFile(WHAT, "length")
    offsets = range(_HEAD.size, _HEAD.size + count * _SLOT_BYTES, _SLOT_BYTES)
    slots = tuple(_read_slot(body[offset : offset + _SLOT_BYTES]) for offset in offsets)
    return KeySlots(profile_id=profile_id, slots=slots, mac=body[-_MAC_BYTES:])


def _read_slot(data: bytes) -> Slot:
    kind, memory, iterations, lanes, salt, check, nonce = _SLOT_HEAD.unpack_from(data)
    cost = KdfCost(memory_kib=memory, iterations=iterations, lanes=lanes)
    # Whoever wrote the file must not make us allocate what they like.
    if kind not in set(SlotKind) or not cost.is_acceptable:
        raise DamagedFile(WHAT, "slot")
    return Slot(
        kind=SlotKind(kind),
        cost=cost,
        salt=salt,
        check=check,
        nonce=nonce,
        wrapped=data[_SLOT_HEAD.size :],
    )


def _derive(secret: str, salt: bytes, cost: KdfCost) -> tuple[bytes, bytes]:
    """The wrapping key, and the value that tells a wrong secret from a damaged slot."""
    plain = unicodedata.normalize("NFKC", secret).encode("utf-8", "surrogatepass")
    return cost.derive(plain, salt)


def _authenticator(key: bytes, content: bytes) -> HMAC:
    # No salt: the database key is uniform already (RFC 5869, section 3.1).
    purpose = b"review-desk/1 key-slots"
    mac = HMAC(
        HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(key), SHA256()
    )
    mac.update(content)
    return mac


def _sha256(data: bytes) -> bytes:
    digest = Hash(SHA256())
    digest.update(data)
    return digest.finalize()
