from __future__ import annotations

import hashlib
import struct
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_protocol import encoding, padding, sets
from review_protocol.changes import AnswerChange
from review_protocol.epochs import epoch_id
from review_protocol.errors import (
    Altered,
    Appended,
    Malformed,
    NeedsNewer,
    NewerVersion,
    OtherFormat,
    ProtocolError,
    TooLarge,
    Truncated,
    Unencodable,
    UnknownKind,
    UnusableKey,
)
from review_protocol.names import SetId, change_id
from review_protocol.sets import open_body, open_set, read_header, seal_set
from review_protocol.signing import Context
from review_protocol.statement_coding import read_statements
from review_protocol.statements import TakeOver
from tests.builders.keys import make_epoch_key
from tests.builders.sets import (
    AT,
    DOSSIER,
    EVERY_CHANGE,
    EVERY_STATEMENT,
    ONE,
    TWO,
    local,
    make_draft,
    make_set,
)
from tests.builders.signing import make_signing_key

KEY = make_epoch_key()
KEYS = {epoch_id(KEY): KEY}
SIGNER = make_signing_key()
SMALL = make_set()
FULL = make_set(changes=EVERY_CHANGE, statements=EVERY_STATEMENT)
FRONT = struct.Struct(">8sHHII")


def parts_of(data: bytes) -> tuple[dict[str, Any], bytes]:
    """The clear header as a map, and the encrypted body."""
    _, _, _, header, body = FRONT.unpack_from(data)
    clear = encoding.decode(data[FRONT.size : FRONT.size + header])
    assert isinstance(clear, dict)
    return clear, data[FRONT.size + header :][:body]


def made(
    header: encoding.Encodable, body: bytes, *, version: int = 1, algorithm: int = 1
) -> bytes:
    """A set with a good signature around whatever it holds."""
    clear = encoding.encode(header)
    front = FRONT.pack(sets.MAGIC, version, algorithm, len(clear), len(body)) + clear + body
    return front + SIGNER.sign(Context.CHANGE_SET, front)


def with_header(**changes: Any) -> bytes:
    clear, body = parts_of(SMALL.data)
    return made({**clear, **changes}, body)


def with_plain_body(padded: bytes) -> bytes:
    """A set whose body decrypts to this."""
    clear, _ = parts_of(SMALL.data)
    header = read_header(SMALL.data)
    encoded = encoding.encode(clear)
    front = FRONT.pack(sets.MAGIC, 1, 1, len(encoded), len(padded) + 16) + encoded
    body = sets._body_cipher(header, KEY).encrypt(bytes(12), padded, front)
    return made(clear, body)


def test_what_is_sealed_comes_back() -> None:
    opened = open_set(SMALL.data, KEYS)
    assert opened.changes == (AnswerChange(key="q1", value="Yes", at=AT),)
    assert opened.parents == {ONE, TWO}
    assert (opened.id, opened.device, opened.is_broken) == (SMALL.id, SIGNER.public, False)


def test_every_kind_comes_back_with_its_name() -> None:
    opened = open_set(FULL.data, KEYS)
    assert opened.statements == tuple(EVERY_STATEMENT)
    assert opened.changes is not None
    by_name = dict(zip(opened.names, opened.changes, strict=True))
    for name, change in EVERY_CHANGE:
        assert type(by_name[FULL.names[name]]) is type(change)
    second = by_name[FULL.names[local("second")]]
    assert isinstance(second, AnswerChange)
    first = FULL.names[local("first")]
    assert second.replaces == (first, change_id(TWO, 7), change_id(ONE, 0))


def test_the_name_is_the_hash_of_the_bytes() -> None:
    assert SMALL.id == hashlib.sha256(SMALL.data).hexdigest()
    assert SMALL.names == {local("a"): f"{SMALL.id}.0"}
    assert read_header(SMALL.data).id == SMALL.id


