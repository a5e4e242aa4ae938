"""Encryption of a file in chunks, so that neither side needs all of it in memory.

AES-256-GCM over 64 KiB at a time. The nonce is the chunk's number and whether it is the
last; the associated data is the SHA-256 of all bytes of the file before the chunk. So no
chunk can be altered, dropped, repeated, moved, or taken from another file. A key must be
used for one file only.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from review_protocol.errors import Altered, Malformed, Truncated

CHUNK = 64 * 1024
TAG = 16
KEY_SIZE = 32

Read = Callable[[int], bytes]
"""Gives up to so many bytes, as a file's ``read``; fewer only at the end."""


def encrypted_length(plain: int) -> int:
    """How many bytes ``plain`` bytes become; an empty text is one chunk as well."""
    return plain + TAG * max(1, -(-plain // CHUNK))


def plain_length(encrypted: int) -> int:
    """The inverse; raises Malformed for a length that `encrypted_length` never gives."""
    plain = encrypted - TAG * max(1, -(-encrypted // (CHUNK + TAG)))
    if plain < 0 or encrypted_length(plain) != encrypted:
        raise Malformed("a length that no chunks have")
    return plain


def encrypt_chunks(key: bytes, front: bytes, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The encrypted chunks of what the pieces are together; ``front`` is written before."""
    cipher, before = AESGCM(key), hashlib.sha256(front)
    number, pending = 0, bytearray()
    for piece in pieces:
        pending += piece
        while len(pending) > CHUNK:  # not >=: the last chunk is known only at the end
            chunk = cipher.encrypt(_nonce(number, False), pending[:CHUNK], before.digest())
            del pending[:CHUNK]
            before.update(chunk)
            number += 1
            yield chunk
    yield cipher.encrypt(_nonce(number, True), pending, before.digest())


def decrypt_chunks(key: bytes, front: bytes, read: Read, length: int) -> Iterator[bytes]:
    """The plain chunks of ``length`` encrypted bytes, each checked before it is given.

    Raises Truncated or Altered. What was given before that is genuine, but not all.
    """
    cipher, before = AESGCM(key), hashlib.sha256(front)
    left, number = length, 0
    while True:
        size = min(left, CHUNK + TAG)
        chunk = read_exactly(read, size)
        left -= size
        try:
            yield cipher.decrypt(_nonce(number, left == 0), chunk, before.digest())
        except InvalidTag as error:
            raise Altered(f"chunk {number}") from error
        if left == 0:
            return
        before.update(chunk)
        number += 1


def read_exactly(read: Read, size: int) -> bytes:
    """So many bytes; raises Truncated when the file ends before."""
    data = read(size)
    if len(data) < size:
        raise Truncated(f"{size - len(data)} bytes")
    return data


def _nonce(number: int, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])
