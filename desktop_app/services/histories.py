"""Answers that have no place any more: in rows that were removed, and to questions that a
newer questionnaire does not ask. Nothing of them is lost; this is where they are read.

Belongs on the store lane.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from desktop_app.domain.keys import NO_PACK, DossierId, NodeKey, PackHash, QuestionId
from desktop_app.domain.responses import VersionInfo
from desktop_app.forms.comparing import Questions
from desktop_app.services import journal
from desktop_app.services.dossiers import find_dossier
from desktop_app.services.languages import form_language
from desktop_app.services.profile import Profile
from desktop_app.services.questionnaires import definition_of, pack_in
from desktop_app.store import loading
from desktop_app.store.records import read_pack

_SAME_LINE = " "


@dataclass(frozen=True, slots=True, kw_only=True)
class GoneAnswer:
    """Such an answer, by the words of the questionnaire that asked it last; what was chosen
    stands in its ``versions`` by the label.

    ``is_dropped``: the questionnaire does not ask it any more; else its row was removed.
    """

    key: NodeKey
    card: str
    label: str
    versions: tuple[VersionInfo, ...]
    is_dropped: bool = False


def answered(profile: Profile, dossier: DossierId) -> frozenset[NodeKey]:
    """Every node of which there is a version that is not blank."""
    with profile.store.read() as transaction:
        return loading.answered(transaction, dossier)


def gone_answers(
    profile: Profile, dossier: DossierId, keys: Iterable[NodeKey], language: str
) -> tuple[GoneAnswer, ...]:
    """The histories of these, which the response does not have (`answered`), in order."""
    wanted = sorted(keys)
    if not wanted:
        return ()
    words = _Words(profile, find_dossier(profile, dossier).pack.hash, language)
    return tuple(_gone(profile, dossier, key, words) for key in wanted)


def _gone(profile: Profile, dossier: DossierId, key: NodeKey, words: _Words) -> GoneAnswer:
    versions = journal.history(profile, dossier, key)
    name = key.question
    questions = words.asking(name, (each.basis for each in versions))
    is_dropped = name not in words.now.asked
    if questions is None:
        return GoneAnswer(
            key=key, card="", label=name, versions=versions, is_dropped=is_dropped
        )
    language = form_language(questions.languages, words.language) or questions.language
    label, _, card = questions.wording(name, language)
    return GoneAnswer(
        key=key,
        card=_SAME_LINE.join(card.split()),
        label=label or name,
        versions=tuple(
            replace(each, value=questions.in_words(name, each.value, language))
            for each in versions
        ),
        is_dropped=is_dropped,
    )


class _Words:
    """What questions are called, by the present questionnaire or by an older one."""

    def __init__(self, profile: Profile, pack: PackHash, language: str) -> None:
        self.language = language
        self._profile = profile
        self._known: dict[PackHash, Questions | None] = {}
        self.now = Questions(definition_of(profile, pack_in(profile, pack)))

    def asking(self, question: QuestionId, bases: Iterable[PackHash]) -> Questions | None:
        """The present one, else the first of these that asks it; None where none is here."""
        if question in self.now.asked:
            return self.now
        older = (self._questions(each) for each in dict.fromkeys(bases) if each != NO_PACK)
        return next((each for each in older if each and question in each.asked), None)

    def _questions(self, pack: PackHash) -> Questions | None:
        if pack not in self._known:
            with self._profile.store.read() as transaction:
                is_here = read_pack(transaction, pack) is not None
            self._known[pack] = (
                Questions(definition_of(self._profile, pack_in(self._profile, pack)))
                if is_here
                else None
            )
        return self._known[pack]
