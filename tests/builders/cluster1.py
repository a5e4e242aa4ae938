"""The questionnaire that ships, compiled once, as a live form with any answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from random import Random

from desktop_app.domain.keys import NodeKey, QuestionId
from desktop_app.domain.nodes import Answers, NodeKind, NodeState
from desktop_app.forms.form import Form
from desktop_app.forms.pack_content import PackContents
from desktop_app.forms.questionnaire import Questionnaire, read_questionnaire
from desktop_app.forms.sources import load_pack_source

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "resources" / "questionnaires" / "cluster-1"
INSTRUMENTS = ("UNTOC", "TIP", "SOM", "FP")


@cache
def contents() -> PackContents:
    """What the pack is made of."""
    return load_pack_source(SOURCE)


@cache
def _compiled() -> Questionnaire:
    return read_questionnaire(contents().xform, {})


def make_form(*instruments: str, **answers: str) -> Form:
    """A live form with these instruments in force, and answers set one after the other."""
    form = Form(
        _compiled(),
        answers=Answers(),
        now=lambda: datetime(2026, 5, 1, tzinfo=UTC),
        random=Random(1),
    )
    form.set(key("instruments"), " ".join(instruments))
    for name, value in answers.items():
        form.set(key(name), value)
    return form


@cache
def blank_form() -> Form:
    """A form that no test changes."""
    return make_form()


def key(name: str) -> NodeKey:
    """The key of a question outside repeats."""
    return NodeKey(QuestionId(name))


def states(form: Form, start: NodeKey | None = None) -> Iterator[NodeState]:
    """Every node from a start on, in order."""
    return (form.state(each) for each in form.walk(start))


def marked(mark: str) -> list[NodeState]:
    """The groups of a blank form that carry one of the pack's marks."""
    groups = (state for state in states(blank_form()) if state.kind is NodeKind.GROUP)
    return [state for state in groups if state.attributes.get(mark)]


def in_role(form: Form, card: str, role: str) -> NodeState:
    """The first node of a card in a role."""
    return next(
        state for state in states(form, key(card)) if state.attributes.get("role") == role
    )
