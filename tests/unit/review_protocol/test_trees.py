from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_protocol.names import SetId
from review_protocol.trees import EMPTY, LEAF, Tree, leaf_digest, nodes_of, two_below
from tests.builders.trees import some_ids

IDS = st.lists(st.binary(min_size=32, max_size=32).map(lambda name: SetId(name.hex())))


def test_nothing_has_the_digest_of_nothing() -> None:
    assert Tree([]).root == EMPTY


def test_a_few_are_one_leaf() -> None:
    ids = some_ids(LEAF)
    plain = b"review-desk/1 tree-leaf\0" + b"".join(map(bytes.fromhex, sorted(ids)))
    assert Tree(ids).root == hashlib.sha256(plain).digest()


def test_one_more_makes_a_branch_of_the_next_digits() -> None:
    ids = some_ids(LEAF + 1)
    children = [
        leaf_digest(sorted(one for one in ids if one[0] == d)) for d in "0123456789abcdef"
    ]
    plain = b"review-desk/1 tree-branch\0" + b"".join(children)
    assert Tree(ids).root == hashlib.sha256(plain).digest()


@given(IDS)
def test_order_and_repetition_do_not_matter(ids: list[SetId]) -> None:
    assert Tree([*reversed(ids), *ids[:3]]).root == Tree(ids).root


@given(IDS, IDS)
def test_other_sets_have_another_digest(one: list[SetId], two: list[SetId]) -> None:
    assert (Tree(one).root == Tree(two).root) == (set(one) == set(two))


@pytest.mark.parametrize("count", [0, 1, 300, 6_000])
def test_every_node_that_is_told_is_the_one_that_is_asked_for(count: int) -> None:
    tree = Tree(some_ids(count))
    nodes = list(nodes_of(tree.under("")))
    assert [node.digest for node in nodes] == [tree.digest(node.prefix) for node in nodes]
    assert [node.count for node in nodes] == [len(tree.under(node.prefix)) for node in nodes]
    assert all(len(node.prefix) <= 3 for node in nodes)


def test_what_differs_is_found_two_digits_below() -> None:
    ids = some_ids(3_000)
    lost, added = ids[7], some_ids(1, start=9_999)[0]
    ours, theirs = Tree(ids), Tree([*ids[:7], *ids[8:], added])
    differing = {each for each in two_below("") if ours.digest(each) != theirs.digest(each)}
    assert differing == {lost[:2], added[:2]}


def test_a_branch_may_have_one_node_below() -> None:
    ids = [SetId("a" + each[1:]) for each in some_ids(LEAF + 1)]
    nodes = {node.prefix: node for node in nodes_of(sorted(ids))}
    assert [len(nodes), nodes["a"].is_leaf, nodes["aa"].is_leaf] == [18, False, True]
