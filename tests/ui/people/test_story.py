"""A focal point and an expert, told by what the focal point sees and does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QRadioButton, QTreeWidget

from desktop_app.domain.members import MemberRole
from desktop_app.services import invitations
from desktop_app.services.people import people
from review_protocol.signing import fingerprint
from tests.builders.carrying import carry
from tests.builders.offices import Office
from tests.ui.people.conftest import Reader


@pytest.fixture
def ben(ana: Reader, stick: Path, tmp_path: Path) -> Iterator[Office]:
    """An expert whom Ana invited from her page, and who joined; Ana has heard of it."""
    ana.press("take-step")
    dialog = ana.dialog()
    ana.types("name", "Ben", dialog)
    code = ana.saves(dialog, stick / "invitation")
    ana.waits_for("Invited, not here yet")
    office = Office(name="Ben", folder=tmp_path / "ben")
    invitation = stick / "invitation.rdexch"
    office.dossier = invitations.join(office.profile, invitation, code)
    ana.hears(office)
    yield office
    office.close()


def confirmed(ana: Reader) -> None:
    ana.press("confirm", ana.card("Ben"))
    ana.press("agree", ana.dialog())
    ana.has_no_dialog()
    ana.waits_for("Ben\u2069 is confirmed.")


def test_alone_the_page_says_what_can_be_done(ana: Reader) -> None:
    assert ana.reads("You work on this response alone.")
    assert ana.reads("Invite experts")
    assert ana.reads("Add a second computer of your own")
    assert ana.reads("Make the reserve for the safe")


def test_who_joined_is_to_be_confirmed(ana: Reader, ben: Office) -> None:
    card = ana.card("Ben")
    assert ana.reads("Expert, not confirmed yet", card)
    assert ana.reads("Confirm \u2068Ben\u2069.")
    (digits,) = [
        c.fingerprint
        for m in people(ben.profile, ben.dossier).members
        if m.is_me
        for c in m.computers
    ]
    assert ana.reads(digits, card)


def test_after_confirming_the_reserve_is_next(ana: Reader, ben: Office) -> None:
    confirmed(ana)
    assert not ana.office.held().state.roster.members[ben.member].is_provisional
    ana.waits_for("Make the reserve for the safe.")


def test_a_role_is_given(ana: Reader, ben: Office) -> None:
    confirmed(ana)
    ana.choose("Ben", "set-role")
    dialog = ana.dialog()
    ana.press("observer", dialog)
    ana.press("agree", dialog)
    ana.waits_for_member("Ben", "Observer")
    assert ana.role(ben) is MemberRole.OBSERVER


def test_an_expert_is_restricted_and_that_is_lifted(ana: Reader, ben: Office) -> None:
    confirmed(ana)
    ana.choose("Ben", "restrict")
    dialog = ana.dialog()
    tree = dialog.findChild(QTreeWidget, "articles")
    assert tree is not None
    item = tree.topLevelItem(0)
    assert item is not None
    item.setCheckState(0, Qt.CheckState.Checked)
    ana.press("agree", dialog)
    ana.waits_for("Expert, restricted to a part")
    found = people(ana.office.profile, ana.office.dossier).members
    (own,) = [m.restricted_to for m in found if m.id == ben.member]
    assert own is not None
    assert "party_name" in own
    ana.choose("Ben", "lift-restriction")
    ana.waits_for("may edit any question again")
    found = people(ana.office.profile, ana.office.dossier).members
    assert [m.restricted_to for m in found if m.id == ben.member] == [None]


def test_who_is_removed_is_named_as_such_and_their_later_work_waits(
    ana: Reader, ben: Office
) -> None:
    confirmed(ana)
    ana.choose("Ben", "remove")
    question = ana.dialog()
    assert ana.reads("read nothing that is written from now on", question)
    ana.press("agree", question)
    ana.waits_for("Expert, removed")
    ben.answer("party_name", "Elsewhere")
    ana.hears(ben)
    ana.waits_for("Work waits for your decision.")
    assert ana.reads("Elsewhere")
    assert ana.office.values().get("party_name") != "Elsewhere"
    ana.press("take")
    ana.waits_for("The work is in the response.")
    assert ana.office.values()["party_name"] == "Elsewhere"


def test_waiting_work_is_left_out_for_good_only_after_a_question(
    ana: Reader, ben: Office
) -> None:
    confirmed(ana)
    ana.choose("Ben", "remove")
    ana.press("agree", ana.dialog())
    ana.waits_for("Expert, removed")
    ben.answer("party_name", "Elsewhere")
    ana.hears(ben)
    ana.press("never")
    ana.press("close", ana.dialog())
    assert people(ana.office.profile, ana.office.dossier).waiting
    ana.press("never")
    ana.press("agree", ana.dialog())
    ana.waits_for("The work stays out.")
    assert not people(ana.office.profile, ana.office.dossier).waiting


def test_who_was_removed_is_invited_again_with_their_history(
    ana: Reader, ben: Office, stick: Path, tmp_path: Path
) -> None:
    confirmed(ana)
    member = ben.member
    ana.choose("Ben", "remove")
    ana.press("agree", ana.dialog())
    ana.waits_for("Expert, removed")
    ana.choose("Ben", "readmit")
    code = ana.saves(ana.dialog(), stick / "again")
    office = Office(name="Ben", folder=tmp_path / "new computer")
    office.dossier = invitations.join(office.profile, stick / "again.rdexch", code)
    assert office.member == member
    ana.hears(office)
    ana.waits_for("Expert, not confirmed yet")
    office.close()


def test_the_new_computer_of_a_member_who_is_still_in_is_confirmed(
    ana: Reader, ben: Office, stick: Path, tmp_path: Path
) -> None:
    confirmed(ana)
    ana.choose("Ben", "readmit")
    code = ana.saves(ana.dialog(), stick / "again")
    new = Office(name="Ben", folder=tmp_path / "new computer")
    new.dossier = invitations.join(new.profile, stick / "again.rdexch", code)
    ana.hears(new)
    ana.waits_for("Confirm the new computer of \u2068Ben\u2069.")
    old, fresh = (fingerprint(each.device.public) for each in (ben, new))
    assert [each.text() for each in ana.card("Ben").findChildren(QLabel, "unconfirmed")] == [
        "Not confirmed yet."
    ]
    ana.press("confirm", ana.card("Ben"))
    dialog = ana.dialog()
    digits = [each.text() for each in dialog.findChildren(QRadioButton)]
    assert len(digits) == 1
    assert fresh in digits[0]
    assert old not in digits[0]
    ana.press("agree", dialog)
    ana.has_no_dialog()
    ana.waits_for("If the old one is lost, remove it now")
    assert not ana.office.held().state.roster.devices[new.device.id].is_provisional
    ana.qtbot.waitUntil(lambda: not ana.card("Ben").findChildren(QLabel, "unconfirmed"))
    assert ana.offers("Ben").count("remove-computer") == 2
    new.close()


def test_it_is_handed_over_until_a_day_and_taken_back(ana: Reader, ben: Office) -> None:
    confirmed(ana)
    ana.choose("Ben", "hand-over")
    dialog = ana.dialog()
    box = dialog.findChild(QCheckBox, "for-a-time")
    assert box is not None
    box.setChecked(True)
    ana.press("agree", dialog)
    ana.waits_for_member("Ben", "Focal point until")
    ana.waits_for_member("Ana", "Expert")
    ana.press("take-back")
    ana.press("agree", ana.dialog())
    ana.waits_for_member("Ana", "Focal point")


def test_one_s_own_details_are_written_down(ana: Reader) -> None:
    ana.choose("Ana", "describe")
    dialog = ana.dialog()
    ana.types("phone", "+99 1 234", dialog)
    ana.press("agree", dialog)
    ana.waits_for_member("Ana", "+99 1 234")


def test_an_expert_is_offered_only_what_an_expert_may(ana: Reader, ben: Office) -> None:
    ana.card("Ben")
    carry(ana.office, ben)
    found = people(ben.profile, ben.dossier)
    ana.page.show_people(found)
    assert ana.offers("Ben") == ["describe"]
    assert ana.offers("Ana") == []
    button = ana.page.findChild(QPushButton, "invite")
    assert button is not None
    assert not button.isVisible()
