"""The secretariat's notices in the inbox of members: over a real process, and merged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from desktop_app.domain.timelines import EntryKind, Inbox, InboxEntry, Link
from desktop_app.services import dossiers, inbox, servers, timeline
from review_protocol.names import SetId
from review_protocol.notices import Notice, NoticeKind, notice_change
from review_protocol.timelines import day_in_vienna
from review_server import plans
from review_server.messages import send_message
from review_server.notice_runs import run
from review_server.schema import reviews
from review_server.secretariat import issue
from tests.builders.command_line import CommandLine
from tests.builders.offices import PASSPHRASE, Office
from tests.builders.parties import accept
from tests.builders.servers import Process, make_office
from tests.builders.timelines import dated_dossier, dated_pack

TODAY = day_in_vienna(datetime.now(UTC))
START = TODAY - timedelta(days=60)
EXPERTS_STEP, NAMED_STEP, START_STEP = "experts", "focal-point", "start"


@pytest.fixture
def process(tmp_path: Path) -> Iterator[Process]:
    made = Process(make_office(tmp_path / "server"))
    made.start()
    yield made
    made.stop()
    made.office.server.database.close()


@pytest.fixture
def ana(tmp_path: Path) -> Iterator[Office]:
    """A focal point whose review began sixty days ago; she has the time of the server."""
    office = Office(name="Ana", folder=tmp_path / "ana")
    office.clock.now = datetime.now(UTC)
    office.dossier = dated_dossier(office.profile, START).id
    yield office
    office.close()


def connected(ana: Office, process: Process) -> str:
    """The id of the review, once she has connected and the secretariat has its steps."""
    servers.connect(ana.profile, ana.dossier, process.invitation_file())
    sync(ana)
    with process.office.transaction as transaction:
        review = str(transaction.scalar(select(reviews.c.id)))
        transaction.execute(update(reviews).values(start=START.isoformat()))
    accept(process.office, review, dated_pack())
    return review


def sync(who: Office) -> None:
    servers.synchronise(who.profile, who.dossier, pause=lambda _seconds: None)


def read(who: Office) -> Inbox:
    info = dossiers.find_dossier(who.profile, who.dossier)
    return inbox.read_inbox(who.profile, who.dossier, info)


def about(who: Office, kind: EntryKind) -> list[InboxEntry]:
    return [each for each in read(who).entries if each.kind is kind]


def test_what_both_say_is_one_entry_and_stays_read(ana: Office, process: Process) -> None:
    connected(ana, process)
    before = read(ana)
    assert [(each.about, each.from_secretariat) for each in before.entries] == [
        (EXPERTS_STEP, False),
        (NAMED_STEP, False),
    ]
    inbox.mark_read(ana.profile, ana.dossier, [before.entries[0].id])
    assert len(run(process.office.server).given) == 2
    sync(ana)
    after = read(ana)
    assert {each.id for each in after.entries} == {each.id for each in before.entries}
    assert {each.from_secretariat for each in after.entries} == {True}
    assert [each.about for each in after.unread] == [NAMED_STEP]
    assert ana.is_sound()


def test_a_message_comes_with_its_question(ana: Office, process: Process) -> None:
    connected(ana, process)
    message = Notice(
        kind=NoticeKind.MESSAGE, title="Training", text="On 3 May.", about="party_name"
    )
    with process.office.transaction as transaction:
        change = notice_change("ab" * 16, message, process.office.now)
        issue(transaction, process.office.server.keys, ana.dossier, [change])  # type: ignore[arg-type]  # a dossier is called after its first set
    sync(ana)
    (entry,) = about(ana, EntryKind.MESSAGE)
    assert (entry.title, entry.text, entry.link, entry.about) == (
        "Training", "On 3 May.", Link.QUESTION, "party_name",
    )  # fmt: skip
    assert entry.from_secretariat
    assert entry in read(ana).new


@pytest.mark.parametrize(
    ("about", "link", "name"),
    [
        ("step:experts", Link.STEP, EXPERTS_STEP),
        ("submission:2", Link.SUBMISSION, "2"),
        ("", None, ""),
    ],
)
def test_a_message_leads_to_what_it_is_about(
    ana: Office, process: Process, about: str, link: Link | None, name: str
) -> None:
    connected(ana, process)
    office = process.office
    with office.transaction as transaction:
        send_message(
            transaction, office.server.keys, SetId(ana.dossier),
            title="Training", text="On 3 May.", now=office.now, about=about,
        )  # fmt: skip
    sync(ana)
    (entry,) = messages(ana)
    assert (entry.link, entry.about) == (link, name)


def messages(who: Office) -> list[InboxEntry]:
    return [each for each in read(who).entries if each.kind is EntryKind.MESSAGE]


def test_a_date_that_the_secretariat_moves_counts_before_the_members_own(
    ana: Office, process: Process
) -> None:
    review = connected(ana, process)
    info = dossiers.find_dossier(ana.profile, ana.dossier)
    own, theirs = TODAY + timedelta(days=20), TODAY + timedelta(days=90)
    timeline.revise(ana.profile, ana.dossier, info, NAMED_STEP, own, "As agreed by telephone")
    assert len(run(process.office.server).given) == 2
    sync(ana)
    (told,) = (e for e in about(ana, EntryKind.OVERDUE) if e.about == NAMED_STEP)
    assert told.is_past, "the old date does not count any more"
    move(process, review, theirs, "All reviews of the group")
    run(process.office.server)
    sync(ana)
    step = timeline.read_timeline(ana.profile, ana.dossier, info).steps[0]
    assert (step.due, step.by_secretariat, step.reason) == (
        theirs, True, "All reviews of the group",
    )  # fmt: skip
    (entry,) = about(ana, EntryKind.REVISED)
    assert (entry.due, entry.is_past) == (theirs, False)


def test_of_two_moves_of_the_secretariat_the_last_counts(ana: Office, process: Process) -> None:
    review = connected(ana, process)
    info = dossiers.find_dossier(ana.profile, ana.dossier)
    days = [TODAY + timedelta(days=each) for each in (30, 60, 30)]
    for number, day in enumerate(days):
        process.office.now += 60 * (number + 1)
        move(process, review, day, "Elections")
        run(process.office.server)
        sync(ana)
        step = timeline.read_timeline(ana.profile, ana.dossier, info).steps[0]
        assert step.due == day
    assert sorted(each.is_past for each in about(ana, EntryKind.REVISED)) == [
        False, False, True,
    ]  # fmt: skip


@pytest.mark.parametrize("step", [NAMED_STEP, START_STEP])
def test_a_step_or_the_start_moved_and_taken_back_counts_alike_on_both_sides(
    ana: Office, process: Process, step: str
) -> None:
    review = connected(ana, process)
    as_planned = of_member(ana)
    assert as_planned == of_server(process, review)
    move(process, review, TODAY + timedelta(days=90), "Elections", step)
    tell(ana, process)
    moved = of_member(ana)
    assert moved == of_server(process, review) != as_planned
    (entry,) = about(ana, EntryKind.REVISED)
    assert (entry.about, entry.is_past) == (step, False)
    take_back(process, review, step)
    tell(ana, process)
    assert of_member(ana) == of_server(process, review) == as_planned
    (back,) = about(ana, EntryKind.CLEARED)
    assert (back.about, back.text, back.is_past) == (step, "It was a slip", False)
    assert [each.is_past for each in about(ana, EntryKind.REVISED)] == [True]
    move(process, review, TODAY + timedelta(days=90), "Elections", step)
    tell(ana, process)
    assert of_member(ana) == of_server(process, review) == moved
    assert [each.is_past for each in about(ana, EntryKind.CLEARED)] == [True]
    assert ana.is_sound()


@pytest.mark.parametrize("passed", [0, -3600], ids=["within a second", "its clock put back"])
def test_what_the_secretariat_says_last_counts_whatever_its_clock_says(
    ana: Office, process: Process, passed: int
) -> None:
    """Entered, told and taken back by a script; or the clock of the server was wrong."""
    review = connected(ana, process)
    as_planned = of_member(ana)
    for number in range(4):
        move(process, review, TODAY + timedelta(days=90 + number), "Elections")
        tell(ana, process, after=passed)
        assert of_member(ana) == of_server(process, review) != as_planned
        take_back(process, review, NAMED_STEP)
        tell(ana, process, after=passed)
        assert of_member(ana) == of_server(process, review) == as_planned


def test_what_the_secretariat_notes_as_done_is_done_for_members_too(
    ana: Office, process: Process
) -> None:
    review = connected(ana, process)
    with process.office.transaction as transaction:
        day = START + timedelta(days=3)
        for step in (START_STEP, NAMED_STEP):
            plans.enter_date(transaction, review, step, process.office.now, done=day)
    tell(ana, process)
    found = of_member(ana)
    assert found == of_server(process, review)
    assert found[:2] == [
        (START_STEP, None, day),
        (NAMED_STEP, day, day + timedelta(days=14)),
    ]
    assert {(each.about, each.due) for each in about(ana, EntryKind.DONE)} == {
        (START_STEP, day), (NAMED_STEP, day),
    }  # fmt: skip
    take_back(process, review, NAMED_STEP)
    tell(ana, process)
    assert of_member(ana) == of_server(process, review)
    assert {
        each.is_past for each in about(ana, EntryKind.DONE) if each.about == NAMED_STEP
    } == {True}


def test_what_members_entered_counts_again_when_the_secretariat_takes_its_date_back(
    ana: Office, process: Process
) -> None:
    review = connected(ana, process)
    info = dossiers.find_dossier(ana.profile, ana.dossier)
    own = TODAY + timedelta(days=20)
    timeline.revise(ana.profile, ana.dossier, info, NAMED_STEP, own, "As agreed")
    move(process, review, TODAY + timedelta(days=90), "Elections")
    tell(ana, process)
    take_back(process, review, NAMED_STEP)
    tell(ana, process)
    step = timeline.read_timeline(ana.profile, ana.dossier, info).steps[0]
    assert (step.due, step.by_secretariat, step.reason) == (own, False, "As agreed")


def test_who_enters_a_date_is_told_that_the_secretariats_counts(
    ana: Office, process: Process, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    review = connected(ana, process)
    theirs, own = TODAY + timedelta(days=90), TODAY + timedelta(days=20)
    move(process, review, theirs, "Elections")
    tell(ana, process)
    desk = command_line(ana, tmp_path, capsys)
    words = ("timeline", "revise", NAMED_STEP, own.isoformat(), "--reason", "As agreed")
    travels = "It goes to the others with the next exchange.\n"
    counts = f"The secretariat's date, {theirs}, counts until it takes it back.\n"
    assert desk(*words).out == travels + counts
    assert desk(*words, "--json").json["secretariat"] == theirs.isoformat()
    (line,) = (e for e in desk("timeline", "show").out.splitlines() if NAMED_STEP in e)
    assert f"{theirs}" in line
    assert "moved by the secretariat" in line
    step = desk("timeline", "show", "--json").json["steps"][0]
    assert (step["due"], step["secretariat"]) == (theirs.isoformat(), True)
    ana.reopen()
    take_back(process, review, NAMED_STEP)
    tell(ana, process)
    desk = command_line(ana, tmp_path, capsys)
    assert desk(*words).out == travels
    (line,) = (e for e in desk("timeline", "show").out.splitlines() if NAMED_STEP in e)
    assert f"{own}" in line
    assert "moved by a member" in line
    ana.reopen()


def test_who_notes_a_step_or_the_start_is_told_that_the_secretariats_day_counts(
    ana: Office, process: Process, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    review = connected(ana, process)
    theirs, own = TODAY - timedelta(days=3), TODAY - timedelta(days=1)
    with process.office.transaction as transaction:
        for step in (NAMED_STEP, START_STEP):
            plans.enter_date(
                transaction, review, step, process.office.now, done=theirs, reason="Letter"
            )
    tell(ana, process)
    desk = command_line(ana, tmp_path, capsys)
    counts = f"The secretariat's date, {theirs}, counts until it takes it back.\n"
    assert desk("timeline", "done", NAMED_STEP, own.isoformat()).out.endswith(counts)
    moved = desk("timeline", "revise", START_STEP, own.isoformat(), "--reason", "Slip")
    assert moved.out.endswith(counts)
    start, step = desk("timeline", "show").out.splitlines()[:2]
    assert start.endswith("as the secretariat says")
    assert "done as the secretariat says" in step
    facts = desk("timeline", "show", "--json").json
    assert (facts["start_by_secretariat"], facts["steps"][0]["done_by_secretariat"]) == (
        True, True,
    )  # fmt: skip
    ana.reopen()


def command_line(who: Office, folder: Path, capture: pytest.CaptureFixture[str]) -> CommandLine:
    """The commands on somebody's profile, which is locked for that."""
    secret = folder / "passphrase"
    secret.write_text(PASSPHRASE, encoding="utf-8")
    who.close()
    return CommandLine(
        capture, ["--profile", str(who.folder), "--passphrase-file", str(secret)]
    )


