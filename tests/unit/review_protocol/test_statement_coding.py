from __future__ import annotations

from typing import Any, get_args

import pytest

from review_protocol import encoding, signing
from review_protocol.errors import (
    Malformed,
    ProtocolError,
    TooLarge,
    Unencodable,
    UnknownKind,
    UnusableKey,
)
from review_protocol.signing import Context
from review_protocol.statement_coding import (
    MAX_STATEMENTS,
    SHAPES,
    device_message,
    join_message,
    read_statements,
    reserve_message,
    write_statement,
)
from review_protocol.statements import (
    AddDevice,
    Confirm,
    HandOver,
    Invite,
    Join,
    Role,
    SetRole,
    Statement,
    UseReserve,
)
from tests.builders.sets import DEVICE, DOSSIER, EVERY_STATEMENT, KEM, MEMBER
from tests.builders.signing import make_signing_key

OWN = make_signing_key().public
SMALL_ORDER = bytes([1]) + bytes(31)
WORDS = [
    "found",
    "invite",
    "join",
    "confirm",
    "device",
    "remove-device",
    "role",
    "remove",
    "hand-over",
    "take-back",
    "take-over",
    "reserve",
    "use-reserve",
    "epoch",
    "server",
]


def through_bytes(*statements: Statement) -> tuple[Statement, ...]:
    plain = encoding.decode(encoding.encode([write_statement(each) for each in statements]))
    assert isinstance(plain, list)
    return read_statements(plain)


def written(kind: type[Statement]) -> dict[str, Any]:
    return write_statement(next(each for each in EVERY_STATEMENT if type(each) is kind))


def test_every_kind_of_statement_has_its_word() -> None:
    assert {shape.make for shape in SHAPES.values()} == set(get_args(Statement))
    assert list(SHAPES) == WORDS


def test_the_builder_knows_every_kind() -> None:
    assert {type(each) for each in EVERY_STATEMENT} == set(get_args(Statement))


def test_what_is_written_comes_back() -> None:
    assert through_bytes(*EVERY_STATEMENT) == tuple(EVERY_STATEMENT)


def test_a_statement_is_a_map_of_its_kind_and_its_fields() -> None:
    statement = SetRole(member=MEMBER, role=Role.DEPUTY)
    plain = {"kind": "role", "member": bytes.fromhex(MEMBER), "role": "deputy"}
    assert write_statement(statement) == plain


@pytest.mark.parametrize("statement", EVERY_STATEMENT, ids=lambda each: type(each).__name__)
def test_a_field_too_few_or_too_many_is_refused(statement: Statement) -> None:
    plain = write_statement(statement)
    for changed in [{**plain, "more": 1}, *({**plain, name: {"": 0}} for name in plain)]:
        with pytest.raises(ProtocolError):
            read_statements([changed])
    for name in plain:
        with pytest.raises(Malformed):
            read_statements([{key: plain[key] for key in plain if key != name}])


def test_a_kind_of_tomorrow_is_told_from_a_broken_one() -> None:
    with pytest.raises(UnknownKind) as held:
        read_statements([{"kind": "countersign", "by": 1}])
    assert held.value.kind == "countersign"


def test_a_role_of_tomorrow_is_told_so() -> None:
    with pytest.raises(UnknownKind):
        read_statements([{**written(SetRole), "role": "translator"}])


@pytest.mark.parametrize("value", [None, 1, "found", [], {}, {"kind": 1}, {"kind": None}])
def test_what_is_no_statement_is_refused(value: encoding.Value) -> None:
    with pytest.raises(Malformed):
        read_statements([value])


def test_more_statements_than_a_set_takes_are_refused() -> None:
    with pytest.raises(TooLarge):
        read_statements([{"kind": "take-over"}] * (MAX_STATEMENTS + 1))


@pytest.mark.parametrize(
    ("kind", "name"), [(Invite, "invitation"), (Join, "invitation"), (AddDevice, "device")]
)
def test_a_key_of_small_order_is_refused(kind: type[Statement], name: str) -> None:
    with pytest.raises(UnusableKey):
        read_statements([{**written(kind), name: SMALL_ORDER}])


@pytest.mark.parametrize("kind", [Join, AddDevice, UseReserve])
def test_a_sealing_key_that_opens_to_everybody_is_refused(kind: type[Statement]) -> None:
    with pytest.raises(UnusableKey):
        read_statements([{**written(kind), "kem": KEM[:1184] + bytes(32)}])


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [
        (Confirm, "member", bytes(15)),
        (Confirm, "device", bytes(17)),
        (Confirm, "device", DEVICE),
        (HandOver, "until", True),
        (HandOver, "until", 2**60),
        (Join, "proof", bytes(63)),
    ],
)
def test_a_field_out_of_bounds_is_refused(
    kind: type[Statement], name: str, value: encoding.Value
) -> None:
    with pytest.raises(Malformed):
        read_statements([{**written(kind), name: value}])


@pytest.mark.parametrize(
    "statement",
    [
        Confirm(member=MEMBER, device=DEVICE[:-2]),  # type: ignore[arg-type]  # wrong on purpose
        Confirm(member=MEMBER, device=DEVICE.upper()),  # type: ignore[arg-type]  # wrong on purpose
        Confirm(member="nobody", device=DEVICE),  # type: ignore[arg-type]  # wrong on purpose
        SetRole(member=MEMBER, role="translator"),  # type: ignore[arg-type]  # wrong on purpose
        Join(invitation=SMALL_ORDER, kem=KEM, proof=bytes(64)),  # type: ignore[arg-type]  # wrong on purpose
    ],
)
def test_what_nobody_would_read_is_not_written(statement: Statement) -> None:
    with pytest.raises(Unencodable):
        write_statement(statement)


def test_a_proof_names_dossier_device_and_sealing_key() -> None:
    assert join_message(DOSSIER, OWN, KEM) == bytes.fromhex(DOSSIER) + OWN + KEM
    assert reserve_message(DOSSIER, OWN, KEM) == join_message(DOSSIER, OWN, KEM)


def test_a_further_device_names_dossier_member_and_sealing_key() -> None:
    parts = bytes.fromhex(DOSSIER) + bytes.fromhex(MEMBER) + KEM
    assert device_message(DOSSIER, MEMBER, KEM) == parts


def test_the_proofs_of_the_builder_fit() -> None:
    for each in EVERY_STATEMENT:
        if isinstance(each, Join):
            message = join_message(DOSSIER, OWN, each.kem)
            signing.verify(each.invitation, Context.JOIN, message, each.proof)
        if isinstance(each, AddDevice):
            message = device_message(DOSSIER, MEMBER, each.kem)
            signing.verify(each.device, Context.DEVICE, message, each.proof)
        if isinstance(each, UseReserve):
            message = reserve_message(DOSSIER, OWN, each.kem)
            signing.verify(each.reserve, Context.RESERVE, message, each.proof)