def test_the_same_draft_gives_the_same_bytes() -> None:
    assert make_set().data == SMALL.data


def test_without_a_key_the_header_is_read() -> None:
    header = read_header(FULL.data)
    assert header.dossier == DOSSIER
    assert header.kind == "changes"
    assert header.parents == (ONE, TWO)
    assert header.roster == b"\x0f" * 32
    assert header.epoch == epoch_id(KEY)
    assert len(header.salt) == 16
    assert read_statements(header.statements) == tuple(EVERY_STATEMENT)


def test_without_the_key_of_the_epoch_a_set_stays_shut() -> None:
    other = make_epoch_key("another")
    opened = open_set(FULL.data, {epoch_id(other): other})
    assert (opened.changes, opened.names, opened.is_broken) == (None, (), False)
    assert opened.statements == tuple(EVERY_STATEMENT)


def test_the_first_set_names_no_dossier() -> None:
    first = make_set(dossier=SetId(""), parents=frozenset())
    assert read_header(first.data).dossier == ""
    assert open_set(first.data, KEYS).changes is not None


def test_no_text_is_in_the_bytes() -> None:
    marked = make_set(changes=[(local("a"), AnswerChange(key="MARKED", value="MARKED"))])
    assert b"MARKED" not in marked.data


def test_lengths_tell_little() -> None:
    sizes = set()
    for length in range(200, 400):
        text = hashlib.shake_128(bytes([length % 256])).hexdigest(length)
        sizes.add(len(make_set(changes=[(local("a"), AnswerChange(key="q", value=text))]).data))
    assert len(sizes) < 20


def test_every_changed_bit_is_refused() -> None:
    for bit in range(len(SMALL.data) * 8):
        changed = bytearray(SMALL.data)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(ProtocolError):
            read_header(bytes(changed))


def test_every_truncation_is_called_one() -> None:
    for size in range(len(SMALL.data)):
        with pytest.raises(Truncated):
            read_header(SMALL.data[:size])


def test_bytes_after_the_end_are_called_so() -> None:
    with pytest.raises(Appended):
        read_header(SMALL.data + b"\0")


@pytest.mark.parametrize("data", [b"RDPACK\r\n" + bytes(99), b"\0", b"RDCSET\n" * 20])
def test_another_kind_of_file_is_called_so(data: bytes) -> None:
    with pytest.raises(OtherFormat):
        read_header(data)


@pytest.mark.parametrize(("version", "algorithm"), [(0, 1), (1, 0), (1, 2)])
def test_a_version_or_algorithm_that_never_was_is_refused(version: int, algorithm: int) -> None:
    with pytest.raises(OtherFormat):
        read_header(made(*parts_of(SMALL.data), version=version, algorithm=algorithm))


def test_a_newer_version_is_held() -> None:
    with pytest.raises(NewerVersion) as held:
        read_header(made("whatever it may hold", b"", version=2))
    assert isinstance(held.value, NeedsNewer)
    assert (held.value.found, held.value.supported) == (2, 1)


def test_a_kind_of_tomorrow_has_a_header_and_is_held() -> None:
    data = with_header(kind="compaction")
    header = read_header(data)
    assert (header.kind, header.dossier, header.parents) == ("compaction", DOSSIER, (ONE, TWO))
    with pytest.raises(UnknownKind):
        open_set(data, KEYS)
    with pytest.raises(UnknownKind):
        open_body(data, header, KEY)


def test_a_statement_of_tomorrow_is_held() -> None:
    with pytest.raises(UnknownKind):
        open_set(with_header(statements=[{"kind": "countersign"}]), KEYS)


def test_a_change_of_tomorrow_is_held() -> None:
    plain = encoding.encode({"at": 0, "sets": [], "kinds": {"poem": {"at": [0]}}})
    with pytest.raises(UnknownKind):
        open_set(with_plain_body(padding.pad(encoding.compress(plain))), KEYS)


