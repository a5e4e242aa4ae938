"""Dates of a review on real profiles: entered, shared, disputed, moved by the secretariat."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert

from desktop_app.domain.responses import DossierInfo
from desktop_app.domain.timelines import DatedStep, Timeline
from desktop_app.errors import BadArgument, NotEntitled
from desktop_app.services import dossiers
from desktop_app.services.timeline import MAX_REASON, note_done, read_timeline, revise
from desktop_app.store.payloads import record_content
from desktop_app.store.schema import records as table
from review_protocol.changes import RecordType
from review_protocol.names import ContentId, DeviceId, MemberId, SetId
from review_protocol.receipts import Counts, Receipt, Route, write_receipt
from review_protocol.statements import Role
from review_protocol.timelines import Standing
from tests.builders.carrying import carry
from tests.builders.offices import Office
from tests.builders.signing import make_signing_key
from tests.builders.timelines import RULES, START, dated_dossier


@pytest.fixture
def ana(tmp_path: Path) -> Iterator[Office]:
    """A focal point whose review began on 1 January 2026; today is 2 March."""
    office = Office(name="Ana", folder=tmp_path / "ana")
    office.dossier = dated_dossier(office.profile).id
    yield office
    office.close()


@pytest.fixture
def bob(ana: Office, tmp_path: Path) -> Iterator[Office]:
    office = Office(name="Bob", folder=tmp_path / "bob").join(ana.invite(tmp_path, Role.DEPUTY))
    carry(office, ana)
    yield office
    office.close()


def info_of(office: Office) -> DossierInfo:
    return dossiers.find_dossier(office.profile, office.dossier)


def read(office: Office) -> Timeline:
    return read_timeline(office.profile, office.dossier, info_of(office))


def step(office: Office, name: str) -> DatedStep:
    return next(each for each in read(office).steps if each.step == name)


def move(office: Office, name: str, day: date, reason: str = "Elections") -> None:
    revise(office.profile, office.dossier, info_of(office), name, day, reason)


def finish(office: Office, name: str, day: date | None) -> None:
    note_done(office.profile, office.dossier, info_of(office), name, day)


def test_the_steps_are_those_of_the_questionnaire_in_their_order(ana: Office) -> None:
    found = read(ana)
    assert (found.day, found.start, found.receipt) == (date(2026, 3, 2), START, None)
    assert [each.step for each in found.steps] == [rule.step for rule in RULES]
    assert [str(each.standing) for each in found.steps] == [
        "missed", "missed", "later", "undated", "later",
    ]  # fmt: skip


def test_a_date_that_is_moved_keeps_the_planned_one_and_says_why(ana: Office) -> None:
    move(ana, "focal-point", date(2026, 4, 1), "  Elections ")
    found = step(ana, "focal-point")
    assert (found.planned, found.revised) == (date(2026, 1, 15), date(2026, 4, 1))
    assert (found.due, found.reason) == (date(2026, 4, 1), "Elections")
    assert found.standing is Standing.LATER


def test_moving_again_takes_the_place_of_the_first_time(ana: Office) -> None:
    move(ana, "focal-point", date(2026, 4, 1))
    move(ana, "focal-point", date(2026, 5, 1), "Later still")
    found = step(ana, "focal-point")
    assert (found.due, found.reason, found.is_conflict) == (
        date(2026, 5, 1), "Later still", False,
    )  # fmt: skip


def test_what_is_noted_as_done_keeps_its_other_dates(ana: Office) -> None:
    move(ana, "experts", date(2026, 4, 1))
    finish(ana, "experts", date(2026, 2, 20))
    found = step(ana, "experts")
    assert (found.actual, found.revised) == (date(2026, 2, 20), date(2026, 4, 1))
    assert found.standing is Standing.DONE
    finish(ana, "experts", None)
    assert step(ana, "experts").standing is Standing.LATER


def test_a_start_that_was_not_known_is_entered_and_gives_all_their_dates(ana: Office) -> None:
    ana.dossier = dated_dossier(ana.profile, start=None).id
    assert {each.due for each in read(ana).steps} == {None}
    move(ana, "start", date(2026, 2, 1))
    assert read(ana).start == date(2026, 2, 1)
    assert step(ana, "questionnaire").due == date(2026, 8, 1)


def receipt_of(
    office: Office, registered: str, number: int = 1, received: str | None = None
) -> str:
    """A receipt as its record has it."""
    key = make_signing_key("server")
    receipt = Receipt(
        server=key.public,
        review="r-1",
        party="Ruritania",
        cluster="I",
        dossier=SetId(office.dossier),
        submission=ContentId(f"{number:064x}"),
        number=number,
        pack="cd" * 32,
        digest="ef" * 32,
        device=DeviceId("ab" * 16),
        member=MemberId("ab" * 16),
        missing=0,
        route=Route.LINE if received is None else Route.COURIER,
        sent=0,
        registered=int(datetime.fromisoformat(registered).timestamp()),
        received=None
        if received is None
        else int(datetime.fromisoformat(received).timestamp()),
        counts=Counts.REGISTERED if received is None else Counts.RECEIVED,
    )
    return base64.b64encode(write_receipt(receipt, key)).decode()


def keep(office: Office, subject: str, text: str) -> None:
    """What a set of the secretariat's comes to in the tables."""
    row = {
        "dossier": office.dossier,
        "change": f"{subject}.0",
        "type": str(RecordType.RECEIPT),
        "subject": subject,
        "content": record_content({"receipt": text}, withdrawn=False),
        "author": "secretariat",
        "made_at": 0,
    }
    with office.profile.store.begin() as transaction:
        transaction.execute(insert(table), row)


