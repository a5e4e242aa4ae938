"""A file as text, in parts, for mail that lets no attachment through.

    RDTEXT 1 PART 2 OF 3
    (base64 of the whole file's SHA-256 and a piece of the file, 64 characters a line)
    RDTEXT END 2 OF 3 SUM 0123abcd

A part stands by itself. Parts may come in any order and more than once, quoted, indented,
wrapped anew, with other text around them and with any line ends. Nothing in them is what
mail programs like to embellish or encode: no dashes, quotation marks, points or equals signs.
"""

from __future__ import annotations

import base64
import codecs
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from review_protocol import framing
from review_protocol.errors import (
    Altered,
    MissingParts,
    MixedParts,
    NewerVersion,
    OtherFormat,
)

VERSION = 1
MAX_FILE = 32 * 1024 * 1024
MAX_TEXT = 64 * 1024 * 1024
MAX_PARTS = 999
_MAX_FOUND = 10 * MAX_PARTS  # a folder of mails quotes the same parts again and again

_LINE = 64  # characters; room for some levels of quotation before a mail program wraps
_AROUND = 64  # characters of the first and last line, at most
_HASH_SIZE = 32
_BEGIN = re.compile(r"RDTEXT (\d{1,4}) PART (\d{1,3}) OF (\d{1,3})", re.ASCII)
_END = re.compile(r"RDTEXT END (\d{1,3}) OF (\d{1,3}) SUM ([0-9a-f]{8})", re.ASCII)
_BODY = re.compile(r"[0-9A-Za-z+/]+")
_BEFORE = "> \t\u00a0\ufeff"
_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part as it was found. Its number counts from 1; ``file`` is None if it is damaged."""

    number: int
    total: int
    file: bytes | None = None
    data: bytes = field(default=b"", repr=False)


def split(data: bytes, *, part_size: int) -> list[str]:
    """The texts of the parts, each of at most ``part_size`` characters if that can be.

    Raises TooLarge for a file of more than 32 MiB, or one that needs more than 999 parts.
    """
    framing.limit(len(data), MAX_FILE)
    lines = max(1, (part_size - _AROUND) // (_LINE + 2))
    size = max(1, lines * _LINE * 3 // 4 - _HASH_SIZE)
    pieces = [data[at : at + size] for at in range(0, len(data), size)] or [b""]
    framing.limit(len(pieces), MAX_PARTS)
    name = hashlib.sha256(data).digest()
    return [
        _text(number, len(pieces), name + piece) for number, piece in enumerate(pieces, start=1)
    ]


def text_in(data: bytes) -> str:
    """The text of a saved mail or note, whichever encoding it is in; raises TooLarge."""
    framing.limit(len(data), MAX_TEXT)
    for mark, name in _MARKS.items():
        if data.startswith(mark):
            return data.removeprefix(mark).decode(name, "replace")
    return data.decode("latin-1")  # parts are ASCII; what is around them does not matter


def parts_in(text: str) -> list[Part]:
    """All parts that stand in a text, in its order, damaged ones too.

    Raises TooLarge, and NewerVersion for parts that a newer program made.
    """
    framing.limit(len(text), MAX_TEXT)
    found: list[Part] = []
    waiting: list[str] | None = None  # the lines of the part that has begun
    place = (0, 0)
    for line in map(_bare, text.splitlines()):
        framing.limit(len(found), _MAX_FOUND)
        if begin := _BEGIN.fullmatch(line):
            if waiting is not None:
                found.append(_damaged(place))
            waiting, place = [], _place(begin)
        elif waiting is not None and (end := _END.fullmatch(line)):
            found.append(_part(place, "".join(waiting), end))
            waiting = None
        elif waiting is not None and _BODY.fullmatch(line):
            waiting.append(line)
    if waiting is not None:
        found.append(_damaged(place))
    return found


def join(parts: Iterable[Part]) -> bytes:
    """The file.

    Raises OtherFormat if there are no parts, MixedParts, MissingParts for parts that are not
    there or damaged, and Altered if the parts do not make the file whose name they bear.
    """
    by_file: dict[tuple[bytes, int], dict[int, bytes]] = {}
    total = 0
    for part in parts:
        total = max(total, part.total)
        if part.file is not None:
            by_file.setdefault((part.file, part.total), {})[part.number] = part.data
    if not total:
        raise OtherFormat("no part")
    if len(by_file) > 1:
        raise MixedParts(f"{len(by_file)} files")
    if not by_file:
        raise MissingParts(missing=tuple(range(1, total + 1)), total=total)
    ((name, total), pieces) = next(iter(by_file.items()))
    missing = tuple(number for number in range(1, total + 1) if number not in pieces)
    if missing:
        raise MissingParts(missing=missing, total=total)
    data = b"".join(pieces[number] for number in range(1, total + 1))
    if hashlib.sha256(data).digest() != name:
        raise Altered("parts of another file")
    return data


def _text(number: int, total: int, payload: bytes) -> str:
    body = base64.b64encode(payload).decode("ascii").rstrip("=")
    lines = [
        f"RDTEXT {VERSION} PART {number} OF {total}",
        *(body[at : at + _LINE] for at in range(0, len(body), _LINE)),
        f"RDTEXT END {number} OF {total} SUM {_sum(number, total, payload)}",
    ]
    return "\r\n".join(lines) + "\r\n"


def _sum(number: int, total: int, payload: bytes) -> str:
    return hashlib.sha256(f"{number}/{total}/".encode() + payload).hexdigest()[:8]


def _bare(line: str) -> str:
    return line.lstrip(_BEFORE).rstrip()


def _place(begin: re.Match[str]) -> tuple[int, int]:
    """Number and total of a part that begins."""
    version, number, total = map(int, begin.groups())
    if version > VERSION:
        raise NewerVersion(found=version, supported=VERSION)
    return number, total


def _part(place: tuple[int, int], body: str, end: re.Match[str]) -> Part:
    payload = base64.b64decode(body + "=" * (-len(body) % 4) if len(body) % 4 != 1 else b"")
    number, total = place
    is_whole = (
        1 <= number <= total
        and (int(end[1]), int(end[2])) == place
        and len(payload) >= _HASH_SIZE
        and _sum(number, total, payload) == end[3]
    )
    if not is_whole:
        return _damaged(place)
    return Part(
        number=number, total=total, file=payload[:_HASH_SIZE], data=payload[_HASH_SIZE:]
    )


def _damaged(place: tuple[int, int]) -> Part:
    return Part(number=place[0], total=place[1])
