"""Order, ancestors, what waits for a parent, where a device's sets go apart."""

from __future__ import annotations

import itertools

from review_protocol.graph import Graph
from review_protocol.names import SetId
from review_protocol.state import OpenedSet
from tests.builders.change_sets import Computer, computer

ANA, BEN = computer("ana"), computer("ben")


def made(name: str, *parents: str, by: Computer = ANA) -> OpenedSet:
    named = frozenset(SetId(parent) for parent in parents)
    return OpenedSet(id=SetId(name), device=by.public, parents=named)


def order(*sets: OpenedSet) -> list[str]:
    return [one.id for one in Graph(sets).sets]


def test_parents_come_first_and_the_lower_id_where_both_could() -> None:
    sets = (made("c"), made("a", "c"), made("b", "c"), made("d", "a", "b"))
    for shuffled in itertools.permutations(sets):
        assert order(*shuffled) == ["c", "a", "b", "d"]


def test_another_set_does_not_change_which_of_two_is_first() -> None:
    sets = [made("m"), made("z", "m"), made("y", "m"), made("x", "z")]
    for more in (made("a", "y"), made("n", "m"), made("zz", "m")):
        found = order(*sets, more)
        assert [one for one in found if one != more.id] == order(*sets)


def test_a_set_given_twice_counts_once() -> None:
    assert order(made("a"), made("a")) == ["a"]


def test_what_lacks_an_ancestor_waits_with_all_that_descends_from_it() -> None:
    graph = Graph([made("a"), made("c", "b"), made("d", "c"), made("e", "a")])
    assert [one.id for one in graph.sets] == ["a", "e"]
    assert graph.missing == {"b"}
    assert graph.waiting == {"c", "d"}


def test_sets_that_name_each_other_never_come() -> None:
    graph = Graph([made("a", "b"), made("b", "a")])
    assert graph.waiting == {"a", "b"}
    assert not graph.sets
    assert not graph.missing


def test_the_causal_past() -> None:
    graph = Graph([made("a"), made("b", "a"), made("c", "a"), made("d", "b")])
    known = {
        (one.id, other.id)
        for one in graph.sets
        for other in graph.sets
        if graph.precedes(graph.index[one.id], graph.index[other.id])
    }
    assert known == {("a", "b"), ("a", "c"), ("a", "d"), ("b", "d")}


def test_bits_of_the_past_are_united() -> None:
    graph = Graph([made("a"), made("b", "a"), made("c"), made("d", "b", "c")])
    assert graph.pasts({graph.index[SetId("a")]: 1, graph.index[SetId("c")]: 4})[-1] == 5


def test_spreading_takes_all_that_descends() -> None:
    graph = Graph([made("a"), made("b", "a"), made("c", "a"), made("d", "b")])
    spread = graph.spread([graph.index[SetId("b")]])
    assert {graph.sets[i].id for i in spread} == {"b", "d"}
    assert graph.spread([]) == set()


def pairs(*sets: OpenedSet) -> list[tuple[str, str]]:
    return [(one.id, other.id) for one, other in Graph(sets).forks()]


def test_a_line_is_no_fork_and_neither_are_two_devices() -> None:
    other = made("o", "a", by=BEN)
    assert pairs(made("a"), made("b", "a"), other, made("c", "b", "o")) == []


def test_a_fork_is_told_once_however_long_its_lines() -> None:
    sets = [made("a"), made("b", "a"), made("c", "a"), made("d", "b"), made("e", "c")]
    assert pairs(*sets) == [("b", "c")]
    assert pairs(*sets, made("f", "d", "e"), made("g", "f")) == [("b", "c")]


def test_each_line_more_is_a_fork_more() -> None:
    assert len(pairs(made("a"), made("b", "a"), made("c", "a"), made("d", "a"))) == 2
