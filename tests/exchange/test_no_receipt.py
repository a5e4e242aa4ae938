"""Where there is no receipt, the command line says how it stands, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.errors import ServerUnreachable, SubmissionRefused
from desktop_app.remote.line import Line
from desktop_app.services import finalising, submitting
from desktop_app.ui import submission_words
from tests.builders.command_line import CommandLine
from tests.builders.offices import PASSPHRASE, Office
from tests.builders.secretariats import approve, connect
from tests.builders.servers import Process

NONE_YET = "Not done: no receipt has come yet; "
NOT_APPROVED = NONE_YET + (
    "the response is not approved: the focal point approves it with `review-desk clear"
    " --final`.\n"
)
NOT_SENT = NONE_YET + (
    "the response is approved, and was not sent from this computer: the focal point sends it"
    " with `review-desk submit`.\n"
)
WAITING = NONE_YET + (
    "the submission waits, and the secretariat does NOT have it: run `review-desk sync`.\n"
)
CARRIED = NONE_YET + (
    "the submission is in a file for a courier: take the reply in with `review-desk package"
    " import`.\n"
)
REFUSED = NONE_YET + (
    "the secretariat's server refused the submission: `review-desk server status` says why.\n"
)


@pytest.fixture(autouse=True)
def right_time(alice: Office) -> None:
    """Alice has the time that the server has."""
    alice.clock.pass_by(seconds=(datetime.now(UTC) - alice.clock()).total_seconds())


def told(who: Office, folder: Path, capture: pytest.CaptureFixture[str]) -> str:
    """What every command says that needs a receipt: nothing is written."""
    secret = folder / "passphrase"
    secret.write_text(PASSPHRASE, encoding="utf-8")
    who.close()
    line = CommandLine(
        capture, ["--profile", str(who.folder), "--passphrase-file", str(secret)]
    )
    out = folder / "none.rdreceipt"
    said = set()
    for words in (("verify",), ("show", "--out", out), ("show", "--pdf", out)):
        outcome = line("receipt", *words)
        assert (outcome.code, outcome.out) == (1, "")
        said.add(outcome.err)
    assert not out.exists()
    who.reopen()
    (sentence,) = said
    return sentence


def test_without_a_server_and_an_approval(
    alice: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(alice, tmp_path, capsys) == NOT_APPROVED


def test_approved_and_not_submitted_here(
    alice: Office, bob: Office, secretariat: Process, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    connect(alice, secretariat)
    approve(alice, q_5_model="conspiracy")
    assert told(alice, tmp_path, capsys) == NOT_SENT
    bob.receive(alice.send(tmp_path))
    assert told(bob, tmp_path, capsys) == NOT_SENT


def test_submitted_without_a_line(
    alice: Office, secretariat: Process, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    connect(alice, secretariat)
    approve(alice, q_5_model="conspiracy")
    with pytest.raises(ServerUnreachable):
        submitting.submit(
            alice.profile,
            alice.dossier,
            pause=lambda _: None,
            open_line=lambda _url: Line("http://127.0.0.1:9"),
        )
    assert told(alice, tmp_path, capsys) == WAITING
    finalising.reopen(alice.profile, alice.dossier, "A law was missed.")
    assert told(alice, tmp_path, capsys) == NOT_APPROVED


def test_in_a_file_for_a_courier(
    alice: Office, secretariat: Process, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    connect(alice, secretariat)
    approve(alice, q_5_model="conspiracy")
    submitting.submit_file(alice.profile, alice.dossier, tmp_path / "bag.rdcour")
    assert told(alice, tmp_path, capsys) == CARRIED


def test_refused_by_the_secretariat(
    alice: Office, secretariat: Process, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    connect(alice, secretariat, accept=False)
    approve(alice, q_5_model="conspiracy")
    with pytest.raises(SubmissionRefused, match="pack"):
        submitting.submit(alice.profile, alice.dossier, pause=lambda _: None)
    assert told(alice, tmp_path, capsys) == REFUSED


def test_a_round_that_brought_no_receipt_says_that_the_server_took_it(
    alice: Office, secretariat: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect(alice, secretariat)
    approve(alice, q_5_model="conspiracy")
    monkeypatch.setattr("desktop_app.services.receipts.receipt_in", lambda _record: None)
    with pytest.raises(SubmissionRefused, match="no-receipt"):
        submitting.submit(alice.profile, alice.dossier, pause=lambda _: None)


@pytest.mark.parametrize("how", ["approved", "yet", "waiting", "carried", "refused"])
def test_the_window_says_that_none_has_come(how: str) -> None:
    happened, _, to_do = submission_words.refused(SubmissionRefused(f"none-{how}"))
    assert happened == "No receipt has come yet."
    assert to_do
