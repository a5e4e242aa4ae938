"""Fifty kills: half while typing, half while the passphrase is changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks.figures import Figure
from benchmarks.killing import KillFailed, kill_while_changing, kill_while_typing, make_profile

KILLS = 50


def measure() -> Iterator[Figure]:
    """How many kills after which something durable was gone."""
    random = Random(2026)
    losses: list[str] = []
    with TemporaryDirectory(dir=Path(__file__).parent) as folder:
        typing = make_profile(Path(folder) / "typing")
        changing = make_profile(Path(folder) / "changing")
        for number in range(KILLS):
            try:
                if number % 2:
                    kill_while_changing(changing, random)
                else:
                    kill_while_typing(typing, random)
            except KillFailed as failed:
                losses.append(str(failed))
    yield Figure(
        name="kills after which something durable was gone",
        value=len(losses),
        unit="kills",
        limit=0,
        runs=KILLS,
        details={"losses": losses},
    )
