"""Of versions that never left the computer only the last travels, in the place of them all."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.exchange.collapsing import Collapsed, Named, collapse
from review_protocol.changes import (
    AnswerChange,
    Change,
    ClearanceChange,
    Mark,
    RemoveChange,
    StatusChange,
    UpgradeChange,
)
from review_protocol.names import ChangeId

SEALED = ChangeId(f"{'a' * 64}.0")
ELSEWHERE = ChangeId(f"{'b' * 64}.3")


def ids(*names: str) -> tuple[ChangeId, ...]:
    return tuple(map(ChangeId, names))


def typed(name: str, *replaces: str, key: str = "q1") -> Named:
    return ChangeId(name), AnswerChange(key=key, value=name, replaces=ids(*replaces))


def marked(name: str, *versions: str, replaces: tuple[str, ...] = ()) -> Named:
    mark = StatusChange(versions=ids(*versions), mark=Mark.READY, replaces=ids(*replaces))
    return ChangeId(name), mark


def kept(collapsed: Collapsed) -> dict[ChangeId, Change]:
    return dict(collapsed.changes)


def test_a_single_version_travels_as_it_is() -> None:
    assert collapse([typed("v", SEALED)]) == Collapsed(changes=(typed("v", SEALED),))


def test_the_last_takes_the_place_of_what_the_first_replaced() -> None:
    collapsed = collapse([typed("1", SEALED), typed("2", "1"), typed("3", "2")])
    assert collapsed.changes == (typed("3", SEALED),)
    assert collapsed.into == {"1": "3", "2": "3"}


def test_what_each_of_them_replaced_is_replaced() -> None:
    """The second also settled what somebody else wrote."""
    collapsed = collapse([typed("1", SEALED), typed("2", "1", ELSEWHERE)])
    assert collapsed.changes == (typed("2", SEALED, ELSEWHERE),)


def test_two_that_follow_one_are_both_kept_and_it_too() -> None:
    """They are versions to settle; what they come from must stay known."""
    line = [typed("1", SEALED), typed("2", "1"), typed("3", "1")]
    collapsed = collapse(line)
    assert (collapsed.changes, collapsed.into) == (tuple(line), {})


def test_one_that_settles_two_takes_the_place_of_both() -> None:
    line = [typed("1", SEALED), typed("2", SEALED), typed("3", "1", "2")]
    collapsed = collapse(line)
    assert collapsed.changes == (typed("3", SEALED),)
    assert collapsed.into == {"1": "3", "2": "3"}


def test_other_questions_are_left_alone() -> None:
    collapsed = collapse([typed("1"), typed("x", key="q2"), typed("2", "1")])
    assert [name for name, _ in collapsed.changes] == ["x", "2"]


def test_a_mark_on_a_version_that_is_left_out_is_dropped() -> None:
    """A new version is a draft again."""
    collapsed = collapse([typed("1"), marked("m", "1"), typed("2", "1")])
    assert collapsed.changes == (typed("2"),)
    assert collapsed.dropped == {"m"}


def test_a_mark_on_the_last_version_stays() -> None:
    collapsed = collapse([typed("1"), marked("m", "1"), typed("2", "1"), marked("n", "2")])
    assert collapsed.changes == (typed("2"), marked("n", "2"))


def test_a_mark_on_several_stays_on_those_that_travel() -> None:
    collapsed = collapse([typed("1"), marked("m", "1", SEALED), typed("2", "1")])
    assert kept(collapsed)[ChangeId("m")] == marked("m", SEALED)[1]
    assert collapsed.dropped == frozenset()


def test_a_mark_in_the_place_of_a_dropped_one_replaces_what_that_replaced() -> None:
    line = [
        typed("1"),
        marked("m", "1", replaces=(ELSEWHERE,)),
        typed("2", "1"),
        marked("n", SEALED, replaces=("m",)),
    ]
    assert kept(collapse(line))[ChangeId("n")] == marked("n", SEALED, replaces=(ELSEWHERE,))[1]


def test_a_removal_saw_what_stands_for_what_it_saw() -> None:
    """Else it would be in conflict with a version that its own author had typed over."""
    gone = RemoveChange(key="row@r", saw=ids("1", SEALED))
    collapsed = collapse([typed("1"), typed("2", "1"), (ChangeId("gone"), gone)])
    wanted = replace(gone, saw=tuple(sorted(ids("2", SEALED))))
    assert kept(collapsed)[ChangeId("gone")] == wanted


def test_what_is_no_answer_is_never_left_out() -> None:
    first = UpgradeChange(pack="p" * 64, version=2)
    second = UpgradeChange(pack="q" * 64, version=3, replaces=ids("u"))
    line = [(ChangeId("u"), first), (ChangeId("v"), second)]
    assert collapse(line).changes == tuple(line)


@st.composite
def lines(draw: st.DrawFn) -> list[Named]:
    """Versions of one answer, each in the place of some of the earlier ones."""
    found: list[Named] = []
    for number in range(draw(st.integers(1, 8))):
        earlier = [name for name, _ in found] + [SEALED, ELSEWHERE]
        replaces = draw(st.sets(st.sampled_from(earlier), max_size=3))
        found.append(typed(str(number), *sorted(replaces)))
    return found


def currents(line: list[Named]) -> set[ChangeId]:
    replaced = {
        old for _, change in line if isinstance(change, AnswerChange) for old in change.replaces
    }
    return {name for name, _ in line} - replaced


def all_before(line: list[Named], name: ChangeId) -> set[ChangeId]:
    """What a version took the place of, directly and by way of others, as far as it left."""
    changes = dict(line)
    found, ahead = set(), [name]
    while ahead:
        change = changes.get(ahead.pop())
        for old in change.replaces if isinstance(change, AnswerChange) else ():
            if old not in found:
                found.add(old)
                ahead.append(old)
    return found & {SEALED, ELSEWHERE}


@given(lines())
def test_the_same_versions_stand_as_before(line: list[Named]) -> None:
    collapsed = collapse(line)
    after = list(collapsed.changes)
    assert currents(after) == currents(line)
    for name in currents(line):
        assert all_before(after, name) == all_before(line, name)
    names = {name for name, _ in after}
    assert names | collapsed.into.keys() == {name for name, _ in line}
    assert names.isdisjoint(collapsed.into)
    assert set(collapsed.into.values()) <= names
    for _, change in after:
        assert isinstance(change, AnswerChange)
        assert set(change.replaces) <= names | {SEALED, ELSEWHERE}


def test_what_was_approved_stays_and_what_led_to_it_goes() -> None:
    approval = ClearanceChange(versions=ids("2"), pack="p" * 64)
    line = [typed("1", SEALED), typed("2", "1"), (ChangeId("a"), approval), typed("3", "2")]
    collapsed = collapse(line)
    assert kept(collapsed) == dict(
        [typed("2", SEALED), (ChangeId("a"), approval), typed("3", "2")]
    )
    assert collapsed.into == {"1": "2"}
