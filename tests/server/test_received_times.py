"""When a courier's package came: what cannot be is refused, what is likely a slip confirmed."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from review_server import submissions
from review_server.cli import main
from review_server.couriers import answer_package
from review_server.received_times import CLOCK_S, Doubtful, Impossible
from review_server.submissions import Courier
from tests.builders.parties import PASSPHRASE, couriered, party, unlock_new_key, written
from tests.builders.servers import Office
from tests.builders.sets import AT
from tests.builders.submitted import answered_submission

DAY_S = 86_400


def package(office: Office, made_at: int) -> bytes:
    """A focal point's submission, made at a time by their clock."""
    ana = party(office)
    return couriered(office, ana, written(office, ana, answered_submission(), at=made_at))


def received(office: Office) -> list[int | None]:
    """What the receipts say that there are."""
    with office.transaction as transaction:
        return [e.receipt.received for e in submissions.list_submissions(transaction)]


@pytest.mark.parametrize(
    ("at", "says"),
    [
        (AT + 40 * DAY_S + 1, "in the future"),
        (AT - DAY_S, "the review was noted here only on 26 October 2026"),
        (AT - 10 * 365 * DAY_S, "the review was noted here only on"),
    ],
)
def test_a_time_at_which_nothing_can_have_come_is_refused(
    ready: Office, at: int, says: str
) -> None:
    data = package(ready, AT + DAY_S)
    ready.now += 40 * DAY_S
    courier = Courier(received=at, remark="By bag.")
    for is_sure in (False, True):
        with pytest.raises(Impossible, match=says):
            answer_package(ready.server, data, courier, is_sure=is_sure)
    assert received(ready) == []


@pytest.mark.parametrize(
    ("at", "says"),
    [
        (AT + 5 * DAY_S, "By its sender's clock the package was made on 5 November 2026"),
        (AT + 10 * DAY_S - CLOCK_S - 1, "By its sender's clock"),
        (AT + 11 * DAY_S, "This is 39 days ago"),
    ],
)
def test_a_time_that_is_likely_a_slip_has_to_be_confirmed(
    ready: Office, at: int, says: str
) -> None:
    data = package(ready, AT + 10 * DAY_S)
    ready.now = AT + 50 * DAY_S
    courier = Courier(received=at, remark="By bag.")
    with pytest.raises(Doubtful, match=says):
        answer_package(ready.server, data, courier)
    assert received(ready) == []
    assert answer_package(ready.server, data, courier, is_sure=True).problem == ""
    assert received(ready) == [at]


def test_a_clock_that_is_wrong_by_some_hours_asks_nobody(ready: Office) -> None:
    data = package(ready, AT + CLOCK_S)
    ready.now += DAY_S
    answer_package(ready.server, data, Courier(received=AT + 60, remark="By bag."))
    assert received(ready) == [AT + 60]


def test_what_has_its_receipt_already_is_answered_again_without_being_asked(
    ready: Office,
) -> None:
    data = package(ready, AT + DAY_S)
    ready.now += 2 * DAY_S
    answer_package(ready.server, data, Courier(received=ready.now, remark="By bag."))
    answer_package(ready.server, data, Courier(received=AT, remark="Again."))
    assert received(ready) == [ready.now]


def test_at_the_command_line_it_is_confirmed_by_a_word(
    small_office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = small_office
    now = int(time.time())
    office.now = now - 3 * DAY_S
    unlock_new_key(office)
    file, out, phrase = tmp_path / "bag", tmp_path / "reply", tmp_path / "phrase"
    file.write_bytes(package(office, now - DAY_S))
    phrase.write_text(PASSPHRASE, encoding="utf-8")
    when = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(now - 2 * DAY_S))
    words = [
        "--folder", str(office.server.configuration.folder), "package", "in", str(file),
        "--out", str(out), "--received", when, "--reason", "By bag.",
        "--passphrase-file", str(phrase),
    ]  # fmt: skip
    assert main(words) == 1
    told = capsys.readouterr().err
    assert "Nothing was taken in" in told
    assert "--sure" in told
    assert not out.exists()
    assert main([*words, "--sure"]) == 0
    assert out.exists()
    assert received(office) == [now - 2 * DAY_S]
