"""The questionnaire file: a container that shows every change of a bit. Pure bytes.

`docs/file-formats.md` draws it byte by byte. The pack's hash is over the content alone
(the canonical CBOR, before compression), so it names the same questionnaire whoever signed
it, or nobody, and whichever compressor packed it.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from review_protocol import encoding, framing, signing
from review_protocol.errors import Altered, OtherFormat

MAGIC = b"RDPACK\r\n"  # the line ending shows a transfer that took the file for text
VERSION = 1
MAX_FILE = 16 * 1024 * 1024
MAX_CONTENT = 64 * 1024 * 1024
_HEADER = struct.Struct(">8sHHI")  # magic, version, algorithm, length of the body
_CHECKSUM_SIZE = 32
_HASH_DOMAIN = b"review-desk/1 pack content\0"


class Algorithm(IntEnum):
    """What stands after the body."""

    UNSIGNED = 0  # SHA-256 of all before: shows damage, proves no origin
    ED25519 = 1  # public key, then its signature of all before


_TRAILER = {
    Algorithm.UNSIGNED: _CHECKSUM_SIZE,
    Algorithm.ED25519: signing.PUBLIC_SIZE + signing.SIGNATURE_SIZE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedContent:
    """What a questionnaire file held: nothing is known yet of what the content means.

    ``hash`` is hexadecimal. ``signer`` is the key whose signature fits, not a key that
    anybody trusts; None in an unsigned file.
    """

    content: encoding.Value
    hash: str
    signer: signing.PublicKey | None


def seal(
    content: Mapping[str, encoding.Encodable], key: signing.SigningKey | None = None
) -> bytes:
    """The whole file. Raises TooLarge for content that no reader would take."""
    plain = encoding.encode(content)
    framing.limit(len(plain), MAX_CONTENT)
    body = encoding.compress(plain)
    algorithm = Algorithm.ED25519 if key else Algorithm.UNSIGNED
    front = _HEADER.pack(MAGIC, VERSION, algorithm, len(body)) + body
    if key is None:
        sealed = front + hashlib.sha256(front).digest()
    else:
        front += key.public
        sealed = front + key.sign(signing.Context.PACK, front)
    framing.limit(len(sealed), MAX_FILE)
    return sealed


def unseal(data: bytes) -> SealedContent:
    """Check all, then decode. Raises TooLarge, a FormatError, UnusableKey or Malformed."""
    framing.limit(len(data), MAX_FILE)
    algorithm, end = _frame(data)
    signer = _checked_signer(data, algorithm, end)
    plain = encoding.decompress(data[_HEADER.size : end], max_bytes=MAX_CONTENT)
    content = encoding.decode(plain, max_bytes=MAX_CONTENT)
    return SealedContent(content=content, hash=_hash_of(plain), signer=signer)


def content_hash(content: Mapping[str, encoding.Encodable]) -> str:
    """The hash that a file with this content has; hexadecimal."""
    return _hash_of(encoding.encode(content))


def _hash_of(plain: bytes) -> str:
    return hashlib.sha256(_HASH_DOMAIN + plain).hexdigest()


def _frame(data: bytes) -> tuple[Algorithm, int]:
    """The algorithm, and where the body ends; the file has exactly the length it says."""
    number, length = framing.read_front(data, _HEADER, MAGIC, VERSION)
    if number not in set(Algorithm):
        raise OtherFormat("unknown algorithm")
    algorithm = Algorithm(number)
    end = _HEADER.size + int(length)
    framing.expect_length(len(data), end + _TRAILER[algorithm])
    return algorithm, end


def _checked_signer(data: bytes, algorithm: Algorithm, end: int) -> signing.PublicKey | None:
    if algorithm is Algorithm.UNSIGNED:
        if not hmac.compare_digest(hashlib.sha256(data[:end]).digest(), data[end:]):
            raise Altered("checksum")
        return None
    signed = end + signing.PUBLIC_SIZE
    signer = signing.load_public(data[end:signed])
    signing.verify(signer, signing.Context.PACK, data[:signed], data[signed:])
    return signer
