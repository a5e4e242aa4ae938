"""What an operator's commands say that they did, note in the log, and leave when they fail."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from review_protocol.submissions import ReopeningRequest
from review_protocol.timelines import day_in_vienna
from review_server import reviews, submissions
from review_server.cli import main
from review_server.console.journal import OPERATOR, newest_lines
from tests.builders.parties import PASSPHRASE, couriered, party, unlock_new_key, written
from tests.builders.servers import Office
from tests.builders.submitted import answered_submission
from tests.builders.timelines import dated_pack

TODAY = day_in_vienna(datetime.now(UTC))


class Operator:
    """Somebody at the command line of an office whose submission key has a passphrase file."""

    def __init__(
        self, office: Office, folder: Path, capture: pytest.CaptureFixture[str]
    ) -> None:
        self.office, self.folder, self._capture = office, folder, capture
        office.now = int(time.time())
        unlock_new_key(office)
        self.phrase = folder / "phrase"
        self.phrase.write_text(PASSPHRASE, encoding="utf-8")

    def __call__(self, *words: str, code: int = 0) -> str:
        """What a command says."""
        self._capture.readouterr()
        folder = str(self.office.server.configuration.folder)
        assert main(["--folder", folder, *words]) == code
        said = self._capture.readouterr()
        return said.err if code else said.out

    @property
    def deeds(self) -> set[tuple[str, str]]:
        with self.office.transaction as transaction:
            return {(line.who, line.what) for line in newest_lines(transaction, 50)}

    def package(self, out: Path, *, code: int = 0) -> str:
        """Take a focal point's submission in."""
        ana = party(self.office)
        file = self.folder / "bag"
        submission = written(self.office, ana, answered_submission(), at=self.office.now)
        file.write_bytes(couriered(self.office, ana, submission))
        when = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(self.office.now))
        return self(
            "package", "in", str(file), "--out", str(out), "--received", when,
            "--reason", "By bag.", "--passphrase-file", str(self.phrase), code=code,
        )  # fmt: skip

    def asked(self) -> str:
        """A focal point's wish to reopen what they submitted by line; its id."""
        ana = party(self.office)
        first = written(self.office, ana, answered_submission(), at=self.office.now)
        (name,) = ana.has(first)
        ana.sync(self.office.send)
        wish = ReopeningRequest(submission=name, reason="A law was missed.")
        ana.has(written(self.office, ana, wish, at=self.office.now))
        ana.sync(self.office.send)
        with self.office.transaction as transaction:
            (asked,) = submissions.list_requests(transaction)
        return asked.id


