from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]  # it has no stubs
import pytest
from lxml import etree

from desktop_app.errors import Fault, FormRefused
from desktop_app.forms import excel, sheets
from desktop_app.forms.workbook import compile_form, read
from tests.builders.sheets import LABEL, SETTINGS, SURVEY, places, write_csv, write_markdown
from tests.builders.sheets import write_pack as make_pack

Sheets = Mapping[str, Sequence[Mapping[str, str]]]
QUESTION = {"type": "text", "name": "q", "label": "Question"}
SIMPLE: Sheets = {"survey": [QUESTION], "settings": [{"form_id": "simple"}]}
PACK = "{urn:review-desk:pack}"


def write_xlsx(path: Path, **tables: Sequence[Mapping[str, str]]) -> Path:
    book: Any = openpyxl.Workbook()
    del book["Sheet"]
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        columns = list(dict.fromkeys(column for row in rows for column in row))
        sheet.append(columns)
        for row in rows:
            sheet.append([row.get(column, "") for column in columns])
    book.save(path)
    return path


WRITERS: dict[str, Callable[..., Path]] = {
    "md": write_markdown,
    "csv": write_csv,
    "xlsx": write_xlsx,
}


def refusal(path: Path) -> tuple[Fault, ...]:
    with pytest.raises(FormRefused) as refused:
        compile_form(path)
    return refused.value.faults


def bind_of(xform: bytes, path: str) -> Any:
    binds = etree.fromstring(xform).iterfind(".//{http://www.w3.org/2002/xforms}bind")
    return next(bind for bind in binds if bind.get("nodeset") == path)


@pytest.mark.parametrize("kind", WRITERS)
def test_a_workbook_of_every_kind_is_compiled(tmp_path: Path, kind: str) -> None:
    path = WRITERS[kind](tmp_path / f"form.{kind}", **SIMPLE)
    assert b'nodeset="/data/q"' in compile_form(path).xform


@pytest.mark.parametrize("kind", WRITERS)
def test_a_fault_of_the_compiler_is_told_with_its_row(tmp_path: Path, kind: str) -> None:
    rows = [QUESTION, {**QUESTION, "name": "r", "relevant": "${nobody} = 1"}]
    (fault,) = refusal(WRITERS[kind](tmp_path / f"form.{kind}", survey=rows))
    assert (fault.sheet, fault.row, fault.column) == ("survey", 3, "relevant")


def test_a_fault_of_a_whole_sheet_stands_in_its_first_row(tmp_path: Path) -> None:
    (fault,) = refusal(write_markdown(tmp_path / "f.md", survey=[{"name": "q", "label": "Q"}]))
    assert (fault.sheet, fault.row) == ("survey", 2)


def test_a_fault_of_a_header_stands_in_row_1(tmp_path: Path) -> None:
    choices = [{"list_name": "l", "name": "a", "label": "A", "my notes": "x"}]
    survey = [{"type": "select_one l", "name": "q", "label": "Q"}]
    path = write_markdown(tmp_path / "f.md", survey=survey, choices=choices)
    (warning,) = compile_form(path).warnings
    assert (warning.sheet, warning.row) == ("choices", 1)


def test_a_blank_row_does_not_shift_the_rows_after_it(tmp_path: Path) -> None:
    rows = [QUESTION, {}, {**QUESTION, "name": "a b"}]
    (fault,) = refusal(write_xlsx(tmp_path / "form.xlsx", survey=rows))
    assert fault.row == 4


def test_a_fault_in_a_list_of_choices_is_told_with_its_sheet(tmp_path: Path) -> None:
    survey = [{"type": "select_one l", "name": "q", "label": "Q"}]
    choices = [{"list_name": "l", "name": "a", "label": "A"}, {"list_name": "l", "label": "B"}]
    (fault,) = refusal(write_markdown(tmp_path / "f.md", survey=survey, choices=choices))
    assert (fault.sheet, fault.row) == ("choices", 3)


def test_a_group_that_is_never_closed_is_told_with_its_row(tmp_path: Path) -> None:
    rows = [QUESTION, {"type": "begin group", "name": "g", "label": "G"}]
    (fault,) = refusal(write_markdown(tmp_path / "f.md", survey=rows))
    assert fault.row == 3


