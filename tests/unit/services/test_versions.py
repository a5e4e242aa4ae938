"""Editing sessions become versions; entries wait in order until the store has them."""

from __future__ import annotations

import pytest

from desktop_app.domain.entries import (
    Closed,
    CurrentVersion,
    InstanceAdded,
    InstanceRemoved,
    Loaded,
    StatusSet,
    Typed,
)
from desktop_app.domain.keys import VersionId
from desktop_app.domain.nodes import Answers, Instance
from desktop_app.domain.responses import Status
from desktop_app.services.versions import Versions
from tests.builders.clocks import START, CountingIds, SteppingClock
from tests.builders.responses import key

Q = key("q")
FIRST = VersionId(f"{1:032x}")
OLD = CurrentVersion(id=VersionId("a" * 32), value="old", status=Status.READY, author="m")


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock()


@pytest.fixture
def versions(clock: SteppingClock) -> Versions:
    loaded = Loaded(answers=Answers(values={Q: "old"}), versions={Q: (OLD,)})
    return Versions(loaded, clock, CountingIds())


def type_in(versions: Versions, *values: str, was: str = "old") -> None:
    for value in values:
        versions.record(Q, value, was=was, leader=Q)


def typed(versions: Versions) -> list[Typed]:
    return [entry for entry in versions.take() if isinstance(entry, Typed)]


def test_an_editing_session_is_one_version_with_the_latest_value(versions: Versions) -> None:
    type_in(versions, "n", "ne", "new")
    assert versions.take() == (
        Typed(
            key=Q,
            value="new",
            version_id=FIRST,
            replaces=(OLD.id,),
            started_at=START,
            at=START,
        ),
    )


def test_a_session_goes_on_after_its_entry_was_taken(versions: Versions) -> None:
    type_in(versions, "n")
    versions.take()
    type_in(versions, "ne")
    assert [entry.version_id for entry in typed(versions)] == [FIRST]


def test_after_leaving_a_new_version_replaces_the_last(versions: Versions) -> None:
    type_in(versions, "new")
    versions.leave(Q)
    type_in(versions, "newer", was="new")
    first, second = typed(versions)
    assert (first.closes, second.replaces) == (True, (FIRST,))


def test_after_a_pause_a_new_version_begins(versions: Versions, clock: SteppingClock) -> None:
    type_in(versions, "new")
    clock.pass_by(minutes=5, seconds=1)
    type_in(versions, "newer", was="new")
    assert [entry.value for entry in typed(versions)] == ["new", "newer"]


def test_short_pauses_do_not_end_a_version(versions: Versions, clock: SteppingClock) -> None:
    for value in ("n", "ne", "new"):
        clock.pass_by(minutes=4)
        type_in(versions, value)
    assert [entry.value for entry in typed(versions)] == ["new"]


def test_a_version_gone_quiet_is_closed_when_entries_are_taken(
    versions: Versions, clock: SteppingClock
) -> None:
    type_in(versions, "new")
    versions.take()
    clock.pass_by(minutes=6)
    assert versions.take() == (Closed(version_id=FIRST, at=START),)


def test_typing_back_what_stood_there_leaves_no_version(versions: Versions) -> None:
    type_in(versions, "new", "old")
    assert versions.take() == ()


def test_typing_back_what_stood_there_gives_the_status_back(versions: Versions) -> None:
    type_in(versions, "new", "old")
    assert versions.status(Q) is Status.READY


def test_what_the_store_may_have_stays_a_version(versions: Versions) -> None:
    type_in(versions, "new")
    versions.take()
    type_in(versions, "old")
    assert [entry.value for entry in typed(versions)] == ["old"]


def test_a_first_answer_taken_back_leaves_nothing(versions: Versions) -> None:
    other = key("other")
    versions.record(other, "x", was="", leader=other)
    versions.record(other, "", was="", leader=other)
    assert (versions.take(), versions.ids_of(other)) == ((), ())


def test_any_new_version_is_a_draft(versions: Versions) -> None:
    type_in(versions, "new")
    assert versions.status(Q) is Status.DRAFT


