"""What the look over the profile found, after it was opened: said once, above the page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.domain.keys import DossierId
from desktop_app.domain.profiles import CheckFault, CheckReport, FaultKind, FolderWarning
from desktop_app.services import dossiers, freshness, profiles
from desktop_app.ui.desk.findings import words_on, words_on_place
from desktop_app.ui.widgets import BannerKind
from tests.builders.dossiers import PASSPHRASE
from tests.builders.offices import Office
from tests.builders.responses import key
from tests.ui.shell.conftest import MakeVisitor
from tests.ui.shell.visitor import SteppingSeconds, Visitor

SOUND = CheckReport()
BROKEN = CheckReport(faults=(CheckFault(FaultKind.PAGES, 2),))
SHARE, CLOUD = FolderWarning.NETWORK_SHARE, FolderWarning.CLOUD_FOLDER


@pytest.mark.parametrize("find", [lambda w: words_on(SOUND, w), words_on_place])
@pytest.mark.parametrize(
    ("warning", "word"), [(SHARE, "network share"), (CLOUD, "copied to a cloud")]
)
def test_a_poor_place_is_named(find: object, warning: FolderWarning, word: str) -> None:
    assert callable(find)
    finding = find((warning,))
    assert word in finding.title
    assert finding.kind is BannerKind.WAIT


def test_a_sound_profile_in_a_good_place_needs_no_words() -> None:
    assert words_on(SOUND, ()) is None
    assert words_on_place(()) is None


def test_an_old_copy_that_was_put_back_is_named() -> None:
    finding = words_on(replace(SOUND, behind=frozenset({DossierId("d")})), (SHARE,))
    assert finding is not None
    assert "older" in finding.title
    assert finding.kind is BannerKind.WAIT


def test_damage_is_graver_than_a_poor_place() -> None:
    finding = words_on(BROKEN, (SHARE,))
    assert finding is not None
    assert finding.kind is BannerKind.RISK


def test_a_profile_in_a_cloud_folder_is_told_so_when_it_is_open(
    with_response: Path, make_visitor: MakeVisitor
) -> None:
    cloud = with_response.with_name("OneDrive - Ministry")
    with_response.rename(cloud)
    with_response.symlink_to(cloud)
    visitor = make_visitor()
    visitor.open_workspace()
    visitor.waits_for_banner("copied to a cloud")


def test_what_follows_from_the_changes_is_put_right_and_shown(
    with_response: Path, make_visitor: MakeVisitor, seconds: SteppingSeconds
) -> None:
    office = Office(name="Somebody", folder=with_response)
    (info,) = dossiers.list_dossiers(office.profile)
    office.dossier = info.id
    office.answer("party_name", "Ruritania")
    with office.profile.store.begin() as connection:
        connection.exec_driver_sql("UPDATE versions SET value = 'x' WHERE value = 'Ruritania'")
    office.close()
    visitor = make_visitor()
    visitor.open_workspace()
    seconds.now += 5  # nobody types
    banner = visitor.waits_for_banner("made anew from that record: nothing is lost")
    assert banner.kind is BannerKind.INFO
    session = visitor.desk._held.session  # what the window has open
    assert session is not None
    assert session.response.state(key("party_name")).value == "Ruritania"


def test_damage_behind_the_page_is_found_while_one_works(
    with_response: Path, make_visitor: MakeVisitor
) -> None:
    profile = profiles.unlock(with_response, PASSPHRASE)
    with profile.store.begin() as connection:
        connection.exec_driver_sql("DELETE FROM sets")
    profile.close()
    visitor = make_visitor()
    visitor.open_workspace()
    banner = visitor.waits_for_banner("something in it is not sound")
    assert banner.kind is BannerKind.RISK


def test_an_old_copy_whose_work_is_nowhere_is_told_of_until_one_has_read_it(
    with_response: Path, make_visitor: MakeVisitor, tmp_path: Path
) -> None:
    office = Office(name="Somebody", folder=with_response)
    (info,) = dossiers.list_dossiers(office.profile)
    office.dossier = info.id
    office.declare()
    old = office.image(tmp_path / "old")
    office.answer("party_name", "Written after the copy")
    office.declare()
    freshness.remember(office.profile)
    office.put_back(old)
    office.close()
    visitor = make_visitor()
    visitor.open_workspace()
    banner = visitor.waits_for_banner("older than the one that was last used")
    visitor.press("banner-action", banner)
    visitor.qtbot.waitUntil(lambda: not banner.isVisible(), timeout=30_000)
    visitor.qtbot.waitUntil(lambda: not _is_behind(visitor), timeout=30_000)


def _is_behind(visitor: Visitor) -> bool:
    profile = visitor.desk._held.profile  # what the window has open
    assert profile is not None
    return bool(freshness.behind(profile))
