"""Killed in the middle of an import or an export: done whole or not at all, and done again.

The environment variable REVIEW_DESK_KILLS says how often each is killed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from desktop_app.domain.exchanges import FileVerdict
from desktop_app.exchange import outside
from desktop_app.services import profiles
from tests.builders.exchange_victims import files_for, the_office, told
from tests.builders.offices import Office
from tests.builders.profiles import copy_profile
from tests.builders.victims import KILLS, Killer, Report

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="victims are forked"),
    pytest.mark.timeout(60 + 10 * KILLS),
]
ROUNDS = max(1, KILLS // 2)
"""Each of the three is killed so often: five times in CI."""
FILES = 8
NAME, WHY = "party_name", "why_5"
TAKEN = {FileVerdict.GOOD, FileVerdict.NOTHING_NEW}


@pytest.fixture
def killer() -> Iterator[Killer]:
    with Killer(Random(KILLS)) as made:
        yield made


def kill(killer: Killer, work: str, fresh: Office, folder: Path) -> Report:
    """Let a victim work at a copy of a profile until it is killed."""
    copy_profile(fresh.folder, folder)
    # What the copy before had done was noted outside of it, and is unknown to this one.
    outside.heads_file(fresh.device.id).unlink(missing_ok=True)
    return killer.kill_at_work(work, folder)


def opened_again(folder: Path) -> Office:
    """The profile opens, and `profile check` finds nothing."""
    office = the_office(folder)
    report = profiles.check(office.profile)
    assert (report.is_sound, report.behind) == (True, frozenset())
    return office


def numbers_of(report: Report) -> set[int]:
    """Of what was typed: the last that was promised, and that which was under way."""
    return {len(report.done) - 1, len(report.tried) - 1}


def sets_in(office: Office) -> set[str]:
    return {opened.id for opened in office.held().sealed}


def test_an_import_is_done_whole_or_not_at_all(
    killer: Killer, alice: Office, bob: Office, tmp_path: Path
) -> None:
    """Every file brings three more sets than the one before; all or none of them are here."""
    at_first = sets_in(bob)
    bob.close()
    folders = [tmp_path / f"killed{number}" for number in range(ROUNDS)]
    files = files_for(tmp_path / "all")
    files.mkdir()
    brought = []
    for number in range(FILES):
        for question in (WHY, "body_name", "reason_6"):
            alice.answer(question, f"{number} {question} " * 200)
            alice.declare()
        alice.send(files / f"{number:02}.rdexch")
        brought.append(sets_in(alice))
    for folder in folders:
        files_for(folder).symlink_to(files)
        report = kill(killer, "import", bob, folder)
        office = opened_again(folder)
        done = len(report.done)
        alices = sets_in(office) & brought[-1]
        possible = [brought[done - 1] if done else at_first & brought[-1]]
        possible += [brought[done]] if report.under_way else []
        assert alices in possible
        (name,) = office.stands(NAME)
        assert name in {f"typed before file {number}" for number in numbers_of(report)}
        office.receive(*sorted(files.iterdir()))
        assert brought[-1] <= sets_in(office)
        assert office.stands(WHY) == alice.stands(WHY)
        assert office.plan(*sorted(files.iterdir())).is_empty
        assert profiles.check(office.profile).is_sound
        office.close()


def test_an_export_leaves_a_whole_file_or_none(
    killer: Killer, alice: Office, bob: Office, tmp_path: Path
) -> None:
    bob.close()
    for number in range(ROUNDS):
        folder = tmp_path / f"killed{number}"
        out = files_for(folder)
        out.mkdir()
        report = kill(killer, "export", bob, folder)
        plan = alice.plan(out)
        assert {look.verdict for look in plan.files} <= TAKEN
        named = {look.name for look in plan.files}
        assert named == {path.name for path in out.iterdir() if path.suffix == ".rdexch"}
        assert len(named - {"always-the-same.rdexch"}) >= len(report.done)
        office = opened_again(folder)
        (typed,) = office.stands(WHY)
        assert typed in {told(number) for number in numbers_of(report)}
        for again in (out, out / "always-the-same.rdexch"):
            (look,) = alice.plan(office.send(again)).files
            assert look.verdict in TAKEN
        assert [*out.glob("always*")] == [out / "always-the-same.rdexch"]
        alice.receive(out)
        assert typed in alice.stands(WHY)
        office.close()


def test_an_export_as_text_leaves_whole_parts(
    killer: Killer, alice: Office, bob: Office, tmp_path: Path
) -> None:
    """Of the text that was under way some parts may be missing; those are named."""
    bob.close()
    for number in range(ROUNDS):
        folder = tmp_path / f"killed{number}"
        out = files_for(folder)
        out.mkdir()
        report = kill(killer, "export-text", bob, folder)
        verdicts = {look.name: look.verdict for look in alice.plan(out).files}
        for name, verdict in verdicts.items():
            is_last = name.startswith(f"text-{len(report.done)}-")
            assert verdict in TAKEN or (is_last and verdict is FileVerdict.MISSING_PARTS)
        assert len([each for each in verdicts.values() if each in TAKEN]) >= len(report.done)
        office = opened_again(folder)
        (typed,) = office.stands(WHY)
        assert typed in {told(number) for number in numbers_of(report)}
        alice.receive(office.send(out))
        assert typed in alice.stands(WHY)
        office.close()
