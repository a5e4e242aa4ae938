"""Codes of digits that people write down, tell by telephone and type in any way they like.

A code is groups of six digits. In each group five digits are chance and the sixth is a
check digit over the group's number and those five, so that a mistyped digit, two swapped
digits or two swapped groups are found before any key is tried, and the group can be named.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from review_protocol.errors import MistypedCode

GROUP_DIGITS = 6
CHANCE_DIGITS = GROUP_DIGITS - 1

# Damm's quasigroup of order 10 ("Total anti-symmetrische Quasigruppen", 2004): it finds
# every single wrong digit and every swap of neighbours.
_DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)


def new_code(groups: int, randbelow: Callable[[int], int]) -> str:
    """A fresh code as it is shown and printed: groups of digits with a space between.

    ``randbelow`` must be a source of chance that is fit for keys (`secrets.randbelow`).
    """
    chance = (f"{randbelow(10**CHANCE_DIGITS):0{CHANCE_DIGITS}}" for _ in range(groups))
    return " ".join(plain + check_digit(number, plain) for number, plain in enumerate(chance))


def read_code(typed: str, groups: int) -> str:
    """The plain digits of what somebody typed, check digits and all.

    Digits of any script count; spaces, dashes, points and invisible direction marks do
    not. Raises MistypedCode with reason ``letters``, ``length`` or ``group-N``.
    """
    digits = "".join(_digit(character) for character in typed)
    if len(digits) != groups * GROUP_DIGITS:
        raise MistypedCode("length")
    for number in range(groups):
        group = digits[number * GROUP_DIGITS : (number + 1) * GROUP_DIGITS]
        if check_digit(number, group[:-1]) != group[-1]:
            raise MistypedCode(f"group-{number + 1}")
    return digits


def check_digit(number: int, digits: str) -> str:
    """Damm's check digit of a group: over its number, then its digits."""
    interim = 0
    for digit in (number, *map(int, digits)):
        interim = _DAMM[interim][digit]
    return str(interim)


def _digit(character: str) -> str:
    value = unicodedata.decimal(character, None)
    if value is not None:
        return str(value)
    if unicodedata.category(character)[0] in "ZPC":  # separators, punctuation, controls
        return ""
    raise MistypedCode("letters")
