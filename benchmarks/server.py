"""What a round costs the server as a dossier grows: a hundred times the sets, the same time.

In this process, without HTTP, on SQLite and on PostgreSQL; the sets stored before are of no
content, for nobody reads them in a round. Then the hour before the deadline (`deadline`), and
processes that are killed (`server_kills`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import insert, update

from benchmarks import deadline, server_kills
from benchmarks.figures import Figure, median, percentile
from review_protocol.names import SetId
from review_server import digest_tree, schema
from tests.builders.databases import KINDS
from tests.builders.delegates import Delegate
from tests.builders.servers import Office, make_office
from tests.builders.trees import some_ids

FEW, MANY = 1_000, 100_000
RUNS = 60
_ROWS = 10_000


def measure() -> Iterator[Figure]:
    """Rounds of an old dossier, of many members at once, and of processes that are killed."""
    yield from _growth()
    yield from deadline.measure()
    yield from server_kills.measure()


def _growth() -> Iterator[Figure]:
    """Of both databases a round with nothing new, and one that brings a set."""
    for kind in KINDS:
        with TemporaryDirectory() as folder:
            office = make_office(Path(folder) / "server", kind)
            ana = office.founder()
            _store(office, ana, FEW, start=0)
            few = _both(office, ana)
            _store(office, ana, MANY - FEW, start=FEW)
            many = _both(office, ana)
            office.server.database.close()
        for name in few:
            yield Figure(
                name=f"{kind}: a round {name} among 100,000 sets / among 1,000",
                value=round(median(many[name]) / median(few[name]), 2),
                unit="ratio",
                limit=1.5,
                runs=RUNS,
                details={
                    "few_ms": round(median(few[name]), 2),
                    "many_ms": round(median(many[name]), 2),
                    "many_p95_ms": round(percentile(many[name], 0.95), 2),
                },
            )


def _both(office: Office, ana: Delegate) -> dict[str, list[float]]:
    def idle() -> bytes:
        return ana.bytes_of(ana.request(root=bytes(32)))

    def bringing() -> bytes:
        new = ana.write(after=[ana.dossier])
        return ana.bytes_of(ana.request(root=bytes(32), sets=(ana.sets[new],)))

    return {
        "with nothing new": _timed(office, idle),
        "that brings a set": _timed(office, bringing),
    }


def _timed(office: Office, make: Callable[[], bytes]) -> list[float]:
    """Milliseconds of each; what the client does is not counted."""
    messages = [make() for _ in range(RUNS + 5)]
    found = []
    for data in messages:
        began = time.perf_counter()
        office.send(data)
        found.append((time.perf_counter() - began) * 1000)
    return found[5:]


def _store(office: Office, ana: Delegate, count: int, *, start: int) -> None:
    """So many more sets of a dossier, as if they had come in rounds."""
    dossier = bytes.fromhex(ana.dossier)
    with office.transaction as transaction:
        query = schema.dossiers.select().filter_by(id=dossier)
        last = transaction.execute(query).one().last
        for at in range(0, count, _ROWS):
            ids = some_ids(min(_ROWS, count - at), start=start + at)
            rows = [_row(dossier, last + n, each) for n, each in enumerate(ids, start=1)]
            transaction.execute(insert(schema.sets), rows)
            digest_tree.grow(transaction, dossier, ids)
            last += len(ids)
        transaction.execute(update(schema.dossiers).filter_by(id=dossier).values(last=last))
    ana.hint = last


def _row(dossier: bytes, place: int, name: SetId) -> dict[str, object]:
    return {
        "dossier": dossier,
        "place": place,
        "id": bytes.fromhex(name),
        "bringer": b"",
        "size": 1,
        "content": b"x",
        "past": None,
        "states": False,
    }
