"""Two versions of a person, at the window: both are seen, one is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.members import Person
from desktop_app.services import members
from desktop_app.services.assignments import allotted
from desktop_app.services.people import people
from desktop_app.ui.people.member_card import MemberCard
from desktop_app.ui.settling.page import SettlingPage
from desktop_app.ui.settling.record_view import RecordView
from desktop_app.ui.windows.page import Given
from tests.builders.offices import Office

LONG_MS = 30_000


@pytest.fixture
def given(alice: Office, bob: Office, stick: Path, given: Given) -> Given:
    """Both have written down who Bob is, without knowing of each other."""
    alice.confirm(bob)
    bob.receive(alice.send(stick))
    for office, phone in ((alice, "111"), (bob, "222")):
        person = Person(name="Bob", phone=phone)
        members.describe(office.profile, office.dossier, bob.member, person)
    alice.receive(bob.send(stick))
    return given


def texts(page: QWidget) -> str:
    labels = page.findChildren(QLabel)
    return "\n".join(each.text() for each in labels if each.isVisibleTo(page))


def test_both_are_shown_and_the_one_that_is_kept_stands(
    qtbot: QtBot, alice: Office, bob: Office, settling: SettlingPage
) -> None:
    def views() -> list[RecordView]:
        return [each for each in settling.findChildren(RecordView) if each.isVisible()]

    qtbot.waitUntil(lambda: len(views()) == 1, timeout=LONG_MS)
    shown = texts(views()[0])
    assert "Who \u2068Bob\u2069 is" in shown
    assert "111" in shown
    assert "222" in shown
    assert "E-mail" not in shown  # nobody wrote one down
    assert "every version stays in the history" not in texts(settling)
    cards = [each for each in views()[0].findChildren(QWidget, "record-version")]
    (kept,) = [each for each in cards if "222" in texts(each)]
    (button,) = [b for b in kept.findChildren(QAbstractButton) if b.text().endswith("version")]
    button.click()
    qtbot.waitUntil(lambda: "There is nothing to settle." in texts(settling), timeout=LONG_MS)
    found = people(alice.profile, alice.dossier).members
    assert [each.person.phone for each in found if each.id == bob.member] == ["222"]
    assert allotted(alice.profile, alice.dossier).at_odds == ()


def test_the_card_of_the_member_says_so(
    qtbot: QtBot, alice: Office, bob: Office, given: Given
) -> None:
    found = people(alice.profile, alice.dossier)
    member = next(each for each in found.members if each.id == bob.member)
    card = MemberCard(member, found)
    qtbot.addWidget(card)
    assert "Two people wrote different details" in texts(card)
