"""What a pack's parts, articles and cards must hold, and what is missing from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from desktop_app.errors import Fault
from desktop_app.forms.columns import cell
from desktop_app.forms.sheets import Row

FRONT = "front"
MARK = "bind::rd:"
_PART, _ARTICLE, _QUESTION = f"{MARK}part", f"{MARK}article", f"{MARK}question"
_OF_A_TREATY = (f"{MARK}provision", f"{MARK}instrument")


@dataclass(slots=True)
class _Level:
    row: Row
    mains: list[Row] = field(default_factory=list)


def card_faults(survey: Sequence[Row]) -> Iterator[Fault]:
    """Faults of the structure of parts, articles and cards."""
    around: list[_Level] = []
    for row in survey:
        kind = cell(row, "type").replace("_", " ")
        if kind.startswith("begin "):
            yield from _opening_faults(row, [level.row for level in around])
            around.append(_Level(row))
        elif kind.startswith("end ") and around:
            yield from _closing_faults(around.pop())
        elif row.get(f"{MARK}role") == "main":
            yield from _main_faults(row, around)


def _opening_faults(row: Row, around: Sequence[Row]) -> Iterator[Fault]:
    if row.get(_ARTICLE) and not any(outer.get(_PART) for outer in around):
        yield row.fault("an article stands outside every part", _ARTICLE)
    if not row.get(_QUESTION):
        return
    if any(outer.get(_QUESTION) for outer in around):
        yield row.fault("a question's group stands inside another question's", _QUESTION)
    if not any(outer.get(_ARTICLE) for outer in around):
        yield row.fault("a question stands outside every article", _QUESTION)
    part = next((outer.get(_PART) for outer in around if outer.get(_PART)), FRONT)
    yield from _treaty_faults(row, part)


def _treaty_faults(row: Row, part: str) -> Iterator[Fault]:
    """A question with a level stems from a treaty, so it names the treaty and the place."""
    if not row.get(f"{MARK}level"):
        return
    for column in _OF_A_TREATY:
        if not row.get(column):
            yield row.fault("a question with a level needs this too", column)
    instrument = row.get(f"{MARK}instrument")
    if instrument and instrument != part:
        told = f"the question is about {instrument} but stands in the part {part}"
        yield row.fault(told, f"{MARK}instrument")


def _main_faults(row: Row, around: Sequence[_Level]) -> Iterator[Fault]:
    card = next((level for level in reversed(around) if level.row.get(_QUESTION)), None)
    if card is None:
        yield row.fault("a main question stands outside every question's group", f"{MARK}role")
        return
    card.mains.append(row)
    if len(card.mains) > 1:
        yield row.fault("its group has a main question already", f"{MARK}role")


def _closing_faults(level: _Level) -> Iterator[Fault]:
    if level.row.get(_QUESTION) and not level.mains:
        yield level.row.fault("the group has no question with the role main", _QUESTION)
