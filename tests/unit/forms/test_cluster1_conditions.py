"""The questionnaire that ships: every condition in it can come true, and can cease to be so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product

import pytest
from lxml import etree

from desktop_app.domain.keys import NodeKey, QuestionId
from desktop_app.domain.nodes import NodeState
from desktop_app.errors import StepRefused
from desktop_app.forms.form import Form
from tests.builders.cluster1 import (
    INSTRUMENTS,
    blank_form,
    contents,
    in_role,
    key,
    make_form,
    states,
)

XFORMS = "{http://www.w3.org/2002/xforms}"
PATH = re.compile(r"/data(?:/\w+)+|\.\./\w+|(?:\.\./)+\w+(?:/\w+)*")
LITERAL = re.compile(r"'([^']*)'")
BY_TYPE = {
    "integer": ["5", "1950", "2000", ""],
    "text": ["something", ""],
    "date": ["2020-01-01"],
}


@cache
def conditions() -> dict[str, str]:
    """The conditions in the compiled form, by the names of the nodes that have one."""
    form = etree.fromstring(contents().xform)
    return {
        str(bind.get("nodeset")).rpartition("/")[2]: str(bind.get("relevant"))
        for bind in form.iter(f"{XFORMS}bind")
        if bind.get("relevant")
    }


def causes(name: str) -> list[str]:
    """The questions that a node's condition asks about."""
    found = PATH.findall(conditions()[name])
    return list(dict.fromkeys(path.rpartition("/")[2] for path in found))


@cache
def all_keys() -> dict[NodeKey, str]:
    """Every node of a blank form, by its key; rows that the form makes have fixed ids."""
    return {state.key: state.key.question for state in states(blank_form())}


@cache
def first(name: str) -> NodeKey:
    """The first node of that name, in a row if it stands in a repeat."""
    return next(each for each, found in all_keys().items() if found == name)


@pytest.fixture(scope="module")
def form() -> Form:
    """One form for all conditions: what is tried is set each time."""
    return make_form(*INSTRUMENTS)


def around(form: Form, at: NodeKey) -> Iterator[NodeKey]:
    """A node and what is around it, the outermost first."""
    parent = form.parent(at)
    if parent is not None:
        yield from around(form, parent)
    yield at


def values(form: Form, cause: NodeKey, condition: str) -> list[str]:
    """What may be tried for a question: its choices that the condition names, or others."""
    state = form.state(cause)
    named = LITERAL.findall(condition)
    choices = [choice.value for choice in state.choices]
    if state.type in {"select_one", "select_multiple"}:
        return (
            [c for c in choices if c in named] + [c for c in choices if c not in named] + [""]
        )
    return named + BY_TYPE.get(state.type, ["OK", ""])


def turn(form: Form, name: str, *, wanted: bool) -> bool:
    """Answer until a node's own condition is as wanted; whether that can be done."""
    at, own = first(name), conditions()[name]
    keys = [key_of(at, cause) for cause in causes(name)]
    for cause in keys:
        open_up(form, cause)
    for tried in product(*(values(form, cause, own) for cause in keys)):
        try:
            for cause, value in zip(keys, tried, strict=True):
                form.set(cause, value or None)
        except StepRefused:
            continue
        if form.state(at).relevant is wanted:
            return True
    return False


def key_of(at: NodeKey, cause: str) -> NodeKey:
    """A question as it is seen from a node: in the same row, or outside all rows."""
    same_row = NodeKey(QuestionId(cause), at.instances)
    return same_row if same_row in all_keys() else NodeKey(QuestionId(cause))


def open_up(form: Form, at: NodeKey) -> None:
    """Make everything around a node apply, and the node itself."""
    for each in list(around(form, at)):
        if each.question in conditions() and not form.state(each).relevant:
            assert turn(form, each.question, wanted=True), each


@pytest.mark.parametrize("name", sorted(conditions()))
def test_a_condition_comes_true_and_ceases_to_be(form: Form, name: str) -> None:
    form.set(key("instruments"), " ".join(INSTRUMENTS))
    open_up(form, first(name))
    assert form.state(first(name)).relevant
    assert turn(form, name, wanted=False), "nothing hides it"
    assert turn(form, name, wanted=True), "nothing brings it back"


