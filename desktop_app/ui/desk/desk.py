"""The whole course of the window: way in, choosing, work, locking, closing.

What is open is in one `Held`: the profile with its key, and the session with its response.
Locking lets both go.
"""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QDialog

from desktop_app.domain.keys import DossierId
from desktop_app.domain.profiles import CheckReport, FolderWarning
from desktop_app.domain.responses import DossierInfo
from desktop_app.errors import UserError
from desktop_app.services.profile import Profile
from desktop_app.services.settings import (
    AUTO_LOCK,
    DESKTOP_NOTICES,
    LANGUAGE,
    SCHEME,
    TEXT_PERCENT,
    WINDOW,
)
from desktop_app.ui import deeds, i18n
from desktop_app.ui.autolock import AutoLock
from desktop_app.ui.bell import Bell
from desktop_app.ui.deeds import Opened
from desktop_app.ui.desk.drawer import Drawer
from desktop_app.ui.desk.entrance import Entrance
from desktop_app.ui.desk.findings import mended_words, words_on
from desktop_app.ui.desk.handing_out import HandingOut
from desktop_app.ui.desk.leaving import Held, Leaving, Purpose
from desktop_app.ui.desk.official import OfficialTexts
from desktop_app.ui.desk.pages import pages_of
from desktop_app.ui.desk.session import Journal, Session
from desktop_app.ui.desk.shelf import Shelf
from desktop_app.ui.desk.synchronising import server_given
from desktop_app.ui.desk.upgrading import Upgrading
from desktop_app.ui.errors import problem_of
from desktop_app.ui.scene import Scene
from desktop_app.ui.tasks import Handle, Task
from desktop_app.ui.theme import Scheme
from desktop_app.ui.tools import Tools
from desktop_app.ui.unlock import Unlock
from desktop_app.ui.widgets import BannerKind
from desktop_app.ui.windows.main_window import MainWindow
from desktop_app.ui.windows.top_bar import Deed
from desktop_app.ui.work import Sources, Work

_LOG = logging.getLogger(__name__)


