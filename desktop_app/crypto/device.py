"""The keys of one computer: what it signs with, and what others seal to it with.

Who a device is, is its signing key. Both secret halves are kept in the encrypted database
only.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from review_protocol.names import DeviceId, device_id
from review_protocol.sealing import KemKey
from review_protocol.signing import PublicKey, SigningKey


@dataclass(frozen=True, slots=True)
class DeviceKey:
    """An Ed25519 key pair, and an X-Wing pair for what is sealed to this device."""

    signing: SigningKey = field(repr=False)
    kem: KemKey = field(repr=False)

    @property
    def public(self) -> PublicKey:
        """What others verify this device's signatures with."""
        return self.signing.public

    @property
    def id(self) -> DeviceId:
        """The first 128 bits of the public key's SHA-256, in hexadecimal."""
        return device_id(self.public)


def new_device_key() -> DeviceKey:
    """Fresh pairs."""
    return DeviceKey(SigningKey.generate(), KemKey.generate())


def device_key(seed: bytes, kem_seed: bytes) -> DeviceKey:
    """The pairs of these secret bytes, 32 each."""
    return DeviceKey(SigningKey(seed), KemKey(kem_seed))
