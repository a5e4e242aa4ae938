"""What counts as a decision between versions, and what was only written on."""

from __future__ import annotations

from typing import Any

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


class _Counting(dict[str, tuple[str, ...]]):
    """Counts how often one is asked for."""

    asked = 0

    def get(self, key: str, default: object = None) -> Any:
        self.asked += 1
        return super().get(key, default)


@pytest.mark.parametrize("names", [1, 2], ids=["the one before", "the two before"])
def test_a_long_line_of_versions_is_not_gone_through_for_each_of_them(names: int) -> None:
    """Whoever makes it long by what they name holds nobody up."""
    line = [str(number) for number in range(1_000)]
    values = {each: each for each in line}
    replaces = _Counting(
        {each: tuple(line[max(0, at - names) : at]) for at, each in enumerate(line)}
    )
    for each in line:
        assert decided_between(replaces[each], values=values, replaces=replaces) == ()
    assert replaces.asked <= 3 * len(line)