def test_another_signature_is_called_altered() -> None:
    front = SMALL.data[:-64]
    with pytest.raises(Altered):
        read_header(front + make_signing_key("other").sign(Context.CHANGE_SET, front))


def test_a_signature_for_another_purpose_is_not_enough() -> None:
    front = SMALL.data[:-64]
    with pytest.raises(Altered):
        read_header(front + SIGNER.sign(Context.MANIFEST, front))


@pytest.mark.parametrize("y", [0, 1, 2**255 - 20, 2**255 - 19, 2**255 - 18])
def test_a_device_under_whose_key_anybody_could_sign_is_refused(y: int) -> None:
    with pytest.raises(UnusableKey):
        read_header(with_header(device=y.to_bytes(32, "little")))


@pytest.mark.parametrize(
    "changes",
    [
        {"dossier": bytes(31)},
        {"dossier": None},
        {"dossier": b""},
        {"parents": []},
        {"parents": [bytes.fromhex(TWO), bytes.fromhex(ONE)]},
        {"parents": [bytes.fromhex(ONE), bytes.fromhex(ONE)]},
        {"parents": [bytes(31)]},
        {"parents": ["../../etc/passwd"]},
        {"parents": ONE},
        {"roster": bytes(31)},
        {"epoch": bytes(32)},
        {"salt": b""},
        {"device": "CON"},
        {"kind": ""},
        {"kind": "a\u202eb"},
        {"kind": 1},
        {"statements": {}},
        {"more": 1},
    ],
    ids=str,
)
def test_a_header_that_is_not_in_order_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ProtocolError):
        read_header(with_header(**changes))


def test_a_header_that_lacks_a_field_is_refused() -> None:
    clear, body = parts_of(SMALL.data)
    for name in clear:
        with pytest.raises(Malformed):
            read_header(made({key: clear[key] for key in clear if key != name}, body))


def test_a_header_in_another_spelling_is_refused() -> None:
    clear = b"\xa2\x61b\x01\x61a\x02"
    front = FRONT.pack(sets.MAGIC, 1, 1, len(clear), 0) + clear
    with pytest.raises(Malformed):
        read_header(front + SIGNER.sign(Context.CHANGE_SET, front))


def test_too_many_parents_are_refused() -> None:
    many = [number.to_bytes(32, "big") for number in range(sets.MAX_PARENTS + 1)]
    with pytest.raises(TooLarge):
        read_header(with_header(parents=many))


def test_a_set_that_is_too_large_is_refused() -> None:
    with pytest.raises(TooLarge):
        read_header(bytes(sets.MAX_SET + 1))


def test_a_header_that_is_too_large_is_refused() -> None:
    with pytest.raises(TooLarge):
        read_header(with_header(statements=[bytes(sets.MAX_HEADER)]))


@pytest.mark.parametrize(
    "statements",
    [[1], [{"kind": "role"}], [{"kind": "found", "kem": bytes(1216)}]],
    ids=["no-map", "no-fields", "bad-key"],
)
def test_a_set_with_broken_statements_keeps_its_place(
    statements: list[encoding.Encodable],
) -> None:
    opened = open_set(with_header(statements=statements), KEYS)
    assert opened.is_broken
    assert opened.parents == {ONE, TWO}
    assert (opened.statements, opened.changes) == ((), ())


BROKEN_BODIES = {
    "no length": b"",
    "padding": padding.pad(b"x" * 90)[:-1] + b"\1",
    "no frame": padding.pad(b"not compressed"),
    "tail": padding.pad(encoding.compress(b"\xa0") + b"x"),
    "not CBOR": padding.pad(encoding.compress(b"\xff")),
    "deep": padding.pad(encoding.compress(b"\x81" * 100_000 + b"\xf6")),
    "twice a key": padding.pad(encoding.compress(b"\xa2\x61a\x01\x61a\x02")),
    "bomb": padding.pad(encoding.compress(bytes(17 * 1024 * 1024))),
    "no body": padding.pad(encoding.compress(b"\xa0")),
}


