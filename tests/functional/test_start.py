"""From the start of the process to the prompt: what is loaded, and what is not.

Each case is a process of its own, started as a user starts the program and looked at from
its event loop.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.builders.dossiers import PASSPHRASE, new_dossier, new_profile

ROOT = Path(__file__).parents[2]

# At the prompt: what is there when its field is painted.
AT_THE_PROMPT = """
import json, sys
from PySide6 import QtGui, QtWidgets
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLineEdit

class AtPaint(QObject):
    found = None
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and self.found is None:
            files = {n: getattr(m, "__file__", None) or "" for n, m in sys.modules.items()}
            self.found = {
                "modules": sorted(files),
                "installed": sorted({n.partition(".")[0] for n, f in files.items()
                                     if "site-packages" in f}),
                "qt": sorted(name for module in (QtGui, QtWidgets)
                             for name, kind in vars(module).items() if isinstance(kind, type)),
            }
        return False

def look():
    window = next(w for w in QApplication.topLevelWidgets() if w.isVisible())
    watch = AtPaint()
    window.findChild(QLineEdit, "passphrase").installEventFilter(watch)
    while watch.found is None:
        QApplication.processEvents()
    print(json.dumps(watch.found), flush=True)
    return 0
"""

# From the prompt on: what is loaded while the user waits for the response.
AFTER_THE_PROMPT = """
import gc, json, sys
import PySide6.QtTest  # the robot's
from PySide6.QtWidgets import QApplication

def look():
    while not gc.get_freeze_count():  # the last that is done when all is loaded
        QApplication.processEvents()
    before = set(sys.modules)
    # Only now: a robot needs what the desk needs.
    from desktop_app.demo.robot import Robot
    from desktop_app.domain.keys import NodeKey, QuestionId
    robot = Robot(next(w for w in QApplication.topLevelWidgets() if w.isVisible()))
    robot.unlock(PASSPHRASE)
    robot.open_article(NodeKey(QuestionId(ARTICLE)))
    print(json.dumps(sorted(set(sys.modules) - before)), flush=True)
    return 0
"""

RUN = """
import os
from PySide6.QtWidgets import QApplication
def run():
    code = look()
    os._exit(code)  # nothing was written that must be closed
QApplication.exec = staticmethod(run)
from desktop_app.__main__ import main
sys.argv = ["review-desk", "--profile", sys.argv[1]]
sys.exit(main())
"""


def started(script: str, profile: Path) -> Any:
    """What the script found in a program started on this profile."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", script + RUN, str(profile)],
        cwd=profile.parent,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """One with a response, closed."""
    made = new_profile(tmp_path / "profile")
    new_dossier(made)
    made.close()
    return tmp_path / "profile"


class TestAtThePrompt:
    """A module more on the way to the prompt is paid for at every start."""

    @pytest.fixture
    def found(self, profile: Path) -> Any:
        return started(AT_THE_PROMPT, profile)

    def test_no_library_but_qt_is_there(self, found: Any) -> None:
        # pip itself puts the first there, in every environment it makes.
        assert set(found["installed"]) <= {
            "_distutils_hack",
            "PySide6",
            "shiboken6",
            "shibokensupport",
        }

    def test_of_the_program_there_is_only_what_the_prompt_shows(self, found: Any) -> None:
        own = {name for name in found["modules"] if name.startswith("desktop_app.")}
        inner = {".".join(name.split(".")[1:3]) for name in own}
        layers = {name.split(".")[0] for name in inner}
        assert layers <= {"__main__", "app", "domain", "services", "ui"}
        assert not inner & {
            f"ui.{name}" for name in ("desk", "dialogs", "home", "questionnaire")
        }
        assert {name for name in inner if name.startswith(("domain.", "services."))} <= {
            "domain.places",
            "domain.profile_place",
            "services.folders",
            "services.profile_place",
            "services.settings",
        }

    def test_no_module_that_only_its_records_need_is_there(self, found: Any) -> None:
        assert "dataclasses" not in found["modules"]

    def test_qt_types_that_take_long_to_make_are_not_made(self, found: Any) -> None:
        """PySide6 makes a type when it is first named; these have hundreds of enumerators."""
        assert not {"QStyle", "QAccessible"} & set(found["qt"])

    def test_qt_types_that_nobody_named_are_not_made(self, found: Any) -> None:
        """To hand out a widget that Qt made itself, as `viewport()` does, PySide6 makes every
        type that the widget could be.
        """
        assert not {"QCalendarWidget", "QMdiArea", "QWizard", "QUndoView"} & set(found["qt"])


def test_nothing_is_loaded_any_more_when_the_passphrase_has_been_typed(profile: Path) -> None:
    script = f"PASSPHRASE = {PASSPHRASE!r}\nARTICLE = 'front_party'\n" + AFTER_THE_PROMPT
    late = [
        name for name in started(script, profile) if not name.startswith("desktop_app.demo")
    ]
    assert late == []
