"""Killed at any moment: what was promised is there, and the profile opens.

The environment variable REVIEW_DESK_KILLS says how often each is killed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from desktop_app.errors import WrongPassphrase
from desktop_app.services import journal, profiles
from desktop_app.services.profile import Profile
from tests.builders.profiles import DOSSIER, PASSPHRASE, Desk, copy_profile, make_profile
from tests.builders.victims import KILLS, Killer, answer, passphrase

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="victims are forked")


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
        new = profiles.recover(
            folder, made.recovery_code, PASSPHRASE, kdf=profiles.KdfCost.FOR_TESTS
        )
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
        found = {str(k): v for k, v in journal.load(profile, DOSSIER).answers.values.items()}
        histories = [
            version
            for key in journal.load(profile, DOSSIER).versions
            for version in journal.history(profile, DOSSIER, key)
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
