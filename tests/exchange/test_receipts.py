"""Receipts as people meet them: which one counts, what can be checked, what is printed."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.cli.wording import sentence
from desktop_app.domain.keys import DossierId
from desktop_app.domain.submissions import FinalApproval
from desktop_app.errors import Fault, FormRefused, SubmissionRefused
from desktop_app.services import (
    finalising,
    frozen,
    questionnaires,
    receipts,
    servers,
    submitting,
    upgrading,
)
from desktop_app.services.frozen import Content
from desktop_app.services.profile import Profile
from desktop_app.services.receipt_records import last_receipt
from desktop_app.services.receipts import KeptReceipt
from review_protocol.changes import RecordChange, RecordType
from review_protocol.names import ContentId
from review_protocol.receipts import MAX_FILE, Counts, read_receipt, write_receipt
from review_server.secretariat import issue
from tests.builders.carrying import carry
from tests.builders.command_line import CommandLine
from tests.builders.later_packs import later_pack
from tests.builders.offices import PASSPHRASE, Office
from tests.builders.secretariats import (
    answered,
    approve,
    connect,
    decide,
    serving,
    unlocked,
)
from tests.builders.servers import Process

HOUR_S = 3_600
LATER = ContentId("f" * 64)


@pytest.fixture
def secretariat(tmp_path: Path) -> Iterator[Process]:
    """A server that serves with its submission key unlocked."""
    with serving(tmp_path / "server") as made:
        yield made


@pytest.fixture(autouse=True)
def right_time(alice: Office) -> None:
    """Alice has the time that the server has."""
    alice.clock.pass_by(seconds=(datetime.now(UTC) - alice.clock()).total_seconds())


def synchronise(who: Office) -> None:
    servers.synchronise(who.profile, who.dossier, pause=lambda _: None)


def submitted(who: Office, made: Process) -> KeptReceipt:
    """One answer, approved and submitted."""
    connect(who, made)
    approve(who, q_5_model="conspiracy")
    return submitting.submit(who.profile, who.dossier, pause=lambda _: None)


def shown(who: Office) -> bool | None:
    """What the page says of the receipt."""
    receipt = submitting.submission_state(who.profile, who.dossier).sending.receipt
    assert receipt is not None
    return receipt.is_verified


def verdicts(who: Office, kept: KeptReceipt, folder: Path) -> set[bool | None]:
    """What everybody who looks at it is told: on the page, in the list, of the file."""
    file = folder / "a.rdreceipt"
    file.write_bytes(kept.signed)
    (listed,) = receipts.receipts(who.profile, who.dossier)
    named = receipts.verify(who.profile, who.dossier, file)
    last = receipts.verify_one(who.profile, who.dossier)
    return {shown(who), listed.is_verified, named.is_verified, last.is_verified}


def doubled(who: Office, made: Process, kept: KeptReceipt) -> None:
    """A second receipt of the same number, registered later, with an earlier legal time."""
    first = kept.receipt
    second = replace(
        first, submission=LATER, registered=first.registered + HOUR_S, counts=Counts.SENT
    )
    server = unlocked(made)
    signed = write_receipt(second, server.keys.signing)
    fields = {"receipt": base64.b64encode(signed).decode(), "number": str(second.number)}
    change = RecordChange(type=RecordType.RECEIPT, subject=LATER, fields=fields)
    with server.database.begin() as transaction:
        issue(transaction, server.keys, first.dossier, [change])
    synchronise(who)


def command_line(who: Office, folder: Path, capture: pytest.CaptureFixture[str]) -> CommandLine:
    """The commands on somebody's profile, which is locked for that."""
    passphrase = folder / "passphrase.txt"
    passphrase.write_text(PASSPHRASE, encoding="utf-8")
    who.close()
    common = ["--profile", str(who.folder), "--passphrase-file", str(passphrase)]
    return CommandLine(capture, common)


