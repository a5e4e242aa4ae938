"""`review-server notices` and a review's timeline, as an operator uses them."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from review_protocol.timelines import day_in_vienna
from review_server.cli import main
from review_server.configuration import FILE
from tests.builders.mail import serving_mail
from tests.builders.timelines import dated_pack

TODAY = day_in_vienna(datetime.now(UTC))
START = TODAY - timedelta(days=16)
ADDRESS = "focal@example.org"


class Operator:
    """Somebody at the server's command line."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capture = folder, capture

    def __call__(self, *words: str, code: int = 0) -> Any:
        """What a command prints as JSON."""
        return json.loads(self.text("--json", *words, code=code))

    def text(self, *words: str, code: int = 0) -> str:
        """What it prints."""
        self._capture.readouterr()
        assert main(["--folder", str(self.folder), *words]) == code
        return self._capture.readouterr().out

    def wrong(self, *words: str) -> str:
        """Why it does not."""
        self._capture.readouterr()
        assert main(["--folder", str(self.folder), *words]) == 1
        return self._capture.readouterr().err

    def configure(self, **how: object) -> None:
        """Write more into server.json, as an operator does."""
        file = self.folder / FILE
        file.write_text(json.dumps({**json.loads(file.read_text()), **how}))


@pytest.fixture
def operator(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Operator:
    made = Operator(tmp_path / "server", capsys)
    made.text("init", "--url", "https://review.example.org")
    return made


@pytest.fixture
def review(operator: Operator, tmp_path: Path) -> str:
    pack = tmp_path / "sample.rdpack"
    pack.write_bytes(dated_pack().file)
    made = operator(
        "review", "create", "--party", "Ruritania", "--cluster", "I",
        "--start", START.isoformat(), "--questionnaire", str(pack),
        "--reviewer", "Strelsau", "--reviewer", "Zenda",
    )  # fmt: skip
    return str(made["review"])


def test_a_review_has_the_steps_of_its_questionnaire(operator: Operator, review: str) -> None:
    found = operator("review", "timeline", review)
    assert (found["start"], found["day"]) == (START.isoformat(), TODAY.isoformat())
    first = found["steps"][0]
    assert (first["step"], first["title"], first["standing"]) == (
        "focal-point", "Focal point named", "missed",
    )  # fmt: skip
    assert first["due"] == (START + timedelta(days=14)).isoformat()
    assert "missed       Focal point named" in operator.text("review", "timeline", review)


def test_dates_are_entered_and_cleared(operator: Operator, review: str) -> None:
    moved, done = (TODAY + timedelta(days=60)).isoformat(), START.isoformat()
    entering = ("review", "date", review, "experts")
    operator(*entering, "--revised", moved, "--reason", "Elections")
    step = operator("review", "timeline", review)["steps"][1]
    assert (step["revised"], step["due"], step["standing"]) == (moved, moved, "later")
    operator(*entering, "--done", done)
    step = operator("review", "timeline", review)["steps"][1]
    assert (step["revised"], step["actual"], step["standing"]) == (moved, done, "done")
    operator(*entering, "--clear")
    step = operator("review", "timeline", review)["steps"][1]
    assert (step["revised"], step["actual"]) == (None, None)


def test_a_start_that_is_moved_moves_the_steps(operator: Operator, review: str) -> None:
    day = (TODAY + timedelta(days=30)).isoformat()
    operator("review", "date", review, "start", "--revised", day, "--reason", "Late")
    steps = operator("review", "timeline", review)["steps"]
    assert steps[0]["due"] == (TODAY + timedelta(days=44)).isoformat()
    first = operator.text("review", "timeline", review).splitlines()[0]
    assert first == f"Ruritania, cluster I, starts {day} (planned {START})"


def test_what_was_taken_back_is_told_by_the_next_run(operator: Operator, review: str) -> None:
    day = (TODAY + timedelta(days=30)).isoformat()
    operator("review", "date", review, "start", "--revised", day, "--reason", "Late")
    entered = operator.text("review", "date", review, "start", "--clear", "--reason", "A slip")
    assert "tells whoever was told" in entered
    assert operator("review", "timeline", review)["start"] == START.isoformat()


def test_the_timeline_is_printed_with_its_dates(operator: Operator, review: str) -> None:
    due = TODAY + timedelta(days=60)
    entering = ("review", "date", review, "experts", "--revised", str(due), "--reason", "Late")
    operator.text(*entering)
    planned = START + timedelta(days=28)
    lines = operator.text("review", "timeline", review).splitlines()
    assert lines[0] == f"Ruritania, cluster I, started {START}"
    assert lines[1:3] == [
        f"focal-point     {START + timedelta(days=14)}  missed       Focal point named",
        f"experts         {due}  later        Governmental experts named (planned {planned})",
    ]
    assert lines[4] == "feedback                    no date yet  " + (
        "Written feedback of the reviewing States"
    )


def test_contacts_are_added_and_removed(operator: Operator, review: str) -> None:
    assert "No e-mail" in operator.text("review", "contact", review)
    assert operator("review", "contact", review, ADDRESS) == [ADDRESS]
    assert operator("review", "contact", review, ADDRESS) == [ADDRESS]
    assert operator("review", "contact", review, ADDRESS, "--remove") == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("date", "REVIEW", "tea", "--done", "2026-01-01"), "no step tea"),
        (("date", "REVIEW", "experts", "--revised", "2026-01-01"), "with --reason only"),
        (("date", "REVIEW", "experts", "--revised", "1 May", "--reason", "x"), "written as"),
        (("date", "REVIEW", "experts"), "--revised or --done"),
        (("date", "REVIEW", "experts", "--clear", "--done", "2026-01-01"), "--clear alone"),
        (("date", "REVIEW", "experts", "--clear"), "Nothing was entered"),
        (("contact", "REVIEW", "a b@example.org"), "no e-mail address"),
        (("contact", "REVIEW", "a@example.org\nBcc: x@y.z"), "no e-mail address"),
        (("contact", "REVIEW", "a@example.org", "--remove"), "No e-mail about"),
        (("timeline", "r-nowhere"), "no review r-nowhere"),
        (("contact", "r-nowhere", "a@example.org"), "no review r-nowhere"),
    ],
)
def test_what_cannot_be_is_one_sentence(
    operator: Operator, review: str, words: tuple[str, ...], says: str
) -> None:
    given = [review if word == "REVIEW" else word for word in words]
    sentence = operator.wrong("review", *given)
    assert says in sentence
    assert sentence.count("\n") == 1


