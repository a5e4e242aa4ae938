"""What an expression means where the reference engines differ, or where we differ from both.

`docs/forms.md` states each rule and names its test.
"""

from __future__ import annotations

import pytest

from desktop_app.domain.nodes import NodeKind
from desktop_app.errors import FormRefused, StepRefused
from desktop_app.forms.form import Form
from tests.builders.forms import (
    add,
    again,
    compile_rows,
    form_of,
    listed,
    make_xform,
    open_form,
    put,
    remove,
    row,
    state,
    value,
)

YN = listed("yn", "yes", "no")
REPEAT = [row("begin repeat", "r"), row("integer", "x"), row("text", "t"), row("end repeat")]


def result(expression: str, *, kind: str = "calculate", **answers: str) -> str:
    """An expression's value beside text questions with these answers."""
    rows = [row("text", name) for name in ("a", "b")]
    form = form_of([*rows, row(kind, "c", calculation=expression)])
    for name, text in answers.items():
        put(form, name, text)
    return value(form, "c")


def in_repeat(expression: str, *numbers: str) -> str:
    """An expression's value beside a repeat with so many instances, blank ones too."""
    form = form_of([*REPEAT, row("calculate", "c", calculation=expression)])
    for place, text in enumerate(numbers, 1):
        if place > 1:
            add(form, "r")
        put(form, f"r[{place}]/x", text or None)
    return value(form, "c")


# Blank answers.


@pytest.mark.parametrize(
    ("expression", "numbers", "expected"),
    [
        ("sum(${x})", ("1", "", "2"), "3"),
        ("max(${x})", ("1", "", "2"), "2"),
        ("min(${x})", ("1", "", "2"), "1"),
        ("sum(${x})", ("",), "0"),
        ("max(${x})", ("",), ""),
        ("min(${x})", ("",), ""),
        ("count(${x})", ("1", ""), "2"),
        ("count-non-empty(${x})", ("1", ""), "1"),
    ],
)
def test_blank_answers_are_left_out_of_sums_and_extremes(
    expression: str, numbers: tuple[str, ...], expected: str
) -> None:
    assert in_repeat(expression, *numbers) == expected


@pytest.mark.parametrize(
    ("expression", "text", "expected"),
    [
        ("not(${a})", "", "true"),
        ("not(${a})", "no", "false"),
        ("not(${a})", "0", "false"),
        ("if(${a}, 1, 2)", "", "2"),
        ("if(${a}, 1, 2)", "false", "1"),
        ("${a} or ${b}", "", "false"),
        ("${a} and ${a}", "0", "true"),
        ("boolean(${a})", "", "false"),
    ],
)
def test_an_answer_as_a_condition_is_true_unless_it_is_blank(
    expression: str, text: str, expected: str
) -> None:
    assert result(expression, a=text) == expected


# Numbers and texts.


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("round(-2.5)", "-2"),
        ("round(2.5)", "3"),
        ("round(-0.75, 1)", "-0.8"),
        ("round(0.75, 1)", "0.8"),
        ("round(1250, -2)", "1300"),
    ],
)
def test_middles_are_rounded_up_and_with_digits_away_from_zero(
    expression: str, expected: str
) -> None:
    assert result(expression) == expected


@pytest.mark.parametrize("expression", ["number('x')", "0 div 0", "max('x', 1)", "sqrt(-1)"])
def test_what_is_no_number_is_stored_as_blank(expression: str) -> None:
    assert result(expression) == ""


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("1000000 * 1000000 * 1000", "1000000000000000"),
        ("1 div 10000000", "0.0000001"),
        ("0.1 + 0.2", "0.30000000000000004"),
        ("2 * 50", "100"),
        ("-1 div 0", "-Infinity"),
    ],
)
def test_numbers_are_written_without_an_exponent(expression: str, expected: str) -> None:
    assert result(expression) == expected


