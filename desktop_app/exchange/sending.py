"""Exchange files written to a stick, a disk or a folder: whole, read back, and plainly named.

A name says nothing of party or person. The file is written under another name, flushed,
read back from the medium as a receiver would read it, and only then gets its own.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from desktop_app.crypto.device import DeviceKey
from desktop_app.errors import FaultyMedium, SendRefused
from desktop_app.exchange.packing import Outgoing
from desktop_app.exchange.sources import SUFFIX
from desktop_app.store.files import write_whole
from review_protocol import armour, packages
from review_protocol.errors import ProtocolError, TooLarge

TEXT_SUFFIX = ".txt"
MIN_PART = 1_000
CHANCES = 10_000
WHAT = "exchange file"


def file_name(now: datetime, chance: int, kind: str = "exchange") -> str:
    """A name, the same on every system; ``chance``, below CHANCES, tells two of one minute
    apart.
    """
    return f"{kind}-{now:%Y%m%d-%H%M}-{chance:04}{SUFFIX}"


def write(outgoing: Outgoing, path: Path, device: DeviceKey) -> tuple[Path, ...]:
    """One package, one file. Raises SendRefused, DiskFull, NotWritable or FaultyMedium."""
    with _too_large_refused():
        pieces = outgoing.pieces(device)
        verify = partial(_open_again, outgoing)
        write_whole(path, pieces, what=WHAT, verify=_from_the_medium(verify))
    return (path,)


def write_text(
    outgoing: Outgoing, path: Path, device: DeviceKey, *, part_bytes: int
) -> tuple[Path, ...]:
    """The package as text in parts of at most so many bytes, each in a file of its own."""
    if part_bytes < MIN_PART:
        raise SendRefused("small-parts")
    with _too_large_refused():
        data = b"".join(outgoing.pieces(device))
        texts = [text.encode("ascii") for text in armour.split(data, part_size=part_bytes)]
    files = _part_names(path, len(texts))
    written: list[Path] = []
    try:
        for file, text in zip(files, texts, strict=True):
            verify = _from_the_medium(partial(_same_bytes, text))
            write_whole(file, [text], what=WHAT, verify=verify)
            written.append(file)
    except BaseException:
        for file in written:  # some of the parts are of no use to anybody
            file.unlink(missing_ok=True)
        raise
    return files


def _part_names(path: Path, total: int) -> tuple[Path, ...]:
    stem = path.name.removesuffix(SUFFIX).removesuffix(TEXT_SUFFIX)
    if total == 1:
        return (path.with_name(stem + TEXT_SUFFIX),)
    digits = len(str(total))
    return tuple(
        path.with_name(f"{stem}-{number:0{digits}}-of-{total}{TEXT_SUFFIX}")
        for number in range(1, total + 1)
    )


@contextmanager
def _too_large_refused() -> Iterator[None]:
    try:
        yield
    except TooLarge as error:
        raise SendRefused("too-large") from error


def _open_again(outgoing: Outgoing, path: Path) -> None:
    """Read it as its receiver will; the sender has the key that opens it."""
    with path.open("rb") as file:
        front = packages.read_front(file.read)
        package = packages.Package(file.read, front, outgoing.lock.file_key)
        for _ in package.contents():
            pass
    if package.manifest != outgoing.manifest:
        raise FaultyMedium(WHAT)


def _same_bytes(data: bytes, path: Path) -> None:
    if path.read_bytes() != data:
        raise FaultyMedium(WHAT)


def _from_the_medium(verify: Callable[[Path], None]) -> Callable[[Path], None]:
    """Verify what the medium gives back, not what the system still has in memory of it."""

    def verified(path: Path) -> None:
        _forget(path)
        try:
            verify(path)
        except (OSError, ProtocolError) as error:
            raise FaultyMedium(WHAT) from error

    return verified


def _forget(path: Path) -> None:
    if not hasattr(os, "posix_fadvise"):  # pragma: no cover  # elsewhere the system decides
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(handle)
