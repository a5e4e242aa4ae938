"""What the demonstration answers: the fictional party Ruritania, as data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

_FILE = Path(__file__).parents[2] / "resources" / "demo" / "ruritania.json"
PASSPHRASE = "four goats crossed the Zenda bridge at dusk"  # noqa: S105  # of a made-up profile


@dataclass(frozen=True, slots=True)
class Answer:
    """One question and what is answered."""

    question: str
    value: str


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a repeat; keys are what follows the repeat's name in a question's name."""

    repeat: str
    rows: tuple[Mapping[str, str], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """An article and its answers, in the order a person gives them."""

    article: str
    steps: tuple[Answer | Rows, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole of it; ``interrupted`` is the answer that is being typed when power fails."""

    party: str
    person: str
    email: str
    start: date
    instruments: tuple[str, ...]
    pages: tuple[Page, ...]
    interrupted: Answer


def load_plan(file: Path = _FILE) -> Plan:
    """The demonstration's answers."""
    data = json.loads(file.read_text(encoding="utf-8"))
    long_text = data["long_text"]
    return Plan(
        party=data["party"],
        person=data["person"],
        email=data["email"],
        start=date.fromisoformat(data["start"]),
        instruments=tuple(data["instruments"]),
        pages=tuple(
            Page(page["article"], tuple(_step(step) for step in page["steps"]))
            for page in data["pages"]
        ),
        interrupted=Answer(long_text["set"], long_text["text"]),
    )


def _step(step: Mapping[str, object]) -> Answer | Rows:
    if "set" in step:
        return Answer(str(step["set"]), str(step["to"]))
    rows = step["rows"]
    assert isinstance(rows, list)
    return Rows(str(step["repeat"]), tuple(rows))
