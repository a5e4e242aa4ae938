"""The central server through the window: a real process, and a colleague elsewhere."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox

from desktop_app.domain.servers import Schedule, ServerStatus
from desktop_app.remote import line
from desktop_app.remote.line import Line, Reply
from desktop_app.services import servers
from desktop_app.ui.autosave import SavePhase
from desktop_app.ui.questionnaire.field import Field
from desktop_app.ui.synchronising.server_card import ServerCard
from desktop_app.ui.synchronising.synchroniser import Synchroniser
from desktop_app.ui.unlock import Unlock
from desktop_app.ui.windows.workspace import EXCHANGE, HOME, Workspace
from tests.builders.delegates import long_text
from tests.builders.offices import Office
from tests.builders.responses import key
from tests.builders.servers import Process, make_office
from tests.ui.shell.conftest import MakeVisitor
from tests.ui.shell.member import Person
from tests.ui.shell.visitor import LONG_MS, SteppingSeconds

NAME = "party_name"
TURN_MS = 50
SOON_S = 15
"""A request alone may take a minute."""


@pytest.fixture
def process(tmp_path: Path) -> Iterator[Process]:
    """A server that serves."""
    made = Process(make_office(tmp_path / "server"))
    made.start()
    yield made
    made.stop()
    made.office.server.database.close()


@pytest.fixture
def bob(tmp_path: Path, stick: Path) -> Iterator[Office]:
    """An expert elsewhere, whose response is that of Ana's profile in the folder `ana`."""
    ana = Office(name="Ana", folder=tmp_path / "ana").found("Strelsau")
    ana.answer(NAME, "Strelsau")
    office = Office(name="Bob", folder=tmp_path / "bob").join(ana.invite(stick))
    ana.receive(office.send(stick))
    office.receive(ana.send(stick))
    office.clock.now = datetime.now(UTC)
    ana.close()
    yield office
    office.close()


class User(Person):
    """Somebody who also uses the server."""

    def __init__(self, person: Person, seconds: SteppingSeconds) -> None:
        super().__init__(person.at, person.stick)
        self.seconds = seconds
        self._before: Workspace | None = None

    @property
    def card(self) -> ServerCard:  # type: ignore[override]  # of the server, not of a member
        found = self.workspace.findChild(ServerCard)
        assert found is not None
        return found

    def connect(self, process: Process) -> Path:
        """Use an invitation, from the exchange page."""
        file = process.invitation_file()
        self.workspace.show_page(EXCHANGE)
        self.card.choose_file(file)
        self.wait("of another party")  # the invitation is for Ruritania
        self.at.see(QAbstractButton, "same-party", self.card).click()
        self.at.press("agree", self.card)
        self.wait("Never in step")
        return file

    def status(self) -> ServerStatus:
        return servers.status(self.profile, self.dossier)

    def fact(self) -> str:
        """What the bar says."""
        button = self.workspace.findChild(QAbstractButton, "synchronised")
        assert button is not None
        return button.accessibleName()

    def rest(self) -> None:
        """Until nothing is being done, and what came is shown."""
        self.at.qtbot.waitUntil(lambda: self.at.runner.is_idle, timeout=LONG_MS)

    def press(self) -> None:
        """Synchronise by the button in the bar."""
        self.press_only()
        self.comes_to_an_end()

    def press_only(self) -> None:
        """The same, and go on at once."""
        self._before = self.workspace
        self.at.press("synchronise", self._before)

    def comes_to_an_end(self) -> None:
        """Until the round is over."""
        self.at.qtbot.waitUntil(self._is_done, timeout=LONG_MS)
        self.rest()

    def waits(self, minutes: int) -> None:
        """Reads for so long, a hand at the keyboard, and then lets go of it."""
        self._before = self.workspace
        for _each in range(minutes):
            self.seconds.now += 60
            self.at.desk._autolock.check()  # else it would take the computer for asleep
            self.at.desk._autolock.touch()
        self.seconds.now += 3

    @property
    def server(self) -> Synchroniser:
        """What synchronises the response that is open."""
        session = self.at.desk._held.session  # nothing else names it
        assert session is not None
        assert session.server is not None
        return session.server

    def _is_done(self) -> bool:
        return not self.server.state.is_running

    def pauses(self) -> None:
        """Nobody types: what came is shown, and the response is there again.

        It may have been shown before this: whoever waited had typed nothing either.
        """

        def saved() -> bool:
            session = self.at.desk._held.session
            return session is not None and session.autosave.state.phase is SavePhase.SAVED

        def shown() -> bool:
            scene = self.at.window.scene
            return isinstance(scene, Workspace) and scene is not self._before

        self.at.qtbot.waitUntil(saved, timeout=LONG_MS)
        self.rest()
        self.seconds.now += 3

        self.at.qtbot.waitUntil(shown, timeout=LONG_MS)
        self.rest()


