"""Statements as they stand in the header of a set, and the proofs that some of them carry.

Every statement is a map with its kind and exactly its fields. `docs/file-formats.md` lists
them; who may make one is judged elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from review_protocol import fields
from review_protocol.encoding import Value
from review_protocol.errors import Malformed, UnknownKind
from review_protocol.fields import ID, KEM_KEY, PUBLIC_KEY, SIGNATURE, TIME, Shape
from review_protocol.names import MemberId, SetId
from review_protocol.sealing import OVERHEAD, KemPublic
from review_protocol.signing import PublicKey
from review_protocol.statements import (
    AddDevice,
    Confirm,
    Epoch,
    Found,
    HandOver,
    Invite,
    Join,
    RemoveDevice,
    RemoveMember,
    Reserve,
    Role,
    SealedKey,
    Server,
    SetRole,
    Statement,
    TakeBack,
    TakeOver,
    UseReserve,
)

MAX_STATEMENTS = 1_000
MAX_DEVICES = 1_000  # that one epoch is sealed to
EPOCH_KEY_SIZE = 32
MAX_OLDER = 64 * 1024
_KIND = "kind"

_ROLE = fields.one_of(Role)
_EPOCH_ID = fields.blob(fields.ID_SIZE, fields.ID_SIZE)
_SEALED_SIZE = OVERHEAD + EPOCH_KEY_SIZE
_SEALED: Shape[SealedKey] = Shape(
    SealedKey, {"device": ID, "sealed": fields.blob(_SEALED_SIZE, _SEALED_SIZE)}
)
_PROVEN = {"kem": KEM_KEY, "proof": SIGNATURE}

SHAPES: dict[str, Shape[Any]] = {
    "found": Shape(Found, {"kem": KEM_KEY}),
    "invite": Shape(
        Invite,
        {"invitation": PUBLIC_KEY, "role": _ROLE, "member": fields.optional(ID)},
    ),
    "join": Shape(Join, {"invitation": PUBLIC_KEY, **_PROVEN}),
    "confirm": Shape(Confirm, {"member": ID, "device": ID}),
    "device": Shape(AddDevice, {"device": PUBLIC_KEY, **_PROVEN}),
    "remove-device": Shape(RemoveDevice, {"device": ID}),
    "role": Shape(SetRole, {"member": ID, "role": _ROLE}),
    "remove": Shape(RemoveMember, {"member": ID}),
    "hand-over": Shape(HandOver, {"to": ID, "until": fields.optional(TIME)}),
    "take-back": Shape(TakeBack, {}),
    "take-over": Shape(TakeOver, {}),
    "reserve": Shape(Reserve, {"reserve": PUBLIC_KEY}),
    "use-reserve": Shape(UseReserve, {"reserve": PUBLIC_KEY, **_PROVEN}),
    "epoch": Shape(
        Epoch,
        {
            "epoch": _EPOCH_ID,
            "keys": fields.many(fields.inner(_SEALED), MAX_DEVICES),
            "older": fields.blob(0, MAX_OLDER),
        },
    ),
    "server": Shape(Server, {"secretariat": PUBLIC_KEY}),
}
_KIND_OF = {shape.make: kind for kind, shape in SHAPES.items()}


def write_statement(statement: Statement) -> dict[str, Any]:
    """The map that stands for it. Raises Unencodable for what no reader would take."""
    kind = _KIND_OF[type(statement)]
    return {_KIND: kind, **SHAPES[kind].put(statement)}


def read_statements(values: Sequence[Value]) -> tuple[Statement, ...]:
    """The statements of a header. Raises UnknownKind if only a newer program knows one.

    Else Malformed, TooLarge or UnusableKey; then the set that they stand in is broken.
    """
    return tuple(_read(value) for value in fields.as_list(list(values), MAX_STATEMENTS))


def _read(value: Value) -> Statement:
    if not isinstance(value, dict) or _KIND not in value:
        raise Malformed("a statement without its kind")
    kind = fields.as_text(value[_KIND], fields.MAX_LINE)
    if kind not in SHAPES:
        raise UnknownKind(kind)
    found: Statement = SHAPES[kind].read({k: v for k, v in value.items() if k != _KIND})
    return found


def join_message(dossier: SetId, device: PublicKey, kem: KemPublic | bytes) -> bytes:
    """What an invitation's one-time key signs (`Context.JOIN`); all parts have one length."""
    return bytes.fromhex(dossier) + device + kem


def reserve_message(dossier: SetId, device: PublicKey, kem: KemPublic | bytes) -> bytes:
    """What the reserve key signs (`Context.RESERVE`)."""
    return join_message(dossier, device, kem)


def device_message(dossier: SetId, member: MemberId, kem: KemPublic | bytes) -> bytes:
    """What a further device signs (`Context.DEVICE`): that it is this member's."""
    return bytes.fromhex(dossier) + bytes.fromhex(member) + kem
