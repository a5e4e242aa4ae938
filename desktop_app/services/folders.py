"""Where the program keeps things on this computer when nobody says otherwise."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_data_path

PROGRAM = "ReviewDesk"


def profile_folder() -> Path:
    """The usual place of the one profile; the folder need not exist."""
    return user_data_path(PROGRAM, appauthor=False) / "profile"
