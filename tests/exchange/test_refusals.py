"""What the secretariat's server refuses, however the word of it comes: kept, told, acted on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.domain.exchanges import Direction, ExchangeNote
from desktop_app.domain.servers import Synchronised
from desktop_app.domain.submissions import NotTaken, Sending
from desktop_app.domain.timelines import EntryKind
from desktop_app.errors import DiskFull, ServerUnreachable, SubmissionRefused
from desktop_app.exchange import outbox, rounds
from desktop_app.remote.line import Line
from desktop_app.services import (
    dossiers,
    finalising,
    inbox,
    packages,
    receipts,
    servers,
    submitting,
)
from desktop_app.store.outbox import read_outbox
from desktop_app.ui.exchange.words import note_words
from review_protocol.message_kinds import Kind
from review_protocol.names import ContentId
from review_protocol.submissions import ReopeningRequest, key_name
from review_server import submission_keys, submissions
from review_server.questionnaires import accept_questionnaire
from tests.builders.command_line import CommandLine
from tests.builders.offices import PASSPHRASE, Office
from tests.builders.secretariats import answered, approve, connect, new_key, serving
from tests.builders.servers import Process, make_office

OFF_LINE = 9  # a port on which nobody listens


@pytest.fixture
def secretariat(tmp_path: Path) -> Iterator[Process]:
    """A server that serves with its submission key unlocked."""
    with serving(tmp_path / "server") as made:
        yield made


@pytest.fixture(autouse=True)
def right_time(alice: Office) -> None:
    """Alice has the time that the server has."""
    alice.clock.pass_by(seconds=(datetime.now(UTC) - alice.clock()).total_seconds())


@pytest.fixture
def waiting(alice: Office, secretariat: Process) -> Office:
    """Alice submitted without a line; the review accepts another questionnaire than hers."""
    connect(alice, secretariat, accept=False)
    synchronise(alice)
    approve(alice, q_5_model="conspiracy")
    with pytest.raises(ServerUnreachable):
        submitting.submit(alice.profile, alice.dossier, pause=_at_once, open_line=to(OFF_LINE))
    return alice


def _at_once(_seconds: float) -> None:
    """Nobody waits in a test."""


def to(port: int) -> Callable[[str], Line]:
    """A line to this port, whatever the server's address is."""
    return lambda _url: Line(f"http://127.0.0.1:{port}")


def synchronise(who: Office, port: int | None = None) -> Synchronised:
    line = None if port is None else to(port)
    return servers.synchronise(who.profile, who.dossier, pause=_at_once, open_line=line)


def sending(who: Office) -> Sending:
    return submitting.submission_state(who.profile, who.dossier).sending


def notes(who: Office) -> tuple[ExchangeNote, ...]:
    return packages.log(who.profile, who.dossier)


def unread(who: Office) -> list[tuple[EntryKind, str]]:
    info = dossiers.find_dossier(who.profile, who.dossier)
    found = inbox.read_inbox(who.profile, who.dossier, info).unread
    return [(each.kind, each.about) for each in found]


def accept(who: Office, made: Process) -> None:
    """The secretariat accepts the questionnaire after all."""
    status = servers.status(who.profile, who.dossier)
    with made.office.server.database.begin() as transaction:
        pack = dossiers.pack_of(who.profile, who.dossier)
        path = made.folder / "accepted.rdpack"
        path.write_bytes(pack.file)
        accept_questionnaire(transaction, status.review, path, made.office.now)


def told_everywhere(who: Office, word: str) -> None:
    """What was refused is known wherever somebody may look."""
    refused = sending(who).not_taken
    assert refused is not None
    assert (refused.kind, refused.number, refused.word) == (Kind.SUBMISSION, 1, word)
    assert sending(who).receipt is None
    assert servers.status(who.profile, who.dossier).not_taken == (refused,)
    assert (EntryKind.NOT_TAKEN, word) in unread(who)
    (line,) = [each for each in notes(who) if each.not_taken]
    assert [each.word for each in line.not_taken] == [word]


def test_a_refusal_by_a_later_round_is_kept_and_told(
    waiting: Office, secretariat: Process
) -> None:
    done = synchronise(waiting)
    assert [each.word for each in done.not_taken] == ["pack"]
    told_everywhere(waiting, "pack")
    waiting.close()
    waiting.reopen()
    told_everywhere(waiting, "pack")
    assert "was not taken" in note_words(
        next(each for each in notes(waiting) if each.not_taken)
    )
    assert synchronise(waiting).not_taken == ()  # it is not brought again as it was
    told_everywhere(waiting, "pack")
    with pytest.raises(SubmissionRefused, match="pack"):
        submitting.submit(waiting.profile, waiting.dossier, pause=_at_once)


