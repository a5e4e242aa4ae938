"""However many computers somebody brings in: the others send, seal, remove and read on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.errors import BadArgument, SendRefused
from desktop_app.exchange import packing
from desktop_app.services import dossiers, members
from review_protocol.costs import KdfCost
from review_protocol.rules import MAX_COMPUTERS
from review_protocol.statements import Role
from tests.builders.computers import add_many
from tests.builders.offices import Office


@pytest.fixture
def olga(alice: Office, bob: Office, stick: Path, tmp_path: Path) -> Iterator[Office]:
    """A confirmed observer; Bob is confirmed too."""
    office = Office(name="Olga", folder=tmp_path / "olga").join(
        alice.invite(stick, Role.OBSERVER)
    )
    alice.receive(office.send(stick))
    alice.confirm(bob)
    alice.confirm(office)
    news = alice.send(stick)
    bob.receive(news)
    office.receive(news)
    yield office
    office.close()


def test_a_thousand_computers_of_one_observer_stop_nobody(
    alice: Office, bob: Office, olga: Office, stick: Path
) -> None:
    for _ in range(2):
        add_many(olga, 600)
    alice.receive(olga.send(stick, [alice]))
    assert len(alice.held().state.roster.members[olga.member].devices) == MAX_COMPUTERS
    alice.answer("why_5", "to all of them")
    bob.receive(alice.send(stick))
    assert bob.stands("why_5") == {"to all of them"}
    members.remove(alice.profile, alice.dossier, olga.member)
    alice.answer("body_name", "to those who are left")
    bob.receive(alice.send(stick))
    assert bob.stands("body_name") == {"to those who are left"}
    assert dossiers.export_dossier(alice.profile, alice.dossier)


def test_who_has_had_too_many_is_told_before_a_file_is_made(
    alice: Office, bob: Office, olga: Office, stick: Path
) -> None:
    add_many(olga, MAX_COMPUTERS - 1)
    with pytest.raises(BadArgument, match="computer: too-many"):
        members.add_computer(olga.profile, olga.dossier, stick, cost=KdfCost.FOR_TESTS)


def test_more_computers_than_a_file_is_for_are_named_by_whose_they_are(
    alice: Office, bob: Office, olga: Office, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packing, "MAX_ADDRESSEES", 5)
    add_many(olga, 4)
    alice.receive(olga.send(stick, [alice]))
    with pytest.raises(SendRefused) as caught:
        alice.send(stick)
    assert (caught.value.reason, caught.value.who) == ("too-many-computers", "Olga")
    alice.answer("why_5", "to Bob alone")
    bob.receive(alice.send(stick, [bob]))
    assert bob.stands("why_5") == {"to Bob alone"}


def test_computers_that_nobody_confirmed_are_left_out_before_anybody_else(
    alice: Office, bob: Office, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One invitation that many use."""
    alice.confirm(bob)
    bob.receive(alice.send(stick))
    invited = alice.invite(stick / "open.rdexch")
    for number in range(3):
        thief = Office(name=f"Thief {number}", folder=tmp_path / f"thief{number}")
        alice.receive(thief.join(invited).send(stick))
        thief.close()
    monkeypatch.setattr(packing, "MAX_ADDRESSEES", 3)
    alice.answer("why_5", "to Bob at least")
    bob.receive(alice.send(stick))
    assert bob.stands("why_5") == {"to Bob at least"}
