"""The lock: one holder, whoever asks, and none once the holder is gone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.errors import NotWritable, ProfileInUse
from desktop_app.store.locking import FolderLock

HOLD = """
import sys
from pathlib import Path
from desktop_app.store.locking import FolderLock
lock = FolderLock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_a_second_window_of_this_process_is_kept_out(tmp_path: Path) -> None:
    lock = FolderLock(tmp_path / "lock")
    with pytest.raises(ProfileInUse):
        FolderLock(tmp_path / "lock")
    lock.release()


def test_asking_in_vain_takes_the_lock_from_nobody(tmp_path: Path) -> None:
    lock = FolderLock(tmp_path / "lock")
    for _ in range(2):
        with pytest.raises(ProfileInUse):
            FolderLock(tmp_path / "lock")
    lock.release()


def test_what_is_released_can_be_taken(tmp_path: Path) -> None:
    FolderLock(tmp_path / "lock").release()
    again = FolderLock(tmp_path / "lock")
    assert again.is_held
    again.release()


def test_releasing_twice_does_no_harm(tmp_path: Path) -> None:
    lock = FolderLock(tmp_path / "lock")
    lock.release()
    lock.release()
    assert not lock.is_held


def test_another_process_is_kept_out_until_it_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(ProfileInUse):
            FolderLock(path)
        other.kill()
        other.wait()
    FolderLock(path).release()


def test_a_folder_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(NotWritable):
        FolderLock(tmp_path / "nowhere" / "lock")
