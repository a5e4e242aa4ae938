"""What is missing in a form, told from its answers alone; as the client tells it."""

from __future__ import annotations

import pytest

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.submissions import Gap
from desktop_app.forms.form import Form
from desktop_app.forms.gaps import gaps
from desktop_app.forms.outline import Outline
from desktop_app.services.completeness import completeness
from desktop_app.services.response import Response
from tests.builders import cluster1
from tests.builders.clocks import SteppingClock
from tests.builders.forms import compile_rows, open_form, put, row
from tests.builders.responses import sample_info
from tests.builders.submitted import answered_form


def found(form: Form) -> list[str]:
    """The names of what is missing."""
    outline = Outline(form)
    for _ in outline.scan():
        pass
    return [str(key.question) for key in gaps(form, outline)]


def by_client(form: Form) -> list[str]:
    """The same as the page of submission tells it, without what only a client knows."""
    response = Response(form, sample_info(), clock=SteppingClock())
    entries = completeness(response).entries
    told = (Gap.UNANSWERED, Gap.INVALID)
    return [str(each.node.question) for each in entries if each.gap in told]


@pytest.mark.parametrize(
    ("answers", "missing"),
    [
        ({}, []),
        ({"q_6_approach": ""}, ["c_6_2_b"]),
        ({"party_name": " "}, ["q_party"]),
        ({"body_name": ""}, ["q_bodies"]),
        ({"q_5_conspiracy": "no"}, ["why_5"]),
        ({"q_5_conspiracy": ""}, ["c_5_1_a_i"]),
        ({"laws_5_year": "1500"}, ["laws_5_year"]),
        ({"laws_5_article": "x" * 30, "q_6_approach": ""}, ["laws_5_article", "c_6_2_b"]),
        # Hidden with all that is in it.
        ({"laws_5_year": "1500", "q_5_conspiracy": "unknown"}, []),
        ({"q_5_conspiracy": "", "q_5_model": "group"}, []),
        # Optional: it may stay unanswered.
        ({"instruments": "UNTOC TIP"}, []),
    ],
)
def test_it_is_what_the_client_tells(answers: dict[str, str], missing: list[str]) -> None:
    form = answered_form(**answers)
    assert found(form) == missing
    assert by_client(form) == missing


def test_it_is_what_the_client_tells_of_the_shipped_questionnaire() -> None:
    form = cluster1.make_form("UNTOC", "FP")
    missing = found(form)
    assert len(missing) > 50
    assert missing == by_client(form)


def rows() -> Form:
    return open_form(
        compile_rows(
            [
                row("text", "free", required="yes"),
                row("text", "hidden", required="yes", relevant="${free} = 'x'"),
                row("file", "scan", required="yes"),
                row("integer", "year", constraint=". > 1700"),
            ]
        )
    )


def test_what_stands_in_no_card_counts_too() -> None:
    form = rows()
    assert found(form) == ["free"]
    put(form, "free", "x")
    put(form, "year", "1500")
    assert found(form) == ["hidden", "year"]
    put(form, "hidden", "y")
    put(form, "year", "1800")
    assert found(form) == []


def test_a_key_is_that_of_the_node() -> None:
    form = answered_form(q_5_conspiracy="no")
    outline = Outline(form)
    list(outline.scan())
    assert list(gaps(form, outline)) == [NodeKey.parse("why_5")]
