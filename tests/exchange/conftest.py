"""Alice, the focal point, and Bob and Carol, experts, each with a profile of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders.offices import Office


@pytest.fixture
def bob(tmp_path: Path, alice: Office, stick: Path) -> Iterator[Office]:
    """An expert who joined, as Alice knows from his first file."""
    office = Office(name="Bob", folder=tmp_path / "bob").join(alice.invite(stick))
    alice.receive(office.send(stick))
    yield office
    office.close()


@pytest.fixture
def carol(tmp_path: Path, alice: Office, stick: Path) -> Iterator[Office]:
    """Another one."""
    office = Office(name="Carol", folder=tmp_path / "carol").join(alice.invite(stick))
    alice.receive(office.send(stick))
    yield office
    office.close()
