"""A synchronisation that is stopped, breaks off or fails: what is kept, and what is told."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.domain.servers import Schedule, Synchronised
from desktop_app.errors import NotConnected, ServerRefused, ServerUnreachable
from desktop_app.remote.line import Line, Reply
from desktop_app.services import servers
from desktop_app.services.servers import Stop
from tests.builders.delegates import long_text
from tests.builders.lines import Cutting
from tests.builders.offices import Office
from tests.builders.servers import Process, make_office


@pytest.fixture
def process(tmp_path: Path) -> Iterator[Process]:
    """A server that serves."""
    made = Process(make_office(tmp_path / "server"))
    made.start()
    yield made
    made.stop()
    made.office.server.database.close()


@pytest.fixture
def pair(process: Process, alice: Office, bob: Office) -> tuple[Office, Office]:
    """Two who use it, with the time that it has."""
    for each in (alice, bob):
        each.clock.now = datetime.now(UTC)
    file = process.invitation_file()
    for each in (alice, bob):
        servers.connect(each.profile, each.dossier, file)
        servers.synchronise(each.profile, each.dossier)
    servers.synchronise(alice.profile, alice.dossier)
    return alice, bob


def large_set_on_the_server(who: Office) -> int:
    who.answer("q1", long_text(400_000))
    servers.synchronise(who.profile, who.dossier)
    return max(len(data) for data in who.held_bytes())


def test_half_of_a_large_set_is_kept_until_the_next_time(
    process: Process, pair: tuple[Office, Office]
) -> None:
    """The line is known to be poor; whoever waits stops in the middle, and goes on later."""
    alice, bob = pair
    size = large_set_on_the_server(alice)
    proxy = Cutting(process.ports[0], iter([60_000] + [10**9] * 99))
    stop, received = Stop(), 0

    def tell(so_far: Synchronised) -> None:
        nonlocal received
        received = so_far.bytes_received
        if received > size / 2:
            stop.now()

    with pytest.raises(ServerUnreachable, match="stopped"):
        servers.synchronise(
            bob.profile,
            bob.dossier,
            stop=stop,
            tell=tell,
            open_line=lambda _url: Line(f"http://127.0.0.1:{proxy.port}"),
        )
    proxy.close()
    assert servers.status(bob.profile, bob.dossier).trouble is None  # it was somebody's wish
    done = servers.synchronise(bob.profile, bob.dossier)
    assert size / 2 < received < size
    assert received + done.bytes_received < 1.1 * size
    assert bob.values()["q1"] == alice.values()["q1"]
    again = servers.synchronise(bob.profile, bob.dossier)
    assert (again.requests, again.came) == (1, 0)
    assert again.bytes_received < 1_000


def test_a_request_that_hangs_ends_at_once(pair: tuple[Office, Office]) -> None:
    alice, _ = pair
    told: list[str] = []
    stop = Stop()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"

        def hang() -> None:
            with pytest.raises(ServerUnreachable) as stopped:
                servers.synchronise(
                    alice.profile, alice.dossier, stop=stop, open_line=lambda _: Line(url)
                )
            told.append(stopped.value.reason)

        hanging = threading.Thread(target=hang)
        hanging.start()
        held = silent.accept()[0]
        stop.now()
        hanging.join(10)
        held.close()
    assert told == ["stopped"]
    servers.synchronise(alice.profile, alice.dossier)


def test_nothing_is_asked_when_it_is_stopped_before(pair: tuple[Office, Office]) -> None:
    alice, _ = pair
    stop = Stop()
    stop.now()
    with pytest.raises(ServerUnreachable, match="stopped"):
        servers.synchronise(alice.profile, alice.dossier, stop=stop)


# What is noted


class Elsewhere(Line):
    """Something on the way that answers in the server's place."""

    def ask(self, data: bytes, *, limit: int) -> Reply:
        return Reply(data=b"<html>Welcome to Hotel Zenda</html>")


