"""What the demonstration found, checked as it is taken down, and told in plain sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.demo.plan import Answer, Plan, Rows

DURABLE_S = 1.0
"""What was typed this long ago is on the disk, whatever happens."""
LEAST_BRANCHES, LEAST_REPEATS = 3, 2
SHORTEST_SECRET = 12
"""Shorter texts could stand in an encrypted file by chance."""


class DemoFailed(Exception):
    """A step of the demonstration did not do what it promised; the sentence says which."""


@dataclass(frozen=True, slots=True)
class Flipped:
    """What one flip of a choice did: answers hidden and brought back, as the page said."""

    question: str
    hidden: int
    shown: int
    is_gone: bool
    is_back: bool


@dataclass(slots=True)
class Run:
    """What one child told: the answers by page, what it typed and when, its pictures."""

    pages: dict[str, Mapping[str, str]] = field(default_factory=dict)
    typed: list[tuple[float, int]] = field(default_factory=list)
    key: str = ""
    seconds_to_open: float = 0.0
    pictures: list[str] = field(default_factory=list)
    branches: list[Flipped] = field(default_factory=list)
    goes_on_at: str = ""
    hits: int = 0
    is_done: bool = False

    @property
    def answers(self) -> dict[str, str]:
        """All pages together."""
        return {key: value for page in self.pages.values() for key, value in page.items()}

    def take(self, message: Mapping[str, object]) -> None:
        """One message of a child."""
        kind = message["event"]
        if kind == "page":
            answers = message["answers"]
            assert isinstance(answers, dict)
            self.pages[str(message["article"])] = answers
        elif kind == "typed":
            self.key = str(message["key"])
            at, length = message["at"], message["length"]
            assert isinstance(at, float)
            assert isinstance(length, int)
            self.typed.append((at, length))
        elif kind == "opened":
            self.seconds_to_open = float(str(message["seconds"]))
            self.goes_on_at = str(message["goes_on_at"])
        elif kind == "branch":
            facts = {name: message[name] for name in Flipped.__slots__}
            self.branches.append(Flipped(**facts))  # type: ignore[arg-type]  # as it was told
        elif kind == "searched":
            self.hits = int(str(message["hits"]))
        elif kind == "picture":
            self.pictures.append(str(message["file"]))
        elif kind == "done":
            self.is_done = True


def expect(condition: object, sentence: str) -> None:
    """Raise DemoFailed with the sentence unless it is so."""
    if not condition:
        raise DemoFailed(sentence)


def check_plan(plan: Plan, written: Run) -> int:
    """That every answer of the plan was taken; how many values there are."""
    answers = written.answers
    by_question: dict[str, list[str]] = {}
    for key, value in answers.items():
        by_question.setdefault(key.partition("@")[0], []).append(value)
    for page in plan.pages:
        for step in page.steps:
            for name, value in _wanted(step):
                found = by_question.get(name, [])
                expect(value in found, f"{name} is {found} and lacks {value!r}")
    repeats = {s.repeat for page in plan.pages for s in page.steps if isinstance(s, Rows)}
    expect(len(repeats) >= LEAST_REPEATS, "there were no rows to fill")
    return len(answers)


def _wanted(step: Answer | Rows) -> Iterator[tuple[str, str]]:
    """The questions of a step and what must stand in each."""
    if isinstance(step, Answer):
        yield step.question, step.value
        return
    for row in step.answers():
        yield from row.items()


def check_branches(plan: Plan, written: Run) -> int:
    """That each flip hid what it should and brought it back; answers hidden in all."""
    expect([b.question for b in plan.branches] == [f.question for f in written.branches],
           "a choice was not flipped")  # fmt: skip
    expect(len(written.branches) >= LEAST_BRANCHES, "too few choices were flipped")
    for flip in written.branches:
        expect(flip.is_gone, f"questions stayed although {flip.question} was flipped")
        expect(flip.is_back, f"questions stayed away after {flip.question} was flipped back")
        expect(flip.hidden > 0, f"{flip.question} hid no answer")
        expect(flip.hidden == flip.shown, f"{flip.question} hid {flip.hidden} answers and "
               f"brought back {flip.shown}")  # fmt: skip
    return sum(flip.hidden for flip in written.branches)


def check_secrecy(written: Run, files: Iterable[Path]) -> int:
    """That no file holds an answer that can be read; how many texts were looked for."""
    texts = {v for v in written.answers.values() if len(v) >= SHORTEST_SECRET}
    expect(len(texts) > 40, "there was hardly anything to look for")
    check_hidden(texts, files)
    return len(texts)


def check_hidden(texts: Iterable[str], files: Iterable[Path]) -> None:
    """That no file holds the beginning of one of these texts."""
    # A file may hold a part of a long text on one of its pages.
    beginnings = {text[:40] for text in texts}
    for file in files:
        content = file.read_bytes()
        for text in beginnings:
            for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
                expect(text.encode(encoding) not in content, f"{file.name} holds an answer")


def check_survival(plan: Plan, written: Run, read: Run, killed_at: float) -> tuple[int, int]:
    """That all came back; how many characters had been typed, and how many were kept."""
    found = read.answers
    for key, value in written.answers.items():
        expect(found.get(key) == value, f"{key} came back as {found.get(key)!r}")
    typed = written.typed[-1][1]
    safe = max((n for at, n in written.typed if at <= killed_at - DURABLE_S), default=0)
    kept = found.get(written.key, "")
    whole = plan.interrupted.value * 40
    expect(whole.startswith(kept), "the interrupted answer is not what was typed")
    expect(len(kept) >= safe, f"of {safe} safe characters only {len(kept)} were kept")
    expect(set(found) <= set(written.answers) | {written.key}, "answers appeared from nowhere")
    return typed, len(kept)
