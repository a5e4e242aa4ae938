from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from review_protocol import encoding, rounds
from review_protocol.errors import (
    Altered,
    Appended,
    Malformed,
    NewerVersion,
    OtherFormat,
    ProtocolError,
    TooLarge,
    Truncated,
    Unencodable,
    UnknownKind,
)
from review_protocol.names import SetId
from review_protocol.rounds import (
    Answer,
    Listing,
    Request,
    Stretch,
    read_answer,
    read_request,
    request_id,
)
from review_protocol.signing import Context
from tests.builders.rounds import (
    DEVICE,
    FULL_ANSWER,
    FULL_REQUEST,
    ROOT,
    SERVER,
    STRETCH,
    answer_bytes,
    make_request,
    request_bytes,
)
from tests.builders.sets import AT, ONE, TWO
from tests.builders.signing import make_signing_key

IDLE_ANSWER = Answer(at=AT, cursor=1_234)
FRONT = 16


def reading(data: bytes) -> Request:
    return read_request(data, SERVER.public)


def hearing(data: bytes) -> Answer:
    return read_answer(data, ROOT, SERVER.public)


@pytest.mark.parametrize(
    "request_",
    [make_request(), FULL_REQUEST, make_request(stretch=replace(STRETCH, data=b""))],
)
def test_a_request_comes_as_it_went(request_: Request) -> None:
    data = request_bytes(request_)
    assert reading(data) == replace(request_, id=request_id(data))


@pytest.mark.parametrize("answer", [IDLE_ANSWER, FULL_ANSWER])
def test_an_answer_comes_as_it_went(answer: Answer) -> None:
    assert hearing(answer_bytes(answer)) == answer


def test_a_round_without_news_is_short() -> None:
    """What stands in docs/benchmarks.md for the whole of it, with HTTP around."""
    assert len(request_bytes(make_request(hint=100_000))) <= 236
    assert len(answer_bytes(Answer(at=AT, cursor=100_000))) <= 102


def test_what_is_as_it_is_by_default_is_left_out() -> None:
    data = request_bytes(make_request())
    plain = encoding.decode(data[FRONT:-64])
    assert isinstance(plain, dict)
    assert sorted(plain) == ["at", "device", "dossier", "nonce", "root"]


def test_a_request_is_for_one_server() -> None:
    with pytest.raises(Altered):
        read_request(request_bytes(), make_signing_key("another server").public)


def test_an_answer_is_to_one_request() -> None:
    with pytest.raises(Altered):
        read_answer(answer_bytes(), bytes(32), SERVER.public)


def test_an_answer_of_another_server_is_none() -> None:
    with pytest.raises(Altered):
        read_answer(answer_bytes(), ROOT, make_signing_key("another server").public)


