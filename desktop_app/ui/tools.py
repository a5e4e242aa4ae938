"""What every part of the window works with, handed from one to the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from desktop_app.services.settings import Settings
from desktop_app.ui.i18n import Language
from desktop_app.ui.tasks import TaskRunner
from desktop_app.ui.theme import Theme
from desktop_app.ui.windows.main_window import MainWindow


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """The window, where the profile is, and what was chosen about the program.

    ``random`` picks the groups of the recovery code that are asked for; ``clock`` counts
    seconds, also while the computer sleeps.
    """

    window: MainWindow
    folder: Path
    settings: Settings
    theme: Theme
    language: Language
    runner: TaskRunner
    random: Random
    clock: Callable[[], float]