@pytest.fixture
def operator(
    small_office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Operator:
    return Operator(small_office, tmp_path, capsys)


@pytest.fixture
def review(operator: Operator) -> str:
    pack = operator.folder / "sample.rdpack"
    pack.write_bytes(dated_pack().file)
    operator(
        "review", "create", "--party", "Ruritania", "--cluster", "I",
        "--start", (TODAY - timedelta(days=16)).isoformat(), "--questionnaire", str(pack),
        "--reviewer", "Strelsau", "--reviewer", "Zenda",
    )  # fmt: skip
    with operator.office.transaction as transaction:
        (made,) = reviews.list_reviews(transaction)
    return made.id


def test_no_invitation_is_made_that_cannot_be_handed_out(
    operator: Operator, review: str
) -> None:
    said = operator("invite", review, "--out", str(operator.folder / "no" / "x"), code=1)
    assert "cannot be written" in said
    with operator.office.transaction as transaction:
        assert reviews.list_invitations(transaction, review) == ()
    operator("invite", "r-0", "--out", str(operator.folder / "x"), code=1)
    assert not (operator.folder / "x").exists()


def test_no_package_is_taken_in_whose_reply_has_no_place(operator: Operator) -> None:
    said = operator.package(operator.folder / "no" / "reply", code=1)
    assert "cannot be written" in said
    with operator.office.transaction as transaction:
        assert submissions.list_submissions(transaction) == ()
    operator.package(operator.folder / "reply")
    assert (operator.folder / "reply").stat().st_size
    with operator.office.transaction as transaction:
        assert len(submissions.list_submissions(transaction)) == 1


def test_the_log_of_the_staff_has_what_was_done_by_command_too(
    operator: Operator, review: str
) -> None:
    operator("invite", review, "--out", str(operator.folder / "x"))
    operator.package(operator.folder / "reply")
    with operator.office.transaction as transaction:
        (taken,) = submissions.list_submissions(transaction)
    words = ("--out", str(operator.folder / "out"), "--passphrase-file", str(operator.phrase))
    operator("submission", "export", taken.id, *words)
    operator("review", "date", review, "experts", "--done", TODAY.isoformat())
    for what in (
        "invitation made", "package taken in", "submission saved as a file",
        "date entered or taken back",
    ):  # fmt: skip
        assert (OPERATOR, what) in operator.deeds


def test_a_decision_names_whose_submission_it_is_about(operator: Operator) -> None:
    asked = operator.asked()
    listed = operator("submission", "requests")
    assert "open  submission 1 of Ruritania: A law was missed." in listed
    assert "Say why" in operator("submission", "reopen", asked, "--refuse", code=1)
    said = operator("submission", "reopen", asked[:12], "--grant")
    assert said.startswith("Granted: submission 1 of Ruritania.")
    assert (OPERATOR, "request to reopen granted") in operator.deeds


@pytest.mark.parametrize("word", ["request", "submission"])
def test_an_id_that_names_nothing_is_told(operator: Operator, word: str) -> None:
    asked = {
        "request": ("submission", "reopen", "0f0f", "--grant"),
        "submission": (
            "submission", "export", "0f0f", "--out", "x",
            "--passphrase-file", str(operator.phrase),
        ),
    }[word]  # fmt: skip
    assert operator(*asked, code=1) == f"There is no {word} 0f0f.\n"
    nameless = [part if part != "0f0f" else "" for part in asked]
    assert "or its beginning" in operator(*nameless, code=1)


def test_a_date_that_was_entered_is_said_again(operator: Operator, review: str) -> None:
    date = ("review", "date", review, "experts")
    moved = (TODAY + timedelta(days=20)).isoformat()
    said = operator(*date, "--revised", moved, "--reason", "Late")
    assert "Governmental experts named (Ruritania) is moved to " + moved in said
    said = operator(*date, "--done", TODAY.isoformat())
    assert f"is moved to {moved} and done on {TODAY}" in said
    said = operator(*date, "--clear")
    assert "of Governmental experts named (Ruritania) the planned date counts again" in said


def test_nothing_was_done_on_a_day_to_come(operator: Operator, review: str) -> None:
    day = (TODAY + timedelta(days=2)).isoformat()
    said = operator("review", "date", review, "experts", "--done", day, code=1)
    assert "still to come" in said
    assert "Nothing was entered" in operator(
        "review", "date", review, "experts", "--clear", code=1
    )


def test_a_message_that_nobody_gets_says_why(operator: Operator, review: str) -> None:
    words = ("--title", "Tea", "--text", "At five.")
    assert "There is no review r-0." in operator("review", "message", "r-0", *words, code=1)
    said = operator("review", "message", review, *words, code=1)
    assert "No response of Ruritania is connected yet" in said


def test_a_contact_whom_no_mail_server_serves_is_told(operator: Operator, review: str) -> None:
    said = operator("review", "contact", review, "focal@example.org")
    assert "smtp_host" in said
    assert "which address" in operator("review", "contact", review, "--remove", code=1)


def test_a_review_without_a_questionnaire_says_what_it_needs(operator: Operator) -> None:
    said = operator(
        "review", "create", "--party", "Arcadia", "--cluster", "1",
        "--reviewer", "Strelsau", "--reviewer", "Zenda",
    )  # fmt: skip
    assert "review-server review questionnaire r-" in said
