"""Codes of digits: what they are made of, and every way in which people type them."""

from __future__ import annotations

import pytest

from review_protocol.codes import GROUP_DIGITS, check_digit, new_code, read_code
from review_protocol.errors import MistypedCode

GROUPS = 8
PLAIN = ["12345", "23456", "34567", "45678", "56789", "67890", "78901", "89012"]


def valid_code() -> str:
    return " ".join(plain + check_digit(number, plain) for number, plain in enumerate(PLAIN))


def reason_for(typed: str) -> str:
    with pytest.raises(MistypedCode) as refused:
        read_code(typed, GROUPS)
    return refused.value.reason


def test_the_chance_in_a_code_is_what_was_given() -> None:
    chance = iter(map(int, PLAIN))
    assert new_code(GROUPS, lambda _: next(chance)) == valid_code()


def test_chance_below_ten_thousand_is_filled_up() -> None:
    assert new_code(2, lambda _: 7) == "000076 000077"


def test_every_number_of_five_digits_can_come_up() -> None:
    asked = []
    new_code(3, lambda below: asked.append(below) or 0)  # type: ignore[func-returns-value]  # only the bound matters
    assert asked == [100_000] * 3


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
    assert read_code(typed, GROUPS) == valid_code().replace(" ", "")


@pytest.mark.parametrize("typed", ["", "123", valid_code() + "1", valid_code()[:-1]])
def test_another_number_of_digits_is_said_so(typed: str) -> None:
    assert reason_for(typed) == "length"


@pytest.mark.parametrize("wrong", ["O", "l", "\u56db"])
def test_a_letter_is_said_so(wrong: str) -> None:
    assert reason_for(wrong + valid_code()[1:]) == "letters"


@pytest.mark.parametrize("number", range(GROUPS))
def test_the_group_with_a_wrong_digit_is_named(number: int) -> None:
    groups = valid_code().split(" ")
    groups[number] = str((int(groups[number][0]) + 1) % 10) + groups[number][1:]
    assert reason_for(" ".join(groups)) == f"group-{number + 1}"


def test_every_single_wrong_digit_is_found() -> None:
    digits = "40917"
    for at in range(GROUP_DIGITS - 1):
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
    assert reason_for(" ".join(groups)) == "group-3"