def test_a_review_without_a_questionnaire_says_what_to_do(operator: Operator) -> None:
    words = ("--party", "Arcadia", "--cluster", "I", "--reviewer", "A", "--reviewer", "B")
    made = operator("review", "create", *words)
    assert "review questionnaire" in operator.wrong("review", "timeline", made["review"])


def test_a_run_tells_once_and_a_dry_one_only_says_so(operator: Operator, review: str) -> None:
    with serving_mail() as mail:
        operator.configure(
            smtp_host="127.0.0.1", smtp_port=mail.port, smtp_security="none",
            mail_from="secretariat@example.org",
        )  # fmt: skip
        operator.text("review", "contact", review, ADDRESS)
        seen = operator("notices", "run", "--dry-run")
        assert [(each["kind"], each["address"]) for each in seen["mailed"]] == [
            ("overdue", ADDRESS)
        ]
        assert mail.messages == []
        assert operator("notices", "run")["mailed"] == seen["mailed"]
        assert "Nothing is to be told." in operator.text("notices", "run")
    assert mail.recipients == [ADDRESS]


def test_a_run_that_could_not_tell_everything_fails_and_says_why(
    operator: Operator, review: str
) -> None:
    with serving_mail() as mail:
        operator.configure(
            smtp_host="127.0.0.1", smtp_port=mail.port, smtp_security="none",
            mail_from="secretariat@example.org",
        )  # fmt: skip
        operator.text("review", "contact", review, ADDRESS)
        mail.refuses = {ADDRESS}
        assert "not taken" in operator.text("notices", "run", code=1)
        mail.refuses, mail.breaks = set(), "AFTER-DATA"
        assert "In doubt: 1" in operator.text("notices", "run", code=1)
        mail.breaks = ""
        assert operator("notices", "run", "--in-doubt")["in_doubt"] == []
    with serving_mail() as gone:
        pass
    operator.configure(smtp_port=gone.port)
    operator.text("review", "contact", review, "other@example.org")
    assert "cannot be reached" in operator.text("notices", "run", code=1)


def test_e_mail_in_clear_is_refused(operator: Operator, review: str) -> None:
    operator.configure(smtp_host="mail.example.org", smtp_security="none", mail_from="a@b.org")
    assert "this machine alone" in operator.wrong("notices", "run")


def test_a_lost_journal_needs_a_decision(operator: Operator, review: str) -> None:
    operator.text("notices", "run")
    (operator.folder / "notices.journal").unlink()
    assert "--new-journal" in operator.wrong("notices", "run")
    assert "Nothing is to be told." in operator.text("notices", "run", "--new-journal")
