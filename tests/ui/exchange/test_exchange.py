"""Files out and in, as somebody does it at the window."""

from __future__ import annotations

from pathlib import Path
from random import Random
from string import ascii_letters

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.keys import NodeKey
from desktop_app.exchange.receiving import receive
from desktop_app.exchange.sources import sources_in
from desktop_app.ui.exchange.page import ExchangePage
from desktop_app.ui.exchange.receive_card import ReceiveCard
from desktop_app.ui.exchange.send_card import SendCard
from tests.builders.offices import Office

LONG_MS = 30_000


def texts(page: QWidget) -> str:
    return "\n".join(
        label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)
    )


def waits_for(qtbot: QtBot, page: QWidget, words: str) -> None:
    def there() -> None:
        assert words in texts(page)

    qtbot.waitUntil(there, timeout=LONG_MS)


def press(qtbot: QtBot, page: QWidget, name: str) -> None:
    button = page.findChild(QAbstractButton, name)
    assert button is not None
    qtbot.waitUntil(lambda: button.isVisibleTo(page) and button.isEnabled(), timeout=LONG_MS)
    button.click()


def sending(page: ExchangePage) -> SendCard:
    card = page.findChild(SendCard)
    assert card is not None
    return card


def receiving(page: ExchangePage) -> ReceiveCard:
    card = page.findChild(ReceiveCard)
    assert card is not None
    return card


def test_who_is_alone_is_led_to_people(qtbot: QtBot, exchange: ExchangePage) -> None:
    waits_for(qtbot, exchange, "Nobody else works on this response yet")
    with qtbot.waitSignal(exchange.page_chosen) as chosen:
        press(qtbot, exchange, "to-people")
    assert chosen.args == [2]


def test_the_digits_are_those_of_the_colleague_who_holds_the_same(
    qtbot: QtBot, alice: Office, bob: Office, stick: Path, exchange: ExchangePage
) -> None:
    from desktop_app.services import packages

    bob.receive(alice.send(stick))
    alice.receive(bob.send(stick))
    exchange.reload()
    waits_for(qtbot, exchange, packages.digest(bob.profile, bob.dossier))


def test_a_file_is_made_and_the_colleague_can_read_it(
    qtbot: QtBot, alice: Office, bob: Office, stick: Path, exchange: ExchangePage
) -> None:
    alice.answer("party_name", "Ruritania, as Alice has it")
    waits_for(qtbot, exchange, "For whom")
    sending(exchange).send_to(stick)
    waits_for(qtbot, exchange, "The file was read back and is whole")
    bob.receive(stick)
    assert bob.values()["party_name"] == "Ruritania, as Alice has it"
    waits_for(qtbot, exchange, "Made a file for Bob")


def test_what_is_being_typed_goes_along(
    qtbot: QtBot, bob: Office, stick: Path, exchange: ExchangePage
) -> None:
    given = exchange.given
    given.response.set(NodeKey.parse("party_name"), "typed a moment ago")
    waits_for(qtbot, exchange, "For whom")
    sending(exchange).send_to(stick)
    waits_for(qtbot, exchange, "The file was read back and is whole")
    bob.receive(stick)
    assert bob.values()["party_name"] == "typed a moment ago"


def test_the_size_of_the_parts_of_a_text_is_chosen(
    qtbot: QtBot, alice: Office, bob: Office, stick: Path, exchange: ExchangePage
) -> None:
    why = "".join(Random(3).choices(ascii_letters, k=1_500_000))
    alice.answer("why_5", why)
    waits_for(qtbot, exchange, "For whom")
    card = sending(exchange)
    size = card.findChild(QComboBox, "part-size")
    box = card.findChild(QCheckBox, "as-text")
    assert size is not None
    assert box is not None
    assert not size.isVisibleTo(card)
    box.setChecked(True)
    assert size.isVisibleTo(card)
    assert size.currentText() == "5 MB"
    size.setCurrentIndex(size.findText("1 MB"))
    card.send_to(stick)
    waits_for(qtbot, exchange, "2 parts, beginning with")
    assert all(part.stat().st_size <= 1_000_000 for part in stick.iterdir())
    bob.receive(stick)
    assert bob.values()["why_5"] == why


def test_everything_goes_once_more_if_somebody_wants_it(
    qtbot: QtBot, alice: Office, bob: Office, stick: Path, exchange: ExchangePage
) -> None:
    """Whoever was put back to before its sender came can take in no other file of theirs."""
    bob.receive(alice.send(stick))
    alice.receive(bob.send(stick))
    exchange.reload()
    waits_for(qtbot, exchange, "They had everything then.")
    box = sending(exchange).findChild(QCheckBox, "everything")
    assert box is not None
    sets = []
    for wanted in (True, False):
        box.setChecked(wanted)
        before = set(stick.iterdir())
        sending(exchange).send_to(stick)
        waits_for(qtbot, exchange, "The file was read back and is whole")
        qtbot.waitUntil(lambda: not sending(exchange).busy.isVisibleTo(exchange))
        (file,) = set(stick.iterdir()) - before
        (source,) = sources_in([file])
        sets.append(len(receive(source, [bob.device]).manifest.sets))
        assert not box.isChecked(), "the next one is as usual"
    assert sets[0] > 1
    assert sets[1] == 0


