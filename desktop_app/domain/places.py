"""The folders in which programs keep things on each platform.

The standard library alone: it is among the first things that are loaded at a start.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

PROGRAM = "ReviewDesk"


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


def state_folder(platform: str, environment: Mapping[str, str]) -> Path:
    """Where programs keep what they noted for themselves, of no worth elsewhere."""
    if platform in ("win32", "darwin"):
        return data_folder(platform, environment)
    return _named(environment, "XDG_STATE_HOME") or Path.home() / ".local" / "state"


def _named(environment: Mapping[str, str], variable: str) -> Path | None:
    """The folder that a variable names. A relative one means nothing (XDG Base Directory)."""
    folder = Path(environment.get(variable, ""))
    return folder if folder.is_absolute() else None
