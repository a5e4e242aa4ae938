"""The profile of every version that was ever released opens, and holds what it held."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from desktop_app import VERSION
from desktop_app.services import profiles
from tests.builders.profiles import OTHER_PASSPHRASE, Desk, copy_profile
from tests.builders.released_profile import PROFILES, make, state

RELEASED = sorted(path for path in PROFILES.iterdir() if path.is_dir())


@pytest.fixture(params=RELEASED, ids=lambda path: path.name)
def released(request: pytest.FixtureRequest) -> Path:
    folder = request.param
    assert isinstance(folder, Path)
    return folder


def expected(released: Path) -> Any:
    return json.loads((released / "expected.json").read_text(encoding="utf-8"))


def held_by(profile: profiles.Profile) -> Any:
    found = json.loads(json.dumps(state(Desk(profile))))
    assert profiles.check(profile).is_sound
    profile.close()
    return found


def test_it_opens_by_its_passphrase(released: Path, tmp_path: Path) -> None:
    wanted = expected(released)
    folder = copy_profile(released / "profile", tmp_path / "profile")
    profile = profiles.unlock(folder, wanted["passphrase"])
    assert profile.member == wanted["member"]
    assert held_by(profile) == wanted["state"]


def test_it_opens_by_its_recovery_code(released: Path, tmp_path: Path) -> None:
    wanted = expected(released)
    folder = copy_profile(released / "profile", tmp_path / "profile")
    new = profiles.recover(
        folder, wanted["recovery_code"], OTHER_PASSPHRASE, kdf=profiles.KdfCost.FOR_TESTS
    )
    assert held_by(new.profile) == wanted["state"]


def test_its_backup_can_be_restored(released: Path, tmp_path: Path) -> None:
    wanted = expected(released)
    profiles.restore(released / "profile.rdbackup", tmp_path / "restored")
    profile = profiles.unlock(tmp_path / "restored", wanted["passphrase"])
    assert held_by(profile) == wanted["state"]


def test_this_version_has_one() -> None:
    assert VERSION in {path.name for path in RELEASED}


def test_this_version_would_make_one(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    make(tmp_path / "new")
    made, kept = expected(tmp_path / "new"), expected(PROFILES / VERSION)
    assert made["state"]["values"] == kept["state"]["values"]
