"""What is noted outside a profile: read back, or nothing at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.keys import DossierId
from desktop_app.exchange import outside
from review_protocol.names import DeviceId, SetId

ONE, TWO = DossierId("1" * 64), DossierId("2" * 64)
A, B, C = (SetId(letter * 64) for letter in "abc")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state" / "heads" / "device.json"


def test_what_was_noted_is_known_again(file: Path) -> None:
    heads = {ONE: frozenset({A, B}), TWO: frozenset({C})}
    outside.remember(file, heads)
    assert outside.recall(file) == heads


def test_nothing_is_known_before(file: Path) -> None:
    assert outside.recall(file) == {}


def test_noting_the_same_again_writes_nothing(file: Path) -> None:
    outside.remember(file, {ONE: frozenset({A})})
    before = file.stat().st_mtime_ns
    outside.remember(file, {ONE: frozenset({A})})
    assert file.stat().st_mtime_ns == before


@pytest.mark.parametrize(
    "content",
    ["", "[]", "7", "{", '{"d": 7}', '{"d": [7, "x", "AB"]}', "\0\0", '"' + "x" * 100],
)
def test_what_is_no_such_file_says_nothing(file: Path, content: str) -> None:
    file.parent.mkdir(parents=True)
    file.write_text(content, encoding="utf-8")
    assert not any(outside.recall(file).values())


def test_what_is_gone_is_told_by_dossier() -> None:
    remembered = {ONE: frozenset({A, B}), TWO: frozenset({C})}
    assert outside.lost(remembered, {ONE: {A, B, C}, TWO: {C}}) == {}
    assert outside.lost(remembered, {ONE: {A}, TWO: {C}}) == {ONE: {B}}
    assert outside.lost(remembered, {}) == remembered


def test_the_file_is_named_by_the_device_and_nothing_else() -> None:
    assert outside.heads_file(DeviceId("ab" * 16)).name == f"{'ab' * 16}.json"
