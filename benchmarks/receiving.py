"""Whether the window stays usable while packages come in: the pauses of its event loop.

The real window on the real questionnaire takes in twenty packages of five hundred changes
each: it looks at them, says what they would bring, takes them in, and reads the response
anew. A timer of the event loop ticks all the while; how much later than it should a tick
comes is how long a key press or a click would have waited.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import prose
from benchmarks.figures import Figure, median, percentile
from benchmarks.processes import ROOT, run
from desktop_app.domain.entries import Typed, new_id
from desktop_app.domain.exchanges import Heard
from desktop_app.domain.keys import NodeKey, VersionId
from desktop_app.domain.nodes import NodeState
from desktop_app.services import dossiers
from desktop_app.services.packs import shipped_packs
from desktop_app.store import sets
from tests.builders.offices import PASSPHRASE, Office

PACKAGES = 20
CHANGES = 500
RUNS = 5
_CHOSEN = "select_one"


def measure() -> Iterator[Figure]:
    """The pauses that one tick in a hundred sees, and the longest of both parts."""
    with TemporaryDirectory(dir=ROOT / "benchmarks") as folder:
        os.environ["XDG_STATE_HOME"] = folder  # what profiles note outside themselves
        profile, stick = _prepared(Path(folder))
        runs = [_received(profile, Path(folder) / f"run{run_}", stick) for run_ in range(RUNS)]
    taking_in = [pause for one in runs for pause in one["taking_in_ms"]]
    whole = [*taking_in, *(pause for one in runs for pause in one["showing_ms"])]
    what = f"{PACKAGES} packages of {CHANGES} changes"
    yield Figure(
        name=f"pause of the window while {what} come in and are shown, 99th percentile",
        value=round(percentile(whole, 0.99), 1),
        unit="ms",
        limit=50,
        runs=RUNS,
        details={
            "ticks": len(whole),
            "seconds": round(median([one["seconds"] for one in runs]), 1),
        },
    )
    yield Figure(
        name=f"the longest pause while {what} come in, median of the runs",
        value=round(median([max(one["taking_in_ms"]) for one in runs]), 1),
        unit="ms",
        limit=100,
        runs=RUNS,
    )
    yield Figure(
        name="the longest pause when the response is shown anew, median of the runs",
        value=round(median([max(one["showing_ms"]) for one in runs]), 1),
        unit="ms",
        limit=500,
        runs=RUNS,
    )


def _received(profile: Path, copy: Path, stick: Path) -> Mapping[str, Any]:
    shutil.copytree(profile, copy / "profile")
    return run("receiving", str(copy / "profile"), str(stick), PASSPHRASE)[-1]


def _prepared(folder: Path) -> tuple[Path, Path]:
    """A profile that is to read, closed, and the folder with the packages."""
    stick, invitation = folder / "stick", folder / "invitation"
    stick.mkdir()
    invitation.mkdir()
    alice = Office(name="Alice", folder=folder / "alice")
    info = dossiers.create_dossier(
        alice.profile,
        pack=shipped_packs()[0],
        party="Ruritania",
        instruments=("UNTOC", "TIP", "SOM", "FP"),
    )
    alice.dossier = info.id
    bob = Office(name="Bob", folder=folder / "bob").join(alice.invite(invitation))
    alice.receive(bob.send(invitation))
    states = _questions(bob)
    random, current = Random(2026), dict[NodeKey, VersionId]()
    for _ in range(PACKAGES):
        chosen = random.sample(states, CHANGES)
        bob.write(*(_answer(bob, state, random, current) for state in chosen))
        bob.send(stick, to=[alice])
        _acknowledge(bob, alice)  # so that the next one has nothing but what is new
    bob.close()
    alice.close()
    return alice.folder, stick


def _questions(office: Office) -> Sequence[NodeState]:
    """What can be written or chosen in the questionnaire, outside of rows."""
    response = dossiers.open_response(office.profile, office.dossier)
    states = (response.state(key) for key in response.walk())
    return [
        each
        for each in states
        if each.type == "text" or (each.type == _CHOSEN and each.choices)
        if not each.readonly and not each.key.instances
    ]


def _answer(
    office: Office, state: NodeState, random: Random, current: dict[NodeKey, VersionId]
) -> Typed:
    at, version = office.tick(), VersionId(new_id())
    value = random.choice(_texts()).text
    if state.type == _CHOSEN:
        value = random.choice(state.choices).value
    entry = Typed(
        key=state.key,
        value=value,
        version_id=version,
        replaces=(current[state.key],) if state.key in current else (),
        started_at=at,
        at=at,
        closes=True,
    )
    current[state.key] = version
    return entry


@cache
def _texts() -> Sequence[prose.Answer]:
    return prose.answers()


def _acknowledge(sender: Office, reader: Office) -> None:
    """As if the reader had answered the last package."""
    heads = sender.held().state.heads
    with sender.profile.store.begin() as transaction:
        heard = Heard(heads=frozenset(heads))
        sets.hear(transaction, sender.dossier, reader.device.id, heard, sender.tick())
