"""The recovery code: digits that a person writes down and keeps in a safe.

Eight groups of six digits; what a group is made of, and how it may be typed, is said in
`review_protocol.codes`. Forty digits of chance are 132 bits.
"""

from __future__ import annotations

import secrets

from desktop_app.errors import BadArgument
from review_protocol.codes import new_code, read_code
from review_protocol.errors import MistypedCode

GROUPS = 8
NAME = "recovery code"


def new_recovery_code() -> str:
    """A fresh code as it is shown and printed: groups of digits with a space between."""
    return new_code(GROUPS, secrets.randbelow)


def read_recovery_code(typed: str) -> str:
    """The 48 plain digits of what somebody typed.

    Raises BadArgument with reason ``letters``, ``length`` or ``group-N``.
    """
    try:
        return read_code(typed, GROUPS)
    except MistypedCode as error:
        raise BadArgument(NAME, error.reason) from error