def test_it_stands_until_something_was_done_about_it(
    waiting: Office, secretariat: Process
) -> None:
    synchronise(waiting)
    accept(waiting, secretariat)
    submitting.submit(waiting.profile, waiting.dossier, pause=_at_once)
    assert sending(waiting).not_taken is None
    assert servers.status(waiting.profile, waiting.dossier).not_taken == ()
    assert (EntryKind.NOT_TAKEN, "pack") not in unread(waiting)
    assert any(each.not_taken for each in notes(waiting))  # the log forgets nothing


def test_opening_it_again_is_something_too(waiting: Office, secretariat: Process) -> None:
    synchronise(waiting)
    finalising.reopen(waiting.profile, waiting.dossier, "Another questionnaire is asked for.")
    assert servers.status(waiting.profile, waiting.dossier).not_taken == ()
    assert (EntryKind.NOT_TAKEN, "pack") not in unread(waiting)


def test_a_refusal_by_courier_is_kept_and_told(
    waiting: Office, secretariat: Process, tmp_path: Path
) -> None:
    out = tmp_path / "bag.rdcour"
    submitting.submit_file(waiting.profile, waiting.dossier, out)
    reply = answered(secretariat, out)
    _, replied = submitting.take_reply(waiting.profile, reply)
    assert [each.word for each in replied.note.not_taken] == ["pack"]
    told_everywhere(waiting, "pack")
    _, again = submitting.take_reply(waiting.profile, reply)
    assert [each.word for each in again.note.not_taken] == ["pack"]
    assert len(sending_refusals(waiting)) == 1


def sending_refusals(who: Office) -> tuple[NotTaken, ...]:
    with who.profile.store.read() as transaction:
        return read_outbox(transaction, who.dossier).refusals


