"""Plain values as canonical CBOR, and bytes as one zstd frame; both ways, with limits.

The encoding is deterministic CBOR (RFC 8949, section 4.2.1) of a closed set of values:
nothing, truth values, integers of 64 bits, text, bytes, arrays, and maps with text keys. No
floats, no tags, no other simple values. One value has one encoding, so that its hash names
it; what does not re-encode to the very bytes that came in is refused.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TypeAlias

import cbor2

from review_protocol.errors import Malformed, TooLarge, Unencodable

if sys.version_info >= (3, 14):  # pragma: no cover  # the standard library has it from there
    from compression import zstd
else:
    from backports import zstd

Value: TypeAlias = "bool | int | str | bytes | list[Value] | dict[str, Value] | None"
Encodable: TypeAlias = (
    "bool | int | str | bytes | Sequence[Encodable] | Mapping[str, Encodable] | None"
)

MAX_BYTES = 16 * 1024 * 1024
MAX_DEPTH = 32
MAX_ITEMS = 2**20  # an item of one byte can become an object of a hundred
COMPRESSION_LEVEL = 19  # files are written once and read often, over poor lines
WINDOW_LOG = 23  # 8 MiB: what a decompressor may be made to keep in memory
_INTEGER_LIMIT = 2**63
_STRINGS = (2, 3)  # the major types of bytes and text
_FIRST_WIDE = 24  # from here on, the argument of a head stands in the bytes behind it


def encode(value: Encodable, *, max_depth: int = MAX_DEPTH) -> bytes:
    """The canonical bytes of a value; tuples become arrays. Raises Unencodable."""
    _refuse_what_has_no_place(value, max_depth)
    try:
        return cbor2.dumps(value, canonical=True)
    except UnicodeEncodeError as error:
        raise Unencodable("text with half a surrogate pair") from error


def decode(
    data: bytes,
    *,
    max_bytes: int = MAX_BYTES,
    max_depth: int = MAX_DEPTH,
    max_items: int = MAX_ITEMS,
) -> Value:
    """The value of canonical bytes. Raises TooLarge, or Malformed for anything else."""
    if len(data) > max_bytes:
        raise TooLarge(size=len(data), limit=max_bytes)
    limit_items(data, max_items)
    value = _loads(data, max_depth)
    try:
        same = encode(value, max_depth=max_depth) == data
    except Unencodable as error:
        raise Malformed(str(error)) from error
    if not same:
        raise Malformed("not the canonical encoding")
    return value


def compress(data: bytes) -> bytes:
    """One zstd frame that states its size and carries a checksum."""
    options: dict[int, int] = {
        zstd.CompressionParameter.compression_level: COMPRESSION_LEVEL,
        zstd.CompressionParameter.window_log: WINDOW_LOG,
        zstd.CompressionParameter.checksum_flag: 1,
    }
    return zstd.compress(data, options=options)


def decompress(data: bytes, *, max_bytes: int = MAX_BYTES) -> bytes:
    """What one whole frame holds; never more than the limit is unpacked to find out.

    Raises TooLarge, or Malformed for a cut or damaged frame or one with a tail.
    """
    limit: dict[int, int] = {zstd.DecompressionParameter.window_log_max: WINDOW_LOG}
    frame = zstd.ZstdDecompressor(options=limit)
    try:
        found = frame.decompress(data, max_length=max_bytes + 1)
    except zstd.ZstdError as error:
        raise Malformed("not a compressed frame") from error
    if len(found) > max_bytes:
        raise TooLarge(size=len(found), limit=max_bytes)
    if not frame.eof or frame.unused_data:
        raise Malformed("not exactly one compressed frame")
    return found


def _loads(data: bytes, max_depth: int) -> Value:
    try:
        value: Value = cbor2.loads(
            data,
            max_depth=max_depth,
            allow_indefinite=False,
            allow_duplicate_keys=False,
            strict_hashable_types=True,
            semantic_decoders=_NoTags(),
        )
    except cbor2.CBORDecodeError as error:
        raise Malformed("not CBOR of plain values") from error
    return value


def limit_items(data: bytes, limit: int = MAX_ITEMS) -> None:
    """Count the heads of items, without making anything of them; faults are not told here.

    Raises TooLarge for more of them than a reader takes.
    """
    at, count, end = 0, 0, len(data)
    while at < end:
        count += 1
        if count > limit:
            raise TooLarge(size=count, limit=limit)
        kind, argument = data[at] >> 5, data[at] & 31
        at += 1
        if argument >= _FIRST_WIDE:
            width = 1 << (argument - _FIRST_WIDE)
            argument = int.from_bytes(data[at : at + width], "big")
            at += width
        if kind in _STRINGS:
            at += argument


class _NoTags(dict[int, "cbor2.SemanticDecoderCallback"]):
    """Answers for every tag with a refusal, before the decoder builds anything of it.

    Shared references must not even be resolved: a few dozen of them unfold to billions of
    nodes for whoever walks the result.
    """

    def __missing__(self, tag: int) -> cbor2.SemanticDecoderCallback:
        raise Malformed(f"tag {tag}")


def _refuse_what_has_no_place(value: object, depth: int) -> None:
    if depth < 0:
        raise Unencodable("nested too deeply")
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise Unencodable("a map key that is not text")
            _refuse_what_has_no_place(inner, depth - 1)
    elif isinstance(value, list | tuple):
        for inner in value:
            _refuse_what_has_no_place(inner, depth - 1)
    elif isinstance(value, int):
        if not -_INTEGER_LIMIT <= value < _INTEGER_LIMIT:
            raise Unencodable("an integer of more than 64 bits")
    elif not isinstance(value, str | bytes | None):
        raise Unencodable(type(value).__name__)
