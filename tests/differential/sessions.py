"""Random sessions: steps that somebody who fills a form could take, repeatable by their seed.

They are made on our own engine, as only a live form can say what can be answered. Values
come from the form itself where they can (its choices, the literals of its expressions), so
that gates open and constraints break.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.nodes import Answers, Changed, NodeKind, NodeState
from desktop_app.errors import StepRefused
from desktop_app.forms.beside import FilesBeside
from desktop_app.forms.form import Form
from desktop_app.forms.questionnaire import Questionnaire, read_questionnaire

Step = dict[str, Any]

_LITERAL = re.compile(r"'([^'<>&]{1,20})'")
_NUMBER = re.compile(r"(?<![\w'.-])\d{1,4}(?:\.\d{1,2})?(?![\w'.-])")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TEXTS = ("x", "Ann", "bob", "Zoë", "a b", "12", "0", "", "2020-01-05", "قانون", "yes", "A-1")
_NUMBERS = ("0", "1", "2", "3", "4", "5", "10", "17", "18", "40", "-1", "99", "365")
_DECIMALS = (*_NUMBERS, "0.5", "1.25", "2.5", "-0.75", "99.99")
_DAYS = ("1980-02-29", "1999-12-31", "2000-01-01", "2019-06-30", "2024-02-29", "2099-01-01")
_TIMES = ("00:00", "07:30", "12:00", "18:45", "23:59")
_SELECTS = {"select_one", "select_multiple", "rank"}
_ASKED = _SELECTS | {"text", "integer", "decimal", "date", "time", "dateTime", "range"}
_ASKED |= {"acknowledge"}
MAX_INSTANCES = 4


@dataclass
class Player:
    """A form being filled at random; ``steps`` are those taken so far."""

    questionnaire: Questionnaire
    random: Random
    moment: datetime
    steps: list[Step] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.form = self._opened()
        self._pools = self._make_pools()

    def _opened(self) -> Form:
        moment = self.moment
        form = Form(self.questionnaire, answers=Answers(), now=lambda: moment, random=Random(0))
        for step in self.steps:
            play(form, step)
        return form

    def walk(self, count: int) -> list[Step]:
        """Take so many steps, or as many as can be found."""
        for _ in range(count * 3):
            if len(self.steps) == count:
                break
            step = self._step()
            if step is not None:
                self._take(step)
        return self.steps

    def _take(self, step: Step) -> None:
        """Take a step, unless it leads where our rules are deliberately our own.

        These are: a chosen value that is no longer on offer stays, and is flagged; a count
        that shrinks takes its instances away (one peer never does).
        """
        before = self._counted()
        try:
            play(self.form, step)
        except StepRefused:
            return
        is_stale = any(self.form.state(key).stale_choice for key in self.form.walk())
        if is_stale or len(self._counted()) < len(before):
            self.form = self._opened()
        else:
            self.steps.append(step)

    def _counted(self) -> list[NodeKey]:
        """The instances that a count has made."""
        by_id = self.questionnaire.by_id
        keys = self.form.walk()
        return [key for key in keys if by_id[key.question].count and key.instances]

    def _step(self) -> Step | None:
        (kind,) = self.random.choices(("set", "add", "remove", "language"), (80, 10, 6, 4))
        states = [self.form.state(key) for key in self.form.walk()]
        states = [state for state in states if state.relevant]
        if kind == "language":
            languages = self.form.languages
            return (
                {"op": kind, "language": self.random.choice(languages)} if languages else None
            )
        if kind == "set":
            asked = [s for s in states if s.type in _ASKED and not s.readonly]
            asked = [s for s in asked if s.choices or s.type not in _SELECTS]
            return self._set(self.random.choice(asked)) if asked else None
        wanted = NodeKind.REPEAT if kind == "add" else NodeKind.INSTANCE
        found = [s for s in states if s.kind is wanted and self._may(kind, s)]
        return {"op": kind, "ref": self.random.choice(found).ref} if found else None

    def _may(self, kind: str, state: NodeState) -> bool:
        return kind != "add" or len(self.form.children(state.key)) < MAX_INSTANCES

    def _set(self, state: NodeState) -> Step:
        value: str | None = None
        if self.random.random() > 0.12:
            tried = (self._value(state) for _ in range(5))
            value = next((text for text in tried if text != state.value), "") or None
        return {"op": "set", "ref": state.ref, "value": value}

    def _value(self, state: NodeState) -> str:
        if state.type in _SELECTS:
            return self._choice(state)
        return self.random.choice(self._pools.get(state.type, self._pools["text"]))

    def _make_pools(self) -> Mapping[str, tuple[str, ...]]:
        """Values by type; those that occur in the form's expressions are likelier."""
        expressions = " ".join(_expressions(self.questionnaire))
        literals = sorted(set(_LITERAL.findall(expressions)))
        numbers = sorted(set(_NUMBER.findall(expressions)))
        literals += _cells(self.questionnaire)
        whole = [text for text in numbers if "." not in text]
        return {
            "text": (*_TEXTS, *literals, *literals),
            "integer": (*_NUMBERS, *whole, *whole),
            "range": ("1", "2", "3", "4", "5"),
            "decimal": (*_DECIMALS, *numbers, *numbers),
            "date": (*_DAYS, *filter(_DAY.fullmatch, literals)),
            "time": _TIMES,
            "dateTime": tuple(f"{day}T{time}:00.000Z" for day in _DAYS[:4] for time in _TIMES),
            "acknowledge": ("OK",),
        }

    def _choice(self, state: NodeState) -> str:
        offered = [choice.value for choice in state.choices]
        if not offered:
            return ""
        if state.type == "select_one":
            return self.random.choice(offered)
        if state.type == "rank":
            return " ".join(self.random.sample(offered, len(offered)))
        # In the order of the choices, as one peer would bring them into it.
        return " ".join(value for value in offered if self.random.random() < 0.5)


def play(form: Form, step: Step) -> Changed:
    """Take a step on a form; what it changed."""
    operation = step["op"]
    if operation == "language":
        return form.use_language(step["language"])
    key = form.resolve(step["ref"])
    if operation == "set":
        return form.set(key, step["value"])
    return form.add(key) if operation == "add" else form.remove(key)


def read(path: Path) -> Questionnaire:
    """A compiled form and the files beside it."""
    return read_questionnaire(path.read_bytes(), FilesBeside(path.parent))


def _cells(questionnaire: Questionnaire) -> list[str]:
    """The short texts of lists and tables, which filters compare answers with."""
    pending = list(questionnaire.definition.secondary.values())
    found: dict[str, None] = {}
    while pending:
        item = pending.pop()
        pending += item.children
        if not item.children and 0 < len(item.value) < 8:
            found[item.value] = None
    return list(found)


def _expressions(questionnaire: Questionnaire) -> Iterator[str]:
    for shape in questionnaire.definition.shapes:
        bind = shape.bind
        yield from (
            bind.relevant,
            bind.required,
            bind.readonly,
            bind.constraint,
            bind.calculate,
        )
