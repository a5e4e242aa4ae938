"""Submitting by the command line, to a real server: what is told, written and refused."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.store.outbox import Outbox, read_outbox
from review_protocol.receipts import Receipt, Route, read_receipt, write_receipt
from review_server import schema, submissions
from tests.builders.command_line import CommandLine, Outcome
from tests.builders.offices import PASSPHRASE, Office
from tests.builders.secretariats import answered, approve, connect
from tests.builders.servers import Process
from tests.builders.signing import make_signing_key

WISH = "A law was missed."


@dataclass(frozen=True)
class Desk:
    """The command line of somebody whose profile is locked between commands."""

    who: Office
    line: CommandLine

    def does(self, *words: str | Path) -> Outcome:
        """A command that must succeed."""
        outcome = self.line(*words)
        assert (outcome.code, outcome.err) == (0, "")
        return outcome

    def fails(self, *words: str | Path, code: int = 1) -> str:
        """The one sentence of a command that must fail, and change nothing."""
        before = self.kept()
        outcome = self.line(*words)
        assert (outcome.code, outcome.out) == (code, "")
        assert outcome.err.count("\n") == 1
        assert self.kept() == before
        return outcome.err

    def kept(self) -> tuple[bytes, Outbox]:
        """All that is in the response, and what lies in wait for the server."""
        self.who.reopen()
        with self.who.profile.store.read() as transaction:
            found = self.who.export(), read_outbox(transaction, self.who.dossier)
        self.who.close()
        return found


@pytest.fixture
def connected(
    alice: Office,
    secretariat: Process,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Desk]:
    """Alice's, who has connected her response and approved nothing."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    alice.clock.pass_by(seconds=(datetime.now(UTC) - alice.clock()).total_seconds())
    connect(alice, secretariat)
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE, encoding="utf-8")
    common = ["--profile", str(alice.folder), "--passphrase-file", str(secret)]
    alice.close()
    yield Desk(alice, CommandLine(capsys, common))
    alice.reopen()


@pytest.fixture
def desk(connected: Desk) -> Desk:
    """The same, where the whole is approved."""
    approve(connected.who.reopen(), q_5_model="conspiracy")
    connected.who.close()
    return connected


@pytest.fixture
def receipt_file(desk: Desk, tmp_path: Path) -> Path:
    """The receipt of what was submitted by line."""
    desk.does("submit")
    desk.does("receipt", "show", "--out", tmp_path / "receipt")
    return tmp_path / "receipt"


def test_a_message_that_goes_is_called_so_and_no_file(desk: Desk) -> None:
    desk.does("submit")
    desk.does("submit", "--ask-reopening", "--reason", "A law was missed.")
    done = desk.does("sync", "--json").json
    assert (done["messages_went"], done["files_went"]) == (1, 0)
    assert desk.does("sync", "--json").json["messages_went"] == 0


def test_a_file_goes_by_courier_and_the_reply_brings_the_receipt(
    desk: Desk, secretariat: Process, tmp_path: Path
) -> None:
    out = tmp_path / "out.rdcour"
    told = desk.does("submit", "--file", out)
    assert told.out.startswith(f"{out}: {out.stat().st_size} bytes, for a courier to the ")
    again = desk.does("submit", "--file", out, "--json").json
    assert again == {"files": [str(out)], "bytes": out.stat().st_size}
    reply = answered(secretariat, out)
    assert "the secretariat's reply" in desk.does("package", "import", reply).out
    (shown,) = desk.does("receipt", "show", "--json").json
    assert (shown["number"], shown["route"], shown["verified"]) == (1, "courier", True)


def test_how_far_it_is_is_told_and_what_opening_it_again_does_not_call_back(
    desk: Desk, secretariat: Process, tmp_path: Path
) -> None:
    assert "The submission" not in desk.does("clear").out
    secretariat.stop()
    assert desk.line("submit").code == 1
    assert "the secretariat does NOT have it" in desk.does("clear").out
    assert "A message to the secretariat waits" in desk.does("server", "status").out
    assert desk.does("server", "status", "--json").json["messages"] == 1
    desk.does("submit", "--file", tmp_path / "out.rdcour")
    assert "The submission is in a file for a courier" in desk.does("clear").out
    told = desk.does("clear", "--reopen", "--reason", WISH).out
    assert "still on its way (a file for a courier has it)" in told
    assert "The submission" not in desk.does("clear").out


def test_a_file_needs_an_approval(connected: Desk, tmp_path: Path) -> None:
    out = tmp_path / "out.rdcour"
    told = connected.fails("submit", "--file", out)
    assert told.startswith("Not done: it is not approved")
    assert not out.exists()


def test_reopening_is_asked_for_with_the_reason(
    desk: Desk, receipt_file: Path, secretariat: Process
) -> None:
    told = desk.does("submit", "--ask-reopening", "--reason", WISH)
    assert told.out == "The wish is ready to go. Run: review-desk sync\n"
    desk.does("sync")
    with secretariat.office.transaction as transaction:
        (asked,) = submissions.list_requests(transaction)
    assert asked.reason == WISH
    told_again = desk.fails("submit", "--ask-reopening", "--reason", WISH)
    assert "asked already" in told_again


