"""Locking while something else has the profile open: it is let go when that has ended."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QTabBar

from desktop_app.domain.reports import FileKind
from desktop_app.errors import SubmissionRefused
from desktop_app.services import working_files
from desktop_app.services.profile import Profile
from desktop_app.services.working_files import list_files
from desktop_app.ui.desk import submitting
from desktop_app.ui.questionnaire.files_panel import FilesPanel
from desktop_app.ui.submission.page import SubmissionPage
from desktop_app.ui.windows.workspace import QUESTIONNAIRE, SUBMISSION
from tests.builders.attachments import LAW
from tests.builders.offices import Office
from tests.ui.shell.conftest import MakeVisitor, folder, make_visitor, seconds
from tests.ui.shell.member import Person
from tests.ui.shell.visitor import LONG_MS

__all__ = ["folder", "make_visitor", "seconds"]  # fixtures

T = TypeVar("T")
FILES_LEAF = 3


class Slow:
    """Work that is under way when the profile is locked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun, self._closed = threading.Event(), threading.Event()
        self.order: list[str] = []
        close = Profile.close

        def closing(profile: Profile) -> None:
            self.order.append("closed")
            self._closed.set()
            close(profile)

        monkeypatch.setattr(Profile, "close", closing)

    def around(self, deed: Callable[..., T]) -> Callable[..., T]:
        """The deed, which would find the profile closed if nobody waited for it."""

        def slowly(*args: object, **named: object) -> T:
            self.begun.set()
            self._closed.wait(1)  # for what must not happen
            try:
                return deed(*args, **named)
            finally:
                self.order.append("ended")

        return slowly


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    return Slow(monkeypatch)


@pytest.fixture
def ana(make_visitor: MakeVisitor, stick: Path, tmp_path: Path) -> Person:
    """The focal point at her window."""
    Office(name="Ana", folder=tmp_path / "ana").found("Strelsau").close()
    visitor = make_visitor(tmp_path / "ana")
    visitor.open_workspace()
    return Person(visitor, stick)


def lock_under_way(ana: Person, slow: Slow) -> None:
    ana.at.qtbot.waitUntil(slow.begun.is_set, timeout=LONG_MS)
    assert slow.order == []
    ana.at.desk.lock()
    ana.at.qtbot.waitUntil(lambda: not ana.at.desk.is_open, timeout=LONG_MS)
    assert slow.order == ["ended", "closed"]


def test_a_file_that_is_being_encrypted_is_kept(
    ana: Person, slow: Slow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    law = tmp_path / "law.pdf"
    law.write_bytes(LAW)
    ana.workspace.show_page(QUESTIONNAIRE)
    tabs = ana.workspace.findChild(QTabBar, "side-tabs")
    assert tabs is not None
    tabs.setCurrentIndex(FILES_LEAF)
    panel = ana.workspace.findChild(FilesPanel)
    assert panel is not None
    ana.at.qtbot.waitUntil(lambda: panel._card is not None, timeout=LONG_MS)
    monkeypatch.setattr(working_files, "add", slow.around(working_files.add))
    panel.attach([law])
    lock_under_way(ana, slow)
    ana.at.open_workspace()
    assert [each.name for each in list_files(ana.profile, ana.dossier)] == ["law.pdf"]


def test_what_was_approved_is_being_printed(
    ana: Person, slow: Slow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_anything: object, **_named: object) -> None:
        raise SubmissionRefused("not-approved")

    # Not what it calls: modules that are loaded meanwhile would keep that.
    monkeypatch.setattr(submitting, "_print", slow.around(refuse))
    ana.workspace.show_page(SUBMISSION)
    page = ana.workspace.findChild(SubmissionPage)
    assert page is not None
    page.print_to(1, tmp_path / "final.pdf", FileKind.PDF)
    lock_under_way(ana, slow)
