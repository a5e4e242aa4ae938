"""Disks that have room for so many bytes only, and one that can be made read-only."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

if sys.platform != "win32":
    import resource

PAGE_BYTES = 4096
IS_POSSIBLE = sys.platform != "win32"
CAN_MOUNT = sys.platform == "linux" and os.geteuid() == 0


@contextlib.contextmanager
def room_for(bytes_: int) -> Iterator[None]:
    """Meanwhile no file of this process can grow beyond so many bytes.

    What goes beyond fails with "file too large", as it fails with "no space left" on a
    disk that is full.
    """
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_, limit[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)


@dataclass(frozen=True)
class SmallDisk:
    """A file system of its own, in memory, whose size can be changed while it is in use."""

    path: Path

    def resize(self, bytes_: int) -> None:
        """Leave room for so many bytes; what is there already stays."""
        self._mount(f"remount,size={max(bytes_, PAGE_BYTES)}")

    def leave_free(self, bytes_: int) -> None:
        """Leave room for so many bytes more than what is there."""
        found = os.statvfs(self.path)
        used = (found.f_blocks - found.f_bfree) * found.f_frsize
        self.resize(used + bytes_)

    def make_read_only(self) -> None:
        """Let nothing be written any more; no file may be open for writing."""
        self._mount("remount,ro")

    def _mount(self, options: str) -> None:
        subprocess.run(["mount", "-o", options, str(self.path)], check=True)


@contextlib.contextmanager
def small_disk(path: Path, bytes_: int = 16 * 1024 * 1024) -> Iterator[SmallDisk]:
    """A disk at a path, until the end of the block."""
    path.mkdir()
    size = f"size={bytes_},mode=700"
    subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(path)], check=True)
    try:
        yield SmallDisk(path)
    finally:
        subprocess.run(["umount", "--lazy", str(path)], check=True)
