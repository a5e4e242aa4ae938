"""What comes before and after a question, over the whole questionnaire."""

from __future__ import annotations

from desktop_app.domain.keys import NodeKey
from desktop_app.services.response import Response
from desktop_app.ui.questionnaire.filters import UNANSWERED
from desktop_app.ui.questionnaire.outline_model import OutlineModel


def neighbour(
    response: Response, outline: OutlineModel, card: NodeKey | None, by: int
) -> NodeKey | None:
    """The next (1) or previous (-1) card that applies; none at the end."""
    cards = [
        key
        for article in outline.articles()
        for key in article.cards
        if response.state(key).relevant
    ]
    if card not in cards:
        return cards[0] if cards else None
    place = cards.index(card) + by
    return cards[place] if 0 <= place < len(cards) else None


def next_unanswered(
    response: Response, outline: OutlineModel, card: NodeKey | None
) -> NodeKey | None:
    """The next card without an answer, from the beginning again after the end."""
    order = [key for article in outline.articles() for key in article.cards]
    here = order.index(card) if card in order else -1
    empty = [hit.card for hit in response.search("", filters=UNANSWERED)]
    later = [key for key in empty if key in order and order.index(key) > here]
    return next(iter(later or [key for key in empty if key != card]), None)


def next_article(outline: OutlineModel, article: NodeKey) -> tuple[NodeKey | None, str]:
    """The article after this one and its title; none after the last."""
    articles = outline.articles()
    keys = [each.key for each in articles]
    place = keys.index(article) + 1 if article in keys else len(keys)
    return (keys[place], articles[place].title) if place < len(keys) else (None, "")
