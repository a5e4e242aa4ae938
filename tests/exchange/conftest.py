"""Alice, the focal point, and Bob and Carol, experts, each with a profile of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders.approving import meet, write
from tests.builders.offices import Office
from tests.builders.secretariats import serving
from tests.builders.servers import Process


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


@pytest.fixture
def both(alice: Office, bob: Office) -> tuple[Office, Office]:
    """Alice, the focal point, and Bob, a confirmed expert, with an answer that both hold."""
    alice.confirm(bob)
    write(alice, instruments="UNTOC", q_5_model="conspiracy", q_5_conspiracy="part")
    write(alice, why_5="Only attempts of some crimes")
    meet(alice, bob)
    return alice, bob


@pytest.fixture
def secretariat(tmp_path: Path) -> Iterator[Process]:
    """A server that serves with its submission key unlocked."""
    with serving(tmp_path / "server") as made:
        yield made
