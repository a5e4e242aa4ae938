"""What the list of people says of the others' computers, and what it costs to ask."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.exchange import holding
from desktop_app.services.people import people
from review_protocol import sets
from tests.builders.offices import Office


def lacks(office: Office, other: Office) -> int | None:
    found = people(office.profile, office.dossier).members
    (computer,) = [
        each for member in found for each in member.computers if each.id == other.device.id
    ]
    return computer.lacks


def test_what_a_computer_lacks_is_counted(alice: Office, bob: Office, stick: Path) -> None:
    bob.receive(alice.send(stick))
    alice.receive(bob.send(stick))
    assert lacks(alice, bob) == 0
    for number in range(3):
        alice.answer("why_5", f"Draft {number}")
        alice.declare()
    assert lacks(alice, bob) == 3


def test_asking_derives_nothing_and_reads_each_header_once(
    alice: Office, bob: Office, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alice.close()
    alice.reopen()
    read: list[bytes] = []

    def counted(data: bytes) -> sets.SetHeader:
        read.append(data)
        return sets.read_header(data)

    def never(*_: object) -> None:
        raise AssertionError("the whole dossier was derived")

    monkeypatch.setattr("desktop_app.exchange.acknowledging.read_header", counted)
    monkeypatch.setattr(holding, "derive", never)
    first = people(alice.profile, alice.dossier)
    once = len(read)
    assert people(alice.profile, alice.dossier) == first
    assert len(read) == once
    assert 0 < once == len(set(read))
