"""What is pending becomes sets: as many as it takes, in order, and under names that hold."""

from __future__ import annotations

import hashlib
import itertools

import pytest

from desktop_app.domain.entries import Wording, WordingLoaded
from desktop_app.domain.keys import DossierId, NodeKey, QuestionId
from desktop_app.domain.responses import Status
from desktop_app.exchange import holding
from desktop_app.exchange.holding import Held, hold
from desktop_app.exchange.sealing import hold_sealed, seal
from desktop_app.services import journal
from review_protocol import sets
from review_protocol.changes import AnswerChange, WordingChange
from review_protocol.errors import TooLarge
from review_protocol.names import SetId
from review_protocol.signing import SigningKey
from review_protocol.statements import Invite, Reserve, Role, Statement
from tests.builders.profiles import Desk

SMALL = 4_500
"""Bytes that a set may have in these tests: two or three texts of `text`."""


@pytest.fixture
def small_sets(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A dossier whose sets can hold little. It was founded before."""
    monkeypatch.setattr(sets, "MAX_SET", SMALL)
    return desk


def text(name: object, length: int = 1_200) -> str:
    """Letters that no compression makes shorter than half."""
    return hashlib.shake_128(str(name).encode()).hexdigest(length)


def seal_now(desk: Desk, *statements: Statement) -> SetId | None:
    with desk.profile.store.begin() as transaction:
        return seal(
            transaction,
            desk.dossier,
            desk.profile.device,
            desk.tick(),
            statements=statements,
        )


def held(desk: Desk) -> Held:
    with desk.profile.store.read() as transaction:
        return hold(transaction, desk.dossier, desk.profile.device)


def is_sound(desk: Desk) -> bool:
    with desk.profile.store.read() as transaction:
        return not holding.differences(transaction, desk.dossier, desk.profile.device)


def invitation() -> Invite:
    return Invite(invitation=SigningKey(bytes(range(32))).public, role=Role.EXPERT)


def test_nothing_is_sealed_where_nothing_is_pending(desk: Desk) -> None:
    seal_now(desk)
    before = held(desk).sealed
    assert seal_now(desk) is None
    assert held(desk).sealed == before


def test_nothing_is_sealed_before_the_dossier_is_founded(desk: Desk) -> None:
    with desk.profile.store.begin() as transaction:
        nowhere = DossierId("0" * 32)
        assert seal(transaction, nowhere, desk.profile.device, desk.tick()) is None


def test_statements_alone_make_a_set(desk: Desk) -> None:
    seal_now(desk)
    id_ = seal_now(desk, invitation())
    (made,) = [each for each in held(desk).sealed if each.id == id_]
    assert (made.statements, made.changes) == ((invitation(),), ())


def test_a_set_is_on_top_of_all_that_is_held(desk: Desk) -> None:
    desk.answer("q1", "one")
    first = seal_now(desk)
    desk.answer("q2", "two")
    second = seal_now(desk)
    assert held(desk).state.heads == {second}
    (made,) = [each for each in held(desk).sealed if each.id == second]
    assert made.parents == {first}


def test_much_work_becomes_several_sets_one_on_top_of_the_other(small_sets: Desk) -> None:
    desk, before = small_sets, len(held(small_sets).sealed)
    for number in range(12):
        desk.answer(f"q{number}", text(number))
    last = seal_now(desk)
    found = held(desk).sealed[before:]
    assert len(found) > 3
    assert held(desk).state.heads == {last}
    for earlier, later in itertools.pairwise(found):
        assert later.parents == {earlier.id}
    assert desk.values() == {f"q{number}": text(number) for number in range(12)}
    assert not held(desk).pending
    assert is_sound(desk)


def test_an_answer_typed_on_in_the_next_set_is_still_one_answer(small_sets: Desk) -> None:
    """Its first version is in a set by then, under another name than it was typed with."""
    desk = small_sets
    first = desk.answer("q1", "typed first")
    desk.set_status(Status.READY, first)
    for number in range(6):
        desk.answer(f"more{number}", text(number))
    second = desk.answer("q1", "typed in the end", [first])
    desk.set_status(Status.READY, second)
    seal_now(desk)
    state = held(desk).state
    texts = [
        (name, change.replaces)
        for opened in held(desk).sealed
        for name, change in zip(opened.names, opened.changes or (), strict=True)
        if isinstance(change, AnswerChange) and change.key == "q1"
    ]
    assert [replaces for _, replaces in texts] == [(), (texts[0][0],)]
    assert state.conflicts == ()
    (version,) = desk.load().versions[NodeKey.parse("q1")]
    assert (version.value, version.status) == ("typed in the end", Status.READY)
    assert is_sound(desk)


def test_versions_in_one_set_collapse_though_there_are_several_sets(small_sets: Desk) -> None:
    desk = small_sets
    first = desk.answer("q1", "taken back at once")
    desk.answer("q1", "what stands", [first])
    for number in range(8):
        desk.answer(f"more{number}", text(number))
    seal_now(desk)
    sealed = [
        change.value
        for opened in held(desk).sealed
        for change in opened.changes or ()
        if isinstance(change, AnswerChange)
    ]
    assert "what stands" in sealed
    assert "taken back at once" not in sealed
    history = journal.history(desk.profile, desk.dossier, NodeKey.parse("q1"))
    assert {each.value for each in history} == {"taken back at once", "what stands"}


def test_one_row_of_the_journal_is_never_torn(small_sets: Desk) -> None:
    """Official wording is loaded at once, and is a change for each question."""
    desk = small_sets
    for number in range(4):
        desk.answer(f"q{number}", text(number))
    wording = tuple(
        Wording(QuestionId(f"card{number}"), "en", str(number), text(number, 300))
        for number in range(9)
    )
    loaded = WordingLoaded(id=desk.change_id(), wording=wording, at=desk.tick())
    desk.write(loaded)
    desk.answer("after", "that")
    seal_now(desk)
    homes = {
        opened.id
        for opened in held(desk).sealed
        for change in opened.changes or ()
        if isinstance(change, WordingChange)
    }
    assert len(homes) == 1
    assert len(held(desk).state.wording) == 9
    assert is_sound(desk)


def test_statements_go_with_the_last_of_several_sets(small_sets: Desk) -> None:
    """They may end the right of their author to all that is in the others."""
    desk, before = small_sets, len(held(small_sets).sealed)
    for number in range(12):
        desk.answer(f"q{number}", text(number))
    reserve = Reserve(reserve=SigningKey(bytes(32)[:-1] + b"\1").public)
    last = seal_now(desk, reserve)
    stated = [opened.id for opened in held(desk).sealed[before:] if opened.statements]
    assert stated == [last]
    assert held(desk).state.roster.reserve == reserve.reserve
    assert desk.values().keys() == {f"q{number}" for number in range(12)}


def test_a_change_that_no_set_can_hold_is_told_and_all_stays_pending(small_sets: Desk) -> None:
    desk = small_sets
    desk.answer("q1", "short")
    desk.answer("q2", text("long", 2 * SMALL))
    before = held(desk)
    with pytest.raises(TooLarge):
        seal_now(desk)
    assert held(desk).pending == before.pending
    assert held(desk).sealed == before.sealed
    assert is_sound(desk)


def test_what_is_held_when_all_is_sealed_is_what_a_fresh_look_finds(desk: Desk) -> None:
    desk.answer("q1", "typed")
    with desk.profile.store.begin() as transaction:
        sealed = hold_sealed(transaction, desk.dossier, desk.profile.device, desk.tick())
        holding.settle(transaction, desk.dossier, desk.profile.device, sealed)
    assert held(desk).state == sealed.state
    assert not sealed.pending


def test_a_session_that_is_open_ends_when_it_is_sealed(desk: Desk) -> None:
    desk.write(desk.typed("q1", "being typ", version="session", closes=False))
    seal_now(desk)
    (version,) = journal.history(desk.profile, desk.dossier, NodeKey.parse("q1"))
    assert version.ended_at is not None


def test_a_dossier_is_named_by_its_first_set(desk: Desk) -> None:
    first = held(desk).sealed[0]
    assert first.id == SetId(desk.dossier)
    assert not first.parents
