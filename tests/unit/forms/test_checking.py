from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.errors import Fault
from desktop_app.forms.checking import check
from desktop_app.forms.pack import write_pack
from tests.builders.packs import make_contents
from tests.builders.sheets import BLOCK, EN, LABEL, SURVEY, places, write_markdown
from tests.builders.sheets import write_pack as make_pack

SELECT = {"type": "select_one l", "name": "s", "label": "S"}
MANY = {"type": "select_multiple l", "name": "m", "label": "M"}
CHOICES = [
    {"list_name": "l", "name": "yes", "label": "Yes"},
    {"list_name": "l", "name": "no", "label": "No"},
]


def check_rows(
    folder: Path, *rows: dict[str, str], **sheets: list[dict[str, str]]
) -> list[Fault]:
    """The faults of a lone workbook with two selects before these rows."""
    survey = [SELECT, MANY, *rows]
    path = write_markdown(folder / "f.md", survey=survey, **{"choices": CHOICES, **sheets})
    return list(check(path))


def question(**cells: str) -> dict[str, str]:
    return {"type": "text", "name": "q", "label": "Q", **cells}


def only(faults: list[Fault]) -> Fault:
    (fault,) = faults
    return fault


def test_a_sound_workbook_has_no_fault(tmp_path: Path) -> None:
    assert check_rows(tmp_path, question(relevant="${s} = 'yes'")) == []


@pytest.mark.parametrize(
    ("column", "text", "message"),
    [
        ("relevant", "(${s} = 'yes'", "lacks a )"),
        ("relevant", "${s} = 'yes')", "lacks a ("),
        ("relevant", "${s} = 'yes", "has no end"),
        ("relevant", "${s", "never closed"),
        ("calculation", "sum_up(${s})", "no function sum_up()"),
        ("calculation", "substr(${s})", "substr() cannot take 1 arguments"),
        ("constraint", "${nobody} > 1", "no question named nobody"),
        ("required", "${nobody} > 1", "no question named nobody"),
        ("label", "Was ${nobody} there?", "no question named nobody"),
        ("constraint_message", "Not ${nobody}", "no question named nobody"),
        ("trigger", "${nobody}", "no question named nobody"),
        ("relevant", "${s} = 'yess'", "s has no choice 'yess'"),
        ("relevant", "'yess' != ${s}", "s has no choice 'yess'"),
        ("relevant", "selected(${m}, 'maybe')", "m has no choice 'maybe'"),
        ("relevant", "not(${s} = 'yess') and 1 = 1", "s has no choice 'yess'"),
        ("calculation", "-number(${s} = 'yess')", "s has no choice 'yess'"),
        ("constraint", "regex(., '(')", "a ( is never closed"),
        ("calculation", "count(${s} | ${m})", "union"),
        ("calculation", "string((${m})[${s} = 'yess'])", "s has no choice 'yess'"),
        ("calculation", "instance('l')/root/item[${s} = 'yess']/label", "no choice 'yess'"),
        ("calculation", "instance(no(1))/root/item/label", "no function no()"),
    ],
)
def test_a_fault_in_a_cell_is_told_with_its_place(
    tmp_path: Path, column: str, text: str, message: str
) -> None:
    faults = check_rows(tmp_path, question(**{column: text}))
    assert (faults[0].sheet, faults[0].row, faults[0].column) == ("survey", 4, column)
    assert message in faults[0].message
    assert faults[0].severity == "error"


@pytest.mark.parametrize(
    "cells",
    [
        {"required": "yes"},
        {"required": "TRUE"},
        {"relevant": "${s} = ''"},
        {"relevant": "${s} = ${m}"},
        {"relevant": "/data/s = 'yes'"},
        {"calculation": "string-length(${q2}[. = 'other'])"},
        {"calculation": "once(uuid())"},
        {"relevant": "selected(${x}, 'other')"},
        {"default": "(plain words"},
        {"calculation": "${last-saved#s}"},
    ],
)
def test_what_is_sound_is_no_fault(tmp_path: Path, cells: dict[str, str]) -> None:
    more = [
        {"type": "text", "name": "q2", "label": "Q2"},
        {"type": "select_one l or_other", "name": "x", "label": "X"},
    ]
    assert check_rows(tmp_path, question(**cells), *more) == []


def test_the_selects_own_choices_are_known_to_its_constraint(tmp_path: Path) -> None:
    row = {**MANY, "name": "n", "constraint": "not(selected(., 'none'))"}
    assert "n has no choice 'none'" in only(check_rows(tmp_path, row)).message


def test_a_filter_that_names_a_choice_of_another_list_is_a_warning(tmp_path: Path) -> None:
    row = {**SELECT, "name": "n", "choice_filter": "name = 'none' or ${s} = 'yes'"}
    assert only(check_rows(tmp_path, row)).severity == "warning"


def test_a_list_that_does_not_exist_is_told_with_its_row(tmp_path: Path) -> None:
    row = {"type": "select_one nowhere", "name": "n", "label": "N"}
    fault = only(check_rows(tmp_path, row))
    assert (fault.row, fault.column) == (4, "type")


