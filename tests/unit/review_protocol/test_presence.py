"""Repeat instances: union, and removals against edits that the remover had not seen."""

from __future__ import annotations

import pytest

from review_protocol.changes import AddChange, RemoveChange
from review_protocol.names import ChangeId, SetId, change_id
from review_protocol.presence import instances_around
from review_protocol.state import Presence
from tests.builders.change_sets import Computer, Office, answer, first_change, removal


def added(office: Office, key: str = "law@1", order: str = "a") -> ChangeId:
    return first_change(office.write(office.ana, AddChange(key=key, order=order)))


def gone(
    key: str = "law@1", *, saw: tuple[ChangeId, ...] = (), replaces: tuple[ChangeId, ...] = ()
) -> RemoveChange:
    return RemoveChange(key=key, saw=saw, replaces=replaces)


def found(office: Office, key: str = "law@1") -> Presence:
    return office.state().presence[key]


def test_an_instance_is_there_from_its_addition_to_its_removal(office: Office) -> None:
    first = added(office)
    assert found(office) == Presence(key="law@1", order="a", is_present=True, changes=(first,))
    last = first_change(office.write(office.ana, gone(replaces=(first,))))
    assert found(office) == Presence(key="law@1", order="a", is_present=False, changes=(last,))


def test_an_instance_that_the_questionnaire_makes_can_be_removed(office: Office) -> None:
    office.write(office.ana, RemoveChange(key="law@9", order="c"))
    assert not found(office, "law@9").is_present
    assert found(office, "law@9").order == "c"


def test_present_beats_removed(office: Office, ben: Computer) -> None:
    first = added(office)
    start = office.heads()
    office.write(office.ana, gone(replaces=(first,)), after=start)
    office.write(ben, AddChange(key="law@1", order="a", replaces=(first,)), after=start)
    assert found(office).is_present


def test_a_removal_against_an_unseen_edit_is_a_conflict(office: Office, ben: Computer) -> None:
    first = added(office)
    start = office.heads()
    office.write(office.ana, gone(replaces=(first,)), after=start)
    edit = first_change(office.write(ben, answer("title@1", "Penal Code"), after=start))
    state = office.state()
    assert state.removal_conflicts == ("law@1",)
    assert (found(office).is_present, found(office).unseen) == (True, (edit,))


def test_a_removal_that_saw_the_edit_is_none(office: Office) -> None:
    first = added(office)
    edit = first_change(office.write(office.ana, answer("title@1", "Penal Code")))
    office.write(office.ana, gone(saw=(edit,), replaces=(first,)))
    assert office.state().removal_conflicts == ()
    assert not found(office).is_present


@pytest.mark.parametrize("is_kept", [True, False])
def test_a_removal_conflict_is_settled(office: Office, ben: Computer, is_kept: bool) -> None:
    first = added(office)
    start = office.heads()
    removed = first_change(office.write(office.ana, gone(replaces=(first,)), after=start))
    edit = first_change(office.write(ben, answer("title@1", "Penal Code"), after=start))
    keep = AddChange(key="law@1", order="a", replaces=(removed,))
    office.write(ben, keep if is_kept else gone(saw=(edit,), replaces=(removed,)))
    assert office.state().removal_conflicts == ()
    assert found(office).is_present == is_kept


def test_an_edit_in_an_instance_inside_counts(office: Office, ben: Computer) -> None:
    first = added(office)
    start = office.heads()
    office.write(office.ana, gone(replaces=(first,)), after=start)
    office.write(ben, answer("article@1/7", "Art. 5"), after=start)
    assert office.state().removal_conflicts == ("law@1",)


def test_an_edit_in_a_neighbour_does_not(office: Office, ben: Computer) -> None:
    first = added(office)
    start = office.heads()
    office.write(office.ana, gone(replaces=(first,)), after=start)
    office.write(ben, answer("title@12", "x"), answer("title", "y"), after=start)
    assert not found(office).is_present


def test_two_removals_that_together_saw_everything_are_no_conflict(
    office: Office, ben: Computer
) -> None:
    first = added(office)
    start = office.heads()
    one = first_change(office.write(office.ana, answer("title@1", "a"), after=start))
    two = first_change(office.write(ben, answer("date@1", "b"), after=start))
    know_one, know_two = ({SetId(name.partition(".")[0])} for name in (one, two))
    office.write(office.ana, gone(saw=(one,), replaces=(first,)), after=know_one)
    office.write(ben, gone(saw=(two,), replaces=(first,)), after=know_two)
    assert office.state().removal_conflicts == ()
    assert not found(office).is_present


def test_what_a_seen_version_replaced_was_seen(office: Office, ben: Computer) -> None:
    """Ben's edit, which the remover saw, waits since; the older one is no news to anybody."""
    first = added(office)
    old = first_change(office.write(office.ana, answer("title@1", "a")))
    known = office.heads()
    new = first_change(office.write(ben, answer("title@1", "b", old)))
    office.write(office.ana, gone(saw=(new,), replaces=(first,)))
    office.write(office.ana, removal(ben), after=known)
    state = office.state()
    assert state.answers["title@1", "value"] == (old,)
    assert state.removal_conflicts == ()
    assert not found(office).is_present


def test_removals_may_name_anything(office: Office) -> None:
    first = added(office)
    unknown = change_id(SetId("0" * 64), 0)
    outside = first_change(office.write(office.ana, answer("title@2", "b")))
    office.write(office.ana, gone(saw=(unknown, first, outside), replaces=(first,)))
    assert not found(office).is_present


def test_the_order_is_that_of_the_lowest_addition(office: Office, ben: Computer) -> None:
    start = office.heads()
    ids = [
        office.write(by, AddChange(key="law@1", order=order), after=start, first=first)
        for by, order, first in ((office.ana, "m", "b"), (ben, "z", "a"))
    ]
    assert found(office).order == "z"
    office.write(ben, gone(replaces=tuple(map(first_change, ids))))
    assert found(office).order == "z"


def test_a_removal_without_an_order_of_what_was_never_added_has_none(office: Office) -> None:
    office.write(office.ana, gone("law@3"))
    assert found(office, "law@3").order == ""


def test_an_addition_after_removals_in_one_set(office: Office) -> None:
    """In a body additions stand before the removals that they replace."""
    first = added(office)
    last = AddChange(key="law@1", order="a", replaces=(change_id(SetId("7" * 64), 1),))
    office.write_named("7" * 64, office.ana, last, gone(replaces=(first,)))
    assert found(office).changes == (change_id(SetId("7" * 64), 0),)


@pytest.mark.parametrize(
    ("key", "paths"), [("q", []), ("q@1", ["1"]), ("q@1/2/3", ["1", "1/2", "1/2/3"])]
)
def test_the_instances_around_a_node(key: str, paths: list[str]) -> None:
    assert instances_around(key) == paths
