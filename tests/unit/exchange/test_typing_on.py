"""Typing goes on while what was typed is sealed: nothing of it may be lost."""

from __future__ import annotations

from desktop_app.domain.entries import Closed
from desktop_app.domain.keys import VersionId
from desktop_app.domain.responses import Status
from desktop_app.exchange import holding
from desktop_app.exchange.sealing import seal
from tests.builders.profiles import Desk


def seal_now(desk: Desk) -> None:
    with desk.profile.store.begin() as transaction:
        seal(transaction, desk.dossier, desk.profile.device, desk.tick())


def is_sound(desk: Desk) -> bool:
    with desk.profile.store.read() as transaction:
        return not holding.differences(transaction, desk.dossier, desk.profile.device)


def type_on(desk: Desk, text: str, *, closes: bool = False) -> None:
    desk.write(desk.typed("q1", text, version="session", closes=closes))


def test_what_is_typed_after_a_seal_is_a_version_of_its_own(desk: Desk) -> None:
    type_on(desk, "half a sen")
    seal_now(desk)
    type_on(desk, "half a sentence")
    type_on(desk, "half a sentence more", closes=True)
    assert desk.values() == {"q1": "half a sentence more"}
    assert len(desk.load().versions) == 1
    assert is_sound(desk)


def test_sealed_again_and_again_it_stays_one_answer(desk: Desk) -> None:
    text = "a"
    for letter in "bcdef":
        type_on(desk, text)
        seal_now(desk)
        text += letter
    type_on(desk, text)
    desk.write(Closed(version_id=VersionId("session"), at=desk.tick()))
    seal_now(desk)
    assert desk.values() == {"q1": "abcdef"}
    assert is_sound(desk)


def test_an_autosave_that_comes_late_changes_nothing(desk: Desk) -> None:
    early = desk.typed("q1", "half a", version="session", closes=False)
    type_on(desk, "half a sentence")
    seal_now(desk)
    desk.write(early)
    assert desk.values() == {"q1": "half a sentence"}


def test_a_status_for_the_session_is_on_what_was_typed_last(desk: Desk) -> None:
    type_on(desk, "half a sen")
    seal_now(desk)
    type_on(desk, "half a sentence", closes=True)
    desk.set_status(Status.READY, VersionId("session"))
    ((version,),) = desk.load().versions.values()
    assert (version.value, version.status) == ("half a sentence", Status.READY)


def test_who_replaces_the_session_replaces_what_was_typed_last(desk: Desk) -> None:
    type_on(desk, "half a sen")
    seal_now(desk)
    type_on(desk, "half a sentence", closes=True)
    desk.answer("q1", "another sentence", ["session"])
    ((version,),) = desk.load().versions.values()
    assert version.value == "another sentence"
