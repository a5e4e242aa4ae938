"""The one way from the page's widgets to the response: every step goes through here.

A step is done at once, on the UI thread; the autosave is told, then every view. A refused
step changes nothing and says why.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.nodes import NO_CHANGE, Changed, Facet
from desktop_app.domain.responses import Status
from desktop_app.errors import AnswerNotFinished, StepRefused
from desktop_app.services.response import Edit, Response
from desktop_app.ui.autosave import Autosave
from desktop_app.ui.changes import ChangeHub, Changes
from desktop_app.ui.errors import problem_of

_ALL_FACETS = frozenset(Facet)


@dataclass(frozen=True, slots=True)
class Flip:
    """A step that hid answers or brought some back; ``before`` is the old choice's label."""

    key: NodeKey
    hidden: int
    shown: int
    before: str


class Editing(QObject):
    """Does what the widgets ask for.

    Signals:
        applied: (Edit) The response has changed; show these nodes and cards anew.
        flipped: (Flip) Answers were hidden or came back.
        refused: (NodeKey, str) A step was not done; the sentence says why.
        unfinished: (NodeKey, NodeKey, str) The card cannot be called finished: the node
            that is in the way, and why ("blank" or "broken").
    """

    applied = Signal(object)
    flipped = Signal(object)
    refused = Signal(object, str)
    unfinished = Signal(object, object, str)

    def __init__(
        self,
        response: Response,
        autosave: Autosave,
        hub: ChangeHub,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.response = response
        self._autosave, self._hub = autosave, hub
        hub.changed.connect(self._on_changed)

    @property
    def is_possible(self) -> bool:
        """Whether what is entered can still be stored: the response is not being closed."""
        return shiboken6.isValid(self._autosave)

    def set(self, key: NodeKey, value: str) -> None:
        """A person gave an answer."""
        before = self._label_of(key)
        edit = self._try(key, lambda: self.response.set(key, value or None))
        if edit is not None and (edit.hidden_now or edit.shown_again):
            self.flipped.emit(Flip(key, edit.hidden_now, edit.shown_again, before))

    def add(self, repeat: NodeKey) -> NodeKey | None:
        """Add a row; its key, or none if that is not allowed."""
        edit = self._try(repeat, lambda: self.response.add(repeat))
        if edit is None or not edit.changed.added:
            return None
        return edit.changed.added[0].key

    def remove(self, instance: NodeKey) -> None:
        """Remove a row."""
        self._try(instance, lambda: self.response.remove(instance))
        self._autosave.flush()

    def set_status(self, card: NodeKey, status: Status) -> bool:
        """Call a question draft or finished; whether that was possible."""
        try:
            edit = self.response.set_status(card, status)
        except AnswerNotFinished as refusal:
            self.unfinished.emit(card, self._obstacle(card), refusal.reason)
            return False
        except StepRefused as refusal:
            self.refused.emit(card, problem_of(refusal).happened)
            return False
        self._tell(edit)
        return True

    def confirm(self, card: NodeKey) -> None:
        """A person looked at a question again: its answers still hold."""
        self._tell(self.response.confirm(card))
        self._autosave.flush()

    def undo(self) -> NodeKey | None:
        """Take the last step back; the node concerned, or none if there is nothing."""
        label = self.response.undo_label()
        edit = self.response.undo()
        if edit is None or label is None:
            return None
        self._tell(edit)
        self._autosave.flush()
        return label.key

    def leave(self, key: NodeKey) -> None:
        """The keyboard left an answer: its version is complete, and stored now."""
        self.response.leave(key)
        self._autosave.flush()

    def _try(self, key: NodeKey, step: Callable[[], Edit]) -> Edit | None:
        try:
            edit = step()
        except StepRefused as refusal:
            # Controls show what was clicked; they are told what stands.
            again = Changed(nodes={key: _ALL_FACETS})
            self.applied.emit(Edit(changed=again, cards=frozenset()))
            problem = problem_of(refusal)
            self.refused.emit(key, " ".join(filter(None, [problem.happened, problem.safe])))
            return None
        self._tell(edit)
        return edit

    def _tell(self, edit: Edit) -> None:
        if edit.changed != NO_CHANGE or edit.cards:
            self._autosave.touch()
            self.applied.emit(edit)
            self._hub.tell(changes_of(edit), self)

    def _label_of(self, key: NodeKey) -> str:
        state = self.response.state(key)
        if state.type != "select_one":
            return ""
        return next((c.label for c in state.choices if c.value == state.value), "")

    def _obstacle(self, card: NodeKey) -> NodeKey:
        broken = self.response.card(card).broken
        return broken[0] if broken else card

    @Slot(object, object)
    def _on_changed(self, changes: Changes, initiator: object) -> None:
        if initiator is self or not (changes.nodes or changes.cards):
            return
        nodes = dict.fromkeys(changes.nodes, _ALL_FACETS)
        self.applied.emit(Edit(changed=Changed(nodes=nodes), cards=changes.cards))


def changes_of(edit: Edit) -> Changes:
    """What an edit means to the other pages."""
    changed = edit.changed
    return Changes(
        nodes=frozenset(changed.nodes),
        cards=edit.cards,
        structure=bool(changed.added or changed.removed),
    )
