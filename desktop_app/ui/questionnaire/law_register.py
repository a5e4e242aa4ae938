"""The legal references that were entered anywhere in a response, to pick from again.

A reference is the values of one row by the part each question has in it. Picking one fills
another row with them, the hidden id of the law among them, so that both name one law.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from desktop_app.domain.entries import new_id
from desktop_app.domain.keys import NodeKey
from desktop_app.domain.nodes import NodeKind, NodeState
from desktop_app.services.response import Response
from desktop_app.ui.wording import apart, left_to_right

LAW = "law"
_YEAR = re.compile(r"\d{4}")
_TITLE, _TRANSLATED = "title", "translated"
_NUMBER, _DATE, _ARTICLE, _LINK, _ID = "number", "date", "article", "link", "law_id"


@dataclass(frozen=True, slots=True)
class LegalReference:
    """One law and its article, by part."""

    row: NodeKey
    values: dict[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it is called in its own language, else in translation."""
        return self.values.get(_TITLE, "") or self.values.get(_TRANSLATED, "")

    @property
    def is_blank(self) -> bool:
        """Whether nothing of it was entered by anybody."""
        return not any(value for part, value in self.values.items() if part != _ID)

    def summary(self, article_word: str) -> str:
        """One line: title, year (else number), article, and whether SHERLOC has it."""
        year = _YEAR.search(self.values.get(_DATE, ""))
        when = year[0] if year else self.values.get(_NUMBER, "")
        name = ", ".join(filter(None, [apart(self.title), left_to_right(when)]))
        article = self.values.get(_ARTICLE, "")
        parts = [name, f"{article_word} {left_to_right(article)}" if article else ""]
        if self.values.get(_LINK, "").startswith("http"):
            parts.append("SHERLOC")
        return " · ".join(filter(None, parts))


class LawRegister:
    """Reads references from the live response. Where the rows are is found out once."""

    def __init__(self, response: Response, ids: Callable[[], str] = new_id) -> None:
        self._response, self._ids = response, ids
        self._repeats: list[NodeKey] | None = None

    def parts(self, instance: NodeKey) -> dict[str, NodeState]:
        """The questions of a row by the part they have in a reference."""
        return {
            part_of(state): state
            for state in map(self._response.state, self._response.walk(instance))
            if state.kind is NodeKind.QUESTION and state.key != instance
        }

    def reference(self, instance: NodeKey) -> LegalReference:
        """What a row names."""
        values = {part: state.value for part, state in self.parts(instance).items()}
        return LegalReference(instance, values)

    def known(self) -> tuple[LegalReference, ...]:
        """All different references, in the order of the questionnaire."""
        found: dict[tuple[tuple[str, str], ...], LegalReference] = {}
        for repeat in self._all_repeats():
            for instance in self._response.children(repeat):
                reference = self.reference(instance)
                if reference.title:
                    same = sorted((p, v) for p, v in reference.values.items() if p != _ID)
                    found.setdefault(tuple(same), reference)
        return tuple(found.values())

    def filling(self, picked: LegalReference, row: NodeKey) -> dict[NodeKey, str]:
        """What to set so that a row names the same law; the id first, in both rows."""
        steps: dict[NodeKey, str] = {}
        law_id = picked.values.get(_ID, "") or self._ids()
        for each in (picked.row, row):
            id_state = self.parts(each).get(_ID)
            if id_state is not None and id_state.value != law_id:
                steps[id_state.key] = law_id
        for part, state in self.parts(row).items():
            value = picked.values.get(part, "")
            if value and part != _ID and not state.readonly and state.type != "calculate":
                steps[state.key] = value
        return steps

    def _all_repeats(self) -> list[NodeKey]:
        if self._repeats is None:
            self._repeats = list(self._find())
        return self._repeats

    def _find(self) -> Iterator[NodeKey]:
        for part in self._response.parts():
            for article in part.articles:
                for card in article.cards:
                    yield from self._in_group(card)

    def _in_group(self, group: NodeKey) -> Iterator[NodeKey]:
        for key in self._response.children(group):
            state = self._response.state(key)
            if state.kind is NodeKind.REPEAT and is_law_repeat(state):
                yield key
            elif state.kind is NodeKind.GROUP:
                yield from self._in_group(key)


def is_law_repeat(state: NodeState) -> bool:
    """Whether a repeat's rows are legal references."""
    return state.attributes.get("role") == LAW


def part_of(state: NodeState) -> str:
    """The part that a question has in a reference: its role, else its name."""
    return state.attributes.get("role") or str(state.key.question)
