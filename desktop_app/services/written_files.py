"""Files that a person asked for: written whole, or not at all, and private."""

from __future__ import annotations

from pathlib import Path

from desktop_app.store.files import write_whole


def write_file(path: Path, data: bytes) -> None:
    """Put these bytes in the place of what was there. Raises DiskFull or NotWritable."""
    write_whole(path, [data], what=path.name)
