"""Answers and articles as text to paste elsewhere."""

from __future__ import annotations

from random import Random

from desktop_app.forms.form import Form
from desktop_app.services.plain_text import plain_text
from desktop_app.services.response import Response
from tests.builders.clocks import SteppingClock
from tests.builders.responses import (
    first_row,
    inside,
    key,
    sample_info,
    sample_response,
    with_conspiracy,
    with_instruments,
)
from tests.builders.sample_form import Row, compiled, group, text

CARD, ASKED = key("c_5_1_a_i"), key("q_5_conspiracy")


def test_an_answer_is_its_question_and_the_label_of_the_choice() -> None:
    text = plain_text(with_conspiracy("part"), ASKED)
    assert text == "Is agreeing to commit a serious crime an offence?\nYes, in part\n"


def test_several_choices_are_listed() -> None:
    response = with_instruments("TIP")
    response.set(key("q_tip_acts"), "recruit keep")
    assert plain_text(response, key("q_tip_acts")).endswith("Recruitment, Harbouring\n")


def test_a_card_has_its_reference_and_its_rows() -> None:
    response = with_conspiracy()
    row = first_row(response, "laws_5")
    response.set(inside(row, "laws_5_title"), "Penal Code")
    response.set(inside(row, "laws_5_year"), "1998")
    assert plain_text(response, CARD) == (
        "Art. 5(1)(a)(i). Conspiracy\n"
        "\n"
        "Is agreeing to commit a serious crime an offence?\n"
        "Yes\n"
        "\n"
        "Legal references\n"
        "- Title of the law: Penal Code\n"
        "  Year: 1998\n"
    )


def test_lines_of_an_answer_stay_lines() -> None:
    response = with_conspiracy("part")
    response.set(key("why_5"), "First.\n\nSecond.")
    assert plain_text(response, key("why_5")).endswith("First.\n\nSecond.\n")


def test_an_article_has_its_title_and_every_question_that_applies() -> None:
    text = plain_text(with_instruments("UNTOC"), key("untoc_5"))
    assert text == (
        "Participation in an organized criminal group\n"
        "\n"
        "Art. 5(1)(a). Model of the offence\n"
        "\n"
        "Which models?\n"
    )


def test_hidden_answers_are_left_out() -> None:
    response = with_conspiracy("part")
    response.set(key("why_5"), "Attempts")
    response.set(ASKED, "unknown")
    assert "Attempts" not in plain_text(response, CARD)


def test_what_does_not_apply_is_no_text() -> None:
    assert plain_text(sample_response(), CARD) == ""


def test_another_language_can_be_asked_for() -> None:
    assert "Oui, en partie" in plain_text(with_conspiracy("part"), CARD, "fr")


def test_the_language_on_the_screen_stays() -> None:
    response = with_conspiracy("part")
    plain_text(response, CARD, "fr")
    assert response.state(ASKED).label.startswith("Is agreeing")


def test_an_unknown_language_is_the_one_on_the_screen() -> None:
    assert "Yes, in part" in plain_text(with_conspiracy("part"), CARD, "xx")


def test_a_row_inside_a_row_is_indented() -> None:
    response = sample_response()
    body = first_row(response, "bodies")
    response.set(inside(body, "body_name"), "Ministry")
    person = response.add(inside(body, "people")).changed.added[0].key
    response.set(inside(person, "person"), "A. Expert")
    text = plain_text(response, key("bodies"))
    assert text == (
        "Authorities\n"
        "- Name of the authority: Ministry\n"
        "  People\n"
        "  - Name of the person: A. Expert\n"
    )


def plain_response(*rows: Row | list[Row]) -> Response:
    """A response on a form without pages or cards."""
    form = Form.load(compiled(*rows), now=SteppingClock(), random=Random(7))
    return Response(form, sample_info())


def test_a_note_is_no_answer() -> None:
    rows = text("n", "note", "Read"), text("q", "text", "Asked")
    response = plain_response(group("g", "Group", *rows))
    response.set(key("q"), "Said")
    assert plain_text(response, key("g")) == "Group\n\nAsked\nSaid\n"


def test_a_group_without_a_title_has_no_heading() -> None:
    response = plain_response(group("g", "", text("q", "text", "Asked")))
    response.set(key("q"), "Said")
    assert plain_text(response, key("g")) == "Asked\nSaid\n"


def test_a_group_in_which_nothing_is_answered_is_no_text() -> None:
    response = plain_response(group("g", "Group", text("q", "text", "Asked")))
    assert plain_text(response, key("g")) == ""
