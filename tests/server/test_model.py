"""Any course of rounds, files, losses and restores ends with everybody holding everything.

What must hold whatever happens: a set that the server acknowledged, or that anybody still
holds, is there in the end; nobody is asked; and a few rounds each are enough.
"""

from __future__ import annotations

import contextlib
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from review_protocol.names import SetId
from tests.builders.delegates import Delegate
from tests.builders.servers import Office, make_office

PEOPLE = ("ana", "ben", "cora")
PERSON = st.integers(0, len(PEOPLE) - 1)
STEPS = st.lists(
    st.tuples(st.sampled_from(["write", "write", "sync", "sync", "file"]), PERSON, PERSON)
    | st.tuples(st.sampled_from(["lost request", "lost answer"]), PERSON, st.integers(0, 2))
    | st.tuples(st.sampled_from(["back up", "put back"]), PERSON, st.just(0))
    | st.tuples(st.sampled_from(["back up server", "put back server"]), PERSON, st.just(0)),
    max_size=25,
)


class LostError(Exception):
    """The line broke."""


@dataclass
class World:
    """Three people, their server, and the backups of all four."""

    folder: Path
    office: Office = field(init=False)
    people: list[Delegate] = field(init=False)
    backups: dict[int, tuple[dict[SetId, bytes], set[SetId], int | None]] = field(
        default_factory=dict
    )

    def __post_init__(self) -> None:
        self.office = make_office(self.folder / "server")
        ana = self.office.founder()
        self.people = [ana, *(self.office.delegate(n).join(ana) for n in PEOPLE[1:])]
        ana.sync(self.office.send)

    def take(self, step: tuple[str, int, int]) -> None:
        what, who, more = step
        person = self.people[who]
        match what:
            case "write":
                # Two copies of one machine draw other salts: `_count` goes on after a restore.
                person.write(after=[person.dossier])
            case "sync":
                person.sync(self.office.send)
            case "file":
                self.people[more].sets |= person.sets
            case "lost request" | "lost answer":
                self.lose(person, after=more, is_answer=what == "lost answer")
            case "back up":
                self.backups[who] = dict(person.sets), set(person.known), person.hint
            case "put back" if who in self.backups:
                kept = self.backups[who]
                person.sets, person.known, person.hint = dict(kept[0]), set(kept[1]), kept[2]
            case "back up server":
                self.copy(self.folder / "server", self.folder / "backup")
            case "put back server" if (self.folder / "backup").exists():
                self.copy(self.folder / "backup", self.folder / "server")

    def lose(self, person: Delegate, *, after: int, is_answer: bool) -> None:
        """Let some requests through, then lose one, or the answer to it."""
        left = [after]

        def send(data: bytes) -> bytes:
            left[0] -= 1
            if left[0] < 0 and not is_answer:
                raise LostError
            answer = self.office.send(data)
            if left[0] < 0:
                raise LostError
            return answer

        with contextlib.suppress(LostError):
            person.sync(send)

    def copy(self, source: Path, target: Path) -> None:
        self.office.server.database.close()
        target.mkdir(exist_ok=True)
        for path in target.glob("server.db*"):
            path.unlink()
        for path in source.glob("server.db*"):
            shutil.copy(path, target)

    def close(self) -> None:
        self.office.server.database.close()


def check(steps: list[tuple[str, int, int]]) -> None:
    """Take the steps, let everybody synchronise, and compare."""
    with TemporaryDirectory() as folder:
        world = World(Path(folder))
        for step in steps:
            world.take(step)
        held = set().union(*(each.sets for each in world.people))
        rounds = [each.sync(world.office.send) for _ in range(2) for each in world.people]
        assert max(rounds) <= 4
        assert all(each.sets.keys() >= held for each in world.people)
        assert len({frozenset(each.sets) for each in world.people}) == 1
        world.close()


@settings(max_examples=25, deadline=None)
@given(STEPS)
def test_any_course_of_things_ends_with_everybody_holding_everything(
    steps: list[tuple[str, int, int]],
) -> None:
    check(steps)


def test_some_courses_that_are_easily_got_wrong() -> None:
    courses: list[list[tuple[str, int, int]]] = [
        [("back up server", 0, 0), ("write", 0, 0), ("sync", 0, 0), ("put back server", 0, 0),
         ("write", 1, 0), ("sync", 1, 0)],
        [("sync", 1, 0), ("back up", 1, 0), ("write", 1, 0), ("sync", 1, 0), ("put back", 1, 0),
         ("write", 1, 0), ("lost answer", 1, 0)],
        [("write", 2, 0), ("file", 2, 1), ("lost answer", 1, 1), ("put back server", 0, 0)],
    ]  # fmt: skip
    for course in courses:
        check(course)
