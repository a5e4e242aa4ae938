"""What is noted of the last synchronisation comes back as it was; an older note too."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from desktop_app.domain.exchanges import Tally
from desktop_app.domain.servers import LastRound, Synchronised
from desktop_app.store import server_notes
from desktop_app.store.records import read_fact, write_meta
from review_protocol.encoding import decode, encode
from tests.builders.profiles import Desk

LAST = LastRound(
    at=datetime(2026, 11, 1, 12, tzinfo=UTC),
    done=Synchronised(
        came=1, went=2, requests=3, bytes_sent=4, bytes_received=5, files_came=6,
        files_went=7, file_bytes=8, files_to_come=9, messages_went=1,
        tally=Tally(answers=2),
        clock_off=timedelta(seconds=400),
    ),
)  # fmt: skip
FILES = {"files_came", "files_went", "file_bytes", "files_to_come", "messages_went"}


def test_the_last_synchronisation_comes_back_as_it_was(desk: Desk) -> None:
    with desk.profile.store.begin() as transaction:
        server_notes.write_last(transaction, desk.dossier, LAST)
        assert server_notes.read_last(transaction, desk.dossier) == LAST


def test_a_note_from_before_there_were_files_is_read(desk: Desk) -> None:
    name = f"round:{desk.dossier}"
    with desk.profile.store.begin() as transaction:
        server_notes.write_last(transaction, desk.dossier, LAST)
        note = decode(read_fact(transaction, name) or b"")
        assert isinstance(note, dict)
        older = {key: each for key, each in note.items() if key not in FILES}
        write_meta(transaction, {name: encode(older)})
        found = server_notes.read_last(transaction, desk.dossier)
    assert found is not None
    assert (found.done.came, found.done.files_came, found.done.files_to_come) == (1, 0, 0)
