from __future__ import annotations

import tracemalloc
from enum import IntEnum, StrEnum
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_protocol.encoding import (
    Encodable,
    Value,
    compress,
    decode,
    decompress,
    encode,
)
from review_protocol.errors import Malformed, TooLarge, Unencodable

LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.text()
    | st.binary(max_size=40)
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


class Colour(StrEnum):
    RED = "red"


class Count(IntEnum):
    TWO = 2


@given(VALUES)
def test_what_is_encoded_comes_back(value: Value) -> None:
    assert decode(encode(value)) == value


def test_maps_are_ordered_by_the_bytes_of_their_encoded_keys() -> None:
    assert encode({"b": 1, "aa": 2, "a": 3}).hex() == "a361610361620162616102"


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        ((1, 2), [1, 2]),
        (Colour.RED, "red"),
        (Count.TWO, 2),
        (MappingProxyType({"a": 1}), {"a": 1}),
    ],
)
def test_kinds_of_values_that_become_a_plain_one(value: Encodable, plain: Value) -> None:
    assert encode(value) == encode(plain)


@pytest.mark.parametrize(
    "value",
    [
        1.5,
        {1: "a"},
        {b"a": 1},
        {"a": {3}},
        [object()],
        2**63,
        -(2**63) - 1,
        "\ud800",
        {"\udfff": 1},
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_value_outside_the_set_is_not_encoded(value: Encodable) -> None:
    with pytest.raises(Unencodable):
        encode(value)


def test_a_value_that_contains_itself_is_not_encoded() -> None:
    endless: list[Encodable] = []
    endless.append(endless)
    with pytest.raises(Unencodable):
        encode(endless)


@pytest.mark.parametrize(
    "data",
    {
        "nothing": "",
        "cut": "a16161",
        "trailing": "0101",
        "long-integer": "1801",
        "long-text-length": "780161",
        "long-array-length": "980101",
        "key-order": "a2616201616102",
        "duplicate-key": "a2616101616102",
        "integer-key": "a10102",
        "bytes-key": "a1416102",
        "indefinite-array": "9f01ff",
        "indefinite-text": "7f6161ff",
        "not-utf8": "62ff41",
        "half-float": "f93e00",
        "double": "fb3ff8000000000000",
        "undefined": "f7",
        "simple": "e0",
        "date-tag": "c11a514b67b0",
        "bignum": "c249010000000000000000",
        "unknown-tag": "d9ffff01",
        "unsigned-64": "1bffffffffffffffff",
        "negative-65": "3bffffffffffffffff",
        "huge-array": "9b00ffffffffffffff",
        "huge-text": "7b00ffffffffffffff",
    }.items(),
    ids=lambda item: item[0],
)
def test_anything_but_canonical_plain_values_is_refused(data: tuple[str, str]) -> None:
    with pytest.raises(Malformed):
        decode(bytes.fromhex(data[1]))


def test_shared_references_are_refused_before_they_unfold() -> None:
    nested = "d81c80"
    for index in range(25):
        nested = f"d81c83{nested}d81d{index:02x}d81d{index:02x}"
    with pytest.raises(Malformed):
        decode(bytes.fromhex(nested))


@pytest.mark.parametrize("depth", [33, 100_000])
def test_deep_nesting_is_refused(depth: int) -> None:
    with pytest.raises(Malformed):
        decode(b"\x81" * depth + b"\x01")


def test_nesting_up_to_the_limit_is_taken() -> None:
    assert decode(b"\x81" * 3 + b"\x01", max_depth=3) == [[[1]]]


def test_more_bytes_than_allowed_are_not_looked_at() -> None:
    with pytest.raises(TooLarge) as refused:
        decode(b"\xff" * 11, max_bytes=10)
    assert (refused.value.size, refused.value.limit) == (11, 10)


@pytest.mark.parametrize("data", [b"", b"a", bytes(1000), bytes(range(256)) * 300])
def test_what_is_compressed_comes_back(data: bytes) -> None:
    assert decompress(compress(data), max_bytes=len(data)) == data


def test_a_bomb_is_refused_without_unpacking_it() -> None:
    bomb = compress(bytes(200_000_000))
    tracemalloc.start()
    with pytest.raises(TooLarge):
        decompress(bomb, max_bytes=1_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000


FRAME = compress(b"some plain words " * 20)


@pytest.mark.parametrize(
    "data",
    [b"", b"plain words", FRAME[:-1], FRAME[:9], FRAME + b"\0", FRAME + FRAME],
    ids=["nothing", "no-frame", "cut", "header-only", "tail", "two-frames"],
)
def test_anything_but_one_whole_frame_is_refused(data: bytes) -> None:
    with pytest.raises(Malformed):
        decompress(data)


def test_a_frame_that_wants_a_huge_window_is_refused() -> None:
    descriptor = bytes([(31 - 10) << 3])  # 2 GiB to be kept in memory
    with pytest.raises(Malformed):
        decompress(b"\x28\xb5\x2f\xfd\x00" + descriptor + b"\x01\x00\x00")


@pytest.mark.parametrize("item", [b"\xf6", b"\x80", b"\xa0", b"\x40", b"\x60", b"\x00"])
def test_many_small_items_are_refused_before_anything_is_made_of_them(item: bytes) -> None:
    data = b"\x9a\x00\x7f\xff\xff" + item * 0x7FFFFF
    tracemalloc.start()
    with pytest.raises(TooLarge):
        decode(data, max_items=1_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 100_000


@given(VALUES)
def test_as_many_items_as_there_are_will_do(value: Value) -> None:
    data = encode(value)
    assert decode(data, max_items=items_in(value)) == value
    with pytest.raises(TooLarge):
        decode(data, max_items=items_in(value) - 1)


def items_in(value: Value) -> int:
    if isinstance(value, list):
        return 1 + sum(map(items_in, value))
    if isinstance(value, dict):
        return 1 + sum(1 + items_in(inner) for inner in value.values())
    return 1
