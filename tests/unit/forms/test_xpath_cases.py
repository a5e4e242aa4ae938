"""The expressions on which both reference engines were measured to agree."""

from __future__ import annotations

import json
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from tests.builders.forms import open_form, value

DATA = Path(__file__).parents[2] / "data" / "forms"
CASES = json.loads((DATA / "xpath-cases.json").read_text(encoding="utf-8"))
XFORM = (DATA / "xpath-cases.xml").read_text(encoding="utf-8")
TRUTHS = {"true": "1", "false": "0"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["expr"])
def test_an_agreed_expression_has_the_agreed_value(case: dict[str, str]) -> None:
    expression = escape(case["expr"], {'"': "&quot;"})
    found = value(open_form(XFORM.replace("{expression}", expression).encode()), "r")
    assert TRUTHS.get(found, found) == TRUTHS.get(case["value"], case["value"])


def test_there_are_fifty() -> None:
    assert len(CASES) == 50
