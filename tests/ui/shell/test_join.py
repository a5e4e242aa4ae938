"""Joining a colleague's response from the window: file, code, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.services import members
from desktop_app.services.invitations import ForCode
from desktop_app.ui.join import Join
from desktop_app.ui.responses import Responses
from desktop_app.ui.windows.top_bar import Deed
from desktop_app.ui.windows.workspace import PEOPLE, Workspace
from review_protocol.costs import KdfCost
from tests.builders.dossiers import new_profile
from tests.builders.offices import Office
from tests.ui.shell.conftest import MakeVisitor
from tests.ui.shell.visitor import Visitor


@pytest.fixture
def alice(tmp_path: Path) -> Iterator[Office]:
    """A focal point in another office."""
    office = Office(name="Alice", folder=tmp_path / "alice").found("Strelsau")
    yield office
    office.close()


@pytest.fixture
def invited(alice: Office, tmp_path: Path) -> ForCode:
    """What Alice sends, and tells by telephone."""
    return alice.invite(tmp_path / "invitation.rdexch")


@pytest.fixture
def bob(make_visitor: MakeVisitor, folder: Path) -> Visitor:
    """Somebody with a profile and no response."""
    new_profile(folder, name="Bob").close()
    visitor = make_visitor()
    visitor.unlock()
    return visitor


def enter(bob: Visitor, file: Path, code: str) -> Join:
    """Choose the file, type the code, press the button."""
    bob.stands_before(Responses)
    bob.press("join")
    scene = bob.stands_before(Join)
    scene.entry.use_file(str(file))
    bob.write("code", code, scene)
    bob.press("join", scene)
    return scene


def test_the_response_opens_and_says_that_one_is_to_be_confirmed(
    bob: Visitor, invited: ForCode
) -> None:
    enter(bob, invited.sent.files[0], invited.code)
    workspace = bob.stands_before(Workspace)
    assert workspace.party == "Strelsau"
    workspace.show_page(PEOPLE)
    bob.qtbot.waitUntil(
        lambda: bob.reads("The focal point has to confirm you."), timeout=30_000
    )


def test_a_slip_is_named_by_its_group_and_can_be_mended(bob: Visitor, invited: ForCode) -> None:
    groups = invited.code.split()
    slip = groups[1][:-1] + str((int(groups[1][-1]) + 1) % 10)
    file = invited.sent.files[0]
    scene = enter(bob, file, " ".join([groups[0], slip, *groups[2:]]))
    bob.waits_for_banner("Group 2 of the code has a slip in it.")
    bob.write("code", invited.code, scene)
    bob.press("join", scene)
    assert bob.stands_before(Workspace).party == "Strelsau"


def test_a_file_that_is_none_is_refused(bob: Visitor, invited: ForCode, tmp_path: Path) -> None:
    file = tmp_path / "letter.rdexch"
    file.write_text("Dear colleague,")
    enter(bob, file, invited.code)
    bob.waits_for_banner("Nothing was changed.")
    bob.press("back")
    bob.stands_before(Responses)


def test_the_reserve_makes_whoever_opens_it_focal_point(
    bob: Visitor, alice: Office, tmp_path: Path
) -> None:
    made = members.make_reserve(
        alice.profile, alice.dossier, tmp_path / "r.rdexch", cost=KdfCost.FOR_TESTS
    )
    enter(bob, made.sent.files[0], made.code)
    workspace = bob.stands_before(Workspace)
    workspace.show_page(PEOPLE)
    bob.qtbot.waitUntil(lambda: bob.reads("Focal point"), timeout=30_000)


def test_who_was_removed_joins_again_in_the_same_profile(
    alice: Office, make_visitor: MakeVisitor, folder: Path, tmp_path: Path
) -> None:
    new_profile(folder, name="Bob").close()
    elsewhere = Office(name="Bob", folder=folder)
    elsewhere.join(alice.invite(tmp_path / "invitation.rdexch"))
    alice.receive(elsewhere.send(tmp_path))
    alice.remove(elsewhere.member)
    again = alice.invite(tmp_path / "again.rdexch", back=elsewhere.member)
    elsewhere.close()
    bob = make_visitor()
    bob.open_workspace()
    bob.desk.show(Deed.RESPONSES)
    enter(bob, again.sent.files[0], again.code)
    workspace = bob.stands_before(Workspace)
    bob.waits_for_banner("You take part again.")
    workspace.show_page(PEOPLE)
    bob.qtbot.waitUntil(
        lambda: bob.reads("The focal point has to confirm you."), timeout=30_000
    )


def test_who_is_in_already_is_told_so(
    alice: Office, make_visitor: MakeVisitor, folder: Path, tmp_path: Path
) -> None:
    new_profile(folder, name="Bob").close()
    elsewhere = Office(name="Bob", folder=folder)
    elsewhere.join(alice.invite(tmp_path / "invitation.rdexch"))
    again = alice.invite(tmp_path / "again.rdexch")
    elsewhere.close()
    bob = make_visitor()
    bob.open_workspace()
    bob.desk.show(Deed.RESPONSES)
    enter(bob, again.sent.files[0], again.code)
    banner = bob.waits_for_banner("This response is in the profile already.")
    assert "list of responses" in banner.message
