"""What the demonstration answers: the fictional party Ruritania, as data."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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
    """Rows of a repeat; keys are questions, or what follows the prefix in their names."""

    repeat: str
    prefix: str
    rows: tuple[Mapping[str, str], ...]

    def answers(self) -> Iterator[Mapping[str, str]]:
        """The rows by the whole names of their questions."""
        for row in self.rows:
            yield {f"{self.prefix}{name}": value for name, value in row.items()}


@dataclass(frozen=True, slots=True)
class Page:
    """An article and its answers, in the order a person gives them."""

    article: str
    steps: tuple[Answer | Rows, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """A choice that decides which questions follow.

    ``flip`` is another choice, or the one that is taken away where several can be ticked;
    questions whose names begin with one of ``hides`` must vanish with it and come back.
    """

    article: str
    question: str
    flip: str
    hides: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole of it; ``interrupted`` is the answer that is being typed when power fails."""

    party: str
    person: str
    email: str
    instruments: tuple[str, ...]
    pages: tuple[Page, ...]
    branches: tuple[Branch, ...]
    interrupted: Answer


def load_plan(file: Path = _FILE) -> Plan:
    """The demonstration's answers."""
    data = json.loads(file.read_text(encoding="utf-8"))
    long_text = data["long_text"]
    return Plan(
        party=data["party"],
        person=data["person"],
        email=data["email"],
        instruments=tuple(data["instruments"]),
        pages=tuple(
            Page(page["article"], tuple(_step(step) for step in page["steps"]))
            for page in data["pages"]
        ),
        branches=tuple(
            Branch(each["article"], each["question"], each["flip"], tuple(each["hides"]))
            for each in data["branches"]
        ),
        interrupted=Answer(long_text["set"], long_text["text"]),
    )


def _step(step: Mapping[str, object]) -> Answer | Rows:
    if "set" in step:
        return Answer(str(step["set"]), str(step["to"]))
    rows, repeat = step["rows"], str(step["repeat"])
    assert isinstance(rows, list)
    return Rows(repeat, str(step.get("prefix", f"{repeat}_")), tuple(rows))
