"""Our engine says what both reference engines said, on every form and session recorded."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.differential import recordings
from tests.differential.runs import compare, compile_into, sources

FORMS = sources()


def stem(path: Path) -> str:
    return path.stem


def test_every_form_is_recorded() -> None:
    recorded = {path.stem for path in recordings.FOLDER.glob("*.json")}
    assert recorded == set(map(stem, FORMS))
    assert len(recorded) >= 30


@pytest.mark.parametrize("source", FORMS, ids=stem)
def test_ours_says_what_both_peers_said(source: Path, tmp_path: Path) -> None:
    recording = recordings.read(recordings.path_of(source))
    assert recording.source == recordings.fingerprint(source), "record it again; see the docs"
    subject = compile_into(tmp_path, source)
    differences = [
        (number, difference)
        for number, session in enumerate(recording.sessions)
        for difference in compare(subject, session, recording.now)
    ]
    assert differences == []


@pytest.mark.parametrize("source", FORMS, ids=stem)
def test_a_recording_says_something(source: Path) -> None:
    """Of most steps at least one fact is known to have changed."""
    recording = recordings.read(recordings.path_of(source))
    steps = sum(len(session.steps) for session in recording.sessions)
    told = sum(
        before != after
        for session in recording.sessions
        for before, after in zip(session.truth, session.truth[1:], strict=False)
    )
    assert len(recording.peers) == 2
    assert steps >= 40
    assert told > steps / 2
