"""The second factor: codes of six digits that change every half minute (RFC 6238).

The step that a code was good for comes back, so that a caller takes each step once.
"""

from __future__ import annotations

import base64
import secrets
import unicodedata

from cryptography.hazmat.primitives.constant_time import bytes_eq
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

STEP_S = 30
DIGITS = 6
WINDOW = 1
"""How many steps a clock may be off, either way."""
_SECRET_SIZE = 20
_ISSUER = "Review Desk"


def new_secret() -> bytes:
    """A fresh key."""
    return secrets.token_bytes(_SECRET_SIZE)


def code_at(secret: bytes, step: int) -> str:
    """The code of a step."""
    return _totp(secret).generate(step * STEP_S).decode()


def step_of(secret: bytes, typed: str, now: int) -> int | None:
    """The step that a typed code belongs to, if it is near enough to now."""
    digits = "".join(_digit(character) for character in typed).encode()
    current = now // STEP_S
    fitting = [
        step
        for step in range(current - WINDOW, current + WINDOW + 1)
        if bytes_eq(code_at(secret, step).encode(), digits)
    ]
    return max(fitting, default=None)


def provisioning_uri(secret: bytes, name: str) -> str:
    """What an authenticator takes in at once."""
    # Some authenticators show a plus sign as one.
    return _totp(secret).get_provisioning_uri(name, _ISSUER).replace("+", "%20")


def spelled(secret: bytes) -> str:
    """The key to be typed: letters and digits, in groups of four."""
    text = base64.b32encode(secret).decode()
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def _totp(secret: bytes) -> TOTP:
    # SHA-1 is what every authenticator knows; HMAC does not need it to be free of collisions.
    return TOTP(secret, DIGITS, SHA1(), STEP_S)  # noqa: S303


def _digit(character: str) -> str:
    """A digit of any script; spaces do not count, and nothing else is one."""
    return "" if character.isspace() else str(unicodedata.decimal(character, "?"))
