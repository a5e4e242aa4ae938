"""A signing key for tests: the same in every run, and known to everybody."""

from __future__ import annotations

import hashlib

from review_protocol.signing import SigningKey


def make_signing_key(name: str = "tests") -> SigningKey:
    """The key that belongs to a name."""
    return SigningKey(hashlib.sha256(f"review-desk signing key of {name}".encode()).digest())
