"""The nomination list: everybody who is a member, as a Word file that says nothing else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest

from desktop_app.domain.members import Person
from desktop_app.services import members
from desktop_app.services.nominations import Wanted, write_nominations
from tests.builders.carrying import carry
from tests.builders.offices import Office

NOW = datetime(2026, 3, 3, 13, 3, 5, 7, tzinfo=UTC)
WANTED = Wanted(date="3 March 2026")


@pytest.fixture
def alice(tmp_path: Path) -> Iterator[Office]:
    """A focal point with an expert and somebody who was removed."""
    office = Office(name="Alice", folder=tmp_path / "alice").found("Strelsau")
    for name in ("Bob", "Carol"):
        other = Office(name=name, folder=tmp_path / name)
        other.join(office.invite(tmp_path / name))
        carry(other, office)
        member = other.member
        other.close()
    office.remove(member)
    yield office
    office.close()


def rows(data: bytes) -> list[list[str]]:
    (table,) = docx.Document(io.BytesIO(data)).tables
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_members_are_listed_with_what_is_known(alice: Office, tmp_path: Path) -> None:
    person = Person(name="Alice Ünal", title="Head", email="a@example.org", phone="+99 1")
    members.describe(alice.profile, alice.dossier, alice.member, person)
    file = tmp_path / "list.docx"
    listed = write_nominations(alice.profile, alice.dossier, file, wanted=WANTED, now=NOW)
    assert (listed.members, listed.incomplete) == (2, 1)
    assert rows(file.read_bytes()) == [
        ["Name", "Title", "E-mail", "Telephone", "Role"],
        ["Alice Ünal", "Head", "a@example.org", "+99 1", "Focal point"],
        ["Bob", "—", "bob@example.org", "—", "Expert"],
    ]
    text = "\n".join(each.text for each in docx.Document(str(file)).paragraphs)
    assert "Strelsau" in text
    assert "3 March 2026" in text
    assert "Carol" not in text


def test_the_same_list_is_the_same_file(alice: Office, tmp_path: Path) -> None:
    found = []
    for name in ("one", "two"):
        file = tmp_path / f"{name}.docx"
        write_nominations(alice.profile, alice.dossier, file, wanted=WANTED, now=NOW)
        found.append(file.read_bytes())
    assert found[0] == found[1]


def test_what_somebody_typed_stays_text(alice: Office, tmp_path: Path) -> None:
    person = Person(name="{ HYPERLINK x } <w:p/>", title="نائب\x07 المدير", email="=1+1")
    members.describe(alice.profile, alice.dossier, alice.member, person)
    file = tmp_path / "list.docx"
    write_nominations(alice.profile, alice.dossier, file, wanted=WANTED, now=NOW)
    assert rows(file.read_bytes())[1][:3] == [
        "{ HYPERLINK x } <w:p/>",
        "نائب المدير",
        "=1+1",
    ]
    with zipfile.ZipFile(file) as opened:
        content = opened.read("word/document.xml").decode()
    assert "w:fldSimple" not in content
    assert "w:hyperlink" not in content


def test_in_arabic_it_runs_right_to_left(alice: Office, tmp_path: Path) -> None:
    file = tmp_path / "list.docx"
    wanted = Wanted(date="٣ مارس ٢٠٢٦", language="ar")
    write_nominations(alice.profile, alice.dossier, file, wanted=wanted, now=NOW)
    with zipfile.ZipFile(file) as opened:
        content = opened.read("word/document.xml").decode()
    assert "w:bidiVisual" in content
