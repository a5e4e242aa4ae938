"""The page of submission: what each state shows and offers, and where its buttons lead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.reports import FileKind
from desktop_app.domain.responses import Status
from desktop_app.domain.submissions import Completeness, Gap, Missing, Reopening, Sending
from desktop_app.services.settings import Settings
from desktop_app.ui.i18n import Language
from desktop_app.ui.submission.given import SendingDeeds
from desktop_app.ui.submission.page import SubmissionPage
from desktop_app.ui.tasks import TaskRunner
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets import Banner
from tests.builders.responses import all_answered, key, with_conspiracy
from tests.ui.shell.rooms_of import House
from tests.ui.submission.rooms import (
    ALL_SENDING,
    CHANGED,
    LOCKED,
    MINE,
    SUBMISSION_SCENES,
    done,
    in_three_times,
    page,
)


@pytest.fixture
def house(
    qtbot: QtBot, theme: Theme, language: Language, runner: TaskRunner, tmp_path: Path
) -> Iterator[House]:
    made = House(Settings(tmp_path / "s.json"), runner, QObject(), tmp_path / "office")
    yield made
    made.close()
    made.keep.deleteLater()


def shown(qtbot: QtBot, made: QWidget) -> SubmissionPage:
    assert isinstance(made, SubmissionPage)
    qtbot.addWidget(made)
    made.resize(900, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


def words(inside: QWidget) -> str:
    """All that can be read there."""
    labels = [each for each in inside.findChildren(QLabel) if each.isVisible()]
    return "\n".join(each.text() for each in labels)


def button(inside: QWidget, name: str) -> QAbstractButton:
    found = [b for b in inside.findChildren(QAbstractButton, name) if b.isVisible()]
    assert found, f"{name} is not to be seen"
    return found[0]


def has(inside: QWidget, name: str) -> bool:
    return any(b.isVisible() for b in inside.findChildren(QAbstractButton, name))


def press(inside: QWidget, name: str) -> None:
    QTest.mouseClick(button(inside, name), Qt.MouseButton.LeftButton)


def write(inside: QWidget, name: str, text: str) -> None:
    edit = inside.findChild(QPlainTextEdit, name)
    assert edit is not None
    QTest.keyClicks(edit, text)


def test_gaps_stand_in_groups_with_counts_and_lead_to_their_questions(
    qtbot: QtBot, house: House
) -> None:
    made = shown(qtbot, page(house, MINE))
    group = made.findChild(QWidget, "gap-unanswered")
    assert group is not None
    assert "Not answered: 4" in words(group)
    assert "Without a legal reference: 1" in words(made)
    chosen: list[NodeKey] = []
    made.node_chosen.connect(chosen.append)
    entries = [b for b in group.findChildren(QAbstractButton) if "What is not" in b.text()]
    QTest.mouseClick(entries[0], Qt.MouseButton.LeftButton)
    assert chosen == [key("why_5")]


def test_more_than_a_few_are_shown_in_portions(qtbot: QtBot, house: House) -> None:
    made = shown(qtbot, page(house, MINE))
    assert not has(made, "more")  # four of a kind at most
    entry = Missing(
        gap=Gap.NOT_FINISHED, card=key("c"), node=key("n"), reference="Art. 5", title="What?"
    )
    made.show_state(made._deeds.look(), Completeness(entries=(entry,) * 40))

    def entries() -> int:
        group = made.findChild(QWidget, "gap-not-finished")
        found = group.findChildren(QAbstractButton, "missing-entry") if group else []
        return sum(each.isVisible() for each in found)

    for count in (5, 30, 40):
        qtbot.waitUntil(lambda count=count: entries() == count)  # type: ignore[misc]
        if count < 40:
            press(made, "more")
    assert not has(made, "more")


def test_an_incomplete_response_needs_a_reason(qtbot: QtBot, house: House) -> None:
    made = shown(qtbot, page(house, MINE))
    assert not button(made, "approve-whole").isEnabled()
    write(made, "approve-whole-reason", "Next year")
    assert button(made, "approve-whole").isEnabled()
    press(made, "approve-whole")
    banner = made.findChild(Banner)
    assert banner is not None
    qtbot.waitUntil(lambda: "Something came in" in banner.message)
    assert button(made, "approve-whole").isEnabled()  # and the reason is still there


def test_a_complete_one_needs_none(qtbot: QtBot, house: House) -> None:
    made = shown(qtbot, page(house, MINE, all_answered()))
    assert "Nothing. Every question is complete." in words(made)
    assert button(made, "approve-whole").isEnabled()
    assert not made.findChildren(QPlainTextEdit)


def test_versions_to_settle_come_first(qtbot: QtBot, house: House) -> None:
    response = with_conspiracy("part")
    made = page(house, MINE, response)
    card = response.card_of(key("why_5"))
    assert card is not None
    gap = Missing(
        gap=Gap.TO_SETTLE, card=card, node=key("why_5"), reference="Art. 5", title="Why?"
    )
    made = shown(qtbot, made)
    made.show_state(made._deeds.look(), Completeness(entries=(gap,)))
    assert not has(made, "approve-whole")
    pages: list[int] = []
    made.page_chosen.connect(pages.append)
    qtbot.waitUntil(lambda: has(made, "to-settling"))  # Qt shows what is added a turn later
    press(made, "to-settling")
    assert pages == [5]


def test_what_is_finished_is_approved_at_once(qtbot: QtBot, house: House) -> None:
    response = all_answered()
    made = shown(qtbot, page(house, MINE, response))
    told: list[object] = []
    made.given.hub.changed.connect(lambda changes, _who: told.append(changes))
    press(made, "approve-finished")
    counts = response.progress().counts
    assert counts[Status.CLEARED] == response.progress().total
    assert told
    assert not has(made, "approve-finished")


def test_who_is_not_focal_point_is_told_who_is(qtbot: QtBot, house: House) -> None:
    made = shown(qtbot, page(house, replace(MINE, may_approve=False)))
    assert "Ana Petrov" in words(made)
    assert not has(made, "approve-whole")
    assert not has(made, "approve-finished")
    assert has(made, "preview")


def test_a_locked_one_says_when_by_whom_and_its_digest(qtbot: QtBot, house: House) -> None:
    made = shown(qtbot, page(house, LOCKED))
    text = words(made)
    for part in ("Approval 2", "Ana Petrov", LOCKED.approvals[0].digits, "next year"):
        assert part in text
    assert "A law was passed yesterday." in text  # of the first, which was opened again
    assert not has(made, "approve-whole")
    assert not has(made, "submit")  # nothing is there to send it with


def test_it_is_opened_again_for_a_reason(qtbot: QtBot, house: House) -> None:
    made = shown(qtbot, page(house, LOCKED))
    assert not has(made, "reopen")
    press(made, "show-reopening")
    assert not button(made, "reopen").isEnabled()
    write(made, "reopen-reason", "A law was passed.")
    with qtbot.waitSignal(made.reload_wanted) as told:
        press(made, "reopen")
    assert "open again" in told.args[0]


@pytest.mark.parametrize(
    ("reopening", "can_ask", "told"),
    [
        (Reopening.ASK_FOCAL_POINT, True, "ask \u2068Ana Petrov\u2069 to open"),
        (Reopening.ASK_SECRETARIAT, False, "only the secretariat"),
    ],
)
def test_who_cannot_open_it_is_told_who_can(
    qtbot: QtBot, house: House, reopening: Reopening, can_ask: bool, told: str
) -> None:
    sending = ALL_SENDING if can_ask else SendingDeeds()
    made = shown(qtbot, page(house, replace(LOCKED, reopening=reopening), sending=sending))
    assert told in words(made)
    assert not has(made, "show-reopening")


def test_only_what_can_be_done_is_offered_for_sending(qtbot: QtBot, house: House) -> None:
    state = replace(LOCKED, sending=Sending(by_line=False))
    made = shown(qtbot, page(house, state, sending=ALL_SENDING))
    assert not has(made, "submit")  # no server is connected
    assert has(made, "submit-file")


def test_what_is_sent_is_said(qtbot: QtBot, house: House) -> None:
    state = replace(LOCKED, sending=Sending(by_line=True))
    made = shown(qtbot, page(house, state, sending=ALL_SENDING))
    banner = made.findChild(Banner)
    assert banner is not None
    press(made, "submit")
    qtbot.waitUntil(lambda: "Submitted." in banner.message)


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
    made = in_three_times(house)
    assert isinstance(made, SubmissionPage)
    bad = SendingDeeds(submit=done, submit_file=done, verify=lambda: False)
    made._deeds = replace(made._deeds, sending=bad)
    made.reload()
    shown(qtbot, made)
    banner = made.findChild(Banner)
    assert banner is not None
    press(made, "verify-receipt")
    qtbot.waitUntil(lambda: "does not fit" in banner.message)


def test_what_was_approved_is_saved_as_a_file(
    qtbot: QtBot, house: House, tmp_path: Path
) -> None:
    made = shown(qtbot, page(house, LOCKED))
    file = tmp_path / "final.pdf"
    made.print_to(2, file, FileKind.PDF)
    banner = made.findChild(Banner)
    assert banner is not None
    qtbot.waitUntil(lambda: "Saved as final.pdf" in banner.message)
    assert file.read_bytes() == b"%PDF-"


def test_what_changed_shows_both_texts_and_can_be_brought_back(
    qtbot: QtBot, house: House
) -> None:
    response = with_conspiracy("part")
    response.set(key("why_5"), CHANGED[0].now)
    response.leave()
    made = shown(qtbot, page(house, replace(MINE, changed=CHANGED[:1]), response))
    text = words(made)
    assert CHANGED[0].approved in text
    assert CHANGED[0].now in text
    press(made, "bring-back")
    assert response.state(key("why_5")).value == CHANGED[0].approved
    card = response.card_of(key("why_5"))
    assert card is not None
    assert response.status(card) is Status.CLEARED


def test_what_changed_is_approved_as_it_is(qtbot: QtBot, house: House) -> None:
    response = with_conspiracy("part")
    response.set(key("why_5"), CHANGED[0].now)
    response.leave()
    made = shown(qtbot, page(house, replace(MINE, changed=CHANGED[:1]), response))
    press(made, "approve-anew")
    card = response.card_of(key("why_5"))
    assert card is not None
    assert response.status(card) is Status.CLEARED
    assert response.state(key("why_5")).value == CHANGED[0].now


def test_others_only_read_what_changed(qtbot: QtBot, house: House) -> None:
    made = shown(
        qtbot, page(house, replace(MINE, may_approve=False, changed=CHANGED), all_answered())
    )
    assert not has(made, "bring-back")
    assert not has(made, "approve-anew")


def test_the_keyboard_begins_at_the_first_thing_to_do(qtbot: QtBot, house: House) -> None:
    made = shown(qtbot, page(house, MINE))
    made.start()
    assert made.focusWidget() is not None
