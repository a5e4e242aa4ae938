"""The server as it is installed: a process, real HTTP, both databases."""

from __future__ import annotations

import contextlib
import random
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import requests

from review_protocol.names import SetId
from review_protocol.rounds import MAX_MESSAGE
from tests.builders.delegates import Delegate
from tests.builders.parties import PASSPHRASE, unlock_new_key
from tests.builders.servers import TIMEOUT_S, Office, Process

KILLS = 5  # on each database
LONGER = 1.5  # than a synchronisation takes: some kills come after it


def now() -> int:
    return int(time.time())


def founder(process: Process, name: str = "ana") -> Delegate:
    """A focal point whose dossier is known to a server that serves."""
    invitation = process.invitation()
    made = Delegate(name, invitation.server, at=now()).found().invited_by(invitation)
    made.sync(process.send)
    return made


def joined(host: Delegate, name: str) -> Delegate:
    return Delegate(name, host.server, at=now()).join(host)


def via(process: Process, port: int) -> Callable[[bytes], bytes]:
    return lambda data: process.post(data, port).content


def test_members_converge_over_http(process: Process) -> None:
    process.is_anew = True
    process.start()
    ana = founder(process)
    ben = joined(ana, "ben")
    ana.write()
    ben.write()
    assert [each.sync(process.send) for each in (ana, ben, ana)] == [1, 2, 1]
    assert ana.sets == ben.sets


def held_by(process: Process, who: Delegate, *, later: int) -> set[SetId]:
    """What the server gives to a computer that holds nothing; no two ask the same."""
    fresh = Delegate(who.name, who.server, dossier=who.dossier, at=now() + later)
    fresh.sync(process.send)
    return set(fresh.sets)


def test_everything_acknowledged_is_there_after_kills(process: Process) -> None:
    """Killed at a moment of chance, with a request on its way; then served again."""
    chance = random.Random(4)
    process.start()
    ana = founder(process)
    ben = joined(ana, "ben")
    ana.sync(process.send)
    acknowledged = set(ana.known)
    ana.write()
    process.kill()
    process.start()  # one that has just started takes longer, like those below
    began = time.monotonic()
    ana.sync(process.send)
    within_s = (time.monotonic() - began) * LONGER
    acknowledged |= ana.known
    assert len(acknowledged) == 3  # the dossier, its invitation of Ben, and what she wrote
    for turn, part in enumerate(chance.sample(range(KILLS), KILLS)):
        ana.write()
        send = via(process, process.ports[0])
        moment_s = (part + chance.random()) / KILLS * within_s
        killer = threading.Timer(moment_s, process.kill)
        killer.start()
        with contextlib.suppress(requests.RequestException):
            ana.sync(send)
        acknowledged |= ana.known
        killer.join()
        process.start()
        assert acknowledged <= held_by(process, ana, later=turn)
        ben.sync(process.send)
        assert acknowledged <= ben.sets.keys()
    ana.sync(process.send)
    ben.sync(process.send)
    assert ana.sets == ben.sets
    acknowledged |= ana.known
    assert len(acknowledged) == 3 + KILLS + 1  # and how Ben came in
    process.kill()
    process.start()
    assert held_by(process, ana, later=KILLS) == acknowledged