def test_what_the_secretariat_says_of_a_review_without_a_start_is_shown(
    ana: Office, process: Process
) -> None:
    """The member knows of no date that would say otherwise."""
    ana.dossier = dated_dossier(ana.profile, None).id
    connected(ana, process)
    run(process.office.server)
    sync(ana)
    assert {each.about for each in read(ana).unread} == {NAMED_STEP, EXPERTS_STEP}


def move(process: Process, review: str, day: date, reason: str, step: str = NAMED_STEP) -> None:
    with process.office.transaction as transaction:
        now = process.office.now
        plans.enter_date(transaction, review, step, now, revised=day, reason=reason)


def take_back(process: Process, review: str, step: str) -> None:
    with process.office.transaction as transaction:
        now = process.office.now
        plans.clear_dates(transaction, review, step, now, reason="It was a slip")


def tell(who: Office, process: Process, after: int = 60) -> None:
    """The timer of the secretariat ran, a minute later, and somebody synchronised."""
    process.office.now += after
    run(process.office.server)
    sync(who)


def of_member(who: Office) -> list[tuple[str, date | None, date | None]]:
    """The start and the steps as a member has them: actual dates, and those that count."""
    info = dossiers.find_dossier(who.profile, who.dossier)
    found = timeline.read_timeline(who.profile, who.dossier, info)
    steps = [(each.step, each.actual, each.due) for each in found.steps]
    return [(START_STEP, None, found.start), *steps]


def of_server(process: Process, review: str) -> list[tuple[str, date | None, date | None]]:
    """The same as the secretariat has them."""
    with process.office.transaction as transaction:
        plan = plans.read_plan(transaction, review)
    steps = [(each.step, each.actual, each.due) for each in plan.steps()]
    return [(START_STEP, None, plan.started), *steps]
