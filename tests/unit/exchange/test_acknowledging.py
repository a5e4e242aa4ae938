"""What others are believed to hold: never more than they must have had at last."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.exchange.acknowledging import Told, behind, common_heads
from review_protocol.names import SetId

Graph = dict[SetId, frozenset[SetId]]


def graph(**parents: str) -> Graph:
    """Sets of one letter, by the letters of their parents."""
    return {SetId(name): frozenset(map(SetId, of)) for name, of in parents.items()}


LINE = graph(a="", b="a", c="b", d="c")
FORK = graph(a="", b="a", c="a", d="bc")


def names(letters: str) -> frozenset[SetId]:
    return frozenset(map(SetId, letters))


def told(*heads: str) -> list[Told]:
    """Packages that ask for nothing."""
    return [Told(names(each)) for each in heads]


def test_who_told_of_a_set_has_all_before_it() -> None:
    assert behind(LINE, names("c")) == names("abc")
    assert behind(FORK, names("b")) == names("ab")
    assert behind(FORK, names("bc")) == names("abc")


def test_a_set_that_is_not_here_says_nothing() -> None:
    assert behind(LINE, names("x")) == frozenset()
    assert behind(LINE, names("xb")) == names("ab")


def test_what_is_missing_in_the_middle_hides_what_is_before_it() -> None:
    """Nobody can know what a set that is not here came after."""
    holed = graph(a="", c="b", d="c")
    assert behind(holed, names("d")) == names("cd")


def test_nothing_was_told_and_nothing_is_believed() -> None:
    assert common_heads(LINE, []) == frozenset()
    assert common_heads(LINE, told("")) == frozenset()


def test_the_newest_of_several_packages_counts() -> None:
    assert common_heads(LINE, told("b", "d", "a")) == names("d")


def test_of_two_that_know_nothing_of_each_other_what_both_have_counts() -> None:
    """The computer was put back to an older state between them; which came last is unknown."""
    assert common_heads(FORK, told("b", "c")) == names("a")


def test_a_third_that_knows_of_both_brings_all_back() -> None:
    assert common_heads(FORK, told("b", "c", "d")) == names("d")


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Up to eight sets, each after some of the earlier ones."""
    letters = "abcdefgh"[: draw(st.integers(1, 8))]
    return {
        SetId(name): frozenset(
            draw(st.sets(st.sampled_from(list(map(SetId, letters[:place])))))
        )
        if place
        else frozenset()
        for place, name in enumerate(letters)
    }


@given(graphs(), st.data())
def test_what_is_believed_was_in_every_newest_package(made: Graph, data: st.DataObject) -> None:
    """The newest are those that no other knows all of; which of them was last, who knows? And
    one that asks may have been made after those that know all of it.
    """
    some = st.frozensets(st.sampled_from(sorted(made)), max_size=3)
    found = data.draw(st.lists(st.builds(Told, some, st.booleans()), min_size=1, max_size=4))
    believed = behind(made, common_heads(made, found))
    pasts = [behind(made, each.heads) for each in found]
    count = [
        past
        for past, each in zip(pasts, found, strict=True)
        if each.asks or not any(past < other for other in pasts)
    ]
    assert all(believed <= past for past in count)
    assert believed == frozenset.intersection(*count)
    assert common_heads(made, reversed(found)) == common_heads(made, found)


def test_who_asks_is_believed_to_hold_no_more() -> None:
    """The file that is behind was made later, by a copy, or after the other was lost."""
    asking = Told(names("b"), asks=True)
    assert common_heads(LINE, [*told("d"), asking]) == names("b")
    assert common_heads(LINE, [asking]) == names("b")


def test_a_line_that_went_on_does_not_outweigh_the_other() -> None:
    """Two packages of one line and one of another: which came last is unknown still."""
    fork = graph(a="", b="a", c="a", x="b", y="x")
    assert common_heads(fork, told("b", "c", "y")) == names("a")


def test_heads_that_are_not_here_yet_are_kept_where_nothing_speaks_against_them() -> None:
    assert common_heads(LINE, told("bx")) == names("bx")
    assert common_heads(LINE, told("bx", "b")) == names("b")
