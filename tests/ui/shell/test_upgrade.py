"""Going on with a newer questionnaire from the window: seen before, undone by leaving."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from desktop_app.domain.responses import Status
from desktop_app.errors import DiskFull
from desktop_app.services import packs, profiles
from desktop_app.services.dossiers import find_dossier
from desktop_app.ui import deeds
from desktop_app.ui.dialogs.question import Question
from desktop_app.ui.errors import problem_of
from desktop_app.ui.unlock import Unlock
from desktop_app.ui.upgrade import FIRST, Upgrade, why_dropped, why_flagged
from desktop_app.ui.windows.top_bar import Deed
from desktop_app.ui.windows.workspace import HOME, Workspace
from tests.builders.dossiers import PASSPHRASE
from tests.builders.later_packs import later_pack
from tests.builders.responses import key, sample_info
from tests.ui.shell.rooms import make_plan
from tests.ui.shell.visitor import LONG_MS, Visitor

CARD = key("c_5_1_a_i")


@pytest.fixture
def reader(visitor: Visitor) -> Visitor:
    """Somebody with a finished answer, at home."""
    visitor.open_workspace()
    session = visitor.desk._held.session
    assert session is not None
    response = session.response
    response.set(key("q_5_model"), "conspiracy")
    response.set(key("q_5_conspiracy"), "yes")
    response.set(key("examples_5"), "State v. Rudolf")
    response.set_status(CARD, Status.READY)
    return visitor


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that is chosen: a newer version, signed by somebody unknown so far."""
    path = tmp_path / "newer.rdpack"
    path.write_bytes(later_pack("reworded", "-examples_5", "+asked_now").file)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    return path


def begin(visitor: Visitor) -> Upgrade:
    visitor.desk.show(Deed.UPGRADE)
    return visitor.stands_before(Upgrade)


def choose_file(visitor: Visitor) -> Upgrade:
    """Open the file and say that the signer is known."""
    scene = begin(visitor)
    visitor.press("open-file", scene)
    visitor.press("agree", visitor.dialog(Question))
    visitor.qtbot.waitUntil(
        lambda: bool(visitor.visible(QAbstractButton, "agree", scene)), timeout=LONG_MS
    )
    return scene


def version(visitor: Visitor) -> int:
    pages = visitor.stands_before(Workspace)
    assert pages is not None
    session = visitor.desk._held.session
    assert session is not None
    return session.response.info.pack.version


@pytest.mark.usefixtures("file")
class TestFromAFile:
    def test_what_would_happen_is_shown_before(self, reader: Visitor) -> None:
        choose_file(reader)
        assert reader.reads("Version 2 in the place of version 1")
        assert reader.reads("Answers kept, to be looked at again: 1")
        assert reader.reads("Yes\u2069”: other wording")
        assert reader.reads("State v. Rudolf\u2069”: no longer asked")
        assert reader.reads("New questions: 1")
        assert reader.reads("Nothing has changed yet")

    def test_leaving_it_changes_nothing(self, reader: Visitor) -> None:
        choose_file(reader)
        reader.press("leave")
        assert version(reader) == 1

    def test_agreeing_goes_on_with_it(self, reader: Visitor) -> None:
        choose_file(reader)
        reader.press("agree")
        assert version(reader) == 2
        session = reader.desk._held.session
        assert session is not None
        assert session.response.card(CARD).flagged
        assert session.workspace.page == HOME
        reader.qtbot.waitUntil(
            lambda: reader.reads("Answers whose question has changed: 1"), timeout=LONG_MS
        )

    def test_what_was_just_typed_is_carried_over(self, reader: Visitor) -> None:
        session = reader.desk._held.session
        assert session is not None
        session.response.set(key("q_5_conspiracy"), "part")
        choose_file(reader)
        assert reader.reads("Yes, in part\u2069”: other wording")

    def test_locking_meanwhile_leads_back_to_the_response(self, reader: Visitor) -> None:
        choose_file(reader)
        reader.desk.lock()
        reader.stands_before(Unlock)
        reader.unlock()
        assert version(reader) == 1

    def test_a_full_disk_changes_nothing_and_says_so(
        self, reader: Visitor, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: object) -> None:
            raise DiskFull("database")

        scene = choose_file(reader)
        monkeypatch.setattr(deeds, "upgrade", full)
        reader.press("agree", scene)
        reader.waits_for_banner(problem_of(DiskFull("database")).happened)
        reader.press("leave", scene)
        assert version(reader) == 1


def test_an_older_file_is_refused_with_the_reason(reader: Visitor, file: Path) -> None:
    file.write_bytes(later_pack("reworded", version=1).file)
    scene = begin(reader)
    reader.press("open-file", scene)
    reader.press("agree", reader.dialog(Question))
    reader.waits_for_banner("version 1 already")
    reader.press("leave", scene)
    assert version(reader) == 1


def test_a_file_that_is_none_is_refused(reader: Visitor, file: Path) -> None:
    file.write_bytes(b"no questionnaire")
    reader.press("open-file", begin(reader))
    reader.waits_for_banner("questionnaire")


class TestShipped:
    """A newer version that came with the program."""

    @pytest.fixture(autouse=True)
    def _ship(self, monkeypatch: pytest.MonkeyPatch) -> None:
        newer = later_pack("reworded")
        monkeypatch.setattr(packs, "shipped_packs", lambda *_: (newer,))
        monkeypatch.setattr(
            packs, "newer_shipped", lambda info: (newer,) if info.version < 2 else ()
        )

    def test_it_is_offered_at_home(self, reader: Visitor) -> None:
        assert reader.reads("Version 2 of the questionnaire came with the program")
        reader.press("banner-action")
        scene = reader.stands_before(Upgrade)
        reader.press("agree", scene)
        assert version(reader) == 2
        assert not reader.reads("came with the program")

    def test_it_is_offered_again_in_another_language(self, reader: Visitor) -> None:
        session = reader.desk._held.session
        assert session is not None
        reader.window.show_scene(session.rebuild("en"))
        assert reader.reads("Version 2 of the questionnaire came with the program")


def test_a_dossier_is_as_new_as_what_ships(with_response: Path) -> None:
    profile = profiles.unlock(with_response, PASSPHRASE)
    assert packs.newer_shipped(find_dossier(profile).pack) == ()
    profile.close()


def test_a_long_list_is_shown_whole_when_asked_for(qtbot: QtBot) -> None:
    scene = Upgrade(sample_info(), language="en")
    qtbot.addWidget(scene)
    scene.resize(900, 700)
    scene.show()
    scene.show_plan(make_plan(FIRST + 3))

    def entries() -> int:
        labels = scene.findChildren(QLabel)
        return sum("other wording" in label.text() for label in labels if label.isVisible())

    qtbot.waitUntil(lambda: entries() == FIRST)
    buttons = scene.findChildren(QAbstractButton, "show-all")
    (more,) = [button for button in buttons if button.isVisible()]
    more.click()
    qtbot.waitUntil(lambda: entries() == FIRST + 3)
    assert not more.isVisible()


def test_every_reason_has_words() -> None:
    plan = make_plan(1)
    assert why_flagged(plan.flagged[0]) == "other wording, other choices"
    assert why_dropped(plan.dropped[0]) == "no longer asked"
    assert why_dropped(plan.flagged[0]) == ""