@pytest.mark.parametrize(
    ("question", "value", "opened"),
    [
        ("u6_2_e_author", "some", {"u6_2_e_conduct", "u6_2_e_principle"}),
        ("u6_2_e_author", "never", {"u6_2_e_principle"}),
        ("u6_2_e_author", "always", set()),
        ("u10_2_types", "criminal", {"u10_2_criminal", "u10_4_criminal"}),
        ("u10_2_types", "civil", {"u10_2_civil", "u10_4_civil"}),
        ("u10_2_types", "administrative", {"u10_2_administrative", "u10_4_administrative"}),
        ("u10_2_types", "none", {"u10_2_absence"}),
        ("u5_1_a_model", "neither", {"u5_1_a_existing"}),
        ("u6_1_b_i_answer", "no", {"u6_1_b_i_basic"}),
        ("u6_1_b_ii_answer", "part", {"u6_1_b_ii_concept"}),
        ("t5_2_a_answer", "no", {"t5_2_a_concept"}),
        ("s6_2_a_answer", "part", {"s6_2_a_limit"}),
        ("s6_2_b_2_answer", "no", {"s6_2_b_2_limit"}),
        ("s6_3_a_answer", "yes", {"s6_3_a_others"}),
        ("s6_3_b_answer", "yes", {"s6_3_b_others"}),
        ("f5_2_a_answer", "part", {"f5_2_a_concept"}),
        ("f3_a_antiques", "lighter", {"f3_a_line", "f3_a_replicas"}),
        ("f3_a_antiques", "inside", set()),
        ("party_kind", "organization", {"party_members"}),
    ],
)
def test_a_branch_opens_its_questions_and_closes_them(
    question: str, value: str, opened: set[str]
) -> None:
    """The branch points of the treaties, and what hangs on each."""
    watched = {
        "u6_2_e_conduct", "u6_2_e_principle", "u10_2_criminal", "u10_4_criminal",
        "u10_2_civil", "u10_4_civil", "u10_2_administrative", "u10_4_administrative",
        "u10_2_absence", "u5_1_a_existing", "u6_1_b_i_basic", "u6_1_b_ii_concept",
        "t5_2_a_concept", "s6_2_a_limit", "s6_2_b_2_limit", "s6_3_a_others",
        "s6_3_b_others", "f5_2_a_concept", "f3_a_line", "f3_a_replicas", "party_members",
    }  # fmt: skip
    form = make_form(*INSTRUMENTS, **{question: value})
    assert {name for name in watched if form.state(key(name)).relevant} == opened
    form.set(key(question), None)
    assert {name for name in watched if form.state(key(name)).relevant} == set()


def test_the_dividing_line_of_antiques_is_followed_to_its_end() -> None:
    form = make_form("FP", f3_a_antiques="out", f3_a_line="year", f3_a_cutoff="1890")
    assert not form.state(key("f3_a_later")).relevant
    form.set(key("f3_a_cutoff"), "1945")
    assert form.state(key("f3_a_later")).relevant
    form.set(key("f3_a_line"), "technique")
    assert not form.state(key("f3_a_later")).relevant
    form.set(key("f3_a_modern"), "yes")
    assert form.state(key("f3_a_modern_which")).relevant


def offered(form: Form, name: str) -> set[str]:
    return {choice.value for choice in form.state(key(name)).choices}


DUTIES = ["u5_1_b_answer", "u8_2_1_answer", "t5_1_answer", "s6_1_a_answer", "f5_1_a_answer"]


@pytest.mark.parametrize("name", DUTIES)
def test_only_an_organization_can_say_that_a_duty_lies_outside_its_powers(name: str) -> None:
    form = make_form(*INSTRUMENTS, party_kind="state")
    assert "powers" not in offered(form, name)
    form.set(key("party_kind"), "organization")
    assert "powers" in offered(form, name)


def test_what_lies_outside_the_powers_asks_for_no_law_and_no_reason() -> None:
    form = make_form("UNTOC", party_kind="organization", u5_1_b_answer="powers")
    roles = ["law", "explanation", "example", "reason"]
    assert [role for role in roles if in_role(form, "u5_1_b", role).relevant] == []


SEVERAL = [state for state in states(blank_form()) if state.type == "select_multiple"]
ALONE = {"none", "notneeded", "nia"}


@pytest.mark.parametrize("state", SEVERAL, ids=lambda state: str(state.key.question))
def test_a_choice_that_says_none_stands_alone(form: Form, state: NodeState) -> None:
    form.set(key("instruments"), " ".join(INSTRUMENTS))
    open_up(form, state.key)
    alone = [choice.value for choice in form.state(state.key).choices if choice.value in ALONE]
    others = [c.value for c in form.state(state.key).choices if c.value not in ALONE]
    for choice in alone:
        form.set(state.key, choice)
        assert form.state(state.key).constraint_ok
        form.set(state.key, f"{choice} {others[0]}")
        assert not form.state(state.key).constraint_ok
    form.set(state.key, " ".join(others))
    assert form.state(state.key).constraint_ok
