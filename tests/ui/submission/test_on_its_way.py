"""How far a submission is, that it was not taken, and all its receipts, on the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.submissions import (
    OnItsWay,
    ReceiptShown,
    Reopened,
    Reopening,
    Sending,
    SubmissionState,
)
from desktop_app.ui.submission.receipts_card import ReceiptsCard
from desktop_app.ui.widgets import Banner, BannerKind, Ink, Text
from desktop_app.ui.wording import moment_words
from review_protocol.names import ContentId
from tests.ui.shell.rooms_of import House
from tests.ui.submission.rooms import (
    ALL_SENDING,
    LOCKED,
    MOMENT,
    SUBMISSION_SCENES,
    in_three_times,
    not_taken,
    on_its_way,
    page,
)

WHEN = moment_words(MOMENT)
FIRST = ReceiptShown(registered_at=MOMENT, id=ContentId("1" * 64), number=1, sent_at=MOMENT)
SECOND = replace(FIRST, id=ContentId("2" * 64), number=2, is_by_courier=True)


def reads(page: QWidget) -> str:
    labels = page.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def shown(qtbot: QtBot, made: QWidget) -> QWidget:
    qtbot.addWidget(made)
    made.resize(900, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.mark.parametrize(
    ("way", "says", "never"),
    [
        (OnItsWay(sealed_at=MOMENT), "the secretariat does not have it", WHEN),
        (
            OnItsWay(sealed_at=MOMENT, carried_at=MOMENT),
            f"Written into a file for the courier on \u2068{WHEN}\u2069",
            "Handed",
        ),
        (
            OnItsWay(sealed_at=MOMENT, handed_at=MOMENT),
            f"Handed to the server on \u2068{WHEN}\u2069",
            "Written into",
        ),
    ],
)
def test_only_what_the_server_was_given_was_handed_to_it(
    qtbot: QtBot, house: House, way: OnItsWay, says: str, never: str
) -> None:
    card = shown(qtbot, on_its_way(house, way)).findChild(QWidget, "sending")
    assert card is not None
    assert says in reads(card)
    assert never not in reads(card)
    assert "Sent on" not in reads(card)


@pytest.mark.parametrize(
    ("way", "says"),
    [
        (OnItsWay(sealed_at=MOMENT), "the secretariat does not know of it"),
        (OnItsWay(sealed_at=MOMENT, carried_at=MOMENT), "written into a file for the courier"),
        (OnItsWay(sealed_at=MOMENT, handed_at=MOMENT), f"Asked on \u2068{WHEN}\u2069."),
    ],
)
def test_a_wish_that_waits_was_not_asked_yet(
    qtbot: QtBot, house: House, way: OnItsWay, says: str
) -> None:
    made = page(house, _asking(way), sending=ALL_SENDING)
    assert says in reads(shown(qtbot, made))


def _asking(way: OnItsWay) -> SubmissionState:
    sending = Sending(by_line=True, receipt=SECOND, receipts=(FIRST, SECOND), asked=way)
    return replace(LOCKED, reopening=Reopening.ASK_SECRETARIAT, sending=sending)


@pytest.mark.parametrize(
    ("way", "says"),
    [
        (OnItsWay(sealed_at=MOMENT), ""),
        (OnItsWay(sealed_at=MOMENT, carried_at=MOMENT), "Call the file back first."),
        (OnItsWay(sealed_at=MOMENT, handed_at=MOMENT), "Synchronise first"),
    ],
)
def test_who_may_open_it_again_reads_what_that_does_not_call_back(
    qtbot: QtBot, house: House, way: OnItsWay, says: str
) -> None:
    card = shown(qtbot, on_its_way(house, way)).findChild(QWidget, "approved")
    assert card is not None
    assert says in reads(card)
    assert ("locks the response again" in reads(card)) is bool(says)


def test_what_was_not_taken_is_said_as_a_risk_with_what_to_do(
    qtbot: QtBot, house: House
) -> None:
    made = shown(qtbot, not_taken(house))
    text = reads(made)
    assert "The submission was not taken: the secretariat has none" in text
    assert "Ask the secretariat which one it accepts." in text
    assert "The request to open it again was not taken" in text
    loud = [each.text() for each in made.findChildren(Text) if each._ink is Ink.RISK]
    assert len(loud) == 2
    assert "Not sent from" not in text
    assert made.findChild(QAbstractButton, "submit") is not None  # it can be sent again


def _reopened() -> SubmissionState:
    former = replace(
        LOCKED.approvals[1], reopened=Reopened(by="Ana", at=MOMENT, reason="A law was missed.")
    )
    return replace(
        LOCKED,
        approvals=(LOCKED.approvals[0], former),
        is_locked=False,
        sending=Sending(by_line=True, receipts=(FIRST, SECOND)),
    )


def _press(card: QWidget, name: str, number: int) -> None:
    buttons = card.findChildren(QAbstractButton, name)
    buttons[number].click()


def test_all_receipts_stay_once_it_is_open_again(
    qtbot: QtBot, house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, object, object]] = []

    def note(what: str) -> Callable[..., ReceiptShown]:
        def noted(name: object, file: object = None) -> ReceiptShown:
            asked.append((what, name, file))
            return replace(FIRST, is_verified=True)

        return noted

    sending = replace(
        ALL_SENDING,
        verify=note("verify"),
        print_receipt=note("print"),
        save_receipt=note("save"),
    )
    made = shown(qtbot, page(house, _reopened(), sending=sending))
    card = made.findChild(ReceiptsCard)
    assert card is not None
    assert f"Submission 1: \u2068{WHEN}\u2069, by line" in reads(card)
    assert f"Submission 2: \u2068{WHEN}\u2069, by courier" in reads(card)
    assert "Registered" not in reads(card)
    _press(card, "show-receipt", 0)
    assert "Registered (this time counts)" in reads(card)
    file = tmp_path / "first"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    for name in ("verify-receipt", "print-receipt", "save-receipt"):
        before = len(asked)
        _press(card, name, 0)
        qtbot.waitUntil(lambda before=before: len(asked) > before)  # type: ignore[misc]
    assert asked == [
        ("verify", FIRST.id, None),
        ("print", FIRST.id, file),
        ("save", FIRST.id, file),
    ]


def test_the_only_receipt_is_not_shown_twice(qtbot: QtBot, house: House) -> None:
    sending = Sending(by_line=True, receipt=SECOND, receipts=(SECOND,))
    made = shown(qtbot, page(house, replace(LOCKED, sending=sending), sending=ALL_SENDING))
    assert made.findChild(ReceiptsCard) is None


def test_a_receipt_of_another_review_is_said_as_a_risk(qtbot: QtBot, house: House) -> None:
    made = shown(qtbot, SUBMISSION_SCENES["submission-of-another"](house))
    loud = [each.text() for each in made.findChildren(Text) if each._ink is Ink.RISK]
    assert any("for another party: \u2068Ruritania\u2069" in each for each in loud)
    assert any("for another cluster: \u2068I\u2069" in each for each in loud)


def test_verifying_one_of_another_review_says_so(qtbot: QtBot, house: House) -> None:
    other = replace(SECOND, is_verified=True, party="Graustark", own_party="Ruritania")
    sending = replace(ALL_SENDING, verify=lambda _name: other)
    made = shown(qtbot, in_three_times(house, sending=sending))
    banner = made.findChild(Banner)
    assert banner is not None
    made.findChildren(QAbstractButton, "verify-receipt")[0].click()
    qtbot.waitUntil(lambda: "for another party" in banner.message)
    assert banner.kind is BannerKind.RISK


def test_beside_a_receipt_of_no_use_it_can_be_sent(qtbot: QtBot, house: House) -> None:
    made = shown(qtbot, in_three_times(house, is_verified=False))
    assert made.findChild(QWidget, "submit") is not None
    assert made.findChild(QWidget, "submit-file") is not None
    made = shown(qtbot, in_three_times(house))
    assert made.findChild(QWidget, "submit") is None


def test_who_may_not_send_is_told_how_it_stands_and_offered_nothing(
    qtbot: QtBot, house: House
) -> None:
    theirs = replace(LOCKED, may_approve=False, reopening=Reopening.ASK_FOCAL_POINT)
    made = shown(
        qtbot,
        page(house, replace(theirs, sending=Sending(by_line=True)), sending=ALL_SENDING),
    )
    assert "Not sent from this computer, and no receipt has come." in reads(made)
    assert made.findChild(QWidget, "submit") is None
    assert made.findChild(QWidget, "submit-file") is None
