"""Official numbers and wording of questions, laid over the questionnaire's own."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.domain.entries import Wording
from desktop_app.domain.keys import QuestionId


class OfficialWording:
    """What is known of each question; what is laid on later replaces all of a question's."""

    def __init__(self, *layers: Iterable[Wording]) -> None:
        self._by_question: dict[QuestionId, dict[str, Wording]] = {}
        for layer in layers:
            self.lay_on(layer)

    def lay_on(self, wording: Iterable[Wording]) -> None:
        """Take in wording, in place of what the same questions had."""
        fresh: dict[QuestionId, dict[str, Wording]] = {}
        for each in wording:
            fresh.setdefault(each.question, {})[each.language] = each
        self._by_question |= fresh

    def of(self, question: QuestionId, language: str) -> Wording:
        """A question's wording in a language, else in the first it has, else blank."""
        known = self._by_question.get(question)
        if not known:
            return Wording(question, language, "", "")
        return known.get(language) or known[min(known)]
