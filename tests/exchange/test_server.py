"""Members who meet at the central server: real profiles, a real process, real HTTP."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.domain.moments import here
from desktop_app.errors import NotConnected, ServerRefused, ServerUnreachable
from desktop_app.remote.line import Line, Reply
from desktop_app.services import servers
from review_protocol.statements import Role
from tests.builders.databases import KINDS
from tests.builders.lines import Cutting
from tests.builders.offices import Office
from tests.builders.over_lines import bring_over_a_poor_line, sync, through
from tests.builders.servers import Process, make_office


@pytest.fixture(params=KINDS)
def process(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Process]:
    """A server that serves, on either database."""
    made = Process(make_office(tmp_path / "server", request.param))
    made.start()
    yield made
    made.stop()
    made.office.server.database.close()


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Process]:
    """The same where the database does not matter."""
    made = Process(make_office(tmp_path / "server"))
    made.start()
    yield made
    made.stop()
    made.office.server.database.close()


@pytest.fixture(autouse=True)
def right_time(request: pytest.FixtureRequest) -> None:
    """The people of these tests have the time that the server has."""
    for name in ("alice", "bob", "carol"):
        if name in request.fixturenames:
            office: Office = request.getfixturevalue(name)
            office.clock.pass_by(seconds=(datetime.now(UTC) - office.clock()).total_seconds())


def connect(who: Office, process: Process) -> Path:
    file = process.invitation_file()
    servers.connect(who.profile, who.dossier, file)
    return file


def meet(process: Process, *people: Office) -> None:
    """Alice connects, and everybody takes her server."""
    first, *others = people
    file = connect(first, process)
    sync(first)
    for each in others:
        servers.connect(each.profile, each.dossier, file)
        sync(each)
    for each in people:
        sync(each)


def test_two_members_converge_through_the_server(
    process: Process, alice: Office, bob: Office
) -> None:
    alice.answer("q1", "Yes")
    meet(process, alice, bob)
    alice.answer("q2", "since 2019")
    bob.answer("q3", "Article 5 of the Penal Code")
    bob.note("q1", "Please check")
    for each in (alice, bob, alice):
        done = sync(each)
        assert done.requests == 1
    assert alice.export() == bob.export()
    assert alice.stands("q3") == {"Article 5 of the Penal Code"}
    assert alice.is_sound()
    assert bob.is_sound()
    assert alice.digest() == bob.digest()


def test_nothing_new_is_one_small_request(sqlite: Process, alice: Office) -> None:
    meet(sqlite, alice)
    done = sync(alice)
    assert (done.requests, done.came, done.went) == (1, 0, 0)
    assert done.bytes_sent + done.bytes_received <= 350


@pytest.mark.parametrize("is_told", [False, True])
def test_connecting_to_the_same_server_again_keeps_what_is_known(
    sqlite: Process, alice: Office, bob: Office, is_told: bool
) -> None:
    file = connect(alice, sqlite)
    sync(alice)
    servers.connect(bob.profile, bob.dossier, file)
    for each in (bob, alice, bob):
        sync(each)
        sync(each)
    for each in (alice, bob):
        before = servers.status(each.profile, each.dossier)
        assert before.unsent == 0
        again = servers.connect(each.profile, each.dossier, None if is_told else file)
        assert again == before
        done = sync(each)
        assert (done.requests, done.went) == (1, 0)


def test_two_versions_are_kept_and_told(sqlite: Process, alice: Office, bob: Office) -> None:
    meet(sqlite, alice, bob)
    alice.answer("q1", "Yes")
    bob.answer("q1", "No")
    sync(alice)
    assert sync(bob).tally.to_settle == ("q1",)
    sync(alice)
    assert alice.stands("q1") == bob.stands("q1") == {"Yes", "No"}
    alice.settle("q1", "Partly")
    for each in (alice, bob):
        sync(each)
    assert alice.export() == bob.export()


def test_a_member_is_told_of_the_server_by_the_dossier(
    sqlite: Process, alice: Office, bob: Office, stick: Path
) -> None:
    connect(alice, sqlite)
    sync(alice)
    with pytest.raises(NotConnected, match="no-server"):
        sync(bob)
    bob.receive(alice.send(stick))
    with pytest.raises(NotConnected, match="not-asked"):
        sync(bob)
    status = servers.connect(bob.profile, bob.dossier, None)
    assert status.fingerprint == sqlite.office.server.keys.fingerprint
    sync(bob)
    sync(alice)
    assert alice.export() == bob.export()


def test_files_and_rounds_carry_the_same(
    sqlite: Process, alice: Office, bob: Office, carol: Office, stick: Path
) -> None:
    """Two by line, one by file: whatever the way, it comes once."""
    meet(sqlite, alice, bob)
    bob.answer("q1", "Yes")
    sync(bob)
    carol.receive(bob.send(stick))
    carol.answer("q2", "from afar")
    alice.receive(carol.send(stick))
    for each in (alice, bob):
        sync(each)
    carol.receive(alice.send(stick))
    assert alice.export() == bob.export() == carol.export()


def test_the_dossier_keeps_its_id(sqlite: Process, alice: Office) -> None:
    before = alice.dossier
    meet(sqlite, alice)
    status = servers.status(alice.profile, alice.dossier)
    assert (alice.dossier, status.unsent) == (before, 0)
    assert status.in_step_at is not None
    alice.answer("q1", "Yes")
    assert servers.status(alice.profile, before).unsent == 0  # nothing is sealed yet
    connect(alice, sqlite)
    assert servers.status(alice.profile, before).unsent > 0  # all, as far as is known


def test_only_the_focal_point_names_another_server(
    sqlite: Process, alice: Office, bob: Office, tmp_path: Path
) -> None:
    with pytest.raises(NotConnected, match="no-server"):
        servers.connect(alice.profile, alice.dossier, None)
    meet(sqlite, alice, bob)
    other = Process(make_office(tmp_path / "other"), ports=[1])
    with pytest.raises(NotConnected, match="other-server"):
        connect(bob, other)
    connect(alice, other)
    assert alice.held().state.roster.secretariat == other.office.server.keys.signing.public
    other.office.server.database.close()


def test_nobody_joins_what_the_focal_point_has_not_brought(
    sqlite: Process, bob: Office
) -> None:
    connect(bob, sqlite)
    with pytest.raises(ServerRefused, match="unknown-dossier"):
        sync(bob)


def test_an_invitation_that_is_damaged_or_old_is_told(
    sqlite: Process, alice: Office, tmp_path: Path
) -> None:
    file = sqlite.invitation_file()
    data = file.read_bytes()
    for changed, reason in (
        (data[:-1], "damaged"),
        (b"PK\3\4", "damaged"),
        (data[:8] + b"\0\2" + data[10:], "newer"),
    ):
        (tmp_path / "i").write_bytes(changed)
        with pytest.raises(NotConnected, match=reason):
            servers.connect(alice.profile, alice.dossier, tmp_path / "i")
    alice.clock.pass_by(seconds=timedelta(days=11).total_seconds())
    with pytest.raises(NotConnected, match="expired"):
        servers.connect(alice.profile, alice.dossier, file)


def test_a_wrong_clock_is_told_and_does_no_harm(sqlite: Process, alice: Office) -> None:
    meet(sqlite, alice)
    alice.clock.pass_by(seconds=timedelta(days=2).total_seconds())
    alice.answer("q1", "Yes")
    done = sync(alice)
    assert servers.minutes_off(done) == 2 * 24 * 60
    assert (done.requests, done.went) == (2, 1)


def test_who_was_removed_is_told_and_brings_what_they_wrote(
    sqlite: Process, alice: Office, bob: Office
) -> None:
    meet(sqlite, alice, bob)
    alice.remove(bob.member)
    alice.answer("q2", "not for Bob")
    sync(alice)
    bob.answer("q1", "the last I wrote")
    with pytest.raises(ServerRefused, match="removed"):
        sync(bob)
    sync(alice)
    assert ("q1@", "the last I wrote") in alice.texts()
    assert "q2" not in bob.values()


def test_an_observer_reads(sqlite: Process, alice: Office, stick: Path, tmp_path: Path) -> None:
    olga = Office(name="Olga", folder=tmp_path / "olga", clock=alice.clock)
    olga.join(alice.invite(stick, Role.OBSERVER))
    meet(sqlite, alice, olga)
    alice.answer("q1", "Yes")
    for each in (alice, olga):
        sync(each)
    assert olga.stands("q1") == {"Yes"}
    olga.close()


def test_a_member_of_another_response_is_a_stranger(
    sqlite: Process, alice: Office, tmp_path: Path
) -> None:
    meet(sqlite, alice)
    otto = Office(name="Otto", folder=tmp_path / "otto", clock=alice.clock).found()
    file = sqlite.invitation_file()
    servers.connect(otto.profile, otto.dossier, file)
    sync(otto)
    late = Office(name="Late", folder=tmp_path / "late", clock=alice.clock).found()
    servers.connect(late.profile, late.dossier, file)
    with pytest.raises(ServerRefused, match="invitation"):
        sync(late)
    for each in (otto, late):
        each.close()


def test_a_line_that_is_cut_again_and_again_brings_it_all(
    sqlite: Process, alice: Office, bob: Office
) -> None:
    """At every kind of place in a round; then everything at once."""
    meet(sqlite, alice, bob)
    lengths = iter([0, 1, 20, 90, 120, 200, 340, 420, 480, 520, 700, 1_000, 1_600])
    proxy = Cutting(sqlite.ports[0], (next(lengths, 10**9) for _ in iter(int, 1)))
    alice.answer("q1", "x" * 3_000)
    failed = 0
    while True:
        try:
            sync(alice, through(proxy))
        except ServerUnreachable:
            failed += 1
        else:
            break
    assert failed == 1  # thirteen cuts are more than one run bears, and fewer than two do
    proxy.close()
    sync(bob)
    sync(alice)
    assert alice.export() == bob.export()


def test_a_large_answer_comes_over_a_poor_line(
    sqlite: Process, alice: Office, bob: Office
) -> None:
    meet(sqlite, alice, bob)
    bring_over_a_poor_line(sqlite.ports[0], alice, bob)


class Elsewhere(Line):
    """Something on the way that answers in the server's place."""

    answer: Reply = Reply(data=b"<html>Welcome to Hotel Zenda</html>")

    def ask(self, data: bytes, *, limit: int) -> Reply:
        return self.answer


