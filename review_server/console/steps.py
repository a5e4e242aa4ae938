"""How the steps of a review stand today, in words: to be read beside it, and nothing else.

No number comes of it, no order and no file: the Mechanism ranks nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from review_protocol.timelines import Standing, Step, day_in_vienna
from review_server.plans import Plan

_WORDS = {
    Standing.DONE: "done",
    Standing.MISSED: "overdue",
    Standing.COMING: "due",
    Standing.LATER: "later",
    Standing.UNDATED: "no date yet",
}
_TOLD = (Standing.MISSED, Standing.COMING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A step that is due or overdue."""

    title: str
    word: str
    due: date | None


def day_of(now: int) -> date:
    """The day in Vienna, which deadlines are counted by."""
    return day_in_vienna(datetime.fromtimestamp(now, UTC))


def word_of(step: Step, day: date) -> str:
    """How a step stands."""
    return _WORDS[step.standing(day)]


def words_of(plan: Plan, day: date) -> tuple[Told, ...]:
    """What is due or overdue, in the order of the steps."""
    return tuple(
        Told(title=plan.title(step.step), word=word_of(step, day), due=step.due)
        for step in plan.steps()
        if step.standing(day) in _TOLD
    )
