"""A line that is cut at every class of byte of a round: the next heals, nothing is double.

Over real HTTP for what a line can do; in this process for the moments around the commit.
"""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Callable, Iterator, Sequence

import pytest
from sqlalchemy import func, select

from review_protocol.names import SetId
from review_protocol.rounds import Stretch
from review_server import schema
from review_server.database import Database, Transaction
from tests.builders.contents import working_file
from tests.builders.delegates import Delegate, long_text
from tests.builders.servers import TIMEOUT_S, Office, Process

FRONT = 16  # magic, version, algorithm, length of the header
SIGNATURE = 64
Work = Callable[[Transaction], object]


def over_http(data: bytes) -> bytes:
    head = f"POST /v1/rounds HTTP/1.1\r\nHost: x\r\nContent-Length: {len(data)}\r\n\r\n"
    return head.encode() + data


def classes(message: bytes, contents: Sequence[bytes]) -> Iterator[tuple[str, int]]:
    """A place in each part of an HTTP message that carries one of ours, by name."""
    body = message.index(b"\r\n\r\n") + 4
    yield from (("nothing", 0), ("first byte", 1), ("first line", 9), ("head", body - 20))
    yield from (("between head and body", body - 2), ("before the body", body))
    yield from (("magic", body + 3), ("version", body + 9), ("length", body + 14))
    yield from (("before the header", body + FRONT), ("header", body + FRONT + 40))
    for number, content in enumerate(contents):
        at = message.index(content)
        yield f"before content {number}", at
        yield f"in content {number}", at + len(content) // 2
        yield f"end of content {number}", at + len(content)
    end = len(message)
    yield from (("before the signature", end - SIGNATURE), ("signature", end - SIGNATURE // 2))
    yield "last byte", end - 1


def send_part(port: int, message: bytes, length: int) -> None:
    """Send only so many bytes of a request, and hang up."""
    with socket.create_connection(("127.0.0.1", port), timeout=TIMEOUT_S) as line:
        line.sendall(message[:length])


def read_part(port: int, message: bytes, length: int) -> None:
    """Send all of a request, read only so many bytes of its answer, and hang up."""
    with socket.create_connection(("127.0.0.1", port), timeout=TIMEOUT_S) as line:
        line.sendall(message)
        assert len(_read(line, length)) == length


def read_all(port: int, message: bytes) -> bytes:
    """The whole answer, HTTP and all."""
    with socket.create_connection(("127.0.0.1", port), timeout=TIMEOUT_S) as line:
        line.sendall(message)
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            head += _read(line, 1)
        (length,) = re.findall(rb"(?im)^content-length: (\d+)", head)
        return head + _read(line, int(length))


def _read(line: socket.socket, length: int) -> bytes:
    found = b""
    while len(found) < length:
        came = line.recv(length - len(found))
        assert came, "the answer ended before"
        found += came
    return found


def founder(process: Process) -> tuple[Delegate, Delegate]:
    """A focal point and an expert, both in step."""
    invitation, at = process.invitation(), int(time.time())
    ana = Delegate("ana", invitation.server, at=at).found().invited_by(invitation)
    ben = Delegate("ben", invitation.server, at=at).join(ana)
    for each in (ana, ben, ana):
        each.sync(process.send)
    return ana, ben


def kept(office: Office, dossier: SetId) -> list[str]:
    """The names of all sets that the server holds, in the order in which they came."""
    query = select(schema.sets.c.id).filter_by(dossier=bytes.fromhex(dossier))
    with office.transaction as transaction:
        return [
            bytes(i).hex() for i in transaction.scalars(query.order_by(schema.sets.c.place))
        ]


def check(process: Process, ana: Delegate, ben: Delegate) -> None:
    """One round each, and both hold the same; nothing is there twice, or out of its place."""
    assert ana.sync(process.send) <= 2
    assert ben.sync(process.send) <= 2
    assert ana.sets == ben.sets
    names = kept(process.office, ana.dossier)
    assert sorted(names) == sorted(ana.sets)
    row = schema.dossiers.select().filter_by(id=bytes.fromhex(ana.dossier))
    with process.office.transaction as transaction:
        found = transaction.execute(row).one()
    files = sum(len(data) for data in ben.drawer.whole.values())
    assert found.size == sum(map(len, ana.sets.values())) + files
    assert found.last == len(names)


def test_a_request_that_is_cut_anywhere_changes_nothing(process: Process) -> None:
    port = process.start()
    ana, ben = founder(process)
    new = [ana.sets[ana.write(text=long_text(3_000))] for _ in range(2)]
    before = kept(process.office, ana.dossier)
    names = []
    whole = over_http(ana.bytes_of(ana.request(sets=tuple(new))))
    for name, at in classes(whole, new):
        message = over_http(ana.bytes_of(ana.request(sets=tuple(new))))
        assert len(message) == len(whole)
        send_part(port, message, at)
        names.append(name)
    assert len(names) == 20
    assert kept(process.office, ana.dossier) == before
    check(process, ana, ben)


def test_a_request_with_a_stretch_is_cut_anywhere(process: Process) -> None:
    port = process.start()
    ana, ben = founder(process)
    (name,) = ana.has(working_file(9_000))
    ben.named = [name]
    for _, at in classes(_stretching(ana), [working_file(9_000)]):
        send_part(port, _stretching(ana), at)
    check(process, ana, ben)
    assert ben.drawer.whole[name] == working_file(9_000)


def _stretching(who: Delegate) -> bytes:
    talk = who.talk()
    talk.is_in_step = True
    who._count += 1
    request = talk.request(at=who.at, nonce=who._count.to_bytes(8, "big"), read=lambda _: [])
    assert request.stretch is not None
    return over_http(who.bytes_of(request))


def test_an_answer_that_is_cut_anywhere_is_asked_for_again(process: Process) -> None:
    """What was brought stands: it is on the disk before the first byte of the answer."""
    port = process.start()
    ana, ben = founder(process)
    for _ in range(2):
        ben.write(text=long_text(3_000))
    ben.sync(process.send)
    theirs = [data for name, data in ben.sets.items() if name not in ana.sets]
    places = list(classes(read_all(port, _asking(ana)), theirs))
    for _, at in places:
        new = ana.write()
        read_part(port, _asking(ana, ana.sets[new]), at)
        wait_for(process, ana.dossier, new)
    assert len(places) == 20
    check(process, ana, ben)


def _asking(who: Delegate, *sets: bytes) -> bytes:
    return over_http(who.bytes_of(who.request(sets=sets)))


def wait_for(process: Process, dossier: SetId, name: SetId) -> None:
    """A request that came whole is carried out, whether anybody waits for its answer or not."""
    until = time.monotonic() + TIMEOUT_S
    while name not in kept(process.office, dossier):
        assert time.monotonic() < until, "what was sent whole was not taken"


@pytest.fixture
def people(office: Office) -> tuple[Delegate, Delegate]:
    ana = office.founder()
    ben = office.delegate("ben").join(ana)
    for each in (ana, ben, ana):
        each.sync(office.send)
    return ana, ben


class Cut(Exception):
    """The power went."""


@pytest.mark.parametrize("is_after", [False, True], ids=["just before", "just after"])
def test_the_power_goes_around_the_commit(
    office: Office,
    people: tuple[Delegate, Delegate],
    monkeypatch: pytest.MonkeyPatch,
    is_after: bool,
) -> None:
    """Before it nothing of the request is left; after it all of it is there, once."""
    ana, ben = people
    new, (name,) = ana.write(), ana.has(working_file(3_000))
    ben.named = [name]
    run = Database.run

    def cut(self: Database, work: Work) -> object:
        def until_commit(transaction: Transaction) -> object:
            done = work(transaction)
            if not is_after:
                raise Cut
            return done

        run(self, until_commit)
        raise Cut

    data = working_file(3_000)
    stretch = Stretch(id=SetId(name), length=len(data), start=0, data=data)
    before = counted(office)
    with monkeypatch.context() as patch:
        patch.setattr(Database, "run", cut)
        for request in (ana.request(sets=(ana.sets[new],)), ana.request(stretch=stretch)):
            with pytest.raises(Cut):
                office.send(ana.bytes_of(request))
    assert (counted(office) == before) is (not is_after)
    assert (new in kept(office, ana.dossier)) is is_after
    for each in (ana, ben, ana):
        each.sync(office.send)
    assert ana.sets == ben.sets
    assert kept(office, ana.dossier).count(new) == 1
    assert ben.drawer.whole == {name: data}


def counted(office: Office) -> list[int]:
    """How many rows every table has."""
    with office.transaction as transaction:
        return [
            transaction.scalar(select(func.count()).select_from(table))
            for table in schema.metadata.sorted_tables
        ]