@pytest.mark.parametrize("padded", BROKEN_BODIES.values(), ids=BROKEN_BODIES)
def test_a_set_with_a_broken_body_keeps_its_place(padded: bytes) -> None:
    opened = open_set(with_plain_body(padded), KEYS)
    assert opened.is_broken
    assert opened.parents == {ONE, TWO}


def test_the_statements_of_a_set_with_a_broken_body_count() -> None:
    """Else who has no key, as the server, would come to another roster than who has."""
    opened = open_set(with_header(statements=[{"kind": "take-over"}]), KEYS)
    assert (opened.is_broken, opened.statements) == (True, (TakeOver(),))


def test_a_body_of_another_set_is_broken() -> None:
    clear, _ = parts_of(SMALL.data)
    _, body = parts_of(FULL.data)
    assert open_set(made(clear, body), KEYS).is_broken
    with pytest.raises(Altered):
        open_body(made(clear, body), read_header(made(clear, body)), KEY)


def test_a_body_taken_over_by_another_device_is_broken() -> None:
    thief = make_signing_key("thief")
    clear, body = parts_of(SMALL.data)
    encoded = encoding.encode({**clear, "device": thief.public})
    front = FRONT.pack(sets.MAGIC, 1, 1, len(encoded), len(body)) + encoded + body
    assert open_set(front + thief.sign(Context.CHANGE_SET, front), KEYS).is_broken


def test_other_chance_makes_another_salt_and_body() -> None:
    other = make_set(salt=bytes(16))
    assert parts_of(other.data)[0]["salt"] != parts_of(SMALL.data)[0]["salt"]
    assert parts_of(other.data)[1] != parts_of(SMALL.data)[1]


def test_the_same_chance_twice_never_makes_the_same_key_for_two_bodies() -> None:
    """As when two copies of one machine go on writing."""
    other = make_set(changes=[(local("a"), AnswerChange(key="q1", value="No", at=AT))])
    assert parts_of(other.data)[0]["salt"] != parts_of(SMALL.data)[0]["salt"]


@pytest.mark.parametrize("size", [0, 15, 17])
def test_chance_of_another_length_is_a_fault_of_the_caller(size: int) -> None:
    with pytest.raises(Unencodable):
        make_set(salt=bytes(size))


@pytest.mark.parametrize(
    "changes",
    [
        {"dossier": SetId("../..")},
        {"parents": frozenset({SetId("x")})},
        {"roster": b""},
        {"changes": [(local("a"), AnswerChange(key="", value=""))]},
    ],
    ids=str,
)
def test_what_nobody_would_read_is_not_sealed(changes: dict[str, Any]) -> None:
    with pytest.raises(Unencodable):
        make_set(**changes)


def test_more_than_one_set_can_hold_is_not_sealed() -> None:
    texts = [hashlib.shake_128(bytes([at])).hexdigest(950_000) for at in range(9)]
    changes = [
        (local(str(at)), AnswerChange(key="q", value=text)) for at, text in enumerate(texts)
    ]
    with pytest.raises(TooLarge):
        seal_set(make_draft(changes=changes), SIGNER, KEY)


def test_a_broken_set_of_an_epoch_without_key_is_broken() -> None:
    assert open_set(with_header(statements=[1]), {}).is_broken


@given(st.binary(max_size=400))
def test_any_bytes_are_refused(data: bytes) -> None:
    for start in (b"", SMALL.data[:20], SMALL.data[:300]):
        with pytest.raises(ProtocolError):
            read_header(start + data)


def test_changed_bits_in_a_full_set_are_refused() -> None:
    for bit in range(0, len(FULL.data) * 8, 101):
        changed = bytearray(FULL.data)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(ProtocolError):
            open_set(bytes(changed), KEYS)
