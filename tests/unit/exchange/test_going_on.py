"""Somebody types on while what they typed so far is sealed: nothing is lost or doubled."""

from __future__ import annotations

from desktop_app.domain.entries import StatusSet
from desktop_app.domain.keys import NodeKey, VersionId
from desktop_app.domain.responses import Status
from desktop_app.exchange import holding
from desktop_app.exchange.sealing import seal
from desktop_app.services import journal
from tests.builders.profiles import Desk

Q1 = NodeKey.parse("q1")


def seal_now(desk: Desk) -> None:
    with desk.profile.store.begin() as transaction:
        seal(transaction, desk.dossier, desk.profile.device, desk.tick())


def is_sound(desk: Desk) -> bool:
    with desk.profile.store.read() as transaction:
        return holding.differences(transaction, desk.dossier, desk.profile.device) == ()


def type_on(desk: Desk, value: str, *, closes: bool = False) -> None:
    desk.write(desk.typed("q1", value, version="v1", closes=closes))


def test_what_is_typed_after_a_sealing_is_the_next_version(desk: Desk) -> None:
    type_on(desk, "half a sen")
    seal_now(desk)
    type_on(desk, "half a sentence")
    type_on(desk, "half a sentence.", closes=True)
    assert desk.values()["q1"] == "half a sentence."
    assert len(desk.load().versions[Q1]) == 1
    found = journal.history(desk.profile, desk.dossier, Q1)
    assert [each.value for each in found] == ["half a sentence.", "half a sen"]
    assert is_sound(desk)


def test_a_second_sealing_in_one_session(desk: Desk) -> None:
    for text in ("a", "ab", "abc"):
        type_on(desk, text)
        seal_now(desk)
    type_on(desk, "abcd", closes=True)
    assert desk.values()["q1"] == "abcd"
    assert len(desk.load().versions[Q1]) == 1
    assert is_sound(desk)


def test_writing_the_same_again_after_a_sealing_changes_nothing(desk: Desk) -> None:
    entry = desk.typed("q1", "all of it", version="v1", closes=True)
    desk.write(entry)
    seal_now(desk)
    before = journal.history(desk.profile, desk.dossier, Q1)
    desk.write(entry)
    assert journal.history(desk.profile, desk.dossier, Q1) == before
    assert is_sound(desk)


def test_a_status_on_the_session_means_its_newest_version(desk: Desk) -> None:
    type_on(desk, "half")
    seal_now(desk)
    type_on(desk, "whole", closes=True)
    desk.write(
        StatusSet(
            id=desk.change_id(),
            versions=(VersionId("v1"),),
            status=Status.READY,
            at=desk.tick(),
        )
    )
    (version,) = desk.load().versions[Q1]
    assert (version.value, version.status) == ("whole", Status.READY)
    assert is_sound(desk)


def test_an_answer_that_replaces_the_session_replaces_its_newest_version(desk: Desk) -> None:
    type_on(desk, "half")
    seal_now(desk)
    type_on(desk, "whole", closes=True)
    desk.answer("q1", "another day", [VersionId("v1")])
    (version,) = desk.load().versions[Q1]
    assert version.value == "another day"
    assert is_sound(desk)
