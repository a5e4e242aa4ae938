"""A user who does anything anywhere, seeded, so that what went wrong can be repeated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from desktop_app.domain.entries import Entry
from desktop_app.domain.keys import NodeKey
from desktop_app.domain.nodes import NodeKind, NodeState
from desktop_app.domain.responses import Status
from desktop_app.errors import AnswerNotFinished, StepRefused, UnknownReference
from desktop_app.services.response import Response
from tests.builders.clocks import SteppingClock

WORDS = ("Penal Code", "art. 279", "السنة ١٩٩٨", "有组织犯罪", "l'étranger\nligne 2", " ", "x")
NEVER_SET = frozenset({"calculate", "note", "file", "image"})


@dataclass
class Walker:
    """Takes random steps on a response; ``store`` gets its entries now and then."""

    response: Response
    random: Random
    clock: SteppingClock
    store: Callable[[tuple[Entry, ...]], object]
    keys: list[NodeKey] = field(default_factory=list)

    def walk(self, steps: int) -> None:
        """Take so many steps."""
        for _ in range(steps):
            self.step()
        self.response.leave()
        self.store(self.response.take_pending())

    def step(self) -> None:
        """One step of any kind; what the form refuses is no failure."""
        kinds: dict[Callable[[], object], int] = {
            self._answer: 60,
            self._row: 12,
            self._status: 6,
            self._undo: 10,
            self._pass_time: 8,
            self._save: 4,
        }
        (do,) = self.random.choices(list(kinds), list(kinds.values()))
        try:
            do()
        except (StepRefused, AnswerNotFinished):
            return

    def _any(self, wanted: Callable[[NodeState], bool]) -> NodeState | None:
        """A node that fits, looked for at random places."""
        if not self.keys:
            self.keys = list(self.response.walk())
        for _ in range(30):
            key = self.random.choice(self.keys)
            try:
                state = self.response.state(key)
            except UnknownReference:
                continue
            if state.relevant and wanted(state):
                return state
        return None

    def _answer(self) -> None:
        state = self._any(_can_be_answered)
        if state is None:
            return
        if self.random.random() < 0.1:
            self.response.clear(state.key)
        else:
            self.response.set(state.key, self.value(state))

    def _row(self) -> None:
        state = self._any(lambda state: state.kind is NodeKind.REPEAT)
        if state is None:
            return
        rows = self.response.children(state.key)
        if rows and self.random.random() < 0.4:
            self.response.remove(self.random.choice(rows))
        elif len(rows) < 5:
            self.response.add(state.key)
        self.keys = []

    def _status(self) -> None:
        state = self._any(lambda state: self.response.outline.is_card(state.key))
        if state is not None:
            status = self.random.choice([Status.DRAFT, Status.READY])
            self.response.set_status(state.key, status)

    def _undo(self) -> None:
        label = self.response.undo_label()
        edit = self.response.undo()
        assert (label is None) >= (edit is None)
        self.keys = []

    def _pass_time(self) -> None:
        if self.random.random() < 0.5:
            self.response.leave()
        else:
            self.clock.pass_by(minutes=self.random.randint(1, 8))

    def _save(self) -> None:
        entries = self.response.take_pending()
        if self.random.random() < 0.2:
            self.response.give_back(entries)
        else:
            self.store(entries)

    def value(self, state: NodeState) -> str | None:
        """Something that may be answered here, valid or not."""
        pick = self.random
        choices = [choice.value for choice in state.choices]
        if state.type in {"select_one", "select_multiple", "rank"}:
            most = 1 if state.type == "select_one" else len(choices)
            least = most if state.type == "rank" else 0
            return " ".join(pick.sample(choices, pick.randint(least, min(most, len(choices)))))
        by_type = {
            "integer": str(pick.randint(0, 3000)),
            "range": str(pick.randint(0, 10)),
            "decimal": f"{pick.random():.3f}",
            "date": f"{pick.randint(1800, 2040)}-{pick.randint(1, 12):02}-11",
            "time": f"{pick.randint(0, 23):02}:30:00.000Z",
            "dateTime": f"2026-03-{pick.randint(1, 28):02}T10:00:00.000Z",
            "acknowledge": "OK",
        }
        return by_type.get(state.type, pick.choice(WORDS))


def _can_be_answered(state: NodeState) -> bool:
    is_question = state.kind is NodeKind.QUESTION
    return is_question and state.type not in NEVER_SET and not state.readonly
