"""Choices on disk: kept, defaulted, never lost to an older program, never half written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop_app.errors import NotWritable
from desktop_app.services.folders import settings_file
from desktop_app.services.settings import (
    AUTO_LOCK,
    LANGUAGE,
    OPTIONS,
    SCHEME,
    TEXT_PERCENT,
    Option,
    Settings,
)

DOCUMENT = Path(__file__).parents[3] / "docs" / "settings.md"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.json"


def test_nothing_chosen_is_the_default(file: Path) -> None:
    assert Settings(file).get(AUTO_LOCK) == AUTO_LOCK.default


def test_a_choice_survives_the_program(file: Path) -> None:
    Settings(file).choose(SCHEME, "dark")
    assert Settings(file).get(SCHEME) == "dark"


def test_a_choice_that_is_not_offered_is_refused(file: Path) -> None:
    with pytest.raises(ValueError, match="text_percent"):
        Settings(file).choose(TEXT_PERCENT, 1000)


def test_keys_of_a_newer_program_survive(file: Path) -> None:
    file.parent.mkdir()
    file.write_text('{"from_the_future": {"a": [1]}, "scheme": "dark"}')
    Settings(file).choose(SCHEME, "light")
    assert json.loads(file.read_text()) == {"from_the_future": {"a": [1]}, "scheme": "light"}


@pytest.mark.parametrize("value", ["9", True, 9.5, None, -1])
def test_a_bad_value_counts_as_not_chosen(
    file: Path, value: object, caplog: pytest.LogCaptureFixture
) -> None:
    file.parent.mkdir()
    file.write_text(json.dumps({"text_percent": value}))
    assert Settings(file).get(TEXT_PERCENT) == TEXT_PERCENT.default
    assert "text_percent" in caplog.text


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe", b"[1, 2]"])
def test_a_file_that_is_no_settings_counts_as_empty(
    file: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    assert Settings(file).get(LANGUAGE) == ""


def test_a_folder_in_its_place_counts_as_empty(
    file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file.mkdir(parents=True)
    assert Settings(file).get(LANGUAGE) == ""


def test_a_choice_that_cannot_be_written_still_holds(file: Path) -> None:
    file.parent.write_text("in the way")
    settings = Settings(file)
    with pytest.raises(NotWritable):
        settings.choose(SCHEME, "dark")
    assert settings.get(SCHEME) == "dark"


def test_the_same_choice_again_writes_nothing(file: Path) -> None:
    settings = Settings(file)
    settings.choose(SCHEME, "dark")
    file.unlink()
    settings.choose(SCHEME, "dark")
    assert not file.exists()


def test_it_is_kept_where_the_user_s_settings_are(own_home: Path) -> None:
    assert settings_file().is_relative_to(own_home)


@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.key)
def test_every_option_is_documented(option: Option[str]) -> None:
    lines = DOCUMENT.read_text(encoding="utf-8").splitlines()
    assert any(
        line.startswith(f"| `{option.key}` |") and option.about in line for line in lines
    )


@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.key)
def test_every_default_is_allowed(option: Option[str]) -> None:
    assert option.accepts(option.default)


def test_no_two_options_have_one_key() -> None:
    assert len({option.key for option in OPTIONS}) == len(OPTIONS)