@pytest.mark.parametrize(
    ("column", "text"),
    [("instance", "y"), ("body", "1"), ("bind::nodeset", "x"), ("bind", "x")],
)
def test_the_cell_that_pyxform_does_not_foresee_is_found(
    tmp_path: Path, column: str, text: str
) -> None:
    rows = [QUESTION, {**QUESTION, "name": "r", column: text}, {**QUESTION, "name": "s"}]
    (fault,) = refusal(write_markdown(tmp_path / "f.md", survey=rows))
    assert (fault.sheet, fault.row, fault.column) == ("survey", 3, column)
    assert "cannot make sense" in fault.message


def test_a_language_that_is_no_language_is_found(tmp_path: Path) -> None:
    rows = [QUESTION, {**QUESTION, "name": "r", "label::fr::x": "R"}]
    (fault,) = refusal(write_markdown(tmp_path / "f.md", survey=rows))
    assert (fault.row, fault.column) == (3, "label::fr::x")


def test_a_cell_of_the_choices_that_pyxform_does_not_foresee_is_found(tmp_path: Path) -> None:
    choices = [
        {"list_name": "l", "name": name, "label": "A", "bind::x": "y"[: name == "b"]}
        for name in "abc"
    ]
    survey = [{"type": "select_one l", "name": "q", "label": "Q"}]
    (fault,) = refusal(write_markdown(tmp_path / "f.md", survey=survey, choices=choices))
    assert (fault.sheet, fault.row, fault.column) == ("choices", 3, "bind::x")


def test_an_unknown_type_is_told_with_its_row(tmp_path: Path) -> None:
    rows = [QUESTION, {"type": "txt", "name": "r", "label": "R"}]
    (fault,) = refusal(write_markdown(tmp_path / "f.md", survey=rows))
    assert fault.row == 3


def test_a_warning_of_the_compiler_has_its_row(tmp_path: Path) -> None:
    rows = [{"type": "begin repeat", "name": "r"}, QUESTION, {"type": "end repeat"}]
    (warning,) = compile_form(write_markdown(tmp_path / "f.md", survey=rows)).warnings
    assert (warning.sheet, warning.row, warning.severity) == ("survey", 2, "warning")


def test_the_root_is_called_data_whatever_the_file_is(tmp_path: Path) -> None:
    path = write_markdown(tmp_path / "some name.md", **SIMPLE)
    assert b"<data id=" in compile_form(path).xform


def test_the_languages_are_those_of_the_labels(tmp_path: Path) -> None:
    row = {"type": "text", "name": "q", LABEL: "Q", "label::French (fr)": "Q"}
    path = write_markdown(tmp_path / "f.md", survey=[row])
    assert compile_form(path).languages == ("English (en)", "French (fr)")


def test_an_xform_is_taken_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "form.xml"
    path.write_bytes(b"<form/>")
    assert compile_form(path).xform == b"<form/>"


def test_a_folder_is_compiled_with_its_blocks(tmp_path: Path) -> None:
    xform = compile_form(make_pack(tmp_path)).xform
    assert bind_of(xform, "/data/part/art5/u5_1/u5_1_why").get("relevant").endswith("= 'no'")


def test_the_packs_marks_are_attributes_of_binds(tmp_path: Path) -> None:
    xform = compile_form(make_pack(tmp_path)).xform
    assert bind_of(xform, "/data/part/art5/u5_1").get(f"{PACK}level") == "M"


def test_columns_for_blocks_do_not_reach_the_form(tmp_path: Path) -> None:
    assert b"block:" not in compile_form(make_pack(tmp_path)).xform


def test_the_same_source_gives_the_same_bytes(tmp_path: Path) -> None:
    path = make_pack(tmp_path)
    assert compile_form(path).xform == compile_form(path).xform


