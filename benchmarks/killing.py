"""Killing a process that types, or that changes the passphrase, and looking what is left.

Shared by `bench kill` (fifty kills) and the tests (a few). The child says on standard
output what is durable, after it is; the parent kills it at a random moment.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from random import Random

from desktop_app.domain.keys import NodeKey, QuestionId
from desktop_app.errors import WrongPassphrase
from desktop_app.services import journal
from desktop_app.services.dossiers import create_dossier, find_dossier, open_response
from desktop_app.services.packs import shipped_packs
from desktop_app.services.profiles import change_passphrase, create_profile, unlock
from review_protocol.costs import KdfCost

ROOT = Path(__file__).parents[1]
KEY = NodeKey(QuestionId("party_members"))
TEXT = "Written while somebody pulls the plug; not a word of it may go. " * 400
FIRST, SECOND = "seven herons over the quiet lock", "nine lanterns under the old bridge"


class KillFailed(AssertionError):
    """Something that was said to be durable was not there after a kill."""


def make_profile(folder: Path) -> Path:
    """A profile with one response, cheap to unlock."""
    new = create_profile(
        folder, name="A. Expert", email="a@x.example", passphrase=FIRST, kdf=KdfCost.FOR_TESTS
    )
    create_dossier(new.profile, pack=shipped_packs()[0], party="Ruritania")
    new.profile.close()
    return folder


def kill_while_typing(profile: Path, random: Random) -> int:
    """Kill once; the number of characters found. Raises KillFailed."""
    before = _found(profile, FIRST)
    said = _killed("type", profile, after=random.randint(1, 60))
    found = _found(profile, FIRST)
    durable = max((int(line) for line in said), default=len(before))
    if not TEXT.startswith(found) or len(found) < durable:
        raise KillFailed(f"{durable} characters were durable, {len(found)} came back")
    return len(found)


def kill_while_changing(profile: Path, random: Random) -> str:
    """Kill once while passphrases are changed; the one that opens. Raises KillFailed."""
    before = _found(profile, _opening(profile))
    _killed("change", profile, after=random.randint(1, 12))
    passphrase = _opening(profile)
    if _found(profile, passphrase) != before:
        raise KillFailed("the answer is another after the passphrase was changed")
    return passphrase


def _opening(profile: Path) -> str:
    """Which of the two passphrases opens; one must."""
    for passphrase in (FIRST, SECOND):
        try:
            unlock(profile, passphrase).close()
        except WrongPassphrase:
            continue
        return passphrase
    raise KillFailed("neither the old nor the new passphrase opens the profile")


def _found(folder: Path, passphrase: str) -> str:
    profile = unlock(folder, passphrase)
    try:
        return open_response(profile, find_dossier(profile).id).state(KEY).value
    finally:
        profile.close()


def _killed(what: str, profile: Path, *, after: int) -> list[str]:
    """Start a child, kill it in the middle of what follows its n-th line; what it said."""
    child = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.killing", what, str(profile)],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    with child:
        said = []
        for line in child.stdout:
            said.append(line)
            if len(said) == after:
                child.kill()
        child.wait()
    if len(said) < after:
        raise KillFailed(f"the child ended by itself after {len(said)} lines")
    return [line for line in said if line.endswith("\n")]


def _type(folder: Path) -> None:
    profile = unlock(folder, _opening(folder))
    response = open_response(profile, find_dossier(profile).id)
    start = len(response.state(KEY).value)
    for length in range(start + 1, len(TEXT)):
        response.set(KEY, TEXT[:length])
        journal.write(profile, response.info.id, response.take_pending())
        _say(str(length))


def _change(folder: Path) -> None:
    old = _opening(folder)
    profile = unlock(folder, old)
    for _ in range(1000):
        new = SECOND if old == FIRST else FIRST
        change_passphrase(profile, old, new, kdf=KdfCost.FOR_TESTS)
        old = new
        _say("changed")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    {"type": _type, "change": _change}[sys.argv[1]](Path(sys.argv[2]))