@pytest.mark.parametrize(
    ("kind", "expression", "expected"),
    [
        ("integer", "7 div 2", "3"),
        ("integer", "-7 div 2", "-3"),
        ("integer", "1 = 1", "1"),
        ("decimal", "1 = 2", "0"),
        ("integer", "1 div 0", ""),
        ("decimal", "number('x')", ""),
        ("decimal", "7 div 2", "3.5"),
        ("date", "18266", "2020-01-05"),
        ("integer", "'abc'", "abc"),
    ],
)
def test_a_calculated_number_is_kept_as_its_type_has_it(
    kind: str, expression: str, expected: str
) -> None:
    assert result(expression, kind=kind) == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("'10' > '9'", "true"),
        ("${a} > 9", "true"),
        ("'b' > 'a'", "false"),
        ("'2020-01-02' > '2019-12-31'", "true"),
        ("date('2020-01-02') - date('2019-12-31')", "2"),
        ("${b} < 1", "false"),
    ],
)
def test_order_is_one_of_numbers_and_of_days(expression: str, expected: str) -> None:
    assert result(expression, a="10") == expected


def test_two_numbers_are_compared_as_numbers() -> None:
    rows = [row("integer", "i"), row("decimal", "d")]
    form = form_of([*rows, row("calculate", "c", calculation="${i} = ${d}")])
    put(form, "i", "7")
    put(form, "d", "7.0")
    assert value(form, "c") == "true"


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("string-length(${a})", "4"),
        ("substr(${a}, 1, 2)", "😀"),
        ("substring(${a}, 2, 1)", "😀"),
        ("translate(${a}, '😀', 'x')", "axbc"),
    ],
)
def test_a_character_is_a_code_point(expression: str, expected: str) -> None:
    assert result(expression, a="a😀bc") == expected


def test_a_pattern_must_match_the_whole_value() -> None:
    assert result("regex('abc1', '[a-z]+')") == "false"
    assert result("regex('abc', '[a-z]+')") == "true"


# Paths.


def test_of_several_answers_the_first_is_taken_where_one_is_wanted() -> None:
    assert in_repeat("${x} + 0", "5", "7") == "5"


def test_a_path_that_leads_nowhere_is_blank() -> None:
    assert result("concat('<', /data/nowhere, '>')") == "<>"


@pytest.mark.parametrize(
    ("expression", "before", "after"),
    [
        ("count(${t})", "2", "1"),
        ("join('-', ${t})", "-", ""),
        ("count-non-empty(${t})", "0", "0"),
        ("count(${r}[t = ''])", "2", "2"),
    ],
)
def test_an_answer_that_does_not_apply_is_not_counted(
    expression: str, before: str, after: str
) -> None:
    rows = [REPEAT[0], REPEAT[1], row("text", "t", relevant="${x} > 1"), REPEAT[3]]
    form = form_of([*rows, row("calculate", "c", calculation=expression)])
    add(form, "r")
    put(form, "r[1]/x", "2")
    put(form, "r[2]/x", "2")
    assert value(form, "c") == before
    put(form, "r[2]/x", "1")
    assert value(form, "c") == after


# What people wrote is never lost.


def gated() -> Form:
    rows = [
        row("select_one yn", "gate"),
        row("begin group", "g", relevant="${gate} = 'yes'"),
        row("text", "q"),
        row("end group"),
        row("calculate", "c", calculation="concat('<', ${q}, '>')"),
    ]
    form = form_of(rows, YN)
    put(form, "gate", "yes")
    put(form, "g/q", "kept")
    return form


def test_a_hidden_answer_is_kept_blank_to_expressions_and_not_submitted() -> None:
    form = gated()
    put(form, "gate", "no")
    assert value(form, "g/q") == "kept"
    assert value(form, "c") == "<>"
    assert form.hidden_answers() == (form.resolve("/data/g/q"),)
    assert "kept" not in form.submission()


def test_a_hidden_answer_comes_back_with_its_gate() -> None:
    form = gated()
    put(form, "gate", "no")
    put(form, "gate", "yes")
    assert value(form, "c") == "<kept>"
    assert form.hidden_answers() == ()
    assert "kept" in form.submission()


