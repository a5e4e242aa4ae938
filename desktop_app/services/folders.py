"""Where the program keeps things on this computer when nobody says otherwise."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

PROGRAM = "ReviewDesk"


def profile_folder() -> Path:
    """The usual place of the one profile; the folder need not exist."""
    return data_folder(sys.platform, os.environ) / PROGRAM / "profile"


def settings_file() -> Path:
    """Where the choices are kept on this computer; it need not exist."""
    return config_folder(sys.platform, os.environ) / PROGRAM / "settings.json"


def data_folder(platform: str, environment: Mapping[str, str]) -> Path:
    """Where programs keep a person's data on a platform, on this computer only."""
    if platform == "win32":
        return _named(environment, "LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    if platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return _named(environment, "XDG_DATA_HOME") or Path.home() / ".local" / "share"


def config_folder(platform: str, environment: Mapping[str, str]) -> Path:
    """Where programs keep what a person chose."""
    if platform in ("win32", "darwin"):
        return data_folder(platform, environment)
    return _named(environment, "XDG_CONFIG_HOME") or Path.home() / ".config"


def _named(environment: Mapping[str, str], variable: str) -> Path | None:
    """The folder that a variable names. A relative one means nothing (XDG Base Directory)."""
    folder = Path(environment.get(variable, ""))
    return folder if folder.is_absolute() else None
