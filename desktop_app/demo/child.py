"""One run of the real program for the demonstration, told by its parent what to do.

``write``: first start, a new response, all answers of the plan by the widgets, then typing
on and on until it is killed. ``read``: open it again, look at everything, print what
stands there, take pictures. ``look``: open the focal point's response, once it was
submitted, and take pictures of what they then see.

Speaks to its parent in JSON lines on standard output.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QWidget

from desktop_app.app import make_application, make_doorway
from desktop_app.demo.desks import PASSPHRASES
from desktop_app.demo.plan import PASSPHRASE, Branch, Plan, Rows, load_plan
from desktop_app.demo.robot import Robot, let_work, type_text
from desktop_app.domain.keys import NodeKey, QuestionId
from desktop_app.services.settings import Settings
from desktop_app.ui.questionnaire.field import Field

SIZE = QSize(1440, 900)
SEARCHED = "telephone"
LOOKED_AT = {
    "timeline": ("Ctrl+1", "report"),
    "people": ("Ctrl+3", "member"),
    "exchange": ("Ctrl+4", "send-file"),
    "submission": ("Ctrl+5", "verify-receipt"),
}
"""By picture the keys that lead to a page, and what stands there once it is complete."""
SETTLED_MS = 300
"""The bar above fits its words only some turns of the event loop later."""


def tell(event: str, **facts: object) -> None:
    """One line to the parent, at once."""
    sys.stdout.write(json.dumps({"event": event, **facts}, ensure_ascii=False) + "\n")
    sys.stdout.flush()


class Child:
    """The program with a robot at its desk."""

    def __init__(self, profile: Path, out: Path) -> None:
        self.out = out
        self.app = make_application()
        settings = Settings(profile.parent / "settings.json")
        self.doorway = make_doorway(self.app, profile, settings)
        self.doorway.open()
        self.doorway.window.resize(SIZE)
        self.robot = Robot(self.doorway.window)

    def write(self, plan: Plan) -> None:
        """Fill the plan, then type until the end comes."""
        robot = self.robot
        robot.start_first(
            name=plan.person, email=plan.email, passphrase=PASSPHRASE, look=self._picture
        )
        robot.begin_response(party=plan.party, instruments=plan.instruments, look=self._picture)
        for page in plan.pages:
            view = robot.open_article(NodeKey(QuestionId(page.article)))
            for step in page.steps:
                if isinstance(step, Rows):
                    robot.fill_rows(view, step.repeat, list(step.answers()))
                else:
                    robot.answer(view, step.question, step.value)
            tell("page", article=page.article, answers=answers_on(view))
        for branch in plan.branches:
            self._flip(branch)
        self._type_on(plan)

    def _flip(self, branch: Branch) -> None:
        """Choose otherwise, look what is gone, choose as before, look what is back."""
        robot = self.robot
        view = robot.open_article(NodeKey(QuestionId(branch.article)))
        field = robot.field(view, branch.question)
        view.bring_into_sight(field)
        state = field.state
        back = branch.flip if state.type == "select_multiple" else state.value
        before = sum(robot.sees(view, name) for name in branch.hides)
        robot.answer(view, branch.question, branch.flip)
        hidden, is_gone = robot.told_number(view), not any(
            robot.sees(view, name) for name in branch.hides
        )  # fmt: skip
        for banner in robot.told(view):
            view.bring_into_sight(banner)
        self._picture(f"flip-{branch.question}")
        robot.answer(view, branch.question, back)
        robot.wait("all to be shown again", lambda: view.is_built)
        tell(
            "branch",
            question=branch.question,
            hidden=hidden,
            shown=robot.told_number(view),
            is_gone=is_gone,
            is_back=before == sum(robot.sees(view, name) for name in branch.hides) > 0,
        )

    def _type_on(self, plan: Plan) -> None:
        view = self.robot.open_article(NodeKey(QuestionId(plan.pages[-1].article)))
        field = self.robot.field(view, plan.interrupted.question)
        target = field.control.target()
        target.setFocus()
        text = plan.interrupted.value * 40
        for length, character in enumerate(text, start=1):
            type_text(target, character)
            let_work()
            tell("typed", key=str(field.key), length=length, at=time.monotonic())
            QTest.qSleep(8)

    def read(self, plan: Plan) -> None:
        """Unlock, say what stands there, and close."""
        robot = self.robot
        robot.wait("the prompt", robot.window.isVisible)
        self._picture("unlock")
        began = time.monotonic()
        robot.unlock(PASSPHRASE)
        self._picture("home")
        goes_on_at = robot.go_on()
        let_work()
        tell("opened", seconds=round(time.monotonic() - began, 2), goes_on_at=goes_on_at)
        for page in plan.pages:
            view = robot.open_article(NodeKey(QuestionId(page.article)))
            self._picture(page.article)
            robot.open_laws(view)
            tell("page", article=page.article, answers=answers_on(view))
        self._search()
        self._close()

    def look(self, _plan: Plan) -> None:
        """Unlock the focal point's profile of the part with the server, and look around."""
        self.robot.wait("the prompt", self.robot.window.isVisible)
        self.robot.unlock(PASSPHRASES[0])
        for name, (keys, there) in LOOKED_AT.items():
            QTest.keySequence(self.robot.window, keys)
            self.robot.find(QWidget, there)
            QTest.qWait(SETTLED_MS)
            self._picture(name)
        self._close()

    def _close(self) -> None:
        robot = self.robot
        closed: list[bool] = []
        self.doorway.closed.connect(lambda: closed.append(True))
        self.doorway.close()
        robot.wait("everything to be closed", lambda: closed)

    def _search(self) -> None:
        QTest.keySequence(self.robot.window, "Ctrl+F")
        self.robot.fill("search", SEARCHED)
        hits = self.robot.find(QAbstractItemView, "results").model().rowCount()
        self._picture("search")
        tell("searched", hits=hits)

    def _picture(self, name: str) -> None:
        let_work()
        path = self.out / f"screen-{name}.png"
        self.robot.window.grab().save(str(path))
        tell("picture", file=path.name)


def answers_on(view: QWidget) -> dict[str, str]:
    """What stands on a page, by the keys of its questions."""
    fields = [field for field in view.findChildren(Field) if field.state.value]
    return {str(field.key): field.state.value for field in fields}


def main() -> int:
    """Do what the arguments say: ``write|read|look PROFILE OUT``."""
    phase, profile, out = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    child = Child(profile, out)
    {"write": child.write, "read": child.read, "look": child.look}[phase](load_plan())
    tell("done", process=os.getpid())
    return 0


if __name__ == "__main__":
    sys.exit(main())
