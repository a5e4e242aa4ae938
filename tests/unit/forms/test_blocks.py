from __future__ import annotations

import pytest

from desktop_app.errors import Fault, FormRefused
from desktop_app.forms.blocks import expand, without_block_columns
from desktop_app.forms.sheets import Row
from tests.builders.sheets import LABEL, make_row

ASK = "block:ask::English (en)"
GAP = "block:gap::English (en)"


def make_card(*rows: Row, block: str = "M", name: str = "c", **cells: str) -> list[Row]:
    """A card in rows 10, 11, ... of its sheet."""
    begin = Row(
        {"type": f"begin block {block}", "name": name, LABEL: "Card", ASK: "Is it?", **cells},
        "survey/10.csv",
        10,
    )
    return [begin, *rows, Row({"type": "end block"}, "survey/10.csv", 20)]


def make_block(*rows: Row) -> dict[str, tuple[Row, ...]]:
    return {"M": rows}


def names(rows: tuple[Row, ...]) -> list[str]:
    return [row.get("name") for row in rows]


def faults_of(rows: list[Row], blocks: dict[str, tuple[Row, ...]]) -> tuple[Fault, ...]:
    with pytest.raises(FormRefused) as refused:
        expand(rows, blocks)
    return refused.value.faults


def test_rows_outside_cards_stay_as_they_are() -> None:
    row = make_row()
    assert expand([row], {}) == (row,)


def test_a_card_becomes_a_group_of_its_name() -> None:
    rows = expand(make_card(), make_block(make_row(name="{card}_answer", label="{ask}")))
    assert [(row.get("type"), row.get("name")) for row in rows] == [
        ("begin group", "c"),
        ("text", "c_answer"),
        ("end group", ""),
    ]


def test_the_group_takes_label_relevance_and_marks() -> None:
    card = make_card(relevant="${x} = 1", **{"bind::rd:level": "M"})
    group = expand(card, make_block())[0]
    assert group.cells == {
        "type": "begin group",
        "name": "c",
        LABEL: "Card",
        "relevant": "${x} = 1",
        "bind::rd:level": "M",
    }


def test_a_placeholder_is_the_cards_text_in_the_columns_language() -> None:
    card = make_card(**{"block:ask::French (fr)": "Est-ce ?"})
    asked = Row(
        {"type": "text", "name": "q", LABEL: "{ask}", "label::French (fr)": "{ask}"}, "", 2
    )
    block = make_block(asked)
    row = expand(card, block)[1]
    assert (row.get(LABEL), row.get("label::French (fr)")) == ("Is it?", "Est-ce ?")


def test_a_placeholder_takes_a_text_without_language_too() -> None:
    card = make_card(**{"block:unit": "years"})
    row = expand(card, make_block(make_row(label="How many {unit}?")))[1]
    assert row.get(LABEL) == "How many years?"


def test_the_cards_own_hint_and_help_fill_placeholders() -> None:
    card = make_card(**{"hint::English (en)": "Short", "guidance_hint::English (en)": "Long"})
    hint, help_ = "hint::English (en)", "guidance_hint::English (en)"
    block = make_block(Row({"type": "text", hint: "{hint}", help_: "{guidance_hint}"}, "", 2))
    row = expand(card, block)[1]
    assert row.get("hint::English (en)") == "Short"
    assert row.get("guidance_hint::English (en)") == "Long"


def test_a_reference_of_the_form_is_no_placeholder() -> None:
    block = make_block(make_row(label="x", relevant="${instruments} and ${{card}_answer}"))
    assert expand(make_card(), block)[1].get("relevant") == "${instruments} and ${c_answer}"


def test_braces_of_a_pattern_are_no_placeholder() -> None:
    block = make_block(make_row(label="x", constraint="regex(., '[0-9]{4}')"))
    assert expand(make_card(), block)[1].get("constraint") == "regex(., '[0-9]{4}')"


def test_words_after_the_bar_stand_in_for_a_missing_text() -> None:
    block = make_block(make_row(label="{gap|What is missing?}"))
    other = make_card(name="d", **{GAP: "Which part?"})
    rows = expand([*make_card(), *other], block)
    assert [rows[1].get(LABEL), rows[4].get(LABEL)] == ["What is missing?", "Which part?"]


