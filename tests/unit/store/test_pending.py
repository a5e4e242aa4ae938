"""What waits to be sealed is read from the journal as changes, under the names it has now."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.domain.entries import Decided, Recorded, Restricted, Wording, WordingLoaded
from desktop_app.domain.keys import QuestionId
from desktop_app.domain.responses import Status
from desktop_app.exchange.sealing import seal
from desktop_app.store.pending import Pending, read_pending, sealed_names
from review_protocol.changes import (
    AddChange,
    AnswerChange,
    DecisionChange,
    Mark,
    RecordChange,
    RecordType,
    RemoveChange,
    RestrictionChange,
    StatusChange,
    WordingChange,
)
from review_protocol.names import MemberId, SetId
from tests.builders.profiles import Desk, make_profile


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_profile(tmp_path / "profile")
    yield Desk(made.profile).create()
    made.profile.close()


def pending(desk: Desk) -> Pending:
    with desk.profile.store.read() as connection:
        return read_pending(connection, desk.dossier)


def seal_now(desk: Desk) -> None:
    with desk.profile.store.begin() as transaction:
        seal(transaction, desk.dossier, desk.profile.device, desk.tick())


def second(desk: Desk) -> int:
    return int(desk.clock().timestamp())


def test_nothing_is_pending_in_a_fresh_dossier(desk: Desk) -> None:
    assert not pending(desk)


def test_each_kind_of_entry_is_a_change(desk: Desk) -> None:
    answer = desk.answer("q1@r", "text")
    answered = second(desk)
    desk.set_status(Status.READY, answer)
    desk.add("row@r", "a")
    desk.remove("row@r", answer)
    member, subject = MemberId("c" * 32), "e" * 32
    desk.write(
        Recorded(
            id=desk.change_id(),
            type=RecordType.NOTE,
            subject=subject,
            fields={"text": "note"},
            at=desk.tick(),
        ),
        Restricted(
            id=desk.change_id(), member=member, questions=(QuestionId("q1"),), at=desk.tick()
        ),
        Decided(id=desk.change_id(), sets=(SetId("9" * 64),), accept=True, at=desk.tick()),
    )
    found = pending(desk).changes
    typed, status, added, removed, noted, restricted, decided = found
    assert typed == AnswerChange(key="q1@r", value="text", started=answered, at=answered)
    assert isinstance(status, StatusChange)
    assert [*map(str, status.versions), status.mark] == [answer, Mark.READY]
    assert isinstance(added, AddChange)
    assert (added.key, added.order) == ("row@r", "a")
    assert isinstance(removed, RemoveChange)
    assert [removed.key, *map(str, removed.saw)] == ["row@r", answer]
    assert isinstance(noted, RecordChange)
    assert (noted.type, noted.subject, dict(noted.fields)) == (
        RecordType.NOTE,
        subject,
        {"text": "note"},
    )
    assert isinstance(restricted, RestrictionChange)
    assert (restricted.member, restricted.questions) == (member, ("q1",))
    assert isinstance(decided, DecisionChange)
    assert (decided.sets, decided.accept) == (("9" * 64,), True)


def test_a_session_that_is_open_counts_as_it_is_now(desk: Desk) -> None:
    desk.write(desk.typed("q1", "being", version="session", closes=False))
    began = second(desk)
    desk.write(desk.typed("q1", "being typed", version="session", closes=False))
    found = pending(desk)
    (change,) = found.changes
    assert isinstance(change, AnswerChange)
    assert (change.value, change.started, change.at) == ("being typed", began, second(desk))
    (times,) = found.times.values()
    assert times.ended is None


def test_wording_that_was_loaded_at_once_is_a_change_for_each_question(desk: Desk) -> None:
    wording = tuple(
        Wording(QuestionId(f"card{number}"), "en", str(number), f"text {number}")
        for number in range(3)
    )
    entry = WordingLoaded(id=desk.change_id(), wording=wording, at=desk.tick())
    desk.write(entry)
    found = pending(desk)
    assert [*map(str, found.names)] == [entry.id, f"{entry.id}/1", f"{entry.id}/2"]
    assert [each.question for each in found.changes if isinstance(each, WordingChange)] == [
        "card0",
        "card1",
        "card2",
    ]


def test_what_was_sealed_is_pending_no_more_and_has_its_new_name(desk: Desk) -> None:
    first = desk.answer("q1", "one")
    seal_now(desk)
    assert not pending(desk)
    with desk.profile.store.read() as connection:
        name = sealed_names(connection, desk.dossier)[first]
    desk.answer("q1", "two", [first])
    desk.set_status(Status.READY, first)
    changed, status = pending(desk).changes
    assert isinstance(changed, AnswerChange)
    assert changed.replaces == (name,)
    assert isinstance(status, StatusChange)
    assert status.versions == (name,)


def test_two_that_collapsed_have_one_name(desk: Desk) -> None:
    """Whoever names both names it once."""
    first = desk.answer("q1", "one")
    second_ = desk.answer("q1", "two", [first])
    seal_now(desk)
    desk.answer("q1", "three", [first, second_])
    (change,) = pending(desk).changes
    assert isinstance(change, AnswerChange)
    assert len(change.replaces) == 1


def test_the_dossier_s_own_beginning_is_in_its_first_set(desk: Desk) -> None:
    with desk.profile.store.read() as connection:
        names = sealed_names(connection, desk.dossier)
    assert {name.partition(".")[0] for name in names.values()} == {desk.dossier}
