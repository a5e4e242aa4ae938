"""Programs that synchronise say plainly when they are not here, and git does its part."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from benchmarks.peers import engines, lines
from benchmarks.peers.engines import NotInstalled


@pytest.mark.parametrize("name", lines.PEERS)
def test_one_that_is_not_here_is_named(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv(engines.VARIABLE, str(tmp_path))
    with pytest.raises(NotInstalled, match=name), lines.PEERS[name](tmp_path):
        raise AssertionError("it is here after all")


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not on this computer")
def test_what_passes_is_counted_by_phase() -> None:
    phases = [("first", [("q1", "text " * 99)]), ("nothing", []), ("edited", [("q1", "x")])]
    first, nothing, edited = lines.traffic(lines.git, phases)
    assert [each.phase for each in (first, nothing, edited)] == [name for name, _ in phases]
    assert first.up > nothing.up < edited.up
    assert {each.connections for each in (first, nothing, edited)} == {1}
