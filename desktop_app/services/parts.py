"""What an assignment comes to in an open response: its questions, and how far they are.

Pure, and on the thread of the response; the assignments themselves are read elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.members import Assignment
from desktop_app.domain.responses import Progress, Status
from desktop_app.errors import UnknownReference
from desktop_app.services.response import Response


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """An assignment with its place: ``key`` is an article or a question's card.

    ``cards`` are those that apply; ``progress`` counts them.
    """

    assignment: Assignment
    key: NodeKey
    article: NodeKey
    title: str
    cards: tuple[NodeKey, ...]
    progress: Progress

    @property
    def is_whole_article(self) -> bool:
        """Whether it is an article, and not one question."""
        return self.key == self.article

    @property
    def finished(self) -> int:
        """How many of its questions are finished, or approved."""
        return sum(self.progress.counts.get(each, 0) for each in Status if each >= Status.READY)

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do in it."""
        return self.finished == self.progress.total

    def is_overdue(self, today: date) -> bool:
        """Whether its day has passed and something is left to do."""
        due = self.assignment.due
        return due is not None and due < today and not self.is_done


def shares(response: Response, assignments: Iterable[Assignment]) -> tuple[Share, ...]:
    """In the order given; those of which nothing is in the questionnaire (any more) are not."""
    found = (_share(response, each) for each in assignments)
    return tuple(each for each in found if each is not None)


def my_cards(found: Iterable[Share]) -> frozenset[NodeKey]:
    """The questions that are assigned to the person here."""
    return frozenset(card for each in found if each.assignment.is_mine for card in each.cards)


def _share(response: Response, assignment: Assignment) -> Share | None:
    try:
        key = NodeKey.parse(assignment.target)
        card, article = _place(response, key)
        cards = (card,) if card is not None else response.article(article).cards
    except (UnknownReference, ValueError):
        return None
    counted = {each: response.status(each) for each in cards}
    applying = tuple(each for each, status in counted.items() if status is not None)
    counts = dict.fromkeys(Status, 0)
    for each in applying:
        counts[counted[each] or Status.EMPTY] += 1
    return Share(
        assignment=assignment,
        key=card or article,
        article=article,
        title=_title(response, card, article),
        cards=applying,
        progress=Progress(counts),
    )


def _place(response: Response, key: NodeKey) -> tuple[NodeKey | None, NodeKey]:
    """The card that a node sits in, and its article; no card for an article itself."""
    card = response.card_of(key)
    if card is not None:
        return card, response.outline.article_of(card)
    return None, response.article(key).key


def _title(response: Response, card: NodeKey | None, article: NodeKey) -> str:
    if card is None:
        return response.article(article).title
    state = response.card(card)
    return f"{state.reference} {state.title}".strip()
