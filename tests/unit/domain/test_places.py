"""Where a profile and the choices lie on each platform."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.places import config_folder, data_folder, state_folder

HERE = Path("/an/own/place").absolute()


@pytest.mark.parametrize(
    ("platform", "data", "config"),
    [
        ("linux", ".local/share", ".config"),
        ("win32", "AppData/Local", "AppData/Local"),
        ("darwin", "Library/Application Support", "Library/Application Support"),
    ],
)
def test_the_usual_folders_are_those_of_the_platform(
    platform: str, data: str, config: str, own_home: Path
) -> None:
    assert data_folder(platform, {}) == own_home / data
    assert config_folder(platform, {}) == own_home / config


@pytest.mark.parametrize(
    ("platform", "data", "config"),
    [
        ("linux", "XDG_DATA_HOME", "XDG_CONFIG_HOME"),
        ("win32", "LOCALAPPDATA", "LOCALAPPDATA"),
    ],
)
def test_a_variable_of_the_system_comes_first(platform: str, data: str, config: str) -> None:
    assert data_folder(platform, {data: str(HERE)}) == HERE
    assert config_folder(platform, {config: str(HERE)}) == HERE


@pytest.mark.parametrize("value", ["", "some/where", "."])
def test_a_variable_that_names_no_place_is_passed_over(value: str, own_home: Path) -> None:
    assert data_folder("linux", {"XDG_DATA_HOME": value}) == own_home / ".local/share"


@pytest.mark.parametrize(
    ("platform", "state"),
    [
        ("linux", ".local/state"),
        ("win32", "AppData/Local"),
        ("darwin", "Library/Application Support"),
    ],
)
def test_notes_of_the_program_have_a_folder_too(
    platform: str, state: str, own_home: Path
) -> None:
    assert state_folder(platform, {}) == own_home / state
