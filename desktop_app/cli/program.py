"""What stands above the command line and is handed down to it: the window and the demo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Program:
    """Both give an exit code. The window opens the profile in a folder."""

    open_window: Callable[[Path], int]
    run_demo: Callable[[Path], int]
