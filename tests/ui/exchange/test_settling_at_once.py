"""Several answers settled at once: by member, and only where it is plain what would stand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from desktop_app.services import members
from desktop_app.ui.desk.exchanging import exchange_pages
from desktop_app.ui.settling.page import SettlingPage
from desktop_app.ui.settling.version_view import VersionView
from desktop_app.ui.windows.page import Given
from review_protocol.costs import KdfCost
from tests.builders.offices import Office
from tests.ui.exchange.conftest import show

LONG_MS = 30_000
ANSWERS = ("party_name", "why_5")


@pytest.fixture
def at_home(alice: Office, stick: Path, tmp_path: Path) -> Iterator[Office]:
    """Alice's other computer."""
    file = members.add_computer(alice.profile, alice.dossier, stick, cost=KdfCost.FOR_TESTS)
    office = Office(name="Alice", folder=tmp_path / "second").join(file)
    office.receive(alice.send(stick))
    yield office
    office.close()


@pytest.fixture
def namesake(tmp_path: Path, alice: Office, bob: Office, stick: Path) -> Iterator[Office]:
    """Another Bob, with another address."""
    office = Office(name="Bob", folder=tmp_path / "other", email="other@example.org")
    office.join(alice.invite(stick))
    alice.receive(office.send(stick))
    yield office
    office.close()


def opened(qtbot: QtBot, alice: Office, given: Given, count: int = 2) -> SettlingPage:
    """The page, once it shows the first answer to settle."""
    page = exchange_pages(alice.profile, alice.dossier)[1].make(given)
    assert isinstance(page, SettlingPage)
    show(qtbot, page)
    qtbot.waitUntil(lambda: len(page.findChildren(VersionView)) >= count, timeout=LONG_MS)
    return page


def offers(page: SettlingPage) -> dict[str, QAbstractButton]:
    return {each.text(): each for each in page.findChildren(QAbstractButton, "keep-all")}


@pytest.fixture
def both_computers(alice: Office, at_home: Office, stick: Path) -> None:
    """Two computers of one member disagree, once."""
    alice.answer("party_name", "at the office")
    at_home.answer("party_name", "at home")
    alice.receive(at_home.send(stick))


def test_one_conflict_of_two_computers_of_a_member_is_not_two(
    qtbot: QtBot, alice: Office, both_computers: None, given: Given
) -> None:
    assert offers(opened(qtbot, alice, given)) == {}


@pytest.fixture
def mixed(alice: Office, at_home: Office, bob: Office, stick: Path) -> None:
    """Three answers: in one Alice has two versions, in two of them one; Bob has one in each."""
    bob.receive(alice.send(stick))
    for name in ("party_name", "why_5", "q_5_model"):
        alice.answer(name, "partly" if name == "q_5_model" else f"{name} at the office")
        bob.answer(name, "conspiracy" if name == "q_5_model" else f"{name} by Bob")
    at_home.answer("party_name", "party_name at home")
    alice.receive(bob.send(stick))
    alice.receive(at_home.send(stick))


def test_answers_are_counted_where_a_member_has_one_version(
    qtbot: QtBot, alice: Office, mixed: None, given: Given
) -> None:
    page = opened(qtbot, alice, given)
    assert set(offers(page)) == {
        "Keep the version of Alice in 2 answers",
        "Keep the version of Bob in 3 answers",
    }


def test_what_is_not_plain_stays_to_be_settled(
    qtbot: QtBot, alice: Office, mixed: None, given: Given
) -> None:
    page = opened(qtbot, alice, given)
    offers(page)["Keep the version of Alice in 2 answers"].click()
    qtbot.waitUntil(lambda: alice.stands("why_5") == {"why_5 at the office"}, timeout=LONG_MS)
    assert len(alice.stands("party_name")) == 3


@pytest.fixture
def two_bobs(alice: Office, bob: Office, namesake: Office, stick: Path) -> None:
    """Two members of one name disagree, in two answers."""
    for office in (bob, namesake):
        office.receive(alice.send(stick, to=[office]))
    for name in ANSWERS:
        bob.answer(name, f"{name} by one Bob")
        namesake.answer(name, f"{name} by the other Bob")
    alice.receive(bob.send(stick))
    alice.receive(namesake.send(stick))


def test_two_members_of_one_name_are_told_apart(
    qtbot: QtBot, alice: Office, two_bobs: None, given: Given
) -> None:
    page = opened(qtbot, alice, given)
    offers(page)["Keep the version of Bob (other@example.org) in 2 answers"].click()
    expected = [{f"{name} by the other Bob"} for name in ANSWERS]
    qtbot.waitUntil(
        lambda: [alice.stands(name) for name in ANSWERS] == expected, timeout=LONG_MS
    )
