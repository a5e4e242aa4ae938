"""Files that a person asked for, and their names."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from desktop_app.errors import DiskFull, NotWritable
from desktop_app.services.written_files import (
    file_name,
    free_name,
    safe_name,
    write_file,
)


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


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Law 5.pdf", "Law 5.pdf"),
        ("\u0642\u0627\u0646\u0648\u0646.pdf", "\u0642\u0627\u0646\u0648\u0646.pdf"),
        ("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645.txt",) * 2,
        ("e\u0301.txt", "\u00e9.txt"),
        ("archive.tar.gz", "archive.tar.gz"),
        ("../../x.pdf", "x.pdf"),
        ("..\\..\\x.pdf", "x.pdf"),
        ("a/", "file"),
        ("C:x.pdf", "C x.pdf"),
        ("x.pdf:stream", "x.pdf stream"),
        ("CON", "_CON"),
        ("con.txt", "_con.txt"),
        ("Aux.tar.gz", "_Aux.tar.gz"),
        ("com1 .txt", "_com1.txt"),
        ("LPT\u00b9.doc", "_LPT\u00b9.doc"),
        ("conin$", "_conin$"),
        ("console.txt", "console.txt"),
        ("x\u202efdp.exe", "xfdp.exe"),
        ("x\u2066\u200b\ufeff.pdf", "x.pdf"),
        ("line\nbreak\r\x1b[31m.txt", "linebreak[31m.txt"),
        ("\ud800.txt", "txt"),
        (".bashrc", "bashrc"),
        (" . . x . . ", "x"),
        ("", "file"),
        ("\u2028", "file"),
        ("x.pdf. . .", "x.pdf"),
        ("<script>?*|.html", "script.html"),
    ],
)
def test_a_name_from_elsewhere_does_no_harm(name: str, safe: str, out: Path) -> None:
    assert safe_name(name) == safe
    assert safe_name(safe) == safe
    write_file(out / safe, b"it can be written")


@pytest.mark.parametrize("letter", ["a", "\u0639", "\u4e2d", "\U0001f98a"])
def test_a_name_that_is_too_long_keeps_its_ending(letter: str, out: Path) -> None:
    name = safe_name(letter * 5_000 + ".docx")
    assert name.endswith(letter + ".docx")
    assert len(name.encode()) <= 200
    write_file(free_name(out, name), b"it can be written")


def test_an_ending_that_is_too_long_is_none() -> None:
    name = safe_name("a." + "b" * 300)
    assert name.startswith("a.bb")
    assert len(name.encode()) <= 200


def test_nothing_is_written_over(out: Path) -> None:
    assert free_name(out, "a.pdf") == out / "a.pdf"
    (out / "a.pdf").write_bytes(b"")
    (out / "a (2).pdf").symlink_to(out / "gone")
    assert free_name(out, "a.pdf") == out / "a (3).pdf"
