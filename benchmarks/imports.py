"""Importing packages: twenty of five hundred changes each; ten of them, for the proportion.

Each package has five hundred answers of about six hundred characters, a third of them to
questions that an earlier package answered. Counted is all: reading the files, the plan that
is shown, and the import itself, with its writing to the disk.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks import prose
from benchmarks.figures import Figure, median
from desktop_app.domain.entries import Typed, new_id
from desktop_app.domain.exchanges import Heard
from desktop_app.domain.keys import NodeKey, VersionId
from desktop_app.services import packages
from desktop_app.store import sets
from tests.builders.offices import Office

PACKAGES = 20
CHANGES = 500
QUESTIONS = PACKAGES * CHANGES * 2 // 3
RUNS = 5


def measure() -> Iterator[Figure]:
    """Seconds for all of them, and how much more that is than for half of them."""
    with TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = folder  # what profiles note outside themselves
        files, reader = _prepared(Path(folder))
        whole, half = [], []
        for number in range(RUNS):
            half.append(_import(reader, Path(folder) / f"half{number}", files[: PACKAGES // 2]))
            whole.append(_import(reader, Path(folder) / f"whole{number}", files))
    yield Figure(
        name=f"importing {PACKAGES} packages of {CHANGES} changes each",
        value=round(median([seconds for seconds, _ in whole]), 2),
        unit="s",
        limit=5.0,
        runs=RUNS,
        details={"cpu_s": round(median([cpu for _, cpu in whole]), 2)},
    )
    yield Figure(
        name="the same / half as many, processor time",
        value=round(median([cpu for _, cpu in whole]) / median([cpu for _, cpu in half]), 2),
        unit="ratio",
        limit=2.4,
        runs=RUNS,
    )


def _prepared(folder: Path) -> tuple[list[Path], Office]:
    """The packages, and the profile that is to read them."""
    stick = folder / "stick"
    stick.mkdir()
    alice = Office(name="Alice", folder=folder / "alice").found()
    bob = Office(name="Bob", folder=folder / "bob").join(alice.invite(stick))
    alice.receive(bob.send(stick))
    random, texts = Random(2026), prose.answers()
    current: dict[str, VersionId] = {}
    files = []
    for _ in range(PACKAGES):
        keys = [f"q{number}" for number in random.sample(range(QUESTIONS), CHANGES)]
        entries = []
        for key in keys:
            at, version = bob.tick(), VersionId(new_id())
            entries.append(
                Typed(
                    key=NodeKey.parse(key),
                    value=random.choice(texts).text,
                    version_id=version,
                    replaces=(current[key],) if key in current else (),
                    started_at=at,
                    at=at,
                    closes=True,
                )
            )
            current[key] = version
        bob.write(*entries)
        files.append(bob.send(stick, to=[alice]))
        _acknowledge(bob, alice)  # so that the next one has nothing but what is new
    return files, alice


def _acknowledge(sender: Office, reader: Office) -> None:
    """As if the reader had answered the last package."""
    heads = sender.held().state.heads
    with sender.profile.store.begin() as transaction:
        heard = Heard(heads=frozenset(heads))
        sets.hear(transaction, sender.dossier, reader.device.id, heard, sender.tick())


def _import(reader: Office, folder: Path, files: list[Path]) -> tuple[float, float]:
    """Seconds by the clock and of the processor, in a fresh copy of the profile."""
    office = reader.twin(folder)
    began, cpu = time.perf_counter(), time.process_time()
    plan = packages.plan(office.profile, office.dossier, files)
    packages.apply(office.profile, plan)
    seconds, used = time.perf_counter() - began, time.process_time() - cpu
    assert plan.tally.answers == CHANGES * len(files)
    office.close()
    return seconds, used
