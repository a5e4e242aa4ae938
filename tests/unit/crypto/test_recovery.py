"""The recovery code: what it is made of, and every way in which people type it."""

from __future__ import annotations

import math

import pytest

from desktop_app.crypto.recovery import (
    GROUP_DIGITS,
    GROUPS,
    check_digit,
    new_recovery_code,
    read_recovery_code,
)
from desktop_app.errors import BadArgument


def valid_code() -> str:
    return " ".join(
        plain + check_digit(number, plain)
        for number, plain in enumerate(
            ["12345", "23456", "34567", "45678", "56789", "67890", "78901", "89012"]
        )
    )


def test_it_is_eight_groups_of_six_digits() -> None:
    groups = new_recovery_code().split(" ")
    assert [len(group) for group in groups] == [GROUP_DIGITS] * GROUPS
    assert "".join(groups).isdecimal()


def test_it_holds_128_bits_at_least() -> None:
    assert GROUPS * (GROUP_DIGITS - 1) * math.log2(10) >= 128


def test_two_are_not_the_same() -> None:
    assert new_recovery_code() != new_recovery_code()


def test_a_new_one_can_be_read() -> None:
    code = new_recovery_code()
    assert read_recovery_code(code) == code.replace(" ", "")


@pytest.mark.parametrize(
    "typed",
    [
        valid_code().replace(" ", ""),
        valid_code().replace(" ", "-"),
        valid_code().replace(" ", "\u2013"),
        valid_code().replace(" ", "\u00a0\u202f"),
        valid_code().replace(" ", "\r\n"),
        f"\u200f {valid_code()}.\u200e",
        valid_code().translate({0x30 + d: 0x0660 + d for d in range(10)}),
        valid_code().translate({0x30 + d: 0x06F0 + d for d in range(10)}),
        valid_code().translate({0x30 + d: 0x0966 + d for d in range(10)}),
        valid_code().translate({0x30 + d: 0xFF10 + d for d in range(10)}),
    ],
)
def test_spacing_and_script_do_not_matter(typed: str) -> None:
    assert read_recovery_code(typed) == valid_code().replace(" ", "")


@pytest.mark.parametrize("typed", ["", "123", valid_code() + "1", valid_code()[:-1]])
def test_another_number_of_digits_is_said_so(typed: str) -> None:
    with pytest.raises(BadArgument) as caught:
        read_recovery_code(typed)
    assert caught.value.reason == "length"


@pytest.mark.parametrize("wrong", ["O", "l", "\u56db"])
def test_a_letter_is_said_so(wrong: str) -> None:
    with pytest.raises(BadArgument) as caught:
        read_recovery_code(wrong + valid_code()[1:])
    assert caught.value.reason == "letters"


@pytest.mark.parametrize("number", range(GROUPS))
def test_the_group_with_a_wrong_digit_is_named(number: int) -> None:
    groups = valid_code().split(" ")
    groups[number] = str((int(groups[number][0]) + 1) % 10) + groups[number][1:]
    with pytest.raises(BadArgument) as caught:
        read_recovery_code(" ".join(groups))
    assert caught.value.reason == f"group-{number + 1}"


def test_every_single_wrong_digit_is_found() -> None:
    digits = "40917"
    for at in range(5):
        for other in set("0123456789") - {digits[at]}:
            changed = digits[:at] + other + digits[at + 1 :]
            assert check_digit(3, changed) != check_digit(3, digits)


def test_every_swap_of_neighbours_is_found() -> None:
    for pair in range(100):
        one, two = divmod(pair, 10)
        if one != two:
            assert check_digit(0, f"7{one}{two}51") != check_digit(0, f"7{two}{one}51")


def test_two_swapped_groups_are_found() -> None:
    groups = valid_code().split(" ")
    groups[2], groups[5] = groups[5], groups[2]
    with pytest.raises(BadArgument):
        read_recovery_code(" ".join(groups))