MESSAGES: dict[str, tuple[bytes, Callable[[bytes], object]]] = {
    "request": (request_bytes(), reading),
    "answer": (answer_bytes(replace(FULL_ANSWER, listings=())), hearing),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_every_flipped_bit_is_refused(name: str) -> None:
    data, read = MESSAGES[name]
    for at in range(len(data)):
        for bit in (1, 128):
            changed = bytearray(data)
            changed[at] ^= bit
            with pytest.raises(ProtocolError):
                read(bytes(changed))


@pytest.mark.parametrize("name", MESSAGES)
def test_every_cut_is_refused(name: str) -> None:
    data, read = MESSAGES[name]
    for length in range(len(data)):
        with pytest.raises(ProtocolError):
            read(data[:length])


def test_a_cut_is_told_where_the_lengths_are_known() -> None:
    data = request_bytes(make_request(sets=(b"one", b"two")))
    for length in (0, 15, 40, len(data) - 1):
        with pytest.raises(Truncated):
            reading(data[:length])
    with pytest.raises(Appended):
        reading(data + b"\0")


def test_other_bytes_are_no_message() -> None:
    data = request_bytes()
    with pytest.raises(OtherFormat):
        reading(answer_bytes())
    with pytest.raises(OtherFormat):
        reading(data[:10] + b"\0\7" + data[12:])
    with pytest.raises(NewerVersion):
        reading(data[:8] + b"\0\2" + data[10:])
    with pytest.raises(TooLarge):
        reading(data[:12] + b"\xff\xff\xff\xff" + data[16:])
    with pytest.raises(TooLarge):
        reading(data + bytes(rounds.MAX_MESSAGE))


def signed(plain: Any, contents: bytes = b"") -> bytes:
    """A request with this header, whatever it says, and a signature that fits."""
    clear = encoding.encode(plain)
    body = request_bytes()[:12] + len(clear).to_bytes(4, "big") + clear + contents
    return body + DEVICE.sign(Context.REQUEST, SERVER.public + body)


def header(**changes: Any) -> dict[str, Any]:
    data = request_bytes(make_request())
    plain = encoding.decode(data[FRONT:-64])
    assert isinstance(plain, dict)
    return {**plain, **changes}


@pytest.mark.parametrize(
    "plain",
    [
        [],
        {},
        header(more=True),
        header(hint=0),
        header(want=b""),
        header(want=bytes.fromhex(TWO + ONE)),
        header(want=bytes.fromhex(ONE + ONE)),
        header(want=b"x" * 31),
        header(ask=["0", ""]),
        header(ask=["A"]),
        header(root=b""),
        header(nonce=b"short"),
        header(most=0),
        header(sets=[0]),
        header(stretch={"id": bytes(32), "length": 5, "start": 6}),
        header(stretch={"id": bytes(32), "length": 0, "start": 0}),
    ],
)
def test_a_signed_header_of_another_shape_is_refused(plain: Any) -> None:
    with pytest.raises(Malformed):
        reading(signed(plain))


def test_more_than_is_taken_is_refused() -> None:
    with pytest.raises(TooLarge):
        reading(signed(header(ask=["0" * 63])))
    with pytest.raises(TooLarge):
        reading(signed(header(ask=[f"{n:03x}" for n in range(300)])))
    with pytest.raises(TooLarge):
        reading(signed(header(sets=[1] * 10_001), b"x" * 10_001))


@pytest.mark.parametrize(
    "listing",
    [
        {},
        {"ids": b"", "digests": b""},
        {"digests": bytes(32 * 255)},
        {"digests": bytes(33)},
        {"names": b""},
        "ids",
    ],
)
def test_a_listing_of_another_shape_is_refused(listing: Any) -> None:
    clear = encoding.encode({"at": AT, "cursor": 0, "listings": [listing]})
    body = answer_bytes()[:12] + len(clear).to_bytes(4, "big") + clear
    with pytest.raises(Malformed):
        hearing(body + SERVER.sign(Context.ANSWER, ROOT + body))


def test_a_standing_that_only_a_newer_program_knows_is_told() -> None:
    clear = encoding.encode({"at": AT, "cursor": 0, "standing": "guest"})
    body = answer_bytes()[:12] + len(clear).to_bytes(4, "big") + clear
    with pytest.raises(UnknownKind):
        hearing(body + SERVER.sign(Context.ANSWER, ROOT + body))


@pytest.mark.parametrize(
    "wrong",
    [
        {"nonce": b""},
        {"ask": ("b", "a")},
        {"want": (TWO, ONE)},
        {"dossier": SetId("")},
        {"stretch": Stretch(id=ONE, length=5, start=6)},
    ],
)
def test_what_could_not_be_read_is_not_written(wrong: dict[str, Any]) -> None:
    with pytest.raises(Unencodable):
        request_bytes(make_request(**wrong))


def test_what_is_too_large_is_not_written() -> None:
    half = bytes(rounds.MAX_MESSAGE // 2)
    with pytest.raises(TooLarge):
        request_bytes(make_request(sets=(half, half)))


def test_a_listing_is_of_one_kind() -> None:
    with pytest.raises(Unencodable):
        answer_bytes(Answer(at=AT, cursor=0, listings=(Listing(),)))