def test_what_went_wrong_is_noted_since_when_until_it_goes_well(
    pair: tuple[Office, Office],
) -> None:
    alice, _ = pair
    began = alice.clock()
    for hours in (0, 2):
        alice.clock.pass_by(seconds=hours)
        with pytest.raises(ServerUnreachable):
            servers.synchronise(alice.profile, alice.dossier, open_line=Elsewhere)
    trouble = servers.status(alice.profile, alice.dossier).trouble
    assert trouble is not None
    assert (trouble.kind, trouble.reason) == ("ServerUnreachable", "not-the-server")
    assert trouble.since == began
    servers.synchronise(alice.profile, alice.dossier)
    assert servers.status(alice.profile, alice.dossier).trouble is None


def test_the_last_one_that_went_well_is_told(pair: tuple[Office, Office]) -> None:
    alice, bob = pair
    bob.answer("q2", "since 2019")
    servers.synchronise(bob.profile, bob.dossier)
    alice.clock.pass_by(seconds=timedelta(minutes=12).total_seconds())
    alice.answer("q3", "no")
    before = servers.status(alice.profile, alice.dossier)
    assert (before.pending, before.unsent) == (1, 0)
    done = servers.synchronise(alice.profile, alice.dossier)
    after = servers.status(alice.profile, alice.dossier)
    assert (after.pending, after.unsent) == (0, 0)
    assert after.last is not None
    assert after.last.at == alice.clock()
    assert after.last.done.tally.answers == 1
    assert after.last.done.bytes_sent == done.bytes_sent
    assert servers.minutes_off(after.last.done) == 12


def test_an_answer_that_another_server_signed_is_told(
    pair: tuple[Office, Office], process: Process, tmp_path: Path
) -> None:
    alice, _ = pair

    class Altering(Line):
        def ask(self, data: bytes, *, limit: int) -> Reply:
            reply = super().ask(data, limit=limit)
            return Reply(data=reply.data[:-1] + bytes([reply.data[-1] ^ 1]))

    with pytest.raises(ServerRefused, match="signature"):
        servers.synchronise(alice.profile, alice.dossier, open_line=Altering)
    other = Process(make_office(tmp_path / "other"))
    port = other.start()
    with pytest.raises(ServerRefused, match="signature"):
        servers.synchronise(
            alice.profile,
            alice.dossier,
            open_line=lambda _: Line(f"http://127.0.0.1:{port}"),
        )
    other.stop()
    other.office.server.database.close()


# When


def test_nothing_is_by_itself_until_somebody_chooses_it(pair: tuple[Office, Office]) -> None:
    alice, bob = pair
    assert servers.status(alice.profile, alice.dossier).schedule is Schedule.BUTTON
    servers.choose_schedule(alice.profile, alice.dossier, Schedule.LINE)
    alice.again()
    assert servers.status(alice.profile, alice.dossier).schedule is Schedule.LINE
    assert servers.status(bob.profile, bob.dossier).schedule is Schedule.BUTTON


# Before anything is sent


def test_an_invitation_is_shown_before_it_is_used(
    process: Process, alice: Office, tmp_path: Path
) -> None:
    file = process.invitation_file()
    offer = servers.preview(alice.profile, alice.dossier, file)
    assert offer.url.endswith(str(process.ports[0]))
    assert offer.fingerprint == process.office.server.keys.fingerprint
    assert offer.expires is not None
    standing = servers.standing(alice.profile, alice.dossier)
    assert (standing.status, standing.offer) == (None, None)
    (tmp_path / "photo.rdserver").write_bytes(b"PK")
    with pytest.raises(NotConnected, match="damaged"):
        servers.preview(alice.profile, alice.dossier, tmp_path / "photo.rdserver")
    with pytest.raises(NotConnected, match="no-server"):
        servers.preview(alice.profile, alice.dossier, None)


def test_the_server_that_the_focal_point_named_is_offered(
    pair: tuple[Office, Office], stick: Path, tmp_path: Path
) -> None:
    alice, _ = pair
    carol = Office(name="Carol", folder=tmp_path / "carol", clock=alice.clock)
    carol.join(alice.invite(stick))
    carol.receive(alice.send(stick))
    offer = servers.standing(carol.profile, carol.dossier).offer
    assert offer is not None
    assert offer.is_told
    assert offer == servers.preview(carol.profile, carol.dossier, None)
    servers.connect(carol.profile, carol.dossier, None)
    standing = servers.standing(carol.profile, carol.dossier)
    assert standing.offer is None
    assert standing.status is not None
    assert standing.status.last is None
    carol.close()
