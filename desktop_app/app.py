"""Puts the parts together: the application, its look and language, and the way into it."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from random import SystemRandom
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from desktop_app import VERSION
from desktop_app.services.folders import settings_file
from desktop_app.services.settings import LANGUAGE, SCHEME, TEXT_PERCENT, Settings
from desktop_app.ui import i18n
from desktop_app.ui.crash_hook import CrashHook
from desktop_app.ui.doorway import Doorway
from desktop_app.ui.garbage import GarbageCollector
from desktop_app.ui.theme import STYLE_ARGUMENTS, Scheme, Theme
from desktop_app.ui.windows.main_window import MainWindow

if TYPE_CHECKING:  # see `make_doorway`
    from desktop_app.ui.loading import Loading


def run_window(folder: Path) -> int:
    """Open the window on the profile in a folder, until it is closed; the exit code."""
    app = make_application()
    doorway = make_doorway(app, folder, Settings(settings_file()))
    hook = CrashHook(doorway.window)
    hook.install()
    doorway.closed.connect(app.quit)
    doorway.open()
    code = app.exec()
    hook.remove()
    return code


def make_application() -> QApplication:
    """The one application object of the process."""
    app = QApplication([*sys.argv[:1], *STYLE_ARGUMENTS])
    app.setApplicationName("Review Desk")
    app.setApplicationVersion(VERSION)
    app.setDesktopFileName("review-desk")
    app.setQuitOnLastWindowClosed(False)  # the desk says when all is saved
    return app


def make_doorway(app: QApplication, folder: Path, settings: Settings) -> Doorway:
    """The window and the way to all that stands behind it; `open` shows it."""
    theme = Theme(app)
    theme.use(Scheme(settings.get(SCHEME)), settings.get(TEXT_PERCENT))
    language = i18n.Language(app)
    language.use(i18n.language_for(settings.get(LANGUAGE)))
    window = MainWindow(settings)

    def make_loading() -> Loading:
        # The seam between what the prompt needs and all the rest: called once it is painted.
        from desktop_app.ui.loading import Loading  # noqa: PLC0415
        from desktop_app.ui.tasks import TaskRunner  # noqa: PLC0415
        from desktop_app.ui.tools import Tools  # noqa: PLC0415

        tools = Tools(
            window=window,
            folder=folder,
            settings=settings,
            theme=theme,
            language=language,
            runner=TaskRunner(app),
            random=SystemRandom(),
            clock=time.time,
        )
        return Loading(tools, app, doorway)

    doorway = Doorway(window, folder, make_loading)
    doorway.loaded.connect(GarbageCollector(app).start)
    return doorway
