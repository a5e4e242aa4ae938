"""Finding words in the questions and answers of a response, in any spelling.

The index is in memory only: made when first needed, then kept up step by step. Every word
of a query must occur, anywhere in one question's texts or in one answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.nodes import NodeKind, NodeState
from desktop_app.domain.responses import Level, Status
from desktop_app.forms.form import Form
from desktop_app.forms.outline import Outline
from desktop_app.forms.shown import is_on_page, shown_value
from desktop_app.services.cards import Cards, level_of
from desktop_app.services.folding import fold, original_span, words

Where = Literal["question", "answer"]
AROUND = 60
"""How many characters a snippet shows on either side of what was found."""
MOST = 500
"""So many hits at most; nobody reads more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which questions to look at; an empty set or ``None`` means all.

    ``part`` is an instrument's code, ``article`` the key of a page; ``cards`` are the
    questions of somebody's part.
    """

    unanswered: bool = False
    levels: frozenset[Level] = frozenset()
    statuses: frozenset[Status] = frozenset()
    part: str | None = None
    article: NodeKey | None = None
    cards: frozenset[NodeKey] | None = None


ALL = Filters()


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of the text as it was written; ``text[start:end]`` is what was found."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A question or an answer in which every word occurs. ``card`` is where to go."""

    key: NodeKey
    card: NodeKey
    article: NodeKey
    where: Where
    snippet: Snippet


class _Text:
    """A text as written, and folded for comparison when it is first searched."""

    __slots__ = ("_folded", "written")

    def __init__(self, *pieces: str) -> None:
        self.written = "\n".join(filter(None, pieces))
        self._folded: str | None = None

    @property
    def folded(self) -> str:
        if self._folded is None:
            self._folded = fold(self.written)
        return self._folded


@dataclass(slots=True)
class _Card:
    """The texts of one card's nodes in document order."""

    questions: dict[NodeKey, _Text]
    answers: dict[NodeKey, _Text]


class SearchIndex:
    """The texts of a response by card; a card that a step touched is read again."""

    def __init__(self, form: Form, outline: Outline, cards: Cards) -> None:
        self._form = form
        self._outline = outline
        self._cards = cards
        self._read: dict[NodeKey, _Card] = {}

    def forget(self, cards: Iterable[NodeKey] | None = None) -> None:
        """The texts of these cards (or of all) have changed."""
        if cards is None:
            self._read.clear()
            return
        for card in cards:
            self._read.pop(card, None)

    def take_in(self, state: NodeState) -> None:
        """Note the texts of a node that a walk from the beginning came by."""
        card = self._outline.card_of(state.key)
        if card is not None:
            self._note(self._read.setdefault(card, _Card({}, {})), card, state)

    def search(self, text: str, filters: Filters = ALL, most: int = MOST) -> tuple[Hit, ...]:
        """Hits in document order. Without words: one hit for each card that fits."""
        wanted = words(text)
        found: list[Hit] = []
        for card in self._fitting(filters):
            found += self._in_card(card, wanted) if wanted else [self._whole(card)]
            if len(found) >= most:
                break
        return tuple(found[:most])

    def _fitting(self, filters: Filters) -> Iterator[NodeKey]:
        for card in self._outline.cards(filters.article):
            if filters.part not in {None, self._outline.part_of(card)}:
                continue
            if filters.cards is not None and card not in filters.cards:
                continue
            group = self._form.state(card)
            if group.relevant and _fits(group, self._cards.status(card), filters):
                yield card

    def _in_card(self, card: NodeKey, wanted: tuple[str, ...]) -> Iterator[Hit]:
        texts = self._texts(card)
        for key, text in texts.questions.items():
            if all(word in text.folded for word in wanted) and self._applies(key):
                yield self._hit(card, key, "question", _snippet(text, wanted))
        for key, text in texts.answers.items():
            if all(word in text.folded for word in wanted) and self._applies(key):
                yield self._hit(card, key, "answer", _snippet(text, wanted))

    def _applies(self, key: NodeKey) -> bool:
        return self._form.state(key).relevant

    def _whole(self, card: NodeKey) -> Hit:
        title = self._form.state(card).label
        return self._hit(card, card, "question", Snippet(title, 0, 0))

    def _hit(self, card: NodeKey, key: NodeKey, where: Where, snippet: Snippet) -> Hit:
        article = self._outline.article_of(card)
        return Hit(key=key, card=card, article=article, where=where, snippet=snippet)

    def _texts(self, card: NodeKey) -> _Card:
        texts = self._read.get(card)
        if texts is None:
            self._read[card] = texts = _Card({}, {})
            for key in self._form.walk(card):
                self._note(texts, card, self._form.state(key))
        return texts

    def _note(self, texts: _Card, card: NodeKey, state: NodeState) -> None:
        key = state.key
        if key == card:
            official = self._cards.official(card)
            reference = state.attributes.get("question", "")
            texts.questions[key] = _Text(state.label, reference, official.number, official.text)
        elif state.kind is not NodeKind.INSTANCE and is_on_page(state):
            texts.questions[key] = _Text(state.label, state.hint, state.help)
            if state.value and self._outline.kind(key).is_answer:
                texts.answers[key] = _Text(shown_value(state))


def _fits(group: NodeState, status: Status | None, filters: Filters) -> bool:
    if filters.unanswered and status is not Status.EMPTY:
        return False
    if filters.levels and level_of(group) not in filters.levels:
        return False
    return not filters.statuses or status in filters.statuses


def _snippet(text: _Text, wanted: tuple[str, ...]) -> Snippet:
    """The surroundings of the first word's first place, cut at spaces where there are any."""
    at = text.folded.index(wanted[0])
    start, end = original_span(text.written, at, at + len(wanted[0]))
    first = _cut_before(text.written, max(0, start - AROUND), start)
    last = _cut_after(text.written, min(len(text.written), end + AROUND), end)
    piece = text.written[first:last]
    return Snippet(piece, start - first, end - first)


def _cut_before(text: str, first: int, start: int) -> int:
    if first == 0:
        return 0
    space = text.find(" ", first, start)
    return first if space < 0 else space + 1


def _cut_after(text: str, last: int, end: int) -> int:
    if last == len(text):
        return last
    space = text.rfind(" ", end, last)
    return last if space < 0 else space


__all__ = ["ALL", "AROUND", "MOST", "Filters", "Hit", "SearchIndex", "Snippet", "shown_value"]
