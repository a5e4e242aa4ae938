"""Names of the things of the protocol (docs/protocol.md, section 2)."""

from __future__ import annotations

import hashlib
from typing import NewType

SetId = NewType("SetId", str)
"""64 hexadecimal digits: the SHA-256 of a change set's bytes."""
ContentId = NewType("ContentId", str)
"""64 hexadecimal digits: the SHA-256 of bytes that belong to a dossier and are no set."""
ChangeId = NewType("ChangeId", str)
"""A set's id, ``.`` and the change's index in it; or a local id before it is sealed."""
DeviceId = NewType("DeviceId", str)
MemberId = NewType("MemberId", str)
EpochId = NewType("EpochId", bytes)

DEVICE_DIGITS = 32
NOBODY = MemberId("")
"""The author of what came from a device that nobody knew."""
SECRETARIAT = MemberId("secretariat")
"""The author of what the server's key signed; no device has this name."""
PENDING = SetId("")
"""In the place of a set's id while its changes are not sealed yet."""


def device_id(public: bytes) -> DeviceId:
    """The device that has this Ed25519 public key."""
    return DeviceId(hashlib.sha256(public).hexdigest()[:DEVICE_DIGITS])


def member_of_founding_device(device: DeviceId) -> MemberId:
    """The member who founded or joined a dossier with this device."""
    return MemberId(device)


def change_id(set_id: SetId, index: int) -> ChangeId:
    """The name of a sealed change."""
    return ChangeId(f"{set_id}.{index}")


def set_of(change: ChangeId) -> SetId:
    """The set that a sealed change is in; "" for one that is not sealed."""
    return SetId(change.partition(".")[0]) if "." in change else SetId("")
