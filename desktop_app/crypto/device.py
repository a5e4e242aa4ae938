"""The key pair of one computer: what it signs with, and who it is by its public half."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from review_protocol.signing import PublicKey, SigningKey

ID_HEX_DIGITS = 32


@dataclass(frozen=True, slots=True)
class DeviceKey:
    """An Ed25519 key pair; its secret half is kept in the encrypted database only."""

    signing: SigningKey = field(repr=False)

    @property
    def public(self) -> PublicKey:
        """What others verify this device's signatures with."""
        return self.signing.public

    @property
    def id(self) -> str:
        """The first 128 bits of the public key's SHA-256, in hexadecimal."""
        return hashlib.sha256(self.public).hexdigest()[:ID_HEX_DIGITS]


def new_device_key() -> DeviceKey:
    """A fresh pair."""
    return DeviceKey(SigningKey.generate())


def device_key(seed: bytes) -> DeviceKey:
    """The pair of these 32 secret bytes."""
    return DeviceKey(SigningKey(seed))
