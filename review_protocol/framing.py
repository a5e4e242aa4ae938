"""What all our binary formats have in front: a magic, a version; and limits that hold first."""

from __future__ import annotations

import struct
from typing import Any

from review_protocol.errors import (
    Appended,
    NewerVersion,
    OtherFormat,
    TooLarge,
    Truncated,
)

MAGIC_SIZE = 8  # its line ending shows a transfer that took the file for text


def limit(size: int, at_most: int) -> None:
    """Raises TooLarge."""
    if size > at_most:
        raise TooLarge(size=size, limit=at_most)


def read_front(data: bytes, shape: struct.Struct, magic: bytes, version: int) -> Any:
    """The fields behind magic and version; ``data`` may be cut, and that is told.

    Raises OtherFormat, Truncated, or NewerVersion.
    """
    if data[:MAGIC_SIZE] != magic[: len(data)]:
        raise OtherFormat("other bytes at the start")
    if len(data) < shape.size:
        raise Truncated("front")
    _, found, *rest = shape.unpack_from(data)
    if found > version:
        raise NewerVersion(found=found, supported=version)
    if found < version:
        raise OtherFormat("a version that never was")
    return rest


def expect_length(found: int, wanted: int) -> None:
    """Raises Truncated or Appended."""
    if found < wanted:
        raise Truncated(f"{wanted - found} bytes")
    if found > wanted:
        raise Appended(f"{found - wanted} bytes")
