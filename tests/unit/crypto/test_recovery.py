"""The recovery code of a profile; how a code may be typed is tested with `review_protocol`."""

from __future__ import annotations

import math

import pytest

from desktop_app.crypto.recovery import GROUPS, new_recovery_code, read_recovery_code
from desktop_app.errors import BadArgument
from review_protocol.codes import CHANCE_DIGITS, GROUP_DIGITS


def test_it_is_eight_groups_of_six_digits() -> None:
    groups = new_recovery_code().split(" ")
    assert [len(group) for group in groups] == [6] * 8
    assert "".join(groups).isdecimal()


def test_it_holds_128_bits_at_least() -> None:
    assert GROUPS * CHANCE_DIGITS * math.log2(10) >= 128


def test_two_are_not_the_same() -> None:
    assert new_recovery_code() != new_recovery_code()


def test_a_new_one_can_be_read() -> None:
    code = new_recovery_code()
    assert read_recovery_code(code) == code.replace(" ", "")


@pytest.mark.parametrize(
    ("typed", "reason"),
    [("", "length"), ("O" * 48, "letters"), ("1" * GROUPS * GROUP_DIGITS, "group-1")],
)
def test_what_is_no_code_is_refused_with_its_reason(typed: str, reason: str) -> None:
    with pytest.raises(BadArgument) as caught:
        read_recovery_code(typed)
    assert caught.value.reason == reason
