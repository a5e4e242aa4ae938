"""A disk that fails after any number of bytes: a clear refusal, and nothing promised is lost.

Every work that writes is done again and again, each time with a little more room, until
there is enough for it.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from desktop_app.domain.profile_place import ProfilePlace
from desktop_app.errors import AppError, DiskFull, NotWritable, WrongPassphrase
from desktop_app.services import profiles
from desktop_app.services.written_files import write_file
from tests.builders.clocks import CountingIds
from tests.builders.disks import (
    CAN_MOUNT,
    IS_POSSIBLE,
    PAGE_BYTES,
    SmallDisk,
    room_for,
    small_disk,
)
from tests.builders.profiles import (
    OTHER_PASSPHRASE,
    PASSPHRASE,
    Desk,
    copy_profile,
    fill,
    make_profile,
)

pytestmark = pytest.mark.skipif(not IS_POSSIBLE, reason="a limit that POSIX systems have")
CHEAP = profiles.KdfCost.FOR_TESTS
NO_ROOM = (DiskFull, NotWritable)
ROOM_FOR_ALL = 1_000_000


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile at rest, which every try has its own copy of."""
    folder = tmp_path_factory.mktemp("whole") / "profile"
    made = make_profile(folder)
    fill(Desk(made.profile).create(), 10)
    made.profile.close()
    return folder


def refused(work: Callable[[], object], room: int) -> bool:
    """Whether work fails for want of room; any other failure is one of the test."""
    with room_for(room):
        try:
            work()
        except NO_ROOM:
            return True
    return False


def rooms(step: int, most: int) -> list[int]:
    """A little, a little more, and at last enough."""
    return [*range(0, most, step), ROOM_FOR_ALL]


def answers(folder: Path) -> dict[str, str]:
    """What a profile holds, which must be sound."""
    profile = profiles.unlock(folder, PASSPHRASE)
    try:
        assert profiles.check(profile).is_sound
        return Desk(profile).values()
    finally:
        profile.close()


def type_on(folder: Path, most: int = 12) -> tuple[dict[str, str], AppError | None]:
    """Type until the disk takes no more; what was promised to be there, and what was said."""
    promised: dict[str, str] = {}
    try:
        profile = profiles.unlock(folder, PASSPHRASE)
    except NO_ROOM as error:
        return promised, error
    desk = Desk(profile, ids=CountingIds(last=10_000))
    try:
        for number in range(most):
            desk.answer(f"more{number}", f"{number} " * 500)
            promised[f"more{number}"] = f"{number} " * 500
        profile.close()
    except NO_ROOM as error:
        profile.abandon()
        return promised, error
    return promised, None


def test_typing_keeps_what_was_promised(whole: Path, tmp_path: Path) -> None:
    before, counts = answers(copy_profile(whole, tmp_path / "before")), []
    for room in rooms(9_000, 540_000):
        folder = copy_profile(whole, tmp_path / "profile")
        with room_for(room):
            promised, error = type_on(folder)
        assert answers(folder) == before | promised, room
        assert error is not None or len(promised) == 12
        counts.append(len(promised))
        shutil.rmtree(folder)
    assert counts == sorted(counts)
    assert len(set(counts)) > 8
    assert (counts[0], counts[-1]) == (0, 12)


def test_unlocking_either_opens_or_refuses_and_changes_nothing(
    whole: Path, tmp_path: Path
) -> None:
    before, outcomes = answers(copy_profile(whole, tmp_path / "before")), set()
    for room in rooms(3_000, 60_000):
        folder = copy_profile(whole, tmp_path / "profile")
        outcomes.add(refused(partial(open_and_close, folder), room))
        assert answers(folder) == before
        shutil.rmtree(folder)
    assert outcomes == {True, False}


def open_and_close(folder: Path) -> None:
    profiles.unlock(folder, PASSPHRASE).close()


def test_a_profile_is_made_whole_or_not_at_all(tmp_path: Path) -> None:
    folder, failures = tmp_path / "profile", 0
    for room in rooms(6_000, 240_000):
        if not refused(partial(make_and_close, folder), room):
            break
        failures += 1
        assert profiles.look(folder) is ProfilePlace.ABSENT
    assert failures > 20
    assert answers_of_new(folder) == {}


def make_and_close(folder: Path) -> None:
    make_profile(folder).profile.close()


def answers_of_new(folder: Path) -> dict[str, str]:
    profile = profiles.unlock(folder, PASSPHRASE)
    values = Desk(profile).create().values()
    profile.close()
    return values


