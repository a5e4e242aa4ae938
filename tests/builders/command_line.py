"""The command line as a script meets it, in this process: words in, code and texts out."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from desktop_app import cli


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The printed text, read as JSON."""
        return json.loads(self.out)


@dataclass
class CommandLine:
    """Runs commands; a command that fails unexpectedly raises here, with its traceback."""

    capture: pytest.CaptureFixture[str]
    common: list[str] = field(default_factory=list)
    opened: list[Path] = field(default_factory=list)
    demonstrated: list[Path] = field(default_factory=list)

    def __call__(self, *words: str | Path) -> Outcome:
        self.capture.readouterr()
        code = cli.main(self._program(), [*self.common, *map(str, words)])
        out, err = self.capture.readouterr()
        return Outcome(code, out, err)

    def _program(self) -> cli.Program:
        return cli.Program(_noting(self.opened), _noting(self.demonstrated))


def _noting(folders: list[Path]) -> Callable[[Path], int]:
    def note(folder: Path) -> int:
        folders.append(folder)
        return 0

    return note
