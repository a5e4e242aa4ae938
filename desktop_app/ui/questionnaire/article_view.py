"""One article as a scrolling page of cards: first what is in sight, then the rest."""

from __future__ import annotations

from collections.abc import Mapping
from time import perf_counter

from PySide6.QtCore import QPoint, QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from desktop_app.domain.access import Bar
from desktop_app.domain.keys import NodeKey
from desktop_app.domain.nodes import Facet
from desktop_app.domain.responses import Article, Status
from desktop_app.services.clearing import finished
from desktop_app.services.languages import language_tag
from desktop_app.services.response import Edit, Response
from desktop_app.ui.announcement import announce
from desktop_app.ui.assignments.assigned import Assigned
from desktop_app.ui.assignments.words import given_words
from desktop_app.ui.questionnaire.appearing import appeared, words_on
from desktop_app.ui.questionnaire.article_head import ArticleHead, NextArticle
from desktop_app.ui.questionnaire.barred import bar_words, common_bar
from desktop_app.ui.questionnaire.bench import Bench
from desktop_app.ui.questionnaire.card import Card
from desktop_app.ui.questionnaire.editing import Editing, Flip
from desktop_app.ui.questionnaire.field import Field
from desktop_app.ui.questionnaire.law_register import LawRegister
from desktop_app.ui.questionnaire.pieces import make_piece
from desktop_app.ui.questionnaire.repeats import Row
from desktop_app.ui.questionnaire.sheet import Sheet
from desktop_app.ui.wording import in_language

# Seconds: what may be built before an article is painted, and in one idle moment; and how long
# the first of these moments waits, so that what is there is painted before it.
FIRST_S, SLICE_S, PAUSE_MS = 0.012, 0.008, 15


