"""Where the program keeps things on this computer when nobody says otherwise."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from desktop_app.domain.places import PROGRAM, config_folder, data_folder


def profile_folder() -> Path:
    """The usual place of the one profile; the folder need not exist."""
    return data_folder(sys.platform, os.environ) / PROGRAM / "profile"


def settings_file() -> Path:
    """Where the choices are kept on this computer; it need not exist."""
    return config_folder(sys.platform, os.environ) / PROGRAM / "settings.json"
