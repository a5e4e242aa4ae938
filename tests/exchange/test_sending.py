"""Files out: what goes into one, how it is called, and that it is whole before it is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desktop_app.errors import SendRefused
from desktop_app.services import packages
from tests.builders.offices import Office

NAME = re.compile(r"[a-z]+-[0-9]{8}-[0-9]{4}-[0-9]{4}\.rdexch")


def test_a_name_says_nothing_of_party_or_person(
    alice: Office, bob: Office, stick: Path
) -> None:
    name = bob.send(stick).name
    assert NAME.fullmatch(name)
    assert len(name) < 60
    assert name.isascii()


def test_nobody_to_send_to_is_said(alice: Office, stick: Path) -> None:
    with pytest.raises(SendRefused, match="nobody-else"):
        alice.send(stick)
    assert list(stick.iterdir()) == []


def test_somebody_who_is_no_member_is_refused(bob: Office, stick: Path) -> None:
    before = set(stick.iterdir())
    with pytest.raises(SendRefused, match="unknown-member"):
        packages.export(bob.profile, bob.dossier, stick, to=["ab" * 16])
    assert set(stick.iterdir()) == before