def filtered() -> Form:
    towns = listed("town", "a", "b", area=["n", "s"])
    rows = [
        row("text", "area"),
        row("select_one town", "one", choice_filter="area = ${area}"),
        row("select_multiple town", "many", choice_filter="area = ${area}"),
    ]
    form = form_of(rows, towns)
    put(form, "area", "n")
    put(form, "one", "a")
    put(form, "many", "a")
    put(form, "area", "s")
    return form


def test_a_choice_that_is_no_longer_on_offer_is_kept_and_flagged() -> None:
    form = filtered()
    assert (value(form, "one"), state(form, "one").stale_choice) == ("a", ("a",))
    assert (value(form, "many"), state(form, "many").stale_choice) == ("a", ("a",))
    put(form, "area", "n")
    assert state(form, "one").stale_choice == ()


def test_a_flagged_choice_may_stay_among_several_and_cannot_be_chosen_anew() -> None:
    form = filtered()
    put(form, "many", "a b")
    assert value(form, "many") == "a b"
    put(form, "one", None)
    with pytest.raises(StepRefused):
        put(form, "one", "a")


COUNTED = [
    row("integer", "n"),
    row("begin repeat", "r", repeat_count="${n}"),
    row("text", "x"),
    row("end repeat"),
]


def test_answers_of_instances_that_a_count_took_away_come_back() -> None:
    xform = compile_rows(COUNTED)
    form = open_form(xform)
    put(form, "n", "2")
    put(form, "r[2]/x", "kept")
    put(form, "n", "1")
    form = again(form, xform)
    put(form, "n", "2")
    assert value(form, "r[2]/x") == "kept"


@pytest.mark.parametrize(("count", "instances"), [("0", 0), ("-3", 0), ("", 0), ("2", 2)])
def test_a_blank_or_negative_count_makes_no_instance(count: str, instances: int) -> None:
    form = form_of(COUNTED)
    put(form, "n", "3")
    put(form, "n", count or None)
    assert len(form.children(form.resolve("/data/r"))) == instances


def test_a_removed_instance_comes_back_as_it_was() -> None:
    form = form_of([*REPEAT])
    add(form, "r")
    put(form, "r[1]/t", "kept")
    key = form.resolve("/data/r[1]")
    remove(form, "r[1]")
    form.add(form.resolve("/data/r"), key.instances[-1])
    assert value(form, "r[1]/t") == "kept"


def test_files_stay_out_of_the_submission() -> None:
    form = form_of([row("file", "f"), row("image", "i"), row("text", "t")])
    for name in ("f", "i", "t"):
        put(form, name, "paper.pdf")
    assert "<t>paper.pdf</t>" in form.submission()
    assert form.submission().count("paper.pdf") == 1


def test_nobody_may_write_where_the_form_calculates() -> None:
    form = form_of([row("text", "a"), row("text", "b", calculation="${a}")])
    with pytest.raises(StepRefused):
        put(form, "b", "x")
    assert state(form, "b").readonly


# Values that are set.


def test_a_default_sets_off_no_change() -> None:
    rows = [
        row("integer", "n", default="1 + 1"),
        row("integer", "square", calculation="${n} * ${n}", trigger="${n}"),
    ]
    form = form_of(rows)
    assert (value(form, "n"), value(form, "square")) == ("2", "")
    put(form, "n", "3")
    assert value(form, "square") == "9"


def setting_rows() -> Form:
    action = '<setvalue event="xforms-value-changed" ref="/data/r/x" value="/data/a"/>'
    repeat = '<group ref="/data/r"><repeat nodeset="/data/r"><input ref="/data/r/x"/></repeat>'
    return open_form(
        make_xform(
            instance="<a/><r><x/></r>",
            body=f'<input ref="/data/a">{action}</input>{repeat}</group>',
        )
    )


def test_one_answer_does_not_overwrite_a_row_of_them() -> None:
    form = setting_rows()
    put(form, "a", "1")
    assert value(form, "r[1]/x") == "1"
    add(form, "r")
    put(form, "a", "2")
    assert (value(form, "r[1]/x"), value(form, "r[2]/x")) == ("1", "")


