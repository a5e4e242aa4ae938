"""The first start, by its widgets: from nothing to a profile and its first response."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from desktop_app.services import profiles
from desktop_app.ui.first_start import FirstStart
from desktop_app.ui.first_start.recovery_step import RecoveryStep
from desktop_app.ui.responses import Responses
from desktop_app.ui.unlock import Unlock
from desktop_app.ui.windows.workspace import Workspace
from tests.ui.shell.conftest import MakeVisitor
from tests.ui.shell.visitor import Visitor

pytestmark = pytest.mark.looks

WORDS = "seven purple herons knit quietly"


@pytest.fixture
def newcomer(make_visitor: MakeVisitor) -> Visitor:
    visitor = make_visitor()
    visitor.stands_before(FirstStart)
    return visitor


def tell_who(visitor: Visitor) -> None:
    visitor.press("next")
    visitor.write("person-name", "Ana Petrov")
    visitor.write("person-email", "ana@ministry.example")
    visitor.press("next")


def choose_passphrase(visitor: Visitor, words: str = WORDS) -> None:
    visitor.write("passphrase", words)
    visitor.write("passphrase-again", words)
    visitor.press("next")


def shown_code(visitor: Visitor) -> list[str]:
    step = visitor.stands_before(FirstStart).findChildren(RecoveryStep)[0]
    visitor.qtbot.waitUntil(lambda: len(step.code) > 0, timeout=30_000)
    return list(step.code)


def confirm_sheet(visitor: Visitor, code: list[str]) -> None:
    visitor.press("next")
    for number, group in enumerate(code, 1):
        scene = visitor.window.scene
        assert scene is not None
        if any(f.isVisible() for f in scene.findChildren(QLineEdit, f"group-{number}")):
            visitor.write(f"group-{number}", group)
    visitor.press("next")


def test_four_steps_lead_to_a_response(newcomer: Visitor, folder: Path) -> None:
    tell_who(newcomer)
    choose_passphrase(newcomer)
    confirm_sheet(newcomer, shown_code(newcomer))
    newcomer.stands_before(Responses)
    newcomer.press("practice")
    workspace = newcomer.stands_before(Workspace)
    assert "Ruritania" in workspace.party
    newcomer.closes()
    profile = profiles.unlock(folder, WORDS)
    assert (profile.name, profile.email) == ("Ana Petrov", "ana@ministry.example")
    profile.close()


def test_what_is_no_address_is_said_and_one_cannot_go_on(newcomer: Visitor) -> None:
    newcomer.press("next")
    newcomer.write("person-name", "Ana Petrov")
    newcomer.write("person-email", "ana")
    newcomer.see(QLineEdit, "person-name").setFocus()
    assert newcomer.reads("does not look like an e-mail address")
    assert not newcomer.see(QAbstractButton, "next").isEnabled()


def test_a_weak_passphrase_is_told_why_and_refused(newcomer: Visitor) -> None:
    tell_who(newcomer)
    newcomer.write("passphrase", "anapetrov1")
    newcomer.write("passphrase-again", "anapetrov1")
    newcomer.qtbot.waitUntil(lambda: newcomer.reads("to guess it"), timeout=30_000)
    assert not newcomer.see(QAbstractButton, "next").isEnabled()


def test_one_can_go_back_and_nothing_typed_is_lost(newcomer: Visitor) -> None:
    tell_who(newcomer)
    newcomer.press("back")
    assert newcomer.see(QLineEdit, "person-name").text() == "Ana Petrov"


def test_a_wrong_group_does_not_confirm_the_sheet(newcomer: Visitor) -> None:
    tell_who(newcomer)
    choose_passphrase(newcomer)
    code = shown_code(newcomer)
    newcomer.press("next")
    scene = newcomer.stands_before(FirstStart)
    fields = [f for f in scene.findChildren(QLineEdit) if f.objectName().startswith("group-")]
    for field in fields:
        field.setText("000000")
    assert newcomer.reads("This is not what the sheet says")
    assert not newcomer.see(QAbstractButton, "next").isEnabled()
    assert "000000" not in code


def test_closing_before_the_sheet_is_confirmed_leaves_a_profile(
    newcomer: Visitor, folder: Path, make_visitor: MakeVisitor
) -> None:
    tell_who(newcomer)
    choose_passphrase(newcomer)
    shown_code(newcomer)
    newcomer.closes()
    again = make_visitor()
    again.stands_before(Unlock)
    again.unlock(WORDS)
    again.stands_before(Responses)


def test_a_larger_text_is_used_at_once(newcomer: Visitor) -> None:
    before = newcomer.window.fontMetrics().height()
    newcomer.choose("text-size", 150)
    newcomer.qtbot.waitUntil(lambda: newcomer.window.fontMetrics().height() > before)


def test_a_poor_place_for_a_profile_is_told_before_it_is_made(
    make_visitor: MakeVisitor, folder: Path
) -> None:
    cloud = folder.with_name("Dropbox")
    cloud.mkdir()
    folder.symlink_to(cloud)
    newcomer = make_visitor()
    tell_who(newcomer)
    newcomer.waits_for_banner("copied to a cloud")


def test_an_ordinary_place_is_not_spoken_of(newcomer: Visitor) -> None:
    newcomer.qtbot.waitUntil(lambda: newcomer.runner.is_idle)
    tell_who(newcomer)
    assert newcomer.stands_before(FirstStart).banner.isHidden()
