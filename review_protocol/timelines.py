"""The steps of a review and their dates: planned, revised, actual; what comes, what is missed.

Client and server call the same functions, so that both say the same of the same facts.
Rules are a questionnaire's; nothing is known here of a step but what its rule says.

- Dates are days. A moment is the day that it falls on in Vienna, and a deadline is missed
  when its day has ended in Vienna.
- A rule counts its months first, then its days. Where the month that is reached has no such
  day, its last day counts: 31 August and six months are the last day of February.
- A rule counts from the date of another step: the actual one if there is one, else the
  revised one, else the planned one. From the receipt it counts only once there is a receipt.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol
from zoneinfo import ZoneInfo

START, RECEIPT = "start", "receipt"
"""What rules may count from besides other steps."""
VIENNA = ZoneInfo("Europe/Vienna")
_NONE: Mapping[str, date] = MappingProxyType({})


class Standing(StrEnum):
    """How a step stands on a day. ``UNDATED``: what it counts from has no date yet."""

    DONE = "done"
    MISSED = "missed"
    COMING = "coming"
    LATER = "later"
    UNDATED = "undated"


class Rule(Protocol):
    """A step of a review, as a questionnaire says it.

    ``ahead`` is how many days before its date it is told of as coming; ``met`` names what
    meets it by itself: `RECEIPT`, or "" for nothing.
    """

    @property
    def step(self) -> str: ...
    @property
    def after(self) -> str: ...
    @property
    def months(self) -> int: ...
    @property
    def days(self) -> int: ...
    @property
    def ahead(self) -> int: ...
    @property
    def met(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of one review: its start, its receipt, and what people entered by step.

    ``revised`` and ``done`` may name the start as well.
    """

    start: date | None = None
    receipt: date | None = None
    revised: Mapping[str, date] = field(default_factory=lambda: _NONE)
    done: Mapping[str, date] = field(default_factory=lambda: _NONE)

    @property
    def started(self) -> date | None:
        """The date that counts as the start."""
        return self.done.get(START) or self.revised.get(START) or self.start


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step with its dates; None for what there is not."""

    step: str
    planned: date | None = None
    revised: date | None = None
    actual: date | None = None
    ahead: int = 0

    @property
    def due(self) -> date | None:
        """The date that counts: the revised one if there is one, else the planned one."""
        return self.revised or self.planned

    def standing(self, day: date) -> Standing:
        """How it stands on a day."""
        if self.actual is not None:
            return Standing.DONE
        if self.due is None:
            return Standing.UNDATED
        if self.due < day:
            return Standing.MISSED
        return Standing.COMING if (self.due - day).days <= self.ahead else Standing.LATER


def steps(rules: Iterable[Rule], known: Known) -> tuple[Step, ...]:
    """The steps in the order of their rules, with the dates that follow from what is known.

    A rule that counts from a step which is none, or which comes after it, has no planned
    date; of two rules for one step the first counts.
    """
    bases: dict[str, date | None] = {START: known.started, RECEIPT: known.receipt}
    found: list[Step] = []
    for rule in rules:
        if rule.step in bases:
            continue
        base = bases.get(rule.after)
        step = Step(
            step=rule.step,
            planned=None if base is None else later(base, rule.months, rule.days),
            revised=known.revised.get(rule.step),
            actual=known.done.get(rule.step) or _met(rule, known),
            ahead=rule.ahead,
        )
        bases[rule.step] = step.actual or step.due
        found.append(step)
    return tuple(found)


def later(day: date, months: int, days: int) -> date | None:
    """So many months and then days after a day; None beyond the calendar's years."""
    month = day.year * 12 + day.month - 1 + months
    year, number = divmod(month, 12)
    try:
        last = calendar.monthrange(year, number + 1)[1]
        return date(year, number + 1, min(day.day, last)) + timedelta(days=days)
    except (ValueError, OverflowError):
        return None


def day_in_vienna(moment: datetime) -> date:
    """The day in Vienna at a moment, which knows its zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone is no moment")
    return moment.astimezone(VIENNA).date()


def _met(rule: Rule, known: Known) -> date | None:
    return known.receipt if rule.met == RECEIPT else None
