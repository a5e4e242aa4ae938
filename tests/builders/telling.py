"""What a process that will be killed says of its work: heard at once, or never."""

from __future__ import annotations

import sys


def say(line: str) -> None:
    """Print a line at once: what was said before the kill must have been heard."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
