"""A hundred thousand damaged files under a memory limit: refused, and nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator

from benchmarks.figures import Figure
from benchmarks.processes import ROOT

FILES = 100_000
MEMORY_MB = 512


def measure() -> Iterator[Figure]:
    """How many files did anything but be refused; the child fails when memory runs out."""
    command = [sys.executable, "-m", "benchmarks.damage", str(FILES), str(MEMORY_MB)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    told = json.loads(done.stdout)
    yield Figure(
        name="damaged files that did anything but be refused",
        value=told.pop("wrong"),
        unit="files",
        limit=0,
        runs=FILES,
        details=told,
    )
