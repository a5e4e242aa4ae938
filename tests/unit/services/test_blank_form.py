"""The questionnaire without answers: everything that could be asked, and when."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from desktop_app.domain.entries import Wording
from desktop_app.domain.keys import QuestionId
from desktop_app.domain.reports import ReportOptions
from desktop_app.domain.responses import PackInfo
from desktop_app.forms.pack import Pack, write_pack
from desktop_app.forms.pack_content import PackContents
from desktop_app.reports.document import Card, Document, Item, Words
from desktop_app.services.reports import blank_document
from tests.builders.documents import NOW
from tests.builders.dossiers import sample_pack
from tests.builders.real import real_contents
from tests.builders.responses import key, sample_info
from tests.builders.sample_form import Row, compiled, group, repeat, text


def blank(pack: Pack | None = None, **how: object) -> Document:
    return blank_document(pack or sample_pack(), now=NOW, **how)  # type: ignore[arg-type]


def cards(document: Document) -> list[Card]:
    return [c for part in document.parts for a in part.articles for c in a.cards]


def every(items: tuple[Item, ...]) -> Iterator[Item]:
    for item in items:
        yield item
        yield from every(item.pattern)


def items(document: Document) -> list[Item]:
    return [item for card in cards(document) for item in every(card.items)]


def item(document: Document, name: str) -> Item:
    found = [each for each in items(document) if each.control.partition("@")[0] == name]
    assert found, f"{name} is not printed"
    return found[0]


def own_pack(*rows: Row | list[Row]) -> Pack:
    """A questionnaire of one card with these questions."""
    card = group("c", "Card", *rows, rd_question="Art. 1")
    page = group("page", "Page", card, rd_article="1")
    info: PackInfo = sample_info().pack
    form = compiled(group("part", "Part", page, rd_part="front"))
    return write_pack(PackContents(info=info, xform=form))


# What is there


def test_its_facts() -> None:
    document = blank()
    assert (document.title, document.party) == ("Sample questionnaire", "")
    assert document.is_blank
    assert document.notice == "Unofficial working text"
    assert document.check_code.replace("-", "").lower() == sample_pack().info.hash[:8]


def test_every_part_is_there_with_what_it_depends_on() -> None:
    told = [(part.title, part.condition) for part in blank().parts]
    asked = "If the answer to 2 (“Which instruments are in force?”) includes “{name}”:"
    assert told == [
        ("About this response", ""),
        ("Convention", asked.format(name="Convention")),
        ("Trafficking Protocol", asked.format(name="Trafficking Protocol")),
    ]


def test_articles_are_chosen() -> None:
    chosen = blank(options=ReportOptions(articles=frozenset({key("untoc_6")})))
    assert [card.reference for card in cards(chosen)] == ["Art. 6(2)(b)"]


def test_no_article_is_no_part() -> None:
    assert blank(options=ReportOptions(articles=frozenset())).parts == ()


def test_a_block_to_sign_is_wished_for() -> None:
    assert blank(options=ReportOptions(has_signature=True)).has_signature
    assert not blank().has_signature


@pytest.mark.parametrize("language", ["fr", "French (fr)", "fr-CA"])
def test_another_language_can_be_asked_for(language: str) -> None:
    document = blank(language=language)
    assert document.language == "fr"
    assert item(document, "q_5_conspiracy").choices[1].label == "Oui, en partie"


def test_an_unknown_language_is_the_questionnaires_own() -> None:
    assert blank(language="xx").language == "en"


def test_official_wording_is_printed_with_its_number() -> None:
    wording = Wording(QuestionId("c_5_1_a_i"), "en", "12", "The official words")
    found = [card.official for card in cards(blank(wording=[wording])) if card.official]
    assert found == ["12  The official words"]


def test_a_card_says_its_level_and_no_status() -> None:
    card = next(card for card in cards(blank()) if card.reference == "Art. 6(2)(b)")
    assert (card.level, card.status) == ("required, with room", "")


# Conditions


def test_a_card_names_the_question_it_depends_on() -> None:
    card = next(card for card in cards(blank()) if card.title == "Conspiracy")
    assert card.condition == (
        "If the answer to Art. 5(1)(a) (“Which models?”) includes “Conspiracy”:"
    )


def test_below_its_question_a_follow_up_says_little() -> None:
    document = blank()
    assert item(document, "laws_5").condition == "If “Yes” or “Yes, in part”:"
    assert item(document, "why_5").condition == "If “Yes, in part” or “No”:"
    assert item(document, "examples_5").condition == ""


def choices(name: str, **more: str) -> Row:
    """A question with choices that need no list of their own: a box to tick."""
    return text(name, "acknowledge", f"Box {name}", **more)


def test_behind_another_choice_the_question_is_named() -> None:
    pack = own_pack(
        choices("a"),
        text("after_a", "text", "A?", relevant="${a} = 'OK'"),
        choices("b"),
        text("after_b", "text", "B?", relevant="${b} = 'OK'"),
        text("late", "text", "Late?", relevant="${a} = 'OK'"),
    )
    document = blank(pack)
    assert item(document, "after_a").condition == "If ticked:"
    assert item(document, "after_b").condition == "If ticked:"
    assert item(document, "late").condition == "If “Box a” is ticked:"


def test_neighbours_that_depend_on_the_same_have_one_sentence() -> None:
    pack = own_pack(
        choices("a"),
        choices("b", relevant="${a} = 'OK'"),
        text("c_1", "text", "C?", relevant="${a} = 'OK'"),
    )
    document = blank(pack)
    assert item(document, "b").condition == item(document, "c_1").condition == "If ticked:"


def test_behind_a_repeat_its_inner_choices_do_not_count_as_the_ones_above() -> None:
    pack = own_pack(
        choices("a"),
        repeat("r", "Rows", choices("inner"), relevant="${a} = 'OK'"),
        text("after", "text", "After?", relevant="${a} != 'OK'"),
    )
    assert item(blank(pack), "after").condition == "If “Box a” is not ticked:"


def test_what_surrounds_an_item_is_part_of_its_condition() -> None:
    pack = own_pack(
        choices("a"),
        choices("b"),
        group(
            "g",
            "",
            text("t", "text", "T?", relevant="${b} = 'OK'"),
            relevant="${a} = 'OK'",
        ),
    )
    told = item(blank(pack), "t").condition
    assert told == "If “Box a” is ticked and “Box b” is ticked:"


def test_the_label_of_a_group_stands_above_what_it_holds() -> None:
    pack = own_pack(group("g", "About money", text("t", "text", "T?")))
    (note, asked) = cards(blank(pack))[0].items
    assert (note.label, note.is_note) == ("About money", True)
    assert asked.label == "T?"


# Room to answer


@pytest.mark.parametrize(
    ("row", "lines", "is_brief"),
    [
        (text("q", "text", "?"), 1, False),
        (text("q", "text", "?", appearance="multiline"), 3, False),
        (text("q", "text", "?", appearance="multiline", rd_role="main"), 4, False),
        (text("q", "text", "?", appearance="multiline", rd_role="reason"), 2, False),
        (text("q", "text", "?", appearance="multiline", rd_role="carried_from"), 1, False),
        (text("q", "date", "?"), 1, True),
        (text("q", "integer", "?"), 1, True),
        (text("q", "text", "?", rd_role="date"), 1, True),
    ],
)
def test_room_follows_what_is_asked(row: Row, lines: int, is_brief: bool) -> None:
    found = item(blank(own_pack(row)), "q")
    assert (found.lines, found.is_brief) == (lines, is_brief)


def test_in_an_entry_a_long_text_has_less_room() -> None:
    pack = own_pack(repeat("r", "Rows", text("q", "text", "?", appearance="multiline")))
    assert item(blank(pack), "q").lines == 2


def test_every_choice_is_a_box() -> None:
    found = item(blank(), "q_5_conspiracy").choices
    assert [choice.label for choice in found][:2] == ["Yes", "Yes, in part"]
    assert not any(choice.several for choice in found)


def test_several_choices_say_how_to_answer_by_hand() -> None:
    words = Words()
    assert item(blank(), "q_5_model").hint == words.any_of
    assert item(blank(), "rank_tip").hint == words.in_order


def test_no_choice_is_lost_to_a_filter() -> None:
    labels = [choice.label for choice in item(blank(), "q_tip_main").choices]
    assert labels == ["Recruitment", "Transport", "Harbouring"]


def test_a_tick_is_a_box_with_its_label_beside_it() -> None:
    found = item(blank(), "seen_6")
    assert (found.label, found.is_tick, found.choices[0].label) == ("", True, "Read it")


def test_what_an_entry_asks_for_is_there_also_inside_another() -> None:
    bodies = item(blank(), "bodies")
    assert [each.label for each in bodies.pattern] == ["Name of the authority", "People"]
    assert [each.label for each in bodies.pattern[1].pattern] == ["Name of the person"]


def test_a_counted_repeat_that_may_have_none_is_there_without_a_pattern() -> None:
    pack = own_pack(
        text("n", "integer", "How many?"),
        repeat("r", "Rows", text("q", "text", "?"), repeat_count="${n}"),
    )
    assert item(blank(pack), "r").pattern == ()


def test_what_the_form_answers_itself_has_no_room() -> None:
    controls = {each.control for each in items(blank())}
    assert "sealed_6" not in controls
    assert "count_5" not in controls
    assert "locked_6" in controls


# The real one


@cache
def real() -> Document:
    return blank(write_pack(real_contents()))


def conditions(document: Document) -> Iterator[str]:
    for part in document.parts:
        yield part.condition
        for article in part.articles:
            yield article.condition
            for card in article.cards:
                yield card.condition
                yield from (each.condition for each in every(card.items))


def test_every_condition_of_the_real_questionnaire_has_words() -> None:
    told = [condition for condition in conditions(real()) if condition]
    assert len(told) > 900
    assert Words().conditions.otherwise not in told
    assert all(each.startswith("If ") and each.endswith(":") for each in told)


def test_every_card_of_the_real_questionnaire_asks_something() -> None:
    assert len(cards(real())) == 162
    assert all(any(not each.is_note for each in card.items) for card in cards(real()))


def test_its_legal_references_are_tables() -> None:
    laws = [each for each in items(real()) if each.control.endswith("_law") and each.pattern]
    assert len(laws) > 100
    assert all(each.is_tabular for each in laws)