def test_a_question_whose_wording_the_card_lacks_is_left_out() -> None:
    block = make_block(make_row(name="{card}_gap", label="{gap}"))
    other = make_card(name="d", **{GAP: "Which part?"})
    assert names(expand([*make_card(), *other], block)) == ["c", "", "d", "d_gap", ""]


def test_a_group_without_wording_stays() -> None:
    block = make_block(make_row("begin repeat", "{card}_law", label="{gap}"))
    other = make_card(name="d", **{GAP: "Which part?"})
    assert "c_law" in names(expand([*make_card(), *other], block))


def test_the_cards_own_rows_stand_where_the_block_says() -> None:
    block = make_block(
        make_row(name="{card}_a", label="x"), make_row("rows", ""), make_row(name="{card}_z")
    )
    rows = expand(make_card(make_row(name="c_own")), block)
    assert names(rows) == ["c", "c_a", "c_own", "c_z", ""]


def test_an_include_is_written_out() -> None:
    blocks = {"M": (make_row("include law", ""),), "law": (make_row(name="{card}_law"),)}
    assert names(expand(make_card(), blocks)) == ["c", "c_law", ""]


def test_the_first_included_row_takes_what_it_lacks_from_the_include() -> None:
    blocks = {
        "M": (make_row("include law", "", relevant="${{card}_answer} = 'yes'"),),
        "law": (make_row(name="{card}_law"), make_row(name="{card}_date")),
    }
    _, law, date, _ = expand(make_card(), blocks)
    assert law.get("relevant") == "${c_answer} = 'yes'"
    assert law.get("name") == "c_law"
    assert date.get("relevant") == ""


def test_a_made_row_stands_where_its_card_does_and_names_its_block() -> None:
    row = expand(make_card(), make_block(make_row(label="x", number=7)))[1]
    fault = row.fault("wrong", "label")
    assert (fault.sheet, fault.row) == ("survey/10.csv", 10)
    assert fault.message == "wrong (block survey, row 7)"


def test_a_cards_own_row_keeps_its_place() -> None:
    own = make_row(name="c_own", number=15)
    assert own in expand(make_card(own), make_block(make_row("rows", "")))


def test_columns_for_blocks_are_dropped_at_the_end() -> None:
    row = without_block_columns(make_card()[0])
    assert ASK not in row.cells
    assert row.get(LABEL) == "Card"


def test_an_unknown_block_is_a_fault_of_the_card() -> None:
    (fault,) = faults_of(make_card(block="Z"), make_block())
    assert (fault.row, fault.column) == (10, "type")
    assert "no block Z" in fault.message


def test_an_unknown_block_in_an_include_is_a_fault_of_the_block() -> None:
    (fault,) = faults_of(make_card(), make_block(make_row("include law", "", number=4)))
    assert (fault.sheet, fault.row) == ("survey", 4)


def test_blocks_that_include_each_other_without_end_are_refused() -> None:
    (fault,) = faults_of(make_card(), make_block(make_row("include M", "")))
    assert "without end" in fault.message


def test_a_text_that_no_card_has_is_a_fault_of_the_block() -> None:
    (fault,) = faults_of(make_card(), make_block(make_row(label="{asc}", number=3)))
    assert (fault.row, fault.column) == (3, LABEL)
    assert "{asc}" in fault.message


def test_a_card_inside_a_card_is_refused() -> None:
    rows = [make_card()[0], *make_card(name="d")]
    assert "inside the card c" in faults_of(rows, make_block())[0].message


def test_a_card_that_is_never_closed_is_refused() -> None:
    (fault,) = faults_of(make_card()[:1], make_block())
    assert "never closed" in fault.message


def test_an_end_without_a_card_is_refused() -> None:
    (fault,) = faults_of(make_card()[-1:], make_block())
    assert (fault.row, fault.message) == (20, "no card is open here")


def test_a_card_without_a_name_is_refused() -> None:
    assert faults_of(make_card(name=""), make_block())[0].column == "name"


def test_a_row_of_another_name_than_its_card_is_refused() -> None:
    (fault,) = faults_of(make_card(make_row(name="other", number=12)), make_block())
    assert (fault.row, fault.column) == (12, "name")


def test_a_cell_that_a_card_has_no_use_for_is_refused() -> None:
    (fault,) = faults_of(make_card(constraint=". > 0"), make_block())
    assert fault.column == "constraint"


def test_every_fault_is_told() -> None:
    rows = [*make_card(block="Y"), *make_card(block="Z", name="d")]
    assert len(faults_of(rows, make_block())) == 2
