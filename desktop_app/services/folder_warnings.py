"""Whether a folder is a poor place for a profile: on a network share, or copied to a cloud.

On a share the database's locks and flushes cannot be relied on; a program that copies files
while they are written makes copies that do not fit together, and puts old ones back.
"""

from __future__ import annotations

import ctypes
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from desktop_app.domain.profiles import FolderWarning

_NETWORK_TYPES = {
    "9p",
    "afpfs",
    "afs",
    "beegfs",
    "ceph",
    "cifs",
    "davfs",
    "fuse.davfs2",
    "fuse.glusterfs",
    "fuse.gvfsd-fuse",
    "fuse.rclone",
    "fuse.s3fs",
    "fuse.sshfs",
    "glusterfs",
    "lustre",
    "ncpfs",
    "nfs",
    "nfs4",
    "prl_fs",
    "smb3",
    "smbfs",
    "vboxsf",
    "webdav",
}
# The first word or words of a folder's name, in small letters.
_CLOUD_NAMES = re.compile(
    r"(onedrive|dropbox|google ?drive|googledrive|my drive|icloud ?drive|com~apple~clouddocs"
    r"|cloudstorage|nextcloud|owncloud|pcloud ?drive|megasync|mega|yandex\.disk|box sync|box"
    r"|seafile|tresorit|creative cloud files|kdrive|proton ?drive)( - .*| ?\(.*)?",
)
_CLOUD_MARKERS = (
    ".dropbox",
    ".dropbox.cache",
    ".owncloudsync.log",
    ".nextcloudsync.log",
    ".sync_*.db",
    "._sync_*.db",
    ".stfolder",
    ".tmp.drivedownload",
    ".849C9593-D756-4E56-8D6E-42412F2A707B",  # OneDrive's own mark of its folder
)
_CLOUD_VARIABLES = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
_DRIVE_REMOTE = 4
_MAC_MOUNT = re.compile(r"^.+? on (?P<at>/.*) \((?P<type>[^,)]+)")


def folder_warnings(folder: Path) -> tuple[FolderWarning, ...]:
    """What speaks against keeping a profile in a folder, which need not exist yet."""
    path = Path(os.path.realpath(folder))
    found = []
    if is_on_network(path):
        found.append(FolderWarning.NETWORK_SHARE)
    if is_in_cloud(path, os.environ):
        found.append(FolderWarning.CLOUD_FOLDER)
    return tuple(found)


def is_on_network(path: Path) -> bool:
    """Whether the file system that holds a path is another computer's."""
    if str(path).startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32":  # pragma: no cover
        return ctypes.windll.kernel32.GetDriveTypeW(path.anchor) == _DRIVE_REMOTE
    if sys.platform == "darwin":  # pragma: no cover
        table = subprocess.run(["/sbin/mount"], capture_output=True, check=False).stdout
        return file_system(path, mac_mounts(table.decode(errors="replace"))) in _NETWORK_TYPES
    try:
        table_text = Path("/proc/self/mounts").read_text(errors="surrogateescape")
    except OSError:  # pragma: no cover  # a system without it: nothing is known, so no warning
        return False
    return file_system(path, linux_mounts(table_text)) in _NETWORK_TYPES


def is_in_cloud(path: Path, environment: Mapping[str, str]) -> bool:
    """Whether a path is inside a folder that a cloud program keeps in step."""
    if any(_CLOUD_NAMES.fullmatch(part.casefold()) for part in path.parts):
        return True
    roots = [Path(environment[name]) for name in _CLOUD_VARIABLES if environment.get(name)]
    if any(path.is_relative_to(root) for root in roots):
        return True
    around = (path, *path.parents)
    return any(_has_marker(folder) for folder in around)


def file_system(path: Path, mounts: Iterable[tuple[str, str]]) -> str:
    """The type of the file system at a path: the innermost mount counts, of two the later."""
    kind, depth = "", -1
    for at, found in mounts:
        place = Path(at)
        if path.is_relative_to(place) and len(place.parts) >= depth:
            kind, depth = found, len(place.parts)
    return kind


def linux_mounts(table: str) -> Iterable[tuple[str, str]]:
    """Mount points and types of ``/proc/self/mounts`` (proc(5); blanks are octal there)."""
    for line in table.splitlines():
        fields = line.split(" ")
        if len(fields) >= 3:
            yield re.sub(r"\\([0-7]{3})", lambda m: chr(int(m[1], 8)), fields[1]), fields[2]


def mac_mounts(table: str) -> Iterable[tuple[str, str]]:
    """Mount points and types of what ``mount`` prints on macOS."""
    for line in table.splitlines():
        if found := _MAC_MOUNT.match(line):
            yield found["at"], found["type"]


def _has_marker(folder: Path) -> bool:
    try:
        return any(next(folder.glob(marker), None) for marker in _CLOUD_MARKERS)
    except OSError:
        return False
