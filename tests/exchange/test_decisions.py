"""Who settled an answer between which versions: in every export and history, for good."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.responses import VersionInfo
from desktop_app.services import dossiers, journal, settling
from tests.builders.carrying import carry
from tests.builders.offices import Office

NAME = "party_name"


@pytest.fixture
def bob(alice: Office, tmp_path: Path) -> Iterator[Office]:
    office = Office(name="Bob", folder=tmp_path / "bob").join(alice.invite(tmp_path))
    carry(office, alice)
    carry(alice, office)
    yield office
    office.close()


def disagree(alice: Office, bob: Office) -> None:
    """Each wrote the name without knowing of the other; then both know."""
    for office in (alice, bob):
        office.answer(NAME, f"as {office.name} has it")
    carry(bob, alice)
    carry(alice, bob)


def decisions(office: Office) -> list[Any]:
    exported = json.loads(office.export())
    found: list[Any] = exported["decisions"].get(NAME, {}).get("value", [])
    return found


def name_of(office: Office, member: str) -> str:
    named: str = json.loads(office.export())["members"]["all"][member]["name"]
    return named


def sides(office: Office, decision: Any) -> set[tuple[str, str]]:
    """Who had written what."""
    return {(name_of(office, each["author"]), each["value"]) for each in decision["between"]}


def history(office: Office) -> tuple[VersionInfo, ...]:
    return journal.history(office.profile, office.dossier, NodeKey.parse(NAME))


def test_without_a_dispute_nothing_was_decided(alice: Office, bob: Office) -> None:
    alice.answer(NAME, "first")
    alice.declare()
    alice.answer(NAME, "second")
    assert decisions(alice) == []


def test_an_open_dispute_is_no_decision(alice: Office, bob: Office) -> None:
    disagree(alice, bob)
    assert decisions(alice) == []


def test_who_settled_between_which_versions_is_exported(alice: Office, bob: Office) -> None:
    disagree(alice, bob)
    alice.settle(NAME, "as both have it")
    (decision,) = decisions(alice)
    assert decision["value"] == "as both have it"
    assert name_of(alice, decision["author"]) == "Alice"
    assert sides(alice, decision) == {("Alice", "as Alice has it"), ("Bob", "as Bob has it")}


def test_through_the_service_it_is_the_same(alice: Office, bob: Office) -> None:
    disagree(alice, bob)
    response = dossiers.open_response(alice.profile, alice.dossier)
    (found,) = settling.conflicts(alice.profile, alice.dossier, response.unsettled.answers())
    settling.settle(response, found, keep=found.versions[0].id)
    alice.write(*response.take_pending())
    assert {value for _, value in sides(alice, decisions(alice)[0])} == {
        "as Alice has it",
        "as Bob has it",
    }


def test_a_later_edit_does_not_make_it_forgotten(alice: Office, bob: Office) -> None:
    disagree(alice, bob)
    alice.settle(NAME, "as both have it")
    carry(alice, bob)
    bob.answer(NAME, "edited since")
    carry(bob, alice)
    for office in (alice, bob):
        (decision,) = decisions(office)
        assert name_of(office, decision["author"]) == "Alice"
        assert decision["value"] == "as both have it"


def test_every_replica_exports_the_same_bytes(alice: Office, bob: Office) -> None:
    disagree(alice, bob)
    alice.settle(NAME, "as Alice settled it")
    alice.declare()  # as before anything is taken in
    bob.settle(NAME, "as Bob settled it")
    carry(bob, alice)
    alice.settle(NAME, "in the end")
    carry(alice, bob)
    carry(bob, alice)
    assert alice.export() == bob.export()
    assert {each["value"] for each in decisions(bob)} == {
        "as Alice settled it",
        "as Bob settled it",
        "in the end",
    }


def test_the_history_says_between_what_it_was_settled(alice: Office, bob: Office) -> None:
    disagree(alice, bob)
    alice.settle(NAME, "as both have it")
    assert {each.author for each in history(alice)[0].settled} == {"Alice", "Bob"}
    carry(alice, bob)
    bob.answer(NAME, "edited since")
    edited, decided, *before = history(bob)
    assert (edited.settled, decided.value) == ((), "as both have it")
    assert {each.author for each in decided.settled} == {"Alice", "Bob"}
    assert not any(each.settled for each in before)
