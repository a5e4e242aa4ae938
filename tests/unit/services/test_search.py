"""Finding words in questions and answers."""

from __future__ import annotations

from desktop_app.domain.entries import Wording
from desktop_app.domain.keys import QuestionId
from desktop_app.domain.responses import Level, Status
from desktop_app.services.response import Response
from desktop_app.services.search import Filters, Hit
from tests.builders.responses import (
    first_row,
    inside,
    key,
    sample_response,
    with_conspiracy,
    with_instruments,
)

ASKED, WHY, EXAMPLES = key("q_5_conspiracy"), key("why_5"), key("examples_5")
CARD = key("c_5_1_a_i")


def found(hit: Hit) -> str:
    """The words that a hit marks."""
    return hit.snippet.text[hit.snippet.start : hit.snippet.end]


def answered(text: str, response: Response | None = None) -> Response:
    response = response or with_conspiracy()
    response.set(EXAMPLES, text)
    return response


def test_a_question_is_found_by_its_wording() -> None:
    (hit,) = with_conspiracy().search("agreeing serious")
    assert (hit.key, hit.card, hit.article, hit.where) == (
        ASKED,
        CARD,
        key("untoc_5"),
        "question",
    )


def test_a_question_is_found_by_its_help() -> None:
    assert [hit.key for hit in with_conspiracy().search("agreement with another")] == [ASKED]


def test_a_card_is_found_by_its_reference() -> None:
    assert [hit.key for hit in with_conspiracy().search("5(1)(a)(i)")] == [CARD]


def test_a_card_is_found_by_its_official_number() -> None:
    official = (Wording(QuestionId("q_party"), "en", "Q-17", "Official words"),)
    (hit,) = sample_response(official=official).search("q-17")
    assert hit.card == key("q_party")


def test_an_answer_is_found_and_marked_as_it_was_written() -> None:
    (hit,) = answered("Une infraction Pénale grave").search("penale")
    assert (hit.where, found(hit)) == ("answer", "Pénale")


def test_arabic_is_found_without_its_vowel_signs() -> None:
    (hit,) = answered("تُعاقَب الجَرِيمَة المُنَظَّمَة").search("جريمه")
    assert found(hit) == "جَرِيمَة"


def test_chinese_is_found_inside_a_line() -> None:
    (hit,) = answered("参加有组织犯罪集团行为").search("犯罪集团")
    assert found(hit) == "犯罪集团"


def test_all_words_must_occur() -> None:
    assert answered("Penal Code of 1998").search("penal 1999") == ()


def test_a_chosen_answer_is_found_by_its_label() -> None:
    (hit,) = with_conspiracy("part").search("in part")
    assert (hit.key, hit.where) == (ASKED, "answer")


def test_an_answer_in_a_row_is_found() -> None:
    response = with_conspiracy()
    title = inside(first_row(response, "laws_5"), "laws_5_title")
    response.set(title, "Penal Code")
    assert [hit.key for hit in response.search("penal")] == [title]


def test_what_was_changed_since_is_found_anew() -> None:
    response = answered("Penal Code")
    response.search("penal")
    response.set(EXAMPLES, "Customs Act")
    assert (response.search("penal"), len(response.search("customs"))) == ((), 1)


def test_a_removed_row_is_not_found() -> None:
    response = with_conspiracy()
    row = first_row(response, "laws_5")
    response.set(inside(row, "laws_5_title"), "Penal Code")
    response.search("penal")
    response.remove(row)
    assert response.search("penal") == ()


def test_hidden_answers_are_not_found() -> None:
    response = with_conspiracy("part")
    response.set(WHY, "Attempts")
    response.set(ASKED, "unknown")
    assert response.search("attempts") == ()


def test_a_label_that_shows_an_answer_is_found_by_it() -> None:
    response = with_conspiracy()
    response.search("ruritania")
    response.set(key("party_name"), "Ruritania")
    assert EXAMPLES in [hit.key for hit in response.search("examples ruritania")]


def test_another_language_is_searched_after_switching() -> None:
    response = with_conspiracy()
    response.search("agreeing")
    response.use_language("French (fr)")
    assert [hit.key for hit in response.search("s'entendre")] == [ASKED]


def test_a_long_answer_is_cut_around_what_was_found() -> None:
    text = "alpha " * 100 + "needle " + "omega " * 100
    (hit,) = answered(text).search("needle")
    assert (found(hit), len(hit.snippet.text) < 140) == ("needle", True)
    assert hit.snippet.text.startswith("alpha")


def test_without_words_the_filters_list_cards() -> None:
    hits = with_conspiracy().search("", filters=Filters(unanswered=True, part="UNTOC"))
    assert [hit.card for hit in hits] == [key("c_6_2_b")]


def test_cards_are_filtered_by_level() -> None:
    hits = with_conspiracy().search("", filters=Filters(levels=frozenset({Level.REQUIRED})))
    assert [hit.card for hit in hits] == [key("c_5_1_a"), CARD]


def test_cards_are_filtered_by_status() -> None:
    response = with_conspiracy()
    response.set_status(CARD, Status.READY)
    hits = response.search("", filters=Filters(statuses=frozenset({Status.READY})))
    assert [hit.card for hit in hits] == [CARD]


def test_cards_are_filtered_by_article() -> None:
    hits = with_conspiracy().search("", filters=Filters(article=key("untoc_6")))
    assert [hit.card for hit in hits] == [key("c_6_2_b")]


def test_cards_that_do_not_apply_are_not_listed() -> None:
    hits = with_instruments("TIP").search("", filters=Filters(part="UNTOC"))
    assert hits == ()
