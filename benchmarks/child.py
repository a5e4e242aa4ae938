"""Processes that the benchmarks measure, the bare window among them; they print JSON lines.

``bare``: a PySide6 window with a line of text, nothing else. ``prompt``: the program up to
its unlock prompt. ``unlock``: from the prompt to the first article. ``screen``: answers,
articles and typing. ``receiving``: packages that come in. ``memory-bare`` and ``memory``:
what each holds when it is idle.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

# Nothing of ours up here: the bare window must not pay for it.
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget


def tell(**facts: object) -> None:
    """One JSON line."""
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


class FirstPaint(QObject):
    """Notes when a widget has been painted for the first time."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.at = 0.0
        self.cpu_s = 0.0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        if event.type() is QEvent.Type.Paint and not self.at:
            watched.event(event)  # its words are drawn when this returns, with all that takes
            self.at = time.monotonic()
            self.cpu_s = time.process_time()  # of the whole process, from its start
            return True
        return super().eventFilter(watched, event)


def run_until(app: QApplication, paint: FirstPaint) -> float:
    """Let Qt work until it is painted; when that was."""
    deadline = time.monotonic() + 30
    while not paint.at and time.monotonic() < deadline:
        app.processEvents()
    return paint.at


def bare() -> None:
    """The least a PySide6 program can be."""
    app = QApplication(sys.argv[:1])
    window = QLabel("Passphrase")
    window.resize(900, 500)
    paint = FirstPaint(window)
    window.show()
    tell(painted=run_until(app, paint), cpu_s=paint.cpu_s)


def prompt(profile: str) -> None:
    """`review-desk --profile DIR` as a user starts it, until its prompt is on the screen."""
    from desktop_app.__main__ import main as start  # noqa: PLC0415

    os.environ["XDG_CONFIG_HOME"] = str(Path(profile).parent)  # not the developer's settings
    sys.argv = ["review-desk", "--profile", profile]
    QApplication.exec = staticmethod(_watch_the_prompt)  # type: ignore[method-assign]  # its event loop is where we look
    start()


def _watch_the_prompt() -> int:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    window = app.topLevelWidgets()[0]
    field = window.findChild(QLineEdit, "passphrase")
    assert field is not None
    paint = FirstPaint(field)
    tell(painted=run_until(app, paint), cpu_s=paint.cpu_s)
    os._exit(0)  # before it loads the rest


def memory_bare() -> None:
    """What a bare window holds."""
    app = QApplication(sys.argv[:1])
    window = QLabel("Passphrase")
    window.resize(1440, 900)
    window.show()
    app.processEvents()
    tell(mb=resident_mb())


def unlock(profile: str) -> None:
    """Seconds from the passphrase to the first article, Argon2id apart."""
    from benchmarks.work import Work  # noqa: PLC0415

    Work(profile).unlock()


def screen(profile: str) -> None:
    """Milliseconds of answers, articles and key presses."""
    from benchmarks.work import Work  # noqa: PLC0415

    Work(profile).measure_screen()


def receiving(profile: str, stick: str, passphrase: str) -> None:
    """Milliseconds that the event loop paused while packages came in."""
    from benchmarks.work import Work  # noqa: PLC0415

    Work(profile).measure_receiving(Path(stick), passphrase)


def memory(profile: str) -> None:
    """What the program holds with the response open."""
    from benchmarks.work import Work  # noqa: PLC0415

    Work(profile).measure_memory()


def resident_mb() -> float:
    """Memory of this process."""
    import psutil  # noqa: PLC0415

    return float(psutil.Process().memory_info().rss) / 2**20


def main() -> None:
    """Do what the first argument names."""
    known: dict[str, Callable[..., None]] = {
        "bare": bare,
        "prompt": prompt,
        "unlock": unlock,
        "screen": screen,
        "receiving": receiving,
        "memory-bare": memory_bare,
        "memory": memory,
    }
    known[sys.argv[1]](*sys.argv[2:])


if __name__ == "__main__":
    main()
