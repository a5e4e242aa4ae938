"""The dates of a review and the names of its notices, from `docs/protocol.md` alone."""

from __future__ import annotations

import hashlib
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

VIENNA = ZoneInfo("Europe/Vienna")


@dataclass(frozen=True)
class Step:
    """The dates of one step; `standing` is `coming`, `missed` or nothing."""

    step: str
    planned: date | None
    revised: date | None
    actual: date | None
    standing: str = ""


def day_of(moment: int) -> date:
    """The day on which a moment falls in Vienna."""
    return datetime.fromtimestamp(moment, UTC).astimezone(VIENNA).date()


def steps(
    rules: Sequence[Mapping[str, Any]],
    entered: Mapping[str, Mapping[str, str]],
    *,
    start: date | None,
    receipt: date | None,
    today: date,
) -> list[Step]:
    """By the questionnaire's rules; `entered` are the fields of records `timeline`, by step."""
    begun = _written(entered.get("start", {}), "done", "revised")
    from_ = {"start": begun or start, "receipt": receipt}
    found: dict[str, Step] = {}
    for rule in rules:
        name = rule["step"]
        if name in found or name in ("start", "receipt"):
            continue
        fields = entered.get(name, {})
        base = from_.get(rule["after"])
        planned = base and _later(base, rule["months"], rule["days"])
        revised, actual = _written(fields, "revised"), _written(fields, "done")
        if actual is None and rule.get("met") == "receipt":
            actual = receipt
        counts, ahead = revised or planned, timedelta(days=rule.get("ahead", 0))
        standing = ""
        if counts is not None and actual is None:
            standing = "missed" if today > counts else ""
            standing = "coming" if counts - ahead <= today <= counts else standing
        found[name] = Step(name, planned, revised, actual, standing)
        from_[name] = actual or revised or planned
    return list(found.values())


def entered_by_staff(notices: Sequence[Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """What counts of these, in the order in which they were given: as fields, by step."""
    found: dict[str, dict[str, str]] = {}
    for fields in notices:
        kind, step = fields["kind"], fields["step"]
        if kind == "cleared":
            found.pop(step, None)
        elif kind in ("revised", "done"):
            found.setdefault(step, {})[kind] = fields["due"]
    return found


def subject(dossier: str, step: str, kind: str, due: str, number: int | None = None) -> str:
    """The subject of a step's notice; `number` is for what staff entered."""
    parts = ["notice", dossier, step, kind, due, *([] if number is None else [str(number)])]
    return hashlib.sha256(b"\0".join(part.encode() for part in parts)).hexdigest()[:32]


def _written(fields: Mapping[str, str], *names: str) -> date | None:
    for name in names:
        if fields.get(name):
            return date.fromisoformat(fields[name])
    return None


def _later(day: date, months: int, days: int) -> date | None:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        last = monthrange(year, month + 1)[1]
        return date(year, month + 1, min(day.day, last)) + timedelta(days=days)
    except (ValueError, OverflowError):
        return None
