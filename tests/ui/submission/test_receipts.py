"""What the page says of a receipt: three times, and whether it may be relied on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.submissions import ReceiptShown
from desktop_app.ui.widgets import Banner, BannerKind, Ink, Text
from tests.ui.shell.rooms_of import House
from tests.ui.submission.rooms import (
    ALL_SENDING,
    MOMENT,
    OTHER,
    SUBMISSION_SCENES,
    in_three_times,
)
from tests.ui.submission.test_page import has, press, shown, words


@pytest.mark.parametrize(
    ("is_verified", "words", "ink"),
    [
        (True, "Its signature is the server's", Ink.PLAIN),
        (False, "It could not be verified", Ink.WAIT),
        (None, "It cannot be checked on this computer", Ink.PLAIN),
    ],
)
def test_a_receipt_says_whether_it_may_be_relied_on(
    qtbot: QtBot, house: House, is_verified: bool | None, words: str, ink: Ink
) -> None:
    made = shown(qtbot, in_three_times(house, is_verified=is_verified))
    begins = ("Its signature", "It could not", "It cannot")
    (said,) = (e for e in made.findChildren(Text) if e.text().startswith(begins))
    assert said.text().startswith(words)
    assert said._ink is ink
    titles = {each.text() for each in made.findChildren(Text)}
    assert ("The secretariat has it. Receipt:" in titles) is (is_verified is not False)


def test_a_receipt_of_the_other_approval_says_which_the_secretariat_has(
    qtbot: QtBot, house: House
) -> None:
    made = shown(qtbot, SUBMISSION_SCENES["submission-of-the-other"](house))
    texts = {each.text(): each for each in made.findChildren(Text)}
    assert "The secretariat has the other approval of this number. Receipt:" in texts
    (said,) = (each for words, each in texts.items() if words.startswith("It is the server's"))
    assert "Ben Okoro" in said.text()
    assert said._ink is Ink.WAIT
    assert made.findChild(QWidget, "submit") is None
    told = replace(found(is_verified=True), other=OTHER)
    made = shown(
        qtbot, in_three_times(house, sending=replace(ALL_SENDING, verify=lambda _name: told))
    )
    banner = made.findChild(Banner)
    assert banner is not None
    press(made, "verify-receipt")
    qtbot.waitUntil(lambda: "Ben Okoro" in banner.message)
    assert banner.kind is BannerKind.WAIT


def found(*, is_verified: bool | None) -> ReceiptShown:
    """What verifying comes to."""
    return ReceiptShown(registered_at=MOMENT, is_verified=is_verified)


def test_a_receipt_that_cannot_be_checked_here_is_not_called_false(
    qtbot: QtBot, house: House
) -> None:
    unknown = replace(ALL_SENDING, verify=lambda _name: found(is_verified=None))
    made = shown(qtbot, in_three_times(house, sending=unknown))
    banner = made.findChild(Banner)
    assert banner is not None
    press(made, "verify-receipt")
    qtbot.waitUntil(lambda: "cannot be checked on this computer" in banner.message)


def test_the_receipt_shows_three_times_in_three_zones(qtbot: QtBot, house: House) -> None:
    made = shown(qtbot, SUBMISSION_SCENES["submission-receipted"](house))
    text = words(made)
    assert "Physically received (this time counts)" in text
    assert "3 March 2026, 13:03\u2069 UTC" in text
    assert "3 March 2026, 14:03\u2069 in Vienna" in text
    assert "here" in text
    assert not has(made, "submit")
    banner = made.findChild(Banner)
    assert banner is not None
    press(made, "verify-receipt")
    qtbot.waitUntil(lambda: "The receipt is the server's" in banner.message)


def test_a_receipt_that_does_not_fit_is_said(qtbot: QtBot, house: House) -> None:
    bad = replace(ALL_SENDING, verify=lambda _name: found(is_verified=False))
    made = shown(qtbot, in_three_times(house, sending=bad))
    banner = made.findChild(Banner)
    assert banner is not None
    press(made, "verify-receipt")
    qtbot.waitUntil(lambda: "does not fit" in banner.message)