def test_the_first_receipt_meets_its_step_and_dates_the_feedback(ana: Office) -> None:
    keep(ana, "b", receipt_of(ana, "2026-05-01T09:00:00Z", 2))
    keep(ana, "a", receipt_of(ana, "2026-02-10T23:30:00Z"))  # the next day in Vienna
    keep(ana, "c", "no receipt")
    assert read(ana).receipt == date(2026, 2, 11)
    assert step(ana, "questionnaire").standing is Standing.DONE
    assert step(ana, "feedback").due == date(2026, 8, 11)


def test_a_later_version_moves_no_date_even_if_it_was_handed_in_before(ana: Office) -> None:
    """An officer may have noted an earlier hour for the second than the first has."""
    earlier = receipt_of(ana, "2026-03-01T09:00:00Z", 2, received="2026-02-01T09:00:00Z")
    keep(ana, "a", receipt_of(ana, "2026-02-10T09:00:00Z"))
    keep(ana, "b", earlier)
    assert read(ana).receipt == date(2026, 2, 10)
    assert step(ana, "feedback").due == date(2026, 8, 10)


def test_a_day_that_has_ended_in_vienna_has_ended(ana: Office) -> None:
    move(ana, "experts", date(2026, 3, 2))
    ana.clock.now = ana.clock.now.replace(hour=22, minute=59)
    assert step(ana, "experts").standing is Standing.COMING
    ana.clock.now += timedelta(minutes=1)
    assert step(ana, "experts").standing is Standing.MISSED


def test_the_others_learn_of_it(ana: Office, bob: Office) -> None:
    move(bob, "focal-point", date(2026, 4, 1))
    carry(bob, ana)
    assert step(ana, "focal-point").due == date(2026, 4, 1)


def test_two_who_move_a_date_at_once_are_shown_until_one_decides(
    ana: Office, bob: Office
) -> None:
    move(ana, "focal-point", date(2026, 4, 1))
    move(bob, "focal-point", date(2026, 5, 1))
    carry(bob, ana)
    carry(ana, bob)
    here, there = step(ana, "focal-point"), step(bob, "focal-point")
    assert here.is_conflict
    assert here == there
    assert {here.due, *here.others} == {date(2026, 4, 1), date(2026, 5, 1)}
    move(ana, "focal-point", date(2026, 4, 15))
    carry(ana, bob)
    assert step(bob, "focal-point").is_conflict is False
    assert step(bob, "focal-point").due == date(2026, 4, 15)


def test_two_who_move_it_to_the_same_day_for_the_same_reason_agree(
    ana: Office, bob: Office
) -> None:
    move(ana, "focal-point", date(2026, 4, 1))
    move(bob, "focal-point", date(2026, 4, 1))
    carry(bob, ana)
    assert step(ana, "focal-point").is_conflict is False


def test_an_expert_reads_the_timeline_and_changes_nothing(ana: Office, tmp_path: Path) -> None:
    eve = Office(name="Eve", folder=tmp_path / "eve").join(ana.invite(tmp_path))
    assert read(ana).may_revise is True
    assert read(eve).may_revise is False
    with pytest.raises(NotEntitled):
        move(eve, "experts", date(2026, 4, 1))
    with pytest.raises(NotEntitled):
        finish(eve, "experts", date(2026, 2, 1))
    eve.close()


@pytest.mark.parametrize(
    ("name", "reason", "wrong"),
    [
        ("receipt", "Elections", ("step", "unknown")),
        ("tea", "Elections", ("step", "unknown")),
        ("experts", " \n", ("reason", "empty")),
        ("experts", "x" * (MAX_REASON + 1), ("reason", "too-long")),
    ],
)
def test_what_cannot_be_moved_is_refused(
    ana: Office, name: str, reason: str, wrong: tuple[str, str]
) -> None:
    with pytest.raises(BadArgument) as refused:
        move(ana, name, date(2026, 4, 1), reason)
    assert (refused.value.name, refused.value.reason) == wrong


def test_nothing_was_done_on_a_day_to_come(ana: Office) -> None:
    finish(ana, "experts", date(2026, 3, 2))
    with pytest.raises(BadArgument) as refused:
        finish(ana, "experts", date(2026, 3, 3))
    assert refused.value.reason == "not-yet"