@pytest.fixture
def ana(
    bob: Office,
    make_visitor: MakeVisitor,
    stick: Path,
    tmp_path: Path,
    seconds: SteppingSeconds,
) -> User:
    """The focal point at her window."""
    visitor = make_visitor(tmp_path / "ana")
    visitor.open_workspace()
    return User(Person(visitor, stick), seconds)


@pytest.fixture
def both(ana: User, bob: Office, process: Process) -> User:
    """Ana and Bob use the server, and are in step."""
    file = ana.connect(process)
    ana.press()
    servers.connect(bob.profile, bob.dossier, file, for_party="Ruritania")
    servers.synchronise(bob.profile, bob.dossier)
    ana.press()
    if ana.server.state.waits_to_show:
        ana.pauses()
    return ana


def lines(monkeypatch: pytest.MonkeyPatch, made: Callable[[str], Line]) -> None:
    """Have every line opened this way."""
    monkeypatch.setattr(line, "Line", made)


def test_a_response_that_exists_joins_a_server_and_keeps_its_id(
    ana: User, process: Process
) -> None:
    before, text = ana.dossier, ana.stands(NAME)
    button = ana.workspace.findChild(QAbstractButton, "synchronise")
    assert button is not None
    assert not button.isVisible()
    ana.connect(process)
    assert [each["event"] for each in process.log()] == ["serving"]  # nothing was sent
    assert ana.fact().startswith("Never synchronised")
    ana.press()
    assert ana.fact().startswith("Last synchronised")
    assert (ana.dossier, ana.stands(NAME)) == (before, text)
    ana.workspace.show_page(EXCHANGE)
    ana.wait("Nothing waits to go there.")
    ana.wait("Synchronised with 127.0.0.1")  # in the one log


def test_what_a_colleague_wrote_comes_and_is_shown_in_place(both: User, bob: Office) -> None:
    ana = both
    bob.answer("q_5_model", "conspiracy")
    servers.synchronise(bob.profile, bob.dossier)
    ana.workspace._on_node(key(NAME))
    ana.press()
    page = ana.workspace.page
    ana.pauses()
    assert ana.workspace.page == page
    ana.wait("From the server: 1 answer.")
    assert ana.stands("q_5_model") == "conspiracy"
    assert ana.export() == bob.export()


