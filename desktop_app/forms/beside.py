"""The files beside a form, read only when the form asks for one of them by name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from desktop_app.forms.limits import MAX_FORM_BYTES

_PLAIN = re.compile(r"[^/\\:\x00]{1,200}")


class FilesBeside(Mapping[str, bytes]):
    """A folder's files by name; names that lead elsewhere name nothing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __getitem__(self, name: str) -> bytes:
        path = self._folder / name
        if not _PLAIN.fullmatch(name) or name in {".", ".."} or not path.is_file():
            raise KeyError(name)
        if path.stat().st_size > MAX_FORM_BYTES:
            raise KeyError(name)
        return path.read_bytes()

    def __iter__(self) -> Iterator[str]:
        return (path.name for path in self._folder.iterdir() if path.is_file())

    def __len__(self) -> int:
        return sum(1 for _ in self)
