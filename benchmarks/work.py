"""The real window with a robot at it, measured from inside the process."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QAbstractButton, QApplication, QPlainTextEdit, QTextEdit

from benchmarks.child import resident_mb, tell
from desktop_app.app import make_application, make_doorway
from desktop_app.crypto.slots import SlotKind, new_database_key, new_key_slots
from desktop_app.demo.plan import PASSPHRASE
from desktop_app.demo.robot import Robot, answer_field, let_work, press, type_text
from desktop_app.domain.keys import NodeKey, QuestionId
from desktop_app.services.settings import Settings
from desktop_app.ui.exchange.receive_card import ReceiveCard
from desktop_app.ui.windows.workspace import EXCHANGE, Workspace
from review_protocol.costs import KdfCost

FIRST = NodeKey(QuestionId("front_review"))
FLIPS = (("u5_1_a_answer", "yes no part"), ("u5_1_a_model", "both agreement association"))
ARTICLES = ("u_art5", "u_art6", "t_art5", "s_art6", "f_art5", "u_art2", "u_art15", "u_art10")
LONG = 50_000


class Work:
    """One open window and its measurements."""

    def __init__(self, profile: str) -> None:
        self.profile = Path(profile)
        self.app = make_application()
        settings = Settings(self.profile.parent / "settings.json")
        self.doorway = make_doorway(self.app, self.profile, settings)
        self.doorway.window.resize(1440, 900)
        self.doorway.open()
        self.robot = Robot(self.doorway.window)
        self._settle(1.8)  # somebody types the passphrase

    def unlock(self) -> None:
        """Tell how long the opening took, and Argon2id alone."""
        argon2id = self._argon2id()
        began = time.monotonic()
        self.robot.unlock(PASSPHRASE)
        self.robot.show_article(FIRST)
        let_work()
        tell(opening_s=time.monotonic() - began - argon2id, argon2id_s=argon2id)
        self._close()

    def measure_screen(self) -> None:
        """Tell the milliseconds of each answer, article and key press."""
        self.robot.unlock(PASSPHRASE)
        tell(
            **{
                "one answer to repainted page": self._answers(),
                "switching article": self._articles(),
                "a key press in a text of 50,000 characters": self._typing(),
            }
        )
        self._close()

    def measure_receiving(self, stick: Path, passphrase: str) -> None:
        """Tell how long the event loop paused while the packages in a folder came in."""
        self.robot.unlock(passphrase)
        self._settle(2.0)  # what the program does once, after opening
        before = self.robot.workspace
        before.show_page(EXCHANGE)
        card = self.robot.find(ReceiveCard, "receive")
        self._settle(1.0)
        beat, began = Heartbeat(), time.monotonic()
        taken_in: list[float] = []
        before.reload_wanted.connect(lambda _message: taken_in.extend(beat.take()))
        card.look_at(sorted(stick.iterdir()))
        take = self.robot.find(QAbstractButton, "take-in", card)
        self.robot.wait("the packages to be looked at", take.isEnabled)
        press(take)
        self.robot.wait("the packages to be taken in", lambda: taken_in)
        self.robot.wait("the response to close", lambda: self.robot.window.scene is not before)
        self.robot.wait("it to be there again", self._has_workspace)
        seconds = time.monotonic() - began
        self._settle(1.0)
        tell(taking_in_ms=taken_in, showing_ms=beat.take(), seconds=seconds)
        self._close()

    def _has_workspace(self) -> bool:
        return isinstance(self.robot.window.scene, Workspace)

    def measure_memory(self) -> None:
        """Tell what is held after every article was open once."""
        self.robot.unlock(PASSPHRASE)
        for name in ARTICLES:
            self.robot.open_article(NodeKey(QuestionId(name)))
        self._settle(1.0)
        tell(mb=resident_mb())
        self._close()

    def _answers(self) -> list[float]:
        view = self.robot.open_article(NodeKey(QuestionId("u_art5")))
        self.robot.answer(view, "u5_1_a_answer", "yes")
        times = []
        for _ in range(8):
            for name, values in FLIPS:
                for value in values.split():
                    if name == "u5_1_a_model":
                        self.robot.answer(view, "u5_1_a_answer", "yes")
                    field = self.robot.field(view, name)
                    times.append(_painted(partial(answer_field, field, value)))
        return times

    def _articles(self) -> list[float]:
        times = []
        for _ in range(4):
            for name in ARTICLES:
                key = NodeKey(QuestionId(name))
                times.append(_painted(partial(self.robot.show_article, key)))
                self._settle(0.3)
        return times

    def _typing(self) -> list[float]:
        view = self.robot.open_article(NodeKey(QuestionId("u_art5")))
        edit = self.robot.field(view, "u5_2_answer").control.target()
        assert isinstance(edit, QPlainTextEdit | QTextEdit)
        edit.setFocus()
        sentence = "The Criminal Code covers agreement and association alike. "
        edit.setPlainText((sentence * (LONG // len(sentence) + 1))[:LONG])
        edit.moveCursor(QTextCursor.MoveOperation.End)
        self._settle(1.0)
        return [_painted(partial(type_text, edit, c)) for c in sentence * 2]

    def _argon2id(self) -> float:
        """Seconds of the key derivation as this profile has it."""
        slots = new_key_slots(new_database_key(), PASSPHRASE, PASSPHRASE, KdfCost.STANDARD)
        began = time.monotonic()
        slots.open(SlotKind.PASSPHRASE, PASSPHRASE)
        return time.monotonic() - began

    def _settle(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            let_work()
            time.sleep(0.001)

    def _close(self) -> None:
        closed: list[bool] = []
        self.doorway.closed.connect(lambda: closed.append(True))
        self.doorway.close()
        self.robot.wait("everything to be closed", lambda: closed)


class Heartbeat(QObject):
    """A timer of the event loop: how much too late each tick comes, in milliseconds."""

    EVERY_MS = 5

    def __init__(self) -> None:
        super().__init__()
        self._late_ms: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(self.EVERY_MS)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start()

    def take(self) -> list[float]:
        """Those since the last call, with the one that is due."""
        self._on_tick()
        found, self._late_ms = self._late_ms, []
        return found

    @Slot()
    def _on_tick(self) -> None:
        now = time.perf_counter()
        late_ms = (now - self._last) * 1000 - self.EVERY_MS
        self._late_ms.append(max(round(late_ms, 2), 0.0))
        self._last = now


def _painted(act: Callable[[], object]) -> float:
    """Milliseconds of an act until Qt has laid out and painted what it changed."""
    began = time.perf_counter()
    act()
    QApplication.sendPostedEvents()
    QApplication.processEvents()
    return (time.perf_counter() - began) * 1000
