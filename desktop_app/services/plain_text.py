"""An answer, a question or an article as plain text that can be pasted anywhere.

Only the questionnaire's texts and the answers, set as on paper: months in letters, a tick as
a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.nodes import NodeKind, NodeState
from desktop_app.forms.shown import is_shown, shown_value
from desktop_app.reports.document import Words
from desktop_app.reports.printed import SEVERAL, printed_value
from desktop_app.services.languages import form_language
from desktop_app.services.response import Response

BULLET = "- "


def plain_text(
    response: Response,
    key: NodeKey,
    language: str | None = None,
    *,
    words: Words | None = None,
) -> str:
    """A node with all below it that applies and is answered; labels, not codes.

    Of a card, the main question is there even if it has no answer yet. ``language`` is a
    tag or a form's own name of one; without it, the language that is shown.
    """
    with _shown_in(response, language):
        page = _Page(response, words or Words())
        lines = [line.rstrip() for line in page.lines(key)]
    text = "\n".join(lines).strip()
    return f"{text}\n" if text else ""


@contextmanager
def _shown_in(response: Response, language: str | None) -> Iterator[None]:
    """Let the form speak another language for a moment; no screen gets to see it."""
    form, before = response.form, response.form.language
    wanted = form_language(form.languages, language) if language else None
    if wanted is None or wanted == before:
        yield
        return
    form.use_language(wanted)
    try:
        yield
    finally:
        form.use_language(before)


class _Page:
    """Sets the nodes of a response one after the other."""

    def __init__(self, response: Response, words: Words) -> None:
        self._response, self._words = response, words
        self._form = response.form

    def lines(self, key: NodeKey) -> Iterator[str]:
        state = self._form.state(key)
        if not is_shown(state):
            return
        match state.kind:
            case NodeKind.QUESTION:
                yield from self._question(state)
            case NodeKind.REPEAT:
                yield from self._repeat(state)
            case _:
                yield from self._group(state)

    def _group(self, state: NodeState) -> Iterator[str]:
        inside = [
            line for child in self._form.children(state.key) for line in self.lines(child)
        ]
        if not inside:
            return
        heading = self._heading(state)
        if heading:
            yield from (heading, "")
        yield from inside

    def _heading(self, state: NodeState) -> str:
        """Only a card's label lacks its number."""
        if not self._response.outline.is_card(state.key):
            return state.label
        reference = state.attributes["question"]
        return f"{reference}. {state.label}" if state.label else reference

    def _question(self, state: NodeState) -> Iterator[str]:
        card = self._response.card_of(state.key)
        is_main = (
            card is not None and self._response.outline.main_of(card) == state.key.question
        )
        if state.type == "note" or not (state.value or is_main):
            return
        yield state.label
        yield from self._value(state).splitlines()
        yield ""

    def _repeat(self, state: NodeState) -> Iterator[str]:
        rows = [
            row for instance in self._form.children(state.key) if (row := self._row(instance))
        ]
        if not rows:
            return
        yield state.label
        for row in rows:
            yield BULLET + row[0]
            yield from (f"  {line}" for line in row[1:])
        yield ""

    def _row(self, instance: NodeKey) -> list[str]:
        """One instance: its answers, each with its label on one line where it fits."""
        row: list[str] = []
        for key in self._form.children(instance):
            state = self._form.state(key)
            if state.kind is not NodeKind.QUESTION:
                row += filter(None, self.lines(key))
            elif is_shown(state) and state.value and state.type != "note":
                first, *more = self._value(state).splitlines() or [""]
                row += [f"{state.label}: {first}", *more]
        return row

    def _value(self, state: NodeState) -> str:
        """The answer; several choices stand in one line."""
        if state.type in SEVERAL:
            return shown_value(state)
        return printed_value(state, self._words)
