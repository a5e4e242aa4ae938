"""The hour before the deadline: 4,000 members of 190 dossiers, PostgreSQL, two cores.

Real `review-server serve` processes over HTTP. Each member makes one round, most of them on a
connection of their own, as the program does; four in five bring a set, every fifth only asks.
PostgreSQL's own `pgbench` runs its simple update beside it, with as many clients. Load,
database and servers share the two cores.
"""

from __future__ import annotations

import asyncio
import re
import subprocess
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from sqlalchemy import select

from benchmarks.figures import Figure, percentile
from review_protocol.names import SetId
from review_protocol.rounds import read_answer, request_id
from review_protocol.statements import Invite, Role
from review_server import schema
from tests.builders.databases import new_postgresql, postgresql
from tests.builders.delegates import Delegate
from tests.builders.servers import Process, make_office
from tests.builders.signing import make_signing_key

DOSSIERS, MEMBERS = 190, 4_000
AT_ONCE = 16
ASKING = 5  # every fifth has nothing new
MINUTE_S = 60.0
PGBENCH_S = 10
_TEXT = "The competent authority may order that proceeds of crime be frozen. " * 9
_TRIES = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A request that is ready to go, and which set it brings."""

    data: bytes = field(repr=False)
    brings: SetId | None


@dataclass(slots=True, kw_only=True)
class Run:
    """What came of a load."""

    seconds: float = 0.0
    waits_ms: list[float] = field(default_factory=list)
    acknowledged: set[SetId] = field(default_factory=set)
    answers: list[tuple[Message, bytes]] = field(default_factory=list)
    broken: int = 0

    @property
    def rate(self) -> float:
        """Rounds a second."""
        return len(self.waits_ms) / self.seconds


def measure() -> Iterator[Figure]:
    """One process, two, and two of which one is killed in the middle."""
    beside = _pgbench()
    with TemporaryDirectory() as folder:
        process = Process(make_office(Path(folder) / "server", "postgresql"), is_anew=True)
        try:
            people = _people(process)
            for count in (1, 2):
                ports = [process.start() for _ in range(count)]
                fresh = asyncio.run(_load(ports, _messages(people)))
                kept = asyncio.run(_load(ports, _messages(people), keeps_line=True))
                process.stop()
                for run in (fresh, kept):
                    _expect_all(process, run)
                yield _figure(count, fresh, kept, beside)
            yield _killed(process, people)
        finally:
            process.stop()
            process.office.server.database.close()


def _figure(count: int, fresh: Run, kept: Run, beside: float) -> Figure:
    details = {
        name: {
            "rounds_a_second": round(run.rate, 1),
            "median_ms": round(percentile(run.waits_ms, 0.5), 1),
            "p95_ms": round(percentile(run.waits_ms, 0.95), 1),
            "share_of_pgbench": round(run.rate / beside, 3),
        }
        for name, run in (("own_connections", fresh), ("kept_connections", kept))
    }
    return Figure(
        name=f"{MEMBERS:,} members synchronise, {AT_ONCE} at once, {count} process(es)",
        value=round(fresh.seconds, 1),
        unit="s",
        limit=MINUTE_S,
        runs=len(fresh.waits_ms),
        details={**details, "pgbench_simple_update_tps": round(beside, 1)},
    )


def _killed(process: Process, people: Sequence[Delegate]) -> Figure:
    """Members whose line broke try the other process; what was acknowledged is there."""
    ports = [process.start(), process.start()]
    messages = _messages(people)

    async def loaded() -> Run:
        loading = asyncio.create_task(_load(ports, messages))
        await asyncio.sleep(3)
        await asyncio.to_thread(process.kill)
        return await loading

    run = asyncio.run(loaded())
    process.stop()
    lost = run.acknowledged - _held(process)
    return Figure(
        name="acknowledged sets that were gone after one of two processes was killed",
        value=len(lost),
        unit="sets",
        limit=0,
        runs=len(run.acknowledged),
        details={"lines_that_broke": run.broken, "answered": len(run.waits_ms)},
    )


def _people(process: Process) -> list[Delegate]:
    """All members, whose joining the server knows."""
    found: list[Delegate] = []
    office = process.office
    office.now = int(time.time())
    sizes = [len(range(n, MEMBERS, DOSSIERS)) for n in range(DOSSIERS)]
    for number, size in enumerate(sizes):
        ana = office.delegate(f"focal point {number}").found().invited_by(office.invitation())
        names = [f"member {n} of {number}" for n in range(size - 1)]
        keys = [make_signing_key(f"invitation of {name}") for name in names]
        invites = [Invite(invitation=key.public, role=Role.EXPERT) for key in keys]
        head = ana.write(statements=invites)
        others = []
        for name in names:
            other = office.delegate(name)
            other.dossier, other.sets = ana.dossier, dict(ana.sets)
            other.write(statements=(other.joining(),), after=[head])
            others.append(other)
        for other in others:
            ana.sets |= other.sets
        ana.at = office.now
        ana.sync(office.send)
        found += [ana, *others]
    return found


def _messages(people: Sequence[Delegate]) -> list[Message]:
    """A round of each, in an order of chance; made before, for clients have their own time."""
    found = []
    for number, who in enumerate(people):
        who.at = int(time.time())
        brings = None
        if number % ASKING:
            brings = who.write(after=[who.dossier], text=f"{_TEXT}{number}")
        sets = () if brings is None else (who.sets[brings],)
        request = who.request(sets=sets, hint=2**62)
        found.append(Message(data=who.bytes_of(request), brings=brings))
    Random(4).shuffle(found)
    return found


async def _load(
    ports: Sequence[int], messages: Iterable[Message], *, keeps_line: bool = False
) -> Run:
    """Send all of them, so many at once; one whose line breaks goes to the next process."""
    run, waiting = Run(), iter(messages)

    async def work(number: int) -> None:
        line = _Client(ports, number, keeps_line=keeps_line)
        for message in waiting:
            began = time.perf_counter()
            answer = await line.ask(message.data, run)
            run.waits_ms.append((time.perf_counter() - began) * 1000)
            run.answers.append((message, answer))
            if message.brings is not None:
                run.acknowledged.add(message.brings)
        line.hang_up()

    began = time.perf_counter()
    await asyncio.gather(*(work(number) for number in range(AT_ONCE)))
    run.seconds = time.perf_counter() - began
    return run


class _Client:
    """As little as HTTP needs, so that the load takes little of the processors."""

    def __init__(self, ports: Sequence[int], number: int, *, keeps_line: bool) -> None:
        self._ports, self._number, self._keeps = ports, number, keeps_line
        self._line: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, data: bytes, run: Run) -> bytes:
        """The answer; from another process when the line breaks."""
        for _ in range(_TRIES):
            try:
                return await self._try(data)
            except (OSError, asyncio.IncompleteReadError):
                run.broken += 1
                self.hang_up()
                self._number += 1
        raise RuntimeError("no process answers")

    def hang_up(self) -> None:
        """Close the line, if there is one."""
        if self._line is not None:
            self._line[1].close()
            self._line = None

    async def _try(self, data: bytes) -> bytes:
        if self._line is None:
            port = self._ports[self._number % len(self._ports)]
            self._line = await asyncio.open_connection("127.0.0.1", port)
            self._number += 0 if self._keeps else 1
        reader, writer = self._line
        head = f"POST /v1/rounds HTTP/1.1\r\nHost: x\r\nContent-Length: {len(data)}\r\n\r\n"
        writer.write(head.encode() + data)
        told = await reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"(?i)content-length: (\d+)", told)
        body = await reader.readexactly(int(length[1]) if length else 0)
        if not told.startswith(b"HTTP/1.1 200") and b"problem:repeated" not in body:
            raise RuntimeError(body[:300].decode(errors="replace"))
        if not self._keeps:
            self.hang_up()
        return body


def _expect_all(process: Process, run: Run) -> None:
    """Every answer is the server's to its request, and what it acknowledged is there."""
    key = process.office.server.keys.signing.public
    for message, answer in run.answers:
        read_answer(answer, request_id(message.data), key)
    if run.broken or run.acknowledged - _held(process):
        raise RuntimeError("a line broke, or something acknowledged is not there")


def _held(process: Process) -> set[SetId]:
    with process.office.transaction as transaction:
        found = transaction.scalars(select(schema.sets.c.id))
        return {SetId(bytes(each).hex()) for each in found}


def _pgbench() -> float:
    """Transactions a second of the simple update, of as many clients as rounds at once."""
    address, bench = new_postgresql(), str(postgresql().bin_path / "pgbench")
    for words in (["-i", "-q", "-s", "10"], ["-N", f"-c{AT_ONCE}", "-j2", f"-T{PGBENCH_S}"]):
        done = subprocess.run(
            [bench, *words, address], check=True, capture_output=True, text=True
        )
    told = re.search(r"tps = ([\d.]+)", done.stdout)
    if told is None:
        raise RuntimeError(f"pgbench said {done.stdout[-300:]}")
    return float(told[1])
