"""The prompt: right and wrong passphrases, a profile in use, a damaged or forgotten one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit

from desktop_app.services import profiles
from desktop_app.ui.damaged import Damaged
from desktop_app.ui.first_start.recovery_step import RecoveryStep
from desktop_app.ui.recover import Recover
from desktop_app.ui.unlock import Unlock
from desktop_app.ui.windows.workspace import Workspace
from tests.builders.dossiers import PASSPHRASE, new_dossier, new_profile
from tests.ui.shell.conftest import MakeVisitor
from tests.ui.shell.visitor import Visitor

NEW_WORDS = "eleven patient owls counted the tramcars"


def test_the_right_passphrase_opens_the_only_response(visitor: Visitor) -> None:
    workspace = visitor.open_workspace()
    assert workspace.party == "Ruritania"


def test_a_wrong_passphrase_is_said_and_can_be_typed_again(visitor: Visitor) -> None:
    visitor.unlock("not this one")
    visitor.waits_for_banner("does not open the profile")
    visitor.open_workspace()


def test_after_a_wrong_passphrase_typing_replaces_it(visitor: Visitor) -> None:
    visitor.unlock("not this one")
    visitor.waits_for_banner("does not open the profile")
    field = visitor.see(QLineEdit, "passphrase")
    assert field.selectedText() == field.text()


def test_a_second_window_is_told_that_the_profile_is_open(
    visitor: Visitor, make_visitor: MakeVisitor
) -> None:
    visitor.open_workspace()
    second = make_visitor()
    second.unlock()
    second.waits_for_banner("open in another window")


def test_a_profile_that_lacks_a_file_is_called_damaged(
    with_response: Path, make_visitor: MakeVisitor
) -> None:
    (with_response / "data" / "keys.rdk").unlink()
    make_visitor().stands_before(Damaged)


def test_a_backup_takes_the_place_of_a_damaged_profile(
    with_response: Path, make_visitor: MakeVisitor, tmp_path: Path
) -> None:
    profile = profiles.unlock(with_response, PASSPHRASE)
    profiles.backup(profile, tmp_path / "copy.rdbackup")
    profile.close()
    (with_response / "data" / "keys.rdk").write_bytes(b"nothing of use")
    visitor = make_visitor()
    visitor.unlock()
    visitor.stands_before(Damaged)
    visitor.desk.restore(tmp_path / "copy.rdbackup")
    visitor.stands_before(Unlock)
    visitor.open_workspace()
    assert list(tmp_path.glob("profile-damaged-*"))


def test_a_useless_backup_leaves_the_damaged_profile_where_it_was(
    with_response: Path, make_visitor: MakeVisitor, tmp_path: Path
) -> None:
    (with_response / "data" / "keys.rdk").unlink()
    (tmp_path / "no.rdbackup").write_bytes(b"no backup")
    visitor = make_visitor()
    visitor.stands_before(Damaged)
    visitor.desk.restore(tmp_path / "no.rdbackup")
    visitor.waits_for_banner("cannot read the backup")
    assert (with_response / "data" / "desk.db").exists()


@pytest.fixture
def with_code(folder: Path) -> str:
    """A profile whose recovery code is known."""
    made = profiles.create_profile(
        folder,
        name="A. Expert",
        email="a.expert@example.org",
        passphrase=PASSPHRASE,
        kdf=profiles.KdfCost.FOR_TESTS,
    )
    new_dossier(made.profile)
    made.profile.close()
    return made.recovery_code


def test_the_recovery_code_opens_with_a_new_passphrase(
    with_code: str, make_visitor: MakeVisitor, folder: Path
) -> None:
    visitor = make_visitor()
    visitor.press("forgotten")
    scene = visitor.stands_before(Recover)
    visitor.write("recovery-code", with_code.replace(" ", "-"))
    visitor.write("passphrase", NEW_WORDS)
    visitor.write("passphrase-again", NEW_WORDS)
    visitor.press("next")
    step = scene.findChildren(RecoveryStep)[0]
    visitor.qtbot.waitUntil(lambda: len(step.code) > 0, timeout=30_000)
    groups = list(step.code)
    visitor.press("next")
    for number in step.asked:
        visitor.write(f"group-{number + 1}", groups[number])
    visitor.press("next")
    visitor.stands_before(Workspace)
    visitor.closes()
    profiles.unlock(folder, NEW_WORDS).close()


def test_a_mistyped_code_is_told_with_its_group(
    with_code: str, make_visitor: MakeVisitor
) -> None:
    groups = with_code.split()
    groups[2] = groups[2][:-1] + str((int(groups[2][-1]) + 1) % 10)
    visitor = make_visitor()
    visitor.press("forgotten")
    visitor.stands_before(Recover)
    visitor.write("recovery-code", " ".join(groups))
    visitor.write("passphrase", NEW_WORDS)
    visitor.write("passphrase-again", NEW_WORDS)
    visitor.press("next")
    visitor.waits_for_banner("Group 3")


def test_one_can_go_back_from_recovery(with_code: str, make_visitor: MakeVisitor) -> None:
    visitor = make_visitor()
    visitor.press("forgotten")
    visitor.stands_before(Recover)
    visitor.press("back")
    visitor.stands_before(Unlock)


def test_a_profile_without_a_response_shows_what_can_be_done(
    folder: Path, make_visitor: MakeVisitor
) -> None:
    new_profile(folder).close()
    visitor = make_visitor()
    visitor.unlock()
    visitor.qtbot.waitUntil(lambda: visitor.reads("What would you like to do?"), timeout=30_000)
