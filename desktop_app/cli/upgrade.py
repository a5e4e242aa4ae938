"""What an upgrade of a dossier does to its answers, as lines and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from desktop_app.domain.upgrades import Difference, Reason
from desktop_app.services.upgrading import PlannedAnswer, UpgradePlan

_REASONS = {
    Reason.WORDING: "other wording",
    Reason.CHOICES: "other choices",
    Reason.KIND: "another kind of answer",
    Reason.LATE: "given under an older version",
}
_LOSSES = {
    Difference.GONE: "no longer asked",
    Difference.MOVED: "asked elsewhere, per row",
    Difference.COMPUTED: "worked out by the questionnaire now",
    Difference.KIND: "does not fit the question any more",
}
_LONGEST = 60


def upgrade_facts(plan: UpgradePlan, *, is_done: bool) -> dict[str, Any]:
    """The plan for a program."""
    return {
        "dossier": plan.dossier,
        "done": is_done,
        "pack": {"id": plan.new.id, "version": plan.new.version, "hash": plan.new.hash},
        "from_version": plan.old.version,
        "kept": plan.kept,
        "flagged": [
            {**_answer(each), "reasons": sorted(each.reasons)} for each in plan.flagged
        ],
        "dropped": [{**_answer(each), "reason": each.lost} for each in plan.dropped],
        "new_questions": plan.new_questions,
    }


def upgrade_lines(plan: UpgradePlan, *, is_done: bool) -> Iterator[str]:
    """The plan for a person: what happened, or would, and to which answers."""
    would = "" if is_done else "Nothing was changed yet. "
    yield (
        f"{would}{plan.new.id}: version {plan.new.version} takes the place of version"
        f" {plan.old.version}."
    )
    yield f"Answers kept as they are: {plan.kept}"
    yield f"Answers kept, to be looked at again: {len(plan.flagged)}"
    for each in plan.flagged:
        yield _line(each, ", ".join(_REASONS[reason] for reason in sorted(each.reasons)))
    yield f"Answers without a place, which stay in the history: {len(plan.dropped)}"
    for each in plan.dropped:
        yield _line(each, "" if each.lost is None else _LOSSES.get(each.lost, each.lost))
    yield f"New questions: {plan.new_questions}"


def _answer(planned: PlannedAnswer) -> dict[str, Any]:
    return {
        "key": str(planned.key),
        "reference": planned.reference,
        "question": planned.label,
        "value": planned.value,
    }


def _line(planned: PlannedAnswer, why: str) -> str:
    place = " ".join(filter(None, [planned.reference, planned.label]))
    return f"  {place}: {_short(planned.value)} ({why})"


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1]}…"
