"""Files that a person asked for: written whole, or not at all, and private."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from desktop_app.store.files import write_whole

# What one of the systems forbids in a name, and what would break a line.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\u0085\u2028\u2029]+')
_LONGEST_BYTES = 200  # a name has at most 255, and gets an ending while it is written


def write_file(path: Path, data: bytes, *, go_on: Callable[[], None] = lambda: None) -> None:
    """Put these bytes in the place of what was there. Raises DiskFull or NotWritable.

    ``go_on`` is called before the new file takes its place; if it raises, nothing changes.
    """
    write_whole(path, [data], what=path.name, verify=lambda _beside: go_on())


def file_name(*pieces: str, suffix: str) -> str:
    """A name that every system takes, from words that anybody may have typed."""
    cleaned = (" ".join(_FORBIDDEN.sub(" ", piece).split()) for piece in pieces)
    whole = ", ".join(filter(None, cleaned)).encode()
    stem = whole[:_LONGEST_BYTES].decode(errors="ignore").strip(" .,")
    return f"{stem or 'report'}.{suffix}"
