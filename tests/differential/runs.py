"""Sessions of a form, what the peers say of them, and where ours says something else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

from desktop_app.domain.nodes import Answers
from desktop_app.forms.form import Form
from desktop_app.forms.questionnaire import Questionnaire
from desktop_app.forms.workbook import compile_form
from tests.differential import facts
from tests.differential.facts import Difference, State
from tests.differential.peers import Peer
from tests.differential.sessions import Player, Step, play, read

SOURCES = Path(__file__).parents[1] / "data" / "forms"


@dataclass(frozen=True, slots=True)
class Subject:
    """A compiled form, ready to be played."""

    name: str
    xform: Path
    questionnaire: Questionnaire


@dataclass(frozen=True, slots=True)
class Session:
    """Steps, and what both peers say after the opening and after each of them.

    ``truth`` is shorter than that where a peer could not take a step: from there on the
    two do not speak of the same answers.
    """

    steps: Sequence[Step]
    truth: Sequence[State]


class PeerFailed(Exception):
    """A peer cannot open a form of ours, so that nothing is compared."""


def sources() -> list[Path]:
    """The forms of this test."""
    return sorted(SOURCES.glob("*.md"))


def compile_into(folder: Path, source: Path) -> Subject:
    """Compile a form into a folder that has the files beside it."""
    for path in (*SOURCES.glob("*.csv"), *SOURCES.glob("*.xml")):
        (folder / path.name).write_bytes(path.read_bytes())
    xform = folder / f"{source.stem}.xml"
    xform.write_bytes(compile_form(source).xform)
    return Subject(source.stem, xform, read(xform))


def make_steps(subject: Subject, seed: int, count: int, now: datetime) -> list[Step]:
    """The steps of a random session."""
    return Player(subject.questionnaire, Random(f"{subject.name} {seed}"), now).walk(count)


def ask_peers(
    subjects: Mapping[str, Subject],
    steps: Mapping[str, list[list[Step]]],
    peers: tuple[Peer, Peer],
) -> dict[str, list[Session]]:
    """What the peers say of all sessions of all forms."""
    jobs: list[dict[str, Any]] = [
        {"id": f"{name} {number}", "form": str(subjects[name].xform), "steps": taken}
        for name, sessions in steps.items()
        for number, taken in enumerate(sessions)
    ]
    first, second = (peer.run(jobs) for peer in peers)
    found: dict[str, list[Session]] = {name: [] for name in steps}
    for job in jobs:
        name = str(job["id"]).rpartition(" ")[0]
        calculated = {s.path for s in subjects[name].questionnaire.book.calculated}
        beside = set(_calculated_from_other_rows(subjects[name].questionnaire))
        answers = first[str(job["id"])], second[str(job["id"])]
        states = _states(str(job["id"]), answers)
        truth = [facts.agreed(one, other, calculated, beside) for one, other in states]
        known = _known(answers, len(job["steps"]))
        found[name].append(Session(job["steps"], truth[: known + 1]))
    return found


def _calculated_from_other_rows(questionnaire: Questionnaire) -> Iterator[str]:
    for shape, rule in questionnaire.book.calculated.items():
        # Fewer frames are shared than both have: it is not only its own row that is read.
        if any(shared < min(shape.depth, read.depth) for read, shared in rule.uses.values):
            yield shape.path


def _states(identity: str, answers: tuple[Any, Any]) -> Iterator[tuple[State, State]]:
    """What each peer says after each step; raises PeerFailed."""
    for answer in answers:
        if not answer["ok"]:
            raise PeerFailed(f"{identity}: {answer['error']}")
    first, second = (facts.of_peer(answer["states"]) for answer in answers)
    return zip(first, second, strict=True)


def _known(answers: tuple[Any, Any], steps: int) -> int:
    """How many steps both could take."""
    failed = (number for answer in answers for number, _ in answer["errors"])
    return min(failed, default=steps)


def compare(subject: Subject, session: Session, now: datetime) -> Iterator[Difference]:
    """Where our form says something else than the truth."""
    form = Form(subject.questionnaire, answers=Answers(), now=lambda: now, random=Random(0))
    for number, truth in enumerate(session.truth):
        if number:
            play(form, session.steps[number - 1])
        yield from facts.differences(number, facts.of_form(form), truth)


def count_facts(sessions: Iterable[Session]) -> int:
    """How much was compared."""
    return sum(
        len(found)
        for session in sessions
        for state in session.truth
        for found in state.values()
    )