def test_leaving_an_answer_closes_what_the_form_wrote_along_with_it(
    versions: Versions,
) -> None:
    type_in(versions, "new")
    versions.record(key("along"), "x", was="", leader=Q)
    versions.leave(Q)
    assert [entry.closes for entry in typed(versions)] == [True, True]


def test_leaving_everything_closes_everything(versions: Versions) -> None:
    type_in(versions, "new")
    versions.record(key("other"), "x", was="", leader=key("other"))
    versions.leave()
    assert [entry.closes for entry in typed(versions)] == [True, True]


def test_a_closed_session_that_is_stored_gets_a_closing_entry(versions: Versions) -> None:
    type_in(versions, "new")
    versions.take()
    versions.leave(Q)
    assert versions.take() == (Closed(version_id=FIRST, at=START),)


def test_a_status_is_set_on_the_current_version(versions: Versions) -> None:
    versions.set_status([(Q, "old")], Status.DRAFT)
    (entry,) = versions.take()
    assert isinstance(entry, StatusSet)
    assert (entry.versions, entry.status) == ((OLD.id,), Status.DRAFT)


def test_typing_after_a_status_begins_a_new_version(versions: Versions) -> None:
    type_in(versions, "new")
    versions.set_status([(Q, "new")], Status.READY)
    type_in(versions, "newer", was="new")
    assert [entry.replaces for entry in typed(versions)] == [(OLD.id,), (FIRST,)]


def test_a_value_that_the_form_gave_becomes_a_version_with_its_status(
    versions: Versions,
) -> None:
    given = key("given")
    versions.set_status([(given, "default")], Status.READY)
    value, status = versions.take()
    assert isinstance(value, Typed)
    assert isinstance(status, StatusSet)
    assert status.versions == (value.version_id,)


def test_a_removal_names_the_versions_it_saw(versions: Versions) -> None:
    inside = key("title", "i")
    versions.record(inside, "Penal Code", was="", leader=inside)
    versions.remove_instance(key("laws", "i"))
    entry = versions.take()[-1]
    assert isinstance(entry, InstanceRemoved)
    assert entry.saw == (FIRST,)


def test_a_removal_comes_after_what_was_typed_inside(versions: Versions) -> None:
    inside = key("title", "i")
    versions.add_instance(Instance(key("laws", "i"), "a"))
    versions.record(inside, "Penal Code", was="", leader=inside)
    versions.remove_instance(key("laws", "i"))
    kinds = [type(entry) for entry in versions.take()]
    assert kinds == [InstanceAdded, Typed, InstanceRemoved]


def test_entries_given_back_come_again_in_order(versions: Versions) -> None:
    type_in(versions, "new")
    versions.add_instance(Instance(key("laws", "i"), "a"))
    taken = versions.take()
    versions.give_back(taken)
    assert versions.take() == taken


def test_what_is_newer_wins_over_what_was_given_back(versions: Versions) -> None:
    type_in(versions, "new")
    versions.add_instance(Instance(key("laws", "i"), "a"))
    taken = versions.take()
    type_in(versions, "newer")
    versions.give_back(taken)
    first, second = versions.take()
    assert isinstance(first, Typed)
    assert (first.value, second) == ("newer", taken[1])


def test_a_closing_joins_the_typed_text_that_was_given_back(versions: Versions) -> None:
    type_in(versions, "new")
    taken = versions.take()
    versions.leave(Q)
    versions.give_back(taken)
    assert [(e.value, e.closes) for e in typed(versions)] == [("new", True)]


def test_an_answer_without_a_version_is_a_draft(versions: Versions) -> None:
    assert versions.status(key("given")) is Status.DRAFT


def test_of_two_current_versions_the_lower_status_counts() -> None:
    other = CurrentVersion(id=VersionId("b" * 32), value="x", status=Status.DRAFT, author="n")
    loaded = Loaded(answers=Answers(values={Q: "old"}), versions={Q: (OLD, other)})
    assert Versions(loaded, SteppingClock(), CountingIds()).status(Q) is Status.DRAFT
