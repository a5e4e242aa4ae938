"""A file key wrapped under a code of digits, for somebody who has no key yet.

Argon2id (RFC 9106) of the code's digits gives the wrapping key and a check value, so that a
wrong code is told from an altered file. The costs stand beside it, within limits that are
checked before anything is computed: whoever wrote the file must not make us work for long.
"""

from __future__ import annotations

import struct

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import constant_time
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from review_protocol.costs import KdfCost
from review_protocol.errors import Altered, Malformed, WrongCode

SALT_SIZE = 16
MAX_COST = KdfCost(memory_kib=256 * 1024, iterations=6, lanes=8)

_FRONT = struct.Struct(">IBB16s16s")  # memory in KiB, passes, lanes, salt, check value
_CONTEXT = b"review-desk/1 code-slot\0"
_NONCE = bytes(12)  # the salt makes the key, and a key wraps once

SLOT_SIZE = _FRONT.size + 32 + 16  # and the wrapped key with its tag


def wrap(key: bytes, code: str, cost: KdfCost, salt: bytes) -> bytes:
    """The slot that holds a key of 32 bytes; ``code`` is what `codes.read_code` gave.

    ``salt`` is 16 random bytes that were never used before.
    """
    wrapping, check = cost.derive(code.encode("ascii"), salt)
    front = _FRONT.pack(cost.memory_kib, cost.iterations, cost.lanes, salt, check)
    return front + AESGCM(wrapping).encrypt(_NONCE, key, _CONTEXT + front)


def unwrap(slot: bytes, code: str) -> bytes:
    """The key. Raises WrongCode, Altered, or Malformed for costs beyond the limits."""
    memory, iterations, lanes, salt, check = _FRONT.unpack_from(slot)
    cost = KdfCost(memory_kib=memory, iterations=iterations, lanes=lanes)
    if not cost.is_acceptable or not cost.is_within(MAX_COST):
        raise Malformed("costs beyond the limits")
    wrapping, expected = cost.derive(code.encode("ascii"), salt)
    if not constant_time.bytes_eq(check, expected):
        raise WrongCode
    try:
        front, wrapped = slot[: _FRONT.size], slot[_FRONT.size :]
        return AESGCM(wrapping).decrypt(_NONCE, wrapped, _CONTEXT + front)
    except InvalidTag as error:
        raise Altered("wrapped key") from error
