"""What the officer is told of a package: whether each content of it was taken, and why not."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from review_protocol.names import ContentId
from review_protocol.timelines import VIENNA
from review_server.cli import main
from review_server.courier_outcomes import _WHY, Outcome
from review_server.schema import staff_log
from tests.builders.delegates import Delegate
from tests.builders.parties import PASSPHRASE, couriered, party, unlock_new_key, written
from tests.builders.servers import Office
from tests.builders.submitted import answered_submission

DAY_S = 86_400
NOT_ALL = "Not all of the package was taken: send the reply back, it tells its sender why.\n"


@dataclass
class Desk:
    """An officer's command line, and a party that sends packages."""

    office: Office
    ana: Delegate
    folder: Path
    capture: pytest.CaptureFixture[str]
    count: int = 0

    def take_in(
        self, *contents: bytes, as_json: bool = False, when: str = ""
    ) -> tuple[int, str, str]:
        """Take in a package with these; the code, and what was printed."""
        self.count += 1
        file, out = self.folder / f"bag{self.count}", self.folder / f"reply{self.count}"
        file.write_bytes(couriered(self.office, self.ana, *contents))
        when = when or time.strftime("%Y-%m-%dT%H:%MZ", time.gmtime(time.time() - 60))
        words = [
            "--folder", str(self.office.server.configuration.folder),
            *(["--json"] if as_json else []), "package", "in", str(file),
            "--out", str(out), "--received", when, "--reason", "By bag.",
            "--passphrase-file", str(self.folder / "phrase"),
        ]  # fmt: skip
        code = main(words)
        said = self.capture.readouterr()
        if not said.out:
            assert not out.exists()
            return code, "", said.err
        assert out.exists(), "the reply goes back, whatever is in it"
        return code, said.out.replace(str(out), "REPLY"), said.err

    def log(self) -> list[tuple[str, str]]:
        """What the staff's log says was done by the command line."""
        with self.office.transaction as transaction:
            query = select(staff_log).order_by(staff_log.c.number)
            return [(row.what, row.about) for row in transaction.execute(query)]


@pytest.fixture
def desk(small_office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """With a response whose sets the server has."""
    office = small_office
    office.now = int(time.time()) - 3 * DAY_S
    unlock_new_key(office)
    (tmp_path / "phrase").write_text(PASSPHRASE, encoding="utf-8")
    return Desk(office, party(office), tmp_path, capsys)


def submission(desk: Desk, **changes: Any) -> bytes:
    now = int(time.time())
    return written(desk.office, desk.ana, answered_submission(**changes), at=now - DAY_S)


def test_a_submission_that_was_taken_is_told_with_its_receipt(desk: Desk) -> None:
    data = submission(desk)
    (name,) = desk.ana.has(data)
    for _ in range(2):  # the second time it is answered again
        code, out, err = desk.take_in(data)
        assert (code, err) == (0, "")
        given, taken, reply = out.splitlines()
        when = given.removeprefix("The time that you gave: ")
        assert taken == f"Submission 1 was taken: receipt {name[:16]}, received {when}"
        assert reply == "REPLY: the reply to 2 messages; send it back."
    assert desk.log()[-1] == ("submission in a package taken", name)
    facts = json.loads(desk.take_in(data, as_json=True)[1])
    assert facts["contents"] == [
        {"id": name, "kind": "submission", "number": 1, "receipt": name, "refusal": ""}
    ]


def test_a_submission_that_was_refused_is_told_with_the_reason(desk: Desk) -> None:
    data = submission(desk, pack="0" * 64)
    (name,) = desk.ana.has(data)
    code, out, err = desk.take_in(data)
    assert (code, err) == (1, NOT_ALL)
    assert out.partition("\n")[2] == (
        "Submission 1 was refused: the review does not accept the version of the"
        " questionnaire that it answers.\n"
        "REPLY: the reply to 2 messages; send it back.\n"
    )
    assert desk.log()[-1] == ("content of a package refused: pack", name)
    code, out, err = desk.take_in(data, as_json=True)
    assert (code, err) == (1, NOT_ALL)
    facts = json.loads(out)
    assert (facts["problem"], facts["answered"]) == ("", 2)
    assert facts["contents"] == [
        {"id": name, "kind": "submission", "number": 1, "receipt": None, "refusal": "pack"}
    ]


def test_of_several_each_is_told_by_itself(desk: Desk) -> None:
    first = submission(desk)
    second = submission(desk, number=2)
    code, out, _ = desk.take_in(first, second)
    assert code == 1
    taken, refused = out.splitlines()[1:3]
    assert taken.startswith(f"Submission 1 was taken: receipt {desk.ana.has(first)[0][:16]}, ")
    assert refused == (
        "Submission 2 was refused: an earlier submission stands; it must be reopened first."
    )


@pytest.mark.parametrize("word", _WHY)
def test_each_word_is_a_sentence(word: str) -> None:
    told = Outcome(id=ContentId("0" * 64), kind="reopening", refusal=word).sentence
    assert told.startswith("The request to reopen was refused: ")
    assert word not in {told.partition(": ")[2], f"{told.partition(': ')[2]}."}


@pytest.mark.parametrize(
    "typed",
    [
        "2026-11-27T17:40", "2026-11-27T06", "2026-11-27", "2026-11-27T06+01:00",
        "2026-11-27T06Z", "17:40Z", "yesterday", "",
    ],
)  # fmt: skip
def test_a_time_without_zone_or_minutes_is_refused_and_nothing_taken_in(
    desk: Desk, typed: str
) -> None:
    before = desk.log()
    code, out, err = desk.take_in(submission(desk), when=typed or " ")
    assert (code, out) == (1, "")
    assert err == ("Write the time with its minutes and its zone, as 2026-11-01T14:30+01:00.\n")
    assert desk.log() == before


def test_the_time_that_was_given_is_told_in_utc_and_in_vienna(desk: Desk) -> None:
    now = datetime.now(VIENNA).replace(second=0, microsecond=0) - timedelta(hours=1)
    there = now.astimezone(timezone(timedelta(hours=-5)))
    data = submission(desk)
    _, out, _ = desk.take_in(data, when=there.isoformat())
    utc = now.astimezone(UTC)
    told = f"{utc.day} {utc:%B %Y, %H:%M} UTC, {now.day} {now:%B %Y, %H:%M} in Vienna"
    assert out.startswith(f"The time that you gave: {told}.\n")
    assert f", received {told}." in out
    facts = json.loads(desk.take_in(data, as_json=True, when=there.isoformat())[1])
    assert facts["received"] == {"utc": utc.isoformat(), "vienna": now.isoformat()}


def test_the_help_shows_how_the_time_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    main(["package", "in", "--help"])
    told = " ".join(capsys.readouterr().out.split())
    assert "with minutes and zone: 2026-11-01T14:30+01:00" in told
