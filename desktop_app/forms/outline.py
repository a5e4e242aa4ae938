"""The fixed structure of a questionnaire: parts, articles, cards, and what sits in which.

Made by one walk when a response opens. Relevance and texts are asked of the form when
they are wanted; here is only what no step can change.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from desktop_app.domain.keys import NodeKey, QuestionId
from desktop_app.domain.nodes import NodeKind, NodeState
from desktop_app.domain.responses import Article, Part
from desktop_app.errors import UnknownReference
from desktop_app.forms.form import Form

FRONT = "front"
_NOT_ANSWERED = frozenset({"calculate", "note"})


@dataclass(frozen=True, slots=True)
class Kind:
    """What is fixed about all nodes of one name: its type, its role, the card around it."""

    type: str
    role: str
    is_answer: bool
    card: NodeKey | None


@dataclass(slots=True)
class _Page:
    key: NodeKey
    part: str
    number: str
    cards: list[NodeKey] = field(default_factory=list)


@dataclass(slots=True)
class _Section:
    key: NodeKey
    code: str
    pages: list[_Page] = field(default_factory=list)


class Outline:
    """Parts, articles and cards of a form, and the card that each node sits in."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._sections: list[_Section] = []
        self._pages: dict[NodeKey, _Page] = {}
        self._page_of_card: dict[NodeKey, NodeKey] = {}
        self._main_of_card: dict[NodeKey, QuestionId] = {}
        self._asking: set[NodeKey] = set()
        self._kinds: dict[QuestionId, Kind] = {}
        self._section: _Section | None = None
        self._page: _Page | None = None

    def scan(self, start: NodeKey | None = None) -> Iterator[NodeState]:
        """Walk from ``start`` on, take in what is met, and hand on each node's state."""
        for key in self._form.walk(start):
            state = self._form.state(key)
            self._take_in(state)
            yield state

    def parts(self) -> tuple[Part, ...]:
        """The instruments' parts, front matter among them, as they are now."""
        return tuple(self._part(section) for section in self._sections)

    def article(self, key: NodeKey) -> Article:
        """One page; raises ``UnknownReference`` if ``key`` is none."""
        page = self._pages.get(key)
        if page is None:
            raise UnknownReference(str(key))
        state = self._form.state(key)
        return Article(
            key=key,
            part=page.part,
            number=page.number,
            title=state.label,
            relevant=state.relevant,
            cards=tuple(page.cards),
        )

    def cards(self, article: NodeKey | None = None) -> Iterator[NodeKey]:
        """The cards of one page or of all."""
        pages = self._pages.values() if article is None else (self._pages[article],)
        for page in pages:
            yield from page.cards

    def siblings(self, card: NodeKey) -> tuple[NodeKey, ...]:
        """All cards of the page that a card stands on, itself among them."""
        return tuple(self._pages[self._page_of_card[card]].cards)

    def is_card(self, key: NodeKey) -> bool:
        """Whether a node is a question's group with its follow-ups."""
        return key in self._page_of_card

    def article_of(self, card: NodeKey) -> NodeKey:
        """The page that a card stands on."""
        return self._page_of_card[card]

    def part_of(self, card: NodeKey) -> str:
        """The code of the part that a card belongs to."""
        return self._pages[self._page_of_card[card]].part

    def card_of(self, key: NodeKey) -> NodeKey | None:
        """The card that a node sits in, itself included."""
        return self.kind(key).card

    def asks(self, card: NodeKey) -> bool:
        """Whether a card has anything to answer; one that only explains has not."""
        return card in self._asking

    def main_of(self, card: NodeKey) -> QuestionId | None:
        """The name of the question that decides whether a card is answered.

        It may stand in a repeat; ``None`` while no instance of that repeat was seen.
        """
        return self._main_of_card.get(card)

    def kind(self, key: NodeKey) -> Kind:
        """What is fixed about a node; raises ``UnknownReference``."""
        kind = self._kinds.get(key.question)
        if kind is None:
            kind = self._take_in(self._form.state(key))
        return kind

    def _take_in(self, state: NodeState) -> Kind:
        known = self._kinds.get(state.key.question)
        if known is not None:
            return known
        card = self._place(state)
        kind = Kind(
            type=state.type,
            role=state.attributes.get("role", ""),
            is_answer=state.kind is NodeKind.QUESTION and state.type not in _NOT_ANSWERED,
            card=card,
        )
        self._kinds[state.key.question] = kind
        if card is not None and (kind.is_answer or state.kind is NodeKind.REPEAT):
            self._asking.add(card)
            self._note_main(card, state.key.question, kind)
        return kind

    def _place(self, state: NodeState) -> NodeKey | None:
        """Open the part, article or card that begins here; the card around the node."""
        parent = self._form.parent(state.key)
        around = self.kind(parent).card if parent else None
        attributes = state.attributes
        if "part" in attributes:
            self._section = _Section(state.key, attributes["part"])
            self._sections.append(self._section)
            self._page = None
        if "article" in attributes:
            self._open_page(state.key, attributes["article"])
        if "question" not in attributes or around is not None or self._page is None:
            return around
        if state.key.instances:  # a card in a repeat would be many cards
            return None
        self._page.cards.append(state.key)
        self._page_of_card[state.key] = self._page.key
        return state.key

    def _open_page(self, key: NodeKey, number: str) -> None:
        if self._section is None:
            self._section = _Section(key, "")
            self._sections.append(self._section)
        part = self._section.code
        # The number of a front page is a mere id.
        self._page = _Page(key, part, "" if part == FRONT else number)
        self._section.pages.append(self._page)
        self._pages[key] = self._page

    def _note_main(self, card: NodeKey, name: QuestionId, kind: Kind) -> None:
        if not kind.is_answer:
            return
        known = self._main_of_card.get(card)
        is_better = known is None or self._kinds[known].role != "main"
        if known is None or (kind.role == "main" and is_better):
            self._main_of_card[card] = name

    def _part(self, section: _Section) -> Part:
        state = self._form.state(section.key)
        return Part(
            key=section.key,
            code=section.code,
            title=state.label,
            relevant=state.relevant,
            articles=tuple(self.article(page.key) for page in section.pages),
        )
