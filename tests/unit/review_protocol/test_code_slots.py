from __future__ import annotations

import struct
from concurrent.futures import ThreadPoolExecutor

import pytest

from review_protocol import code_slots
from review_protocol.costs import KdfCost
from review_protocol.errors import Altered, Malformed, ProtocolError, WrongCode

KEY = bytes(range(32))
CODE = "123456" * 4
SLOT = code_slots.wrap(KEY, CODE, KdfCost.FOR_TESTS, bytes(16))


def with_costs(memory: int, iterations: int, lanes: int) -> bytes:
    return struct.pack(">IBB", memory, iterations, lanes) + SLOT[6:]


def test_the_code_opens_it() -> None:
    assert code_slots.unwrap(SLOT, CODE) == KEY


def test_the_size_is_known() -> None:
    assert len(SLOT) == code_slots.SLOT_SIZE


def test_another_code_is_called_wrong() -> None:
    with pytest.raises(WrongCode):
        code_slots.unwrap(SLOT, CODE[::-1])


def test_a_changed_key_is_called_altered() -> None:
    with pytest.raises(Altered):
        code_slots.unwrap(SLOT[:-1] + b"\0", CODE)


def test_no_changed_bit_is_accepted() -> None:
    for bit in range(32, len(SLOT) * 8):  # the memory cost is tried apart
        changed = bytearray(SLOT)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(ProtocolError):
            code_slots.unwrap(bytes(changed), CODE)


@pytest.mark.parametrize(
    ("memory", "iterations", "lanes"),
    [
        (2**32 - 1, 1, 1),
        (256 * 1024 + 1, 1, 1),
        (64, 7, 1),
        (128, 1, 9),
        (64, 0, 1),
        (64, 1, 0),
        (0, 1, 1),
        (15, 1, 2),
    ],
)
def test_costs_beyond_the_limits_are_refused_before_any_work(
    memory: int, iterations: int, lanes: int
) -> None:
    with pytest.raises(Malformed):
        code_slots.unwrap(with_costs(memory, iterations, lanes), CODE)


def test_the_standard_cost_is_within_the_limits() -> None:
    assert KdfCost.STANDARD.is_within(code_slots.MAX_COST)


def test_several_at_once_come_to_an_end() -> None:
    """Without taking turns they wait for each other within some thousands."""
    cost = KdfCost(memory_kib=64, iterations=1, lanes=4)
    with ThreadPoolExecutor(4) as pool:
        made = set(pool.map(lambda _: cost.derive(b"secret", bytes(16)), range(4_000)))
    assert len(made) == 1