def test_choices_from_a_repeat_need_no_list(tmp_path: Path) -> None:
    rows = [
        {"type": "begin repeat", "name": "r", "label": "R"},
        question(),
        {"type": "end repeat"},
        {"type": "select_one ${q}", "name": "n", "label": "N"},
    ]
    assert check_rows(tmp_path, *rows) == []


@pytest.mark.parametrize("name", ["1q", "a b", "a:b", "ä ö"])
def test_a_name_that_is_none_is_told_with_its_row(tmp_path: Path, name: str) -> None:
    fault = only(check_rows(tmp_path, question(name=name)))
    assert (fault.row, fault.column) == (4, "name")


def test_a_name_may_have_letters_of_any_script(tmp_path: Path) -> None:
    assert check_rows(tmp_path, question(name="вопрос")) == []


def test_a_name_used_in_two_groups_is_a_warning_in_a_workbook(tmp_path: Path) -> None:
    begin, end = {"type": "begin group", "name": "g", "label": "G"}, {"type": "end group"}
    fault = only(check_rows(tmp_path, question(), begin, question(), end))
    assert (fault.row, fault.column, fault.severity) == (6, "name", "warning")


def test_an_unknown_level_is_told(tmp_path: Path) -> None:
    settings = [{"form_id": "f", "namespaces": 'rd="urn:review-desk:pack"'}]
    fault = only(check_rows(tmp_path, question(**{"bind::rd:level": "X"}), settings=settings))
    assert fault.column == "bind::rd:level"


def test_a_prefix_that_the_settings_do_not_explain_is_told(tmp_path: Path) -> None:
    fault = only(check_rows(tmp_path, question(**{"bind::zz:level": "M"})))
    assert (fault.row, fault.column) == (4, "bind::zz:level")


def test_a_character_that_xml_cannot_hold_is_told(tmp_path: Path) -> None:
    fault = only(check_rows(tmp_path, question(label="a\x01b")))
    assert "U+0001" in fault.message


def test_a_missing_translation_is_a_warning_with_its_column(tmp_path: Path) -> None:
    rows = [
        {"type": "text", "name": "a", "label::English (en)": "A", "label::French (fr)": "A"},
        {"type": "text", "name": "b", "label::English (en)": "B"},
    ]
    faults = check(write_markdown(tmp_path / "f.md", survey=rows))
    fault = next(fault for fault in faults if fault.row == 3)
    assert (fault.column, fault.severity) == ("label::French (fr)", "warning")


def test_a_choice_with_a_space_is_told(tmp_path: Path) -> None:
    choices = [*CHOICES, {"list_name": "l", "name": "not so", "label": "?"}]
    assert places(check_rows(tmp_path, choices=choices))[0] == ("choices", 4, "name")


def test_a_choice_given_twice_is_told(tmp_path: Path) -> None:
    faults = check_rows(tmp_path, choices=[*CHOICES, CHOICES[0]])
    assert faults[0].row == 4
    assert "twice" in faults[0].message


def test_older_spellings_of_columns_are_understood(tmp_path: Path) -> None:
    row = {"type": "text", "name": "q", "label": "Q", "Relevance": "${nobody} = 1"}
    assert check_rows(tmp_path, row)[0].column == "Relevance"


def test_a_circle_is_told_at_one_of_its_rows(tmp_path: Path) -> None:
    rows = [
        {"type": "calculate", "name": "a", "calculation": "${b} + 1"},
        {"type": "calculate", "name": "b", "calculation": "${a} + 1"},
    ]
    fault = only(check_rows(tmp_path, *rows))
    assert fault.row in {4, 5}
    assert "circle" in fault.message


def test_several_faults_are_all_told(tmp_path: Path) -> None:
    rows = [question(relevant="("), question(name="r", relevant=")")]
    assert [fault.row for fault in check_rows(tmp_path, *rows)] == [4, 5]


def test_what_the_compiler_says_of_a_row_is_not_told_twice(tmp_path: Path) -> None:
    assert len(check_rows(tmp_path, question(relevant="${nobody} = 1"))) == 1


def test_what_only_the_compiler_finds_is_told_too(tmp_path: Path) -> None:
    rows = [question(relevant="("), {"type": "txt", "name": "r", "label": "R"}]
    assert [fault.row for fault in check_rows(tmp_path, *rows)] == [4, 5]


def test_an_xform_that_loads_has_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "form.xml"
    path.write_bytes(make_contents().xform)
    assert check(path) == ()


def test_an_xform_that_does_not_load_is_told(tmp_path: Path) -> None:
    path = tmp_path / "form.xml"
    path.write_bytes(b"<html")
    assert check(path)[0].severity == "error"


