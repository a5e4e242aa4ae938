"""Two versions of a questionnaire: what counts as a difference, and what does not."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from desktop_app.domain.keys import QuestionId
from desktop_app.domain.upgrades import Difference
from desktop_app.forms import xform
from desktop_app.forms.comparing import Questions, differences
from desktop_app.forms.workbook import compile_form
from tests.builders.cluster1 import contents
from tests.builders.sheets import write_markdown

Row = Mapping[str, str]
EN, FR = "label::English (en)", "label::Français (fr)"
HINT = "hint::English (en)"
CHOICES: Sequence[Row] = (
    {"list_name": "yn", "name": "yes", EN: "Yes", FR: "Oui"},
    {"list_name": "yn", "name": "no", EN: "No", FR: "Non"},
)
SETTINGS: Sequence[Row] = (
    {"default_language": "English (en)", "namespaces": 'rd="urn:review-desk:pack"'},
)
ALL = ("a", "b", "title", "year", "said")


def ask(name: str, kind: str = "text", label: str = "", **more: str) -> Row:
    return {
        "type": kind,
        "name": name,
        EN: label or f"What is {name}?",
        FR: f"Et {name} ?",
        **more,
    }


def inside(kind: str, name: str, *rows: Row, **more: str) -> list[Row]:
    head = {"type": f"begin_{kind}", "name": name, EN: name, FR: name, **more}
    return [head, *rows, {"type": f"end_{kind}"}]


SURVEY: Sequence[Row] = (
    ask("a"),
    ask("b", "select_one yn"),
    *inside("repeat", "law", ask("title"), ask("year", "integer")),
    ask("said", label="You said ${a}"),
)


Build = Callable[..., Questions]


@pytest.fixture
def questions(tmp_path: Path) -> Build:
    def build(survey: Sequence[Row] = SURVEY, choices: Sequence[Row] = CHOICES) -> Questions:
        path = tmp_path / "form.md"
        write_markdown(path, survey=survey, choices=choices, settings=SETTINGS)
        return Questions(xform.read(compile_form(path).xform, {}))

    return build


def found(old: Questions, new: Questions) -> dict[str, set[str]]:
    return {name: {str(each) for each in what} for name, what in differences(old, new).items()}


def changed(rows: Sequence[Row], name: str, **cells: str) -> list[Row]:
    """The rows with other cells in one of them."""
    named = {key.replace("__", "::"): cell for key, cell in cells.items()}
    return [{**row, **named} if row.get("name") == name else row for row in rows]


@pytest.mark.parametrize(
    ("survey", "wanted"),
    [
        (SURVEY, {}),
        (changed(SURVEY, "a", **{EN: "What  is a?"}), {}),
        (changed(SURVEY, "a", **{EN: "What is it?"}), {"a": {"wording"}}),
        (changed(SURVEY, "a", **{FR: "Quoi ?"}), {"a": {"wording"}}),
        (changed(SURVEY, "a", **{HINT: "In one word"}), {"a": {"wording"}}),
        (changed(SURVEY, "b", type="select_multiple yn"), {"b": {"kind"}}),
        (changed(SURVEY, "year", type="text"), {"year": {"kind"}}),
        (changed(SURVEY, "title", calculation="'x'"), {"title": {"computed"}}),
        (changed(SURVEY, "b", choice_filter="name != ${a}"), {"b": {"choices"}}),
        (changed(SURVEY, "a", relevant="${b} = 'yes'", required="yes"), {}),
        (changed(SURVEY, "law", repeat_count="3"), {"title": {"moved"}, "year": {"moved"}}),
        (SURVEY[1:2], {n: {"gone"} for n in ("a", "title", "year", "said")}),
        ([*SURVEY, ask("new")], {}),
        (inside("group", "all", *SURVEY), {}),
        (inside("repeat", "all", *SURVEY), {name: {"moved"} for name in ALL}),
    ],
)
def test_what_is_other(questions: Build, survey: Sequence[Row], wanted: object) -> None:
    assert found(questions(), questions(survey)) == wanted


@pytest.mark.parametrize(
    ("choices", "is_other"),
    [
        (CHOICES[::-1], True),
        (CHOICES[:1], True),
        ([*CHOICES, {"list_name": "yn", "name": "part", EN: "In part", FR: "En partie"}], True),
        (changed(CHOICES, "no", **{EN: "Not at all"}), True),
        ([*CHOICES, {"list_name": "other", "name": "x", EN: "X", FR: "X"}], False),
    ],
)
def test_other_choices(questions: Build, choices: Sequence[Row], is_other: bool) -> None:
    wanted = {"b": {"choices"}} if is_other else {}
    assert found(questions(), questions(SURVEY, choices)) == wanted


def test_a_new_language_is_no_difference(questions: Build) -> None:
    english = [{key: cell for key, cell in row.items() if key != FR} for row in SURVEY]
    choices = [{key: cell for key, cell in row.items() if key != FR} for row in CHOICES]
    assert found(questions(english, choices), questions()) == {}


def test_the_wording_of_the_card_counts_for_all_in_it(questions: Build) -> None:
    mark = {"bind::rd:question": "Art. 5"}
    inner = inside("repeat", "law", ask("title"))
    old = questions(inside("group", "card", ask("a"), *inner, **mark))
    new = questions(inside("group", "card", ask("a"), *inner, **mark, **{EN: "Another title"}))
    assert found(old, new) == {"a": {"wording"}, "title": {"wording"}}


def test_the_shipped_questionnaire_differs_in_nothing_from_itself() -> None:
    first, second = (Questions(xform.read(contents().xform, {})) for _ in range(2))
    assert differences(first, second) == {}
    assert len(first.asked) > 500


@pytest.mark.parametrize(
    ("kind", "value", "takes"),
    [
        ("select_one yn", "yes", True),
        ("select_one yn", "perhaps", False),
        ("select_one yn", "yes no", False),
        ("select_multiple yn", "yes no", True),
        ("select_multiple yn", "yes perhaps", False),
        ("select_one ${title}", "whatever", True),
        ("integer", "12", True),
        ("integer", "a dozen", False),
        ("date", "2026-11-24", True),
        ("date", "yes", False),
        ("text", "anything", True),
        ("acknowledge", "OK", True),
        ("acknowledge", "yes", False),
        ("image", "photo.png", False),
    ],
)
def test_which_answers_another_kind_of_question_takes(
    questions: Build, kind: str, value: str, takes: bool
) -> None:
    assert questions(changed(SURVEY, "b", type=kind)).takes(QuestionId("b"), value) is takes


def test_differences_can_be_told_apart() -> None:
    assert len(set(Difference)) == 6
