"""The questionnaires that are measured with: what they hold, and what steps on them change."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random

import pytest

from benchmarks.generated import INSTANCES, PER_PAGE, Size, build, selects, texts
from desktop_app.domain.keys import NodeKey
from desktop_app.domain.nodes import Facet, NodeKind, NodeState
from desktop_app.forms.form import Form
from desktop_app.forms.pack import Pack

SIZE = Size(questions=40, has_rows=True)
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return build(SIZE, tmp_path_factory.mktemp("generated"))


@pytest.fixture
def form(pack: Pack) -> Form:
    return Form.load(pack.xform, now=lambda: NOW, random=Random(5))


def states(form: Form) -> dict[NodeKey, NodeState]:
    return {key: form.state(key) for key in form.walk()}


def test_it_has_the_questions_that_its_name_says(form: Form) -> None:
    kinds = [state.type for state in states(form).values() if state.kind is NodeKind.QUESTION]
    per_kind = SIZE.questions // 2 + INSTANCES * PER_PAGE // 2
    assert kinds.count("select_one") == kinds.count("text") == per_kind
    assert len(selects(SIZE)) == len(texts(SIZE)) == SIZE.questions // 2


def test_a_score_and_the_total_follow_an_answer(form: Form) -> None:
    for ref in selects(SIZE)[:12]:
        form.set(form.resolve(ref), "yes")
    values = {name: form.state(form.resolve(f"/data/{name}")).value for name in SCORES}
    assert values == {"score_0": "10", "score_1": "2", "total": "12"}


SCORES = ("score_0", "score_1", "total")


@pytest.mark.parametrize("seed", range(3))
def test_what_a_step_reports_is_exactly_what_differs(form: Form, seed: int) -> None:
    random = Random(seed)
    for _ in range(25):
        before = states(form)
        key = random.choice(
            [key for key, state in before.items() if state.type in {"select_one", "text"}]
        )
        if before[key].readonly:
            continue
        is_text = before[key].type == "text"
        value = random.choice(["because", None] if is_text else ["yes", "part", "no", None])
        changed = form.set(key, value)
        after = states(form)
        wanted = {key: differences(before[key], after[key]) for key in after}
        assert changed.nodes == {key: found for key, found in wanted.items() if found}


LOOKS = {
    Facet.VALUE: ("value",),
    Facet.RELEVANT: ("relevant",),
    Facet.REQUIRED: ("required",),
    Facet.READONLY: ("readonly",),
    Facet.VALID: ("constraint_ok", "required_ok", "message"),
    Facet.TEXT: ("label", "hint", "help"),
    Facet.CHOICES: ("choices", "stale_choice"),
}


def differences(before: NodeState, after: NodeState) -> frozenset[Facet]:
    return frozenset(
        facet
        for facet, names in LOOKS.items()
        if any(getattr(before, name) != getattr(after, name) for name in names)
    )