def test_a_line_that_breaks_behind_the_refusal_hides_nothing(
    waiting: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = rounds._Exchange.run

    def broken(self: rounds._Exchange, *given: object) -> None:
        run(self, *given)  # type: ignore[arg-type]
        raise ServerUnreachable("offline")

    monkeypatch.setattr(rounds._Exchange, "run", broken)
    with pytest.raises(ServerUnreachable):
        synchronise(waiting)
    told_everywhere(waiting, "pack")


def test_the_command_says_it_and_exits_1(
    waiting: Office,
    secretariat: Process,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    passphrase = tmp_path / "passphrase.txt"
    passphrase.write_text(PASSPHRASE, encoding="utf-8")
    waiting.close()
    common = ["--profile", str(waiting.folder), "--passphrase-file", str(passphrase)]
    desk = CommandLine(capsys, common)
    told = desk("sync")
    assert told.code == 1
    assert "In step with the server" in told.out
    assert told.err.startswith("The secretariat does NOT have submission 1: the secretariat ")
    assert "does not accept this version of the questionnaire" in told.err
    again = desk("sync", "--json")
    assert (again.code, [each["reason"] for each in again.json["not_taken"]]) == (0, ["pack"])
    assert "does NOT have submission 1" in again.err  # as long as nothing was done about it
    assert "does NOT have submission 1" in desk("server", "status").out
    assert "does NOT have the submission" in desk("inbox", "list").out
    waiting.reopen()


def new_key_only(made: Process) -> int:
    """The secretariat loses its key and makes another; the port that it then has."""
    old = submission_keys.current_public(made.folder)
    assert old is not None
    made.stop()
    new_key(made)
    submission_keys.mark_lost(made.folder, key_name(old).hex())
    return made.start()


def test_whichever_round_finds_another_key_seals_anew_and_sends(
    waiting: Office, secretariat: Process
) -> None:
    accept(waiting, secretariat)
    port = new_key_only(secretariat)
    done = synchronise(waiting, port)
    assert done.not_taken == ()
    (kept,) = receipts.receipts(waiting.profile, waiting.dossier)
    assert kept.is_verified
    assert sending(waiting).not_taken is None


def test_a_request_is_sealed_anew_with_the_same_words(
    alice: Office, secretariat: Process
) -> None:
    connect(alice, secretariat)
    approve(alice, q_5_model="conspiracy")
    submitting.submit(alice.profile, alice.dossier, pause=_at_once)
    submitting.ask_reopening(alice.profile, alice.dossier, "A law was missed.")
    port = new_key_only(secretariat)
    assert synchronise(alice, port).not_taken == ()
    with secretariat.office.transaction as transaction:
        (asked,) = submissions.list_requests(transaction)
    assert asked.reason == "A law was missed."
    way = sending(alice).asked
    assert way is not None
    assert way.handed_at is not None


def test_by_courier_too_it_lies_ready_sealed_anew(alice: Office, tmp_path: Path) -> None:
    made = Process(make_office(tmp_path / "server"))  # it has no submission key yet
    made.start()
    connect(alice, made)
    approve(alice, q_5_model="conspiracy")
    out = tmp_path / "bag.rdcour"
    submitting.submit_file(alice.profile, alice.dossier, out)
    made.stop()
    new_key(made)
    port = made.start()
    _, replied = submitting.take_reply(alice.profile, answered(made, out))
    assert [each.word for each in replied.note.not_taken] == ["key"]
    way = sending(alice).way
    assert way is not None
    assert (way.carried_at, way.handed_at) == (None, None)
    assert sending(alice).not_taken is None
    synchronise(alice, port)  # nobody has to submit again
    (kept,) = receipts.receipts(alice.profile, alice.dossier)
    assert kept.is_verified
    made.stop()
    made.office.server.database.close()


def test_a_request_that_is_refused_is_told_too(alice: Office, secretariat: Process) -> None:
    connect(alice, secretariat)
    approve(alice, q_5_model="conspiracy")
    submitting.submit(alice.profile, alice.dossier, pause=_at_once)
    wish = ReopeningRequest(submission=ContentId("e" * 64), reason="A law was missed.")
    outbox.seal_message(servers.desk_of(alice.profile, alice.dossier), wish, 1)
    done = synchronise(alice)
    assert [(each.kind, each.word) for each in done.not_taken] == [(Kind.REOPENING, "nothing")]
    refused = sending(alice).wish_not_taken
    assert refused is not None
    assert sending(alice).asked is None
    assert (EntryKind.NOT_TAKEN, "nothing") in unread(alice)
    assert any(each.not_taken for each in notes(alice))


def test_a_server_that_is_not_ready_is_told_once(alice: Office, secretariat: Process) -> None:
    connect(alice, secretariat)
    approve(alice, q_5_model="conspiracy")
    secretariat.stop()
    secretariat.passphrase_file = None
    port = secretariat.start()
    with pytest.raises(SubmissionRefused, match="locked"):
        submitting.submit(alice.profile, alice.dossier, pause=_at_once, open_line=to(port))
    told_everywhere(alice, "locked")
    assert [each.word for each in synchronise(alice, port).not_taken] == ["locked"]
    told_everywhere(alice, "locked")  # one line of the log for however many rounds
    assert sending(alice).way is not None  # it is kept


def test_what_waits_is_not_said_to_be_sent(waiting: Office) -> None:
    way = sending(waiting).way
    assert way is not None
    assert (way.carried_at, way.handed_at) == (None, None)


def test_a_file_for_a_courier_is_in_the_log_and_is_not_the_line(
    waiting: Office, tmp_path: Path
) -> None:
    out = tmp_path / "bag.rdcour"
    submitting.submit_file(waiting.profile, waiting.dossier, out)
    line = notes(waiting)[0]
    assert (line.direction, line.by_courier, line.files) == (Direction.SENT, True, (out.name,))
    assert line.size_bytes == out.stat().st_size
    assert "Wrote a file for a courier" in note_words(line)
    way = sending(waiting).way
    assert way is not None
    assert way.carried_at == line.at
    assert way.handed_at is None


def test_a_file_that_could_not_be_written_was_not_written(
    waiting: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskFull("bag")

    before = notes(waiting)
    monkeypatch.setattr(submitting, "write_file", full)
    with pytest.raises(DiskFull):
        submitting.submit_file(waiting.profile, waiting.dossier, tmp_path / "bag.rdcour")
    way = sending(waiting).way
    assert way is not None
    assert way.carried_at is None
    assert notes(waiting) == before


def test_what_the_server_holds_without_a_receipt_was_handed_over(
    alice: Office, secretariat: Process
) -> None:
    connect(alice, secretariat)
    approve(alice, q_5_model="conspiracy")
    submitting.submit(alice.profile, alice.dossier, pause=_at_once)
    way = sending(alice).way
    assert way is not None
    assert way.handed_at is not None
