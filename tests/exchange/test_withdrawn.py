"""What was opened again before the secretariat had it goes there no more, by no way."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.domain.submissions import Reopening
from desktop_app.errors import ServerUnreachable, SubmissionRefused
from desktop_app.exchange.carrying import withdrawn
from desktop_app.remote.line import Line
from desktop_app.services import finalising, receipts, servers, submitting
from desktop_app.ui.synchronising.words import waiting_words
from tests.builders.approving import write
from tests.builders.offices import Office
from tests.builders.secretariats import answered, approve, connect, decide, serving
from tests.builders.servers import Process

AGAIN = "A law was passed yesterday."


@pytest.fixture
def waiting(alice: Office, secretariat: Process) -> Office:
    """Alice submitted without a line."""
    alice.clock.pass_by(seconds=(datetime.now(UTC) - alice.clock()).total_seconds())
    connect(alice, secretariat)
    synchronise(alice)
    approve(alice, q_5_model="conspiracy")
    with pytest.raises(ServerUnreachable):
        submitting.submit(
            alice.profile,
            alice.dossier,
            pause=lambda _: None,
            open_line=lambda _url: Line("http://127.0.0.1:9"),
        )
    return alice


def synchronise(who: Office) -> None:
    servers.synchronise(who.profile, who.dossier, pause=lambda _: None)


def numbers(who: Office) -> list[int]:
    """Of the receipts that there are."""
    return [each.receipt.number for each in receipts.receipts(who.profile, who.dossier)]


def test_a_message_that_waits_is_not_nothing(waiting: Office) -> None:
    def told() -> str:
        """What the window says, where all sets are at the server."""
        found = servers.status(waiting.profile, waiting.dossier)
        return waiting_words(replace(found, pending=0, unsent=0))

    assert "it does not have it" in told()
    finalising.reopen(waiting.profile, waiting.dossier, AGAIN)
    assert told() == "Nothing waits to go there."
    finalising.approve_everything(waiting.profile, waiting.dossier, reason=AGAIN)
    submitting.submit(waiting.profile, waiting.dossier, pause=lambda _: None)
    assert told() == "Nothing waits to go there."
    submitting.ask_reopening(waiting.profile, waiting.dossier, AGAIN)
    assert "it does not have it" in told()
    synchronise(waiting)
    assert told() == "Nothing waits to go there."


def test_the_next_round_does_not_submit_it(waiting: Office) -> None:
    finalising.reopen(waiting.profile, waiting.dossier, AGAIN)
    synchronise(waiting)
    assert numbers(waiting) == []
    assert not finalising.submission_state(waiting.profile, waiting.dossier).is_locked


def test_the_next_version_does_not_stand_behind_it(waiting: Office) -> None:
    finalising.reopen(waiting.profile, waiting.dossier, AGAIN)
    write(waiting, why_5="Covered since yesterday")
    finalising.approve_everything(waiting.profile, waiting.dossier, reason=AGAIN)
    kept = submitting.submit(waiting.profile, waiting.dossier, pause=lambda _: None)
    assert (kept.receipt.number, kept.is_verified) == (2, True)
    assert numbers(waiting) == [2]


def test_that_it_was_opened_again_may_come_with_the_same_round(
    waiting: Office, tmp_path: Path
) -> None:
    twin = waiting.twin(tmp_path / "twin")
    finalising.reopen(twin.profile, twin.dossier, AGAIN)
    synchronise(twin)
    twin.close()
    assert finalising.submission_state(waiting.profile, waiting.dossier).is_locked
    synchronise(waiting)
    assert numbers(waiting) == []
    assert not finalising.submission_state(waiting.profile, waiting.dossier).is_locked


def test_a_file_for_a_courier_has_it_no_more(
    waiting: Office, secretariat: Process, tmp_path: Path
) -> None:
    finalising.reopen(waiting.profile, waiting.dossier, AGAIN)
    out = tmp_path / "out.rdcour"
    submitting.write_courier_file(waiting.profile, waiting.dossier, out)
    submitting.take_reply(waiting.profile, answered(secretariat, out))
    assert numbers(waiting) == []
    assert not finalising.submission_state(waiting.profile, waiting.dossier).is_locked


def test_what_the_secretariat_had_before_is_brought_back_to_it(
    waiting: Office, secretariat: Process
) -> None:
    synchronise(waiting)
    assert numbers(waiting) == [1]
    submitting.ask_reopening(waiting.profile, waiting.dossier, AGAIN)
    synchronise(waiting)
    decide(secretariat, granted=True, answer="Yes.")
    synchronise(waiting)
    assert not finalising.submission_state(waiting.profile, waiting.dossier).is_locked
    with waiting.profile.store.read() as transaction:
        assert withdrawn(transaction, waiting.dossier) == frozenset()


def test_what_a_courier_had_already_can_be_opened_again_although_a_later_one_is_approved(
    waiting: Office, secretariat: Process, tmp_path: Path
) -> None:
    out = tmp_path / "out.rdcour"
    submitting.submit_file(waiting.profile, waiting.dossier, out)
    finalising.reopen(waiting.profile, waiting.dossier, AGAIN)
    write(waiting, why_5="Covered since yesterday")
    finalising.approve_everything(waiting.profile, waiting.dossier, reason=AGAIN)
    submitting.take_reply(waiting.profile, answered(secretariat, out))
    with pytest.raises(SubmissionRefused, match="standing"):
        submitting.submit(waiting.profile, waiting.dossier, pause=lambda _: None)
    state = submitting.submission_state(waiting.profile, waiting.dossier)
    assert state.reopening is Reopening.ASK_SECRETARIAT
    submitting.ask_reopening(waiting.profile, waiting.dossier, AGAIN)
    state = submitting.submission_state(waiting.profile, waiting.dossier)
    assert state.sending.asked is not None
    synchronise(waiting)
    decide(secretariat, granted=True, answer="Yes.")
    synchronise(waiting)
    state = submitting.submission_state(waiting.profile, waiting.dossier)
    assert (state.is_locked, state.reopening) == (True, Reopening.HERE)
    kept = submitting.submit(waiting.profile, waiting.dossier, pause=lambda _: None)
    assert (kept.receipt.number, kept.is_verified) == (2, True)


def test_who_submits_while_somebody_opens_it_again_is_told_that_it_was_not_sent(
    waiting: Office, tmp_path: Path
) -> None:
    twin = waiting.twin(tmp_path / "twin")
    finalising.reopen(twin.profile, twin.dossier, AGAIN)
    synchronise(twin)
    twin.close()
    with pytest.raises(SubmissionRefused, match="opened-again"):
        submitting.submit(waiting.profile, waiting.dossier, pause=lambda _: None)
    assert numbers(waiting) == []


def test_what_waits_goes_to_another_server_that_is_connected_to(
    waiting: Office, tmp_path: Path
) -> None:
    with serving(tmp_path / "second") as second:
        connect(waiting, second)
        synchronise(waiting)
        (kept,) = receipts.receipts(waiting.profile, waiting.dossier)
    assert kept.is_verified
    assert servers.status(waiting.profile, waiting.dossier).not_taken == ()


def test_after_a_receipt_another_server_is_sent_it_too_and_its_receipt_is_shown(
    waiting: Office, tmp_path: Path
) -> None:
    synchronise(waiting)
    with serving(tmp_path / "second") as second:
        connect(waiting, second)
        synchronise(waiting)
        former = submitting.submission_state(waiting.profile, waiting.dossier).sending.receipt
        assert former is not None
        assert former.is_verified is False
        kept = submitting.submit(waiting.profile, waiting.dossier, pause=lambda _: None)
    assert kept.is_verified
    state = submitting.submission_state(waiting.profile, waiting.dossier)
    assert state.sending.receipt == kept.shown
    assert numbers(waiting) == [1, 1]
