"""What the linter says of rows, types, languages and texts, and of workbooks that are odd."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.errors import Fault
from desktop_app.forms.checking import check
from desktop_app.forms.linting import errors_of
from tests.builders.sheets import SURVEY, write_markdown, write_pack

Row = dict[str, str]
EN, FR = "label::English (en)", "label::French (fr)"


def question(**cells: str) -> Row:
    row = {"type": "text", "name": "q", "label": "Q", **cells}
    return {column: text for column, text in row.items() if text}


def found(folder: Path, *rows: Row, **sheets: list[Row]) -> list[Fault]:
    return list(check(write_markdown(folder / "f.md", survey=list(rows), **sheets)))


def only(faults: list[Fault]) -> Fault:
    (fault,) = faults
    return fault


# Rows.


@pytest.mark.parametrize(
    ("row", "column", "message"),
    [
        (question(type=""), "type", "no type"),
        (question(name=""), "name", "no name"),
        (question(type="calculate"), "calculation", "needs a calculation"),
        (question(type="txt"), "type", "no question type txt"),
        (question(label=""), "label", "label or hint"),
        (question(type="select_one nowhere"), "type", "no list of choices named nowhere"),
        (question(type="select_one_from_file x.pdf"), "type", ".csv, .xml"),
        (question(parameters="step"), "parameters", "key1=value1"),
    ],
)
def test_what_a_row_lacks_is_told_in_its_column(
    tmp_path: Path, row: Row, column: str, message: str
) -> None:
    first = question(name="first")
    faults = found(tmp_path, first, row)
    assert {(fault.sheet, fault.row) for fault in faults} == {("survey", 3)}
    assert faults[0].column == column
    assert message in faults[0].message


BEGIN = {"type": "begin group", "name": "g", "label": "G"}
REPEAT = {"type": "begin_repeat", "name": "r", "label": "R"}


@pytest.mark.parametrize(
    ("rows", "row", "message"),
    [
        ([BEGIN, question()], 2, "add a row end group"),
        ([question(), {"type": "end group"}], 3, "no group is open"),
        ([BEGIN, question(), {"type": "end_repeat"}], 4, "close it with end group"),
        ([BEGIN, REPEAT, question(), {"type": "end group"}], 5, "the repeat of row 3 is open"),
    ],
)
def test_groups_that_do_not_match_are_told(
    tmp_path: Path, rows: list[Row], row: int, message: str
) -> None:
    fault = found(tmp_path, *rows)[0]
    assert (fault.row, fault.column, fault.severity) == (row, "type", "error")
    assert message in fault.message


def test_a_choice_without_a_name_is_told(tmp_path: Path) -> None:
    choices = [{"list_name": "l", "name": "a", "label": "A"}, {"list_name": "l", "label": "B"}]
    fault = found(tmp_path, question(type="select_one l"), choices=choices)[0]
    assert (fault.sheet, fault.row, fault.column) == ("choices", 3, "name")


# Types.


@pytest.mark.parametrize("kind", ["geopoint", "geoshape", "barcode", "audio", "video"])
def test_a_type_that_is_not_supported_is_a_warning_in_a_workbook(
    tmp_path: Path, kind: str
) -> None:
    faults = [fault for fault in found(tmp_path, question(type=kind)) if fault.column == "type"]
    assert (only(faults).row, only(faults).severity) == (2, "warning")
    assert "shown as" in only(faults).message


@pytest.mark.parametrize("kind", ["geopoint", "barcode", "audio"])
def test_a_pack_may_not_use_a_type_that_is_not_supported(tmp_path: Path, kind: str) -> None:
    survey = SURVEY.replace("text,u5_1_more", f"{kind},u5_1_more")
    faults = errors_of(check(write_pack(tmp_path, survey=survey)))
    assert [(fault.row, fault.column) for fault in faults] == [(5, "type")]


@pytest.mark.parametrize("kind", ["image", "file"])
def test_what_stays_out_of_the_submission_is_a_warning(tmp_path: Path, kind: str) -> None:
    faults = [f for f in found(tmp_path, question(type=kind)) if f.column == "type"]
    assert only(faults).severity == "warning"
    assert "never enters the submission" in only(faults).message


@pytest.mark.parametrize("kind", ["kobo--matrix_view", "esriSomething x", "cascading_select l"])
def test_another_programs_dialect_is_told(tmp_path: Path, kind: str) -> None:
    faults = errors_of(found(tmp_path, question(type=kind)))
    assert any("another program" in fault.message for fault in faults)
    assert {fault.row for fault in faults} == {2}


# Languages and texts.


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("French (fr)", "Francais (fr)"),
        ("English", "english"),
        ("Français (fr)", "Francais"),
        ("English (en)", "English(en)"),
    ],
)
def test_languages_that_differ_in_spelling_only_are_an_error(
    tmp_path: Path, one: str, other: str
) -> None:
    rows = [{"type": "text", "name": "q", f"label::{one}": "Q", f"label::{other}": "Q"}]
    faults = [f for f in found(tmp_path, *rows) if "seem to be one" in f.message]
    assert (only(faults).row, only(faults).column) == (1, f"label::{other}")
    assert only(faults).severity == "error"


def test_different_languages_are_no_fault(tmp_path: Path) -> None:
    names = (
        "English (en)",
        "French (fr)",
        "Arabic (ar)",
        "Chinese (zh)",
        "日本語 (ja)",
    )
    row = {"type": "text", "name": "q", **{f"label::{name}": "Q" for name in names}}
    assert found(tmp_path, row) == []


def test_a_column_without_language_beside_one_with_is_a_warning(tmp_path: Path) -> None:
    row = {"type": "text", "name": "q", "label": "Q", FR: "Q"}
    fault = next(f for f in found(tmp_path, row) if "says no language" in f.message)
    assert (fault.row, fault.column, fault.severity) == (1, "label", "warning")


@pytest.mark.parametrize(
    ("cells", "column", "shown"),
    [
        ({EN: "Q"}, FR, "English (en)"),
        ({FR: "Q"}, EN, "French (fr)"),
    ],
)
def test_a_text_that_a_language_lacks_is_told_with_the_one_that_will_be_shown(
    tmp_path: Path, cells: Row, column: str, shown: str
) -> None:
    whole = {"type": "text", "name": "a", EN: "A", FR: "A"}
    faults = found(tmp_path, whole, {"type": "text", "name": "q", **cells})
    fault = next(fault for fault in faults if fault.row == 3)
    assert (fault.column, fault.severity) == (column, "warning")
    assert f"the one in {shown} will be shown" in fault.message


def test_a_text_that_is_a_dash_is_told(tmp_path: Path) -> None:
    fault = only(found(tmp_path, question(label="-")))
    assert (fault.column, fault.severity) == ("label", "warning")


def test_a_default_language_that_no_column_is_in_is_an_error(tmp_path: Path) -> None:
    row = {"type": "text", "name": "q", EN: "Q"}
    settings = [{"form_title": "F", "default_language": "Englsh (en)"}]
    fault = errors_of(found(tmp_path, row, settings=settings))[0]
    assert (fault.sheet, fault.row, fault.column) == ("settings", 2, "default_language")


# Whatever a workbook holds.

TYPES = [
    "",
    "text",
    "begin group",
    "end group",
    "select_one l",
    "calculate",
    "range",
    "csv-external",
]
COLUMNS = [
    "name",
    "label",
    "label::fr",
    "relevant",
    "calculation",
    "bind",
    "instance",
    "trigger",
]
COLUMNS += ["media", "label::fr::x", "body::x", "parameters", "repeat_count", "choice_filter"]
CELLS = [
    "",
    "q",
    "${q}",
    "${",
    "(",
    "1 +",
    "'",
    "a b",
    "<x>",
    "&",
    "label::",
    "x" * 300,
    "[",
    "é",
]
ROWS = st.builds(
    lambda kind, cells: {
        column: text for column, text in {"type": kind, **cells}.items() if text
    },
    st.sampled_from(TYPES),
    st.dictionaries(st.sampled_from(COLUMNS), st.sampled_from(CELLS), max_size=4),
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(ROWS, min_size=1, max_size=5), st.lists(ROWS, max_size=2))
def test_no_workbook_brings_out_anything_but_faults_with_their_row(
    tmp_path: Path, survey: list[Row], choices: list[Row]
) -> None:
    listed = [{"list_name": "l", "name": "a", "label": "A"}]
    listed += [
        {"list_name": "l", **{c: t for c, t in row.items() if c != "type"}} for row in choices
    ]
    path = write_markdown(tmp_path / "f.md", survey=survey, choices=listed)
    for fault in errors_of(check(path)):
        assert fault.message
        assert fault.row or not any(survey), fault


@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".csv", ".md", ".xml", ".rdpack"])
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.binary(max_size=200))
def test_any_bytes_are_a_questionnaire_or_a_fault(
    tmp_path: Path, suffix: str, data: bytes
) -> None:
    path = tmp_path / f"f{suffix}"
    path.write_bytes(data)
    assert errors_of(check(path))
