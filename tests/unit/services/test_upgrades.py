"""A profile of an older program: backed up, brought up to date, or left exactly as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.errors import DiskFull, NewerFormat, UpgradeFailed
from desktop_app.services import profiles
from desktop_app.services.profile import Profile
from desktop_app.services.profile_folder import ProfileFolder
from desktop_app.store.migrating import HEAD
from tests.builders.profiles import PASSPHRASE, Desk, fill, make_profile
from tests.builders.shapes import NEXT, newer_shape


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A profile that was last used by this program; "old" is what it is for the next."""
    made = make_profile(tmp_path / "profile")
    fill(Desk(made.profile).create(), 8)
    made.profile.close()
    return tmp_path / "profile"


def backups(folder: Path) -> list[Path]:
    return sorted(ProfileFolder(folder).backups.glob("*"))


def shape(profile: Profile) -> str:
    with profile.store.raw() as connection:
        (found,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(found)


def state(folder: Path) -> tuple[str, dict[str, str], bool]:
    """Shape and answers of a profile, and whether it is sound."""
    profile = profiles.unlock(folder, PASSPHRASE)
    try:
        return shape(profile), Desk(profile).values(), profiles.check(profile).is_sound
    finally:
        profile.close()


def test_an_upgrade_keeps_everything(old: Path, tmp_path: Path) -> None:
    _, before, _ = state(old)
    with newer_shape(tmp_path / "steps"):
        assert state(old) == (NEXT, before, True)


def test_the_backup_before_it_holds_the_old_profile(old: Path, tmp_path: Path) -> None:
    before = state(old)
    with newer_shape(tmp_path / "steps"):
        state(old)
    (file,) = backups(old)
    profiles.restore(file, tmp_path / "restored")
    assert state(tmp_path / "restored") == before


def test_a_profile_that_is_up_to_date_is_not_backed_up(old: Path, tmp_path: Path) -> None:
    with newer_shape(tmp_path / "steps"):
        state(old)
        state(old)
    assert len(backups(old)) == 1


@pytest.mark.parametrize("more", ["op.execute('no such statement')", "raise KeyError('x')"])
def test_an_upgrade_that_fails_midway_leaves_the_old_profile(
    old: Path, tmp_path: Path, more: str
) -> None:
    before = state(old)
    with newer_shape(tmp_path / "steps", more), pytest.raises(UpgradeFailed) as caught:
        profiles.unlock(old, PASSPHRASE)
    assert state(old) == before
    assert [file.name for file in backups(old)] == [caught.value.backup]


def test_without_room_for_the_backup_nothing_is_changed(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state(old)

    def full(*_: object, **__: object) -> None:
        raise DiskFull("backup")

    with monkeypatch.context() as patch, newer_shape(tmp_path / "steps"):
        patch.setattr("desktop_app.services.profile_backup.write_whole", full)
        with pytest.raises(DiskFull):
            profiles.unlock(old, PASSPHRASE)
    assert (state(old), backups(old)) == (before, [])


def test_a_backup_that_does_not_read_back_stops_the_upgrade(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state(old)
    (ProfileFolder(old).backups).mkdir()
    with monkeypatch.context() as patch, newer_shape(tmp_path / "steps"):
        patch.setattr("desktop_app.services.profile_backup.chunks_of", lambda _: [b"cut"])
        with pytest.raises(Exception, match="length"):
            profiles.unlock(old, PASSPHRASE)
    assert (state(old), backups(old)) == (before, [])


def test_a_newer_profile_is_refused_with_both_versions_and_left_alone(
    old: Path, tmp_path: Path
) -> None:
    with newer_shape(tmp_path / "steps"):
        before = state(old)
    database = ProfileFolder(old).data.database
    content = database.read_bytes()
    with pytest.raises(NewerFormat) as caught:
        profiles.unlock(old, PASSPHRASE)
    assert (caught.value.found, caught.value.supported) == (int(NEXT), int(HEAD))
    assert database.read_bytes() == content
    with newer_shape(tmp_path / "steps"):
        assert state(old) == before
