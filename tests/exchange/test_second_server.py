"""The client against a server that was written from the document alone, over real HTTP."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random

import pytest

from desktop_app.domain.responses import TimelineRule
from desktop_app.domain.timelines import InboxEntry
from desktop_app.errors import ServerRefused, SubmissionRefused
from desktop_app.services import dossiers, inbox, receipts, servers, submitting, timeline
from desktop_app.store import records
from review_protocol import timelines
from review_protocol.receipts import Route
from review_protocol.rules import MAX_COMPUTERS
from review_protocol.statements import Role
from review_protocol.timelines import Known
from tests.builders.attachments import LAW, attach, states, written
from tests.builders.computers import add_many
from tests.builders.offices import Office
from tests.builders.over_lines import bring_over_a_poor_line, sync
from tests.builders.second_server import SecondServer
from tests.builders.second_server_calendar import day_of, steps
from tests.builders.second_server_line import on_a_port
from tests.builders.secretariats import REMARK, approve
from tests.builders.timelines import dated_dossier

DAY_S = 86_400


@pytest.fixture
def server() -> Iterator[SecondServer]:
    """A second server that serves."""
    made = SecondServer("", lambda: int(time.time()))
    with on_a_port(made):
        yield made


@pytest.fixture(autouse=True)
def right_time(request: pytest.FixtureRequest) -> None:
    """The people of these tests have the time that the server has."""
    for name in {"alice", "bob"} & set(request.fixturenames):
        each: Office = request.getfixturevalue(name)
        each.clock.pass_by(seconds=(datetime.now(UTC) - each.clock()).total_seconds())


@pytest.fixture
def invitation(server: SecondServer, tmp_path: Path) -> Path:
    """What the secretariat sends to the party."""
    server.submission_seed = secrets.token_bytes(32)
    file = tmp_path / "review.rdserver"
    file.write_bytes(server.invite("r-1", "Ruritania"))
    return file


@pytest.fixture
def two(invitation: Path, alice: Office, bob: Office) -> tuple[Office, Office]:
    """Alice and Bob, who know the server and hold the same as it."""
    for each in (alice, bob):
        servers.connect(each.profile, each.dossier, invitation)
        sync(each)
    sync(alice)
    return alice, bob


def port_of(server: SecondServer) -> int:
    return int(server.url.rpartition(":")[2])


def put_back(server: SecondServer, dossier: str) -> Callable[[], None]:
    """Has the server stand again as it stands now."""
    name = bytes.fromhex(dossier)
    kept = server.dossiers[name].copy()

    def back() -> None:
        server.dossiers[name] = kept

    return back


def accept(server: SecondServer, who: Office) -> None:
    """The review takes the questionnaire that this person has."""
    with who.profile.store.read() as transaction:
        pack = dossiers.list_dossiers(who.profile)[0].pack
        content = records.read_pack(transaction, pack.hash)
    assert content is not None
    server.accept(content)


def submit(who: Office) -> receipts.KeptReceipt:
    return submitting.submit(who.profile, who.dossier, pause=lambda _: None)


def test_twenty_answers_go_both_ways(two: tuple[Office, Office]) -> None:
    alice, bob = two
    for number in range(10):
        alice.answer("why_5", f"of Alice {number}")
        bob.answer("q_5_model", f"of Bob {number}")
        for each in (alice, bob, alice):
            assert sync(each).requests == 1
    assert alice.stands("q_5_model") == {"of Bob 9"}
    assert alice.export() == bob.export()
    done = sync(alice)
    assert (done.requests, done.came, done.went) == (1, 0, 0)
    assert done.bytes_sent + done.bytes_received <= 350


def test_a_server_that_was_put_back_gets_all_again(
    two: tuple[Office, Office], server: SecondServer
) -> None:
    alice, bob = two
    back = put_back(server, alice.dossier)
    alice.answer("why_5", "which the server loses")
    sync(alice)
    back()
    bob.answer("q_5_model", "after that")
    for each in (bob, alice, bob):
        sync(each)
    assert bob.stands("why_5") == {"which the server loses"}
    assert alice.export() == bob.export()
    server.dossiers.clear()
    with pytest.raises(ServerRefused, match="unknown-dossier"):
        sync(bob)
    for each in (alice, bob):
        sync(each)
    assert len(server.dossiers[bytes.fromhex(alice.dossier)].held.sets) == len(
        alice.held_bytes()
    )


def test_who_was_removed_is_told_and_brings_what_they_wrote(
    two: tuple[Office, Office],
) -> None:
    alice, bob = two
    alice.remove(bob.member)
    alice.answer("why_5", "not for Bob")
    sync(alice)
    bob.answer("q_5_model", "the last I wrote")
    with pytest.raises(ServerRefused, match="removed"):
        sync(bob)
    sync(alice)
    assert ("q_5_model@", "the last I wrote") in alice.texts()
    assert "why_5" not in bob.values()
    exported = json.loads(bob.export())
    assert exported["members"]["all"][bob.member]["removed"]


def test_a_member_s_computers_without_end_are_the_same_hundred(
    two: tuple[Office, Office], server: SecondServer
) -> None:
    alice, bob = two
    add_many(bob, 60)
    add_many(bob, 60)
    sync(bob)
    sync(alice)
    theirs = server.dossiers[bytes.fromhex(alice.dossier)].held.roster().computers
    ours = alice.held().state.roster.devices
    assert {name.hex() for name in theirs} == set(ours)
    assert len(ours) == MAX_COMPUTERS + 1


def test_refusals_are_understood(
    two: tuple[Office, Office], server: SecondServer, invitation: Path, tmp_path: Path
) -> None:
    alice, bob = two
    alice.clock.pass_by(seconds=2 * DAY_S)
    done = sync(alice)
    assert (servers.minutes_off(done), done.requests) == (2 * 24 * 60, 2)
    otto = Office(name="Otto", folder=tmp_path / "otto", clock=bob.clock).found()
    servers.connect(otto.profile, otto.dossier, invitation)
    with pytest.raises(ServerRefused, match="invitation"):
        sync(otto)
    otto.close()


def test_a_large_answer_goes_and_comes_in_stretches(
    two: tuple[Office, Office], server: SecondServer
) -> None:
    bring_over_a_poor_line(port_of(server), *two)


def test_a_working_file_goes_and_comes(two: tuple[Office, Office], out: Path) -> None:
    alice, bob = two
    file = attach(alice)
    assert sync(alice).files_went == 1
    assert sync(bob).files_came == 1
    assert written(bob, file, out) == LAW
    done = sync(bob)
    assert (done.requests, done.file_bytes) == (1, 0)
    large = attach(bob, "large.bin", secrets.token_bytes(300_000))
    assert sync(bob).files_went == 1
    assert sync(alice).files_came == 1
    assert len(written(alice, large, out)) == 300_000
    assert set(states(alice).values()) == {"here"}


def test_an_observer_reads(
    two: tuple[Office, Office], invitation: Path, tmp_path: Path
) -> None:
    alice, _ = two
    out = tmp_path / "to Olga"
    out.mkdir()
    olga = Office(name="Olga", folder=tmp_path / "olga", clock=alice.clock)
    olga.join(alice.invite(out, Role.OBSERVER))
    sync(alice)
    servers.connect(olga.profile, olga.dossier, invitation)
    alice.answer("why_5", "which Olga reads")
    sync(alice)
    sync(olga)
    assert olga.stands("why_5") == {"which Olga reads"}
    olga.close()


def test_a_submission_gets_its_receipt_by_line(
    two: tuple[Office, Office], server: SecondServer
) -> None:
    alice, bob = two
    approve(alice, q_5_model="conspiracy")
    with pytest.raises(SubmissionRefused, match="pack"):
        submit(alice)
    accept(server, alice)
    server.submission_seed = secrets.token_bytes(32)  # the former one is lost
    kept = submit(alice)
    assert kept.is_verified
    assert (kept.receipt.route, kept.receipt.number) == (Route.LINE, 1)
    assert submit(alice) == kept
    sync(bob)
    (found,) = receipts.receipts(bob.profile, bob.dossier)
    assert (found.receipt, found.is_verified) == (kept.receipt, True)


def test_it_gets_no_second_receipt_from_a_server_that_was_put_back(
    two: tuple[Office, Office], server: SecondServer
) -> None:
    alice, bob = two
    accept(server, alice)
    approve(alice, q_5_model="conspiracy")
    back = put_back(server, alice.dossier)
    kept = submit(alice)
    sync(bob)
    back()
    for each in (bob, alice, bob):
        sync(each)
    name = bytes.fromhex(alice.dossier)
    (receipt,) = server.dossiers[name].office.receipts.values()
    assert receipt["registered"] == kept.receipt.registered
    assert bytes.fromhex(kept.receipt.submission) in server.dossiers[name].contents
    assert alice.export() == bob.export()
    assert len(receipts.receipts(alice.profile, alice.dossier)) == 1


def test_a_submission_goes_by_courier_and_the_reply_brings_the_receipt(
    two: tuple[Office, Office], server: SecondServer, out: Path
) -> None:
    alice, bob = two
    accept(server, alice)
    attach(alice)
    approve(alice, q_5_model="conspiracy")
    package, reply = out / "out.rdcour", out / "reply.rdcour"
    submitting.submit_file(alice.profile, alice.dossier, package)
    received = int(time.time()) - 3_600
    reply.write_bytes(server.carry(package.read_bytes(), received, REMARK))
    assert submitting.is_reply(reply)
    dossier, replied = submitting.take_reply(alice.profile, reply)
    assert (dossier, replied.refused, replied.problem) == (alice.dossier, (), "")
    (kept,) = receipts.receipts(alice.profile, alice.dossier)
    assert kept.is_verified
    assert (kept.receipt.route, kept.receipt.remark) == (Route.COURIER, REMARK)
    assert kept.receipt.time == kept.receipt.received == received
    again = server.carry(package.read_bytes(), received + 60)
    reply.write_bytes(again)
    assert submitting.take_reply(alice.profile, reply)[1].note.sets == 0
    assert submit(alice) == kept
    assert sync(bob).files_came == 1


def test_a_submission_is_reopened(two: tuple[Office, Office], server: SecondServer) -> None:
    alice, _ = two
    accept(server, alice)
    approve(alice, q_5_model="conspiracy")
    submit(alice)
    submitting.ask_reopening(alice.profile, alice.dossier, "A law was missed.")
    assert sync(alice).refused == {}
    name = bytes.fromhex(alice.dossier)
    (asked,) = server.dossiers[name].office.asked
    server.decide(name, asked, granted=True, answer="Yes.")
    sync(alice)
    assert not submitting.submission_state(alice.profile, alice.dossier).is_locked
    approve(alice, q_5_conspiracy="yes")
    assert submit(alice).receipt.number == 2


def test_notices_are_what_the_member_s_computer_says_itself(
    server: SecondServer, tmp_path: Path, alice: Office
) -> None:
    today = day_of(int(time.time()))
    start = today - timedelta(days=60)
    ana = dated_office(server, tmp_path, alice, start)
    before = notices(ana)
    assert [each.from_secretariat for each in before] == [False, False]
    for _ in range(2):
        server.notify(bytes.fromhex(ana.dossier), start, today)
    sync(ana)
    after = notices(ana)
    assert [each.id for each in after] == [each.id for each in before]
    assert [each.from_secretariat for each in after] == [True, True]
    assert ana.is_sound()
    ana.close()


def test_dates_that_staff_enters_are_the_member_s_too(
    server: SecondServer, tmp_path: Path, alice: Office
) -> None:
    now = int(time.time())
    today = day_of(now)
    start = today - timedelta(days=60)
    ana, moment = dated_office(server, tmp_path, alice, start), count(now)
    server.clock = lambda: next(moment)

    def compare() -> None:
        sync(ana)
        info = dossiers.find_dossier(ana.profile, ana.dossier)
        theirs = timeline.read_timeline(ana.profile, ana.dossier, info)
        ours = server.dates(bytes.fromhex(ana.dossier), start, theirs.day)
        assert [
            (each.step, each.planned, each.revised, each.actual) for each in theirs.steps
        ] == [(each.step, each.planned, each.revised, each.actual) for each in ours]
        seen.add(tuple((each.planned, each.revised, each.actual) for each in ours))

    seen: set[object] = set()
    day = {number: str(start + timedelta(days=number)) for number in (7, 9, 30, 400)}
    compare()
    for entry in (
        ("start", "revised", day[7]),
        ("start", "revised", day[9]),
        ("questionnaire", "revised", day[400]),
        ("focal-point", "done", day[30]),
        ("start", "cleared"),
        ("focal-point", "cleared"),
        ("focal-point", "done", day[30]),
        ("start", "done", day[7]),
    ):
        server.enter(bytes.fromhex(ana.dossier), *entry)
        compare()
    approve(ana, q_5_model="conspiracy")
    submit(ana)
    compare()
    server.enter(bytes.fromhex(ana.dossier), "questionnaire", "cleared")
    compare()
    assert len(seen) == 10
    ana.close()


def dated_office(server: SecondServer, folder: Path, like: Office, start: date) -> Office:
    """Ana, who answers a questionnaire with steps and knows the server."""
    server.submission_seed = secrets.token_bytes(32)
    ana = Office(name="Ana", folder=folder / "ana", clock=like.clock)
    ana.dossier = dated_dossier(ana.profile, start).id
    file = folder / "dated.rdserver"
    file.write_bytes(server.invite("r-2", "Ruritania", start.isoformat()))
    servers.connect(ana.profile, ana.dossier, file)
    sync(ana)
    accept(server, ana)
    return ana


def notices(who: Office) -> list[InboxEntry]:
    """What this person is told of steps, in the order of the names."""
    info = dossiers.find_dossier(who.profile, who.dossier)
    entries = inbox.read_inbox(who.profile, who.dossier, info).entries
    return sorted(entries, key=lambda each: each.id)


def test_the_dates_of_a_review_are_the_same() -> None:
    for seed in range(100):
        compare_dates(Random(seed))


def compare_dates(chance: Random) -> None:
    """Rules and dates at random: what both say of the steps."""
    names = ["start", "receipt", *"abcd"]
    days = [date(2024, 1, 1) + timedelta(days=number) for number in range(900)]
    rules = [
        {
            "step": chance.choice(names),
            "after": chance.choice(names),
            "months": chance.choice([0, 1, 6, 24, 99_999]),
            "days": chance.choice([0, 14, 30]),
            "ahead": chance.choice([0, 30]),
            "met": chance.choice(["", "receipt"]),
        }
        for _ in range(8)
    ]
    revised, done = (
        {name: chance.choice(days) for name in names if chance.random() < 0.2} for _ in range(2)
    )
    entered = {
        name: {"revised": str(revised.get(name, "")), "done": str(done.get(name, ""))}
        for name in names
    }
    start, receipt = chance.choice([None, days[0]]), chance.choice([None, days[99]])
    known = Known(start=start, receipt=receipt, revised=revised, done=done)
    theirs = timelines.steps([TimelineRule(titles={}, **rule) for rule in rules], known)
    today = chance.choice(days)
    ours = steps(rules, entered, start=start, receipt=receipt, today=today)
    assert [
        (each.step, each.planned, each.revised, each.actual, each.standing) for each in ours
    ] == [
        (each.step, each.planned, each.revised, each.actual, told_of(each.standing(today)))
        for each in theirs
    ]


def told_of(standing: timelines.Standing) -> str:
    return standing if standing in ("coming", "missed") else ""
