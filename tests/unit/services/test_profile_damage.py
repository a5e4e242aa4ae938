"""Damage of every kind: a clear refusal or a failed check, never wrong answers in silence."""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from desktop_app.errors import AppError, DamagedFile, DiskFull, NewerFormat, NotWritable
from desktop_app.services import journal, profiles
from desktop_app.services.profile_folder import ProfileFolder
from tests.builders.profiles import (
    OTHER_PASSPHRASE,
    PASSPHRASE,
    Desk,
    copy_profile,
    dossier_of,
    fill,
    make_profile,
)

FLIPS = 60
REFUSALS = (DamagedFile, NewerFormat)
NOBODY = 65534
NOTICED = ("keys.rdk", "desk.db")
OF_NO_MATTER = ("desk.db-shm",)  # SQLite makes it anew

FILL_UP = """
import resource, signal, sys
from pathlib import Path
from desktop_app.errors import DiskFull, NotWritable
from desktop_app.services import journal, profiles
from tests.builders.profiles import PASSPHRASE, Desk
from tests.builders.clocks import CountingIds
profile = profiles.unlock(Path(sys.argv[1]), PASSPHRASE)
desk = Desk(profile, ids=CountingIds(last=10_000))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
try:
    for number in range(10_000):
        desk.answer(f"more{number}", f"{number} " * 500)
        print(number, flush=True)
except (DiskFull, NotWritable) as error:
    print(type(error).__name__, flush=True)
"""


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """A profile at rest."""
    made = make_profile(tmp_path / "whole")
    fill(Desk(made.profile).create())
    made.profile.close()
    return tmp_path / "whole"


@pytest.fixture
def crashed(tmp_path: Path) -> Path:
    """A profile as a crash leaves it: its last writes are in the write-ahead log."""
    made = make_profile(tmp_path / "open")
    fill(Desk(made.profile).create())
    folder = copy_profile(tmp_path / "open", tmp_path / "crashed")
    made.profile.close()
    return folder


def values(folder: Path) -> tuple[dict[str, str], bool]:
    """The answers, and whether a check finds nothing. Raises what unlocking raises."""
    profile = profiles.unlock(folder, PASSPHRASE)
    try:
        return Desk(profile).values(), profiles.check(profile).is_sound
    finally:
        profile.abandon()


def test_every_file_of_a_profile_is_damaged_here(crashed: Path) -> None:
    """One that is added later has to be thought of in the tests below."""
    names = {path.relative_to(crashed).as_posix() for path in crashed.rglob("*.*")}
    assert names == {f"data/{name}" for name in (*NOTICED, *OF_NO_MATTER, "desk.db-wal")}


@pytest.mark.parametrize("name", OF_NO_MATTER)
def test_a_flipped_bit_where_nothing_is_kept_does_no_harm(
    crashed: Path, tmp_path: Path, name: str
) -> None:
    expected = values(copy_profile(crashed, tmp_path / "sound"))
    chance = Random(9)
    for number in range(FLIPS):
        folder = copy_profile(crashed, tmp_path / f"flipped{number}")
        flip(folder / "data" / name, chance)
        assert values(folder) == expected
        shutil.rmtree(folder)


@pytest.mark.parametrize("name", NOTICED)
def test_no_flipped_bit_goes_unnoticed(whole: Path, tmp_path: Path, name: str) -> None:
    chance = Random(7)
    for number in range(FLIPS):
        folder = copy_profile(whole, tmp_path / f"flipped{number}")
        flip(folder / "data" / name, chance)
        try:
            _, is_sound = values(folder)
        except REFUSALS:
            is_sound = False
        assert not is_sound, number
        shutil.rmtree(folder)


def test_a_flipped_bit_in_the_log_never_makes_up_an_answer(
    crashed: Path, tmp_path: Path
) -> None:
    """SQLite takes damage in the log for its end: the state is an older one, but whole."""
    written = values(copy_profile(crashed, tmp_path / "sound"))[0]
    earlier = {value for value in written.values()} | {"Penal Code"}
    earlier |= {f"first answer to {number} " * 20 for number in range(40)}
    chance = Random(8)
    for number in range(FLIPS):
        folder = copy_profile(crashed, tmp_path / f"flipped{number}")
        flip(folder / "data" / "desk.db-wal", chance)
        try:
            found, _ = values(folder)
        except AppError:
            continue
        assert set(found.values()) <= earlier
        assert set(found) <= set(written) | {"law_title@i1"}
        shutil.rmtree(folder)


