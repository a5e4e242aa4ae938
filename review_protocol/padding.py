"""Padmé: lengths that tell little, at a cost of at most 12 per cent.

Nikitin and others, "Reducing Metadata Leakage from Encrypted Files and Communication with
PURBs" (2019), section 4: of a length only as many leading bits stay as its exponent needs.
"""

from __future__ import annotations

import struct

from review_protocol.errors import Malformed

_LENGTH = struct.Struct(">I")


def padded_length(length: int) -> int:
    """The length that ``length`` bytes are padded to."""
    if length < 2:
        return length
    exponent = length.bit_length() - 1
    kept = exponent.bit_length()
    mask = (1 << (exponent - kept)) - 1
    return (length + mask) & ~mask


def pad(data: bytes) -> bytes:
    """The length, the data, and zeros up to where Padmé goes."""
    front = _LENGTH.pack(len(data)) + data
    return front.ljust(padded_length(len(front)), b"\0")


def unpad(padded: bytes) -> bytes:
    """What `pad` was given. Raises Malformed for anything that it does not give out."""
    if len(padded) < _LENGTH.size:
        raise Malformed("no room for a length")
    (length,) = _LENGTH.unpack_from(padded)
    end = _LENGTH.size + length
    if len(padded) != padded_length(end) or padded.count(0, end) != len(padded) - end:
        raise Malformed("padding")
    return padded[_LENGTH.size : end]
