"""How many bytes and requests a synchronisation costs, HTTP included, over a counting proxy.

A real server process on SQLite, a real profile, loopback. *Nothing changed* and *twenty
edited* are what most synchronisations are; a thousand answers are a whole response. git, Anki
and PouchDB do the same in the same run where they are installed. Then poor lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import poor_lines, prose
from benchmarks.figures import Figure
from benchmarks.peers import lines
from benchmarks.peers.engines import NotInstalled
from desktop_app.domain.entries import Typed, new_id
from desktop_app.domain.keys import NodeKey, VersionId
from desktop_app.domain.servers import Synchronised
from desktop_app.remote.line import Line
from desktop_app.services import servers
from tests.builders.lines import Cutting
from tests.builders.offices import Office
from tests.builders.servers import Process, make_office

FIRST = "1,000 answers of 600 characters for the first time"
NOTHING = "nothing changed"
EDITED = "20 edited answers"


def measure() -> Iterator[Figure]:
    """The three everyday cases beside other programs; then lines that are cut."""
    texts = prose.answers()
    edited = list(prose.edited(texts).values())
    others = _others(texts, edited)
    with serving() as (process, folder):
        alice = office(folder / "alice")
        versions = write(alice, texts)
        servers.connect(alice.profile, alice.dossier, process.invitation_file())
        yield _figure(FIRST, 128_000, alice, process, others, requests=2)
        yield _figure(NOTHING, 600, alice, process, others)
        write(alice, edited, versions)
        yield _figure(EDITED, 6_900, alice, process, others)
        alice.close()
    yield from poor_lines.measure()


def _others(
    texts: Sequence[prose.Answer], edited: Sequence[prose.Answer]
) -> dict[str, dict[str, object]]:
    """By phase what it costs each other program, or why that is not known."""
    phases = [
        (FIRST, [(each.question, each.text) for each in texts]),
        (NOTHING, []),
        (EDITED, [(each.question, each.text) for each in edited]),
    ]
    found: dict[str, dict[str, object]] = {phase: {} for phase, _ in phases}
    for name, opened in lines.PEERS.items():
        try:
            for told in lines.traffic(opened, phases):
                found[told.phase][name] = {
                    "bytes": told.up + told.down,
                    "up": told.up,
                    "down": told.down,
                    "new_connections": told.connections,
                }
        except NotInstalled as reason:
            for phase in found.values():
                phase[name] = str(reason)
    return found


def _figure(
    name: str,
    limit: int,
    who: Office,
    process: Process,
    others: Mapping[str, Mapping[str, object]],
    *,
    requests: int = 1,
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
            "others": others[name],
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
def serving() -> Iterator[tuple[Process, Path]]:
    """A server's process on SQLite, and a folder for people."""
    with TemporaryDirectory() as folder:
        process = Process(make_office(Path(folder) / "server"), is_anew=True)
        process.start()
        try:
            yield process, Path(folder)
        finally:
            process.stop()
            process.office.server.database.close()


def office(folder: Path) -> Office:
    """Somebody with a new response, and the right time."""
    made = Office(name="Alice", folder=folder)
    made.clock.pass_by(seconds=(datetime.now(UTC) - made.clock()).total_seconds())
    return made.found()


def write(
    who: Office, texts: Sequence[prose.Answer], replaced: Mapping[str, VersionId] | None = None
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
