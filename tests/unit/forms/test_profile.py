"""What a questionnaire may use, item by item; `docs/forms.md` names these tests."""

from __future__ import annotations

import pytest

from desktop_app.domain.nodes import Choice, NodeKind
from desktop_app.errors import StepRefused
from desktop_app.forms.form import Form
from tests.builders.forms import (
    NOW,
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


def repeat(name: str, *rows: dict[str, str], count: str = "") -> list[dict[str, str]]:
    return [row("begin repeat", name, repeat_count=count), *rows, row("end repeat")]


def shown(form: Form, ref: str) -> list[str]:
    """The values of the options on offer."""
    return [choice.value for choice in state(form, ref).choices]


# Types.


@pytest.mark.parametrize(
    ("kind", "told", "entered", "kept"),
    [
        ("text", "text", " a\nb ", " a\nb "),
        ("integer", "integer", "+007", "7"),
        ("integer", "integer", "-0", "0"),
        ("decimal", "decimal", "1.50", "1.5"),
        ("decimal", "decimal", ".5", "0.5"),
        ("date", "date", "2024-02-29", "2024-02-29"),
        ("time", "time", "23:59", "23:59"),
        ("dateTime", "dateTime", "2024-02-29T10:00:00+02:00", "2024-02-29T10:00:00+02:00"),
        ("select_one yn", "select_one", "yes", "yes"),
        ("select_multiple yn", "select_multiple", "no  yes", "no yes"),
        ("rank yn", "rank", "no yes", "no yes"),
        ("range", "range", "10", "10"),
        ("acknowledge", "acknowledge", "OK", "OK"),
        ("file", "file", "a.pdf", "a.pdf"),
        ("image", "image", "a.png", "a.png"),
        ("geopoint", "text", "1 2 0 0", "1 2 0 0"),
        ("barcode", "text", "123", "123"),
    ],
)
def test_a_type_keeps_what_is_entered(kind: str, told: str, entered: str, kept: str) -> None:
    form = form_of([row(kind, "q")], YN)
    assert state(form, "q").type == told
    put(form, "q", entered)
    assert value(form, "q") == kept


@pytest.mark.parametrize(
    ("kind", "entered", "reason"),
    [
        ("integer", "1.5", "bad-value"),
        ("integer", "9" * 30, "bad-value"),
        ("decimal", "1e5", "bad-value"),
        ("date", "2023-02-29", "bad-value"),
        ("date", "2023-02-02T10:00", "bad-value"),
        ("time", "24:00", "bad-value"),
        ("dateTime", "2024-02-29", "bad-value"),
        ("select_one yn", "perhaps", "no-such-choice"),
        ("select_multiple yn", "yes perhaps", "no-such-choice"),
        ("rank yn", "perhaps", "no-such-choice"),
        ("range", "11", "bad-value"),
        ("range", "0", "bad-value"),
        ("acknowledge", "yes", "bad-value"),
        ("text", "a\x00", "bad-value"),
        ("text", "\ud800", "bad-value"),
        ("note", "x", "readonly"),
    ],
)
def test_a_type_refuses_what_it_cannot_hold(kind: str, entered: str, reason: str) -> None:
    form = form_of([row(kind, "q")], YN)
    with pytest.raises(StepRefused) as caught:
        put(form, "q", entered)
    assert (caught.value.ref, caught.value.reason) == ("/data/q", reason)
    assert value(form, "q") == ""


def test_a_note_asks_nothing() -> None:
    assert state(form_of([row("note", "n")]), "n").type == "note"


@pytest.mark.parametrize(
    ("parameters", "inside", "outside"),
    [
        ("start=0 end=10 step=5", "5", "11"),
        ("start=0.5 end=2 step=0.5", "1.5", "0.4"),
        ("start=5 end=1 step=-1", "3", "6"),
    ],
)
def test_a_range_takes_numbers_between_its_ends(
    parameters: str, inside: str, outside: str
) -> None:
    form = form_of([row("range", "q", parameters=parameters)])
    put(form, "q", inside)
    with pytest.raises(StepRefused):
        put(form, "q", outside)
    assert value(form, "q") == inside


# Repeats.


def test_a_count_makes_and_takes_away_instances() -> None:
    form = form_of([row("integer", "n"), *repeat("r", row("text", "x"), count="${n} + 1")])
    put(form, "n", "2")
    assert len(form.children(form.resolve("/data/r"))) == 3
    with pytest.raises(StepRefused):
        add(form, "r")
    with pytest.raises(StepRefused):
        remove(form, "r[1]")


def test_repeats_may_stand_in_repeats() -> None:
    rows = repeat("r", row("text", "x"), *repeat("s", row("text", "y")))
    rows += [row("calculate", "c", calculation="count(${s})")]
    form = form_of(rows)
    add(form, "r")
    add(form, "r[2]/s")
    put(form, "r[2]/s[1]/y", "deep")
    assert value(form, "c") == "2"
    assert value(form, "r[2]/s[1]/y") == "deep"
    assert value(form, "r[1]/s[1]/y") == ""


def test_the_place_of_an_instance_follows_it() -> None:
    rows = repeat("r", row("text", "x"), row("calculate", "p", calculation="position(..)"))
    form = form_of(rows)
    add(form, "r")
    add(form, "r")
    put(form, "r[3]/x", "third")
    remove(form, "r[1]")
    assert (value(form, "r[2]/x"), value(form, "r[2]/p")) == ("third", "2")


def test_indexed_repeat_picks_one_instance() -> None:
    rows = [row("integer", "n"), *repeat("r", row("text", "x"))]
    rows += [row("calculate", "c", calculation="indexed-repeat(${x}, ${r}, ${n})")]
    form = form_of(rows)
    add(form, "r")
    put(form, "r[2]/x", "b")
    assert value(form, "c") == ""
    put(form, "n", "2")
    assert value(form, "c") == "b"


def test_a_filter_may_ask_an_answer_of_the_same_instance() -> None:
    areas, towns = listed("area", "n", "s"), listed("town", "a", "b", area=["n", "s"])
    rows = repeat(
        "r",
        row("select_one area", "area"),
        row("select_one town", "one", choice_filter="area = ${area}"),
        row("select_one town", "two", choice_filter="area = current()/../area"),
    )
    choices = [{**areas[0]}, {**areas[1]}, *towns]
    form = form_of(rows, choices)
    add(form, "r")
    put(form, "r[1]/area", "n")
    put(form, "r[2]/area", "s")
    assert [shown(form, f"r[{n}]/{q}") for n in (1, 2) for q in ("one", "two")] == [
        ["a"], ["a"], ["b"], ["b"],
    ]  # fmt: skip


def test_answers_of_a_repeat_may_be_choices() -> None:
    rows = [*repeat("r", row("text", "who")), row("select_one ${who}", "head")]
    form = form_of(rows)
    add(form, "r")
    put(form, "r[1]/who", "Ann")
    put(form, "r[2]/who", "Bob")
    assert state(form, "head").choices == (Choice("Ann", "Ann"), Choice("Bob", "Bob"))
    put(form, "head", "Bob")
    put(form, "r[2]/who", "Bo")
    assert state(form, "head").stale_choice == ("Bob",)


@pytest.mark.parametrize(
    ("predicate", "expected"),
    [("[1]", "1"), ("[position() = 2]", "2"), ("[x = 'c']", "3"), ("[y > 1][x = 'c']", "3")],
)
def test_predicates_choose_among_instances(predicate: str, expected: str) -> None:
    rows = [*repeat("r", row("text", "x"), row("integer", "y"))]
    rows += [row("calculate", "c", calculation=f"${{r}}{predicate}/y")]
    form = form_of(rows)
    for place, text in enumerate("abc", 1):
        if place > 1:
            add(form, "r")
        put(form, f"r[{place}]/x", text)
        put(form, f"r[{place}]/y", str(place))
    assert value(form, "c") == expected


# Values that the form stores.


def test_a_default_may_be_computed_once() -> None:
    rows = [row("text", "a", default="plain"), row("text", "b", default="concat('x', 1 + 1)")]
    xform = compile_rows(rows)
    form = open_form(xform)
    assert (value(form, "a"), value(form, "b")) == ("plain", "x2")
    assert {str(key): text for key, text in form.first_writes.items()}["b"] == "x2"
    put(form, "b", "other")
    assert value(again(form, xform), "b") == "other"


def test_a_change_may_set_a_value() -> None:
    rows = [row("text", "a"), row("text", "b", calculation="concat(${a}, '!')", trigger="${a}")]
    form = form_of(rows)
    assert value(form, "b") == ""
    changed = put(form, "a", "x")
    assert value(form, "b") == "x!"
    assert {str(key) for key in changed.writes} == {"a", "b"}
    put(form, "b", "mine")
    assert value(form, "b") == "mine"


def test_a_change_in_a_repeat_sets_the_value_of_its_instance() -> None:
    rows = repeat(
        "r", row("text", "a"), row("text", "b", calculation="concat(${a}, '!')", trigger="${a}")
    )
    form = form_of(rows)
    add(form, "r")
    put(form, "r[2]/a", "x")
    assert (value(form, "r[1]/b"), value(form, "r[2]/b")) == ("", "x!")


def test_a_new_instance_gets_its_computed_defaults() -> None:
    form = form_of(repeat("r", row("integer", "n", default="position(..) * 10")))
    add(form, "r")
    assert (value(form, "r[1]/n"), value(form, "r[2]/n")) == ("10", "20")


def test_once_keeps_its_first_value() -> None:
    rows = [row("text", "a"), row("calculate", "c", calculation="once(${a})")]
    xform = compile_rows(rows)
    form = open_form(xform)
    put(form, "a", "first")
    put(form, "a", "second")
    assert value(form, "c") == "first"
    assert value(again(form, xform), "c") == "first"


# Lists and tables.


CSV = b'name,label,kind,price\na,Apple,fruit,2\nb,Bean,plant,\nc,"Cherry, red",fruit,5\n'
XML = (
    b"<root><item><name>a</name><label>Apple</label><kind>fruit</kind><price>2</price></item>"
    b"<item><name>c</name><label>Cherry, red</label><kind>fruit</kind><price>5</price></item>"
    b"</root>"
)


@pytest.mark.parametrize(("name", "content"), [("t.csv", CSV), ("t.xml", XML)])
def test_choices_may_stand_in_a_file(name: str, content: bytes) -> None:
    rows = [
        row("text", "kind"),
        row(f"select_one_from_file {name}", "s", choice_filter="kind = ${kind}"),
        row("calculate", "p", calculation="instance('t')/root/item[name = ${s}]/price"),
        row("calculate", "all", calculation="sum(instance('t')/root/item/price)"),
    ]
    form = open_form(compile_rows(rows), files={name: content})
    put(form, "kind", "fruit")
    assert shown(form, "s") == ["a", "c"]
    put(form, "s", "c")
    assert (value(form, "p"), value(form, "all")) == ("5", "7")
    assert state(form, "s").choices[1].label == "Cherry, red"


def test_a_file_that_is_absent_is_an_empty_table() -> None:
    form = open_form(compile_rows([row("select_one_from_file t.csv", "s")]))
    assert shown(form, "s") == []


def test_a_table_may_be_looked_up_by_name() -> None:
    looked_up = "pulldata('t', 'label', 'name', /data/k)"
    xform = make_xform(
        instance="<k/><c/>",
        lists='<instance id="t" src="jr://file-csv/t.csv"/>',
        binds=f'<bind nodeset="/data/c" calculate="{looked_up}"/>',
        body='<input ref="/data/k"/>',
    )
    form = open_form(xform, files={"t.csv": CSV})
    put(form, "k", "b")
    assert value(form, "c") == "Bean"


# Rules and texts.


def test_required_its_message_and_the_constraints_follow_the_answers() -> None:
    rows = [
        row("integer", "n"),
        row(
            "text",
            "q",
            required="${n} > 1",
            required_message="Needed, as ${n} is more than one",
            constraint="string-length(.) > ${n}",
            constraint_message="More than ${n} letters",
        ),
    ]
    form = form_of(rows)
    assert (state(form, "q").required, state(form, "q").required_ok) == (False, True)
    put(form, "n", "3")
    assert state(form, "q").message == "Needed, as 3 is more than one"
    put(form, "q", "ab")
    assert not state(form, "q").constraint_ok
    assert state(form, "q").message == "More than 3 letters"
    put(form, "n", "1")
    assert state(form, "q").constraint_ok


def languages() -> bytes:
    rows = [
        {
            "type": "select_one yn",
            "name": "s",
            "label::English (en)": "Is ${t} well?",
            "label::French (fr)": "${t} va bien ?",
            "hint::English (en)": "Say so",
            "hint::French (fr)": "Dites-le",
            "guidance_hint::English (en)": "More, ${t}",
        },
        {
            "type": "text",
            "name": "t",
            "label::English (en)": "Who?",
            "label::French (fr)": "Qui ?",
        },
        {
            "type": "calculate",
            "name": "c",
            "calculation": "jr:choice-name(${s}, '${s}')",
        },
    ]
    choices = [
        {"list_name": "yn", "name": "yes", "label::English (en)": "Yes, ${t}",
         "label::French (fr)": "Oui, ${t}"},
        {"list_name": "yn", "name": "no", "label::English (en)": "No"},
    ]  # fmt: skip
    return compile_rows(rows, choices)


def test_texts_change_with_the_language_and_the_answers() -> None:
    form = open_form(languages())
    put(form, "t", "Ann")
    assert (state(form, "s").label, state(form, "s").hint) == ("Is Ann well?", "Say so")
    assert state(form, "s").help == "More, Ann"
    form.use_language("French (fr)")
    assert (state(form, "s").label, state(form, "s").hint) == ("Ann va bien ?", "Dites-le")


def test_the_name_of_a_choice_follows_language_and_answers() -> None:
    form = open_form(languages())
    put(form, "s", "yes")
    put(form, "t", "Ann")
    assert value(form, "c") == "Yes, Ann"
    form.use_language("French (fr)")
    assert value(form, "c") == "Oui, Ann"
    assert value(again(form, languages()), "c") == "Oui, Ann"


def test_the_name_of_a_choice_follows_its_filter() -> None:
    towns = listed("town", "a", "b", area=["n", "s"])
    rows = [
        row("text", "area"),
        row("select_one town", "t", choice_filter="area = ${area}"),
        row("calculate", "c", calculation="jr:choice-name(${t}, '${t}')"),
    ]
    form = form_of(rows, towns)
    put(form, "area", "n")
    put(form, "t", "a")
    assert value(form, "c") == "A"
    put(form, "area", "s")
    assert value(form, "c") == ""


def test_a_picture_without_a_text_shows_its_name() -> None:
    rows = [{"type": "select_one p", "name": "q", "media::image": "map.png"}]
    choices = [{"list_name": "p", "name": "x", "label": "", "media::image": "x.png"}]
    form = open_form(compile_rows(rows, choices))
    assert state(form, "q").label == "map.png"
    assert state(form, "q").choices == (Choice("x", "x.png"),)


def test_a_picture_beside_a_text_is_left_out() -> None:
    form = open_form(compile_rows([row("text", "q", **{"media::image": "map.png"})]))
    assert state(form, "q").label == "q"


def test_readonly_may_depend_on_an_answer() -> None:
    rows = [row("text", "a"), row("text", "b", readonly="${a} = 'lock'")]
    form = form_of(rows)
    put(form, "b", "x")
    put(form, "a", "lock")
    with pytest.raises(StepRefused):
        put(form, "b", "y")
    assert (state(form, "b").readonly, value(form, "b")) == (True, "x")


def test_preloaded_values_are_there_from_the_start() -> None:
    form = form_of([row("today", "today"), row("start", "start"), row("text", "q")])
    assert value(form, "today") == NOW.date().isoformat()
    assert value(form, "start").startswith("2026-03-01T12:30:00")
    assert value(form, "meta/instanceID").startswith("uuid:")


def test_a_group_has_its_label_and_what_is_in_it() -> None:
    form = form_of([row("begin group", "g"), row("text", "q"), row("end group")])
    key = form.resolve("/data/g")
    assert (form.state(key).kind, form.state(key).label) == (NodeKind.GROUP, "g")
    assert [str(inner) for inner in form.children(key)] == ["q"]
