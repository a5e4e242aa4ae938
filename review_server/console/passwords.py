"""Passwords of the staff: how they are kept, and which are taken.

Kept as Argon2id in its usual text form with its parameters (RFC 9106; OWASP ASVS 5.0,
11.4.2). Taken are at least twelve characters that are not easily guessed, of any kind and any
mixture (NIST SP 800-63B-4, section 3.1.1.2).
"""

from __future__ import annotations

import secrets
import unicodedata
from functools import cache

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from review_protocol.costs import ONE_AT_A_TIME, KdfCost

COST = KdfCost.STANDARD
MIN_CHARACTERS = 12
MAX_CHARACTERS = 200
_MIN_SCORE = 3
_ESTIMATOR_LIMIT = 72
_SALT_SIZE = 16
_LENGTH = 32


def keep_password(password: str) -> str:
    """What is stored of it."""
    with ONE_AT_A_TIME:
        return _hash(_normal(password))


def is_password(password: str, kept: str) -> bool:
    """Whether it is the one that is kept. Takes as long when nothing is: ``kept`` is ""."""
    with ONE_AT_A_TIME:
        try:
            Argon2id.verify_phc_encoded(_normal(password), kept or _nobodys())
        except InvalidKey:
            return False
    return bool(kept)


def why_not(password: str, *personal: str) -> str:
    """Why it is not taken, in a sentence; "" if it is. ``personal`` are obvious guesses."""
    # Imported here: its word lists take time to load, and signing in does not need them.
    from zxcvbn import zxcvbn  # noqa: PLC0415

    normal = unicodedata.normalize("NFKC", password)
    if len(normal) < MIN_CHARACTERS:
        return f"Use at least {MIN_CHARACTERS} characters. Several words are good."
    if len(normal) > MAX_CHARACTERS:
        return f"Use at most {MAX_CHARACTERS} characters."
    known = [word for word in (*personal, "review desk") if word]
    if zxcvbn(normal[:_ESTIMATOR_LIMIT], user_inputs=known)["score"] < _MIN_SCORE:
        return "This is easily guessed. Use several words that do not belong together."
    return ""


@cache
def _nobodys() -> str:
    return _hash(secrets.token_bytes(_LENGTH))


def _hash(password: bytes) -> str:
    kdf = Argon2id(
        salt=secrets.token_bytes(_SALT_SIZE),
        length=_LENGTH,
        iterations=COST.iterations,
        lanes=COST.lanes,
        memory_cost=COST.memory_kib,
    )
    return kdf.derive_phc_encoded(password)


def _normal(password: str) -> bytes:
    return unicodedata.normalize("NFKC", password).encode()