def test_without_anybody_chosen_nothing_can_be_sent(
    qtbot: QtBot, bob: Office, exchange: ExchangePage
) -> None:
    waits_for(qtbot, exchange, "For whom")
    for box in sending(exchange).findChildren(QCheckBox):
        if box.objectName().startswith("to-"):
            box.setChecked(False)
    button = exchange.findChild(QAbstractButton, "send-file")
    assert button is not None
    assert not button.isEnabled()


def test_a_place_that_cannot_be_written_is_named(
    qtbot: QtBot, bob: Office, tmp_path: Path, exchange: ExchangePage
) -> None:
    waits_for(qtbot, exchange, "For whom")
    sending(exchange).send_to(tmp_path / "gone" / "folder")
    qtbot.waitUntil(lambda: sending(exchange).banner.isVisibleTo(exchange), timeout=LONG_MS)
    assert "read back" not in sending(exchange).banner.message


def test_files_are_shown_before_anything_changes(
    qtbot: QtBot, alice: Office, bob: Office, stick: Path, exchange: ExchangePage
) -> None:
    bob.answer("party_name", "Ruritania, as Bob has it")
    receiving(exchange).look_at([bob.send(stick)])
    waits_for(qtbot, exchange, "This brings")
    assert "From Bob." in texts(exchange)
    assert alice.values()["party_name"] == "Ruritania"
    with qtbot.waitSignal(exchange.reload_wanted, timeout=LONG_MS) as wanted:
        press(qtbot, exchange, "take-in")
    assert "from Bob" in wanted.args[0]
    assert alice.values()["party_name"] == "Ruritania, as Bob has it"


def test_a_file_that_only_tells_what_its_sender_has_is_taken_in(
    qtbot: QtBot, alice: Office, bob: Office, stick: Path, exchange: ExchangePage
) -> None:
    """Else what Bob has would go to him again and again."""
    bob.receive(alice.send(stick))
    for number in range(2):
        file = bob.send(stick / f"{number}.rdexch")
    receiving(exchange).look_at([file])
    waits_for(qtbot, exchange, "It tells what others have by now.")
    with qtbot.waitSignal(exchange.reload_wanted, timeout=LONG_MS):
        press(qtbot, exchange, "take-in")
    receiving(exchange).look_at([file])
    waits_for(qtbot, exchange, "There is nothing to take in.")
    assert alice.plan(file).is_idle


def test_files_are_left(
    qtbot: QtBot, alice: Office, bob: Office, stick: Path, exchange: ExchangePage
) -> None:
    bob.answer("party_name", "Ruritania, as Bob has it")
    receiving(exchange).look_at([bob.send(stick)])
    waits_for(qtbot, exchange, "This brings")
    press(qtbot, exchange, "leave")
    assert "This brings" not in texts(exchange)
    assert alice.values()["party_name"] == "Ruritania"


def test_what_will_have_to_be_settled_is_said_before(
    qtbot: QtBot, alice: Office, bob: Office, stick: Path, exchange: ExchangePage
) -> None:
    alice.answer("party_name", "Alice's words")
    bob.answer("party_name", "Bob's words")
    receiving(exchange).look_at([bob.send(stick)])
    waits_for(qtbot, exchange, "two versions to settle")
    with qtbot.waitSignal(exchange.reload_wanted, timeout=LONG_MS):
        press(qtbot, exchange, "take-in")
    exchange.reload()
    waits_for(qtbot, exchange, "1 version to settle.")  # in the log


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"a letter", "This is no exchange file"), (b"", "This is no exchange file")],
)
def test_another_file_is_no_exchange_file(
    qtbot: QtBot, exchange: ExchangePage, tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "letter.rdexch"
    path.write_bytes(content)
    receiving(exchange).look_at([path])
    waits_for(qtbot, exchange, words)
    assert "There is nothing to take in." in texts(exchange)


def test_a_file_for_somebody_else_says_so(
    qtbot: QtBot, bob: Office, tmp_path: Path, stick: Path, exchange: ExchangePage
) -> None:
    other = Office(name="Olga", folder=tmp_path / "olga").found("Borduria")
    guest = Office(name="Gus", folder=tmp_path / "gus").join(other.invite(stick))
    receiving(exchange).look_at([guest.send(stick)])
    waits_for(qtbot, exchange, "Made for somebody else")
    for office in (other, guest):
        office.close()


def test_files_can_be_dropped(
    qtbot: QtBot, bob: Office, stick: Path, exchange: ExchangePage
) -> None:
    bob.answer("party_name", "dropped")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(bob.send(stick)))])
    drop = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    receiving(exchange).dropEvent(drop)
    waits_for(qtbot, exchange, "This brings")
