"""What the demonstration found, checked as it is taken down, and told in plain sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop_app.demo.plan import Plan, Rows

DURABLE_S = 1.0
"""What was typed this long ago is on the disk, whatever happens."""


class DemoFailed(Exception):
    """A step of the demonstration did not do what it promised; the sentence says which."""


@dataclass(slots=True)
class Run:
    """What one child told: the answers by page, what it typed and when, its pictures."""

    pages: dict[str, Mapping[str, str]] = field(default_factory=dict)
    typed: list[tuple[float, int]] = field(default_factory=list)
    key: str = ""
    seconds_to_open: float = 0.0
    pictures: list[str] = field(default_factory=list)
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
            if isinstance(step, Rows):
                for row in step.rows:
                    for suffix, value in row.items():
                        name = f"{step.repeat}_{suffix}"
                        expect(value in by_question.get(name, []), f"{name} lacks {value!r}")
            else:
                expect(
                    by_question.get(step.question) == [step.value],
                    f"{step.question} is {by_question.get(step.question)}",
                )
    expect(len(answers) >= 60, f"only {len(answers)} answers were given")
    return len(answers)


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
