"""A report of the program's own fault that names no answer and no person."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import qVersion

from desktop_app import VERSION
from desktop_app.errors import BugError


def report_on(error: BaseException, trace: TracebackType | None) -> str:
    """Where it happened, in which versions. Values, messages of foreign errors and paths of
    the user stay out: they may hold what somebody wrote.
    """
    python = ".".join(map(str, sys.version_info[:3]))
    lines = [
        f"Review Desk {VERSION}",
        f"Python {python}, Qt {qVersion()}, {sys.platform}",
        "",
    ]
    cause: BaseException | None = error
    while cause is not None:
        frames = traceback.extract_tb(trace if cause is error else cause.__traceback__)
        lines += [f"  {_place(f.filename)}:{f.lineno} {f.name}" for f in frames]
        lines.append(_name(cause))
        cause = cause.__cause__
    return "\n".join(lines)


def _name(error: BaseException) -> str:
    kind = type(error)
    name = f"{kind.__module__}.{kind.__qualname__}"
    return f"{name}: {error}" if isinstance(error, BugError) else name


def _place(filename: str) -> str:
    """The file without the folders above the program, which may name the user."""
    parts = Path(filename).parts
    for top in ("desktop_app", "review_protocol", "site-packages"):
        if top in parts:
            return "/".join(parts[parts.index(top) :])
    return Path(filename).name
