"""What assignments come to in a response: questions, counts, and whether a day has passed."""

from __future__ import annotations

from datetime import date

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.members import Assignment
from desktop_app.domain.responses import Status
from desktop_app.services.parts import Share, my_cards, shares
from desktop_app.services.response import Response
from desktop_app.services.search import Filters
from tests.builders.responses import key, with_instruments

MARCH = date(2026, 3, 3)


def assignment(target: str, *, due: date | None = None, is_mine: bool = True) -> Assignment:
    return Assignment(
        id=f"a-{target}",
        target=target,
        assignee="b",
        assignee_name="Ben",
        due=due,
        is_mine=is_mine,
    )


def share(response: Response, target: str, due: date | None = None) -> Share:
    (found,) = shares(response, [assignment(target, due=due)])
    return found


def test_an_article_stands_for_its_questions() -> None:
    response = with_instruments("UNTOC")
    found = share(response, "untoc_5")
    assert found.is_whole_article
    assert found.title == response.article(key("untoc_5")).title
    assert set(found.cards) <= set(response.article(key("untoc_5")).cards)
    assert found.progress.total == len(found.cards) > 0
    assert not found.is_done


def test_a_question_stands_for_its_card() -> None:
    response = with_instruments("UNTOC")
    card = response.article(key("untoc_5")).cards[0]
    inside = next(node for node in response.walk(card) if node != card)
    for target in (card, inside):
        found = share(response, str(target))
        assert (found.key, found.article, found.cards) == (card, key("untoc_5"), (card,))
        assert response.card(card).reference in found.title


def test_what_is_not_in_the_questionnaire_is_passed_over() -> None:
    response = with_instruments("UNTOC")
    assert shares(response, [assignment("gone"), assignment("")]) == ()


def test_my_cards_are_those_of_my_assignments_alone() -> None:
    response = with_instruments("UNTOC")
    mine, other = response.article(key("untoc_5")), response.article(key("untoc_6"))
    found = shares(
        response,
        [assignment(str(mine.key)), assignment(str(other.key), is_mine=False)],
    )
    cards = my_cards(found)
    assert cards
    assert cards <= set(mine.cards)
    hits = response.search("", filters=Filters(cards=cards))
    assert {hit.card for hit in hits} == cards
    assert response.search("", filters=Filters(cards=frozenset())) == ()


def test_overdue_is_only_what_is_not_finished() -> None:
    response = with_instruments("UNTOC")
    found = share(response, "untoc_5", MARCH)
    assert not found.is_overdue(MARCH)
    assert found.is_overdue(date(2026, 3, 4))
    assert not share(response, "untoc_5").is_overdue(date(2026, 3, 4))
    for card in response.article(key("untoc_5")).cards:
        if response.status(card) is not None:
            _finish(response, card)
    done = share(response, "untoc_5", MARCH)
    assert done.is_done
    assert not done.is_overdue(date(2026, 3, 4))


def _finish(response: Response, card: NodeKey) -> None:
    for node in list(response.walk(card)):
        state = response.state(node)
        if state.relevant and not state.readonly and state.choices and not state.value:
            response.set(node, state.choices[-1].value)
    response.set_status(card, Status.READY)
