"""Several changes put together as one."""

from __future__ import annotations

import pytest

from desktop_app.domain.nodes import NO_CHANGE, Changed, Facet, Instance
from desktop_app.errors import BugError
from desktop_app.services.joining import added_for, joined
from tests.builders.responses import key

ROW = Instance(key("laws", "i"), "a")


def test_facets_of_one_node_come_together() -> None:
    one = Changed({key("q"): frozenset({Facet.VALUE})}, writes={key("q"): "1"})
    two = Changed({key("q"): frozenset({Facet.VALID})}, writes={key("q"): "2"})
    assert joined([one, two]) == Changed(
        {key("q"): frozenset({Facet.VALUE, Facet.VALID})}, writes={key("q"): "2"}
    )


def test_nodes_of_a_new_instance_are_not_listed() -> None:
    added = Changed({key("laws"): frozenset({Facet.CHILDREN})}, added=(ROW,))
    inside = Changed({key("title", "i"): frozenset({Facet.VALUE})})
    assert joined([added, inside]) == added


def test_an_instance_inside_a_new_one_is_not_listed() -> None:
    inner = Instance(key("people", "i", "j"), "a")
    both = joined([Changed(added=(ROW,)), Changed(added=(inner,)), NO_CHANGE])
    assert both.added == (ROW,)


def test_an_instance_that_came_and_went_is_listed_as_gone() -> None:
    both = joined([Changed(added=(ROW,)), Changed(removed=(ROW.key,))])
    assert (both.added, both.removed) == ((), (ROW.key,))


def test_the_instance_asked_for_is_told_from_others() -> None:
    other = Instance(key("counted", "x"), "a")
    assert added_for(key("laws"), Changed(added=(other, ROW))) == ROW


def test_an_addition_that_is_not_reported_is_a_bug() -> None:
    with pytest.raises(BugError):
        added_for(key("laws"), NO_CHANGE)
