"""Files that are written whole or not at all, on a disk that fails after any byte."""

from __future__ import annotations

import errno
import io
import os
import sys
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from desktop_app.errors import DamagedFile, DiskFull, NotWritable
from desktop_app.store.files import (
    UNFINISHED,
    make_private_folder,
    open_new,
    read_whole,
    translated,
    write_whole,
    writing,
)

OLD, NEW = b"the old content", b"the new content, which is longer"
WHAT = "a file"
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")


class FailingFile(io.FileIO):
    """A file on a disk that has room for so many bytes only."""

    def __init__(self, path: Path, room: int, code: int) -> None:
        super().__init__(path, "xb")
        self.room, self.code = room, code

    def write(self, data: Any, /) -> int:
        fits = bytes(data)[: self.room]
        super().write(fits)
        self.room -= len(fits)
        if len(fits) < len(data):
            raise OSError(self.code, os.strerror(self.code))
        return len(data)


class FailingFlush(io.FileIO):
    """A file whose disk takes everything, and then cannot keep it."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "xb")

    def fileno(self) -> int:
        raise OSError(errno.EIO, "cannot flush")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "file"
    file.write_bytes(OLD)
    return file


def test_the_new_content_takes_the_old_one_s_place(path: Path) -> None:
    write_whole(path, [NEW[:5], NEW[5:]], what=WHAT)
    assert path.read_bytes() == NEW


def test_the_old_file_is_replaced_and_never_written_into(path: Path) -> None:
    """Whoever is killed or reads in between has one of the two, not a mixture."""
    same_file = path.with_name("second-name")
    os.link(path, same_file)
    write_whole(path, [NEW], what=WHAT)
    assert (path.read_bytes(), same_file.read_bytes()) == (NEW, OLD)


@pytest.mark.parametrize("room", range(len(NEW)))
def test_a_disk_that_is_full_leaves_the_old_content(path: Path, room: int) -> None:
    def open_file(new: Path) -> BinaryIO:
        return FailingFile(new, room, errno.ENOSPC)

    with pytest.raises(DiskFull):
        write_whole(path, [NEW[:7], NEW[7:]], what=WHAT, open_file=open_file)
    assert path.read_bytes() == OLD
    assert [found.name for found in path.parent.glob("file*")] == ["file"]


def test_a_disk_that_cannot_flush_leaves_the_old_content(path: Path) -> None:
    with pytest.raises(NotWritable):
        write_whole(path, [NEW], what=WHAT, open_file=FailingFlush)
    assert path.read_bytes() == OLD


def test_content_that_fails_its_check_leaves_the_old_one(path: Path) -> None:
    def refuse(_: Path) -> None:
        raise DamagedFile(WHAT)

    with pytest.raises(DamagedFile):
        write_whole(path, [NEW], what=WHAT, verify=refuse)
    assert path.read_bytes() == OLD


def test_the_check_sees_the_whole_new_content(path: Path) -> None:
    seen = []
    write_whole(path, [NEW], what=WHAT, verify=lambda file: seen.append(file.read_bytes()))
    assert seen == [NEW]


def test_what_a_killed_process_left_is_in_nobody_s_way(path: Path) -> None:
    path.with_name(path.name + UNFINISHED).write_bytes(b"half")
    write_whole(path, [NEW], what=WHAT)
    assert path.read_bytes() == NEW


@posix_only
def test_a_file_is_private_while_it_is_written(path: Path) -> None:
    modes = []
    write_whole(path, [NEW], what=WHAT, verify=lambda file: modes.append(file.stat().st_mode))
    assert modes[0] & 0o777 == 0o600


@posix_only
def test_a_private_folder_is_the_owner_s(tmp_path: Path) -> None:
    make_private_folder(tmp_path / "a")
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o700


def test_a_new_file_takes_no_other_s_place(path: Path) -> None:
    with pytest.raises(FileExistsError):
        open_new(path)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EFBIG, errno.EDQUOT])
def test_no_room_is_a_full_disk(code: int) -> None:
    assert type(translated(OSError(code, ""), WHAT)) is DiskFull


@pytest.mark.parametrize("code", [errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO, None])
def test_all_else_is_not_writable(code: int | None) -> None:
    assert type(translated(OSError(code, ""), WHAT)) is NotWritable


def test_a_folder_that_is_a_file_is_not_writable(path: Path) -> None:
    with pytest.raises(NotWritable), writing(WHAT):
        make_private_folder(path / "below")


def test_a_missing_file_is_said_so() -> None:
    with pytest.raises(DamagedFile, match="ENOENT"):
        read_whole(Path("nowhere"), max_bytes=10, what=WHAT)


def test_a_file_that_is_too_long_is_not_read(path: Path) -> None:
    with pytest.raises(DamagedFile, match="too long"):
        read_whole(path, max_bytes=len(OLD) - 1, what=WHAT)


def test_a_file_of_just_that_length_is_read(path: Path) -> None:
    assert read_whole(path, max_bytes=len(OLD), what=WHAT) == OLD
