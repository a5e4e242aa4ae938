"""Exchange files where people have them: single files, folders, and text in parts.

A file is known by what is in it, not by its name: mail programs rename, and add " (1)". In
a folder everything else is passed over, and what a program that was killed had not finished
writing; a file that somebody chose is answered for.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import BinaryIO

from desktop_app.domain.exchanges import FileVerdict
from desktop_app.errors import ExchangeRefused
from desktop_app.store.files import UNFINISHED
from review_protocol import armour
from review_protocol.armour import Part
from review_protocol.errors import (
    MissingParts,
    NeedsNewer,
    NotForUs,
    OtherFormat,
    ProtocolError,
    Readdressed,
    TooLarge,
    Truncated,
    WrongCode,
)
from review_protocol.packages import MAGIC

MAX_FILES = 10_000
"""Of a folder at most so many are looked at, in the order of their names."""
SUFFIX = ".rdexch"
_TEXT_SUFFIXES = {".txt", ".eml", ".mbox", ".htm", ".html"}
WRONG_CODE = "wrong-code"

_VERDICTS: tuple[tuple[type[Exception], FileVerdict | str], ...] = (
    (OSError, FileVerdict.UNREADABLE),
    (OtherFormat, FileVerdict.NOT_AN_EXCHANGE_FILE),
    (NeedsNewer, FileVerdict.NEWER),
    (Truncated, FileVerdict.TRUNCATED),
    (TooLarge, FileVerdict.TOO_LARGE),
    (NotForUs, FileVerdict.NOT_FOR_US),
    (Readdressed, FileVerdict.NOT_FOR_US),
    (WrongCode, WRONG_CODE),
    (MissingParts, FileVerdict.MISSING_PARTS),
)
"""What each thing that can be wrong is called; all others are damage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where the bytes of a package can be read from; or why they cannot be."""

    name: str
    open: Callable[[], BinaryIO] = field(default=io.BytesIO, repr=False)
    refusal: ExchangeRefused | None = None


def refused(error: Exception) -> ExchangeRefused:
    """What is wrong with a file, in one word and a detail for support."""
    fitting = (verdict for kind, verdict in _VERDICTS if isinstance(error, kind))
    verdict = next(fitting, FileVerdict.DAMAGED)
    detail = "" if isinstance(error, OSError) else str(error)
    if isinstance(error, MissingParts):
        detail = ", ".join(map(str, error.missing[:20]))
    return ExchangeRefused(verdict, detail)


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """What is refused meanwhile is refused by the name of this file."""
    try:
        yield
    except ExchangeRefused as error:
        raise ExchangeRefused(error.reason, error.detail, file=path.name) from error


def sources_in(paths: Iterable[Path]) -> tuple[Source, ...]:
    """All packages in these files and folders; text parts come together across files."""
    found: list[Source] = []
    texts: list[tuple[str, list[Part]]] = []
    for path, is_chosen in _files(paths):
        try:
            if _is_package(path):
                found.append(Source(name=path.name, open=partial(_opened, path)))
            elif is_chosen or path.suffix.lower() in _TEXT_SUFFIXES:
                parts = armour.parts_in(_text(path))
                if not parts and is_chosen:
                    raise OtherFormat("neither a package nor parts of one")
                texts.append((path.name, parts))
        except (OSError, ProtocolError) as error:
            found.append(Source(name=path.name, refusal=refused(error)))
    return (*found, *_joined(texts))


def _files(paths: Iterable[Path]) -> Iterator[tuple[Path, bool]]:
    """The files, and whether each must be answered for: chosen, or called as ours are."""
    for path in dict.fromkeys(paths):
        if not path.is_dir():
            yield path, True
            continue
        for file in sorted(path.iterdir())[:MAX_FILES]:
            if file.is_file() and file.suffix != UNFINISHED:
                yield file, file.suffix.lower() == SUFFIX


def _opened(path: Path) -> BinaryIO:
    return path.open("rb")


def _is_package(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def _text(path: Path) -> str:
    with path.open("rb") as file:
        return armour.text_in(file.read(armour.MAX_TEXT + 1))


def _joined(texts: Iterable[tuple[str, list[Part]]]) -> Iterator[Source]:
    """The packages that the parts make, each called by the first text that had one of it.

    A text of which nothing is whole is damaged; which package it is of cannot be told. Where
    one of as many parts is complete, such a text has been sent again, and nothing is said.
    """
    whole: dict[tuple[bytes, int], tuple[str, list[Part]]] = {}
    damaged: list[tuple[str, Part]] = []
    for name, parts in texts:
        genuine = [part for part in parts if part.file is not None]
        for part in genuine:
            assert part.file is not None
            whole.setdefault((part.file, part.total), (name, []))[1].append(part)
        if parts and not genuine:
            damaged.append((name, parts[0]))
    complete = {
        total
        for (_, total), (_, parts) in whole.items()
        if len({part.number for part in parts}) == total
    }
    for name, part in damaged:
        if part.total not in complete:
            detail = f"part {part.number} of {part.total}"
            yield Source(name=name, refusal=ExchangeRefused(FileVerdict.DAMAGED, detail))
    for name, parts in whole.values():
        yield _source(name, parts)


def _source(name: str, parts: Iterable[Part]) -> Source:
    try:
        data = armour.join(parts)
    except ProtocolError as error:
        return Source(name=name, refusal=refused(error))
    return Source(name=name, open=partial(io.BytesIO, data))
