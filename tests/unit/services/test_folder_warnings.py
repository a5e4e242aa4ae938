"""Folders that are a poor place for a profile."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.profiles import FolderWarning
from desktop_app.services.folder_warnings import (
    file_system,
    folder_warnings,
    is_in_cloud,
    is_on_network,
    linux_mounts,
    mac_mounts,
)

LINUX = r"""/dev/sda1 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
server:/home /mnt/nfs nfs4 rw,vers=4.2 0 0
//files/share /mnt/My\040Share cifs rw 0 0
/dev/sdb1 /mnt/nfs/local ext4 rw 0 0
ana@host: /home/ana/remote fuse.sshfs rw 0 0
tmpfs /over tmpfs rw 0 0
//files/over /over smb3 rw 0 0
broken line"""

MAC = """/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//ana@server/My Share on /Volumes/My Share (smbfs, nodev, nosuid, mounted by ana)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
nonsense"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/ana/.local/share", "ext4"),
        ("/mnt/nfs/ana", "nfs4"),
        ("/mnt/nfs2/ana", "ext4"),
        ("/mnt/nfs/local/ana", "ext4"),
        ("/mnt/My Share/desk", "cifs"),
        ("/home/ana/remote", "fuse.sshfs"),
        ("/over/there", "smb3"),
    ],
)
def test_the_innermost_mount_counts(path: str, kind: str) -> None:
    assert file_system(Path(path), linux_mounts(LINUX)) == kind


@pytest.mark.parametrize(
    ("path", "kind"), [("/Users/ana", "apfs"), ("/Volumes/My Share/desk", "smbfs")]
)
def test_the_mac_s_table_is_read_too(path: str, kind: str) -> None:
    assert file_system(Path(path), mac_mounts(MAC)) == kind


@pytest.mark.parametrize("path", ["\\\\server\\share\\desk", "//server/share/desk"])
def test_a_server_s_name_is_a_network_share(path: str) -> None:
    assert is_on_network(Path(path))


@pytest.mark.parametrize(
    "path",
    [
        "/home/ana/Dropbox/desk",
        "/home/ana/Dropbox (Ministry)/desk",
        "/Users/ana/Library/CloudStorage/GoogleDrive-ana@x.org/My Drive/desk",
        "/Users/ana/Library/Mobile Documents/com~apple~CloudDocs/desk",
        "/c/Users/ana/OneDrive - Ministry of Justice/desk",
        "/c/Users/ana/iCloudDrive/desk",
        "/home/ana/Nextcloud/desk",
        "/home/ana/ownCloud/desk",
    ],
)
def test_a_cloud_program_s_folder_is_known_by_its_name(path: str) -> None:
    assert is_in_cloud(Path(path), {})


@pytest.mark.parametrize(
    "path", ["/home/ana/desk", "/home/ana/boxes/desk", "/home/dropbox-team/desk", "/srv/megan"]
)
def test_a_name_that_only_looks_alike_is_none(path: str) -> None:
    assert not is_in_cloud(Path(path), {})


@pytest.mark.parametrize(
    "marker", [".dropbox", ".stfolder", "._sync_1a2b.db", ".nextcloudsync.log"]
)
def test_a_cloud_program_s_folder_is_known_by_its_mark(tmp_path: Path, marker: str) -> None:
    (tmp_path / marker).touch()
    assert is_in_cloud(tmp_path / "work" / "profile", {})


def test_a_cloud_program_s_folder_is_known_by_the_environment(tmp_path: Path) -> None:
    assert is_in_cloud(tmp_path / "a" / "b", {"OneDriveCommercial": str(tmp_path / "a")})


def test_a_link_into_a_cloud_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "Dropbox" / "desk").mkdir(parents=True)
    (tmp_path / "profile").symlink_to(tmp_path / "Dropbox" / "desk")
    assert FolderWarning.CLOUD_FOLDER in folder_warnings(tmp_path / "profile")


def test_an_ordinary_folder_has_no_warning(tmp_path: Path) -> None:
    assert folder_warnings(tmp_path / "profile") == ()


def test_a_share_is_warned_about(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop_app.services.folder_warnings.file_system", lambda *_: "nfs4")
    assert folder_warnings(tmp_path) == (FolderWarning.NETWORK_SHARE,)
