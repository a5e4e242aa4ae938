"""Sealing keys and keys of epochs for tests: the same in every run, known to everybody."""

from __future__ import annotations

import hashlib
from functools import cache

from review_protocol.epochs import EpochKey
from review_protocol.sealing import KemKey


@cache
def make_kem_key(name: str = "tests") -> KemKey:
    """The sealing key that belongs to a name."""
    return KemKey(hashlib.sha256(f"review-desk sealing key of {name}".encode()).digest())


def make_epoch_key(name: str = "first") -> EpochKey:
    """The epoch's key that belongs to a name."""
    return EpochKey(hashlib.sha256(f"review-desk epoch {name}".encode()).digest())
