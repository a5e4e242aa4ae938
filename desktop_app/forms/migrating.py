"""Answers under another version of their questionnaire: kept, flagged, or without a place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from desktop_app.domain.keys import NO_PACK, PackHash
from desktop_app.domain.upgrades import Difference, Differences, Given, Migration, Reason
from desktop_app.forms.comparing import Questions

_LOST = (Difference.GONE, Difference.MOVED, Difference.COMPUTED)
_REASONS = {
    Difference.WORDING: Reason.WORDING,
    Difference.CHOICES: Reason.CHOICES,
    Difference.KIND: Reason.KIND,
}


def migrate(
    given: Iterable[Given],
    *,
    pack: PackHash,
    questions: Questions,
    since: Mapping[PackHash, Differences],
) -> Migration:
    """What becomes of these versions under ``pack``, whose questions these are.

    ``since`` says for each older pack what is other now. The result depends on nothing
    else, and not on the order of the versions.
    """
    kept: list[Given] = []
    flagged: dict[Given, frozenset[Reason]] = {}
    dropped: dict[Given, Difference] = {}
    for each in given:
        is_present = each.basis in {pack, NO_PACK}
        found = frozenset() if is_present else since[each.basis].get(each.key.question, NOTHING)
        lost = _lost(each, found, questions)
        reasons = _reasons(each, found)
        if lost is not None:
            dropped[each] = lost
        elif reasons and each.value:
            flagged[each] = reasons
        else:
            kept.append(each)
    return Migration(kept=tuple(kept), flagged=flagged, dropped=dropped)


NOTHING: frozenset[Difference] = frozenset()


def _lost(
    given: Given, found: frozenset[Difference], questions: Questions
) -> Difference | None:
    """Why a version has no place any more."""
    for difference in _LOST:
        if difference in found:
            return difference
    if Difference.KIND in found and given.value:
        fits = questions.takes(given.key.question, given.value)
        return None if fits else Difference.KIND
    return None


def _reasons(given: Given, found: frozenset[Difference]) -> frozenset[Reason]:
    reasons = {_REASONS[each] for each in found if each in _REASONS}
    return frozenset(reasons | {Reason.LATE}) if given.is_late else frozenset(reasons)
