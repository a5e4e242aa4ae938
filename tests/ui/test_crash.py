"""What nobody caught: logged, shown once, with a report that holds nothing anybody wrote."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QMainWindow, QPlainTextEdit
from pytestqt.qtbot import QtBot

from desktop_app.errors import BugError
from desktop_app.ui.crash_hook import CrashHook
from desktop_app.ui.crash_report import report_on
from desktop_app.ui.dialogs.crash import CrashDialog
from desktop_app.ui.theme import Theme

ANSWER = "The Minister of Justice was never told"


def caught(error: BaseException) -> BaseException:
    """The error with the traceback that raising it gives."""
    try:
        raise error
    except BaseException as raised:  # noqa: BLE001  # whatever a test wants
        return raised


class TestReport:
    def test_the_message_of_a_foreign_error_stays_out(self) -> None:
        error = caught(ValueError(ANSWER))
        report = report_on(error, error.__traceback__)
        assert "builtins.ValueError" in report
        assert ANSWER not in report

    def test_what_the_program_says_of_itself_stands_in_it(self) -> None:
        error = caught(BugError("two sheets for one article"))
        assert "two sheets for one article" in report_on(error, error.__traceback__)

    def test_the_cause_is_told_too(self) -> None:
        error = caught(BugError("outer"))
        error.__cause__ = caught(KeyError(ANSWER))
        report = report_on(error, error.__traceback__)
        assert "builtins.KeyError" in report
        assert ANSWER not in report

    def test_places_are_named_without_the_folders_of_the_user(self) -> None:
        error = caught(ValueError())
        report = report_on(error, error.__traceback__)
        assert "test_crash.py:" in report
        assert "/test_crash.py" not in report


@pytest.fixture
def hook(qtbot: QtBot, theme: Theme) -> Iterator[CrashHook]:
    """Installed over a window; Python's own hooks are put back in the end."""
    before = sys.excepthook, threading.excepthook
    window = QMainWindow()
    qtbot.addWidget(window)
    window.show()
    hook = CrashHook(window)
    hook.install()
    yield hook
    sys.excepthook, threading.excepthook = before


def dialogs() -> list[CrashDialog]:
    tops = QApplication.topLevelWidgets()
    return [w for w in tops if isinstance(w, CrashDialog) and w.isVisible()]


def on_the_ui_thread(error: BaseException) -> None:
    raised = caught(error)
    sys.excepthook(type(raised), raised, raised.__traceback__)


class TestHook:
    def test_a_fault_is_shown_and_logged(
        self, hook: CrashHook, qtbot: QtBot, caplog: pytest.LogCaptureFixture
    ) -> None:
        on_the_ui_thread(ValueError(ANSWER))
        qtbot.waitUntil(lambda: len(dialogs()) == 1)
        report = dialogs()[0].findChild(QPlainTextEdit)
        assert report is not None
        assert "builtins.ValueError" in report.toPlainText()
        assert [record.levelno for record in caplog.records] == [logging.CRITICAL]
        assert ANSWER not in caplog.text
        dialogs()[0].reject()

    def test_a_fault_on_another_thread_is_shown_too(
        self, hook: CrashHook, qtbot: QtBot, caplog: pytest.LogCaptureFixture
    ) -> None:
        def fail() -> None:
            raise ValueError(ANSWER)

        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
        qtbot.waitUntil(lambda: len(dialogs()) == 1)
        dialogs()[0].reject()

    def test_the_first_of_several_is_the_one_that_is_shown(
        self, hook: CrashHook, qtbot: QtBot, caplog: pytest.LogCaptureFixture
    ) -> None:
        on_the_ui_thread(ValueError())
        on_the_ui_thread(KeyError())
        qtbot.waitUntil(lambda: bool(dialogs()))
        assert len(dialogs()) == 1
        report = dialogs()[0].findChild(QPlainTextEdit)
        assert report is not None
        assert "ValueError" in report.toPlainText()
        dialogs()[0].reject()

    def test_when_it_was_closed_the_next_one_is_shown(
        self, hook: CrashHook, qtbot: QtBot, caplog: pytest.LogCaptureFixture
    ) -> None:
        on_the_ui_thread(ValueError())
        qtbot.waitUntil(lambda: bool(dialogs()))
        dialogs()[0].reject()
        qtbot.waitUntil(lambda: not dialogs())
        on_the_ui_thread(KeyError())
        qtbot.waitUntil(lambda: bool(dialogs()))
        dialogs()[0].reject()

    def test_to_be_interrupted_is_no_fault(
        self, hook: CrashHook, capsys: pytest.CaptureFixture[str]
    ) -> None:
        on_the_ui_thread(KeyboardInterrupt())
        QApplication.processEvents()
        assert dialogs() == []
        assert "KeyboardInterrupt" in capsys.readouterr().err