@pytest.mark.parametrize("name", NOTICED)
def test_a_cut_file_goes_not_unnoticed(whole: Path, tmp_path: Path, name: str) -> None:
    size = (whole / "data" / name).stat().st_size
    for number, length in enumerate((1, 15, 16, 100, size // 2, size - 4096, size - 1)):
        folder = copy_profile(whole, tmp_path / f"cut{number}")
        with (folder / "data" / name).open("r+b") as file:
            file.truncate(max(length, 1))
        try:
            _, is_sound = values(folder)
        except REFUSALS:
            is_sound = False
        assert not is_sound, length


def test_a_refused_profile_is_left_as_it_is(whole: Path) -> None:
    database = ProfileFolder(whole).data.database
    data = bytearray(database.read_bytes())
    data[100] ^= 1
    database.write_bytes(data)
    with pytest.raises(DamagedFile):
        profiles.unlock(whole, PASSPHRASE)
    assert database.read_bytes() == bytes(data)


def test_a_wrong_passphrase_and_damage_are_told_apart(whole: Path) -> None:
    database = ProfileFolder(whole).data.database
    database.write_bytes(b"\0" * database.stat().st_size)
    with pytest.raises(DamagedFile):
        profiles.unlock(whole, PASSPHRASE)


def test_a_full_database_says_so_and_keeps_what_was_saved(tmp_path: Path) -> None:
    made = make_profile(tmp_path / "profile")
    desk = fill(Desk(made.profile).create(), 5)
    before = desk.values()
    with made.profile.store.raw() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFull):
        desk.answer("large", "x" * 100_000)
    assert desk.values() == before
    with made.profile.store.raw() as connection:
        connection.execute("PRAGMA max_page_count = 1000000")
    desk.answer("large", "x" * 100_000)
    assert desk.values()["large"] == "x" * 100_000
    made.profile.close()


@pytest.mark.skipif(sys.platform == "win32", reason="a limit that POSIX systems have")
def test_a_disk_that_takes_no_more_keeps_what_was_promised(whole: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FILL_UP, str(whole)], capture_output=True, text=True, check=False
    )
    *numbers, error = done.stdout.split()
    found, is_sound = values(whole)
    assert error in {"DiskFull", "NotWritable"}, done.stderr
    assert is_sound
    assert [key for key in found if key.startswith("more")] == [f"more{n}" for n in numbers]


@pytest.mark.skipif(sys.platform == "win32", reason="a limit that POSIX systems have")
def test_keys_that_cannot_be_written_stay_as_they_were(tmp_path: Path) -> None:
    made = make_profile(tmp_path / "profile")
    keys = ProfileFolder(made.profile.folder).data.keys
    before = keys.read_bytes()
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, limit[1]))
    try:
        with pytest.raises(DiskFull):
            profiles.change_passphrase(
                made.profile,
                PASSPHRASE,
                OTHER_PASSPHRASE,
                kdf=profiles.KdfCost.FOR_TESTS,
            )
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert keys.read_bytes() == before
    assert list(keys.parent.glob("keys*")) == [keys]
    made.profile.close()


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")
@pytest.mark.parametrize("closed_to_all", [".", "data"])
def test_a_folder_without_rights_is_not_writable(whole: Path, closed_to_all: str) -> None:
    with folder_of_somebody_else(whole) as folder:
        (folder / "lock").unlink()
        before = values(copy_profile(folder, folder.with_name("copy")))
        (folder / closed_to_all).chmod(0o500)
        with pytest.raises(NotWritable):
            profiles.unlock(folder, PASSPHRASE)
        (folder / closed_to_all).chmod(0o700)
        assert values(folder) == before


@contextlib.contextmanager
def folder_of_somebody_else(folder: Path) -> Iterator[Path]:
    """A copy of a profile whose modes count: for the superuser, who is somebody else for a
    while, every folder is writable.
    """
    with tempfile.TemporaryDirectory() as around:
        copied = copy_profile(folder, Path(around) / "profile")
        if os.geteuid() != 0:
            yield copied
            return
        for path in (Path(around), copied, *copied.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
        os.seteuid(NOBODY)
        try:
            yield copied
        finally:
            os.seteuid(0)


def flip(path: Path, chance: Random) -> None:
    """Flip one bit somewhere."""
    data = bytearray(path.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


def test_a_profile_opens_where_a_crash_left_it(crashed: Path) -> None:
    profile = profiles.unlock(crashed, PASSPHRASE)
    assert len(journal.load(profile, dossier_of(profile)).versions) == 41
    profile.close()
