"""An open response with all that belongs to it while it is open: saving, pages, place."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop_app.domain.entries import Entry, Place, Wording
from desktop_app.domain.responses import PackInfo
from desktop_app.services.response import Response
from desktop_app.ui.autosave import Autosave, SavePhase, SaveState
from desktop_app.ui.questionnaire.files_panel import FilesPanel
from desktop_app.ui.synchronising.given import ServerGiven
from desktop_app.ui.synchronising.synchroniser import Synchroniser
from desktop_app.ui.tasks import TaskRunner
from desktop_app.ui.windows.page import PageMaker
from desktop_app.ui.windows.top_bar import Deed
from desktop_app.ui.windows.workspace import QUESTIONNAIRE, Workspace
from desktop_app.ui.work import Sources

REMEMBER_MS = 1_000

_LOG = logging.getLogger(__name__)

DEEDS = frozenset(
    {
        Deed.REPORT,
        Deed.RESPONSES,
        Deed.UPGRADE,
        Deed.WORDING,
        Deed.BACKUP,
        Deed.PASSPHRASE,
        Deed.RECOVERY,
        Deed.SETTINGS,
        Deed.GUIDE,
        Deed.KEYS,
        Deed.ABOUT,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """How one response is written and read, and its place noted. Belongs on a lane."""

    write: Callable[[tuple[Entry, ...]], datetime]
    sources: Sources
    remember: Callable[[Place], None]


class Session(QObject):
    """Lives from the opening of a response until it is dropped.

    Signals:
        wanted: (Deed) From the bar at the top.
        reload_wanted: (str) The response has to be read anew; then say this.
        used: Something was entered.
        all_saved: After `drain`: everything is on disk, perhaps after some failures.
        not_saved: (error) After `drain`: it cannot be written now; it is tried again.
        unread_changed: (number) So many entries of the inbox are unread.
        came: (number) So many of them are new.
        begun: (Task) Work off the store lane that has the profile open until it has ended.
    """

    wanted = Signal(str)
    reload_wanted = Signal(str)
    used = Signal()
    all_saved = Signal()
    not_saved = Signal(object)
    unread_changed = Signal(int)
    came = Signal(int)
    begun = Signal(object)

    def __init__(
        self,
        response: Response,
        *,
        journal: Journal,
        runner: TaskRunner,
        language: str,
        pages: Sequence[PageMaker] = (),
        server: ServerGiven | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._pages = tuple(pages)
        self._journal, self._runner, self._language = journal, runner, language
        self.response = response
        self._moved = QTimer(self)
        self._moved.setSingleShot(True)
        self._moved.setInterval(REMEMBER_MS)
        self._moved.timeout.connect(self._on_moved)
        self.autosave = Autosave(response, journal.write, runner=runner, parent=self)
        self._is_draining = False
        self._newer: PackInfo | None = None
        self.autosave.state_changed.connect(self._on_saving)
        self.autosave.settled.connect(self._on_settled)
        self.server = self._make_server(server) if server else None
        self.workspace = self._make_workspace()

    def rebuild(self, language: str) -> Workspace:
        """Make the pages anew, in another language; the same place is shown."""
        place, page = self.place(), self.workspace.page
        self._language = language
        self.workspace = self._make_workspace()
        self.workspace.offer_newer(self._newer)
        self.stand_at(place, page)
        return self.workspace

    def place(self) -> Place | None:
        """Where the user is."""
        return self.workspace.place()

    def stand_at(self, place: Place | None, page: int) -> None:
        """Show that page, and let the user go on from that place."""
        self.workspace.stand_at(place)
        if page != QUESTIONNAIRE:
            self.workspace.show_page(page)
        elif place is not None:
            self.workspace.go_to(place)

    def offer_newer(self, pack: PackInfo | None) -> None:
        """Say at home that a newer version of the questionnaire is here."""
        self._newer = pack
        self.workspace.offer_newer(pack)

    def load_wording(self, wording: tuple[Wording, ...]) -> None:
        """Lay official wording over the questionnaire, and have it stored."""
        self.response.load_wording(wording)
        self.autosave.touch()
        self.autosave.flush()

    def drain(self) -> None:
        """End all editing, and have everything written; then `all_saved` or `not_saved`."""
        self._is_draining = True
        self.response.leave()
        self.autosave.drain()

    def stop_draining(self) -> None:
        """The user goes on writing after all."""
        self._is_draining = False

    def stop(self) -> None:
        """Write nothing any more."""
        self._is_draining = False
        self._moved.stop()
        self.autosave.stop()
        if self.server is not None:
            self.server.end()

    def read_anew(self, message: str) -> None:
        """What is shown was put right: read it anew once nobody types, and say so."""
        if self.server is not None:
            self.server.show_when_quiet(message)
        else:
            self.reload_wanted.emit(message)

    def _make_workspace(self) -> Workspace:
        workspace = Workspace(
            self.response,
            autosave=self.autosave,
            runner=self._runner,
            sources=self._journal.sources,
            language=self._language,
            deeds=DEEDS,
            more=self._pages,
        )
        if self.server is not None:
            workspace.follow(self.server)
        workspace.wanted.connect(self.wanted)
        workspace.reload_wanted.connect(self.reload_wanted)
        workspace.place_changed.connect(self._moved.start)
        workspace.unread_changed.connect(self.unread_changed)
        workspace.came.connect(self.came)
        for panel in workspace.findChildren(FilesPanel):
            panel.begun.connect(self.begun)
        return workspace

    def _make_server(self, given: ServerGiven) -> Synchroniser:
        made = Synchroniser(given, runner=self._runner, save=self._save, parent=self)
        made.came.connect(self.reload_wanted)
        made.look()
        return made

    def _save(self, ends_editing: bool) -> None:
        if ends_editing:
            self.response.leave()
        self.autosave.flush()

    @Slot()
    def _on_moved(self) -> None:
        """Note the place, so that even after a power cut one goes on where one was."""
        place, remember = self.place(), self._journal.remember
        if place is not None:
            self._runner.submit(
                lambda: remember(place),
                owner=self,
                on_done=lambda _nothing: None,
                on_error=lambda error: _LOG.info("no place noted: %s", type(error).__name__),
            )

    @Slot(bool)
    def _on_settled(self, all_saved: bool) -> None:
        if not self._is_draining:
            return
        if all_saved:
            self._is_draining = False
            self.all_saved.emit()
        else:
            self.not_saved.emit(self.autosave.state.error)

    @Slot(object)
    def _on_saving(self, state: SaveState) -> None:
        if state.phase is SavePhase.SAVING:
            self.used.emit()
        # A later try went well, after `settled` had said that it did not.
        if self._is_draining and state.phase is SavePhase.SAVED:
            self._is_draining = False
            self.all_saved.emit()
