"""In a folder a package gets a name that nothing there has, whoever wrote it."""

from __future__ import annotations

import secrets
from itertools import count
from pathlib import Path

import pytest

from desktop_app.services import packages
from tests.builders.offices import Office


@pytest.fixture(autouse=True)
def drawn(monkeypatch: pytest.MonkeyPatch, alice: Office, bob: Office) -> None:
    """All is of one minute, and every number is drawn twice."""
    numbers, now = count(), alice.clock.now
    monkeypatch.setattr(secrets, "randbelow", lambda _below: next(numbers) // 2)
    monkeypatch.setattr(alice.profile, "clock", lambda: now)


def test_two_files_of_one_minute_are_both_kept(alice: Office, out: Path) -> None:
    first = alice.send(out)
    was = first.read_bytes()
    second = alice.send(out)
    assert [first.stem[-4:], second.stem[-4:]] == ["0000", "0001"]
    assert first.read_bytes() == was


def test_parts_of_a_text_take_no_part_of_another_away(alice: Office, out: Path) -> None:
    sent = [
        packages.export(alice.profile, alice.dossier, out, text_part_bytes=size).files
        for size in (1_000, 1_100, 1_000_000)
    ]
    assert [len(files) > 1 for files in sent] == [True, True, False]
    names = [file.name for files in sent for file in files]
    assert sorted(names) == sorted(each.name for each in out.iterdir())
    assert len(set(names)) == len(names)
