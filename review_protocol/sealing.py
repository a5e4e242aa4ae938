"""Sealing a secret to one device: HPKE (RFC 9180) over X-Wing, each time for a purpose.

X-Wing is ML-KEM-768 and X25519 together: what was sealed stays secret if either holds.
Anybody can seal to a public key, so being able to open proves nothing about the sender;
who must be known signs inside. Public keys are checked by `load_kem`.
"""

from __future__ import annotations

import hashlib
from enum import StrEnum
from typing import NewType

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import (
    MLKEM768PrivateKey,
    MLKEM768PublicKey,
)
from cryptography.hazmat.primitives.asymmetric.x25519 import (
    X25519PrivateKey,
    X25519PublicKey,
)
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)

from review_protocol.errors import NotForUs, UnusableKey

KemPublic = NewType("KemPublic", bytes)
"""1,216 bytes that `load_kem` or a `KemKey` gave out."""

KEM_SEED_SIZE = 32
KEM_PUBLIC_SIZE = 1216
OVERHEAD = 1120 + 16  # encapsulation and tag

_MLKEM_PUBLIC_SIZE = 1184
_MLKEM_SEED_SIZE = 64
_X25519_P = 2**255 - 19
_SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_PROBE = X25519PrivateKey.from_private_bytes(b"\x01" * 32)


class Purpose(StrEnum):
    """What a secret is sealed for."""

    EPOCH_KEY = "review-desk/1 epoch-key"
    PACKAGE_KEY = "review-desk/1 package-key"
    SUBMISSION_KEY = "review-desk/1 submission-key"
    COURIER_KEY = "review-desk/1 courier-key"


class KemKey:
    """The private key that a device opens with. Its ``repr`` shows nothing of it."""

    __slots__ = ("_key", "_seed", "public")

    def __init__(self, seed: bytes) -> None:
        if len(seed) != KEM_SEED_SIZE:
            raise ValueError(f"{len(seed)} bytes")
        expanded = hashlib.shake_256(seed).digest(_MLKEM_SEED_SIZE + 32)
        mlkem = MLKEM768PrivateKey.from_seed_bytes(expanded[:_MLKEM_SEED_SIZE])
        x25519 = X25519PrivateKey.from_private_bytes(expanded[_MLKEM_SEED_SIZE:])
        self._seed = seed
        self._key = MLKEM768X25519PrivateKey(mlkem, x25519)
        public = mlkem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw()
        self.public = load_kem(public)

    @classmethod
    def generate(cls) -> KemKey:
        """A new key from the system's random source."""
        return cls(X25519PrivateKey.generate().private_bytes_raw())

    def seed(self) -> bytes:
        """The 32 secret bytes, to be kept by the caller as a secret."""
        return self._seed

    def open(self, purpose: Purpose, sealed: bytes, *, bound: bytes = b"") -> bytes:
        """What was sealed to this key; raises NotForUs for anything else."""
        try:
            return _SUITE.decrypt(sealed, self._key, info=_info(purpose, bound))
        except InvalidTag as error:
            raise NotForUs("sealed to another key, for another purpose, or altered") from error


def load_kem(data: bytes) -> KemPublic:
    """The bytes as a public key. Raises UnusableKey.

    Refused are keys whose X25519 half has small order or is not in its one spelling, and
    those whose ML-KEM half has a coefficient that is not reduced (FIPS 203, section 7.2).
    """
    _loaded(data)
    return KemPublic(data)


def seal(public: KemPublic, purpose: Purpose, secret: bytes, *, bound: bytes = b"") -> bytes:
    """``OVERHEAD`` bytes more; opens only with the same purpose and the same ``bound``."""
    return _SUITE.encrypt(secret, _loaded(public), info=_info(purpose, bound))


def _loaded(data: bytes) -> MLKEM768X25519PublicKey:
    if len(data) != KEM_PUBLIC_SIZE:
        raise UnusableKey(f"{len(data)} bytes")
    mlkem, curve = data[:_MLKEM_PUBLIC_SIZE], data[_MLKEM_PUBLIC_SIZE:]
    if int.from_bytes(curve, "little") >= _X25519_P:
        raise UnusableKey("not the one spelling of its point")
    x25519 = X25519PublicKey.from_public_bytes(curve)
    try:
        _PROBE.exchange(x25519)  # refuses points of small order: they give the zero secret
        return MLKEM768X25519PublicKey(MLKEM768PublicKey.from_public_bytes(mlkem), x25519)
    except ValueError as error:
        raise UnusableKey("not a point or lattice that can be trusted") from error


def _info(purpose: Purpose, bound: bytes) -> bytes:
    return purpose.value.encode() + b"\0" + bound
