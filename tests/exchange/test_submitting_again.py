"""What was submitted at one computer is submitted again at another: the same receipt."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.errors import SubmissionRefused
from desktop_app.services import finalising, members, receipts, servers, submitting
from desktop_app.services.receipts import KeptReceipt
from review_protocol.costs import KdfCost
from review_server import submissions
from tests.builders.command_line import CommandLine
from tests.builders.offices import PASSPHRASE, Office
from tests.builders.secretariats import answered, approve, connect
from tests.builders.servers import Process


@pytest.fixture(autouse=True)
def right_time(alice: Office) -> None:
    """Alice has the time that the server has."""
    alice.clock.pass_by(seconds=(datetime.now(UTC) - alice.clock()).total_seconds())


@pytest.fixture(params=["twin", "second computer"])
def other(
    request: pytest.FixtureRequest,
    alice: Office,
    secretariat: Process,
    tmp_path: Path,
    stick: Path,
) -> Iterator[Office]:
    """Alice's other computer, which knows the approval and not the receipt."""
    file = connect(alice, secretariat)
    if request.param == "twin":
        approve(alice, q_5_model="conspiracy")
        synchronise(alice)
        made = alice.twin(tmp_path / "other")
    else:
        key = members.add_computer(alice.profile, alice.dossier, stick, cost=KdfCost.FOR_TESTS)
        made = Office(name="Alice", folder=tmp_path / "other", clock=alice.clock).join(key)
        servers.connect(made.profile, made.dossier, file, for_party="Ruritania")
        approve(alice, q_5_model="conspiracy")
        for who in (made, alice, made):
            synchronise(who)
    yield made
    made.close()


def synchronise(who: Office) -> None:
    servers.synchronise(who.profile, who.dossier, pause=lambda _: None)


def submit(who: Office) -> KeptReceipt:
    return submitting.submit(who.profile, who.dossier, pause=lambda _: None)


def submitted(made: Process) -> int:
    """How many submissions the secretariat has."""
    with made.office.transaction as transaction:
        return len(submissions.list_submissions(transaction))


@pytest.mark.parametrize("is_known", [True, False])
def test_by_line(alice: Office, other: Office, secretariat: Process, is_known: bool) -> None:
    """Whether the other computer has heard of the receipt, or its own round tells it."""
    kept = submit(alice)
    if is_known:
        synchronise(other)
    again = submit(other)
    assert (again.signed, again.is_verified, again.other) == (kept.signed, True, None)
    assert servers.status(other.profile, other.dossier).not_taken == ()
    assert submitted(secretariat) == 1


def test_by_file_none_is_written(alice: Office, other: Office, tmp_path: Path) -> None:
    kept = submit(alice)
    synchronise(other)
    out = tmp_path / "again.rdcour"
    again = submitting.submit_file(other.profile, other.dossier, out)
    assert again is not None
    assert again.signed == kept.signed
    assert not out.exists()


def test_what_a_courier_brought_is_known_at_the_other_computer(
    alice: Office, other: Office, secretariat: Process, tmp_path: Path
) -> None:
    out = tmp_path / "out.rdcour"
    assert submitting.submit_file(alice.profile, alice.dossier, out) is None
    submitting.take_reply(alice.profile, answered(secretariat, out))
    (kept,) = receipts.receipts(alice.profile, alice.dossier)
    assert submit(other).signed == kept.signed


def test_the_commands_print_the_receipt_without_a_line(
    alice: Office,
    other: Office,
    secretariat: Process,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    kept = submit(alice)
    synchronise(other)
    secretariat.stop()
    desk = command_line(other, tmp_path, capsys)
    told = desk("submit")
    assert (told.code, told.err) == (0, "")
    first = f"Receipt {kept.receipt.submission[:16]} of submission 1, Ruritania."
    assert told.out.splitlines()[:2] == ["Submitted.", first]
    out = tmp_path / "again.rdcour"
    told = desk("submit", "--file", out)
    assert (told.code, told.err) == (0, "")
    there = "The secretariat has it already: no file was written."
    assert told.out.splitlines()[:2] == [there, first]
    facts = desk("submit", "--file", out, "--json").json
    assert (facts["files"], facts["bytes"]) == ([], 0)
    assert facts["receipt"]["submission"] == kept.receipt.submission
    assert not out.exists()
    other.reopen()


@pytest.mark.parametrize("is_known", [True, False])
def test_another_approval_of_that_number_is_not_called_this_one(
    alice: Office,
    secretariat: Process,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    is_known: bool,
) -> None:
    """Approved at two computers at the same time; the one has been submitted."""
    counts, beside = at_the_same_time(alice, secretariat, tmp_path)
    assert submit(beside).is_verified
    if is_known:
        synchronise(counts)
    with pytest.raises(SubmissionRefused, match="other-approval"):
        submit(counts)
    with pytest.raises(SubmissionRefused, match="other-approval"):
        submitting.submit_file(counts.profile, counts.dossier, tmp_path / "late.rdcour")
    told = command_line(counts, tmp_path, capsys)("submit")
    assert (told.code, told.out) == (1, "")
    assert told.err == (
        "Not done: the secretariat has another approval of that number, made at the same time"
        " at another computer; see `review-desk receipt show`, and ask to reopen it with"
        " `review-desk submit --ask-reopening --reason TEXT`.\n"
    )
    counts.reopen()


def test_one_that_counts_no_more_once_the_round_has_told_is_not_called_submitted(
    alice: Office, secretariat: Process, tmp_path: Path
) -> None:
    counts, beside = at_the_same_time(alice, secretariat, tmp_path)
    kept = submit(counts)
    with pytest.raises(SubmissionRefused, match="other-approval"):
        submit(beside)
    assert submit(beside).signed == kept.signed, "by now it is the one that counts here too"


def at_the_same_time(alice: Office, made: Process, folder: Path) -> tuple[Office, Office]:
    """Two computers that approved; the approval of the first counts once both are known."""
    connect(alice, made)
    twin = alice.twin(folder / "twin")
    approve(alice, q_5_model="conspiracy")
    approve(twin, q_5_model="group")
    counts, beside = sorted((alice, twin), key=approval_of)
    return counts, beside


def approval_of(who: Office) -> str:
    """The id of the one approval at somebody's computer."""
    (approval,) = finalising.submission_state(who.profile, who.dossier).approvals
    return approval.change


def command_line(who: Office, folder: Path, capture: pytest.CaptureFixture[str]) -> CommandLine:
    """The commands on somebody's profile, which is locked for that."""
    secret = folder / "passphrase"
    secret.write_text(PASSPHRASE, encoding="utf-8")
    who.close()
    return CommandLine(
        capture, ["--profile", str(who.folder), "--passphrase-file", str(secret)]
    )