def test_what_is_not_the_server_s_is_no_answer(sqlite: Process, alice: Office) -> None:
    connect(alice, sqlite)
    with pytest.raises(ServerUnreachable, match="not-the-server"):
        sync(alice, Elsewhere)
    sync(alice)


@pytest.mark.parametrize(
    ("problem", "kind"),
    [
        ("full", ServerRefused),
        ("busy", ServerUnreachable),
        ("fault", ServerUnreachable),
        ("clock", ServerRefused),
        ("unheard-of", ServerRefused),
    ],
)
def test_each_refusal_is_told(
    sqlite: Process, alice: Office, problem: str, kind: type[Exception]
) -> None:
    connect(alice, sqlite)

    class Refusing(Line):
        def ask(self, data: bytes, *, limit: int) -> Reply:
            return Reply(problem=problem)

    with pytest.raises(kind, match=problem):
        sync(alice, Refusing)
    assert servers.status(alice.profile, alice.dossier).unsent > 0


def test_a_server_that_was_put_back_to_before_somebody_came_heals(
    sqlite: Process, alice: Office, bob: Office, tmp_path: Path
) -> None:
    """To before Bob joined, then to before the response was known: nobody is asked."""
    folder = sqlite.folder
    file = connect(alice, sqlite)

    def copy(source: Path, target: Path) -> None:
        sqlite.stop()
        sqlite.office.server.database.close()
        target.mkdir(exist_ok=True)
        for path in target.glob("server.db*"):
            path.unlink()
        for path in source.glob("server.db*"):
            shutil.copy(path, target)
        sqlite.start()

    def moved(_url: str) -> Line:
        return Line(f"http://127.0.0.1:{sqlite.ports[0]}")

    copy(folder, tmp_path / "before all")
    sync(alice, moved)
    copy(folder, tmp_path / "before Bob")
    servers.connect(bob.profile, bob.dossier, file)
    for each in (bob, alice):
        sync(each, moved)
    bob.answer("q1", "Yes")
    sync(bob, moved)
    copy(tmp_path / "before Bob", folder)
    for each in (bob, alice):
        sync(each, moved)
    assert alice.export() == bob.export()
    alice.answer("q2", "No")
    copy(tmp_path / "before all", folder)
    with pytest.raises(ServerRefused, match="unknown-dossier"):
        sync(bob, moved)
    for each in (alice, bob):
        sync(each, moved)
    assert alice.export() == bob.export()


