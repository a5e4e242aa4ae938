"""What was told, in a small file beside the keys: it outlives a database that is put back.

The first line names the journal; every other line is one thing that was begun, done or
failed. A line is on the disk before what it says is begun. docs/decisions/0052 says why.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from review_server.problems import Unusable

FILE = "notices.journal"
_FORMAT = "review-desk notices 1"


class State(StrEnum):
    """How far something came: ``BEGUN`` without an end is in doubt."""

    BEGUN = "begun"
    DONE = "done"
    FAILED = "failed"


@dataclass(slots=True)
class Journal:
    """``id`` is kept in the database too. What lay before ``floor`` counts as told."""

    path: Path
    id: str
    floor: date | None
    _states: dict[str, State] = field(default_factory=dict)

    def state(self, name: str) -> State | None:
        """How far a thing came; None if it never was begun."""
        return self._states.get(name)

    def in_doubt(self) -> tuple[str, ...]:
        """What was begun, and nobody knows how it ended."""
        return tuple(n for n, state in self._states.items() if state is State.BEGUN)

    def note(self, name: str, state: State, at: int) -> None:
        """Add a line; it is on the disk when this returns. Raises Unusable."""
        _append(self.path, {"name": name, "state": str(state), "at": at})
        self._states[name] = state


def open_journal(folder: Path) -> Journal | None:
    """The journal of a folder, or None where there is none. Raises Unusable."""
    path = folder / FILE
    try:
        lines = list(_lines(path))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise Unusable(f"{path} cannot be read; put it back from a copy.") from error
    if not lines:
        return None
    try:
        if lines[0]["format"] != _FORMAT:
            raise ValueError
        floor = lines[0]["floor"]
        journal = Journal(path, lines[0]["id"], date.fromisoformat(floor) if floor else None)
        for each in lines[1:]:
            journal._states[each["name"]] = State(each["state"])
    except (KeyError, ValueError, TypeError) as error:
        raise Unusable(f"{path} is no journal of notices, or is damaged.") from error
    return journal


def new_journal(folder: Path, floor: date | None) -> Journal:
    """Begin a journal; one that is there is kept under another name. Raises Unusable."""
    path, id_ = folder / FILE, secrets.token_hex(16)
    if path.exists():
        path.rename(folder / f"{FILE}.{id_[:8]}.old")
    head = {"format": _FORMAT, "id": id_, "floor": floor.isoformat() if floor else ""}
    _append(path, head)
    return Journal(path, id_, floor)


def _lines(path: Path) -> Iterator[dict[str, str]]:
    """What stands there. The last line may have been cut by a power cut: it is passed over."""
    text = path.read_bytes()
    whole = text[: text.rfind(b"\n") + 1]
    for line in whole.decode("utf-8").splitlines():
        found = json.loads(line)
        if not isinstance(found, dict):
            raise ValueError("a line that is none")
        yield found


def _append(path: Path, line: dict[str, object] | dict[str, str]) -> None:
    data = json.dumps(line).encode() + b"\n"
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            end = os.lseek(handle, 0, os.SEEK_END)
            os.lseek(handle, _end_of_whole_lines(handle, end), os.SEEK_SET)
            os.write(handle, data)
            os.ftruncate(handle, os.lseek(handle, 0, os.SEEK_CUR))
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        raise Unusable(f"{path} cannot be written: {error.strerror}") from error


def _end_of_whole_lines(handle: int, end: int) -> int:
    """Where the next line begins: a line that was cut is written over."""
    longest = 4_096
    start = max(0, end - longest)
    os.lseek(handle, start, os.SEEK_SET)
    tail = os.read(handle, longest)
    return start + tail.rfind(b"\n") + 1