def test_actions_are_not_repeated_when_a_form_is_opened_again() -> None:
    rows = [row("text", "a"), row("text", "b", calculation="${a}", trigger="${a}")]
    xform = compile_rows(rows)
    form = open_form(xform)
    put(form, "a", "x")
    put(form, "b", "mine")
    assert value(again(form, xform), "b") == "mine"


# Chance and languages.


@pytest.mark.parametrize(
    ("seed", "expected"),
    [
        ("42", "a f c b d e"),
        ("'abc'", "a c b e f d"),
        ("-3", "f a c b e d"),
        ("''", "c b e a f d"),
    ],
)
def test_chance_with_a_seed_is_that_of_both_reference_engines(seed: str, expected: str) -> None:
    many = listed("many", *"abcdef")
    text = f"join(' ', randomize(instance('many')/root/item/name, {seed}))"
    rows = [row("select_one many", "s"), row("calculate", "c", calculation=text)]
    assert value(form_of(rows, many), "c") == expected


EN, FR = "label::English (en)", "label::French (fr)"


@pytest.mark.parametrize(
    ("cells", "expected"),
    [({EN: "Yes", FR: "Oui"}, "Oui"), ({EN: "Yes"}, "Yes"), ({FR: "Oui"}, "Oui")],
)
def test_a_missing_translation_is_shown_in_a_language_that_has_it(
    cells: dict[str, str], expected: str
) -> None:
    other = {"type": "text", "name": "o", EN: "Other", FR: "Autre"}
    form = open_form(compile_rows([{"type": "text", "name": "q", **cells}, other]))
    form.use_language("French (fr)")
    assert state(form, "q").label == expected
    form.use_language("English (en)")
    assert state(form, "q").label == (cells.get(EN) or "Oui")


def test_an_answer_that_is_a_choice_may_be_white_space() -> None:
    rows = [REPEAT[0], row("text", "t"), REPEAT[3], row("select_one ${t}", "s")]
    form = form_of(rows)
    put(form, "r[1]/t", " ")
    put(form, "s", " ")
    assert value(form, "s") == " "


def test_what_is_inside_a_new_instance_is_not_listed_as_changed() -> None:
    form = form_of([*REPEAT, row("calculate", "c", calculation="count(${r})")])
    changed = add(form, "r")
    kinds = {form.state(key).kind for key in changed.nodes}
    assert kinds == {NodeKind.REPEAT, NodeKind.QUESTION}
    assert {str(key) for key in changed.nodes} == {"r", "c"}


@pytest.mark.parametrize(
    "nodes", ["/data/nowhere/item", "instance('l')/root/item[today() = '']"]
)
def test_choices_that_lead_nowhere_are_none(nodes: str) -> None:
    body = f'<select1 ref="/data/s"><itemset nodeset="{nodes}"><value ref="name"/></itemset>'
    lists = "<instance id='l'><root><item><name>a</name></item></root></instance>"
    xform = make_xform(instance="<s/>", lists=lists, body=f"{body}</select1>")
    assert state(open_form(xform), "s").choices == ()


def test_an_option_may_show_the_day() -> None:
    parts = '<value ref="name"/><label ref="string(today())"/>'
    body = f"<itemset nodeset=\"instance('l')/root/item\">{parts}</itemset>"
    lists = "<instance id='l'><root><item><name>a</name></item></root></instance>"
    body = f'<select1 ref="/data/s">{body}</select1>'
    form = open_form(make_xform(instance="<s/>", lists=lists, body=body))
    assert state(form, "s").choices[0].label == "2026-03-01"


@pytest.mark.parametrize("expression", ["count(1)", "sum('a')", "count-non-empty(1 = 1)"])
def test_what_counts_wants_a_path(expression: str) -> None:
    binds = f'<bind nodeset="/data/c" calculate="{expression}"/>'
    with pytest.raises(FormRefused) as caught:
        open_form(make_xform(instance="<c/>", binds=binds))
    assert caught.value.faults[0].column == "calculation"
    assert "a path is wanted" in caught.value.faults[0].message
