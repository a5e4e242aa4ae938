"""The answers of a live form as records to print: what applies, card by card."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.nodes import NodeKind, NodeState
from desktop_app.forms.form import Form
from desktop_app.forms.shown import is_shown
from desktop_app.reports.document import Item, Words
from desktop_app.reports.printed import TICK, printed_value


class Answered:
    """Walks a form and takes down what is there to print; gaps too, unless told otherwise."""

    def __init__(self, form: Form, words: Words, *, answered_only: bool = False) -> None:
        self._form, self._words, self._answered_only = form, words, answered_only

    def items(self, group: NodeKey) -> Iterator[Item]:
        """What a card or another group holds."""
        for key in self._form.children(group):
            state = self._form.state(key)
            if not is_shown(state):
                continue
            if state.kind is NodeKind.QUESTION:
                yield from self._question(state)
            elif state.kind is NodeKind.REPEAT:
                yield from self._repeat(state)
            else:
                yield from self._group(state)

    def _group(self, state: NodeState) -> Iterator[Item]:
        """What a group holds, below its label if it has one."""
        inside = tuple(self.items(state.key))
        if state.label and inside:
            yield Item(control=str(state.key), label=state.label, is_note=True)
        yield from inside

    def _question(self, state: NodeState) -> Iterator[Item]:
        is_note = state.type == "note"
        # A box that nobody ticked is no gap in a response.
        if not state.value and (self._answered_only or state.type == TICK):
            return
        value = printed_value(state, self._words)
        yield Item(control=str(state.key), label=state.label, value=value, is_note=is_note)

    def _repeat(self, state: NodeState) -> Iterator[Item]:
        rows = [tuple(self.items(instance)) for instance in self._form.children(state.key)]
        filled = tuple(row for row in rows if any(item.value or item.rows for item in row))
        if filled or not self._answered_only:
            yield Item(control=str(state.key), label=state.label, rows=filled)


def by_language(texts: Mapping[str, str], language: str) -> str:
    """The text in a language, else in whichever there is; "" without any."""
    return texts.get(language) or next(iter(texts.values()), "")
