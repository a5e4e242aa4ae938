"""What followed from the same sets is known, and derived again once they are others."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from desktop_app.exchange import holding
from review_protocol.deriving import derive
from review_protocol.names import SetId
from review_protocol.state import OpenedSet, State
from tests.builders.offices import Office


@pytest.fixture
def derived(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Of how many sets a state was derived, each time."""
    counts: list[int] = []

    def counting(sets: Iterable[OpenedSet], *, dossier: SetId) -> State:
        given = tuple(sets)
        counts.append(len(given))
        return derive(given, dossier=dossier)

    monkeypatch.setattr(holding, "derive", counting)
    return counts


def anew(office: Office) -> State:
    with office.profile.store.read() as transaction:
        return holding.hold(transaction, office.dossier, office.device, anew=True).state


def test_the_same_sets_are_derived_once(
    alice: Office, bob: Office, stick: Path, derived: list[int]
) -> None:
    alice.answer("why_5", "because")
    bob.receive(alice.send(stick))
    alice.held()
    derived.clear()
    first, second = alice.held(), alice.held()
    assert first.state is second.state
    assert derived == []
    assert first.state == anew(alice)


def test_others_are_derived_anew(
    alice: Office, bob: Office, stick: Path, derived: list[int]
) -> None:
    alice.held()
    bob.answer("why_5", "as Bob says")
    alice.receive(bob.send(stick))
    assert alice.held().state == anew(alice)
    assert alice.stands("why_5") == {"as Bob says"}
    derived.clear()
    alice.answer("body_name", "not sealed yet")  # pending counts for this once
    pending = alice.held()
    assert pending.pending
    assert len(derived) == 1
    with alice.profile.store.read() as transaction:
        sealed = holding.hold(transaction, alice.dossier, alice.device, with_pending=False)
    assert sealed.state != pending.state
    assert len(derived) == 1
