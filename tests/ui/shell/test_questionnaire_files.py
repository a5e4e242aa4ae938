"""Questionnaires from a file: signed by somebody one knows, or refused with the reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel

from desktop_app.forms.pack import write_pack
from desktop_app.ui.dialogs.question import Question
from desktop_app.ui.new_response import NewResponse
from desktop_app.ui.responses import Responses
from desktop_app.ui.windows.workspace import Workspace
from review_protocol.signing import SigningKey, fingerprint
from tests.builders.dossiers import new_profile, sample_pack
from tests.builders.signing import make_signing_key
from tests.ui.shell.conftest import MakeVisitor
from tests.ui.shell.visitor import Visitor

KEY = make_signing_key()


def write_file(folder: Path, name: str, key: SigningKey | None) -> Path:
    path = folder / f"{name}.rdpack"
    path.write_bytes(write_pack(sample_pack(), key).file)
    return path


@pytest.fixture
def chooser(folder: Path, make_visitor: MakeVisitor) -> Visitor:
    """Somebody without a response yet, who can choose."""
    new_profile(folder).close()
    visitor = make_visitor()
    visitor.unlock()
    visitor.stands_before(Responses)
    return visitor


def choose_file(visitor: Visitor, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    visitor.press("open-file", visitor.stands_before(Responses))


def test_an_unknown_signer_is_shown_by_the_fingerprint(
    chooser: Visitor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_file(chooser, write_file(tmp_path, "signed", KEY), monkeypatch)
    question = chooser.dialog(Question)
    texts = " ".join(label.text() for label in question.findChildren(QLabel))
    assert fingerprint(KEY.public) in texts
    chooser.press("close", question)
    assert isinstance(chooser.window.scene, Responses)


def test_a_signer_is_accepted_once_and_for_all(
    chooser: Visitor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_file(chooser, write_file(tmp_path, "first", KEY), monkeypatch)
    chooser.press("agree", chooser.dialog(Question))
    chooser.stands_before(NewResponse)
    chooser.press("back")
    choose_file(chooser, write_file(tmp_path, "second", KEY), monkeypatch)
    scene = chooser.stands_before(NewResponse)
    chooser.write("party", "Ruritania", scene)
    chooser.press("begin", scene)
    assert chooser.stands_before(Workspace).party == "Ruritania"


@pytest.mark.parametrize(
    ("key", "at", "words"),
    [
        (KEY, 40, "altered"),
        (None, None, "Nobody has signed"),
    ],
    ids=["altered", "unsigned"],
)
def test_a_questionnaire_that_cannot_be_trusted_is_refused(
    chooser: Visitor,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    key: SigningKey | None,
    at: int | None,
    words: str,
) -> None:
    path = write_file(tmp_path, "bad", key)
    if at is not None:
        data = bytearray(path.read_bytes())
        data[at] ^= 1
        path.write_bytes(data)
    choose_file(chooser, path, monkeypatch)
    chooser.waits_for_banner(words)
    assert isinstance(chooser.window.scene, Responses)


def test_a_workbook_is_no_questionnaire_file(
    chooser: Visitor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "survey.xlsx"
    path.write_bytes(b"PK\3\4 a workbook")
    choose_file(chooser, path, monkeypatch)
    chooser.waits_for_banner("not a questionnaire")
