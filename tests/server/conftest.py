"""Servers on SQLite and on PostgreSQL; asked in this process, or over HTTP as they run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders.databases import KINDS
from tests.builders.parties import unlock_new_key
from tests.builders.servers import Office, Process, make_office


@pytest.fixture(params=KINDS)
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    """A server that is asked in this process, on either database."""
    made = make_office(tmp_path / "server", request.param)
    yield made
    made.server.database.close()


@pytest.fixture
def small_office(tmp_path: Path) -> Iterator[Office]:
    """One on SQLite, where the database does not matter."""
    made = make_office(tmp_path / "server")
    yield made
    made.server.database.close()


@pytest.fixture
def ready(office: Office) -> Office:
    """One whose submission key is unlocked."""
    unlock_new_key(office)
    return office


@pytest.fixture(params=KINDS)
def process(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Process]:
    """A server as it is installed, on either database; nothing serves yet."""
    made = Process(make_office(tmp_path / "server", request.param))
    yield made
    made.stop()
    made.office.server.database.close()
