from __future__ import annotations

import hashlib
import struct

import pytest

from review_protocol import encoding, packs
from review_protocol.errors import (
    Altered,
    Appended,
    Malformed,
    NewerVersion,
    OtherFormat,
    ProtocolError,
    TooLarge,
    Truncated,
    UnusableKey,
)
from review_protocol.signing import Context
from tests.builders.signing import make_signing_key

CONTENT: dict[str, encoding.Encodable] = {"id": "sample", "version": 1, "xform": b"<h:html/>"}
KEY = make_signing_key()
SEALED = {"unsigned": packs.seal(CONTENT), "signed": packs.seal(CONTENT, KEY)}
HEADER = struct.Struct(">8sHHI")

both = pytest.mark.parametrize("data", SEALED.values(), ids=SEALED.keys())


def with_checksum(front: bytes) -> bytes:
    return front + hashlib.sha256(front).digest()


def framed(body: bytes, *, version: int = 1, algorithm: int = 0) -> bytes:
    """An unsigned file whose frame is whole, whatever it holds."""
    return with_checksum(HEADER.pack(packs.MAGIC, version, algorithm, len(body)) + body)


@both
def test_what_is_sealed_comes_back(data: bytes) -> None:
    assert packs.unseal(data).content == CONTENT


def test_the_signer_is_told() -> None:
    assert packs.unseal(SEALED["signed"]).signer == KEY.public


def test_an_unsigned_file_has_no_signer() -> None:
    assert packs.unseal(SEALED["unsigned"]).signer is None


@both
def test_the_hash_is_that_of_the_content_whoever_signed_it(data: bytes) -> None:
    assert packs.unseal(data).hash == packs.content_hash(CONTENT)


def test_the_hash_is_of_the_canonical_bytes_with_its_purpose_before() -> None:
    plain = b"review-desk/1 pack content\0" + encoding.encode(CONTENT)
    assert packs.content_hash(CONTENT) == hashlib.sha256(plain).hexdigest()


def test_other_content_has_another_hash() -> None:
    assert packs.content_hash({**CONTENT, "version": 2}) != packs.content_hash(CONTENT)


@both
def test_every_change_of_one_bit_is_refused(data: bytes) -> None:
    accepted = []
    for bit in range(len(data) * 8):
        changed = bytearray(data)
        changed[bit // 8] ^= 1 << bit % 8
        try:
            packs.unseal(bytes(changed))
        except ProtocolError:
            continue
        accepted.append(bit)
    assert accepted == []


@both
def test_every_truncation_is_called_one(data: bytes) -> None:
    for size in range(len(data)):
        with pytest.raises(Truncated):
            packs.unseal(data[:size])


@both
def test_bytes_after_the_end_are_called_so(data: bytes) -> None:
    with pytest.raises(Appended):
        packs.unseal(data + b"\0")


@pytest.mark.parametrize("data", [b"PK\3\4 a workbook", packs.MAGIC.replace(b"\r", b"") * 4])
def test_another_kind_of_file_is_called_so(data: bytes) -> None:
    with pytest.raises(OtherFormat):
        packs.unseal(data)


def test_a_newer_file_says_which_format_it_has() -> None:
    with pytest.raises(NewerVersion) as refused:
        packs.unseal(framed(b"", version=2))
    assert (refused.value.found, refused.value.supported) == (2, 1)


@pytest.mark.parametrize(("version", "algorithm"), [(0, 0), (1, 2), (1, 65535)])
def test_a_version_or_algorithm_that_never_was_is_refused(version: int, algorithm: int) -> None:
    with pytest.raises(OtherFormat):
        packs.unseal(framed(b"", version=version, algorithm=algorithm))


def test_a_changed_body_is_told_by_the_checksum() -> None:
    data = bytearray(SEALED["unsigned"])
    data[30] ^= 1
    with pytest.raises(Altered):
        packs.unseal(bytes(data))


def test_a_changed_body_is_told_by_the_signature() -> None:
    data = bytearray(SEALED["signed"])
    data[30] ^= 1
    with pytest.raises(Altered):
        packs.unseal(bytes(data))


def test_a_signature_for_another_purpose_is_not_enough() -> None:
    front = SEALED["signed"][:-64]
    plain = KEY.sign(Context.PACK, front[:-1])
    with pytest.raises(Altered):
        packs.unseal(front + plain)


def test_a_signer_under_whom_anybody_could_sign_is_refused() -> None:
    front = SEALED["signed"][:-96] + bytes([1]) + bytes(31)
    with pytest.raises(UnusableKey):
        packs.unseal(front + bytes([1]) + bytes(63))


@pytest.mark.parametrize(
    "body",
    [
        b"not compressed",
        encoding.compress(b"not cbor"),
        encoding.compress(b"\xa2\x61b\x01\x61a\x02"),
    ],
    ids=["not-compressed", "not-cbor", "not-canonical"],
)
def test_a_whole_frame_around_nonsense_is_refused(body: bytes) -> None:
    with pytest.raises(Malformed):
        packs.unseal(framed(body))


def test_a_file_that_is_too_large_is_refused() -> None:
    with pytest.raises(TooLarge):
        packs.unseal(packs.MAGIC + bytes(packs.MAX_FILE))


def test_content_that_unpacks_to_too_much_is_refused() -> None:
    bomb = encoding.compress(bytes(packs.MAX_CONTENT + 1))
    with pytest.raises(TooLarge):
        packs.unseal(framed(bomb))


def test_content_that_no_reader_would_take_is_not_sealed() -> None:
    with pytest.raises(TooLarge):
        packs.seal({"xform": bytes(packs.MAX_CONTENT)})
