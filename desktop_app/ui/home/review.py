"""What should be looked at again: warnings of questions, found without stopping the window.

Asking every card takes longer than a window may stand still, so it is done in slices.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, fields

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.responses import Status
from desktop_app.services.response import Response

_SLICE_S = 0.012


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """Cards in the order of the questionnaire.

    ``changed`` are those whose question has changed since it was answered.
    """

    changed: tuple[NodeKey, ...]
    unanswered: tuple[NodeKey, ...]
    drafts: tuple[NodeKey, ...]
    to_mend: tuple[NodeKey, ...]
    warned: tuple[NodeKey, ...]


class Review(QObject):
    """Goes through all cards that apply.

    Signals:
        found: (Findings) All cards were looked at.
    """

    found = Signal(object)

    def __init__(self, response: Response, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._response = response
        self._cards: Iterator[NodeKey] = iter(())
        self._lists: dict[str, list[NodeKey]] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_turn)

    def start(self) -> None:
        """Begin anew."""
        self._lists = {field.name: [] for field in fields(Findings)}
        self._cards = iter(
            [
                card
                for part in self._response.parts()
                if part.relevant
                for article in part.articles
                if article.relevant
                for card in article.cards
            ]
        )
        self._timer.start()

    def stop(self) -> None:
        """Look no further."""
        self._timer.stop()

    @Slot()
    def _on_turn(self) -> None:
        until = time.monotonic() + _SLICE_S
        for card in self._cards:
            self._look_at(card)
            if time.monotonic() >= until:
                return
        self._timer.stop()
        self.found.emit(Findings(**{name: tuple(keys) for name, keys in self._lists.items()}))

    def _look_at(self, card: NodeKey) -> None:
        state = self._response.card(card)
        if not state.relevant or not self._response.outline.asks(card):
            return
        if state.status is Status.EMPTY:
            self._lists["unanswered"].append(card)
        elif state.status is Status.DRAFT:
            self._lists["drafts"].append(card)
        if state.flagged:
            self._lists["changed"].append(card)
        if state.broken and state.status is not Status.EMPTY:
            self._lists["to_mend"].append(card)
        elif state.warnings:
            self._lists["warned"].append(card)
