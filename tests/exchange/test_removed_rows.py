"""A row that one removes and another writes in: kept or removed by somebody who sees both."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.services import dossiers, journal
from desktop_app.services.response import Response
from desktop_app.services.settling import settle_row, unsettled
from tests.builders.offices import Office
from tests.builders.responses import key
from tests.exchange.test_stories import agree, meet

ROW, TITLE = key("laws_5", "row"), key("laws_5_title", "row")


@pytest.fixture
def disputed(alice: Office, bob: Office, stick: Path) -> None:
    """Alice has removed what Bob wrote in."""
    alice.answer("q_5_model", "conspiracy")
    alice.answer("q_5_conspiracy", "yes")
    alice.add(str(ROW), "5")
    alice.answer(str(TITLE), "Penal Code")
    meet(alice, bob, stick=stick)
    alice.drop(str(ROW))
    bob.answer(str(TITLE), "Penal Code, chapter 7")
    meet(alice, bob, stick=stick)


def opened(office: Office) -> Response:
    return dossiers.open_response(office.profile, office.dossier)


def save(office: Office, response: Response) -> None:
    journal.write(office.profile, office.dossier, response.take_pending())


@pytest.mark.usefixtures("disputed")
def test_it_is_said_who_removed_it_and_what_was_written(alice: Office) -> None:
    response = opened(alice)
    assert response.unsettled.rows() == (ROW,)
    assert response.unsettled.count() == 1
    found = unsettled(
        alice.profile, alice.dossier, response.unsettled.answers(), response.unsettled.rows()
    )
    assert found.conflicts == ()
    (row,) = found.rows
    assert [each.author for each in row.removals] == ["Alice"]
    (written,) = row.written
    assert (written.key, written.value, written.author) == (
        TITLE,
        "Penal Code, chapter 7",
        "Bob",
    )
    assert written.is_unseen


@pytest.mark.usefixtures("disputed")
@pytest.mark.parametrize("keep", [True, False])
def test_it_is_kept_or_removed(alice: Office, bob: Office, stick: Path, keep: bool) -> None:
    response = opened(bob)
    settle_row(response, ROW, keep=keep)
    assert response.unsettled.count() == 0
    save(bob, response)
    assert opened(bob).unsettled.rows() == ()  # before anything is sealed
    assert bob.is_sound()
    meet(alice, bob, stick=stick)
    for office in (alice, bob):
        assert opened(office).unsettled.rows() == ()
        assert (str(TITLE) in office.values()) is keep
        assert "Penal Code, chapter 7" in office.history(str(TITLE))
    assert agree(alice, bob)


@pytest.mark.usefixtures("disputed")
def test_removing_can_be_undone(alice: Office) -> None:
    response = opened(alice)
    settle_row(response, ROW, keep=False)
    assert ROW not in set(response.walk())
    response.undo()
    save(alice, response)
    assert opened(alice).unsettled.rows() == ()
    assert alice.values()[str(TITLE)] == "Penal Code, chapter 7"
    assert alice.is_sound()


@pytest.mark.usefixtures("disputed")
def test_both_may_decide_at_once_and_who_keeps_prevails(
    alice: Office, bob: Office, stick: Path
) -> None:
    for office, keep in ((alice, False), (bob, True)):
        response = opened(office)
        settle_row(response, ROW, keep=keep)
        save(office, response)
    meet(alice, bob, stick=stick)
    assert agree(alice, bob)
    assert alice.values()[str(TITLE)] == "Penal Code, chapter 7"
