"""Processes that work at a profile until they are killed, and say what they were promised.

One process loads the program once and forks a victim for each line it reads, since loading
takes a hundred times as long as what is to be interrupted. A victim prints ``try ...`` before
it asks for something and ``done ...`` once the program has said that it is done.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from types import TracebackType

from desktop_app.domain.entries import Typed
from desktop_app.domain.keys import NodeKey, VersionId
from desktop_app.services import journal, profiles
from tests.builders.clocks import CountingIds
from tests.builders.exchange_victims import export_files, export_texts, import_files
from tests.builders.profiles import PASSPHRASE, Desk, copy_profile, dossier_of, make_profile
from tests.builders.shapes import newer_shape
from tests.builders.telling import say

KILLS = int(os.environ.get("REVIEW_DESK_KILLS", "10"))
QUESTIONS = 5
SAVES_PER_SESSION = 7


def passphrase(number: int) -> str:
    """One of any number of good passphrases; the first is the one profiles are made with."""
    return PASSPHRASE if number == 0 else f"{PASSPHRASE} number {number}"


def change_passphrases(folder: Path) -> None:
    """Change the passphrase for ever."""
    profile = profiles.unlock(folder, PASSPHRASE)
    number = 0
    while True:
        number += 1
        say(f"try {number}")
        cost = profiles.KdfCost.FOR_TESTS
        profiles.change_passphrase(
            profile, passphrase(number - 1), passphrase(number), kdf=cost
        )
        say(f"done {number}")


def type_answers(folder: Path) -> None:
    """Type for ever, now here, now there, a session being some autosaves long."""
    profile = profiles.unlock(folder, PASSPHRASE)
    current: dict[str, VersionId] = {
        str(key): versions[0].id
        for key, versions in journal.load(profile, dossier_of(profile)).versions.items()
    }
    for number in range(10**9):
        session, save = divmod(number, SAVES_PER_SESSION)
        key = f"q{session % QUESTIONS}"
        if save == 0:
            replaces = (current[key],) if key in current else ()
            current[key] = VersionId(os.urandom(16).hex())
            started = datetime.now(UTC)
        say(f"try {key} {number}")
        entry = Typed(
            key=NodeKey.parse(key),
            value=answer(number),
            version_id=current[key],
            replaces=replaces,
            started_at=started,
            at=datetime.now(UTC),
            closes=save == SAVES_PER_SESSION - 1,
        )
        journal.write(profile, dossier_of(profile), [entry])
        say(f"done {key} {number}")


def recover_again_and_again(folder: Path) -> None:
    """Open by the recovery code for ever, each time with a new passphrase; it is given in
    the file beside the folder.
    """
    code = folder.with_suffix(".code").read_text(encoding="utf-8")
    for number in range(1, 10**9):
        say(f"try {number} {code}")
        cost = profiles.KdfCost.FOR_TESTS
        new = profiles.recover(folder, code, passphrase(number), kdf=cost)
        new.profile.close()
        code = new.recovery_code
        say(f"done {number} {code}")


def make_profiles(folder: Path) -> None:
    """Make one profile after the other."""
    for number in range(10**9):
        say(f"try {number}")
        make_profile(folder / str(number)).profile.close()
        say(f"done {number}")


def back_up_and_type(folder: Path) -> None:
    """Type an answer, back up into the same file, for ever; then restore it beside."""
    profile = profiles.unlock(folder, PASSPHRASE)
    desk = Desk(profile, ids=CountingIds(last=10_000))
    for number in range(10**9):
        desk.answer(f"more{number}", answer(number))
        say(f"try {number}")
        profiles.backup(profile, folder.with_suffix(".rdbackup"))
        profiles.restore(folder.with_suffix(".rdbackup"), folder.with_name(f"again{number}"))
        say(f"done {number}")


def upgrade_copies(folder: Path) -> None:
    """Bring copies of a profile into a newer shape, one after the other."""
    with newer_shape(folder.with_name("steps")):
        for number in range(10**9):
            copied = copy_profile(folder, folder.with_name(f"old{number}"))
            say(f"try {number}")
            profiles.unlock(copied, PASSPHRASE).close()
            say(f"done {number}")


def answer(number: int) -> str:
    """What a victim types: its number, and much else."""
    return f"{number} and what goes on about it " * (1 + number % 40)


WORK: dict[str, Callable[[Path], None]] = {
    "passphrase": change_passphrases,
    "typing": type_answers,
    "recovery": recover_again_and_again,
    "making": make_profiles,
    "backup": back_up_and_type,
    "upgrade": upgrade_copies,
    "import": import_files,
    "export": export_files,
    "export-text": export_texts,
}
PATIENCE = {
    "recovery": 12,
    "making": 5,
    "backup": 4,
    "upgrade": 3,
    "import": 6,
    "export": 6,
    "export-text": 6,
}
"""How many times at most a work that takes long is done before the kill; others: 40."""


def serve() -> None:
    """Fork a victim for each ``work folder`` line; say its id, and when it is gone."""
    for line in sys.stdin:
        work, folder = line.rstrip("\n").split(" ", 1)
        child = os.fork()
        if child == 0:
            WORK[work](Path(folder))
            os._exit(1)  # nobody comes here but by an error
        say(f"victim {child}")
        os.waitpid(child, 0)
        say("gone")


@dataclass(frozen=True)
class Report:
    """What a victim had been promised, and what it was still waiting for."""

    done: tuple[str, ...]
    tried: tuple[str, ...]

    @property
    def under_way(self) -> str | None:
        """What was asked for and not yet promised, if anything."""
        return self.tried[-1] if len(self.tried) > len(self.done) else None


class Killer:
    """Sets victims to work and kills each at a moment of chance."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.builders.victims"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Killer:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.communicate()

    def kill_at_work(self, work: str, folder: Path) -> Report:
        """Let a victim work for a while, then kill it by signal 9."""
        assert self._server.stdin is not None
        self._server.stdin.write(f"{work} {folder}\n")
        self._server.stdin.flush()
        victim, patience = 0, self._chance.randrange(1, PATIENCE.get(work, 40))
        moment = 0.1 if work in PATIENCE else 0.01
        done: list[str] = []
        tried: list[str] = []
        for word, rest in self._said():
            if word == "victim":
                victim = int(rest)
            {"done": done, "try": tried}.get(word, []).append(rest)
            if victim and len(done) >= patience:
                threading.Event().wait(self._chance.uniform(0, moment))
                os.kill(victim, signal.SIGKILL)
                patience = 10**9
        return Report(tuple(done), tuple(tried))

    def _said(self) -> Iterator[tuple[str, str]]:
        assert self._server.stdout is not None
        for line in self._server.stdout:
            word, _, rest = line.strip().partition(" ")
            if word == "gone":
                return
            yield word, rest
        raise AssertionError("the victims' process ended by itself")


if __name__ == "__main__":
    serve()
