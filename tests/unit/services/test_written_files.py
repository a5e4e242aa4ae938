"""Files that a person asked for, and their names."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from desktop_app.errors import DiskFull, NotWritable
from desktop_app.services.written_files import file_name, write_file


class Stopped(Exception):
    """Somebody changed their mind."""


def stop() -> None:
    raise Stopped


@pytest.fixture
def old(out: Path) -> Path:
    """A file that is there already."""
    file = out / "r.pdf"
    file.write_bytes(b"old")
    return file


def refuse(number: int) -> object:
    def call(*_arguments: object) -> None:
        raise OSError(number, os.strerror(number))

    return call


def test_it_takes_the_place_of_what_was_there(old: Path) -> None:
    write_file(old, b"new")
    assert old.read_bytes() == b"new"


def test_stopped_before_the_last_step_the_old_file_stays(old: Path) -> None:
    with pytest.raises(Stopped):
        write_file(old, b"new", go_on=stop)
    assert old.read_bytes() == b"old"
    assert list(old.parent.iterdir()) == [old]


def test_it_is_asked_once_and_when_all_is_written(out: Path) -> None:
    beside: list[list[str]] = []
    write_file(
        out / "r.pdf",
        b"new",
        go_on=lambda: beside.append([path.name for path in out.iterdir()]),
    )
    assert beside == [["r.pdf.unfinished"]]


def test_a_full_disk_leaves_the_old_file(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", refuse(errno.ENOSPC))
        with pytest.raises(DiskFull) as refused:
            write_file(old, b"new")
    assert refused.value.what == "r.pdf"
    assert old.read_bytes() == b"old"
    assert list(old.parent.iterdir()) == [old]


def test_a_file_that_is_open_elsewhere_stays(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows does not let a file be replaced that another program has open."""
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refuse(errno.EACCES))
        with pytest.raises(NotWritable):
            write_file(old, b"new")
    assert old.read_bytes() == b"old"
    assert list(old.parent.iterdir()) == [old]


def test_a_folder_in_the_place_of_the_file_is_told(out: Path) -> None:
    (out / "r.pdf").mkdir()
    with pytest.raises(NotWritable):
        write_file(out / "r.pdf", b"new")
    assert [path.name for path in out.iterdir()] == ["r.pdf"]


def test_a_folder_that_is_gone_is_told(out: Path) -> None:
    with pytest.raises(NotWritable):
        write_file(out / "gone" / "r.pdf", b"new")


@pytest.mark.parametrize(
    ("pieces", "name"),
    [
        (("Ruritania", "Cluster I", "2026-03-03"), "Ruritania, Cluster I, 2026-03-03.pdf"),
        (("A/B\\C:D*E?", "x"), "A B C D E, x.pdf"),
        (("روريتانيا", "I"), "روريتانيا, I.pdf"),
        (("..", ""), "report.pdf"),
        (("", "  "), "report.pdf"),
        (("line\nbreak\x00", "y"), "line break, y.pdf"),
        (("Ends with a stop.",), "Ends with a stop.pdf"),
        ((".hidden",), "hidden.pdf"),
    ],
)
def test_a_name_that_every_system_takes(pieces: tuple[str, ...], name: str) -> None:
    assert file_name(*pieces, suffix="pdf") == name


@pytest.mark.parametrize("letter", ["a", "ع", "中", "\U0001f98a"])
def test_a_long_name_is_cut_between_letters(letter: str, out: Path) -> None:
    name = file_name(letter * 300, suffix="docx")
    assert set(name.removesuffix(".docx")) == {letter}
    write_file(out / name, b"it can be written")