@pytest.mark.parametrize("room", [*range(0, 290, 7), 289, 290])
def test_a_passphrase_is_changed_or_not_at_all(whole: Path, tmp_path: Path, room: int) -> None:
    folder = copy_profile(whole, tmp_path / "profile")
    profile = profiles.unlock(folder, PASSPHRASE)

    def change() -> None:
        profiles.change_passphrase(profile, PASSPHRASE, OTHER_PASSPHRASE, kdf=CHEAP)

    failed = refused(change, room)
    profile.close()
    assert failed == (room < 290)
    right, wrong = (PASSPHRASE, OTHER_PASSPHRASE)[:: 1 if failed else -1]
    profiles.unlock(folder, right).close()
    with pytest.raises(WrongPassphrase):
        profiles.unlock(folder, wrong)


def test_a_backup_is_whole_or_the_older_one_is_still_there(whole: Path, tmp_path: Path) -> None:
    profile = profiles.unlock(copy_profile(whole, tmp_path / "profile"), PASSPHRASE)
    file = tmp_path / "b.rdbackup"
    profiles.backup(profile, file)
    older, failures = file.read_bytes(), 0
    for room in rooms(20_000, 240_000):
        if not refused(lambda: profiles.backup(profile, file), room):
            break
        failures += 1
        assert file.read_bytes() == older
        assert [path.name for path in tmp_path.glob("b.*")] == ["b.rdbackup"]
        assert not (profile.folder / "backup.unfinished").exists()
    profile.close()
    assert failures > 5
    assert file.read_bytes() != older


def test_a_backup_is_restored_whole_or_not_at_all(whole: Path, tmp_path: Path) -> None:
    profile = profiles.unlock(copy_profile(whole, tmp_path / "profile"), PASSPHRASE)
    profiles.backup(profile, tmp_path / "b.rdbackup")
    expected = Desk(profile).values()
    profile.close()
    folder, failures = tmp_path / "restored", 0
    for room in rooms(10_000, 240_000):
        if not refused(lambda: profiles.restore(tmp_path / "b.rdbackup", folder), room):
            break
        failures += 1
        assert profiles.look(folder) is ProfilePlace.ABSENT
    assert failures > 10
    assert answers(folder) == expected


@pytest.mark.parametrize("room", [0, 1, 99])
def test_a_report_is_written_whole_or_not_at_all(tmp_path: Path, room: int) -> None:
    file = tmp_path / "response.pdf"
    write_file(file, b"the older one")
    assert refused(lambda: write_file(file, b"x" * 100), room)
    assert file.read_bytes() == b"the older one"


@pytest.mark.skipif(not CAN_MOUNT, reason="a disk of one's own needs the rights to mount it")
class TestARealDisk:
    """The same where the system itself says that no space is left."""

    @pytest.fixture
    def disk(self, tmp_path: Path) -> Iterator[SmallDisk]:
        with small_disk(tmp_path / "disk") as made:
            yield made

    def test_typing_keeps_what_was_promised(self, whole: Path, disk: SmallDisk) -> None:
        folder = copy_profile(whole, disk.path / "profile")
        before, said = answers(folder), set()
        for pages in range(0, 40, 3):
            shutil.rmtree(folder)
            disk.resize(16 * 1024 * 1024)
            copy_profile(whole, folder)
            disk.leave_free(pages * PAGE_BYTES)
            promised, error = type_on(folder)
            said.add(type(error))
            disk.resize(16 * 1024 * 1024)
            assert answers(folder) == before | promised, pages
        assert said == {DiskFull}

    def test_what_was_typed_last_is_kept_once_there_is_room(
        self, whole: Path, disk: SmallDisk
    ) -> None:
        folder = copy_profile(whole, disk.path / "profile")
        profile = profiles.unlock(folder, PASSPHRASE)
        desk = Desk(profile, ids=CountingIds(last=10_000))
        disk.leave_free(0)
        entry = desk.typed("late", "x" * 300_000)
        with pytest.raises(DiskFull):
            desk.write(entry)
        disk.resize(16 * 1024 * 1024)
        desk.write(entry)
        profile.close()
        assert answers(folder)["late"] == "x" * 300_000

    def test_a_read_only_disk_is_not_writable_and_stays_as_it_is(
        self, whole: Path, disk: SmallDisk
    ) -> None:
        folder = copy_profile(whole, disk.path / "profile")
        before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        disk.make_read_only()
        with pytest.raises(NotWritable):
            profiles.unlock(folder, PASSPHRASE)
        after = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        assert after == before
        assert profiles.look(folder) is ProfilePlace.READY
