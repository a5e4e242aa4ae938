from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_protocol.errors import Malformed
from review_protocol.padding import pad, padded_length, unpad


@pytest.mark.parametrize(
    ("length", "padded"),
    [(0, 0), (1, 1), (2, 2), (8, 8), (9, 10), (100, 104), (1000, 1024), (6000, 6144)],
)
def test_lengths_of_the_paper(length: int, padded: int) -> None:
    assert padded_length(length) == padded


@given(st.integers(2, 2**40))
def test_it_costs_at_most_twelve_per_cent(length: int) -> None:
    assert length <= padded_length(length) <= length * 1.12


@given(st.integers(0, 2**40))
def test_a_padded_length_stays(length: int) -> None:
    assert padded_length(padded_length(length)) == padded_length(length)


def test_few_lengths_are_left() -> None:
    assert len({padded_length(length) for length in range(1_000, 100_000)}) < 200


@given(st.binary(max_size=2000))
def test_what_is_padded_comes_back(data: bytes) -> None:
    assert unpad(pad(data)) == data


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0\0\0",
        b"\0\0\0\5abc",
        pad(b"x" * 97) + b"\0",
        pad(b"x" * 97)[:-1],
        pad(b"x" * 97)[:-1] + b"\1",
        b"\xff\xff\xff\xff" + bytes(100),
        b"\0\0\0\1" + b"ab" + bytes(4),
    ],
    ids=["nothing", "no-length", "cut", "long", "short", "not-zero", "beyond", "not-padme"],
)
def test_other_padding_is_refused(data: bytes) -> None:
    with pytest.raises(Malformed):
        unpad(data)
