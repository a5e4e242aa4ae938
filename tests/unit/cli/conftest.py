"""Commands run in this process, on an own profile folder."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

from desktop_app.forms.pack import write_pack
from tests.builders.command_line import CommandLine
from tests.builders.dossiers import PASSPHRASE, new_dossier, new_profile, sample_pack
from tests.builders.signing import make_signing_key


@pytest.fixture
def desk(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """The command line; its handler for faults is taken off again afterwards."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    return CommandLine(capsys)


@pytest.fixture
def own(desk: CommandLine, tmp_path: Path) -> CommandLine:
    """The command line on an own folder that has no profile yet."""
    passphrase = tmp_path / "passphrase.txt"
    passphrase.write_text(PASSPHRASE, encoding="utf-8")
    desk.common = ["--profile", str(tmp_path / "profile"), "--passphrase-file", str(passphrase)]
    return desk


@pytest.fixture
def person(own: CommandLine, tmp_path: Path) -> CommandLine:
    """The command line of somebody who has a profile."""
    new_profile(tmp_path / "profile").close()
    return own


@pytest.fixture
def pack_file(tmp_path: Path) -> Path:
    """The sample questionnaire, signed by the key of the tests."""
    path = tmp_path / "sample.rdpack"
    path.write_bytes(write_pack(sample_pack(), make_signing_key()).file)
    return path


@pytest.fixture
def expert(own: CommandLine, tmp_path: Path) -> CommandLine:
    """Somebody with one response, in which the Convention is in force."""
    profile = new_profile(tmp_path / "profile")
    new_dossier(profile, start=date(2026, 2, 1))
    profile.close()
    return own