def test_two_processes_serve_one_database(process: Process) -> None:
    """The same dossier at the same time; neither loses what the other took."""
    ports = [process.start(), process.start()]
    ana = founder(process)
    people = [joined(ana, name) for name in ("ben", "cora", "dina")]
    ana.sync(process.send)

    def work(who: Delegate, port: int) -> None:
        for _ in range(6):
            who.write(after=[who.dossier])
            who.sync(via(process, port))

    threads = [
        threading.Thread(target=work, args=(each, ports[n % 2]))
        for n, each in enumerate(people)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(TIMEOUT_S)
    for each in (*people, ana):
        each.sync(process.send)
    assert all(each.sets == ana.sets for each in people)
    assert len(ana.sets) == 1 + 6 + 18


class TestHttp:
    @pytest.fixture
    def port(self, process: Process) -> int:
        return process.start()

    def get(self, port: int, path: str, method: str = "GET") -> requests.Response:
        return requests.request(method, f"http://127.0.0.1:{port}{path}", timeout=TIMEOUT_S)

    def test_it_tells_whether_it_is_well(self, process: Process, port: int) -> None:
        response = self.get(port, "/health")
        assert (response.status_code, response.json()) == (200, {"status": "ok"})
        refused = process.post(b"nonsense")
        assert refused.headers["content-type"] == "application/problem+json"
        assert refused.json() == {
            "type": "urn:review-desk:problem:malformed",
            "title": "This is no request that can be understood.",
            "status": 400,
        }
        assert self.get(port, "/elsewhere").status_code == 404
        assert self.get(port, "/v1/rounds").status_code == 405
        assert self.get(port, "/docs").status_code == 404
        assert "server" not in response.headers
        described = self.get(port, "/openapi.json").json()
        assert set(described["paths"]) == {"/health", "/v1/rounds"}
        assert "Problem" in described["components"]["schemas"]
        for path in ("/elsewhere", "/v1/rounds"):
            problem = self.get(port, path)
            assert problem.headers["content-type"] == "application/problem+json"
            assert problem.json()["status"] == problem.status_code

    def test_a_body_without_end_is_refused(self, process: Process, port: int) -> None:
        assert process.post(b"x" * (MAX_MESSAGE + 1)).status_code == 413
        endless = (b"x" * 2**20 for _ in range(40))
        response = requests.post(
            f"http://127.0.0.1:{port}/v1/rounds", data=endless, timeout=TIMEOUT_S
        )
        assert response.status_code == 413

    def test_its_log_tells_nothing_of_what_was_said(self, process: Process, port: int) -> None:
        ana = founder(process)
        process.post(ana.bytes_of(ana.request(at=0)))
        process.post(b"secret words")
        process.stop()
        events = [line["event"] for line in process.log()]
        assert events.count("refused") == 2
        assert {"serving", "round", "refused"} == set(events)
        text = (process.folder / "log").read_text(encoding="utf-8")
        assert ana.dossier[:8] in text
        for hidden in (ana.dossier, ana.key.public.hex(), "Ruritania", "secret", "127.0.0.1"):
            assert hidden not in text


@pytest.mark.parametrize(
    "data",
    [
        b"GARBAGE\r\n\r\n",
        b"POST /v1/rounds HTTP/1.1\r\nHost: x\r\nContent-Length: zz\r\n\r\n",
    ],
)
def test_what_is_no_http_is_told_in_plain_text_and_harms_nobody(
    process: Process, data: bytes
) -> None:
    """Before this program is asked: docs/protocol.md says so."""
    port = process.start()
    with socket.create_connection(("127.0.0.1", port), TIMEOUT_S) as line:
        line.sendall(data)
        with line.makefile("rb") as answer:
            whole = answer.read()
    assert whole.startswith(b"HTTP/1.1 400 ")
    assert b"content-type: text/plain" in whole.lower()
    assert process.post(b"nonsense").headers["content-type"] == "application/problem+json"


def test_its_log_says_whether_submissions_can_be_taken(
    small_office: Office, tmp_path: Path
) -> None:
    """Each is a start as systemd makes it, with nobody there to ask."""
    process, phrase = Process(small_office, is_anew=True), tmp_path / "phrase"
    phrase.write_text(PASSPHRASE, encoding="utf-8")
    process.start()
    unlock_new_key(small_office)
    process.start()
    process.passphrase_file = phrase
    process.start()
    process.stop()
    said = [line["submission_key"] for line in process.log() if line["event"] == "serving"]
    assert said == ["none", "locked", "unlocked"]
