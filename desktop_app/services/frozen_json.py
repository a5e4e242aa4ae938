"""Approved answers as canonical JSON; docs/file-formats.md, "Approved content"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.nodes import NodeKind, NodeState
from desktop_app.services.export import Json, canonical
from desktop_app.services.response import Response

FORMAT, VERSION = "review-desk-answers", 1
_LAW = "law"
_FILES = frozenset({"file", "image"})
_UNASKED = frozenset({"note"})
Translations = Mapping[NodeKey, Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What the answers are of."""

    pack: str
    party: str
    number: int
    approved_at: str


def answers_json(response: Response, translations: Translations, header: Header) -> bytes:
    """What applies, question by question, as UTF-8."""
    writing = _Writing(response, translations)
    cards = (response.card(key) for key in response.outline.cards())
    return canonical(
        {
            "format": FORMAT,
            "version": VERSION,
            "pack": header.pack,
            "party": header.party,
            "number": header.number,
            "approved_at": header.approved_at,
            "questions": [
                {
                    "question": str(card.key.question),
                    "reference": card.reference,
                    **writing.inside(card.key),
                }
                for card in cards
                if card.relevant
            ],
        }
    )


class _Writing:
    """Walks what applies."""

    def __init__(self, response: Response, translations: Translations) -> None:
        self._form, self._translations = response.form, translations

    def inside(self, group: NodeKey) -> dict[str, Json]:
        """What stands in a card or a row, groups in it dissolved."""
        answers: dict[str, Json] = {}
        calculated: dict[str, Json] = {}
        laws: list[Json] = []
        rows: dict[str, Json] = {}
        for state in self._applying(group):
            name = str(state.key.question)
            if state.kind is NodeKind.REPEAT:
                rows_here = map(self.inside, self._form.children(state.key))
                found = [row for row in rows_here if _says_something(row)]
                if state.attributes.get("role") == _LAW:
                    laws += found
                elif found:
                    rows[name] = found
            elif state.type == "calculate":
                if state.value:
                    calculated[name] = state.value
            elif state.value or state.key in self._translations:
                texts = dict(self._translations.get(state.key, {}))
                answers[name] = {"value": state.value, "translations": texts}
        return {
            "answers": answers,
            "calculated": calculated,
            "legal_references": laws,
            "rows": rows,
        }

    def _applying(self, group: NodeKey) -> list[NodeState]:
        """Questions and repeats that apply, in order; no files, which are never sent."""
        found: list[NodeState] = []
        for key in self._form.children(group):
            state = self._form.state(key)
            if not state.relevant or state.type in _FILES | _UNASKED:
                continue
            if state.kind is NodeKind.GROUP:
                found += self._applying(key)
            else:
                found.append(state)
        return found


def _says_something(row: Mapping[str, Json]) -> bool:
    """Whether anybody answered anything in a row; an empty one is none."""
    return bool(row["answers"] or row["legal_references"] or row["rows"])
