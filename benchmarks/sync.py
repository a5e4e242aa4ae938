"""How many bytes and requests a synchronisation costs, HTTP included, over a counting proxy.

A real server process on SQLite, a real profile, loopback. *Nothing changed* and *twenty
edited* are what most synchronisations are; a thousand answers are a whole response.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import repeat
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import prose
from benchmarks.figures import Figure
from desktop_app.domain.entries import Typed, new_id
from desktop_app.domain.keys import NodeKey, VersionId
from desktop_app.domain.servers import Synchronised
from desktop_app.remote.line import Line
from desktop_app.services import servers
from tests.builders.lines import Cutting
from tests.builders.offices import Office
from tests.builders.servers import Process, make_office

NOISY = 3_000
BEARS = 160_000
"""Bytes that a line of 64 kbit/s carries in the 20 seconds before it is cut."""


def measure() -> Iterator[Figure]:
    """The three everyday cases; then a megabyte over a line that is cut."""
    with _server() as (process, folder):
        alice = _office(folder / "alice")
        texts = prose.answers()
        versions = _write(alice, texts)
        servers.connect(alice.profile, alice.dossier, process.invitation_file())
        yield _figure(
            "1,000 answers of 600 characters for the first time", 128_000, alice, process
        )
        yield _figure("nothing changed", 600, alice, process, requests=1)
        _write(alice, list(prose.edited(texts).values()), versions)
        yield _figure("20 edited answers", 6_900, alice, process, requests=1)
        alice.close()
    yield from _poor_line()


def _poor_line() -> Iterator[Figure]:
    sizes = []
    for after in (None, repeat(BEARS)):
        with _server() as (process, folder):
            alice = _office(folder / "alice")
            _write(alice, [prose.Answer(f"q{n}", _noise(n)) for n in range(NOISY)])
            servers.connect(alice.profile, alice.dossier, process.invitation_file())
            proxy = Cutting(process.ports[0], after)
            _sync(alice, proxy)
            sizes.append(proxy.carried)
            proxy.close()
            alice.close()
    yield Figure(
        name="1 MB of change sets over a line cut after every 160 kB / over one that holds",
        value=round(sizes[1] / sizes[0], 3),
        unit="ratio",
        limit=1.3,
        runs=1,
        details={"whole": sizes[0], "cut": sizes[1]},
    )


def _figure(
    name: str, limit: int, who: Office, process: Process, *, requests: int = 2
) -> Figure:
    proxy = Cutting(process.ports[0])
    done = _sync(who, proxy)
    proxy.close()
    if done.requests > requests:
        raise RuntimeError(f"{name}: {done.requests} requests, at most {requests}")
    return Figure(
        name=f"{name}: HTTP both ways together",
        value=proxy.carried,
        unit="bytes",
        limit=limit,
        runs=1,
        details={
            "requests": done.requests,
            "up": proxy.up,
            "down": proxy.down,
            "messages_up": done.bytes_sent,
            "messages_down": done.bytes_received,
        },
    )


def _sync(who: Office, proxy: Cutting) -> Synchronised:
    return servers.synchronise(
        who.profile,
        who.dossier,
        pause=lambda _: None,
        open_line=lambda _: Line(f"http://127.0.0.1:{proxy.port}"),
    )


@contextmanager
def _server() -> Iterator[tuple[Process, Path]]:
    with TemporaryDirectory() as folder:
        process = Process(make_office(Path(folder) / "server"))
        process.start()
        try:
            yield process, Path(folder)
        finally:
            process.stop()
            process.office.server.database.close()


def _office(folder: Path) -> Office:
    office = Office(name="Alice", folder=folder)
    office.clock.pass_by(seconds=(datetime.now(UTC) - office.clock()).total_seconds())
    return office.found()


def _noise(number: int) -> str:
    """Text that no compression makes shorter than half."""
    return hashlib.shake_256(str(number).encode()).hexdigest(300)


def _write(
    who: Office, texts: list[prose.Answer], replaced: Mapping[str, VersionId] | None = None
) -> dict[str, VersionId]:
    """Type these answers; the versions by question."""
    before = replaced or {}
    made = {each.question: VersionId(new_id()) for each in texts}
    now = who.clock()
    who.write(
        *(
            Typed(
                key=NodeKey.parse(each.question),
                value=each.text,
                version_id=made[each.question],
                replaces=tuple(filter(None, [before.get(each.question)])),
                started_at=now,
                at=now,
                closes=True,
            )
            for each in texts
        )
    )
    return made
