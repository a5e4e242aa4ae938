"""What counts as a decision between versions, and what was only written on."""

from __future__ import annotations

import pytest

from desktop_app.domain.decisions import decided_between

VALUES = {"a": "yes", "b": "no", "c": "no", "old": "perhaps"}
REPLACES = {"a": ["old"], "b": ["old"], "c": ["b"]}


@pytest.mark.parametrize(
    ("named", "between"),
    [
        ([], ()),
        (["a"], ()),
        (["b", "a"], ("a", "b")),
        (["b", "c"], ()),
        (["a", "old"], ()),
        (["a", "b", "old"], ("a", "b")),
        (["a", "b", "c"], ("a", "c")),
        (["a", "elsewhere"], ()),
    ],
    ids=[
        "nothing",
        "one",
        "two that differ",
        "two that say the same",
        "one and what it replaced",
        "what lies further back is no side",
        "the newer of a line is the side",
        "what belongs to another answer",
    ],
)
def test_a_decision_is_between_versions_that_differ(
    named: list[str], between: tuple[str, ...]
) -> None:
    assert decided_between(named, values=VALUES, replaces=REPLACES) == between


def test_what_goes_in_a_circle_ends() -> None:
    replaces = {"a": ["b"], "b": ["a"]}
    assert decided_between(["a", "b"], values=VALUES, replaces=replaces) == ()
