"""The server's card, as somebody sees and uses it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QFileDialog,
    QLabel,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_app.domain.servers import Schedule, ServerStanding
from desktop_app.errors import ServerRefused, ServerUnreachable
from desktop_app.ui.exchange.receive_card import ReceiveCard
from desktop_app.ui.synchronising.given import ServerState
from desktop_app.ui.synchronising.server_card import ServerCard
from desktop_app.ui.theme import Theme
from tests.ui.synchronising.rooms import (
    CONNECTED,
    DIGITS,
    DONE,
    EXPIRED,
    FAST,
    INVITED,
    OFFER,
    STATUS,
)

NONE = ServerState(standing=ServerStanding())


@pytest.fixture
def card(qtbot: QtBot, theme: Theme) -> ServerCard:
    made = ServerCard()
    qtbot.addWidget(made)
    made.resize(500, 600)
    with qtbot.waitExposed(made):
        made.show()
    return made


def reads(widget: QWidget) -> str:
    return "\n".join(
        label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)
    )


def button(card: QWidget, name: str) -> QAbstractButton:
    found = card.findChild(QAbstractButton, name)
    assert found is not None
    return found


def names(card: QWidget) -> set[str]:
    """The buttons that can be pressed."""
    return {
        each.objectName()
        for each in card.findChildren(QAbstractButton)
        if each.isVisibleTo(card) and each.isEnabled()
    }


def test_nothing_is_said_before_it_is_known(card: ServerCard) -> None:
    card.show_state(ServerState())
    assert names(card) == set()


def test_without_a_server_one_can_choose_an_invitation(card: ServerCard) -> None:
    card.show_state(NONE)
    assert names(card) == {"choose-invitation", "paste-invitation"}
    assert "now, later or never" in reads(card)


def test_what_is_offered_says_all_before_anything_is_sent(
    card: ServerCard, qtbot: QtBot
) -> None:
    card.show_state(ServerState(standing=ServerStanding(offer=OFFER)))
    text = reads(card)
    for piece in ("The focal point has named", OFFER.url, OFFER.review, DIGITS):
        assert piece in text
    assert "The server can see" in text
    assert "It cannot read" in text
    assert "Nothing is sent" in text
    with qtbot.waitSignal(card.agreed):
        button(card, "agree").click()


def test_an_invitation_that_has_expired_says_so_and_can_be_left(
    card: ServerCard, qtbot: QtBot
) -> None:
    card.show_state(replace(NONE, offered=EXPIRED))
    assert "expired on 1 March 2026" in reads(card)
    with qtbot.waitSignal(card.left):
        button(card, "leave-server").click()


def test_for_whom_an_invitation_is_stands_there_before_it_is_used(card: ServerCard) -> None:
    card.show_state(replace(NONE, offered=INVITED))
    text = reads(card)
    assert "For \u2068Ruritania\u2069, cluster \u20681\u2069" in text
    assert "began on 1 November 2026" in text
    assert button(card, "agree").isEnabled()
    assert "another" not in text.replace("Another invitation", "")
    later = replace(INVITED, own_start=date(2026, 10, 15))
    card.show_state(replace(NONE, offered=later))
    assert "This response has 15 October 2026, and that stays." in reads(card)


def test_one_for_another_cluster_cannot_be_used(card: ServerCard) -> None:
    other = replace(INVITED, cluster="3", own_cluster="I", own_party="Graustark")
    card.show_state(replace(NONE, offered=other))
    assert "of another cluster: \u2068I\u2069" in reads(card)
    assert not button(card, "agree").isEnabled()
    assert "same-party" not in names(card)


def test_one_for_another_party_asks_whether_it_is_the_same(card: ServerCard) -> None:
    other = replace(INVITED, party="Graustark", own_party="Ruritania")
    state = replace(NONE, offered=other)
    card.show_state(state)
    assert "that of another party: \u2068Ruritania\u2069" in reads(card)
    assert not button(card, "agree").isEnabled()
    assert "the receipts name \u2068Graustark\u2069" in reads(card)
    button(card, "same-party").click()
    card.show_state(replace(state, error=ServerRefused("full")))  # it is shown anew
    assert button(card, "agree").isEnabled()
    card.show_state(replace(NONE, offered=replace(other, party="Borduria")))
    assert not button(card, "agree").isEnabled()  # of that one nobody has said it


def test_an_invitation_can_be_pasted_as_text(card: ServerCard, qtbot: QtBot) -> None:
    card.show_state(NONE)
    button(card, "paste-invitation").click()
    edit = card.findChild(QPlainTextEdit, "invitation-text")
    assert edit is not None
    with qtbot.assertNotEmitted(card.file_chosen):
        button(card, "look-at-text").click()
    edit.setPlainText(" RDTEXT 1 PART 1 OF 1 \n")
    with qtbot.waitSignal(card.file_chosen) as chosen:
        button(card, "look-at-text").click()
    assert chosen.args == ["RDTEXT 1 PART 1 OF 1"]
    card.show_state(replace(NONE, offered=INVITED))
    assert edit.toPlainText() == ""
    assert "paste-invitation" not in names(card)
    card.show_state(CONNECTED)
    assert "paste-invitation" in names(card)


def test_a_connected_server_says_how_it_stands(card: ServerCard, qtbot: QtBot) -> None:
    card.show_state(CONNECTED)
    text = reads(card)
    for piece in (
        "Last in step",
        "3 changes wait",
        "14 answers",
        "7 kB out",
        STATUS.url,
        DIGITS,
    ):
        assert piece in text
    with qtbot.waitSignal(card.start_wanted):
        button(card, "synchronise-now").click()


def test_it_is_left_to_the_button_until_something_else_is_chosen(
    card: ServerCard, qtbot: QtBot
) -> None:
    card.show_state(CONNECTED)
    box = card.findChild(QComboBox, "schedule")
    assert box is not None
    assert box.currentData() == Schedule.BUTTON
    assert {box.itemData(n) for n in range(box.count())} == set(Schedule)
    with qtbot.waitSignal(card.schedule_chosen) as chosen:
        box.setCurrentIndex(box.findData(Schedule.HOUR))
        box.activated.emit(box.currentIndex())
    assert chosen.args == [Schedule.HOUR]


def test_while_it_runs_it_can_be_stopped(card: ServerCard, qtbot: QtBot) -> None:
    card.show_state(replace(CONNECTED, is_running=True))
    card.show_state(replace(CONNECTED, is_running=True, so_far=DONE))
    assert "7 kB out, 48 kB in" in reads(card)
    assert "synchronise-now" not in names(card)
    with qtbot.waitSignal(card.stop_wanted):
        button(card, "busy-cancel").click()
    card.show_state(CONNECTED)
    assert "synchronise-now" in names(card)
    assert "busy-cancel" not in names(card)


def test_trouble_that_came_by_itself_is_told_since_when(card: ServerCard) -> None:
    card.show_state(ServerState(standing=ServerStanding(status=FAST)))
    assert "certificate has expired" in card.banner.message
    assert "Since 3 March 2026" in card.banner.message


def test_a_wrong_clock_is_told_with_its_minutes(card: ServerCard) -> None:
    card.show_state(ServerState(standing=ServerStanding(status=FAST)))
    assert "190 minutes fast" in reads(card)
    assert "synchronised nevertheless" in reads(card)
    card.show_state(CONNECTED)
    assert "nevertheless" not in reads(card)


@pytest.mark.parametrize("kind", [ServerUnreachable, ServerRefused])
def test_each_thing_that_goes_wrong_is_told_there(
    card: ServerCard, kind: type[ServerUnreachable | ServerRefused]
) -> None:
    told = set()
    for reason in kind.REASONS:
        card.show_state(replace(CONNECTED, error=kind(reason)))
        assert card.banner.isVisibleTo(card)
        told.add(card.banner.message)
    assert len(told) == len(kind.REASONS)
    card.show_state(CONNECTED)
    assert not card.banner.isVisibleTo(card)


# Files


def drop(widget: QWidget, *files: Path) -> tuple[bool, bool]:
    """Whether it is taken when it is carried over, and when it is let go."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(each)) for each in files])
    how = (
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    over = QDragEnterEvent(QPointF(9, 9).toPoint(), *how)
    over.ignore()
    widget.dragEnterEvent(over)
    event = QDropEvent(QPointF(9, 9), *how)
    event.ignore()
    widget.dropEvent(event)
    return over.isAccepted(), event.isAccepted()


def test_an_invitation_can_be_dropped_there(
    card: ServerCard, qtbot: QtBot, tmp_path: Path
) -> None:
    card.show_state(NONE)
    file = tmp_path / "r.rdserver"
    with qtbot.waitSignal(card.file_chosen) as chosen:
        assert drop(card, file) == (True, True)
    assert chosen.args == [file]


def test_nothing_else_is_taken_there(card: ServerCard, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.assertNotEmitted(card.file_chosen):
        assert drop(card, tmp_path / "work.rdexch") == (False, False)


def test_one_that_is_dropped_beside_goes_to_the_server(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    files = ReceiveCard()
    qtbot.addWidget(files)
    with qtbot.waitSignal(files.invitation_dropped), qtbot.assertNotEmitted(files.plan_wanted):
        drop(files, tmp_path / "r.rdserver")


def test_an_invitation_can_be_chosen(
    card: ServerCard, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    card.show_state(NONE)
    file = tmp_path / "r.rdserver"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    with qtbot.waitSignal(card.file_chosen) as chosen:
        button(card, "choose-invitation").click()
    assert chosen.args == [file]
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    with qtbot.assertNotEmitted(card.file_chosen):
        button(card, "choose-invitation").click()
