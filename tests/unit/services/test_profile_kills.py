"""Killed at any moment: what was promised is there, and the profile opens.

The environment variable REVIEW_DESK_KILLS says how often each is killed.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from desktop_app.domain.profile_place import ProfilePlace
from desktop_app.errors import NewerFormat, WrongPassphrase
from desktop_app.services import journal, profiles
from desktop_app.services.profile import Profile
from tests.builders.profiles import (
    PASSPHRASE,
    Desk,
    copy_profile,
    dossier_of,
    fill,
    make_profile,
)
from tests.builders.shapes import newer_shape
from tests.builders.victims import KILLS, Killer, answer, passphrase

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="victims are forked")
CHEAP = profiles.KdfCost.FOR_TESTS


@pytest.fixture
def killer() -> Iterator[Killer]:
    with Killer(Random(KILLS)) as made:
        yield made


def unlock_with_one_of(folder: Path, numbers: list[int]) -> tuple[Profile, int]:
    for number in numbers:
        try:
            return profiles.unlock(folder, passphrase(number)), number
        except WrongPassphrase:
            continue
    raise AssertionError(f"none of {numbers} opens the profile")


@pytest.mark.timeout(60 + 10 * KILLS)
def test_a_passphrase_change_is_done_or_not_done(killer: Killer, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh"
    made = make_profile(fresh)
    made.profile.close()
    for kill in range(KILLS):
        folder = copy_profile(fresh, tmp_path / f"killed{kill}")
        report = killer.kill_at_work("passphrase", folder)
        promised = int(report.done[-1])
        profile, opened_by = unlock_with_one_of(folder, [promised, promised + 1])
        profile.close()
        assert opened_by == promised or report.under_way == str(opened_by)
        new = profiles.recover(folder, made.recovery_code, PASSPHRASE, kdf=CHEAP)
        new.profile.close()


@pytest.mark.timeout(60 + 10 * KILLS)
def test_every_promised_autosave_is_there(killer: Killer, tmp_path: Path) -> None:
    """One profile through all kills, as a person's would be."""
    folder = tmp_path / "profile"
    made = make_profile(folder)
    Desk(made.profile).create()
    made.profile.close()
    expected: dict[str, str] = {}
    for _ in range(KILLS):
        report = killer.kill_at_work("typing", folder)
        expected |= {key: number for key, number in map(str.split, report.done)}
        profile = profiles.unlock(folder, PASSPHRASE)
        found = {
            str(k): v
            for k, v in journal.load(profile, dossier_of(profile)).answers.values.items()
        }
        histories = [
            version
            for key in journal.load(profile, dossier_of(profile)).versions
            for version in journal.history(profile, dossier_of(profile), key)
        ]
        is_sound = profiles.check(profile).is_sound
        profile.close()
        if report.under_way:
            key, number = report.under_way.split()
            if found.get(key) == answer(int(number)):
                expected[key] = number
        assert found == {key: answer(int(number)) for key, number in expected.items()}
        assert all(version.ended_at is not None for version in histories)
        assert is_sound


@pytest.mark.timeout(60 + 10 * KILLS)
def test_a_recovery_is_done_or_not_done(killer: Killer, tmp_path: Path) -> None:
    """Either the new passphrase opens, or the old one does and the old code as well."""
    fresh = tmp_path / "fresh"
    made = make_profile(fresh)
    made.profile.close()
    for kill in range(KILLS):
        folder = copy_profile(fresh, tmp_path / f"killed{kill}")
        folder.with_suffix(".code").write_text(made.recovery_code, encoding="utf-8")
        report = killer.kill_at_work("recovery", folder)
        number, code = report.done[-1].split(" ", 1)
        promised = int(number)
        profile, opened_by = unlock_with_one_of(folder, [promised, promised + 1])
        profile.close()
        if opened_by == promised:
            profiles.recover(folder, code, PASSPHRASE, kdf=CHEAP).profile.close()
        else:
            assert report.under_way is not None


@pytest.mark.timeout(60 + 10 * KILLS)
def test_a_profile_appears_whole_or_not_at_all(killer: Killer, tmp_path: Path) -> None:
    for kill in range(KILLS):
        folder = tmp_path / f"killed{kill}"
        report = killer.kill_at_work("making", folder)
        for number in report.tried:
            if profiles.look(folder / number) is ProfilePlace.ABSENT:
                assert report.under_way == number
                make_profile(folder / number).profile.close()
            profiles.unlock(folder / number, PASSPHRASE).close()


@pytest.mark.timeout(60 + 10 * KILLS)
def test_a_backup_is_whole_whenever_it_is_cut_short(killer: Killer, tmp_path: Path) -> None:
    for kill in range(KILLS):
        folder = tmp_path / f"killed{kill}" / "profile"
        made = make_profile(folder)
        Desk(made.profile).create()
        made.profile.close()
        report = killer.kill_at_work("backup", folder)
        promised = int(report.done[-1])
        profiles.restore(folder.with_suffix(".rdbackup"), folder.with_name("restored"))
        found = answers_in(folder.with_name("restored"))
        assert list(found) in (
            [f"more{number}" for number in range(promised + 1)],
            [f"more{number}" for number in range(promised + 2)],
        )
        for number in range(promised + 2):
            again = folder.with_name(f"again{number}")
            if profiles.look(again) is ProfilePlace.READY:
                assert len(answers_in(again)) == number + 1
            else:
                assert (profiles.look(again), number) == (ProfilePlace.ABSENT, promised + 1)


@pytest.mark.timeout(60 + 10 * KILLS)
def test_an_upgrade_is_done_or_not_done(killer: Killer, tmp_path: Path) -> None:
    """Killed midway, the older program still opens the profile, and the newer one too."""
    for kill in range(KILLS):
        folder = tmp_path / f"killed{kill}" / "profile"
        made = make_profile(folder)
        fill(Desk(made.profile).create(), 12)
        made.profile.close()
        expected = answers_in(folder)
        report = killer.kill_at_work("upgrade", folder)
        for number in report.tried:
            copied = folder.with_name(f"old{number}")
            if report.under_way == number:
                with contextlib.suppress(NewerFormat):
                    assert answers_in(copied) == expected
            with newer_shape(folder.with_name("steps")):
                assert answers_in(copied) == expected


def answers_in(folder: Path) -> dict[str, str]:
    """What a profile holds; it must be sound."""
    profile = profiles.unlock(folder, PASSPHRASE)
    try:
        assert profiles.check(profile).is_sound
        return Desk(profile).values()
    finally:
        profile.close()