def test_sheets_of_a_folder_are_joined_in_the_order_of_their_names(tmp_path: Path) -> None:
    folder = make_pack(tmp_path)
    (folder / "survey/00-front.csv").write_text(f"type,name,{LABEL}\ntext,first,First\n")
    (folder / "choices-more.csv").write_text(f"list_name,name,{LABEL}\nmore,a,A\n")
    workbook = read(folder)
    assert workbook.survey[0].get("name") == "first"
    assert {row.get("list_name") for row in workbook.choices} == {"yes_no", "more"}


def test_a_fault_in_a_folder_names_the_file_of_the_sheet(tmp_path: Path) -> None:
    folder = make_pack(tmp_path)
    (folder / "survey/00-front.csv").write_text(f"type,name,{LABEL}\n,,\ntext,a b,First\n")
    (fault,) = refusal(folder)
    assert (fault.sheet, fault.row) == ("survey/00-front.csv", 3)


def test_a_folder_without_sheets_is_refused(tmp_path: Path) -> None:
    assert "no sheets" in refusal(tmp_path)[0].message


def test_settings_may_be_left_out(tmp_path: Path) -> None:
    folder = make_pack(tmp_path, survey=f"type,name,{LABEL}\ntext,q,Q\n")
    (folder / "settings.csv").unlink()
    assert compile_form(folder).xform


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("type,type\n", "'type' occurs twice"),
        ("type,name\ntext,q,more\n", "more cells than the header"),
        ('type,name\n"text,q\n', "not CSV"),
    ],
)
def test_a_sheet_that_is_no_table_is_refused(tmp_path: Path, text: str, message: str) -> None:
    (fault,) = refusal(make_pack(tmp_path, survey=text))
    assert message in fault.message
    assert fault.sheet == "survey/10-main.csv"


def test_an_empty_sheet_has_no_rows(tmp_path: Path) -> None:
    assert read(make_pack(tmp_path, choices="")).choices == ()


def test_text_in_another_encoding_is_refused_with_its_row(tmp_path: Path) -> None:
    folder = make_pack(tmp_path)
    (folder / "survey/10-main.csv").write_bytes(b"type,name\ntext,q\ntext,\xe9\n")
    assert places(refusal(folder)) == [("survey/10-main.csv", 3, "")]


def test_a_cell_of_several_lines_counts_as_one_row(tmp_path: Path) -> None:
    text = f'type,name,{LABEL}\ntext,q,"two\nlines"\ntext,r,R\n'
    folder = make_pack(tmp_path, survey=text)
    assert [row.number for row in read(folder).survey] == [2, 3]


def test_a_mark_of_utf_8_at_the_start_is_no_part_of_the_header(tmp_path: Path) -> None:
    folder = make_pack(tmp_path, settings="\ufeff" + SETTINGS)
    assert read(folder).settings[0].get("form_id") == "small"


@pytest.mark.parametrize("name", ["f.xlsx", "f.xls", "f.md", "f.csv"])
def test_a_damaged_workbook_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"\x00\xff nothing of the kind")
    assert name in refusal(path)[0].message


def test_a_zip_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "a")
    assert "cannot be read" in refusal(path)[0].message


def test_a_workbook_of_an_unknown_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "form.ods"
    path.write_bytes(b"")
    assert ".xlsx" in refusal(path)[0].message


def test_a_file_that_is_absent_is_refused(tmp_path: Path) -> None:
    assert "nothing.xml" in refusal(tmp_path / "nothing.xml")[0].message


def test_a_workbook_without_a_survey_sheet_is_refused(tmp_path: Path) -> None:
    path = write_markdown(tmp_path / "f.md", choices=[{"list_name": "l"}], other=[{"a": "b"}])
    assert "only: choices, other" in refusal(path)[0].message


def test_a_file_above_the_limit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "MAX_FORM_BYTES", 10)
    assert (
        "larger than 10 bytes"
        in refusal(write_markdown(tmp_path / "f.md", **SIMPLE))[0].message
    )


def test_a_workbook_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(excel, "MAX_UNPACKED_BYTES", 10)
    assert "unpacks" in refusal(write_xlsx(tmp_path / "f.xlsx", **SIMPLE))[0].message


def test_the_sample_survey_is_one_card() -> None:
    assert SURVEY.count("begin block") == 1
