"""The recovery code: digits that a person writes down, and types in any way they like.

Eight groups of six digits. In each group five digits are chance and the sixth is a check
digit over the group's number and those five, so that a mistyped digit, two swapped digits
or two swapped groups are found before any key is tried, and the group can be named.
Forty digits of chance are 132 bits.
"""

from __future__ import annotations

import secrets
import unicodedata

from desktop_app.errors import BadArgument

GROUPS = 8
GROUP_DIGITS = 6
NAME = "recovery code"

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


def new_recovery_code() -> str:
    """A fresh code as it is shown and printed: groups of digits with a space between."""
    groups = []
    for number in range(GROUPS):
        digits = f"{secrets.randbelow(10 ** (GROUP_DIGITS - 1)):0{GROUP_DIGITS - 1}d}"
        groups.append(digits + check_digit(number, digits))
    return " ".join(groups)


def read_recovery_code(typed: str) -> str:
    """The 48 plain digits of what somebody typed.

    Digits of any script count; spaces, dashes, points and invisible direction marks do
    not. Raises BadArgument with reason ``letters``, ``length`` or ``group-N``.
    """
    digits = "".join(_digit(character) for character in typed)
    if len(digits) != GROUPS * GROUP_DIGITS:
        raise BadArgument(NAME, "length")
    for number in range(GROUPS):
        group = digits[number * GROUP_DIGITS : (number + 1) * GROUP_DIGITS]
        if check_digit(number, group[:-1]) != group[-1]:
            raise BadArgument(NAME, f"group-{number + 1}")
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
    raise BadArgument(NAME, "letters")
