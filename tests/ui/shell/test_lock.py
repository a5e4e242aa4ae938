"""Locking: what was typed is saved, nothing is left to see, and one comes back to the caret."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.errors import ProfileInUse
from desktop_app.services import dossiers, profiles
from desktop_app.ui import autolock, autosave
from desktop_app.ui.dialogs.settings import SettingsDialog
from desktop_app.ui.unlock import Unlock
from desktop_app.ui.windows.workspace import HOME, QUESTIONNAIRE, Workspace
from tests.builders.dossiers import PASSPHRASE
from tests.ui.shell.conftest import MakeVisitor
from tests.ui.shell.disk import Disk
from tests.ui.shell.visitor import SteppingSeconds, Visitor
from tests.ui.shell.writing import PARTY_NAME, editor, go_and_write


def stored_text(folder: Path) -> str:
    """What a fresh opening of the profile finds in the party's name."""
    profile = profiles.unlock(folder, PASSPHRASE)
    try:
        (info,) = dossiers.list_dossiers(profile)
        return dossiers.open_response(profile, info.id).state(PARTY_NAME).value
    finally:
        profile.close()


def lock(visitor: Visitor) -> None:
    visitor.press("lock")
    visitor.qtbot.waitUntil(lambda: not visitor.desk.is_open, timeout=30_000)


def test_the_last_letters_before_locking_are_saved(
    visitor: Visitor, with_response: Path
) -> None:
    visitor.open_workspace()
    go_and_write(visitor, "Grand Duchy")
    visitor.desk.lock()
    visitor.qtbot.waitUntil(lambda: not visitor.desk.is_open, timeout=30_000)
    assert stored_text(with_response) == "Grand Duchy"


def test_after_unlocking_one_is_at_the_same_caret(visitor: Visitor) -> None:
    visitor.open_workspace()
    go_and_write(visitor, "Grand Duchy")
    editor(visitor).setCursorPosition(5)
    lock(visitor)
    workspace = visitor.open_workspace()
    assert workspace.page == QUESTIONNAIRE
    assert editor(visitor).cursorPosition() == 5
    visitor.qtbot.waitUntil(editor(visitor).hasFocus)


def test_locked_at_home_one_comes_back_home(visitor: Visitor) -> None:
    visitor.open_workspace()
    lock(visitor)
    assert visitor.open_workspace().page == HOME


def test_the_content_is_gone_at_once(visitor: Visitor) -> None:
    workspace = visitor.open_workspace()
    visitor.desk.lock()
    assert not workspace.isVisible()
    assert isinstance(visitor.window.scene, Unlock)


def test_a_locked_profile_can_be_opened_elsewhere(
    visitor: Visitor, with_response: Path
) -> None:
    visitor.open_workspace()
    with pytest.raises(ProfileInUse):
        profiles.unlock(with_response, PASSPHRASE)
    lock(visitor)
    profiles.unlock(with_response, PASSPHRASE).close()


def test_nobody_at_the_desk_locks_it(
    make_visitor: MakeVisitor,
    with_response: Path,
    seconds: SteppingSeconds,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(autolock, "CHECK_MS", 20)
    visitor = make_visitor()
    visitor.open_workspace()
    seconds.now += 10 * 60
    visitor.qtbot.waitUntil(lambda: not visitor.desk.is_open, timeout=30_000)
    assert visitor.reads("Everything you wrote is saved")


def test_an_open_dialog_does_not_outlast_the_lock(visitor: Visitor) -> None:
    visitor.open_workspace()
    visitor.desk.show("settings")
    dialog = visitor.dialog(SettingsDialog)
    with visitor.qtbot.waitSignal(dialog.destroyed):
        visitor.desk.lock()


def test_a_wrong_passphrase_does_not_unlock(visitor: Visitor) -> None:
    visitor.open_workspace()
    lock(visitor)
    visitor.unlock("not this one")
    visitor.waits_for_banner("does not open the profile")


class TestAFullDisk:
    """What cannot be saved is neither shown nor dropped."""

    @pytest.fixture
    def disk(self, monkeypatch: pytest.MonkeyPatch) -> Disk:
        monkeypatch.setattr(autosave, "RETRY_MS", 50)
        return Disk(monkeypatch)

    @pytest.fixture
    def stuck(self, disk: Disk, visitor: Visitor) -> Visitor:
        visitor.open_workspace()
        disk.is_full = True
        go_and_write(visitor, "Grand Duchy")
        visitor.desk.lock()
        visitor.waits_for_banner("Your last words are not saved")
        return visitor

    def test_the_locked_screen_says_so_and_hides_the_content(
        self, stuck: Visitor, disk: Disk
    ) -> None:
        assert isinstance(stuck.window.scene, Unlock)
        assert stuck.desk.is_open
        disk.is_full = False

    def test_once_there_is_room_the_lock_is_completed(
        self, stuck: Visitor, disk: Disk, with_response: Path
    ) -> None:
        disk.is_full = False
        stuck.qtbot.waitUntil(lambda: not stuck.desk.is_open, timeout=30_000)
        assert stored_text(with_response) == "Grand Duchy"

    def test_the_passphrase_leads_back_to_the_words(self, stuck: Visitor, disk: Disk) -> None:
        stuck.unlock()
        stuck.stands_before(Workspace)
        assert editor(stuck).text() == "Grand Duchy"
        disk.is_full = False

    def test_a_wrong_passphrase_does_not(self, stuck: Visitor, disk: Disk) -> None:
        stuck.unlock("not this one")
        stuck.waits_for_banner("does not open the profile")
        assert isinstance(stuck.window.scene, Unlock)
        disk.is_full = False
