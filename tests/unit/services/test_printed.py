"""How an answer stands on paper."""

from __future__ import annotations

import pytest

from desktop_app.domain.nodes import NodeState
from desktop_app.reports.document import Words
from desktop_app.reports.printed import printed_choice, printed_value
from desktop_app.services.response import Response
from tests.builders.responses import key, with_instruments

WORDS = Words()


@pytest.fixture
def response() -> Response:
    """Both instruments, and the approach that opens every question of article 6."""
    response = with_instruments("UNTOC", "TIP")
    response.set(key("q_6_approach"), "list")
    return response


def answered(response: Response, name: str, value: str) -> NodeState:
    response.set(key(name), value)
    return response.state(key(name))


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("q_6_approach", "all", "All crimes"),
        ("q_5_model", "conspiracy group", "Conspiracy\nAssociation"),
        ("rank_tip", "keep recruit move", "1. Harbouring\n2. Recruitment\n3. Transport"),
        ("seen_6", "OK", "Yes"),
        ("review_start", "2022-11-01", "1 November 2022"),
        ("when_6", "2022-11-01T09:30:00.000+01:00", "1 November 2022 09:30"),
        ("at_6", "09:30:00.000+01:00", "09:30"),
        ("n_6", "12", "12"),
        ("rate_6", "0.5", "0.5"),
        ("lock_6", "Two\nlines", "Two\nlines"),
    ],
)
def test_each_kind_of_answer(response: Response, name: str, value: str, words: str) -> None:
    assert printed_value(answered(response, name, value), WORDS) == words


def test_no_answer_is_no_words(response: Response) -> None:
    assert printed_value(response.state(key("review_start")), WORDS) == ""


def test_a_choice_that_is_no_longer_offered_keeps_its_code(response: Response) -> None:
    response.set(key("q_tip_acts"), "keep")
    state = answered(response, "q_tip_main", "keep")
    response.set(key("q_tip_acts"), "move")
    assert printed_value(response.state(state.key), WORDS) == "keep"


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("q_6_approach", "list", "A list"),
        ("q_6_approach", "gone", ""),
        ("n_6", "3", "3"),
        ("review_start", "2003-09-29", "29 September 2003"),
    ],
)
def test_what_an_answer_would_look_like(
    response: Response, name: str, value: str, words: str
) -> None:
    assert printed_choice(response.state(key(name)), value, WORDS) == words


def test_the_words_may_be_another_languages(response: Response) -> None:
    words = Words(months=tuple("jfmamjjasond"), ticked="Oui")
    assert printed_value(answered(response, "seen_6", "OK"), words) == "Oui"
    assert printed_value(answered(response, "review_start", "2022-11-01"), words) == "1 n 2022"
