"""Reports as files: what is in them, and that nothing is left when it is stopped."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.reports import FileKind
from desktop_app.errors import MissingFonts, NotWritable
from desktop_app.services.report_files import write_report
from tests.builders.documents import NOW, make_document


class Stopped(Exception):
    """Somebody changed their mind."""


class Patience:
    """Goes along with so many steps."""

    def __init__(self, steps: int) -> None:
        self.steps = steps

    def __call__(self) -> None:
        self.steps -= 1
        if self.steps < 0:
            raise Stopped


@pytest.mark.parametrize(
    ("kind", "begin"), [(FileKind.PDF, b"%PDF-"), (FileKind.WORD, b"PK\x03\x04")]
)
def test_a_document_is_set(out: Path, kind: FileKind, begin: bytes) -> None:
    file = out / f"r.{kind}"
    size = write_report(make_document(), file, kind, now=NOW)
    assert (file.read_bytes()[: len(begin)], file.stat().st_size) == (begin, size)


def test_a_text_is_a_file_as_it_is(out: Path) -> None:
    write_report("<data>é</data>", out / "r.xml", FileKind.XML, now=NOW)
    assert (out / "r.xml").read_bytes() == "<data>é</data>".encode()


@pytest.mark.parametrize("steps", [0, 1])
@pytest.mark.parametrize("kind", [FileKind.PDF, FileKind.WORD])
def test_stopped_at_any_step_no_file_is_there(out: Path, steps: int, kind: FileKind) -> None:
    with pytest.raises(Stopped):
        write_report(make_document(), out / "r", kind, now=NOW, go_on=Patience(steps))
    assert list(out.iterdir()) == []


@pytest.mark.usefixtures("few_fonts")
def test_missing_fonts_leave_no_file(out: Path) -> None:
    with pytest.raises(MissingFonts):
        write_report(make_document(), out / "r.pdf", FileKind.PDF, now=NOW)
    assert list(out.iterdir()) == []


def test_an_unwritable_place_is_told(out: Path) -> None:
    with pytest.raises(NotWritable) as refused:
        write_report(make_document(), out / "no" / "r.docx", FileKind.WORD, now=NOW)
    assert refused.value.what == "r.docx"
