"""The peers say plainly when they are not here, and play jobs when they are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.peers import engines
from benchmarks.peers.engines import NotInstalled, Peer
from tests.builders.packs import XFORM

MAKERS = [engines.javarosa, engines.web_forms]


@pytest.mark.parametrize("make", MAKERS)
def test_without_its_runtime_a_peer_names_what_to_install(
    make: Callable[[], Peer], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NotInstalled, match="is not on this computer: install"):
        make()


@pytest.mark.parametrize("make", MAKERS)
def test_an_empty_folder_of_peers_names_the_command(
    make: Callable[[], Peer], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("java", "node"):
        program = tmp_path / name
        program.write_text("#!/bin/sh\n")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv(engines.VARIABLE, str(tmp_path))
    with pytest.raises(NotInstalled, match=r"benchmarks\.peers install"):
        make()


@pytest.mark.parametrize("make", MAKERS)
def test_a_job_gives_its_result(make: Callable[[], Peer], tmp_path: Path) -> None:
    try:
        peer = make()
    except NotInstalled as reason:
        pytest.skip(str(reason))
    form = tmp_path / "form.xml"
    form.write_bytes(XFORM)
    steps = [{"op": "set", "ref": "/data/q", "value": "b"}, {"op": "set", "ref": "/data/none"}]
    whole, brief, wrong = peer.play(
        [
            {"id": "whole", "form": str(form), "steps": steps, "snapshots": True},
            {"id": "brief", "form": str(form), "brief": True},
            {"id": "wrong", "form": str(tmp_path / "missing.xml")},
        ]
    )
    values = [
        node["value"] for s in whole["snapshots"] for node in s if node["ref"] == "/data/q"
    ]
    assert values == ["a", "b", "b"]
    assert [error["step"] for error in whole["step_errors"]] == [1]
    assert "<q>b</q>" in whole["submission"]
    assert len(whole["ms"]["steps"]) == 2
    assert "nodes" not in brief
    assert not wrong["ok"]
    assert wrong["error"]
