"""What the linter says of expressions: paths, repeats, conditions, patterns, spelling."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.errors import Fault
from desktop_app.forms.checking import check
from tests.builders.sheets import CHOICES, SURVEY, write_markdown, write_pack

Row = dict[str, str]
LIST = [
    {"list_name": "l", "name": "yes", "label": "Yes", "region": "n"},
    {"list_name": "l", "name": "no", "label": "No", "region": "s"},
]
ROWS: list[Row] = [
    {"type": "text", "name": "top", "label": "Top"},
    {"type": "begin repeat", "name": "person", "label": "Person"},
    {"type": "text", "name": "first", "label": "First"},
    {"type": "integer", "name": "age", "label": "Age"},
    {"type": "begin repeat", "name": "pet", "label": "Pet"},
    {"type": "text", "name": "animal", "label": "Animal"},
    {"type": "end repeat"},
    {"type": "end repeat"},
    {"type": "select_one l", "name": "s", "label": "S"},
]
INSIDE, IN_PET, AFTER = 4, 6, 9


def found(folder: Path, place: int = AFTER, /, **cells: str) -> list[Fault]:
    """The faults of a question that is put among the rows at a place."""
    row = {"type": "text", "name": "q", "label": "Q", **cells}
    survey = [*ROWS[:place], row, *ROWS[place:]]
    return list(check(write_markdown(folder / "f.md", survey=survey, choices=LIST)))


def only(faults: list[Fault]) -> Fault:
    (fault,) = faults
    return fault


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (AFTER, "${first}"),
        (AFTER, "${first} = 'x'"),
        (AFTER, "if(${top} = '', ${age}, 1)"),
        (AFTER, "/data/person/age + 1"),
        (AFTER, "../person/age + 1"),
        (AFTER, "string-length(${animal})"),
        (INSIDE, "concat('a', string(${animal}))"),
        (INSIDE, "../../person/age > 3"),
    ],
)
def test_several_answers_where_one_is_wanted_are_told(
    tmp_path: Path, place: int, text: str
) -> None:
    fault = only(found(tmp_path, place, calculation=text))
    assert (fault.row, fault.column, fault.severity) == (place + 2, "calculation", "warning")
    assert "in every row of" in fault.message
    assert "indexed-repeat()" in fault.message


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (AFTER, "count(${person})"),
        (AFTER, "sum(${age}) + max(${age}) + count(${animal})"),
        (AFTER, "join(', ', ${first})"),
        (AFTER, "indexed-repeat(${first}, ${person}, 1)"),
        (AFTER, "${person}[1]/first"),
        (AFTER, "count(${person}[age > 3])"),
        (AFTER, "${person}[first = ${top}]/age"),
        (INSIDE, "${age} + 1"),
        (INSIDE, "/data/person/age + position(..)"),
        (INSIDE, "count(${animal}) + count(../pet)"),
        (INSIDE, "sum(../../person/age)"),
        (INSIDE, "string(${top})"),
        (IN_PET, "concat(${first}, ${animal}, ../../age)"),
    ],
)
def test_what_means_one_answer_or_may_mean_several_is_no_fault(
    tmp_path: Path, place: int, text: str
) -> None:
    assert found(tmp_path, place, calculation=text) == []


def test_a_label_that_would_show_one_of_several_answers_is_told(tmp_path: Path) -> None:
    fault = only(found(tmp_path, label="Is ${first} well?"))
    assert (fault.column, fault.severity) == ("label", "warning")


def test_in_a_pack_several_answers_for_one_are_an_error(tmp_path: Path) -> None:
    survey = SURVEY.replace(
        "text,u5_1_more,More,,,,,,,,",
        "begin repeat,u5_1_r,Rows,,,,,,,,\ntext,u5_1_t,T,,,,,,,,\nend repeat,,,,,,,,,,\n"
        "text,u5_1_more,More ${u5_1_t},,,,,,,,",
    )
    fault = only(list(check(write_pack(tmp_path, survey=survey))))
    assert (fault.severity, fault.column) == ("error", "label::English (en)")


def test_a_trigger_outside_of_the_repeat_is_told(tmp_path: Path) -> None:
    fault = only(found(tmp_path, INSIDE, calculation="1", trigger="${top}"))
    assert (fault.column, fault.severity) == ("trigger", "error")
    assert "outside of person" in fault.message


def test_a_trigger_in_the_same_row_is_no_fault(tmp_path: Path) -> None:
    assert found(tmp_path, INSIDE, calculation="1", trigger="${first}") == []


@pytest.mark.parametrize(
    "text", ["/data/person/frist", "../tpo", "/data/nowhere/top", "../../x"]
)
def test_a_path_that_leads_nowhere_is_told(tmp_path: Path, text: str) -> None:
    faults = found(tmp_path, calculation=f"string({text})")
    assert any("no question at" in fault.message for fault in faults)
    assert {(fault.row, fault.column) for fault in faults} == {(11, "calculation")}


@pytest.mark.parametrize(
    "text",
    [
        "/data/top",
        "../top",
        "/data/meta/instanceID",
        "count(/data/person/*)",
        "//top",
        "current()/../top",
    ],
)
def test_a_path_that_leads_somewhere_is_no_fault(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, calculation=f"concat({text}, '')") == []


@pytest.mark.parametrize(
    ("column", "text", "name"),
    [
        ("relevant", "${top}", "top"),
        ("relevant", "${s} = 'yes' and ${top}", "top"),
        ("required", "not(${s})", "s"),
        ("constraint", ". > 3 or .", "q"),
        ("readonly", "if(${s}, 1, 0)", "s"),
    ],
)
def test_an_answer_that_stands_for_a_condition_is_a_warning(
    tmp_path: Path, column: str, text: str, name: str
) -> None:
    fault = only(found(tmp_path, **{column: text}))
    assert (fault.column, fault.severity) == (column, "warning")
    assert f"${{{name}}} != ''" in fault.message


@pytest.mark.parametrize("text", ["${top} != ''", "selected(${s}, 'yes')", "true()", "1"])
def test_a_comparison_is_a_condition(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, relevant=text) == []


@pytest.mark.parametrize("pattern", ["[a-z]+", "^[a-z]+", "[a-z]+$"])
def test_a_pattern_is_asked_to_say_that_it_is_whole(tmp_path: Path, pattern: str) -> None:
    fault = only(found(tmp_path, constraint=f"regex(., '{pattern}')"))
    assert fault.severity == "warning"
    assert "'^...$'" in fault.message


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("(a{1,999}){1,999}", "too large"),
        ("(a+", "never closed"),
        ("(.)\\1", "\\1 is not supported"),
        ("a{3,1}", "ends below its start"),
        ("[z-a]", "range"),
        ("(?<=a)b", "not supported"),
    ],
)
def test_a_pattern_that_cannot_be_used_is_an_error(
    tmp_path: Path, pattern: str, message: str
) -> None:
    fault = only(found(tmp_path, constraint=f"regex(., '{pattern}')"))
    assert (fault.column, fault.severity) == ("constraint", "error")
    assert message in fault.message


@pytest.mark.parametrize(
    ("cells", "meant"),
    [
        ({"calculation": "string(${tpo})"}, "top"),
        ({"calculation": "sumstr(${top})"}, "substr"),
        ({"relevant": "${s} = 'yess'"}, "yes"),
        ({"calculation": "count(instance('ll')/root/item)"}, "l"),
        ({"type": "select_one ll"}, "l"),
        ({"type": "select_one l", "choice_filter": "regoin = ${top}"}, "region"),
    ],
)
def test_what_was_probably_meant_is_named(tmp_path: Path, cells: Row, meant: str) -> None:
    assert any(f"did you mean {meant}?" in fault.message for fault in found(tmp_path, **cells))


def test_a_filter_by_a_column_that_the_choices_lack_is_told(tmp_path: Path) -> None:
    row = {"type": "select_one l", "choice_filter": "colour = ${top}"}
    fault = only(found(tmp_path, **row))
    assert (fault.column, fault.severity) == ("choice_filter", "error")
    assert "no column colour" in fault.message


@pytest.mark.parametrize("text", ["region = ${top}", "name != ${top}", "true()"])
def test_a_filter_by_a_column_that_is_there_is_no_fault(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, type="select_one l", choice_filter=text) == []


def test_a_filter_of_a_file_is_left_to_the_file(tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_text("name,label,kind\na,A,x\n", encoding="utf-8")
    row = {"type": "select_one_from_file f.csv", "choice_filter": "kind = ${top}"}
    assert found(tmp_path, **row) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("(1 + 2", "lacks a )"),
        ("((1 + 2", "lacks 2 )"),
        ("1 + 2)", "lacks a ("),
        ("count(${person}[age > 3)", "lacks a ]"),
        ("concat('(', 1", "lacks a )"),
        ("1 +", "unexpected the end"),
        ("'abc", "has no end"),
    ],
)
def test_what_an_expression_lacks_is_told(tmp_path: Path, text: str, message: str) -> None:
    assert message in only(found(tmp_path, calculation=text)).message


def test_a_circle_is_told_at_its_cell(tmp_path: Path) -> None:
    rows = [
        {"type": "calculate", "name": "a", "calculation": "${b} + 1"},
        {"type": "text", "name": "b", "label": "B", "relevant": "${a} > 1"},
    ]
    path = write_markdown(tmp_path / "f.md", survey=rows, choices=CHOICES_ROWS)
    fault = only(list(check(path)))
    assert (fault.row, fault.column) in {(2, "calculation"), (3, "relevant")}
    assert "/data/a (calculation), /data/b (relevant)" in fault.message or (
        "/data/b (relevant), /data/a (calculation)" in fault.message
    )


def test_an_error_is_told_beside_a_warning_of_the_same_row(tmp_path: Path) -> None:
    faults = found(tmp_path, relevant="${top}", type="txt")
    assert {(fault.column, fault.severity) for fault in faults} == {
        ("relevant", "warning"),
        ("type", "error"),
    }


CHOICES_ROWS = [dict(zip(("list_name", "name", "label"), row.split(","), strict=True))
                for row in CHOICES.splitlines()[1:]]  # fmt: skip


@pytest.mark.parametrize("text", ["string(${person})", "${pet} = ''", "../person + 1"])
def test_a_group_where_an_answer_is_wanted_is_told(tmp_path: Path, text: str) -> None:
    fault = only(found(tmp_path, calculation=text))
    assert (fault.column, fault.severity) == ("calculation", "error")
    assert "has no answer" in fault.message


def test_a_label_that_would_show_a_group_is_told(tmp_path: Path) -> None:
    assert "has no answer" in only(found(tmp_path, label="Of ${person}")).message
