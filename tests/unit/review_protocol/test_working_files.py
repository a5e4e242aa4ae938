from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from review_protocol import working_files
from review_protocol.chunks import CHUNK, encrypt_chunks, encrypted_length
from review_protocol.contents import MAX_CONTENT
from review_protocol.errors import (
    Altered,
    Appended,
    Malformed,
    NewerVersion,
    OtherFormat,
    ProtocolError,
    TooLarge,
    Truncated,
)
from review_protocol.padding import pad
from review_protocol.sets import MAX_SET
from review_protocol.working_files import (
    MAX_FILE,
    content_length,
    read_file,
    write_file,
)

KEY = bytes(range(32))
LETTER = b"A letter to the ministry. " * 40
CONTENT = write_file(LETTER, KEY)
GOLDEN = Path(__file__).parents[2] / "data" / "protocol" / "files-1"


def made_of(padded: bytes, *, length: int | None = None) -> bytes:
    """A content whose chunks are sound and hold this, as only a member could make it."""
    size = working_files._FRONT.size + encrypted_length(len(padded))
    front = working_files._FRONT.pack(b"RDFILE\r\n", 1, 1, size if length is None else length)
    return front + b"".join(encrypt_chunks(KEY, front, [padded]))


@pytest.mark.parametrize("size", [0, 1, 255, CHUNK - 4, CHUNK, 3 * CHUNK + 1])
def test_a_file_comes_as_it_went(size: int) -> None:
    data = bytes(at % 251 for at in range(size))
    content = write_file(data, KEY)
    assert read_file(content, KEY) == data
    assert len(content) == content_length(size)


def test_the_largest_file_fits_into_a_message_of_a_round() -> None:
    content = write_file(bytes(MAX_FILE), KEY)
    assert len(content) <= MAX_CONTENT == MAX_SET
    assert len(read_file(content, KEY)) == MAX_FILE


def test_a_file_that_is_too_large_is_not_written() -> None:
    with pytest.raises(TooLarge):
        write_file(bytes(MAX_FILE + 1), KEY)


def test_nobody_writes_with_what_is_no_key() -> None:
    with pytest.raises(ValueError, match="key"):
        write_file(LETTER, bytes(16))


def test_nothing_of_a_file_can_be_read_in_its_content() -> None:
    assert LETTER[:26] not in CONTENT
    assert KEY not in CONTENT


def test_lengths_that_are_near_are_the_same_outside() -> None:
    assert len({content_length(size) for size in range(100_000, 101_000)}) <= 2


def test_every_flipped_bit_is_refused() -> None:
    for at in range(len(CONTENT)):
        changed = bytearray(CONTENT)
        changed[at] ^= 1
        with pytest.raises(ProtocolError):
            read_file(bytes(changed), KEY)


def test_every_length_but_its_own_is_refused() -> None:
    for size in range(len(CONTENT)):
        with pytest.raises(Truncated):
            read_file(CONTENT[:size], KEY)
    with pytest.raises(Appended):
        read_file(CONTENT + b"\0", KEY)


def test_it_is_told_what_is_wrong() -> None:
    with pytest.raises(OtherFormat):
        read_file(b"%PDF-1.7" + CONTENT, KEY)
    with pytest.raises(OtherFormat):
        read_file(CONTENT[:10] + b"\0\2" + CONTENT[12:], KEY)
    with pytest.raises(NewerVersion):
        read_file(CONTENT[:8] + b"\0\2" + CONTENT[10:], KEY)
    with pytest.raises(TooLarge):
        read_file(bytes(MAX_CONTENT + 1), KEY)


@pytest.mark.parametrize("key", [b"", bytes(16), bytes(31), bytes(33)], ids=len)
def test_what_is_no_key_opens_nothing(key: bytes) -> None:
    with pytest.raises(Malformed):
        read_file(CONTENT, key)


def test_the_key_of_another_file_opens_nothing() -> None:
    with pytest.raises(Altered):
        read_file(CONTENT, bytes(32))


def test_chunks_of_another_file_do_not_fit() -> None:
    """Under the same key, which nobody should use twice."""
    one, other = write_file(bytes(2 * CHUNK), KEY), write_file(b"\1" * 2 * CHUNK, KEY)
    end = 16 + CHUNK + 16
    with pytest.raises(Altered):
        read_file(one[:end] + other[end:], KEY)


@pytest.mark.parametrize(
    "padded",
    [
        b"",
        b"\0\0\0",
        b"\xff\xff\xff\xff" + bytes(100),
        pad(LETTER) + b"\0",
        pad(LETTER)[:-1],
        pad(LETTER)[:-1] + b"\1",
        len(LETTER).to_bytes(4, "big") + LETTER,
    ],
    ids=range(7),
)
def test_a_member_who_makes_nonsense_is_told_from_a_file(padded: bytes) -> None:
    with pytest.raises(Malformed):
        read_file(made_of(padded), KEY)


def test_a_length_that_lies_is_no_bomb() -> None:
    """Nothing is taken into memory because a number says so."""
    with pytest.raises(Truncated):
        read_file(made_of(pad(LETTER), length=2**32 - 1), KEY)


def test_more_than_a_file_may_have_is_refused_although_it_is_sound() -> None:
    with pytest.raises(TooLarge):
        read_file(made_of(pad(bytes(MAX_FILE + 1))), KEY)


def test_the_golden_file_says_what_it_said() -> None:
    expected = json.loads((GOLDEN / "expected.json").read_text(encoding="utf-8"))
    content = (GOLDEN / "letter.rdfile").read_bytes()
    assert hashlib.sha256(content).hexdigest() == expected["content"]
    assert read_file(content, bytes.fromhex(expected["key"])).hex() == expected["file"]
