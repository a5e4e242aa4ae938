"""Backups: whole or refused, and put back only where nothing is in the way."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.domain.profile_place import ProfilePlace
from desktop_app.errors import (
    DamagedFile,
    DiskFull,
    NewerFormat,
    NotWritable,
    ProfileExists,
    ProfileInUse,
)
from desktop_app.services import profiles
from desktop_app.services.profile_backup import backup_before_upgrade
from desktop_app.services.profile_folder import ProfileFolder
from tests.builders.profiles import PASSPHRASE, Desk, fill, make_profile


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_profile(tmp_path / "profile")
    yield fill(Desk(made.profile).create(), 10)
    made.profile.close()


@pytest.fixture
def file(desk: Desk, tmp_path: Path) -> Path:
    """A backup of that profile."""
    return profiles.backup(desk.profile, tmp_path / "profile.rdbackup").file


def altered(data: bytes, at: int, new: bytes) -> bytes:
    """Altered on purpose: with a sum that fits."""
    body = (data[:at] + new + data[at + len(new) :])[:-32]
    return body + hashlib.sha256(body).digest()


def refused(file: Path, data: bytes, folder: Path) -> type[Exception] | None:
    file.write_bytes(data)
    try:
        profiles.restore(file, folder)
    except (DamagedFile, NewerFormat) as error:
        assert profiles.look(folder) is ProfilePlace.ABSENT
        return type(error)
    return None


def test_a_restored_profile_holds_everything(desk: Desk, file: Path, tmp_path: Path) -> None:
    profiles.restore(file, tmp_path / "restored")
    again = profiles.unlock(tmp_path / "restored", PASSPHRASE)
    try:
        assert Desk(again).load() == desk.load()
        assert profiles.check(again).is_sound
    finally:
        again.close()


def test_the_recovery_code_opens_the_restored_profile(tmp_path: Path) -> None:
    made = make_profile(tmp_path / "profile")
    profiles.backup(made.profile, tmp_path / "b")
    made.profile.close()
    profiles.restore(tmp_path / "b", tmp_path / "restored")
    again = profiles.recover(
        tmp_path / "restored", made.recovery_code, PASSPHRASE, kdf=profiles.KdfCost.FOR_TESTS
    )
    again.profile.close()


def test_a_session_that_goes_on_is_in_it(desk: Desk, tmp_path: Path) -> None:
    desk.write(desk.typed("open", "being typed", closes=False))
    profiles.backup(desk.profile, tmp_path / "b")
    profiles.restore(tmp_path / "b", tmp_path / "restored")
    again = profiles.unlock(tmp_path / "restored", PASSPHRASE)
    values = Desk(again).values()
    again.close()
    assert values["open"] == "being typed"


def test_the_report_is_about_the_file(desk: Desk, tmp_path: Path) -> None:
    report = profiles.backup(desk.profile, tmp_path / "b")
    data = (tmp_path / "b").read_bytes()
    found = (report.size_bytes, report.sha256)
    assert found == (len(data), hashlib.sha256(data).hexdigest())


def test_nothing_else_is_left_behind(desk: Desk, tmp_path: Path) -> None:
    before = sorted(desk.profile.folder.rglob("*"))
    profiles.backup(desk.profile, tmp_path / "b")
    assert sorted(desk.profile.folder.rglob("*")) == before
    assert [path.name for path in tmp_path.glob("b*")] == ["b"]


def test_what_a_killed_backup_left_is_in_nobody_s_way(desk: Desk, tmp_path: Path) -> None:
    scratch = desk.profile.folder / "backup.unfinished"
    scratch.mkdir()
    (scratch / "desk.db").write_bytes(b"half")
    profiles.backup(desk.profile, tmp_path / "b")
    assert not scratch.exists()


def test_a_backup_takes_the_place_of_an_older_one(desk: Desk, file: Path) -> None:
    older = file.read_bytes()
    desk.answer("q99", "newer")
    profiles.backup(desk.profile, file)
    assert file.read_bytes() != older


def test_a_backup_that_fails_leaves_the_older_one(desk: Desk, file: Path) -> None:
    older = file.read_bytes()
    ProfileFolder(desk.profile.folder).data.keys.write_bytes(b"damaged")
    with pytest.raises(DamagedFile):
        profiles.backup(desk.profile, file)
    assert file.read_bytes() == older


def test_a_place_that_cannot_be_written_is_said_so(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(NotWritable):
        profiles.backup(desk.profile, tmp_path / "nowhere" / "b")


def test_a_disk_that_is_full_leaves_no_backup(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise DiskFull("backup")

    monkeypatch.setattr("desktop_app.services.profile_backup.write_whole", full)
    with pytest.raises(DiskFull):
        profiles.backup(desk.profile, tmp_path / "b")
    assert not (desk.profile.folder / "backup.unfinished").exists()


def test_an_existing_profile_is_never_replaced(desk: Desk, file: Path) -> None:
    desk.profile.close()
    before = ProfileFolder(desk.profile.folder).data.keys.read_bytes()
    with pytest.raises(ProfileExists):
        profiles.restore(file, desk.profile.folder)
    assert ProfileFolder(desk.profile.folder).data.keys.read_bytes() == before


def test_a_profile_in_use_is_not_replaced_either(desk: Desk, file: Path) -> None:
    with pytest.raises(ProfileInUse):
        profiles.restore(file, desk.profile.folder)


def test_flipped_bits_are_refused(file: Path, tmp_path: Path) -> None:
    data = file.read_bytes()
    chance = random.Random(1)
    positions = [*range(60), *(chance.randrange(len(data)) for _ in range(200))]
    for at in positions:
        flipped = bytearray(data)
        flipped[at] ^= 1 << chance.randrange(8)
        assert refused(file, bytes(flipped), tmp_path / "restored"), at


def test_truncated_files_are_refused(file: Path, tmp_path: Path) -> None:
    data = file.read_bytes()
    for length in (0, 1, 8, 31, 32, 100, 322, 5000, len(data) - 33, len(data) - 1):
        assert refused(file, data[:length], tmp_path / "restored") is DamagedFile


def test_what_is_appended_is_refused(file: Path, tmp_path: Path) -> None:
    assert refused(file, file.read_bytes() + b"\0", tmp_path / "restored") is DamagedFile


@pytest.mark.parametrize(
    ("at", "new", "error"),
    [
        (8, b"\0\2", NewerFormat),
        (10, b"\2", DamagedFile),
        (11, b"\1", DamagedFile),
        (20, b"\0\xff\0\0", DamagedFile),
        (24, b"\0\0\0\0\0\0\0\0", DamagedFile),
        (32, b"XXXXXXXX", DamagedFile),
        (32 + 290, b"SQLite format 3\0", DamagedFile),
    ],
    ids=["version", "algorithm", "padding", "keys", "database", "slots", "plain"],
)
def test_a_file_altered_on_purpose_is_refused(
    file: Path, tmp_path: Path, at: int, new: bytes, error: type[Exception]
) -> None:
    data = altered(file.read_bytes(), at, new)
    assert refused(file, data, tmp_path / "restored") is error


def test_a_missing_file_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(DamagedFile):
        profiles.restore(tmp_path / "nowhere", tmp_path / "restored")
    assert not (tmp_path / "restored").exists()


def test_the_backup_before_an_upgrade_can_be_restored(desk: Desk, tmp_path: Path) -> None:
    folder = ProfileFolder(desk.profile.folder)
    made = backup_before_upgrade(folder, desk.clock, desk.profile.store)
    profiles.restore(made, tmp_path / "restored")
    again = profiles.unlock(tmp_path / "restored", PASSPHRASE)
    state = Desk(again).load()
    again.close()
    assert (made.parent, state) == (folder.backups, desk.load())
