"""Files that were changed at random, and good signatures around nonsense: all refused.

Every reader either gives what was there or raises a ProtocolError; whoever wrote the bytes
may hold a key and sign what they like.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_protocol import (
    armour,
    couriers,
    encoding,
    manifests,
    packs,
    receipts,
    rounds,
    server_invitations,
    sets,
    submissions,
    working_files,
)
from review_protocol.couriers import Direction
from review_protocol.encoding import Encodable, Value
from review_protocol.epochs import epoch_id
from review_protocol.errors import ProtocolError
from review_protocol.invitations import Grant, Invitation, NewDevice, Purpose, ReserveKey
from review_protocol.packages import read_front
from review_protocol.signing import Context
from review_protocol.statement_coding import read_statements, write_statement
from review_protocol.statements import Role
from tests.builders.keys import make_epoch_key
from tests.builders.packages import (
    ANNA,
    CODE,
    SENDER,
    make_invitation,
    make_manifest,
    make_package,
    open_by,
    open_with,
)
from tests.builders.rounds import (
    DEVICE,
    ROOT,
    SERVER,
    answer_bytes,
    invitation_bytes,
    make_request,
    request_bytes,
)
from tests.builders.secretariat_files import KEM, SUBMISSION, load_out, message, receipt_bytes
from tests.builders.sets import EVERY_STATEMENT, MEMBER, make_set
from tests.builders.signing import make_signing_key

KEYS = {epoch_id(make_epoch_key()): make_epoch_key()}
GOLDEN = Path(__file__).parents[2] / "data" / "protocol" / "1"
PACKAGE = make_package()


def text_form(data: bytes) -> object:
    return armour.join(armour.parts_in(armour.text_in(data)))


def open_message(data: bytes) -> object:
    return submissions.open_submission(data, submissions.read_envelope(data), KEM)


READERS: dict[str, tuple[bytes, Callable[[bytes], object]]] = {
    "set": (make_set().data, lambda data: sets.open_set(data, KEYS)),
    "package": (PACKAGE, open_by),
    "invitation": (make_invitation(), open_with),
    "questionnaire": (packs.seal({"id": "small", "xform": bytes(300)}), packs.unseal),
    "request": (request_bytes(), lambda data: rounds.read_request(data, SERVER.public)),
    "answer": (answer_bytes(), lambda data: rounds.read_answer(data, ROOT, SERVER.public)),
    "server": (invitation_bytes(), server_invitations.read_server_invitation),
    "message": (message(SUBMISSION), open_message),
    "receipt": (receipt_bytes(), receipts.read_receipt),
    "load": (load_out(), lambda data: couriers.read_load(data, Direction.OUT, KEM)),
    "working file": (
        working_files.write_file(bytes(300), bytes(32)),
        lambda data: working_files.read_file(data, bytes(32)),
    ),
    "text": ("".join(armour.split(PACKAGE, part_size=4_000)).encode(), text_form),
}


@st.composite
def changed(draw: st.DrawFn, data: bytes) -> bytes:
    """The bytes with a stretch of them replaced, moved, repeated or left out."""
    start = draw(st.integers(0, len(data)))
    end = draw(st.integers(start, min(len(data), start + 300)))
    place = draw(st.integers(0, len(data)))
    stretch = data[start:end]
    return draw(
        st.sampled_from(
            [
                data[:start] + draw(st.binary(max_size=80)) + data[end:],
                data[:start] + data[end:],
                data[:end] + stretch + data[end:],
                data[:place] + stretch + data[place:],
                data[:start] + stretch[::-1] + data[end:],
                data[start:] + data[:start],
            ]
        )
    )


@pytest.mark.parametrize("name", READERS)
@given(st.data())
def test_a_changed_file_is_refused_or_the_same(name: str, data: st.DataObject) -> None:
    whole, read = READERS[name]
    try:
        found = read(data.draw(changed(whole)))
    except ProtocolError:
        return
    assert found == read(whole)


LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.text(max_size=4)
    | st.binary(max_size=4)
    | st.sampled_from([bytes(16), bytes(32), bytes(64), bytes(1216), "../x", "CON", "\u202e"])
)
VALUES: st.SearchStrategy[Any] = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=8,
)


@st.composite
def spoiled(draw: st.DrawFn, value: Value) -> Value:
    """The value with another one somewhere in it."""
    if isinstance(value, dict) and value and draw(st.integers(0, 9)):
        key = draw(st.sampled_from(sorted(value)))
        return {**value, key: draw(spoiled(value[key]))}
    if isinstance(value, list) and value and draw(st.integers(0, 9)):
        at = draw(st.integers(0, len(value) - 1))
        return [*value[:at], draw(spoiled(value[at])), *value[at + 1 :]]
    return plain(draw(VALUES))


def plain(value: Encodable) -> Value:
    return encoding.decode(encoding.encode(value))


@given(spoiled([plain(write_statement(each)) for each in EVERY_STATEMENT]))
def test_statements_of_any_shape_are_refused_or_sound(value: Value) -> None:
    try:
        statements = read_statements(value if isinstance(value, list) else [value])
    except ProtocolError:
        return
    assert [plain(write_statement(each)) for each in statements] == value


@given(spoiled(encoding.decode(manifests.write_manifest(make_manifest()))))
def test_a_signed_manifest_of_any_shape_is_refused_or_sound(value: Value) -> None:
    data = encoding.encode(value)
    try:
        manifest = manifests.read_manifest(data, manifests.sign_manifest(data, SENDER))
    except ProtocolError:
        return
    assert manifests.write_manifest(manifest) == data


GRANTS: dict[str, Grant] = {
    "invitation": Invitation(
        seed=bytes(32), role=Role.EXPERT, member=MEMBER, keys=(make_epoch_key(),) * 2
    ),
    "device": NewDevice(
        seed=bytes(32), kem_seed=bytes(32), member=MEMBER, keys=(make_epoch_key(),)
    ),
    "reserve": ReserveKey(seed=bytes(32), keys=(make_epoch_key(),)),
}


@pytest.mark.parametrize("name", GRANTS)
@given(st.data())
def test_what_a_code_opens_is_of_any_shape_refused_or_sound(
    name: str, data: st.DataObject
) -> None:
    """In a manifest whose signature is good."""
    whole = manifests.write_manifest(make_manifest(to=(), grant=GRANTS[name]))
    value = encoding.decode(whole)
    assert isinstance(value, dict)
    purpose = st.sampled_from([value["purpose"]] * 4 + [*Purpose, "tomorrow"])
    spoilt = {
        **value,
        "grant": data.draw(spoiled(value["grant"])),
        "purpose": str(data.draw(purpose)),
    }
    signed = encoding.encode(spoilt)
    try:
        manifest = manifests.read_manifest(signed, manifests.sign_manifest(signed, SENDER))
    except ProtocolError:
        return
    assert manifests.write_manifest(manifest) == signed


def clear_of(data: bytes) -> Any:
    length = int.from_bytes(data[12:16], "big")
    return encoding.decode(data[20 : 20 + length])


@given(spoiled(clear_of(make_set().data)))
def test_a_signed_header_of_any_shape_is_refused_or_sound(value: Value) -> None:
    clear = encoding.encode(value)
    front = b"RDCSET\r\n\0\1\0\1" + len(clear).to_bytes(4, "big") + bytes(4) + clear
    data = front + make_signing_key().sign(Context.CHANGE_SET, front)
    try:
        header = sets.read_header(data)
    except ProtocolError:
        return
    assert clear_of(data) == value
    assert header.id == sets.set_id(data)


@given(spoiled(encoding.decode(request_bytes(make_request())[16:-64])))
def test_a_signed_request_of_any_shape_is_refused_or_sound(value: Value) -> None:
    clear = encoding.encode(value)
    front = request_bytes()[:12] + len(clear).to_bytes(4, "big") + clear
    signature = DEVICE.sign(Context.REQUEST, SERVER.public + front)
    try:
        request = rounds.read_request(front + signature, SERVER.public)
    except ProtocolError:
        return
    assert rounds.write_request(request, SERVER.public, DEVICE)[:-64] == front


@pytest.mark.parametrize("name", ["first.rdcset", "second.rdcset"])
def test_a_golden_set_with_a_changed_bit_is_refused(name: str) -> None:
    whole = (GOLDEN / name).read_bytes()
    for bit in range(0, len(whole) * 8, 61):
        changed_one = bytearray(whole)
        changed_one[bit // 8] ^= 1 << bit % 8
        with pytest.raises(ProtocolError):
            sets.read_header(bytes(changed_one))


@pytest.mark.parametrize("size", [0, 1, 23, 24, 100, 10**6])
def test_a_file_of_one_byte_over_and_over_is_refused(size: int) -> None:
    for byte in (b"\0", b"\xff", b"\x81", b"="):
        for _, read in READERS.values():
            with pytest.raises(ProtocolError):
                read(byte * size)


def test_the_fuzzed_files_are_good_ones() -> None:
    assert read_front(io.BytesIO(PACKAGE).read).addressees == 2
    assert open_by(PACKAGE, ANNA) == open_by(text_form_of(PACKAGE))
    assert open_with(make_invitation(), CODE)[1]


def text_form_of(data: bytes) -> bytes:
    return armour.join(armour.parts_in("".join(armour.split(data, part_size=4_000))))
