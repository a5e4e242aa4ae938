"""The versions of an answer, and taking one up again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QLabel, QTabBar, QWidget

from desktop_app.cli.version_wording import version_line
from desktop_app.domain.keys import VersionId
from desktop_app.domain.responses import Disputed, Status, VersionInfo, VersionStanding
from desktop_app.errors import DamagedFile
from desktop_app.ui.questionnaire.version_words import standing_words
from review_protocol.state import Reason
from tests.builders.responses import key
from tests.ui.questionnaire.conftest import Store
from tests.ui.questionnaire.person import Person


def version(number: int, value: str, *, is_current: bool = False) -> VersionInfo:
    """One state of the answer, an hour after the one before."""
    moment = datetime(2026, 3, 2, 9, tzinfo=UTC) + timedelta(hours=number)
    return VersionInfo(
        id=VersionId(str(number)),
        key=key("k_line"),
        value=value,
        author=f"Expert {number}",
        started_at=moment,
        ended_at=moment,
        status=Status.READY if is_current else Status.DRAFT,
        is_current=is_current,
    )


def open_history(person: Person) -> QWidget:
    """Turn to the history of a question."""
    person.page.show_node(key("k_line"))
    tabs = person.see("side-tabs")
    assert isinstance(tabs, QTabBar)
    tabs.setCurrentIndex(1)
    return person.see("history")


def versions(person: Person) -> list[QWidget]:
    """What is listed."""
    found = person.see("history").findChildren(QWidget, "version")
    return [each for each in found if each.isVisible()]


def test_versions_are_listed_with_who_and_when(person: Person, store: Store) -> None:
    store.versions = (version(2, "new", is_current=True), version(1, "old"))
    history = open_history(person)
    person.qtbot.waitUntil(lambda: len(versions(person)) == 2)
    for words in ("Expert 1", "Expert 2", "old", "new", "2 March 2026"):
        assert person.reads(words, history)
    assert person.reads("This is the answer now", versions(person)[0])


def test_who_settled_between_which_versions_is_said(person: Person, store: Store) -> None:
    older = (version(2, "no"), version(1, "yes"))
    sides = tuple(Disputed(each.author, each.started_at) for each in older)
    decided = replace(version(3, "in part", is_current=True), settled=sides)
    store.versions = (decided, *older)
    open_history(person)
    person.qtbot.waitUntil(lambda: len(versions(person)) == 3)
    words = versions(person)[0].findChild(QLabel, "settled")
    assert words is not None
    for part in ("Settled by \u2068Expert 3\u2069", "Expert 1", "Expert 2", "2 March 2026"):
        assert part in words.text()
    assert versions(person)[1].findChild(QLabel, "settled") is None


def test_a_version_is_taken_up_again(person: Person, store: Store) -> None:
    store.versions = (version(2, "new", is_current=True), version(1, "old"))
    open_history(person)
    person.qtbot.waitUntil(lambda: len(versions(person)) == 2)
    person.press("restore", versions(person)[1])
    assert person.value("k_line") == "old"


def test_the_present_one_offers_nothing(person: Person, store: Store) -> None:
    store.versions = (version(2, "new", is_current=True),)
    open_history(person)
    person.qtbot.waitUntil(lambda: len(versions(person)) == 1)
    assert not person.sees("restore", versions(person)[0])


def test_what_does_not_count_says_so_and_why(person: Person, store: Store) -> None:
    refused = replace(version(2, "late"), standing=VersionStanding.REFUSED, reason="rejected")
    waiting = replace(version(3, "later"), standing=VersionStanding.WAITING, reason="demoted")
    unsure = replace(version(1, "new here"), is_unconfirmed=True)
    store.versions = (waiting, refused, unsure)
    open_history(person)
    person.qtbot.waitUntil(lambda: len(versions(person)) == 3)
    first, second, third = versions(person)
    assert person.reads("It waits for the focal point's decision.", first)
    assert person.reads("given another role", first)
    assert person.reads("It does not count.", second)
    assert person.reads("decided not to take it", second)
    assert person.reads("Not confirmed yet", third)
    assert not person.reads("does not count", third)


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_words_in_window_and_command_line(reason: Reason) -> None:
    refused = replace(version(1, "x"), standing=VersionStanding.REFUSED, reason=str(reason))
    assert standing_words(refused) != "It does not count."
    assert "(refused: " in version_line(refused)


def test_no_versions_is_said(person: Person) -> None:
    history = open_history(person)
    person.qtbot.waitUntil(lambda: person.reads("not been answered yet", history))


def test_a_history_that_cannot_be_read_is_a_sentence(person: Person, store: Store) -> None:
    store.error = DamagedFile("profile")
    history = open_history(person)
    person.qtbot.waitUntil(lambda: person.reads("it is damaged", history))


def test_it_follows_the_question_one_goes_to(person: Person, store: Store) -> None:
    store.versions = (version(1, "old"),)
    history = open_history(person)
    person.qtbot.waitUntil(lambda: person.reads("A word", history))
    person.page.show_node(key("k_text"))
    person.qtbot.waitUntil(lambda: person.reads("Many words", history))
