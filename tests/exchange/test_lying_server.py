"""A server with the right key that answers what it should not; nothing of it gets in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.errors import ServerRefused
from desktop_app.exchange import rounds
from desktop_app.remote.line import Line, Reply
from desktop_app.services import servers
from review_protocol.rounds import Answer, request_id, write_answer
from review_protocol.server_invitations import write_server_invitation
from tests.builders.offices import Office as Person
from tests.builders.servers import Office, make_office
from tests.builders.sets import make_set

Say = Callable[[bytes], bytes]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = make_office(tmp_path / "server")
    yield made
    made.server.database.close()


@pytest.fixture
def ana(tmp_path: Path, office: Office) -> Iterator[Person]:
    """A focal point whose response is connected, and in step."""
    person = Person(name="Ana", folder=tmp_path / "ana").found()
    person.clock.pass_by(seconds=(datetime.now(UTC) - person.clock()).total_seconds())
    office.now = int(person.clock().timestamp())
    file = tmp_path / "i.rdserver"
    key = office.server.keys.signing
    file.write_bytes(write_server_invitation(office.invitation(), key))
    for _ in range(2):  # again changes nothing
        servers.connect(person.profile, person.dossier, file)
    sync(person, office.send)
    yield person
    person.close()


def sync(person: Person, say: Say) -> None:
    class Talking(Line):
        def ask(self, data: bytes, *, limit: int) -> Reply:
            said = say(data)
            return Reply(data=said) if said else Reply(problem="repeated")

    servers.synchronise(person.profile, person.dossier, pause=lambda _: None, open_line=Talking)


def saying(office: Office, answer: Answer) -> Say:
    key = office.server.keys.signing
    return lambda data: write_answer(answer, request_id(data), key)


def in_turn(first: Iterator[Say], office: Office) -> Say:
    """These, one request each, and then the server."""

    def say(data: bytes) -> bytes:
        return next(first, office.send)(data)

    return say


@pytest.mark.parametrize("bad", [b"no set at all", make_set().data])
def test_what_is_no_set_of_the_response_is_refused(
    office: Office, ana: Person, bad: bytes
) -> None:
    before = ana.digest()
    answer = Answer(at=office.now, cursor=9, root=bytes(32), sets=(bad,))
    with pytest.raises(ServerRefused, match="bad-answer"):
        sync(ana, saying(office, answer))
    assert ana.digest() == before
    sync(ana, office.send)


def test_one_that_never_agrees_is_told(office: Office, ana: Person) -> None:
    with pytest.raises(ServerRefused, match="no-agreement"):
        sync(ana, saying(office, Answer(at=office.now, cursor=9, root=bytes(32))))
    sync(ana, office.send)


def test_an_answer_of_a_newer_program_is_told(office: Office, ana: Person) -> None:
    def newer(data: bytes) -> bytes:
        answer = office.send(data)
        return answer[:8] + b"\0\2" + answer[10:]

    with pytest.raises(ServerRefused, match="newer"):
        sync(ana, newer)


def test_a_set_of_a_newer_program_is_kept(office: Office, ana: Person) -> None:
    data = make_set().data
    newer = data[:8] + b"\0\7" + data[10:]
    turns = iter(
        [saying(office, Answer(at=office.now, cursor=9, root=bytes(32), sets=(newer,)))]
    )
    sync(ana, in_turn(turns, office))
    assert newer in ana.held_bytes()


def test_a_request_that_was_answered_already_is_made_anew(office: Office, ana: Person) -> None:
    ana.answer("q1", "Yes")
    sync(ana, in_turn(iter([lambda _: b""]), office))
    assert servers.status(ana.profile, ana.dossier).unsent == 0


def test_much_is_kept_while_it_comes(
    office: Office, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rounds, "MOST_KEPT", 10)
    held = len(ana.held_bytes())
    test_a_set_of_a_newer_program_is_kept(office, ana)
    assert len(ana.held_bytes()) == held + 1
