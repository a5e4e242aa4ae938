"""What is fixed about a questionnaire: pages and cards, however they are nested."""

from __future__ import annotations

from random import Random

import pytest

from desktop_app.errors import UnknownReference
from desktop_app.forms.form import Form
from desktop_app.forms.outline import Outline
from tests.builders.clocks import SteppingClock
from tests.builders.responses import key
from tests.builders.sample_form import Row, compiled, group, repeat, text

QUESTION = text("q", "text", "Question")


def outline_of(*rows: Row | list[Row]) -> Outline:
    form = Form.load(compiled(*rows), now=SteppingClock(), random=Random(7))
    outline = Outline(form)
    for _ in outline.scan():
        pass
    return outline


def test_an_article_outside_all_parts_is_in_one_without_a_code() -> None:
    (part,) = outline_of(group("a", "Page", QUESTION, rd_article="1")).parts()
    assert (part.code, part.articles[0].number) == ("", "1")


def test_a_part_can_be_its_own_page() -> None:
    (part,) = outline_of(group("a", "Page", QUESTION, rd_article="1", rd_part="TIP")).parts()
    assert [article.key for article in part.articles] == [part.key]


def test_a_question_outside_all_cards_has_none() -> None:
    assert outline_of(group("a", "Page", QUESTION, rd_article="1")).card_of(key("q")) is None


def test_a_card_without_a_page_is_none() -> None:
    outline = outline_of(group("c", "Card", QUESTION, rd_question="1"))
    assert not outline.is_card(key("c"))


def test_a_card_before_the_first_page_of_its_part_is_not_on_the_last_page() -> None:
    outline = outline_of(
        group("a", "Page", text("p", "text", "P"), rd_article="1", rd_part="UNTOC"),
        group("b", "Part", group("c", "Card", QUESTION, rd_question="1"), rd_part="TIP"),
    )
    assert not outline.is_card(key("c"))


def test_a_card_in_a_repeat_is_none() -> None:
    card = group("c", "Card", QUESTION, rd_question="1")
    outline = outline_of(group("a", "Page", repeat("r", "Rows", card), rd_article="1"))
    assert list(outline.cards()) == []


def test_a_card_in_a_card_belongs_to_the_outer_one() -> None:
    inner = group("c", "Card", QUESTION, rd_question="2")
    outline = outline_of(
        group("a", "Page", group("d", "Outer", inner, rd_question="1"), rd_article="1")
    )
    assert outline.card_of(key("q")) == key("d")


def test_a_card_that_only_explains_asks_nothing() -> None:
    note = group("c", "Card", text("n", "note", "Read this"), rd_question="1")
    outline = outline_of(group("a", "Page", note, rd_article="1"), QUESTION)
    assert not outline.asks(key("c"))


def test_the_main_question_is_the_one_marked_so_wherever_it_stands() -> None:
    marked = text("m", "text", "Main", rd_role="main")
    outline = outline_of(
        group(
            "a", "Page", group("c", "Card", QUESTION, marked, rd_question="1"), rd_article="1"
        )
    )
    assert outline.main_of(key("c")) == "m"


def test_an_unknown_node_is_refused() -> None:
    with pytest.raises(UnknownReference):
        outline_of(QUESTION).card_of(key("nothing"))


def test_a_card_knows_its_page_and_part() -> None:
    card = group("c", "Card", QUESTION, rd_question="1")
    outline = outline_of(
        group("p", "Part", group("a", "Page", card, rd_article="1"), rd_part="FP")
    )
    assert (outline.article_of(key("c")), outline.part_of(key("c"))) == (key("a"), "FP")