def test_the_server_is_killed_and_put_back(
    process: Process, alice: Office, bob: Office
) -> None:
    meet(process, alice, bob)
    alice.answer("q1", "Yes")
    process.kill()
    with pytest.raises(ServerUnreachable, match="offline"):
        sync(alice)
    port = process.start()

    def moved(_url: str) -> Line:
        return Line(f"http://127.0.0.1:{port}")

    for each in (alice, bob, alice):
        sync(each, moved)
    assert alice.export() == bob.export()


def test_the_command_line_does_it_too(
    sqlite: Process, alice: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from desktop_app.cli import Program, main
    from tests.builders.offices import PASSPHRASE

    file, dossier = sqlite.invitation_file(), alice.dossier
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE)
    alice.close()
    program = Program(open_window=lambda _: 1, run_demo=lambda _: 1)

    def run(*words: str, code: int = 0) -> str:
        base = ("--profile", str(alice.folder), "--passphrase-file", str(secret))
        assert main(program, [*words, *base]) == code
        said = capsys.readouterr()
        return said.err if code else said.out

    assert "server connect" in run("sync", code=1)
    told = json.loads(run("server", "connect", "--invitation", str(file), "--json"))
    assert told["url"].endswith(str(sqlite.ports[0]))
    assert told["in_step_at"] is None
    done = json.loads(run("sync", "--json"))
    assert (done["requests"], done["came"]) == (1, 0)
    assert done["went"] > 0
    assert "0 sets came, 0 went" in run("sync")
    status = run("server", "status")
    assert "waiting to be sent: 0" in status
    at = datetime.fromisoformat(json.loads(run("server", "status", "--json"))["in_step_at"])
    assert f"Last in step: {here(at):%Y-%m-%d %H:%M %Z};" in status
    alice.reopen()
    assert alice.digest() == done["digest"]
    assert alice.dossier == dossier
