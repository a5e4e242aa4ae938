"""Which command lines open the window without the parser of commands, which loads slowly."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from desktop_app import __main__ as entry
from desktop_app import cli
from desktop_app.services.folders import profile_folder


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Whose window was opened."""
    folders: list[Path] = []

    def note(folder: Path) -> int:
        folders.append(folder)
        return 0

    monkeypatch.setattr(entry, "_open_window", note)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # the command line sets its own
    return folders


def start(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["review-desk", *arguments])
    return entry.main()


class TestWithoutTheParser:
    @pytest.fixture(autouse=True)
    def no_parser(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delattr(cli, "main")

    def test_no_argument_opens_the_usual_profile(
        self, monkeypatch: pytest.MonkeyPatch, opened: list[Path]
    ) -> None:
        assert start(monkeypatch) == 0
        assert opened == [profile_folder()]

    def test_a_profile_alone_is_opened(
        self, monkeypatch: pytest.MonkeyPatch, opened: list[Path]
    ) -> None:
        assert start(monkeypatch, "--profile", "some/where") == 0
        assert opened == [Path("some/where")]


class TestWithTheParser:
    @pytest.mark.parametrize("arguments", [("--profile=some/where",), ("--json",)])
    def test_other_ways_to_say_it_open_the_window_too(
        self, monkeypatch: pytest.MonkeyPatch, opened: list[Path], arguments: tuple[str, ...]
    ) -> None:
        assert start(monkeypatch, *arguments) == 0
        assert len(opened) == 1

    def test_a_command_opens_no_window(
        self,
        monkeypatch: pytest.MonkeyPatch,
        opened: list[Path],
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        assert start(monkeypatch, "--version") == 0
        assert opened == []
        assert capsys.readouterr().out.strip()
