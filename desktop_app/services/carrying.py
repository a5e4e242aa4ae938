"""What of a dossier's answers stands under its present questionnaire, and what is flagged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from desktop_app.domain.entries import Loaded
from desktop_app.domain.keys import NO_PACK, NodeKey, PackHash
from desktop_app.domain.nodes import Answers
from desktop_app.domain.upgrades import Difference, Differences, Given, Migration, Reason
from desktop_app.forms.comparing import Questions, differences
from desktop_app.forms.definition import Definition
from desktop_app.forms.migrating import migrate
from desktop_app.services.profile import Profile
from desktop_app.services.questionnaires import definition_of, differences_since, pack_in

_NOTHING: frozenset[Reason] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """Answers as a form can take them; and by node why to look again, and what was lost."""

    answers: Answers
    flagged: Mapping[NodeKey, frozenset[Reason]] = field(default_factory=dict)
    dropped: Mapping[NodeKey, Difference] = field(default_factory=dict)


def carried(
    profile: Profile, pack: PackHash, definition: Definition, loaded: Loaded
) -> Carried:
    """The answers of a dossier whose pack this is; nothing to do for most."""
    older = _older(loaded, pack)
    if not older:
        return Carried(answers=loaded.answers)
    since = {each: differences_since(profile, each, pack, definition) for each in older}
    return _carried(loaded, pack, Questions(definition), since)


def carried_to(
    profile: Profile, pack: PackHash, definition: Definition, loaded: Loaded
) -> Carried:
    """The same for a pack that the dossier may go on with, and the profile need not hold."""
    new = Questions(definition)
    since = {
        each: differences(Questions(definition_of(profile, pack_in(profile, each))), new)
        for each in _older(loaded, pack)
    }
    return _carried(loaded, pack, new, since)


def _older(loaded: Loaded, pack: PackHash) -> set[PackHash]:
    return {given.basis for given in _given(loaded)} - {pack, NO_PACK}


def _carried(
    loaded: Loaded,
    pack: PackHash,
    questions: Questions,
    since: Mapping[PackHash, Differences],
) -> Carried:
    migration = migrate(_given(loaded), pack=pack, questions=questions, since=since)
    dropped = dict(_dropped(loaded, migration))
    flagged: dict[NodeKey, frozenset[Reason]] = {}
    for given, reasons in migration.flagged.items():
        if given.key not in dropped:
            flagged[given.key] = flagged.get(given.key, _NOTHING) | reasons
    values = {key: text for key, text in loaded.answers.values.items() if key not in dropped}
    return Carried(
        answers=replace(loaded.answers, values=values), flagged=flagged, dropped=dropped
    )


def _given(loaded: Loaded) -> Iterator[Given]:
    """Every current version of what is answered; of removed rows nothing is."""
    for key in loaded.answers.values:
        for version in loaded.versions.get(key, ()):
            yield Given(
                key=key,
                value=version.value,
                basis=version.basis,
                version=version.id,
                is_late=version.is_late,
            )


def _dropped(loaded: Loaded, migration: Migration) -> Iterator[tuple[NodeKey, Difference]]:
    """Nodes of which the version that counts has no place."""
    values = loaded.answers.values
    for given, difference in migration.dropped.items():
        if given.value == values[given.key]:
            yield given.key, difference
