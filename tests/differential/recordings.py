"""What the peers said, kept in files, so that a comparison needs neither of them.

Recordings are made by `python -m benchmarks.forms_diff --record`. One holds for the source
that it was made from, to the byte.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from tests.differential.facts import State
from tests.differential.runs import SOURCES, Session

FOLDER = SOURCES / "expected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """Sessions of one form: ``source`` is the hash of the form, ``peers`` their versions."""

    source: str
    now: datetime
    peers: dict[str, str]
    sessions: Sequence[Session]


def fingerprint(source: Path) -> str:
    """What tells whether a form is the one that was recorded."""
    return sha256(source.read_bytes()).hexdigest()[:16]


def path_of(source: Path) -> Path:
    """Where the recording of a form is."""
    return FOLDER / f"{source.stem}.json"


def write(path: Path, recording: Recording) -> None:
    """Keep a recording, a line for each step."""
    head = {
        "source": recording.source,
        "now": recording.now.isoformat(timespec="seconds"),
        "peers": recording.peers,
    }
    lines = [json.dumps(head)]
    for session in recording.sessions:
        steps = [{}, *session.steps]
        for step, changed in zip(steps, _changes(session.truth), strict=False):
            line = {"step": step, "truth": changed}
            lines.append(json.dumps(line, ensure_ascii=False, separators=(",", ":")))
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def read(path: Path) -> Recording:
    """A recording as it was kept."""
    head, *lines = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    sessions: list[Session] = []
    state: State = {}
    for line in lines:
        if not line["step"]:
            sessions.append(Session([], []))
            state = {}
        state = {**state, **line["truth"]}
        state = {ref: found for ref, found in state.items() if found is not None}
        steps, truth = list(sessions[-1].steps), [*sessions[-1].truth, state]
        sessions[-1] = Session([*steps, line["step"]] if line["step"] else steps, truth)
    return Recording(
        source=head["source"],
        now=datetime.fromisoformat(head["now"]),
        peers=head["peers"],
        sessions=sessions,
    )


def _changes(truth: Sequence[State]) -> Iterator[dict[str, Any]]:
    before: State = {}
    for state in truth:
        changed: dict[str, Any] = {
            ref: found for ref, found in state.items() if before.get(ref) != found
        }
        yield {**changed, **dict.fromkeys(before.keys() - state.keys())}
        before = state
