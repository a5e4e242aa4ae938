"""Whether a folder holds a profile: all that must be known before the prompt is shown."""

from __future__ import annotations

from pathlib import Path

from desktop_app.domain.profile_place import ProfilePlace

DATA, KEYS, DATABASE = "data", "keys.rdk", "desk.db"


def look(folder: Path) -> ProfilePlace:
    """Whether a profile is there; a moment's work, needs no passphrase and changes nothing."""
    data = folder / DATA
    if not data.is_dir():
        return ProfilePlace.ABSENT
    files = (data / KEYS, data / DATABASE)
    if all(file.is_file() and file.stat().st_size for file in files):
        return ProfilePlace.READY
    return ProfilePlace.DAMAGED
