"""Our form engine against two reference engines, on random sessions: no difference allowed.

`dev.py bench forms-diff` needs Node.js 20 and a JDK 17; it installs the one peer beside
`build/` and takes the other from pyxform. `--record` keeps what both peers said under
`tests/data/forms/expected/`, which is what the tests compare with.
"""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.figures import Figure
from tests.differential import peers, recordings, runs

SESSIONS, STEPS = 12, 30
RECORDED_SESSIONS, RECORDED_STEPS = 4, 20


def measure() -> list[Figure]:
    """Play everything on all three engines."""
    now = datetime.now(UTC)
    both = peers.provide()
    with TemporaryDirectory() as folder:
        subjects = _subjects(Path(folder))
        found = _play(subjects, both, now, SESSIONS, STEPS)
        differences = [
            (name, number, difference)
            for name, sessions in found.items()
            for number, session in enumerate(sessions)
            for difference in runs.compare(subjects[name], session, now)
        ]
    for name, number, difference in differences[:40]:
        print(f"{name}, session {number}: {difference}", file=sys.stderr)
    sessions = [session for each in found.values() for session in each]
    return [
        Figure(
            name="facts in which ours differs from both peers",
            value=float(len(differences)),
            unit="facts",
            limit=0.0,
            runs=len(sessions),
            details={
                "forms": len(found),
                "sessions": len(sessions),
                "steps": sum(len(session.truth) - 1 for session in sessions),
                "facts": runs.count_facts(sessions),
                "peers": {peer.name: peer.version for peer in both},
            },
        )
    ]


def record() -> None:
    """Keep what both peers say of fewer, shorter sessions."""
    now = datetime.now(UTC).replace(microsecond=0)
    both = peers.provide()
    with TemporaryDirectory() as folder:
        subjects = _subjects(Path(folder))
        found = _play(subjects, both, now, RECORDED_SESSIONS, RECORDED_STEPS)
    for source in runs.sources():
        recording = recordings.Recording(
            source=recordings.fingerprint(source),
            now=now,
            peers={peer.name: peer.version for peer in both},
            sessions=found[source.stem],
        )
        recordings.write(recordings.path_of(source), recording)


def _subjects(folder: Path) -> dict[str, runs.Subject]:
    return {source.stem: runs.compile_into(folder, source) for source in runs.sources()}


def _play(
    subjects: dict[str, runs.Subject],
    both: tuple[peers.Peer, peers.Peer],
    now: datetime,
    sessions: int,
    length: int,
) -> dict[str, list[runs.Session]]:
    steps = {
        name: [runs.make_steps(subject, seed, length, now) for seed in range(sessions)]
        for name, subject in subjects.items()
    }
    return runs.ask_peers(subjects, steps, both)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="benchmarks.forms_diff", description=__doc__)
    parser.add_argument("--record", action="store_true", required=True)
    parser.parse_args()
    record()
