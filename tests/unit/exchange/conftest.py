"""A real store, and a dossier in a real profile, each in a temporary folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.crypto.slots import DatabaseKey
from desktop_app.store.store import Store, create_store
from tests.builders.profiles import Desk, make_profile

KEY = DatabaseKey(bytes(range(32)))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store under a known key."""
    made = create_store(tmp_path / "desk.db", KEY)
    yield made
    made.abandon()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An empty dossier."""
    made = make_profile(tmp_path / "profile")
    yield Desk(made.profile).create()
    made.profile.close()
