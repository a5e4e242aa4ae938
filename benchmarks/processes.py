"""Starting the processes that are measured, and a profile for them to open."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import Any

from desktop_app.demo.plan import PASSPHRASE
from desktop_app.services.dossiers import create_dossier
from desktop_app.services.packs import shipped_packs
from desktop_app.services.profiles import create_profile

ROOT = Path(__file__).parents[1]


@contextmanager
def prepared_profile() -> Iterator[Path]:
    """A profile with one response to the shipped questionnaire, on this disk."""
    with TemporaryDirectory(dir=ROOT / "benchmarks") as folder:
        path = Path(folder) / "profile"
        new = create_profile(
            path, name="A. Expert", email="expert@justice.example", passphrase=PASSPHRASE
        )
        create_dossier(
            new.profile,
            pack=shipped_packs()[0],
            party="Ruritania",
            instruments=("UNTOC", "TIP", "SOM", "FP"),
        )
        new.profile.close()
        yield path


def run(*arguments: str) -> list[Mapping[str, Any]]:
    """What a child with a window printed; ``started`` is added to each line.

    Raises when it failed.
    """
    return run_module("benchmarks.child", *arguments)


def run_module(module: str, *arguments: str) -> list[Mapping[str, Any]]:
    """The same of any module that prints JSON lines."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    # An installed program has its bytecode; a developer's checkout may be told to keep none.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPYCACHEPREFIX"] = str(Path(gettempdir()) / "review-desk-bytecode")
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return [{**json.loads(line), "started": started} for line in done.stdout.splitlines()]
