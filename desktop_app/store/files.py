"""The one place that writes files of a profile: private from the first byte, and whole.

A file is written beside its place, flushed to the disk, and then takes the place of the old
one; killed at any moment, the old or the new file is there, never a mixture.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from desktop_app.errors import AppError, DamagedFile, DiskFull, NotWritable

PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600
CHUNK_BYTES = 1024 * 1024
UNFINISHED = ".unfinished"

# What sticks and network shares answer whose file system cannot flush a folder.
_NO_SUCH_THING = {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EBADF}
_NO_ROOM = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}

OpenNew = Callable[[Path], BinaryIO]


@contextlib.contextmanager
def writing(what: str) -> Iterator[None]:
    """Turn the system's errors into DiskFull or NotWritable; ``what`` names the file."""
    try:
        yield
    except OSError as error:
        raise translated(error, what) from error


def translated(error: OSError, what: str) -> AppError:
    """What an error of the file system means to the user."""
    if error.errno in _NO_ROOM:
        return DiskFull(what)
    name = errno.errorcode.get(error.errno or 0, "OSError")
    return NotWritable(what, name)


def make_private_folder(path: Path) -> None:
    """Make a folder that only its owner can enter, and those above it; it may exist."""
    path.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)


def open_new(path: Path) -> BinaryIO:
    """Create a file that only its owner can read; it must not exist."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, PRIVATE_FILE), "wb")


def write_whole(
    path: Path,
    chunks: Iterable[bytes],
    *,
    what: str,
    verify: Callable[[Path], None] = lambda _: None,
    open_file: OpenNew = open_new,
    is_lasting: bool = True,
) -> None:
    """Put these bytes in the place of a file, once ``verify`` has found no fault with them.

    What is not ``is_lasting`` need not outlive a power cut, and is not waited for. Raises
    DiskFull or NotWritable; then the old file is untouched and nothing is left beside it.
    """
    beside = path.with_name(path.name + UNFINISHED)
    with writing(what):
        beside.unlink(missing_ok=True)  # left over from a process that was killed
        try:
            with open_file(beside) as file:
                for chunk in chunks:
                    file.write(chunk)
                file.flush()
                if is_lasting:
                    os.fsync(file.fileno())
            verify(beside)
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
        if is_lasting:
            sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Make renames in a folder durable, where the system knows such a thing."""
    if os.name == "nt":  # pragma: no cover  # NTFS journals renames; a folder has no handle
        return
    try:
        handle = os.open(path, os.O_RDONLY)
    except PermissionError:
        return  # one may write into it and not list it
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_SUCH_THING:
            raise
    finally:
        os.close(handle)


def read_whole(path: Path, *, max_bytes: int, what: str) -> bytes:
    """All bytes of a small file. Raises DamagedFile when it cannot be read or is too long."""
    try:
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except OSError as error:
        raise DamagedFile(what, errno.errorcode.get(error.errno or 0, "OSError")) from error
    if len(data) > max_bytes:
        raise DamagedFile(what, "too long")
    return data


def chunks_of(path: Path) -> Iterator[bytes]:
    """A file's bytes, a piece at a time."""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            yield chunk
