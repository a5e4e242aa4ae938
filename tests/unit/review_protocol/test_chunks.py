from __future__ import annotations

import io
from collections.abc import Iterator

import pytest

from review_protocol.chunks import (
    CHUNK,
    TAG,
    decrypt_chunks,
    encrypt_chunks,
    encrypted_length,
    plain_length,
)
from review_protocol.errors import Altered, Malformed, Truncated

KEY = bytes(range(32))
FRONT = b"what stands before"
SIZES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 7]


def plain_of(size: int) -> bytes:
    return bytes(at % 251 for at in range(size))


def encrypted(plain: bytes, *, front: bytes = FRONT, key: bytes = KEY) -> bytes:
    return b"".join(encrypt_chunks(key, front, [plain]))


def decrypted(data: bytes, *, front: bytes = FRONT, key: bytes = KEY) -> bytes:
    return b"".join(decrypt_chunks(key, front, io.BytesIO(data).read, len(data)))


@pytest.mark.parametrize("size", SIZES)
def test_what_is_encrypted_comes_back(size: int) -> None:
    assert decrypted(encrypted(plain_of(size))) == plain_of(size)


@pytest.mark.parametrize("size", SIZES)
def test_lengths_are_known_beforehand(size: int) -> None:
    assert len(encrypted(plain_of(size))) == encrypted_length(size)
    assert plain_length(encrypted_length(size)) == size


@pytest.mark.parametrize("size", [0, 15, CHUNK + TAG + 1, CHUNK + TAG + TAG])
def test_a_length_that_never_comes_out_is_told(size: int) -> None:
    with pytest.raises(Malformed):
        plain_length(size)


@pytest.mark.parametrize("step", [1, 1000, CHUNK, 3 * CHUNK])
def test_the_pieces_that_it_comes_in_do_not_matter(step: int) -> None:
    plain = plain_of(2 * CHUNK + 7)[-70_000:]
    pieces = (plain[at : at + step] for at in range(0, len(plain), step))
    assert b"".join(encrypt_chunks(KEY, FRONT, pieces)) == encrypted(plain)


def test_no_more_than_a_chunk_waits_in_memory() -> None:
    taken = 0

    def pieces() -> Iterator[bytes]:
        nonlocal taken
        for _ in range(100):
            taken += 1
            yield bytes(CHUNK)

    chunks = encrypt_chunks(KEY, FRONT, pieces())
    next(chunks)
    assert taken == 2


def test_no_changed_bit_is_accepted() -> None:
    data = encrypted(plain_of(CHUNK + 9))
    for bit in range(0, len(data) * 8, 8009):
        changed = bytearray(data)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(Altered):
            decrypted(bytes(changed))


def test_chunks_before_a_changed_one_are_given() -> None:
    data = bytearray(encrypted(plain_of(2 * CHUNK)))
    data[-1] ^= 1
    chunks = decrypt_chunks(KEY, FRONT, io.BytesIO(data).read, len(data))
    assert next(chunks) == plain_of(CHUNK)
    with pytest.raises(Altered):
        next(chunks)


def test_another_front_is_not_accepted() -> None:
    with pytest.raises(Altered):
        decrypted(encrypted(b"text"), front=b"other")


def test_another_key_is_not_accepted() -> None:
    with pytest.raises(Altered):
        decrypted(encrypted(b"text"), key=bytes(32))


@pytest.mark.parametrize(
    "order", [(1, 0, 2), (0, 0, 1, 2), (0, 2), (0, 1), (1, 2), (0, 1, 2, 2)]
)
def test_chunks_may_not_be_moved_repeated_or_dropped(order: str) -> None:
    data = encrypted(plain_of(3 * CHUNK))
    size = CHUNK + TAG
    chunks = [data[at : at + size] for at in range(0, len(data), size)]
    with pytest.raises(Altered):
        decrypted(b"".join(chunks[int(number)] for number in order))


def test_a_file_that_ends_early_is_cut() -> None:
    data = encrypted(plain_of(CHUNK + 9))
    with pytest.raises(Truncated):
        list(decrypt_chunks(KEY, FRONT, io.BytesIO(data[:-1]).read, len(data)))