def test_typing_goes_on_meanwhile_and_nothing_of_it_is_lost(
    both: User, bob: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = both
    bob.answer("q_5_model", "conspiracy")
    servers.synchronise(bob.profile, bob.dossier)
    ana.workspace._on_node(key(NAME))

    def found() -> list[Field]:
        fields = ana.workspace.findChildren(Field)
        return [each for each in fields if each.key == key(NAME) and each.isVisible()]

    ana.at.qtbot.waitUntil(lambda: bool(found()), timeout=LONG_MS)
    target = found()[0].control.target()
    target.selectAll()  # type: ignore[attr-defined]  # a line of text
    QTest.keyClicks(target, "Strelsau, ")
    ana.press_only()
    for word in ("as ", "Ana ", "has ", "it"):
        QTest.keyClicks(target, word)
    ana.at.qtbot.waitUntil(ana._is_done, timeout=LONG_MS)
    QTest.keyClicks(target, " now")
    ana.pauses()
    assert ana.stands(NAME) == "Strelsau, as Ana has it now"
    ana.press()
    servers.synchronise(bob.profile, bob.dossier)
    assert bob.stands(NAME) == {"Strelsau, as Ana has it now"}


def test_the_window_lives_on_while_much_comes(both: User, bob: Office) -> None:
    """No turn of the UI thread has more than its share to do; others may have the processor."""
    ana = both
    for name in ("q_5_model", NAME):
        bob.answer(name, long_text(300_000) if name == NAME else "conspiracy")
    servers.synchronise(bob.profile, bob.dossier)
    turns: list[float] = []
    last = time.thread_time()

    def turn() -> None:
        nonlocal last
        now = time.thread_time()
        turns.append((now - last) * 1000)
        last = now

    ana.workspace.show_page(HOME)
    pulse = QTimer()
    pulse.timeout.connect(turn)
    pulse.start(0)
    ana.press_only()
    turns.clear()
    ana.at.qtbot.waitUntil(ana._is_done, timeout=LONG_MS)
    pulse.stop()
    assert len(turns) > 10
    assert max(turns) < TURN_MS
    ana.pauses()


@contextmanager
def hanging(user: User, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Pressed, with a server that takes the request and never says a word."""
    held: list[socket.socket] = []
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        lines(monkeypatch, lambda _url: Line(url))
        taking = threading.Thread(target=lambda: held.append(silent.accept()[0]), daemon=True)
        taking.start()
        user.at.press("synchronise", user.workspace)
        user.at.qtbot.waitUntil(lambda: bool(held), timeout=LONG_MS)
        yield
        held[0].close()
    taking.join()
    monkeypatch.undo()


def test_locking_stops_it_at_once_and_one_comes_back(
    both: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = both
    with hanging(ana, monkeypatch):
        began = time.monotonic()
        ana.at.press("lock", ana.workspace)
        ana.at.qtbot.waitUntil(lambda: not ana.at.desk.is_open, timeout=LONG_MS)
        assert time.monotonic() - began < SOON_S
        ana.at.stands_before(Unlock)
    ana.at.open_workspace()
    ana.rest()
    assert ana.fact().startswith("Last synchronised")  # somebody's wish is no trouble
    ana.press()


def test_closing_stops_it_at_once(both: User, monkeypatch: pytest.MonkeyPatch) -> None:
    ana = both
    with hanging(ana, monkeypatch):
        began = time.monotonic()
        ana.at.closes()
        assert time.monotonic() - began < SOON_S


def test_it_can_be_stopped_from_the_bar(both: User, monkeypatch: pytest.MonkeyPatch) -> None:
    ana = both
    with hanging(ana, monkeypatch):
        began = time.monotonic()
        ana.press()
        assert time.monotonic() - began < SOON_S
    assert ana.status().trouble is None


def test_who_was_removed_is_told_in_a_sentence(
    tmp_path: Path, process: Process, bob: Office, make_visitor: MakeVisitor, stick: Path,
    seconds: SteppingSeconds,
) -> None:  # fmt: skip
    """Ana is elsewhere this time, and Bob at the window."""
    ana = Office(name="Ana", folder=tmp_path / "ana", dossier=bob.dossier)
    ana.clock.now = datetime.now(UTC)
    file = process.invitation_file()
    for each in (ana, bob):
        servers.connect(each.profile, each.dossier, file, for_party="Ruritania")
        servers.synchronise(each.profile, each.dossier)
    servers.synchronise(ana.profile, ana.dossier)
    ana.remove(bob.member)
    servers.synchronise(ana.profile, ana.dossier)
    ana.close()
    bob.close()
    visitor = make_visitor(tmp_path / "bob")
    visitor.open_workspace()
    user = User(Person(visitor, stick), seconds)
    user.rest()
    user.press()
    user.wait("You were removed from this response.")
    user.pauses()  # that one can write no more is shown
    assert user.fact().startswith("Not synchronised since")
    visitor.closes()
    bob.reopen()


REPLIES = (
    (Reply(data=b"<html>Welcome to Hotel Zenda"), "Something else answered"),
    (Reply(problem="full"), "The server has no room left."),
    (Reply(problem="stranger"), "does not know this computer yet"),
    (Reply(problem="newer"), "speaks with newer programs only"),
)


def test_each_refusal_is_a_sentence_and_a_fact(
    both: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = both
    replies = [reply for reply, _ in REPLIES]

    class Elsewhere(Line):
        def ask(self, data: bytes, *, limit: int) -> Reply:
            return replies[0]

    lines(monkeypatch, Elsewhere)
    ana.workspace.show_page(HOME)
    for _, words in REPLIES:
        ana.press()
        ana.at.waits_for_banner(words)
        assert "since" in ana.fact()
        replies.pop(0)
    monkeypatch.undo()
    ana.press()
    assert ana.fact().startswith("Last synchronised")


def test_a_wrong_clock_is_told_and_it_is_synchronised_nevertheless(
    both: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = both
    off = datetime.now(UTC) + timedelta(minutes=47)
    monkeypatch.setattr(ana.profile, "clock", lambda: off)
    ana.workspace.show_page(EXCHANGE)
    ana.press()
    ana.wait("47 minutes fast")
    ana.wait("It was synchronised nevertheless.")


def test_a_schedule_is_kept_and_gone_by_when_the_response_is_opened(
    both: User, bob: Office
) -> None:
    ana = both
    ana.workspace.show_page(EXCHANGE)
    ana.at.choose("schedule", Schedule.QUARTER, ana.card)
    ana.rest()
    assert ana.status().schedule is Schedule.QUARTER
    bob.answer("q_5_model", "conspiracy")
    servers.synchronise(bob.profile, bob.dossier)
    server = ana.server
    server.check()
    ana.rest()
    assert ana.stands("q_5_model") != "conspiracy"  # it is not time yet
    ana.waits(minutes=15)
    server.check()
    ana.comes_to_an_end()
    ana.pauses()
    assert ana.stands("q_5_model") == "conspiracy"
    ana.workspace.show_page(EXCHANGE)
    box = ana.card.findChild(QComboBox, "schedule")
    assert box is not None
    ana.at.qtbot.waitUntil(lambda: box.currentData() == Schedule.QUARTER, timeout=LONG_MS)


def test_files_go_on_working_beside_it(both: User, bob: Office) -> None:
    ana = both
    ana.write(NAME, "by file")
    bob.receive(*ana.send())
    assert bob.stands(NAME) == {"by file"}
    ana.press()
    assert ana.status().unsent == 0
