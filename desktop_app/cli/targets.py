"""Where files go that a command writes: never over another one."""

from __future__ import annotations

from pathlib import Path

from desktop_app.errors import BadArgument


def refuse_other_file(out: Path) -> None:
    """Raise BadArgument if there is a file of that name; an empty one may go.

    It may be a colleague's that nobody has taken in, or the one reserve in the safe.
    """
    if out.is_file() and out.stat().st_size:
        raise BadArgument("--out", "there is another file of this name; choose a new one")