def test_who_lacks_the_questionnaire_cannot_check_and_is_not_alarmed(
    alice: Office, bob: Office, secretariat: Process, tmp_path: Path
) -> None:
    upgrading.upgrade_dossier(alice.profile, alice.dossier, later_pack("reworded"))
    kept = submitted(alice, secretariat)
    assert kept.is_verified is True
    carry(alice, bob)  # without the questionnaire, which comes another time
    assert verdicts(bob, kept, tmp_path) == {None}


def test_another_version_of_the_program_cannot_check_and_does_not_alarm(
    alice: Office, secretariat: Process, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = submitted(alice, secretariat)
    assert verdicts(alice, kept, tmp_path) == {True}
    other = Content(form=b"<other/>", answers=b"{}")
    monkeypatch.setattr(frozen, "content_of", lambda *_, **__: other)
    assert verdicts(alice, kept, tmp_path) == {None}


def test_a_questionnaire_that_this_program_cannot_read_is_no_alarm_either(
    alice: Office, secretariat: Process, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = submitted(alice, secretariat)

    def refuse(*_: object) -> None:
        raise FormRefused(Fault("of a newer program"))

    monkeypatch.setattr(questionnaires, "questionnaire_of", refuse)
    assert verdicts(alice, kept, tmp_path) == {None}


def test_another_server_s_receipt_is_refused_even_where_nothing_can_be_worked_out(
    alice: Office, bob: Office, secretariat: Process, tmp_path: Path
) -> None:
    upgrading.upgrade_dossier(alice.profile, alice.dossier, later_pack("reworded"))
    kept = submitted(alice, secretariat)
    carry(alice, bob)
    file = tmp_path / "other.rdreceipt"
    key = bob.device.signing
    file.write_bytes(write_receipt(replace(kept.receipt, server=key.public), key))
    assert receipts.verify(bob.profile, bob.dossier, file).is_verified is False


def test_a_receipt_of_the_other_approval_of_its_number_is_told_so(
    alice: Office, secretariat: Process, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Approved at two computers at the same time; what does not count was submitted first."""
    connect(alice, secretariat)
    twin = alice.twin(tmp_path / "twin")
    approve(alice, q_5_model="conspiracy")
    approve(twin, q_5_model="group")
    counts, beside = sorted((alice, twin), key=approval_of)
    kept = submitting.submit(beside.profile, beside.dossier, pause=lambda _: None)
    assert (kept.is_verified, kept.other) == (True, None), "nobody knew of the other yet"
    synchronise(counts)
    synchronise(beside)
    for who in (counts, beside):
        assert verdicts(who, kept, tmp_path) == {True}
        other = receipts.verify_one(who.profile, who.dossier).other
        assert other is not None
        assert other.change != approval_of(who)
        receipt = submitting.submission_state(who.profile, who.dossier).sending.receipt
        assert receipt is not None
        assert receipt.other == other
    desk = command_line(counts, tmp_path, capsys)
    told = desk("receipt", "verify")
    assert "of ANOTHER approval of that number, by Alice" in told.out
    assert desk("--json", "receipt", "verify").json["other_approval"]
    counts.reopen()
    twin.close()


def approval_of(who: Office) -> str:
    """The id of the one approval that counts at somebody's computer."""
    (approval,) = finalising.submission_state(who.profile, who.dossier).approvals
    return approval.change


def test_a_receipt_of_other_content_is_refused(
    alice: Office, secretariat: Process, tmp_path: Path
) -> None:
    kept = submitted(alice, secretariat)
    key = unlocked(secretariat).keys.signing
    file = tmp_path / "other.rdreceipt"
    for change in ({"digest": "0" * 64}, {"pack": "0" * 64}, {"number": 7}):
        file.write_bytes(write_receipt(replace(kept.receipt, **change), key))
        assert receipts.verify(alice.profile, alice.dossier, file).is_verified is False


def test_what_is_no_receipt_is_refused(alice: Office, tmp_path: Path) -> None:
    file = tmp_path / "a.rdreceipt"
    for content in (b"", b"RDRCPT\r\n" + bytes(100), bytes(MAX_FILE + 1)):
        file.write_bytes(content)
        with pytest.raises(SubmissionRefused, match="bad-receipt"):
            receipts.verify(alice.profile, alice.dossier, file)
    with pytest.raises(SubmissionRefused, match="none-approved"):
        receipts.verify_one(alice.profile, alice.dossier)


def test_of_two_of_one_number_the_one_registered_first_counts_for_everybody(
    alice: Office,
    secretariat: Process,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    kept = submitted(alice, secretariat)
    doubled(alice, secretariat, kept)
    found = receipts.receipts(alice.profile, alice.dossier)
    assert [each.receipt.submission for each in found] == [kept.receipt.submission, LATER]
    assert last_receipt(found) == kept
    state = submitting.submission_state(alice.profile, alice.dossier)
    assert state.sending.receipt == kept.shown
    desk = command_line(alice, tmp_path, capsys)
    out = tmp_path / "last.rdreceipt"
    assert desk("receipt", "show", "--out", out).code == 0
    assert read_receipt(out.read_bytes()) == kept.receipt
    assert desk("receipt", "verify", "--json").json["submission"] == kept.receipt.submission


def test_only_the_receipt_that_is_shown_is_worked_out(
    alice: Office, secretariat: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = submitted(alice, secretariat)
    numbers: list[int] = []

    def counting(
        profile: Profile, dossier: DossierId, approval: FinalApproval
    ) -> frozen.Frozen:
        numbers.append(approval.number)
        return frozen.frozen_by(profile, dossier, approval)

    monkeypatch.setattr(receipts, "frozen_by", counting)
    submitting.submission_state(alice.profile, alice.dossier)
    assert numbers == [1]
    submitting.ask_reopening(alice.profile, alice.dossier, "A law was missed.")
    receipts.print_receipt(alice.profile, alice.dossier, alice.folder.parent / "a.pdf")
    assert numbers == [1]
    synchronise(alice)
    decide(secretariat, granted=True, answer="Yes.")
    synchronise(alice)
    state = submitting.submission_state(alice.profile, alice.dossier)
    assert not state.is_locked
    assert numbers == [1]  # nothing of a receipt is shown while it is open
    approve(alice, q_5_conspiracy="yes")
    submitting.submission_state(alice.profile, alice.dossier)
    assert numbers == [1]  # the receipt of the first number is not that of the second
    second = submitting.submit(alice.profile, alice.dossier, pause=lambda _: None)
    numbers.clear()
    state = submitting.submission_state(alice.profile, alice.dossier)
    assert state.sending.receipt == second.shown != kept.shown
    assert numbers == [2]


def test_the_commands_say_what_they_know(
    alice: Office,
    secretariat: Process,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept = submitted(alice, secretariat)
    desk = command_line(alice, tmp_path, capsys)
    good = desk("receipt", "verify")
    assert (good.code, good.err) == (0, "")
    assert "genuine, and of what was approved" in good.out
    for line in ("Sent: ", "Registered: ", " in Vienna; ", " UTC; "):
        assert line in good.out
    other = Content(form=b"<other/>", answers=b"{}")
    monkeypatch.setattr(frozen, "content_of", lambda *_, **__: other)
    told = desk("receipt", "verify")
    assert told.code == 1
    assert "cannot be checked here" in told.out
    assert "cannot be checked here" in desk("receipt", "show").out
    assert "NOT" not in told.out + desk("receipt", "show").out
    (listed,) = desk("receipt", "show", "--json").json
    assert (listed["verified"], listed["submission"]) == (None, kept.receipt.submission)


def test_an_earlier_receipt_is_shown_and_saved_by_its_number(
    alice: Office, secretariat: Process, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = submitted(alice, secretariat)
    submitting.ask_reopening(alice.profile, alice.dossier, "A law was missed.")
    synchronise(alice)
    decide(secretariat, granted=True, answer="Yes.")
    synchronise(alice)
    approve(alice, q_5_conspiracy="yes")
    second = submitting.submit(alice.profile, alice.dossier, pause=lambda _: None)
    desk = command_line(alice, tmp_path, capsys)
    both = desk("receipt", "show", "--json").json
    assert [each["number"] for each in both] == [1, 2]
    (listed,) = desk("receipt", "show", "--number", "1", "--json").json
    assert listed["submission"] == first.receipt.submission
    out, last = tmp_path / "first.rdreceipt", tmp_path / "last.rdreceipt"
    desk("receipt", "show", "--number", "1", "--out", str(out))
    desk("receipt", "show", "--out", str(last))
    assert read_receipt(out.read_bytes()) == first.receipt
    assert read_receipt(last.read_bytes()) == second.receipt
    none = desk("receipt", "show", "--number", "3", "--out", str(tmp_path / "none"))
    assert none.code == 1
    assert "no receipt" in none.err.lower()
    assert not (tmp_path / "none").exists()


def test_the_time_that_counts_is_marked_even_if_none_was_handed_in(
    alice: Office,
    secretariat: Process,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    kept = submitted(alice, secretariat)
    file = tmp_path / "a.rdreceipt"
    never = replace(kept.receipt, counts=Counts.RECEIVED)
    assert never.received is None
    file.write_bytes(write_receipt(never, unlocked(secretariat).keys.signing))
    told = command_line(alice, tmp_path, capsys)("receipt", "verify", file).out
    (marked,) = [line for line in told.splitlines() if "<- counts" in line]
    assert marked.strip().startswith("Registered: ")


def test_a_reply_that_refuses_says_why_and_exits_1(
    alice: Office,
    secretariat: Process,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    connect(alice, secretariat, accept=False)
    approve(alice, q_5_model="conspiracy")
    desk = command_line(alice, tmp_path, capsys)
    out = tmp_path / "bag.rdcour"
    written = desk("submit", "--file", out)
    assert "`review-desk package import`" in written.out
    again = desk("package", "export", "--to", "secretariat", "--out", tmp_path / "b.rdcour")
    assert (
        again.out.partition(": ")[2].partition(" bytes")[2]
        == (written.out.partition(": ")[2].partition(" bytes")[2])
    )
    reply, damaged = answered(secretariat, out), tmp_path / "damaged.rdcour"
    damaged.write_bytes(reply.read_bytes()[:-1])
    told = desk("package", "import", reply, damaged)
    assert told.code == 1
    assert "does not accept this version of the questionnaire" in told.err
    assert "sets came" in told.out
    assert "is damaged" in told.err, "what was taken in before is told all the same"


def test_a_second_request_is_told_when_the_answer_comes() -> None:
    error = SubmissionRefused("asked-already")
    assert sentence(error).endswith("its answer comes with the next `review-desk sync`.")


def test_where_the_server_stopped_is_a_sentence(
    alice: Office,
    secretariat: Process,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    connect(alice, secretariat)
    approve(alice, q_5_model="conspiracy")
    desk = command_line(alice, tmp_path, capsys)
    out = tmp_path / "bag.rdcour"
    desk("submit", "--file", out)
    reply = answered(secretariat, out)
    take = submitting.take_reply

    def stopped(*given: object) -> object:
        dossier, replied = take(*given)  # type: ignore[arg-type]  # as it was called
        return dossier, replace(replied, problem="full")

    monkeypatch.setattr(submitting, "take_reply", stopped)
    told = desk("package", "import", reply)
    assert told.code == 1
    assert "the server has no room left" in told.err


def test_a_reply_among_exchange_files_is_told_in_one_document(
    alice: Office,
    bob: Office,
    secretariat: Process,
    tmp_path: Path,
    stick: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    connect(alice, secretariat)
    approve(alice, q_5_model="conspiracy")
    out = tmp_path / "bag.rdcour"
    submitting.submit_file(alice.profile, alice.dossier, out)
    reply, file = answered(secretariat, out), bob.send(stick)
    desk = command_line(alice, tmp_path, capsys)
    told = desk("package", "import", reply, file, "--json")
    assert told.code == 0
    assert told.out.count("\n") == 1
    document = json.loads(told.out)
    assert [each["file"] for each in document["files"]] == [file.name]
    (replied,) = document["replies"]
    assert (replied["file"], replied["problem"], replied["refused"]) == (reply.name, "", {})
    alone = desk("package", "import", reply, "--json").json
    assert [each["file"] for each in alone["replies"]] == [reply.name]