def test_reopening_is_asked_for_by_courier(
    desk: Desk, receipt_file: Path, secretariat: Process, tmp_path: Path
) -> None:
    out = tmp_path / "wish.rdcour"
    words = ("submit", "--ask-reopening", "--reason", WISH, "--file", out)
    assert desk.does(*words, "--json").json == {"asked": True, "file": str(out)}
    answered(secretariat, out)
    with secretariat.office.transaction as transaction:
        (asked,) = submissions.list_requests(transaction)
    assert asked.reason == WISH


def test_reopening_needs_a_reason_and_a_reason_needs_it(desk: Desk, receipt_file: Path) -> None:
    assert "--reason" in desk.fails("submit", "--ask-reopening", "--reason", " ")
    assert "--ask-reopening" in desk.fails("submit", "--reason", WISH, code=2)


def test_a_receipt_is_shown_and_written_as_it_was_signed(
    desk: Desk, receipt_file: Path, secretariat: Process
) -> None:
    receipt = read_receipt(receipt_file.read_bytes())
    assert receipt.server == secretariat.office.server.keys.signing.public
    lines = desk.does("receipt", "show").out.splitlines()
    assert lines[0] == f"Receipt {receipt.submission[:16]} of submission 1, Ruritania."
    (counted,) = (line for line in lines if line.endswith("  <- counts"))
    at = datetime.fromtimestamp(receipt.time, UTC)
    assert counted.startswith(f"  Registered: {at.day} {at:%B %Y, %H:%M} UTC; ")
    (shown,) = desk.does("receipt", "show", "--json").json
    assert (shown["submission"], shown["time"]) == (receipt.submission, receipt.time)
    assert shown["route"] == Route.LINE


def test_where_there_is_no_receipt_none_is_shown_written_or_verified(
    desk: Desk, tmp_path: Path
) -> None:
    assert desk.does("receipt", "show").out == "No receipt yet.\n"
    assert desk.does("receipt", "show", "--json").json == []
    refused = desk.fails("receipt", "show", "--out", tmp_path / "receipt")
    assert refused == desk.fails("receipt", "verify")
    assert refused.startswith("Not done: ")
    assert not (tmp_path / "receipt").exists()


def test_a_receipt_is_verified(desk: Desk, receipt_file: Path) -> None:
    for words in ((), (receipt_file,)):
        told = desk.does("receipt", "verify", *words)
        assert told.out.startswith("The receipt is genuine, and of what was approved.\n")
        assert desk.does("receipt", "verify", *words, "--json").json["verified"]


@pytest.mark.parametrize("place", [0, 20, 200, -1])
def test_a_receipt_with_one_byte_changed_is_refused(
    desk: Desk, receipt_file: Path, place: int
) -> None:
    data = bytearray(receipt_file.read_bytes())
    data[place] ^= 1
    receipt_file.write_bytes(data)
    told = desk.fails("receipt", "verify", receipt_file)
    assert told == "Not done: the file is no receipt, or was altered.\n"


def signed_by_another(receipt: Receipt) -> bytes:
    other = make_signing_key("another server")
    return write_receipt(replace(receipt, server=other.public), other)


def test_a_receipt_that_another_server_signed_is_refused(
    desk: Desk, receipt_file: Path
) -> None:
    receipt_file.write_bytes(signed_by_another(read_receipt(receipt_file.read_bytes())))
    refused = desk.line("receipt", "verify", receipt_file)
    assert (refused.code, refused.out.count("\n")) == (1, 1)
    assert "NOT the server's" in refused.out
    refused = desk.line("receipt", "verify", receipt_file, "--json")
    assert (refused.code, refused.json["verified"]) == (1, False)


def test_all_that_the_server_lacks_goes_by_courier(
    desk: Desk, secretariat: Process, tmp_path: Path
) -> None:
    out = tmp_path / "out.rdcour"
    words = ("package", "export", "--to", "secretariat", "--out")
    told = desk.does(*words, out)
    assert told.out.startswith(f"{out}: {out.stat().st_size} bytes, for a courier to the ")
    other = tmp_path / "other.rdcour"
    assert desk.does(*words, other, "--json").json == {
        "files": [str(other)],
        "bytes": other.stat().st_size,
    }
    answered(secretariat, other)
    with secretariat.office.transaction as transaction:
        assert transaction.execute(schema.sets.select()).all()
        assert not submissions.list_submissions(transaction)  # it was not asked for


def test_what_is_for_the_secretariat_does_not_go_over_another_file(
    desk: Desk, tmp_path: Path
) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Important", encoding="utf-8")
    told = desk.fails("package", "export", "--to", "secretariat", "--out", other)
    assert "there is another file of this name" in told
    assert other.read_text(encoding="utf-8") == "Important"
