"""The smallest office that most tests of the rules begin with."""

from __future__ import annotations

import pytest

from review_protocol.statements import Role
from tests.builders.change_sets import Computer, Office


@pytest.fixture
def office() -> Office:
    """A dossier with its focal point."""
    return Office()


@pytest.fixture
def ben(office: Office) -> Computer:
    """An expert who was invited, has joined and is confirmed."""
    return office.admit("ben", Role.EXPERT)