def test_an_xform_with_a_wrong_expression_is_told_with_the_node(tmp_path: Path) -> None:
    path = tmp_path / "form.xml"
    bind = b'<bind nodeset="/data/q" relevant="never_heard()"'
    path.write_bytes(make_contents().xform.replace(b'<bind nodeset="/data/q"', bind))
    (fault,) = check(path)
    assert "/data/q" in fault.message


def test_a_pack_that_loads_has_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "small.rdpack"
    path.write_bytes(write_pack(make_contents()).file)
    assert check(path) == ()


def test_an_altered_pack_is_told(tmp_path: Path) -> None:
    path = tmp_path / "small.rdpack"
    path.write_bytes(b"RDPACK\r\n")
    assert check(path)[0].severity == "error"


def test_a_sound_folder_has_no_fault(tmp_path: Path) -> None:
    assert check(make_pack(tmp_path)) == ()


def test_a_file_that_is_absent_is_told(tmp_path: Path) -> None:
    assert "none.xlsx" in check(tmp_path / "none.xlsx")[0].message


def test_a_fault_in_a_block_is_told_once_for_all_its_cards(tmp_path: Path) -> None:
    card = SURVEY.splitlines()[3]
    second = card.replace("u5_1", "u5_2") + "\nend block,,,,,,,,,,\n"
    survey = SURVEY.replace(card, second + card)
    block = BLOCK.replace("= 'no'", "= 'non'")
    (fault,) = check(make_pack(tmp_path, survey=survey, block=block))
    assert (fault.sheet, fault.row, fault.column) == ("survey/10-main.csv", 4, "relevant")
    assert "blocks/YN.csv, row 4" in fault.message


def test_the_same_fault_of_two_cards_is_told_of_both(tmp_path: Path) -> None:
    card = SURVEY.splitlines()[3].replace(",M,", ",Z,")
    second = card.replace("u5_1", "u5_2") + "\nend block,,,,,,,,,,\n"
    survey = SURVEY.replace(SURVEY.splitlines()[3], second + card)
    assert [fault.row for fault in check(make_pack(tmp_path, survey=survey))] == [4, 6]


@pytest.mark.parametrize(
    ("old", "new", "column", "message"),
    [
        (",UNTOC,,,,,,\n", ",,,,,,,\n", "bind::rd:article", "outside every part"),
        (",,5,,,,,\n", ",,,,,,,\n", "bind::rd:question", "outside every article"),
        ("Art. 5(1),5(1),", "Art. 5(1),,", "bind::rd:provision", "needs this too"),
        (",UNTOC,M,", ",TIP,M,", "bind::rd:instrument", "stands in the part UNTOC"),
        ("group,art5,", "group,part,", "name", "name of row 2"),
    ],
)
def test_a_pack_is_held_to_its_structure(
    tmp_path: Path, old: str, new: str, column: str, message: str
) -> None:
    assert old in SURVEY
    survey = SURVEY.replace(old, new)
    faults = check(make_pack(tmp_path, survey=survey))
    assert any(fault.column == column and message in fault.message for fault in faults)


def flat(*rows: str) -> str:
    """A survey of a pack without blocks."""
    return "\n".join([
        f"type,name,{LABEL},bind::rd:part,bind::rd:article,bind::rd:question,bind::rd:role",
        "begin group,f,Front,front,,,",
        "begin group,f1,Page,,front-1,,",
        *rows,
        "end group,,,,,,",
        "end group,,,,,,",
    ]) + "\n"  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (["text,q,Q,,,,main"], "outside every question's group"),
        (["begin group,c,C,,,1,", "end group,,,,,,"], "no question with the role main"),
        (
            ["begin group,c,C,,,1,", "text,q,Q,,,,main", "text,r,R,,,,main", "end group,,,,,,"],
            "has a main question already",
        ),
        (
            [
                "begin group,c,C,,,1,",
                "text,q,Q,,,,main",
                "begin group,d,D,,,2,",
                "text,r,R,,,,main",
                "end group,,,,,,",
                "end group,,,,,,",
            ],
            "inside another question's",
        ),
    ],
)
def test_a_pack_has_one_main_question_in_each_card(
    tmp_path: Path, rows: list[str], message: str
) -> None:
    faults = check(make_pack(tmp_path, survey=flat(*rows)))
    assert [message in fault.message for fault in faults] == [True]


def test_a_misspelt_column_of_a_pack_is_told(tmp_path: Path) -> None:
    survey = SURVEY.replace("relevant", "relevent", 1).replace(
        "part,The Convention,", "part,A,x"
    )
    (fault,) = check(make_pack(tmp_path, survey=survey))
    assert (fault.row, fault.column) == (1, "relevent")


def test_a_misspelt_column_of_a_workbook_is_somebodys_note(tmp_path: Path) -> None:
    assert check_rows(tmp_path, question(remarks="ask the ministry")) == []


def test_the_language_of_a_column_is_told_as_its_header_says_it(tmp_path: Path) -> None:
    row = {"type": "text", "name": "q", f"hint::{EN}": "see ${nobody}", "label": "Q"}
    assert check_rows(tmp_path, row)[0].column == f"hint::{EN}"
