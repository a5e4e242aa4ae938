"""Ed25519 signatures (RFC 8032), each bound to what it is for.

A signature is made over ``context || 0x00 || message``, so that what was signed for one
purpose is worth nothing for another. Public keys are checked by `load_public`: the library
below takes the small-order ones too, under which signatures can be made by anybody.
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from enum import StrEnum
from typing import NewType

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from review_protocol.errors import Altered, UnusableKey

PublicKey = NewType("PublicKey", bytes)
"""32 bytes that `load_public` or a `SigningKey` gave out."""

PUBLIC_SIZE = 32
SEED_SIZE = 32
SIGNATURE_SIZE = 64

_P = 2**255 - 19
_ORDER_8_Y = 0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826
# The y coordinates of all eight points of small order, whatever the sign of x.
_SMALL_ORDER_Y = {0, 1, _P - 1, _ORDER_8_Y, _P - _ORDER_8_Y}
_FINGERPRINT_DOMAIN = b"review-desk/1 fingerprint\0"
_FINGERPRINT_GROUPS = 8


class Context(StrEnum):
    """What a signature is for."""

    PACK = "review-desk/1 pack"
    CHANGE_SET = "review-desk/1 change-set"
    MANIFEST = "review-desk/1 manifest"
    JOIN = "review-desk/1 join"
    DEVICE = "review-desk/1 device"
    RESERVE = "review-desk/1 reserve"
    RECEIPT = "review-desk/1 receipt"
    REQUEST = "review-desk/1 round"
    ANSWER = "review-desk/1 answer"
    REGISTER = "review-desk/1 register"
    SERVER = "review-desk/1 server"
    SUBMISSION = "review-desk/1 submission"


class SigningKey:
    """A private key. Its ``repr`` shows nothing of it."""

    __slots__ = ("_key", "public")

    def __init__(self, seed: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = load_public(self._key.public_key().public_bytes_raw())

    @classmethod
    def generate(cls) -> SigningKey:
        """A new key from the system's random source."""
        return cls(Ed25519PrivateKey.generate().private_bytes_raw())

    def seed(self) -> bytes:
        """The 32 secret bytes, to be kept by the caller as a secret."""
        return self._key.private_bytes_raw()

    def sign(self, context: Context, message: bytes) -> bytes:
        """The 64 bytes of the signature."""
        return self._key.sign(_bound(context, message))


def load_public(data: bytes) -> PublicKey:
    """The bytes as a public key; raises UnusableKey for small order and for y >= p."""
    if len(data) != PUBLIC_SIZE:
        raise UnusableKey(f"{len(data)} bytes")
    y = int.from_bytes(data, "little") & (2**255 - 1)  # the top bit is the sign of x
    if y >= _P or y in _SMALL_ORDER_Y:
        raise UnusableKey("not a point that can be trusted")
    return PublicKey(data)


def verify(public: bytes, context: Context, message: bytes, signature: bytes) -> None:
    """Raises UnusableKey for a bad key and Altered when the signature does not fit."""
    key = Ed25519PublicKey.from_public_bytes(load_public(public))
    try:
        key.verify(signature, _bound(context, message))
    except InvalidSignature as error:
        raise Altered("signature") from error


def fingerprint(public: PublicKey) -> str:
    """Eight groups of five digits, to be read out on the telephone (about 132 bits)."""
    digest = hashlib.sha256(_FINGERPRINT_DOMAIN + public).digest()
    numbers = (digest[i : i + 4] for i in range(0, 4 * _FINGERPRINT_GROUPS, 4))
    return " ".join(f"{int.from_bytes(four, 'big') % 100_000:05}" for four in numbers)


def is_fingerprint_of(text: str, public: PublicKey) -> bool:
    """Whether somebody typed this key's fingerprint; spacing and script do not matter."""
    return hmac.compare_digest(_digits(text), _digits(fingerprint(public)))


def _digits(text: str) -> str:
    values = (unicodedata.decimal(character, -1) for character in text)
    return "".join(str(value) for value in values if value >= 0)


def _bound(context: Context, message: bytes) -> bytes:
    return context.value.encode() + b"\0" + message