class Desk(QObject):
    """Shows one scene after the other.

    Signals:
        closed: Everything is saved and let go; the program may end.
    """

    closed = Signal()

    def __init__(self, tools: Tools, app: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._held = Held()
        self._shelf: Shelf | None = None
        self._entrance = Entrance(tools, self)
        self._drawer = Drawer(tools, self)
        self._handing_out = HandingOut(tools, self)
        self._official = OfficialTexts(tools, self)
        self._upgrading = Upgrading(tools, self)
        self._upgraded: DossierInfo | None = None
        self._leaving = Leaving(tools, self._held, self)
        self._autolock = AutoLock(app, tools.clock, self)
        window = tools.window
        self._bell = Bell(tools.settings, window.windowIcon(), window.windowTitle(), self)
        self._check: Task | None = None
        self._message = ""
        self._connect()

    @property
    def window(self) -> MainWindow:
        """The one window."""
        return self._tools.window

    @property
    def is_open(self) -> bool:
        """Whether a profile is unlocked, and its key in memory."""
        return self._held.profile is not None or self._leaving.is_under_way

    def show(self, deed: str) -> None:
        """Do what the bar at the top offers, while a response is open."""
        self._on_wanted(deed)

    def open(self, prompt: Unlock | None = None) -> None:
        """Show the first scene, or go on with a prompt that is shown already."""
        if prompt is None:
            self._entrance.open()
            self._tools.window.show()
        else:
            self._entrance.take_over(prompt)

    def restore(self, file: Path) -> None:
        """Put a backup in the place of a profile that is missing or damaged."""
        self._entrance.restore(file)

    @Slot()
    def lock(self) -> None:
        """Save, hide everything, and let response and key go."""
        if self._held.profile is not None and not self._leaving.is_under_way:
            self._prepare_to_leave()
            self._leaving.start(Purpose.LOCK)

    @Slot()
    def close(self) -> None:
        """Save, let everything go, and end."""
        if self._held.profile is None:
            self._held.profile = self._entrance.take_unconfirmed()
        self._prepare_to_leave()
        self._leaving.start(Purpose.CLOSE)

    def _connect(self) -> None:
        self._tools.window.close_wanted.connect(self.close)
        self._entrance.entered.connect(self._on_entered)
        self._entrance.look_changed.connect(self._use_look)
        self._entrance.language_chosen.connect(self._on_language_chosen)
        self._drawer.option_changed.connect(self._on_option_changed)
        self._drawer.backup_begun.connect(self._on_use_begun)
        self._handing_out.begun.connect(self._on_use_begun)
        self._official.loaded.connect(self._rebuild_session)
        self._upgrading.ended.connect(self._on_upgrade_ended)
        self._leaving.left.connect(self._on_left)
        self._leaving.stayed.connect(self._on_stayed)
        self._leaving.failed.connect(self._on_trouble)
        self._autolock.expired.connect(self.lock)
        self._bell.pressed.connect(self._on_bell)
        self._bell.fit()

    # In

    @Slot(object)
    def _on_entered(self, profile: Profile) -> None:
        self._held.profile = profile
        self._check = None
        self._shelf = Shelf(self._tools, profile, self)
        self._shelf.opened.connect(self._on_opened)
        self._shelf.said.connect(self._on_said)
        self._start_autolock()
        back = self._leaving.return_to
        if back is None:
            self._shelf.open()
        else:
            self._shelf.open_dossier(back.dossier)

    @Slot(object)
    def _on_opened(self, opened: Opened) -> None:
        profile = self._held.profile
        if profile is None:  # locked meanwhile
            return
        dossier = opened.response.info.id
        session = Session(
            opened.response,
            journal=Journal(
                write=deeds.writer(profile, dossier),
                sources=Sources(
                    history=deeds.historian(profile, dossier),
                    work=Work(profile=profile, dossier=dossier),
                ),
                remember=deeds.bookmark(profile, dossier),
            ),
            runner=self._tools.runner,
            language=self._tools.language.tag,
            pages=pages_of(profile, dossier, self._on_use_begun),
            server=server_given(profile, dossier, self._tools, self._quiet_s),
            parent=self,
        )
        if session.server is not None:
            session.server.begun.connect(self._on_round_begun)
        session.offer_newer(opened.newer)
        session.wanted.connect(self._on_wanted)
        session.reload_wanted.connect(self._on_reload_wanted)
        session.used.connect(self._autolock.touch)
        session.unread_changed.connect(self._bell.count)
        session.came.connect(self._bell.ring)
        session.begun.connect(self._on_use_begun)
        self._held.session = session
        self._show_session(session, opened)
        self._look_over(profile)

    def _show_session(self, session: Session, opened: Opened) -> None:
        back, self._leaving.return_to = self._leaving.return_to, None
        self._tools.window.show_scene(session.workspace)
        if back is not None and back.dossier == opened.response.info.id:
            session.stand_at(back.place or opened.place, back.page)
        else:
            session.stand_at(opened.place, 0)
        session.workspace.start()
        if self._message:
            session.workspace.show_notice(BannerKind.INFO, self._message)
            self._message = ""

    def _look_over(self, profile: Profile) -> None:
        """Check the profile in the background, once after it was opened."""
        if self._check is not None:
            return
        self._check = self._tools.runner.submit_long(
            lambda handle: _look_over(handle, profile),
            owner=self,
            on_done=self._on_looked_over,
            on_error=self._on_trouble,
            on_progress=_ignore,
        )
        self._held.use(self._check)

    def _on_looked_over(self, found: tuple[CheckReport, tuple[FolderWarning, ...]]) -> None:
        report, _ = found
        finding = words_on(*found)
        session = self._held.session
        if session is not None and session.response.info.id in report.mended_dossiers:
            session.read_anew(mended_words())
            if not report.faults:
                return
        if finding is not None and session is not None:
            session.workspace.show_notice(
                finding.kind,
                finding.title,
                finding.detail,
                action=finding.action,
                deed=finding.deed,
            )

    @Slot(object)
    def _on_use_begun(self, task: Task) -> None:
        self._held.use(task)

    @Slot(object)
    def _on_round_begun(self, task: Task) -> None:
        self._held.round = task

    def _quiet_s(self) -> float:
        return self._autolock.quiet_s

    # At work

    @Slot(str)
    def _on_wanted(self, deed: str) -> None:
        if deed == Deed.LOCK:
            self.lock()
        elif deed == Deed.RESPONSES:
            self._leaving.start(Purpose.CHOOSE)
        elif deed == Deed.UPGRADE:
            self._begin_upgrade()
        elif self._held.profile is None:
            return
        elif deed == Deed.FORGET:
            self._forget_missing(self._held.profile)
        elif deed == Deed.REPORT:
            if self._held.session is not None:
                self._handing_out.open(self._held.session, self._held.profile)
        elif deed == Deed.WORDING:
            if self._held.session is not None:
                self._official.open(self._held.session)
        else:
            self._drawer.open(Deed(deed), self._held.profile)

    def _forget_missing(self, profile: Profile) -> None:
        """What an old copy lacks is nowhere any more; nobody is told of it again."""
        self._tools.runner.submit(
            lambda: deeds.forget_missing(profile),
            owner=self,
            on_done=_ignore,
            on_error=self._on_trouble,
        )

    def _begin_upgrade(self) -> None:
        """Leave the response, and show what a newer questionnaire would do to it."""
        if self._held.session is not None:
            self._upgraded = self._held.session.response.info
            self._leaving.start(Purpose.UPGRADE)

    @Slot(str)
    def _on_upgrade_ended(self, dossier: str) -> None:
        if self._shelf is not None:
            self._shelf.open_dossier(DossierId(dossier))

    @Slot(str)
    def _on_said(self, message: str) -> None:
        """What is to be said once the response is there."""
        self._message = message

    @Slot(str)
    def _on_reload_wanted(self, message: str) -> None:
        """Something was taken in: all that was typed is saved, then all is read anew."""
        self._message = message
        self._leaving.start(Purpose.RELOAD)

    @Slot(str)
    def _on_option_changed(self, key: str) -> None:
        if key in (SCHEME.key, TEXT_PERCENT.key):
            self._use_look()
        elif key == AUTO_LOCK.key:
            self._start_autolock()
        elif key == DESKTOP_NOTICES.key:
            self._bell.fit()
        elif key == LANGUAGE.key:
            self._use_language()
            self._rebuild_session()

    @Slot()
    def _on_bell(self) -> None:
        """Somebody pressed the sign on the desktop: show the window, locked or not."""
        self._tools.window.showNormal()
        self._tools.window.activateWindow()

    @Slot()
    def _rebuild_session(self) -> None:
        """Make the pages of the open response anew; one stays where one is."""
        session = self._held.session
        if session is not None:
            self._tools.window.show_scene(session.rebuild(self._tools.language.tag))

    @Slot(str)
    def _on_language_chosen(self, tag: str) -> None:
        self._tools.settings.choose(LANGUAGE, tag)
        self._use_language()
        self._entrance.rebuild()

    def _use_language(self) -> None:
        self._tools.language.use(i18n.language_for(self._tools.settings.get(LANGUAGE)))

    @Slot()
    def _use_look(self) -> None:
        settings = self._tools.settings
        self._tools.theme.use(Scheme(settings.get(SCHEME)), settings.get(TEXT_PERCENT))

    def _start_autolock(self) -> None:
        self._autolock.start(self._tools.settings.get(AUTO_LOCK))

    # Out

    def _prepare_to_leave(self) -> None:
        self._autolock.stop()
        if self._check is not None:
            self._check.cancel()
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog) and widget.isVisible():
                widget.reject()

    @Slot()
    def _on_stayed(self) -> None:
        self._start_autolock()

    @Slot(object)
    def _on_left(self, purpose: Purpose) -> None:
        if purpose is Purpose.CHOOSE:
            if self._shelf is not None:
                self._shelf.choose()
            return
        if purpose is Purpose.UPGRADE:
            if self._held.profile is not None and self._upgraded is not None:
                self._upgrading.open(self._upgraded, self._held.profile)
            return
        if purpose is Purpose.RELOAD:
            if self._shelf is not None and self._leaving.return_to is not None:
                self._shelf.open_dossier(self._leaving.return_to.dossier)
            return
        self._shelf = None
        if purpose is Purpose.LOCK:
            self._entrance.open(is_locked=True)
        else:
            self._end()

    def _end(self) -> None:
        try:
            self._tools.settings.choose(WINDOW, self._tools.window.geometry_text())
        except UserError:
            _LOG.info("the size of the window could not be kept")
        self._tools.runner.shutdown()
        self._tools.window.close_now()
        self.closed.emit()

    @Slot(object)
    def _on_trouble(self, error: Exception) -> None:
        _LOG.info("work of the desk ended with %s", type(error).__name__)
        session, scene = self._held.session, self._tools.window.scene
        problem = problem_of(error)
        if session is not None:
            session.workspace.show_notice(BannerKind.WAIT, problem.happened, problem.advice)
        elif isinstance(scene, Scene):
            scene.show_problem(problem)


def _look_over(
    handle: Handle, profile: Profile
) -> tuple[CheckReport, tuple[FolderWarning, ...]]:
    found: tuple[CheckReport, tuple[FolderWarning, ...]]
    found = deeds.look_over(profile, handle.cancel)
    return found


def _ignore(_outcome: object) -> None:
    """What comes of it is of no interest."""