class ArticleView(Sheet):
    """An article's cards.

    Signals:
        large_wanted: (NodeKey) Somebody wants to write this answer large.
        next_wanted: Somebody wants the next article.
        copy_wanted: Somebody wants the whole article as plain text.
        report_wanted: Somebody wants it on paper or as a file.
        assign_wanted: (NodeKey) Somebody wants to ask a member to do it.
        built: All cards are there.
    """

    large_wanted = Signal(object)
    next_wanted = Signal()
    copy_wanted = Signal()
    report_wanted = Signal()
    assign_wanted = Signal(object)
    built = Signal()

    def __init__(
        self,
        article: Article,
        *,
        part_title: str,
        next_title: str,
        editing: Editing,
        laws: LawRegister,
        assigned: Assigned,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.article = article
        self.setObjectName(f"article-{article.key}")
        self._editing = editing
        self._bench = Bench(editing, laws, make_piece, self)
        self._bench.moved.connect(self._on_moved)
        self._bench.shown.connect(self.show_node)
        self._bench.large_wanted.connect(self.large_wanted)
        self._head = ArticleHead(
            article,
            part_title,
            notice_of(editing.response),
            approves=editing.response.access.approves,
        )
        self._head.approve_wanted.connect(self._on_approve)
        self._head.copy_wanted.connect(self.copy_wanted)
        self._head.report_wanted.connect(self.report_wanted)
        self._head.assign_wanted.connect(self._on_assign)
        self._assigned = assigned
        assigned.changed.connect(self._on_assigned)
        self._on_assigned()
        bar = common_bar(editing.response, article.cards)
        # Of a locked response the window says so above every article.
        self._head.show_note("" if bar in {None, Bar.LOCKED} else bar_words(bar))
        self.add_piece(self._head)
        self._cards: dict[NodeKey, Card] = {}
        for key in article.cards:
            card = Card(key, self._bench)
            self._cards[key] = card
            self.add_piece(card, is_seen=editing.response.state(key).relevant)
        foot = NextArticle(next_title)
        foot.wanted.connect(self.next_wanted)
        self.add_piece(foot)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._on_idle)
        editing.applied.connect(self._on_applied)
        editing.flipped.connect(self._on_flipped)
        editing.refused.connect(self._on_refused)
        editing.unfinished.connect(self._on_unfinished)

    @property
    def is_built(self) -> bool:
        """Whether all cards that apply are there."""
        return all(card.is_built for card in self.cards())

    def card(self, key: NodeKey) -> Card | None:
        """A card of this article."""
        return self._cards.get(key)

    def cards(self) -> tuple[Card, ...]:
        """The cards that apply, in order."""
        return tuple(card for card in self._cards.values() if not card.isHidden())

    def field_around(self, widget: QWidget | None) -> Field | None:
        """The question that a widget belongs to."""
        while widget is not None and widget is not self:
            if isinstance(widget, Field):
                return widget
            widget = widget.parentWidget()
        return None

    def card_around(self, widget: QWidget | None) -> Card | None:
        """The card that a widget stands in."""
        while widget is not None and widget is not self:
            if isinstance(widget, Card):
                return widget
            widget = widget.parentWidget()
        return None

    def card_on_top(self) -> Card | None:
        """The first card in sight."""
        for card in self.cards():
            if card.mapTo(self.viewport(), QPoint(0, card.height())).y() > 40:
                return card
        return None

    @Slot(object)
    def show_node(self, key: NodeKey, caret: int | None = None) -> None:
        """Put the keyboard into a question, or into the first of a card or row."""
        card_key = self._editing.response.card_of(key)
        card = self._cards.get(card_key) if card_key is not None else None
        if card is None or card.isHidden():
            return
        self._build_now(card)
        self._open_rows(key)
        field = self._field_for(key, card)
        if field is not None:
            field.take_keyboard(caret)
        self.settle()
        self.bring_into_sight(field or card, card)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._build_in_sight()

    def retire(self) -> None:
        """The page is not needed any more."""
        self._idle.stop()
        self.hide()
        self.deleteLater()

    # Building

    def _build_now(self, card: Card) -> None:
        if not card.is_built:
            card.build()
            self.settle()

    def _build_in_sight(self) -> None:
        """Make the first card that the view shows, and more while that takes no time."""
        until = perf_counter() + FIRST_S
        while perf_counter() < until and (card := self._next_in_sight()) is not None:
            self._build_now(card)
        if not self.is_built:
            self._idle.start(PAUSE_MS)  # what is there is painted first

    def _next_in_sight(self) -> Card | None:
        """The first card in the view that is not built. Each built one may push it out."""
        for card in self.cards():
            top = card.mapTo(self.viewport(), QPoint(0, 0)).y()
            if top > self.viewport().height():
                return None
            if not card.is_built and top + card.height() >= 0:
                return card
        return None

    @Slot()
    def _on_idle(self) -> None:
        until = perf_counter() + SLICE_S
        while perf_counter() < until:
            card = self._next_in_sight() or next(
                (c for c in self.cards() if not c.is_built), None
            )
            if card is None:
                self.built.emit()
                return
            while card.build_more() and perf_counter() < until:
                pass
            if card.is_built:
                self.settle()
        self._idle.start(0)

    # Changes

    @Slot()
    def _on_assign(self) -> None:
        self.assign_wanted.emit(self.article.key)

    @Slot()
    def _on_approve(self) -> None:
        """The focal point approves what somebody called finished here, and nothing else."""
        cards = finished(self._editing.response, self.article.cards)
        for card in cards:
            self._editing.set_status(card, Status.CLEARED)
        nothing = self.tr("Nothing in this article is finished and not yet approved.")
        self._head.show_note("" if cards else nothing)

    @Slot()
    def _on_assigned(self) -> None:
        lines = [given_words(each) for each in self._assigned.of_article(self.article.key)]
        self._head.show_assigned(lines, may_assign=self._assigned.may_assign)

    @Slot(object)
    def _on_applied(self, edit: Edit) -> None:
        for each in self._cards.values():
            each.be_quiet()
        self._show_nodes(edit.changed.nodes)
        for key in edit.cards:
            card = self._cards.get(key)
            if card is not None:
                self._show_card(card)
        if self.isVisible():
            self.settle()
            self._build_in_sight()
            if number := appeared(self._editing.response, edit.changed.nodes, self._cards):
                announce(self, words_on(number))

    def _show_nodes(self, nodes: Mapping[NodeKey, frozenset[Facet]]) -> None:
        response = self._editing.response
        parents: dict[NodeKey, None] = {}
        for key, facets in nodes.items():
            if Facet.RELEVANT in facets:
                card = self._cards.get(key)
                if card is not None:
                    self._show_card(card)
                if (parent := response.form.parent(key)) is not None:
                    parents[parent] = None
            piece = self._bench.piece(key)
            if piece is not None:
                piece.apply(response.state(key), facets)
            if Facet.VALUE in facets and key.instances:
                self._tell_row(key)
        for parent in parents:
            self._bench.sync(parent)

    def _show_card(self, card: Card) -> None:
        card.refresh()
        is_seen = self._editing.response.state(card.key).relevant
        card.setVisible(is_seen)
        if is_seen and not card.is_built:
            self._idle.start()

    def _tell_row(self, key: NodeKey) -> None:
        response = self._editing.response
        walker = response.form.parent(key)
        while walker is not None and walker.instances:
            piece = self._bench.piece(walker)
            if isinstance(piece, Row):
                piece.inner_changed()
            walker = response.form.parent(walker)

    @Slot(object)
    def _on_flipped(self, flip: Flip) -> None:
        card = self._card_of(flip.key)
        if card is not None:
            card.tell_flip(flip)
            self.settle()

    @Slot(object, str)
    def _on_refused(self, key: NodeKey, why: str) -> None:
        card = self._card_of(key)
        if card is not None:
            card.tell_refused(key, why)
            self.settle()

    @Slot(object, object, str)
    def _on_unfinished(self, card_key: NodeKey, node: NodeKey, reason: str) -> None:
        card = self._cards.get(card_key)
        if card is not None:
            self._build_now(card)
            card.tell_unfinished(node, reason)
            self.show_node(node)

    @Slot(QWidget)
    def _on_moved(self, _piece: QWidget) -> None:
        self.settle()

    # Finding

    def _card_of(self, key: NodeKey) -> Card | None:
        card = self._editing.response.card_of(key)
        return self._cards.get(card) if card is not None else None

    def _open_rows(self, key: NodeKey) -> None:
        """Open the rows around a node, outermost first."""
        response = self._editing.response
        around: list[NodeKey] = []
        walker: NodeKey | None = key
        while walker is not None and walker.instances:
            around.append(walker)
            walker = response.form.parent(walker)
        for each in reversed(around):
            piece = self._bench.piece(each)
            if isinstance(piece, Row):
                piece.open()

    def _field_for(self, key: NodeKey, card: Card) -> Field | None:
        piece = self._bench.piece(key)
        if isinstance(piece, Field):
            return piece
        if isinstance(piece, Row):
            return piece.first_field()
        return card.stack.first_field() if card.stack is not None else None


def notice_of(response: Response) -> str:
    """What the questionnaire says of its own wording, in the language it is shown in."""
    return in_language(response.info.pack.notice, language_tag(response.form.language))
