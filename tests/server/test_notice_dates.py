"""Dates that staff enters: told as what they are, once, and taken back to whom they came."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from review_protocol.timelines import START
from review_server import plans
from review_server.notice_runs import run
from review_server.problems import Unusable
from tests.builders.backups import backed_up, put_back
from tests.builders.mail import MailServer
from tests.builders.noticed import (
    ADDRESS,
    NAMED,
    OTHER,
    clear,
    contact,
    enter,
    kinds,
    mailing,
    prepared,
    synced,
)
from tests.builders.secretariat import noon, notices_told
from tests.builders.servers import Office


def test_what_is_done_is_told_as_that_once_and_never_as_missed(office: Office) -> None:
    review, ana = prepared(office)
    enter(office, review, NAMED, done=date(2026, 11, 10))
    assert kinds(run(office.server)) == [("done", NAMED)]
    assert kinds(run(office.server)) == []
    synced(office, ana)
    (notice,) = notices_told(ana)
    assert notice.due == date(2026, 11, 10)


def test_a_date_that_staff_moved_is_told_and_its_old_one_is_not(office: Office) -> None:
    review, ana = prepared(office)
    enter(office, review, NAMED, revised=date(2026, 12, 20), reason="Elections")
    assert kinds(run(office.server)) == [("revised", NAMED)]
    synced(office, ana)
    (notice,) = notices_told(ana)
    assert (notice.due, notice.text) == (date(2026, 12, 20), "Elections")
    office.now = noon("2026-12-21")
    assert ("overdue", NAMED) in kinds(run(office.server))


def test_moving_back_to_a_day_that_was_told_before_is_told_again(office: Office) -> None:
    review, _ana = prepared(office)
    for day, expected in [(20, 1), (22, 1), (20, 1)]:
        enter(office, review, NAMED, revised=date(2026, 12, day), reason="Elections")
        assert len(run(office.server).given) == expected
    assert kinds(run(office.server)) == []


def test_what_was_entered_can_be_cleared(office: Office) -> None:
    review, _ana = prepared(office)
    enter(office, review, NAMED, revised=date(2026, 12, 20), reason="Elections")
    clear(office, review, NAMED)
    with office.transaction as transaction:
        plan = plans.read_plan(transaction, review)
    assert plan.steps()[0].due == date(2026, 11, 15)
    with pytest.raises(Unusable, match="Nothing was entered"):
        clear(office, review, NAMED)


@pytest.mark.parametrize("step", [NAMED, START])
def test_a_date_that_is_taken_back_is_told_to_whom_it_was_told(
    office: Office, mail: MailServer, step: str
) -> None:
    review, ana = prepared(mailing(office, mail), "2026-11-02")
    contact(office, review, ADDRESS)
    moved = {"revised": date(2026, 12, 20), "reason": "Elections"}
    enter(office, review, step, **moved)
    assert kinds(run(office.server)) == [("revised", step)]
    contact(office, review, OTHER)  # who was told of nothing
    clear(office, review, step)
    office.now += 60
    outcome = run(office.server)
    assert kinds(outcome) == [("cleared", step)]
    assert [each.address for each in outcome.mailed] == [ADDRESS]
    assert "does not hold any more" in str(mail.messages[-1]["Subject"])
    synced(office, ana)
    assert [str(each.kind) for each in notices_told(ana)] == ["revised", "cleared"]
    assert kinds(run(office.server)) == []


def test_a_date_that_was_taken_back_before_anybody_knew_is_not_told(
    office: Office, mail: MailServer
) -> None:
    review, _ana = prepared(mailing(office, mail), "2026-11-02")
    contact(office, review, ADDRESS)
    enter(office, review, NAMED, revised=date(2026, 12, 20), reason="Elections")
    clear(office, review, NAMED)
    outcome = run(office.server)
    assert (outcome.given, outcome.mailed) == ([], [])


def test_a_date_noted_as_done_or_moved_again_takes_back_nothing(office: Office) -> None:
    review, _ana = prepared(office, "2026-11-02")
    enter(office, review, NAMED, revised=date(2026, 12, 20), reason="Elections")
    run(office.server)
    clear(office, review, NAMED)
    enter(office, review, NAMED, revised=date(2026, 12, 22), reason="Holidays")
    assert kinds(run(office.server)) == [("revised", NAMED)]
    enter(office, review, NAMED, done=date(2026, 11, 2))
    assert kinds(run(office.server)) == [("done", NAMED)]
    clear(office, review, NAMED)
    assert kinds(run(office.server)) == [("cleared", NAMED)]


def test_a_date_that_is_entered_again_after_a_restore_is_told_again(
    small_office: Office, tmp_path: Path
) -> None:
    """Even if it is the second again, after another one: members hold the latest."""
    office = small_office
    review, ana = prepared(office, "2026-11-02")
    backup = backed_up(office, tmp_path / "yesterday")
    days = [20, 22]
    for day in days:
        enter(office, review, NAMED, revised=date(2026, 12, day), reason="Elections")
        run(office.server)
    synced(office, ana)
    put_back(office, backup)
    office.now += 3_600
    for day in (23, 22):
        enter(office, review, NAMED, revised=date(2026, 12, day), reason="Elections")
        office.now += 60
        assert kinds(run(office.server)) == [("revised", NAMED)]
    synced(office, ana)
    assert notices_told(ana)[-1].due == date(2026, 12, 22)
