"""The real window with a robot at it, measured from inside the process."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit

from benchmarks.child import resident_mb, tell
from desktop_app.app import make_application, make_doorway
from desktop_app.crypto.slots import SlotKind, new_database_key, new_key_slots
from desktop_app.demo.plan import PASSPHRASE
from desktop_app.demo.robot import Robot, answer_field, let_work, type_text
from desktop_app.domain.keys import NodeKey, QuestionId
from desktop_app.services.settings import Settings
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


def _painted(act: Callable[[], object]) -> float:
    """Milliseconds of an act until Qt has laid out and painted what it changed."""
    began = time.perf_counter()
    act()
    QApplication.sendPostedEvents()
    QApplication.processEvents()
    return (time.perf_counter() - began) * 1000
