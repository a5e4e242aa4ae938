"""Statements about members, devices and keys: what stands in the clear header of a set."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from review_protocol.names import DeviceId, EpochId, MemberId
from review_protocol.signing import PublicKey


class Role(StrEnum):
    """What a member may do; see docs/protocol.md, section 4."""

    FOCAL_POINT = "focal-point"
    DEPUTY = "deputy"
    EXPERT = "expert"
    OBSERVER = "observer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The first set's device is the focal point's; ``kem`` is its public sealing key."""

    kem: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite:
    """Whoever holds the one-time key may join; ``member`` when somebody comes back."""

    invitation: PublicKey
    role: Role
    member: MemberId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """The set's device joins. ``proof`` is the one-time key's signature."""

    invitation: PublicKey
    kem: bytes
    proof: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirm:
    """A device that joined, and its member, are no longer provisional."""

    member: MemberId
    device: DeviceId


@dataclass(frozen=True, slots=True, kw_only=True)
class AddDevice:
    """A further device of the author's. ``proof`` is the new device's signature."""

    device: PublicKey
    kem: bytes
    proof: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveDevice:
    """A device is out."""

    device: DeviceId


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRole:
    """A member's role from now on; never focal point."""

    member: MemberId
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveMember:
    """A member and all their devices are out."""

    member: MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """Another member is focal point; ``until`` (seconds since 1970) is shown, not enforced."""

    to: MemberId
    until: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBack:
    """The member who handed over until a date is focal point again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOver:
    """The deputy is focal point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reserve:
    """The public half of the key in the ministry's safe; in the place of any before."""

    reserve: PublicKey


@dataclass(frozen=True, slots=True, kw_only=True)
class UseReserve:
    """The set's device and its member are focal point. ``proof`` is the reserve key's."""

    reserve: PublicKey
    kem: bytes
    proof: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedKey:
    """An epoch's key, sealed to one device."""

    device: DeviceId
    sealed: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Epoch:
    """A key, given to these devices; ``older`` are the former keys, encrypted under it."""

    epoch: EpochId
    keys: tuple[SealedKey, ...]
    older: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """The secretariat's key: what it signs is the secretariat's."""

    secretariat: PublicKey


Statement = (
    Found
    | Invite
    | Join
    | Confirm
    | AddDevice
    | RemoveDevice
    | SetRole
    | RemoveMember
    | HandOver
    | TakeBack
    | TakeOver
    | Reserve
    | UseReserve
    | Epoch
    | Server
)
