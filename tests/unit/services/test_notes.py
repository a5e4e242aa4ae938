"""Notes among members, on a real profile."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.keys import NodeKey
from desktop_app.errors import BadArgument
from desktop_app.services import notes
from desktop_app.services.notes import MAX_LENGTH, add_note, list_notes, withdraw_note
from tests.builders.offices import Office

WHY, NAME = NodeKey.parse("why_5"), NodeKey.parse("party_name")


def texts(office: Office, question: NodeKey | None = None) -> list[str]:
    return [each.text for each in list_notes(office.profile, office.dossier, question)]


def test_a_note_says_who_wrote_it_on_what_and_when(alice: Office) -> None:
    alice.tick()
    id_ = add_note(alice.profile, alice.dossier, WHY, "  Ask the ministry. ")
    (note,) = list_notes(alice.profile, alice.dossier)
    assert (note.id, note.question, note.text) == (id_, "why_5", "Ask the ministry.")
    assert (note.author, note.author_name, note.is_mine) == (alice.member, "Alice", True)
    assert note.made_at == alice.clock()


def test_notes_come_the_oldest_first_and_by_question(alice: Office) -> None:
    for question, text in [(WHY, "first"), (NAME, "elsewhere"), (WHY, "second")]:
        alice.tick()
        add_note(alice.profile, alice.dossier, question, text)
    assert texts(alice) == ["first", "elsewhere", "second"]
    assert texts(alice, WHY) == ["first", "second"]
    assert texts(alice, NodeKey.parse("body_name")) == []


def test_a_note_in_one_row_is_not_one_in_another(alice: Office) -> None:
    row = NodeKey.parse("laws_5_title@r1")
    add_note(alice.profile, alice.dossier, row, "in this row")
    assert texts(alice, row) == ["in this row"]
    assert texts(alice, NodeKey.parse("laws_5_title@r2")) == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [("", "empty"), (" \n\t", "empty"), ("x" * (MAX_LENGTH + 1), "too-long")],
)
def test_what_is_no_note_is_refused(alice: Office, text: str, reason: str) -> None:
    with pytest.raises(BadArgument, match=reason):
        add_note(alice.profile, alice.dossier, WHY, text)
    assert texts(alice) == []


def test_the_longest_note_is_taken(alice: Office) -> None:
    add_note(alice.profile, alice.dossier, WHY, "x" * MAX_LENGTH + "  ")
    assert texts(alice) == ["x" * MAX_LENGTH]


def test_a_note_that_is_taken_back_is_gone_with_its_text(alice: Office) -> None:
    kept = add_note(alice.profile, alice.dossier, WHY, "stays")
    id_ = add_note(alice.profile, alice.dossier, WHY, "written too fast")
    withdraw_note(alice.profile, alice.dossier, id_)
    assert [each.id for each in list_notes(alice.profile, alice.dossier)] == [kept]
    assert b"written too fast" not in alice.export()
    with pytest.raises(BadArgument, match="not-yours"):
        withdraw_note(alice.profile, alice.dossier, id_)


def test_it_stays_gone_when_it_was_sealed(alice: Office) -> None:
    id_ = add_note(alice.profile, alice.dossier, WHY, "sealed before")
    alice.declare()
    withdraw_note(alice.profile, alice.dossier, id_)
    alice.declare()
    assert texts(alice) == []
    assert alice.is_sound()


def test_nobody_takes_back_what_another_wrote(alice: Office, tmp_path: Path) -> None:
    id_ = add_note(alice.profile, alice.dossier, WHY, "Alice's")
    bob = Office(name="Bob", folder=tmp_path / "bob").join(alice.invite(tmp_path))
    (note,) = list_notes(bob.profile, bob.dossier)
    assert (note.text, note.author_name, note.is_mine) == ("Alice's", "Alice", False)
    with pytest.raises(BadArgument, match="not-yours"):
        notes.withdraw_note(bob.profile, bob.dossier, id_)
    bob.close()


def test_no_such_note_is_told(alice: Office) -> None:
    with pytest.raises(BadArgument, match="not-yours"):
        withdraw_note(alice.profile, alice.dossier, "f" * 32)
