"""Submitting to a real server, by line and by courier: one receipt, whichever comes first."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.domain.submissions import Reopening
from desktop_app.errors import NotConnected, NotEntitled, ServerUnreachable, SubmissionRefused
from desktop_app.remote.line import Line
from desktop_app.services import receipts, servers, submitting
from desktop_app.services.receipts import KeptReceipt
from desktop_app.store.outbox import Outbox, write_outbox
from review_protocol.receipts import Route
from review_protocol.submissions import key_name
from review_server import submission_keys, submissions
from tests.builders.attachments import attach, fields_of, listed
from tests.builders.offices import Office
from tests.builders.secretariats import (
    REMARK,
    WHY,
    answered,
    approve,
    connect,
    decide,
    new_key,
    unlocked,
)
from tests.builders.servers import Process


@pytest.fixture(autouse=True)
def right_time(request: pytest.FixtureRequest) -> None:
    """The people of these tests have the time that the server has."""
    for name in ("alice", "bob"):
        if name in request.fixturenames:
            office: Office = request.getfixturevalue(name)
            office.clock.pass_by(seconds=(datetime.now(UTC) - office.clock()).total_seconds())


def submit(who: Office) -> KeptReceipt:
    return submitting.submit(who.profile, who.dossier, pause=lambda _: None)


def test_it_goes_by_line_and_the_receipt_is_verified(
    alice: Office, secretariat: Process
) -> None:
    connect(alice, secretariat)
    approve(alice, q_5_model="conspiracy")
    kept = submit(alice)
    assert kept.is_verified
    assert kept.receipt.route is Route.LINE
    assert kept.receipt.number == 1
    state = submitting.submission_state(alice.profile, alice.dossier)
    assert state.reopening is Reopening.ASK_SECRETARIAT
    assert state.sending.receipt == kept.shown
    assert submit(alice) == kept  # twice gives the same receipt


def test_what_is_read_there_is_what_was_approved_here(
    alice: Office, secretariat: Process
) -> None:
    connect(alice, secretariat)
    approve(alice, q_5_model="conspiracy")
    kept = submit(alice)
    server = unlocked(secretariat)
    with server.database.begin() as transaction:
        (taken,) = submissions.list_submissions(transaction)
        body = submissions.read_submission(transaction, server.opener, taken)
    assert taken.receipt == kept.receipt
    assert body.reason == WHY
    assert "conspiracy" in json.dumps(json.loads(body.answers))
    assert body.missing


def test_no_working_file_is_part_of_it(alice: Office, secretariat: Process) -> None:
    connect(alice, secretariat)
    attach(alice, "Unmistakable name.txt", b"Unmistakable words")
    approve(alice, q_5_model="conspiracy")
    submit(alice)
    server = unlocked(secretariat)
    with server.database.begin() as transaction:
        (taken,) = submissions.list_submissions(transaction)
        body = submissions.read_submission(transaction, server.opener, taken)
    for part in (body.form, body.answers):
        assert b"Unmistakable" not in part
        assert fields_of(alice, listed(alice)[0].id)["content"].encode() not in part


def test_the_other_members_get_the_receipt(
    alice: Office, bob: Office, secretariat: Process
) -> None:
    file = connect(alice, secretariat)
    approve(alice, q_5_model="conspiracy")
    kept = submit(alice)
    servers.connect(bob.profile, bob.dossier, file)
    servers.synchronise(bob.profile, bob.dossier, pause=lambda _: None)
    (found,) = receipts.receipts(bob.profile, bob.dossier)
    assert (found.receipt, found.is_verified) == (kept.receipt, True)
    state = submitting.submission_state(bob.profile, bob.dossier)
    assert state.is_locked


def test_only_the_focal_point_submits_what_is_approved(
    alice: Office, bob: Office, secretariat: Process
) -> None:
    with pytest.raises(SubmissionRefused, match="not-approved"):
        submit(alice)
    approve(alice, q_5_model="conspiracy")
    with pytest.raises(NotConnected):
        submit(alice)
    with pytest.raises(NotEntitled):
        submit(bob)


def test_another_questionnaire_is_refused_and_nothing_lies_in_wait(
    alice: Office, secretariat: Process
) -> None:
    connect(alice, secretariat, accept=False)
    approve(alice, q_5_model="conspiracy")
    with pytest.raises(SubmissionRefused, match="pack"):
        submit(alice)
    done = servers.synchronise(alice.profile, alice.dossier, pause=lambda _: None)
    assert (done.requests, done.refused) == (1, {})
    state = submitting.submission_state(alice.profile, alice.dossier)
    assert state.sending.way is None
    assert state.sending.not_taken is not None


def test_a_key_that_was_lost_is_followed_by_the_new_one(
    alice: Office, secretariat: Process
) -> None:
    connect(alice, secretariat)
    approve(alice, q_5_model="conspiracy")
    old = submission_keys.current_public(secretariat.folder)
    assert old is not None
    secretariat.stop()
    new_key(secretariat)
    submission_keys.mark_lost(secretariat.folder, key_name(old).hex())
    port = secretariat.start()
    assert submit_to(alice, port).is_verified


def test_a_key_that_is_lost_while_the_server_runs_is_followed_once_the_new_one_is_unlocked(
    alice: Office, secretariat: Process
) -> None:
    connect(alice, secretariat)
    approve(alice, q_5_model="conspiracy")
    old = submission_keys.current_public(secretariat.folder)
    assert old is not None
    submission_keys.mark_lost(secretariat.folder, key_name(old).hex())
    for _ in range(2):  # without another key, and with one that this process cannot open
        with pytest.raises(SubmissionRefused, match="locked"):
            submit(alice)
        new_key(secretariat)
    with secretariat.office.transaction as transaction:
        assert submissions.list_submissions(transaction) == ()
    secretariat.stop()
    port = secretariat.start()
    assert submit_to(alice, port).is_verified


def submit_to(who: Office, port: int) -> KeptReceipt:
    """The server has another port now; its address stays what it was."""
    return submitting.submit(
        who.profile,
        who.dossier,
        pause=lambda _: None,
        open_line=lambda _url: Line(f"http://127.0.0.1:{port}"),
    )


def test_a_server_whose_key_is_locked_keeps_it_for_another_time(
    alice: Office, secretariat: Process
) -> None:
    connect(alice, secretariat)
    approve(alice, q_5_model="conspiracy")
    secretariat.stop()
    secretariat.passphrase_file = None
    port = secretariat.start()
    with pytest.raises(SubmissionRefused, match="locked"):
        submit_to(alice, port)
    secretariat.stop()
    new_key(secretariat)
    port = secretariat.start()
    servers.synchronise(
        alice.profile,
        alice.dossier,
        pause=lambda _: None,
        open_line=lambda _url: Line(f"http://127.0.0.1:{port}"),
    )
    (kept,) = receipts.receipts(alice.profile, alice.dossier)
    assert kept.is_verified


def test_without_a_line_it_goes_another_time(alice: Office, secretariat: Process) -> None:
    connect(alice, secretariat)
    approve(alice, q_5_model="conspiracy")
    with pytest.raises(ServerUnreachable):
        submit_to(alice, 9)
    state = submitting.submission_state(alice.profile, alice.dossier)
    assert state.sending.way is not None
    assert state.sending.way.handed_at is None
    assert submit(alice).is_verified


def by_courier(made: Process, who: Office, folder: Path, name: str = "out") -> Path:
    """What the officer does with a file: the reply to it."""
    out = folder / f"{name}.rdcour"
    submitting.submit_file(who.profile, who.dossier, out)
    return answered(made, out)


def test_by_courier_without_any_line(
    alice: Office, secretariat: Process, tmp_path: Path
) -> None:
    connect(alice, secretariat)
    secretariat.stop()
    approve(alice, q_5_model="conspiracy")
    reply = by_courier(secretariat, alice, tmp_path)
    assert submitting.is_reply(reply)
    dossier, replied = submitting.take_reply(alice.profile, reply)
    assert (dossier, replied.refused, replied.problem) == (alice.dossier, (), "")
    (kept,) = receipts.receipts(alice.profile, alice.dossier)
    assert kept.is_verified
    assert kept.receipt.route is Route.COURIER
    assert kept.receipt.time == kept.receipt.received
    again = submitting.take_reply(alice.profile, reply)
    assert again[1].note.sets == 0
    assert servers.status(alice.profile, alice.dossier).unsent == 1  # the receipt's own set


def test_by_line_after_the_courier_it_is_the_same_receipt(
    alice: Office, secretariat: Process, tmp_path: Path
) -> None:
    connect(alice, secretariat)
    approve(alice, q_5_model="conspiracy")
    by_courier(secretariat, alice, tmp_path)  # and the reply is lost on the way back
    kept = submit(alice)
    assert kept.receipt.route is Route.COURIER
    assert kept.receipt.remark == REMARK


def test_a_reply_is_for_one_computer_and_one_file(
    alice: Office, bob: Office, secretariat: Process, tmp_path: Path
) -> None:
    connect(alice, secretariat)
    approve(alice, q_5_model="conspiracy")
    reply = by_courier(secretariat, alice, tmp_path)
    with pytest.raises(SubmissionRefused, match="not-for-us"):
        submitting.take_reply(bob.profile, reply)
    damaged = tmp_path / "damaged.rdcour"
    damaged.write_bytes(reply.read_bytes()[:-1])
    with pytest.raises(SubmissionRefused, match="damaged"):
        submitting.take_reply(alice.profile, damaged)
    with alice.profile.store.begin() as transaction:
        write_outbox(transaction, alice.dossier, Outbox())
    with pytest.raises(SubmissionRefused, match="unknown-reply"):
        submitting.take_reply(alice.profile, reply)
    assert receipts.receipts(alice.profile, alice.dossier) == ()


def test_reopening_is_asked_for_and_granted(alice: Office, secretariat: Process) -> None:
    connect(alice, secretariat)
    approve(alice, q_5_model="conspiracy")
    with pytest.raises(SubmissionRefused, match="nothing-to-reopen"):
        submitting.ask_reopening(alice.profile, alice.dossier, "A law was missed.")
    submit(alice)
    submitting.ask_reopening(alice.profile, alice.dossier, "A law was missed.")
    with pytest.raises(SubmissionRefused, match="asked-already"):
        submitting.ask_reopening(alice.profile, alice.dossier, "A law was missed.")
    servers.synchronise(alice.profile, alice.dossier, pause=lambda _: None)
    decide(secretariat, granted=True, answer="Yes.")
    servers.synchronise(alice.profile, alice.dossier, pause=lambda _: None)
    state = submitting.submission_state(alice.profile, alice.dossier)
    assert not state.is_locked
    approve(alice, q_5_conspiracy="yes")
    assert submit(alice).receipt.number == 2


def test_after_a_refusal_it_can_be_asked_again(alice: Office, secretariat: Process) -> None:
    connect(alice, secretariat)
    approve(alice, q_5_model="conspiracy")
    submit(alice)
    submitting.ask_reopening(alice.profile, alice.dossier, "A law was missed.")
    servers.synchronise(alice.profile, alice.dossier, pause=lambda _: None)
    state = submitting.submission_state(alice.profile, alice.dossier)
    assert state.sending.asked is not None
    assert state.sending.asked.handed_at is not None
    decide(secretariat, granted=False, answer="Which one?")
    servers.synchronise(alice.profile, alice.dossier, pause=lambda _: None)
    state = submitting.submission_state(alice.profile, alice.dossier)
    assert state.sending.asked is None
    submitting.ask_reopening(alice.profile, alice.dossier, "The Penal Code of 1998.")
    done = servers.synchronise(alice.profile, alice.dossier, pause=lambda _: None)
    assert done.refused == {}
    with unlocked(secretariat).database.begin() as transaction:
        asked = submissions.list_requests(transaction)
    assert {each.granted for each in asked} == {False, None}
    with pytest.raises(SubmissionRefused, match="asked-already"):
        submitting.ask_reopening(alice.profile, alice.dossier, "The Penal Code of 1998.")
