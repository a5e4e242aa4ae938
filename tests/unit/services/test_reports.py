"""A response as a printed document: what is in it, and what is left out."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from desktop_app.domain.entries import CurrentVersion, Loaded, Wording
from desktop_app.domain.keys import QuestionId, VersionId
from desktop_app.domain.nodes import Answers
from desktop_app.domain.reports import ReportOptions
from desktop_app.domain.responses import Status
from desktop_app.forms.form import Form
from desktop_app.reports.document import Card, Document, Item, Words
from desktop_app.services import reports
from desktop_app.services.response import Response
from tests.builders.clocks import SteppingClock
from tests.builders.documents import NOW
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

ASKED = key("q_5_conspiracy")


def printed(response: Response, **options: object) -> Document:
    chosen = ReportOptions(**options)  # type: ignore[arg-type]  # handed on as it is
    return reports.filled_document(response, chosen, now=NOW)


def cards(document: Document) -> list[Card]:
    return [c for part in document.parts for a in part.articles for c in a.cards]


def items(document: Document) -> Iterator[Item]:
    for card in cards(document):
        yield from card.items


def item(document: Document, name: str) -> Item:
    return next(each for each in items(document) if each.control == name)


def names(document: Document) -> list[str]:
    return [each.control for each in items(document)]


def test_its_facts() -> None:
    document = printed(with_conspiracy(), has_signature=True)
    assert document.title == "Sample questionnaire"
    assert document.party == "Ruritania"
    assert document.language == "en"
    assert document.date == "24 November 2026"
    assert document.notice == "Unofficial working text"
    assert document.has_signature
    assert not document.is_blank


def test_an_answer_stands_below_its_question() -> None:
    found = item(printed(with_conspiracy("part")), str(ASKED))
    assert found.label == "Is agreeing to commit a serious crime an offence?"
    assert found.value == "Yes, in part"


def test_a_card_says_its_level_and_status_in_words() -> None:
    card = next(c for c in cards(printed(with_conspiracy())) if c.reference.endswith("(i)"))
    assert (card.level, card.status) == ("required", "Draft")


def test_what_is_hidden_is_not_printed() -> None:
    response = with_conspiracy("part")
    response.set(key("why_5"), "Attempts")
    response.set(ASKED, "unknown")
    assert "why_5" not in names(printed(response))


def test_a_part_that_is_not_in_force_is_not_printed() -> None:
    titles = [part.title for part in printed(with_instruments("UNTOC")).parts]
    assert titles == ["About this response", "Convention"]


def test_gaps_are_shown_unless_only_answers_are_wanted() -> None:
    response = with_conspiracy()
    assert item(printed(response), "examples_5").value == ""
    assert "examples_5" not in names(printed(response, answered_only=True))


def test_only_answers_leaves_out_cards_without_one() -> None:
    answered = cards(printed(with_conspiracy(), answered_only=True))
    assert "Art. 6(2)(b)" not in [card.reference for card in answered]


def test_a_box_that_nobody_ticked_is_no_gap() -> None:
    response = with_instruments("UNTOC")
    assert "seen_6" not in names(printed(response))
    response.set(key("seen_6"), "OK")
    assert item(printed(response), "seen_6").value == "Yes"


def test_rows_are_entries_and_empty_ones_are_left_out() -> None:
    response = with_conspiracy()
    row = first_row(response, "laws_5")
    response.set(inside(row, "laws_5_title"), "Penal Code")
    response.add(key("laws_5"))
    rows = item(printed(response), "laws_5").rows
    assert [[each.value for each in row if each.value] for row in rows] == [["Penal Code"]]


def test_a_row_inside_a_row_is_there() -> None:
    response = sample_response()
    body = first_row(response, "bodies")
    person = response.add(inside(body, "people")).changed.added[0].key
    response.set(inside(person, "person"), "A. Expert")
    (row,) = item(printed(response), "bodies").rows
    people = next(each for each in row if each.rows)
    assert people.rows[0][0].value == "A. Expert"


def test_a_repeat_without_entries_is_a_gap() -> None:
    response = with_conspiracy()
    assert item(printed(response), "laws_5").rows == ()
    assert "laws_5" not in names(printed(response, answered_only=True))


def test_articles_are_chosen() -> None:
    chosen = printed(with_conspiracy(), articles=frozenset({key("untoc_5")}))
    titles = [article.title for part in chosen.parts for article in part.articles]
    assert titles == ["Participation in an organized criminal group"]


def test_no_article_is_no_part() -> None:
    assert printed(with_conspiracy(), articles=frozenset()).parts == ()


def test_official_wording_stands_with_its_number() -> None:
    wording = Wording(QuestionId("c_5_1_a_i"), "en", "12", "The official words")
    response = with_conspiracy(official=(wording,))
    card = next(c for c in cards(printed(response)) if c.official)
    assert card.official == "12  The official words"


def test_it_is_in_the_language_that_is_shown() -> None:
    response = with_conspiracy("part")
    response.use_language("French (fr)")
    document = printed(response)
    assert document.language == "fr"
    assert item(document, str(ASKED)).value == "Oui, en partie"


def test_its_words_can_be_another_languages() -> None:
    words = Words(months=tuple("jfmamjjasond"))
    document = reports.filled_document(with_conspiracy(), ReportOptions(), now=NOW, words=words)
    assert document.date == "24 n 2026"
    assert document.words is words


# Draft or approved


def one_card(status: Status, *more: Row) -> Response:
    """A questionnaire of one question, which is that far, and perhaps others."""
    asked = group("c", "Card", text("q", "text", "Asked?", rd_role="main"), rd_question="1")
    others = [group(f"c_{row['name']}", "Card", row, rd_question="2") for row in more]
    page = group("page", "Page", asked, *others, rd_article="1")
    form = Form.load(
        compiled(group("part", "Part", page, rd_part="front")),
        answers=Answers({key("q"): "Said"}),
        now=SteppingClock(),
        random=Random(7),
    )
    version = CurrentVersion(id=VersionId("v1"), value="Said", status=status, author="A")
    loaded = Loaded(answers=Answers({key("q"): "Said"}), versions={key("q"): (version,)})
    return Response(form, sample_info(), loaded=loaded)


def test_it_is_a_draft_until_all_is_approved() -> None:
    assert printed(with_conspiracy()).is_draft
    assert not reports.is_approved(sample_response())


@pytest.mark.parametrize(
    ("status", "is_draft"),
    [(Status.DRAFT, True), (Status.READY, True), (Status.CLEARED, False)],
)
def test_only_what_is_approved_is_no_draft(status: Status, is_draft: bool) -> None:
    assert printed(one_card(status)).is_draft is is_draft


def test_one_question_that_is_not_approved_makes_it_a_draft() -> None:
    assert printed(one_card(Status.CLEARED, text("r", "text", "And?"))).is_draft


def test_a_card_that_asks_nothing_needs_no_approval() -> None:
    assert not printed(one_card(Status.CLEARED, text("n", "note", "Read this"))).is_draft


# The check code


def test_the_code_is_short_and_can_be_read_out() -> None:
    code = reports.check_code(with_conspiracy())
    head, _, tail = code.partition("-")
    assert (len(head), len(tail), code) == (4, 4, code.upper())


def test_the_same_state_has_the_same_code() -> None:
    assert reports.check_code(with_conspiracy()) == reports.check_code(with_conspiracy())


def test_another_answer_is_another_code() -> None:
    assert reports.check_code(with_conspiracy("no")) != reports.check_code(with_conspiracy())


def test_another_status_is_another_code() -> None:
    response = with_conspiracy()
    before = reports.check_code(response)
    response.set_status(key("c_5_1_a_i"), Status.READY)
    assert reports.check_code(response) != before


def test_the_code_does_not_depend_on_language_or_choice_of_articles() -> None:
    response = with_conspiracy()
    before = printed(response).check_code
    response.use_language("French (fr)")
    assert printed(response, articles=frozenset()).check_code == before


# In slices


def test_it_is_made_in_steps_an_article_at_a_time() -> None:
    response = with_conspiracy()
    steps = reports.filling(response, ReportOptions(), now=NOW)
    made: list[Document] = []

    def collected() -> Iterator[None]:
        made.append((yield from steps))

    count = len(list(collected()))
    assert made == [printed(response)]
    relevant = [a for p in response.parts() if p.relevant for a in p.articles if a.relevant]
    assert count >= len(relevant)


def test_xml_holds_only_what_applies() -> None:
    response = with_conspiracy("part")
    response.set(key("why_5"), "Attempts")
    response.set(ASKED, "unknown")
    xml = reports.submission_xml(response)
    assert "<q_5_conspiracy>unknown</q_5_conspiracy>" in xml
    assert "Attempts" not in xml
