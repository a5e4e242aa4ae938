"""What holds of every form after any steps, whatever the answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.nodes import Changed, Facet, NodeKind, NodeState
from desktop_app.errors import StepRefused
from desktop_app.forms.form import Form
from desktop_app.forms.questionnaire import Questionnaire
from tests.differential.runs import compile_into, sources
from tests.differential.sessions import Player, Step, play

NOW = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
NAMES = [path.stem for path in sources()]
FACETS = {
    "value": Facet.VALUE,
    "relevant": Facet.RELEVANT,
    "required": Facet.REQUIRED,
    "readonly": Facet.READONLY,
    "constraint_ok": Facet.VALID,
    "required_ok": Facet.VALID,
    "message": Facet.VALID,
    "label": Facet.TEXT,
    "hint": Facet.TEXT,
    "help": Facet.TEXT,
    "choices": Facet.CHOICES,
    "stale_choice": Facet.CHOICES,
}
ODD_VALUES = (
    "",
    " ",
    "x",
    "-1",
    "1e400",
    "NaN",
    "9" * 400,
    "2024-13-45",
    "\x00",
    "\ud800",
    "a\nb",
)

View = dict[NodeKey, tuple[NodeState, tuple[NodeKey, ...]]]


@cache
def questionnaires() -> Mapping[str, Questionnaire]:
    """Every form of this test, compiled once."""
    with TemporaryDirectory() as folder:
        subjects = [compile_into(Path(folder), source) for source in sources()]
    return {subject.name: subject.questionnaire for subject in subjects}


def view(form: Form) -> View:
    """Everything that can be seen, in document order; of repeats also their instances."""
    found: View = {}
    for key in form.walk():
        state = form.state(key)
        inside = form.children(key) if state.kind is NodeKind.REPEAT else ()
        found[key] = state, inside
    return found


def differing(before: View, after: View) -> dict[NodeKey, frozenset[Facet]]:
    """The nodes that are in both and differ, with the facets in which they do."""
    found: dict[NodeKey, frozenset[Facet]] = {}
    for key in before.keys() & after.keys():
        (old, old_inside), (new, new_inside) = before[key], after[key]
        names = (name for name in FACETS if getattr(old, name) != getattr(new, name))
        facets = {FACETS[name] for name in names}
        if old_inside != new_inside:
            facets.add(Facet.CHILDREN)
        if facets:
            found[key] = frozenset(facets)
    return found


@dataclass
class Wanderer(Player):
    """Takes any steps at all, possible ones and others, and tests each."""

    def _step(self) -> Step | None:
        if self.random.random() > 0.2:
            return super()._step()
        states = [self.form.state(key) for key in self.form.walk()]
        operation = self.random.choice(("set", "set", "add", "remove"))
        value = self.random.choice(ODD_VALUES)
        return {"op": operation, "ref": self.random.choice(states).ref, "value": value}

    def _take(self, step: Step) -> None:
        before, removed = view(self.form), self._removed(step)
        language = self.form.language
        try:
            changed = play(self.form, step)
        except StepRefused:
            assert view(self.form) == before
            return
        after = view(self.form)
        self._test_changed(changed, before, after)
        self._test_fresh(after)
        self._test_undo(step, changed, before, (removed, language))
        play(self.form, step) if removed is None else self.form.remove(removed)
        self.steps.append(step)

    def _removed(self, step: Step) -> NodeKey | None:
        return self.form.resolve(step["ref"]) if step["op"] == "remove" else None

    def _test_changed(self, changed: Changed, before: View, after: View) -> None:
        assert dict(changed.nodes) == differing(before, after)
        gone = {key for key in before.keys() - after.keys() if is_outermost(key, before, after)}
        assert set(changed.removed) == gone
        new = {key for key in after.keys() - before.keys() if is_outermost(key, after, before)}
        assert {instance.key for instance in changed.added} == new
        for key, value in changed.writes.items():
            assert after[key][0].value == value

    def _test_fresh(self, after: View) -> None:
        answers = self.form.answers()
        fresh = Form(
            self.questionnaire,
            answers=answers,
            now=lambda: NOW,
            random=Random(1),
            language=self.form.language or None,
        )
        again = view(fresh)
        assert again == after
        assert list(again) == list(after)
        assert fresh.answers() == answers
        assert fresh.unplaced == ()
        assert dict(fresh.first_writes) == {}

    def _test_undo(
        self,
        step: Step,
        changed: Changed,
        before: View,
        was: tuple[NodeKey | None, str],
    ) -> None:
        removed, language = was
        if removed is not None:
            outer = replace(removed, instances=removed.instances[:-1])
            self.form.add(outer, removed.instances[-1], self._orders.get(removed))
        elif step["op"] == "add":
            (added,) = changed.added
            self._orders[added.key] = added.order
            self.form.remove(added.key)
        elif step["op"] == "language":
            self.form.use_language(language)
        else:
            values = {key: before[key][0].value for key in changed.writes if key in before}
            self.form.put_back(values)
        again = view(self.form)
        assert again == before
        assert list(again) == list(before)

    def __post_init__(self) -> None:
        self._orders: dict[NodeKey, str] = {}
        super().__post_init__()


def is_outermost(key: NodeKey, view_: View, other: View) -> bool:
    """Whether a node is an instance that is not inside another one that is missing too."""
    if view_[key][0].kind is not NodeKind.INSTANCE:
        return False
    depth = len(key.instances)
    return not any(
        outer.instances == key.instances[: len(outer.instances)]
        for outer in view_.keys() - other.keys()
        if view_[outer][0].kind is NodeKind.INSTANCE and len(outer.instances) < depth
    )


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(NAMES), st.randoms(use_true_random=False))
def test_any_steps_keep_a_form_whole(name: str, random: Random) -> None:
    Wanderer(questionnaires()[name], random, NOW).walk(15)


def test_every_facet_of_a_state_is_compared() -> None:
    told = {field.name for field in fields(NodeState)} - FACETS.keys()
    assert told == {"key", "ref", "kind", "type", "appearance", "attributes"}
