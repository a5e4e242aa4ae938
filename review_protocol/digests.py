"""Digests of which sets there are: two sides that have the same one hold the same.

A digest depends on the ids alone, not on their order or on how often one is given.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from review_protocol.names import SetId

GROUPS = 10
GROUP_DIGITS = 5
_HELD_DOMAIN = b"review-desk/1 sets\0"
_ROSTER_DOMAIN = b"review-desk/1 roster\0"
_CONTENT_DOMAIN = b"review-desk/1 content\0"


def dossier_digest(held: Iterable[SetId]) -> bytes:
    """The digest of all sets of a dossier that somebody holds."""
    return _digest(_HELD_DOMAIN, held)


def roster_digest(with_statements: Iterable[SetId]) -> bytes:
    """What a set's header says of the sets with statements in its causal past."""
    return _digest(_ROSTER_DOMAIN, with_statements)


def content_digest(form: bytes, answers: bytes) -> bytes:
    """The digest of what was approved."""
    whole = hashlib.sha256(_CONTENT_DOMAIN)
    whole.update(len(form).to_bytes(8, "big"))
    whole.update(form)
    whole.update(answers)
    return whole.digest()


def spoken(digest: bytes) -> str:
    """Ten groups of five digits, to be read out on the telephone (166 bits)."""
    digits = f"{int.from_bytes(digest, 'big') % 10 ** (GROUPS * GROUP_DIGITS):050}"
    return " ".join(digits[at : at + GROUP_DIGITS] for at in range(0, 50, GROUP_DIGITS))


def _digest(domain: bytes, ids: Iterable[SetId]) -> bytes:
    whole = hashlib.sha256(domain)
    for name in sorted(set(ids)):
        whole.update(bytes.fromhex(name))
    return whole.digest()
