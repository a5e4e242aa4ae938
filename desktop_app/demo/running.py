"""Runs the program twice as a child, kills it once in the middle of typing, and checks all.

Every sentence it prints follows a check; the exit code is 0 only if each one held.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from desktop_app.demo.account import DemoFailed, Run, check_plan, check_survival, expect
from desktop_app.demo.plan import Plan, load_plan
from desktop_app.demo.results import Figures, hand_out

TYPED_BEFORE_KILL = (120, 260)


def run_demo(folder: Path, *, random: Random | None = None) -> int:
    """Do it, tell it, keep the results in the folder; 0 only if each step was checked."""
    random = random or Random()  # noqa: S311  # the moment of a kill is no secret
    folder.mkdir(parents=True, exist_ok=True)
    profile = folder / "profile"
    shutil.rmtree(profile, ignore_errors=True)
    (folder / "settings.json").unlink(missing_ok=True)
    try:
        _demonstrate(load_plan(), profile, folder, random)
    except DemoFailed as failed:
        say(f"The demonstration failed: {failed}.")
        return 1
    return 0


def _demonstrate(plan: Plan, profile: Path, folder: Path, random: Random) -> None:
    say(f"{plan.party} answers the questionnaire for cluster I.")
    kill_after = random.randint(*TYPED_BEFORE_KILL)
    written, killed_at = _write_until_killed(profile, folder, kill_after)
    count = check_plan(plan, written)
    say(f"A new profile was made; {count} answers were entered by mouse and keyboard.")
    read = _read_again(profile, folder)
    typed, kept = check_survival(plan, written, read, killed_at)
    say(f"The program was killed while character {typed} of a text was typed.")
    say(f"Opened again in {read.seconds_to_open} s: every answer is there, {kept} of {typed}")
    say("characters of that text too; no more than the last second was lost.")
    figures = hand_out(profile, folder)
    _check_figures(figures, folder)
    say(f"Questions that apply: {figures.asked}. Answered: {figures.answered}.")
    say(f"Hidden, because they do not apply: {figures.hidden}.")
    say(f"The profile was checked against its journal: sound. Check code {figures.check_code}.")
    for name, size in figures.files.items():
        say(f"  {name}: {size:,} bytes")
    for name in read.pictures:
        say(f"  {name}: {(folder / name).stat().st_size:,} bytes")


def _check_figures(figures: Figures, folder: Path) -> None:
    expect(figures.is_sound, "the check of the profile found a fault")
    expect(figures.asked > figures.answered > 20, "the counts of questions cannot be right")
    expect(figures.hidden > 20, "no question was hidden although two instruments do not apply")
    starts = {"pdf": b"%PDF-", "docx": b"PK", "xml": b"<"}
    for name, size in figures.files.items():
        data = (folder / name).read_bytes()
        expect(len(data) == size, f"{name} was cut")
        expect(data.startswith(starts[name.rpartition(".")[2]]), f"{name} is not what it says")
    expect(b"Ruritania" in (folder / "response.xml").read_bytes(), "the XML lacks the party")


def _write_until_killed(profile: Path, folder: Path, kill_after: int) -> tuple[Run, float]:
    run, killed_at = Run(), 0.0
    with _child("write", profile, folder) as child:
        for message in _messages(child):
            run.take(message)
            if run.typed and run.typed[-1][1] >= kill_after and not killed_at:
                killed_at = time.monotonic()
                child.kill()
        child.wait()
    expect(killed_at, "the first run ended before it could be killed")
    expect(not run.is_done, "the first run ended by itself")
    return run, killed_at


def _read_again(profile: Path, folder: Path) -> Run:
    run = Run()
    with _child("read", profile, folder) as child:
        for message in _messages(child):
            run.take(message)
        expect(child.wait() == 0 and run.is_done, "the second run did not end well")
    for name in run.pictures:
        expect((folder / name).read_bytes().startswith(b"\x89PNG"), f"{name} is no picture")
    expect(len(run.pictures) >= 4, "a picture is missing")
    return run


def _child(phase: str, profile: Path, folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "desktop_app.demo.child", phase, str(profile), str(folder)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    return subprocess.Popen(  # noqa: S603  # our own program with our own arguments
        command,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=environment,
        cwd=Path(__file__).parents[2],
    )


def _messages(child: subprocess.Popen[str]) -> Iterator[dict[str, object]]:
    assert child.stdout is not None
    for line in child.stdout:
        try:
            yield json.loads(line)
        except json.JSONDecodeError:  # cut by the kill
            return


def say(sentence: str) -> None:
    """One line of the account."""
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()
