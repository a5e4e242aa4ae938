"""Runs the program as children, kills one in the middle of typing, and checks all.

Twice its window with a robot at the desk; then the command lines of three people who answer
together, with a folder of files between them (`together`).
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

from desktop_app.demo.account import (
    DemoFailed,
    Run,
    check_branches,
    check_plan,
    check_secrecy,
    check_survival,
    expect,
)
from desktop_app.demo.central import work_with_server
from desktop_app.demo.plan import Plan, load_plan
from desktop_app.demo.results import Figures, hand_out
from desktop_app.demo.secretariat import is_installed
from desktop_app.demo.together import work_together

TYPED_BEFORE_KILL = (120, 260)
LEAST_ANSWERED = 60
MARK = "demonstration.txt"


def run_demo(folder: Path, *, random: Random | None = None) -> int:
    """Do it, tell it, keep the results in the folder; 0 only if each step was checked."""
    random = random or Random()  # noqa: S311  # the moment of a kill is no secret
    try:
        _make_room(folder)
        _demonstrate(load_plan(), folder, random)
    except DemoFailed as failed:
        say(f"The demonstration failed: {failed}.")
        return 1
    return 0


def _make_room(folder: Path) -> None:
    """Take away what an earlier demonstration left there, and nothing else."""
    mark = folder / MARK
    if folder.exists() and not mark.exists() and any(folder.iterdir()):
        raise DemoFailed(f"{folder} is not empty; name a new folder, or an empty one")
    folder.mkdir(parents=True, exist_ok=True)
    for path in list(folder.iterdir()):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    mark.write_text("Made by `review-desk demo`, which empties this folder when run again.\n",
                    encoding="utf-8")  # fmt: skip


def _demonstrate(plan: Plan, folder: Path, random: Random) -> None:
    say(f"{plan.party}, a made-up party, answers the questionnaire for cluster I.")
    profile = folder / "profile"
    kill_after = random.randint(*TYPED_BEFORE_KILL)
    written, killed_at = _write_until_killed(profile, folder, kill_after)
    count = check_plan(plan, written)
    say(f"- A profile was made and {count} fields were filled by mouse and keyboard.")
    hidden = check_branches(plan, written)
    say(f"- {len(written.branches)} choices that decide what is asked were changed: {hidden}")
    say("  answers were hidden, and came back when the choices were changed back.")
    texts = check_secrecy(written, _files_of(profile, folder))
    say(f"- The program was killed. Of {texts} texts, none can be read in any file it left.")
    read = _read_again(profile, folder)
    typed, kept = check_survival(plan, written, read, killed_at)
    expect(read.goes_on_at == plan.pages[-1].article, "it did not go on where it had ended")
    say(f"- Opened again in {read.seconds_to_open} s, at the same place: all is there.")
    say(f"  Of the text that was being typed when it was killed, {kept} of {typed} characters")
    say("  are there; what is missing was typed within the last second.")
    expect(read.hits > 0, "the search found nothing")
    say(f"- A search found {read.hits} places.")
    figures = hand_out(profile, folder)
    _check_figures(figures, folder)
    check_secrecy(written, _files_of(profile, folder))
    say("- The profile was checked against its journal: sound.")
    _answer_together(plan, folder)
    pictures = _work_with_server(plan, folder, random)
    say("")
    say(f"Questions: {figures.asked} apply, {figures.answered} of them answered;")
    say(f"{figures.hidden} are hidden because they do not apply.")
    say(f"Check code of the response: {figures.check_code}.")
    say(f"Files in {folder}:")
    for name in [*figures.files, *written.pictures, *read.pictures, *pictures]:
        say(f"  {(folder / name).stat().st_size:>11,} bytes  {name}")


def _answer_together(plan: Plan, folder: Path) -> None:
    began = time.monotonic()
    done = work_together(plan, folder / "together")
    seconds = time.monotonic() - began
    say(f"- A focal point and {done.members - 1} experts answered one response together, in")
    say(f"  {done.members} processes that share nothing but a folder of files. Packages:")
    say(f"  {done.files}, {done.size_bytes:,} bytes. One went as text for mails, in parts; one")
    say("  was lost on purpose and cost nothing. A mistyped code was refused, and a step that")
    say("  only a focal point may do.")
    say(
        f"- Conflicts made on purpose and settled: {done.settled}. A part was given out, a note"
    )
    say("  was left, the focal point handed over. The three profiles are sound.")
    say(f"- Of {done.texts} of their texts, none can be read in any file of theirs.")
    say(f"- All {done.members} exports are the same {done.export_bytes:,} bytes, with")
    say(f"  {done.answers} answers. This took {seconds:.0f} s.")


def _work_with_server(plan: Plan, folder: Path, random: Random) -> list[str]:
    """The story with the secretariat; what pictures were taken of how it ended."""
    if not is_installed():
        say("- The central server is not installed here (`pip install review-desk[server]`):")
        say("  synchronising, submission and receipt were left out.")
        return []
    began = time.monotonic()
    done = work_with_server(plan, folder / "central", random)
    seconds = time.monotonic() - began
    say(
        "- A real central server ran beside them. Two members synchronised with it, over a line"
    )
    say(
        f"  that was cut {done.cuts} times; a letter of {done.file_bytes:,} bytes came over it."
    )
    say("  The third member had no line, and took part by files.")
    say(f"- Deadlines that were missed: {done.notices}; each was told once.")
    say("- The response was approved, locked and submitted by line; opened again by the")
    say(f"  secretariat, and submitted once more by courier. Receipts: {done.receipts}; every")
    say("  member verified them. No draft and no note can be read in any file of the server's.")
    say(f"- All exports are the same {done.export_bytes:,} bytes. To compare by telephone:")
    say(f"  {done.digest}. This took {seconds:.0f} s.")
    seen = _run_to_the_end("look", folder / "central" / "office-1" / "profile", folder)
    expect(len(seen.pictures) >= 4, "a picture of the focal point's window is missing")
    say("- The focal point's window showed timeline, people, exchange and receipts.")
    return seen.pictures


def _files_of(profile: Path, folder: Path) -> list[Path]:
    """Every file of the program's own: the profile, and the settings beside it."""
    files = [path for path in profile.rglob("*") if path.is_file()]
    expect(len(files) >= 3, "the profile has no files")
    return [*files, *folder.glob("settings.json*")]


def _check_figures(figures: Figures, folder: Path) -> None:
    expect(figures.is_sound, "the check of the profile found a fault")
    expect(figures.asked > figures.answered, "the counts of questions cannot be right")
    expect(figures.answered >= LEAST_ANSWERED, f"only {figures.answered} were answered")
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
    run = _run_to_the_end("read", profile, folder)
    expect(len(run.pictures) >= 4, "a picture is missing")
    return run


def _run_to_the_end(phase: str, profile: Path, folder: Path) -> Run:
    run = Run()
    with _child(phase, profile, folder) as child:
        for message in _messages(child):
            run.take(message)
        expect(child.wait() == 0 and run.is_done, f"the run to {phase} did not end well")
    for name in run.pictures:
        expect((folder / name).read_bytes().startswith(b"\x89PNG"), f"{name} is no picture")
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
