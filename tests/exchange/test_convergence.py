"""Whatever happens between offices: once everybody has seen every file, all say the same.

Four computers of three members do anything they may, in any order, with files that are lost,
come twice or late, disks that are put back, profiles that are copied, people who go and come
back; `tests/builders/world.py` says what. ``dev.py bench convergence`` tries many more.
"""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders.world import build_template, world
from tests.builders.world_steps import OFTEN, QUESTIONS, Kind, Step

ALICE, SECOND, BOB, CAROL = range(4)
"""The places of the template's computers."""
SEQUENCES = int(os.environ.get("REVIEW_DESK_SEQUENCES", "100"))
NUMBERS = st.integers(0, 59)
KINDS = [kind for kind in Kind for _ in range(OFTEN.get(kind, 1))]
STEPS = st.lists(
    st.builds(Step, st.sampled_from(KINDS), NUMBERS, NUMBERS, NUMBERS), min_size=8, max_size=24
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four computers that know of each other, made once."""
    return build_template(tmp_path_factory.mktemp("world") / "template")


@settings(
    max_examples=SEQUENCES,
    derandomize=True,  # chance is the bench's: a fault that it finds is told there
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
@pytest.mark.long
def test_all_computers_come_to_say_the_same(template: Path, steps: list[Step]) -> None:
    with (
        TemporaryDirectory(dir=template.parent) as folder,
        world(template, Path(folder) / "here") as here,
    ):
        here.play(steps)
        here.converge()


@pytest.mark.parametrize("hub", range(6))
def test_two_who_come_in_without_knowing_of_each_other_are_introduced(
    template: Path, tmp_path: Path, hub: int
) -> None:
    """Whoever collects in the end: each of the two as well."""
    joining = [Step(Kind.READMIT, ALICE, CAROL), Step(Kind.READMIT, SECOND, BOB)]
    nothing = Step(Kind.LOSE, ALICE)
    with world(template, tmp_path / "here") as here:
        here.play([*joining, *[nothing] * (hub + 4)])
        assert here.present()[here.count % len(here.present())] is here.offices[hub]
        here.converge()


BODY_NAME, WHY_5 = QUESTIONS.index("body_name"), QUESTIONS.index("why_5")
OBSERVER = 2


@pytest.mark.parametrize(
    "bar",
    [
        pytest.param(Step(Kind.SET_ROLE, ALICE, BOB, OBSERVER), id="observer"),
        pytest.param(Step(Kind.RESTRICT, ALICE, BOB, BODY_NAME), id="not in the part"),
    ],
)
def test_what_is_typed_where_it_is_barred_is_refused_by_all(
    template: Path, tmp_path: Path, bar: Step
) -> None:
    with world(template, tmp_path / "here") as here:
        bob = here.offices[BOB]
        here.play(
            [
                Step(Kind.SET_ROLE, ALICE, BOB, 1),  # an expert, whom a restriction binds
                bar,
                Step(Kind.HAND, ALICE, BOB, BOB),
                Step(Kind.ANSWER, BOB, WHY_5),
                Step(Kind.SEND, BOB, 1, ALICE),
            ]
        )
        assert bob.stands("why_5") == set()
        assert bob.history("why_5") == {"4 by Bob"}
        here.converge()
        assert {office.name for office in here.offices if office.stands("why_5")} == set()
