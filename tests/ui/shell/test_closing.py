"""Closing the window: it waits for what is to be saved, and drops nothing without a yes."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.services import dossiers, journal, profiles
from desktop_app.services.settings import WINDOW, Settings
from desktop_app.ui import autosave
from desktop_app.ui.desk import session
from desktop_app.ui.dialogs.question import Question
from desktop_app.ui.windows.workspace import Workspace
from tests.builders.dossiers import PASSPHRASE
from tests.builders.profiles import copy_profile
from tests.ui.shell.conftest import MakeVisitor
from tests.ui.shell.disk import Disk
from tests.ui.shell.test_lock import stored_text
from tests.ui.shell.visitor import LONG_MS, Visitor
from tests.ui.shell.writing import PARTY_NAME, editor, go_and_write


def test_the_prompt_closes_at_once(visitor: Visitor) -> None:
    visitor.closes()


def test_what_was_typed_a_moment_ago_is_saved(visitor: Visitor, with_response: Path) -> None:
    visitor.open_workspace()
    go_and_write(visitor, "Grand Duchy")
    visitor.closes()
    assert stored_text(with_response) == "Grand Duchy"


def test_the_place_is_remembered(visitor: Visitor, make_visitor: MakeVisitor) -> None:
    visitor.open_workspace()
    go_and_write(visitor, "Grand Duchy")
    visitor.closes()
    again = make_visitor()
    again.open_workspace()
    again.press("continue")
    again.qtbot.waitUntil(editor(again).hasFocus)


def test_after_a_power_cut_one_goes_on_where_one_was(
    visitor: Visitor,
    with_response: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The place is noted while one works, not only when the window closes."""
    monkeypatch.setattr(session, "REMEMBER_MS", 20)
    visitor.open_workspace()
    go_and_write(visitor, "Grand Duchy")

    def is_noted() -> bool:
        copied = copy_profile(with_response, tmp_path / f"cut{len(list(tmp_path.iterdir()))}")
        profile = profiles.unlock(copied, PASSPHRASE)
        try:
            place = journal.recall(profile, dossiers.list_dossiers(profile)[0].id)
        finally:
            profile.abandon()
        return place is not None and place.node == PARTY_NAME

    visitor.qtbot.waitUntil(is_noted, timeout=LONG_MS)


def test_the_size_of_the_window_is_kept(visitor: Visitor, settings: Settings) -> None:
    visitor.closes()
    assert settings.get(WINDOW)


class TestAFullDisk:
    """The user decides."""

    @pytest.fixture
    def disk(self, monkeypatch: pytest.MonkeyPatch) -> Disk:
        monkeypatch.setattr(autosave, "RETRY_MS", 50)
        return Disk(monkeypatch)

    @pytest.fixture
    def asked(self, disk: Disk, visitor: Visitor) -> Visitor:
        visitor.open_workspace()
        disk.is_full = True
        go_and_write(visitor, "Grand Duchy")
        visitor.window.close()
        return visitor

    def test_staying_keeps_everything(self, asked: Visitor, disk: Disk) -> None:
        asked.press("close", asked.dialog(Question))
        asked.stands_before(Workspace)
        assert editor(asked).text() == "Grand Duchy"
        disk.is_full = False

    def test_the_loss_must_be_chosen(
        self, asked: Visitor, disk: Disk, with_response: Path
    ) -> None:
        with asked.qtbot.waitSignal(asked.desk.closed, timeout=LONG_MS):
            asked.press("agree", asked.dialog(Question))
        disk.is_full = False
        assert stored_text(with_response) == "Ruritania"

    def test_when_there_is_room_again_it_closes_by_itself(
        self, asked: Visitor, disk: Disk, with_response: Path
    ) -> None:
        asked.dialog(Question)
        with asked.qtbot.waitSignal(asked.desk.closed, timeout=LONG_MS):
            disk.is_full = False
        assert stored_text(with_response) == "Grand Duchy"
