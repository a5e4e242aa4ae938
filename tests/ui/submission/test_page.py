"""The page of submission: what each state shows and offers, and where its buttons lead."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.reports import FileKind
from desktop_app.domain.responses import Status
from desktop_app.domain.servers import Synchronised
from desktop_app.domain.submissions import (
    Completeness,
    Gap,
    Missing,
    Reopening,
    Sending,
)
from desktop_app.errors import StepRefused, SubmissionRefused
from desktop_app.services import clearing
from desktop_app.services.response import Response
from desktop_app.ui import slices
from desktop_app.ui.changes import Changes
from desktop_app.ui.errors import problem_of
from desktop_app.ui.submission.given import SendingDeeds
from desktop_app.ui.submission.page import SubmissionPage
from desktop_app.ui.synchronising.given import Done, Errand, Stoppable
from desktop_app.ui.tasks import Lane
from desktop_app.ui.widgets import Banner
from desktop_app.ui.wording import moment_words
from tests.builders.responses import all_answered, key, with_conspiracy
from tests.ui.shell.rooms_of import House
from tests.ui.submission.rooms import (
    ALL_SENDING,
    CHANGED,
    LOCKED,
    MINE,
    MOMENT,
    done,
    in_three_times,
    page,
)


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


def test_what_is_finished_is_approved_at_once(
    qtbot: QtBot, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slices, "SLICE_S", -1.0)  # no step but one in each turn
    response = all_answered()
    made = shown(qtbot, page(house, MINE, response))
    finished = frozenset(clearing.finished(response))
    told: list[object] = []
    made.given.hub.changed.connect(lambda changes, _who: told.append(changes))
    press(made, "approve-finished")
    assert not button(made, "approve-finished").isEnabled()
    assert not button(made, "approve-whole").isEnabled()
    assert set(clearing.finished(response)) == finished  # the window lives on meanwhile
    qtbot.waitUntil(lambda: bool(told))
    counts = response.progress().counts
    assert counts[Status.CLEARED] == response.progress().total
    assert told == [Changes(cards=finished)]
    assert not has(made, "approve-finished")


def test_what_was_approved_before_it_failed_is_told(
    qtbot: QtBot, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    response = all_answered()
    first, *_rest = clearing.finished(response)
    approve = clearing.approve_finished

    def approve_one(of: Response, cards: Iterable[NodeKey]) -> clearing.Approved:
        if response.status(first) is Status.CLEARED:
            raise StepRefused("/q", "locked")
        return approve(of, cards)

    made = shown(qtbot, page(house, MINE, response))
    monkeypatch.setattr(clearing, "approve_finished", approve_one)
    told: list[object] = []
    made.given.hub.changed.connect(lambda changes, _who: told.append(changes))
    press(made, "approve-finished")
    banner = made.findChild(Banner)
    assert banner is not None
    qtbot.waitUntil(lambda: bool(banner.message))
    assert told == [Changes(cards=frozenset({first}))]
    qtbot.waitUntil(lambda: has(made, "approve-finished"))  # Qt shows it a turn later
    assert button(made, "approve-finished").isEnabled()


def test_nothing_is_approved_any_more_once_the_response_is_left(
    qtbot: QtBot, house: House
) -> None:
    response = all_answered()
    made = shown(qtbot, page(house, MINE, response))
    finished = clearing.finished(response)
    told: list[object] = []
    made.given.hub.changed.connect(lambda changes, _who: told.append(changes))
    press(made, "approve-finished")
    made.setEnabled(False)
    qtbot.waitUntil(lambda: made._clearing is None)
    assert clearing.finished(response) == finished
    assert told == []


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
    with qtbot.waitSignal(made.reload_wanted) as told:  # others' answers may have come too
        press(made, "submit")
    assert told.args == ["Submitted."]


@pytest.mark.parametrize("came", [0, 1])
def test_what_came_before_it_failed_is_read_anew(qtbot: QtBot, house: House, came: int) -> None:
    refused = Done(so_far=Synchronised(came=came), error=SubmissionRefused("locked"))
    sending = replace(ALL_SENDING, submit=lambda _stop: refused)
    state = replace(LOCKED, sending=Sending(by_line=True))
    made = shown(qtbot, page(house, state, sending=sending))
    banner = made.findChild(Banner)
    assert banner is not None
    asked: list[str] = []
    made.reload_wanted.connect(asked.append)
    press(made, "submit")
    qtbot.waitUntil(lambda: bool(asked or banner.message))
    said = problem_of(SubmissionRefused("locked")).happened
    assert said in (asked[0] if came else banner.message)
    assert bool(asked) == bool(came)


def test_it_is_not_submitted_while_a_round_is_on_the_line(qtbot: QtBot, house: House) -> None:
    begun: list[bool] = []

    def never(_stop: Stoppable) -> Done:
        begun.append(True)
        return Done(so_far=Synchronised())

    state = replace(LOCKED, sending=Sending(by_line=True))
    made = shown(qtbot, page(house, state, sending=replace(ALL_SENDING, submit=never)))
    server, goes_on = made.given.server, threading.Event()
    assert server is not None

    def hold(_stop: Stoppable) -> Done:
        assert goes_on.wait(20)
        return Done(so_far=Synchronised())

    round_ = Errand(work=hold, owner=house.keep, on_done=done, on_error=done)
    assert server.carry(round_)
    banner = made.findChild(Banner)
    assert banner is not None
    press(made, "submit")
    assert "Submit when it has ended" in banner.message
    goes_on.set()
    qtbot.waitUntil(lambda: not server.state.is_running)
    assert begun == []


@pytest.mark.parametrize(
    ("name", "lane"),
    [("submit-file", Lane.STORE), ("ask-reopening", Lane.STORE), ("paper", Lane.NETWORK)],
)
def test_only_what_may_take_long_leaves_the_lane_of_the_store(
    qtbot: QtBot, house: House, tmp_path: Path, name: str, lane: Lane
) -> None:
    ran: list[str] = []
    used: list[object] = []

    def note(*_anything: object) -> None:
        ran.append(threading.current_thread().name)

    sending = SendingDeeds(submit_file=note, ask_reopening=note, print_receipt=note)
    made = shown(qtbot, page(house, LOCKED, sending=sending))
    made.begun.connect(used.append)
    acts: dict[str, Callable[[], None]] = {
        "submit-file": lambda: made.errands.write_file(tmp_path / "bag.rdcour"),
        "ask-reopening": lambda: made.errands.ask_reopening("A law was passed."),
        "paper": lambda: made.errands.print_receipt(None, tmp_path / "receipt.pdf"),
    }
    acts[name]()
    qtbot.waitUntil(lambda: bool(ran))
    assert ran[0].startswith(lane)
    assert bool(used) == (lane is Lane.NETWORK)


def test_what_was_done_says_what_is_still_to_be_done(
    qtbot: QtBot, house: House, tmp_path: Path
) -> None:
    made = shown(qtbot, page(house, LOCKED, sending=ALL_SENDING))
    banner = made.findChild(Banner)
    assert banner is not None
    made.errands.write_file(tmp_path / "bag.rdcour")
    qtbot.waitUntil(lambda: "bag.rdcour" in banner.message)
    assert "take its reply in on the page “Exchange”" in banner.message
    made.errands.ask_reopening("A law was passed.")
    qtbot.waitUntil(lambda: "The request is ready." in banner.message)
    assert "was asked" not in banner.message  # it has not gone yet


def test_where_the_receipt_came_meanwhile_no_file_is_said_to_be_written(
    qtbot: QtBot, house: House, tmp_path: Path
) -> None:
    there = replace(ALL_SENDING, submit_file=lambda _file: "its receipt")
    made = shown(qtbot, page(house, LOCKED, sending=there))
    banner = made.findChild(Banner)
    assert banner is not None
    made.errands.write_file(tmp_path / "bag.rdcour")
    qtbot.waitUntil(lambda: "no file was written" in banner.message)


def test_who_has_asked_is_told_when_and_is_not_offered_it_again(
    qtbot: QtBot, house: House
) -> None:
    made = shown(qtbot, in_three_times(house, asked_at=MOMENT))
    assert f"Asked on \u2068{moment_words(MOMENT)}\u2069." in words(made)
    assert "The answer comes with a synchronisation" in words(made)
    assert not has(made, "show-reopening")


def test_what_was_approved_is_saved_as_a_file(
    qtbot: QtBot, house: House, tmp_path: Path
) -> None:
    made = shown(qtbot, page(house, LOCKED))
    file = tmp_path / "final.pdf"
    with qtbot.waitSignal(made.begun):  # it has the profile open
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
