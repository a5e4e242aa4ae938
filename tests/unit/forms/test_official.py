from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.entries import Wording
from desktop_app.domain.keys import QuestionId
from desktop_app.errors import Fault, FormRefused
from desktop_app.forms import official

HEADER = "card,language,number,text\n"


def write(folder: Path, text: str) -> Path:
    path = folder / "official.csv"
    path.write_text(text, encoding="utf-8")
    return path


def refusal(folder: Path, text: str) -> tuple[Fault, ...]:
    with pytest.raises(FormRefused) as refused:
        official.read(write(folder, text), cards={"u5_1"})
    return refused.value.faults


def test_each_row_is_the_wording_of_a_question_in_a_language(tmp_path: Path) -> None:
    path = write(tmp_path, HEADER + "u5_1,en,12,Is it?\nu5_1,ar,١٢,\n")
    assert official.read(path, cards={"u5_1"}) == (
        Wording(QuestionId("u5_1"), "en", "12", "Is it?"),
        Wording(QuestionId("u5_1"), "ar", "١٢", ""),
    )


def test_any_question_will_do_when_none_are_named(tmp_path: Path) -> None:
    assert len(official.read(write(tmp_path, HEADER + "x,en,1,X\n"))) == 1


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (",en,1,X", "card"),
        ("u9,en,1,X", "card"),
        ("u5_1,,1,X", "language"),
        ("u5_1,English,1,X", "language"),
        ("u5_1,en,," + "x" * (official.MAX_TEXT_CHARS + 1), "text"),
        ("u5_1,en,2,Y\nu5_1,en,1,X", "card"),
    ],
)
def test_a_wrong_row_is_told_with_its_column(tmp_path: Path, row: str, column: str) -> None:
    (fault,) = refusal(tmp_path, HEADER + row + "\n")
    assert (fault.sheet, fault.row) == ("official.csv", row.count("\n") + 2)
    assert fault.column == column


def test_rows_that_were_not_filled_in_are_passed_over(tmp_path: Path) -> None:
    path = write(tmp_path, HEADER + "u9,en,,\nu5_1,en,12,\n")
    assert [each.question for each in official.read(path, cards={"u5_1"})] == ["u5_1"]


def test_a_sheet_that_nobody_filled_in_is_refused(tmp_path: Path) -> None:
    assert "number or a text" in refusal(tmp_path, HEADER + "u5_1,en,,\n")[0].message


def test_a_blank_sheet_is_filled_in_and_read(tmp_path: Path) -> None:
    blank = official.blank_sheet([("u5_1", "=2 Is it, or not?"), ("u5_2", "Say why.")], "en")
    path = tmp_path / "sheet.csv"
    path.write_bytes(blank.replace(b"u5_2,en,,", b"u5_2,en,12,"))
    assert blank.startswith(b"\xef\xbb\xbfcard,")
    assert b"'=2 Is it" in blank
    assert official.read(path, cards={"u5_1", "u5_2"}) == (
        Wording(QuestionId("u5_2"), "en", "12", ""),
    )


def test_an_unknown_column_is_told(tmp_path: Path) -> None:
    (fault,) = refusal(tmp_path, "card,language,numbr\nu5_1,en,1\n")
    assert (fault.row, fault.column) == (1, "numbr")


def test_a_file_without_rows_is_refused(tmp_path: Path) -> None:
    assert "card, language, number, text" in refusal(tmp_path, HEADER)[0].message


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("en,party,", "meaning"),
        ("English,party,A State", "language"),
        ("en,party,A State\nen,party,Another", "language"),
    ],
)
def test_a_wrong_row_of_the_glossary_is_told(tmp_path: Path, text: str, column: str) -> None:
    path = write(tmp_path, "language,word,meaning\n" + text + "\n")
    with pytest.raises(FormRefused) as refused:
        official.read_glossary(path)
    assert refused.value.faults[0].column == column
