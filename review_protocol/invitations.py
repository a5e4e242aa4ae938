"""What a package holds that is opened by a code: a key, and what its holder may do with it.

The code is told by telephone; the package goes by any way. Whoever has both holds the key,
so the package lists no addressees.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from review_protocol import codes, fields
from review_protocol.encoding import Value
from review_protocol.epochs import KEY_SIZE, EpochKey
from review_protocol.fields import ID, Shape
from review_protocol.names import MemberId
from review_protocol.sealing import KEM_SEED_SIZE
from review_protocol.signing import SEED_SIZE
from review_protocol.statements import Role

CODE_GROUPS = 4  # twenty digits of chance: 66 bits
MAX_KEYS = 10_000


class Purpose(StrEnum):
    """What a package is for."""

    WORK = "work"
    INVITATION = "invitation"
    DEVICE = "device"
    RESERVE = "reserve"


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """``seed`` is that of the one-time key; ``member`` is set when somebody comes back."""

    seed: bytes = field(repr=False)
    role: Role
    member: MemberId | None = None
    keys: tuple[EpochKey, ...] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDevice:
    """The keys of a member's further computer, which an own one has made and named."""

    seed: bytes = field(repr=False)
    kem_seed: bytes = field(repr=False)
    member: MemberId
    keys: tuple[EpochKey, ...] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReserveKey:
    """The key in the ministry's safe, with the epochs' keys of the day it was made."""

    seed: bytes = field(repr=False)
    keys: tuple[EpochKey, ...] = field(repr=False)


Grant = Invitation | NewDevice | ReserveKey

_SEED = fields.blob(SEED_SIZE, SEED_SIZE)
_KEYS = fields.many(fields.blob(KEY_SIZE, KEY_SIZE), MAX_KEYS)
_SHAPES: dict[Purpose, Shape[Any]] = {
    Purpose.INVITATION: Shape(
        Invitation,
        {
            "seed": _SEED,
            "role": fields.one_of(Role),
            "member": fields.optional(ID),
            "keys": _KEYS,
        },
    ),
    Purpose.DEVICE: Shape(
        NewDevice,
        {
            "seed": _SEED,
            "kem_seed": fields.blob(KEM_SEED_SIZE, KEM_SEED_SIZE),
            "member": ID,
            "keys": _KEYS,
        },
    ),
    Purpose.RESERVE: Shape(ReserveKey, {"seed": _SEED, "keys": _KEYS}),
}
_PURPOSES = {shape.make: purpose for purpose, shape in _SHAPES.items()}


def new_code(randbelow: Callable[[int], int]) -> str:
    """A fresh code for a package, as it is told; ``randbelow`` as in `codes.new_code`."""
    return codes.new_code(CODE_GROUPS, randbelow)


def read_code(typed: str) -> str:
    """The plain digits of what somebody typed. Raises MistypedCode."""
    return codes.read_code(typed, CODE_GROUPS)


def purpose_of(grant: Grant | None) -> Purpose:
    """What a package with this in it is for."""
    return Purpose.WORK if grant is None else _PURPOSES[type(grant)]


def write_grant(grant: Grant | None) -> dict[str, Any]:
    """The map that stands for it; an empty one for nothing. Raises Unencodable."""
    return {} if grant is None else _SHAPES[purpose_of(grant)].put(grant)


def read_grant(purpose: Purpose, value: Value) -> Grant | None:
    """What stands in a package for this purpose. Raises Malformed, TooLarge, UnknownKind."""
    if purpose is Purpose.WORK:
        fields.as_map(value, frozenset())
        return None
    found: Grant = _SHAPES[purpose].read(value)
    return found
