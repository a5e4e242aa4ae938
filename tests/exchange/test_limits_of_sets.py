"""What has grown beyond what one change or one file may hold: nothing is lost, all go on."""

from __future__ import annotations

import secrets
from pathlib import Path

import pytest

from desktop_app.domain.keys import NodeKey
from desktop_app.errors import BadArgument, SendRefused
from desktop_app.exchange import packing
from desktop_app.services import dossiers, notes
from review_protocol import bodies, fields
from review_protocol.changes import AnswerChange, Change
from review_protocol.digests import roster_digest
from review_protocol.names import ChangeId, SetId
from review_protocol.sets import Draft, seal_set
from tests.builders.many_keys import keep
from tests.builders.offices import Office


def write_changes(office: Office, *changes: Change) -> None:
    """A set of an office, as an altered program could make it."""
    state = office.held().state
    key = office.held().opened.keys[state.epochs[-1].id]
    draft = Draft(
        dossier=SetId(office.dossier),
        parents=state.heads,
        roster=roster_digest(state.statement_sets),
        salt=secrets.token_bytes(16),
        changes=[(ChangeId(f"c{number}"), each) for number, each in enumerate(changes)],
    )
    sealed = seal_set(draft, office.device.signing, key)
    keep(office, {sealed.id: sealed.data})


def versions(count: int) -> list[AnswerChange]:
    """So many versions of one answer, of which none takes the place of another."""
    return [AnswerChange(key="why_5", value=secrets.token_hex(4)) for _ in range(count)]


def test_more_versions_than_one_can_replace_are_settled_in_two_steps(
    alice: Office, bob: Office, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A set with a list that is too long would be broken for all, and what is in it lost."""
    monkeypatch.setattr(fields, "MAX_COUNT", 6)
    write_changes(bob, *versions(5))
    write_changes(bob, *versions(5))
    alice.receive(bob.send(stick))
    alice.answer("body_name", "in the same set")
    alice.settle("why_5", "settled")
    bob.receive(alice.send(stick))
    for office in (alice, bob):
        assert not office.held().state.refused_sets
        assert office.stands("body_name") == {"in the same set"}
        assert "settled" in office.stands("why_5")
        assert len(office.stands("why_5")) == 5
    alice.settle("why_5", "settled at last")
    bob.receive(alice.send(stick))
    assert bob.stands("why_5") == alice.stands("why_5") == {"settled at last"}


def test_a_body_that_names_more_sets_than_a_reader_takes_becomes_two(
    alice: Office, bob: Office, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for question in ("why_5", "body_name", "reason_6"):
        alice.answer(question, "first")
        alice.declare()
    bob.receive(alice.send(stick))
    monkeypatch.setattr(bodies, "MAX_SETS", 2)
    for question in ("why_5", "body_name", "reason_6"):
        bob.answer(question, "second")
    alice.receive(bob.send(stick))
    assert not alice.held().state.refused_sets
    for question in ("why_5", "body_name", "reason_6"):
        assert alice.stands(question) == {"second"}


def test_more_sets_than_a_file_may_bring_are_told(
    alice: Office, bob: Office, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packing, "MAX_SETS", 1)
    for _ in range(2):
        alice.answer("why_5", "text")
        alice.declare()
    with pytest.raises(SendRefused, match="too-large"):
        alice.send(stick)


LONG = "x" * (fields.MAX_TEXT + 1)


def test_what_is_too_long_to_travel_is_refused_when_it_is_written(
    alice: Office, bob: Office, stick: Path
) -> None:
    """Else nothing could be sealed any more."""
    with pytest.raises(BadArgument, match="entry: too-long"):
        alice.answer("why_5", LONG)
    alice.answer("why_5", "short")
    with pytest.raises(BadArgument, match="too-long"):
        notes.add_note(alice.profile, alice.dossier, NodeKey.parse("why_5"), LONG)
    bob.receive(alice.send(stick))
    assert bob.stands("why_5") == {"short"}


def test_a_party_whose_name_is_too_long_is_refused(alice: Office) -> None:
    with pytest.raises(BadArgument, match="entry: too-long"):
        alice.found("Ruritania" * 1_000)
    (only,) = dossiers.list_dossiers(alice.profile)
    assert only.id == alice.dossier
