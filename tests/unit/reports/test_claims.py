"""What a relevance expression claims, whatever way it is written."""

from __future__ import annotations

import pytest

from desktop_app.forms.parser import parse
from desktop_app.reports.claims import (
    Both,
    Claim,
    Either,
    Kind,
    Measure,
    Measured,
    Statement,
    claimed,
)

A, B = "/data/g/a", "/data/g/b"


def of(expression: str) -> Statement | None:
    return claimed(parse(expression))


def is_(name: str, *values: str, negated: bool = False) -> Claim:
    return Claim(Kind.IS, name, values, negated)


def answered(name: str, *but: str, negated: bool = False) -> Claim:
    return Claim(Kind.ANSWERED, name, but, negated)


def includes(name: str, *values: str, negated: bool = False) -> Claim:
    return Claim(Kind.INCLUDES, name, values, negated)


@pytest.mark.parametrize(
    ("expression", "statement"),
    [
        (f"{A} = 'yes'", is_("a", "yes")),
        (f"'yes' = {A}", is_("a", "yes")),
        (f"{A} != 'yes'", is_("a", "yes", negated=True)),
        (f"not({A} = 'yes')", is_("a", "yes", negated=True)),
        (f"not(not({A} = 'yes'))", is_("a", "yes")),
        (f"not({A} != 'yes')", is_("a", "yes")),
        (f"string({A}) = 'yes'", is_("a", "yes")),
        (f"selected({A}, 'x')", includes("a", "x")),
        (f"not(selected({A}, 'x'))", includes("a", "x", negated=True)),
        (f"{A} != ''", answered("a")),
        (f"{A} = ''", answered("a", negated=True)),
        (f"string-length({A}) > 0", answered("a")),
        (f"string-length({A}) = 0", answered("a", negated=True)),
        (f"count-selected({A}) >= 1", answered("a")),
        (f"0 < count-selected({A})", answered("a")),
        ("true()", Both()),
        ("false()", Either()),
        ("not(true())", Either()),
    ],
)
def test_one_claim(expression: str, statement: Statement) -> None:
    assert of(expression) == statement


@pytest.mark.parametrize(
    ("expression", "measure"),
    [
        (f"{A} > 3", Measure(Measured.VALUE, "a", ">", "3")),
        (f"3 > {A}", Measure(Measured.VALUE, "a", "<", "3")),
        (f"not({A} > 3)", Measure(Measured.VALUE, "a", ">", "3", negated=True)),
        (f"{A} = 0.5", Measure(Measured.VALUE, "a", "=", "0.5")),
        (
            f"{A} >= date('2003-09-29')",
            Measure(Measured.DAY, "a", ">=", "2003-09-29"),
        ),
        (f"{A} < today()", Measure(Measured.DAY, "a", "<", "")),
        (f"today() < {A}", Measure(Measured.DAY, "a", ">", "")),
        (f"count-selected({A}) > 2", Measure(Measured.CHOSEN, "a", ">", "2")),
        (f"count({A}) > 0", Measure(Measured.ENTRIES, "a", ">", "0")),
    ],
)
def test_one_comparison(expression: str, measure: Measure) -> None:
    assert of(expression) == measure


@pytest.mark.parametrize(
    ("expression", "statement"),
    [
        (f"{A} = 'x' or {A} = 'y'", is_("a", "x", "y")),
        (f"{A} = 'x' or {A} = 'y' or {A} = 'x'", is_("a", "x", "y")),
        (f"{A} != 'x' and {A} != 'y'", is_("a", "x", "y", negated=True)),
        (f"not({A} = 'x' or {A} = 'y')", is_("a", "x", "y", negated=True)),
        (f"selected({A}, 'x') or selected({A}, 'y')", includes("a", "x", "y")),
        (f"{A} = 'x' or {B} = 'y'", Either((is_("a", "x"), is_("b", "y")))),
        (f"{A} = 'x' and {B} = 'y'", Both((is_("a", "x"), is_("b", "y")))),
        (
            f"({A} = 'x' or {B} = 'y') or {A} = 'z'",
            Either((is_("a", "x", "z"), is_("b", "y"))),
        ),
        (f"{A} = 'x' and true()", is_("a", "x")),
        (f"{A} = 'x' or true()", Both()),
        (f"{A} = 'x' and false()", Either()),
        (f"{A} = 'x' or false()", is_("a", "x")),
    ],
)
def test_claims_of_one_question_are_drawn_together(
    expression: str, statement: Statement
) -> None:
    assert of(expression) == statement


def test_two_things_that_must_both_be_so_stay_two() -> None:
    """An answer that is x and is y: never so, but no business of ours to say."""
    assert of(f"{A} = 'x' and {A} = 'y'") == Both((is_("a", "x"), is_("a", "y")))


def test_answered_goes_without_saying_beside_what_it_is() -> None:
    assert of(f"{A} != '' and {A} = 'x'") == is_("a", "x")


def test_answered_but_not_with_some_is_one_claim() -> None:
    expression = f"{A} != '' and not(selected({A}, 'x')) and not(selected({A}, 'y'))"
    assert of(expression) == answered("a", "x", "y")


def test_answered_stays_beside_what_is_said_of_another() -> None:
    assert of(f"{A} != '' and {B} = 'x'") == Both((answered("a"), is_("b", "x")))


@pytest.mark.parametrize(
    "expression",
    [
        f"{A} = {B}",
        f"{A} + 1",
        f"{A}",
        "position(..) = 1",
        f"string-length({A}) > 5",
        f"{A}[1] = 'x'",
        f"selected({A}, {B})",
        f"{A} = 'x' and {A} + 1",
        f"regex({A}, '^x$')",
        f"count-selected({A}) > {B}",
        f"{A} > date({B})",
        "/data/g/* = 'x'",
        f"if({A} = 'x', true(), false())",
    ],
)
def test_what_there_is_no_saying_of_is_not_said(expression: str) -> None:
    assert of(expression) is None
