"""Print and export: the dialog, and the work behind it.

The response is read on the UI thread, in slices; the file is set and written on a lane.
Until the last moment the user can stop it, and then no file is left.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.domain.keys import DossierId
from desktop_app.domain.reports import FileKind
from desktop_app.services.profile import Profile
from desktop_app.services.report_files import Contents
from desktop_app.services.response import Response
from desktop_app.ui import deeds
from desktop_app.ui.desk.session import Session
from desktop_app.ui.dialogs.report import Material, ReportDialog, Wish
from desktop_app.ui.errors import problem_of
from desktop_app.ui.slices import Slices
from desktop_app.ui.tasks import Cancelled, Handle, Lane, TaskRunner, WorkProgress
from desktop_app.ui.tools import Tools
from desktop_app.ui.wording import in_language


class HandingOut(QObject):
    """One dialog at a time. It begins with what was chosen the last time.

    Signals:
        begun: (Task) It uses the profile until it has ended.
    """

    begun = Signal(object)

    def __init__(self, tools: Tools, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._last: Wish | None = None

    def open(self, session: Session, profile: Profile) -> None:
        """Show the dialog for an open response."""
        response = session.response
        dialog = ReportDialog(
            self._material(session), last=self._last, parent=self._tools.window
        )
        job = _Job(dialog, response, profile, self._tools.runner)
        job.begun.connect(self.begun)
        job.wished.connect(self._on_wished)
        dialog.open()

    def _material(self, session: Session) -> Material:
        response, language = session.response, self._tools.language.tag
        pack = response.info.pack
        title = in_language(pack.titles, language)
        return Material(
            party=response.info.party,
            cluster=title.partition(":")[0],
            parts=response.parts(),
            is_approved=deeds.is_approved(response),
            today=datetime.now().astimezone().date(),
            here=session.workspace.article,
        )

    @Slot(object)
    def _on_wished(self, wish: Wish) -> None:
        self._last = wish


class _Job(QObject):
    """Makes what one dialog asks for; lives and dies with it."""

    begun = Signal(object)
    wished = Signal(object)

    def __init__(
        self, dialog: ReportDialog, response: Response, profile: Profile, runner: TaskRunner
    ) -> None:
        super().__init__(dialog)
        self._dialog, self._response = dialog, response
        self._profile, self._runner = profile, runner
        self._stop = threading.Event()
        self._slices: Slices | None = None
        self._wish = Wish()
        self._now = datetime.now().astimezone()
        dialog.wanted.connect(self._on_wanted)
        dialog.stop_wanted.connect(self._on_stop_wanted)

    @Slot(object)
    def _on_wanted(self, wish: Wish) -> None:
        self._wish = wish
        self.wished.emit(wish)
        self._stop = threading.Event()
        # Paper shows days, and a PDF's own date has whole seconds.
        self._now = datetime.now().astimezone().replace(microsecond=0)
        if wish.is_blank:
            self._make_blank()
            return
        self._dialog.begin_work(self.tr("Reading the answers…"))
        steps = (
            deeds.submission(self._response)
            if wish.kind is FileKind.XML
            else deeds.collecting(self._response, wish.options, now=self._now)
        )
        self._slices = Slices(steps, self)
        self._slices.done.connect(self._on_read)
        self._slices.failed.connect(self._on_error)
        self._slices.start()

    @Slot(object)
    def _on_read(self, contents: Contents) -> None:
        self._slices = None
        self._begin(lambda: contents)

    def _make_blank(self) -> None:
        profile, wish, now = self._profile, self._wish, self._now
        dossier: DossierId = self._response.info.id
        language = self._response.form.language
        self._dialog.begin_work(self.tr("Reading the questionnaire…"))
        self._begin(
            lambda: deeds.blank(profile, dossier, wish.options, now=now, language=language)
        )

    def _begin(self, contents: Callable[[], Contents]) -> None:
        """Set and write what these are on a lane of its own; typing goes on being saved."""
        making = _Making(contents, self._wish, self._now, self._stop)
        task = self._runner.submit_long(
            making,
            owner=self,
            on_done=self._on_made,
            on_error=self._on_error,
            on_progress=self._on_progress,
            lane=Lane.NETWORK,
        )
        self.begun.emit(task)

    def _on_progress(self, _progress: WorkProgress) -> None:
        if not self._stop.is_set():
            self._dialog.begin_work(self.tr("Setting the pages…"))

    @Slot()
    def _on_stop_wanted(self) -> None:
        """Whether it came too late is known only when the work has ended."""
        self._stop.set()
        if self._slices is not None:
            self._slices.stop()
            self._slices = None
            self._dialog.show_stopped()
            return
        self._dialog.show_stopping()

    def _on_made(self, check_code: str) -> None:
        self._dialog.show_done(self._wish.file, check_code)

    @Slot(object)
    def _on_error(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            self._dialog.show_stopped()
        else:
            self._dialog.show_problem(problem_of(error))


class _Making:
    """The work on the lane: values in, the check code out."""

    def __init__(
        self,
        contents: Callable[[], Contents],
        wish: Wish,
        now: datetime,
        stop: threading.Event,
    ) -> None:
        self._contents, self._wish, self._now, self._stop = contents, wish, now, stop

    def __call__(self, handle: Handle) -> str:
        def go_on() -> None:
            if self._stop.is_set() or handle.cancel.is_set():
                raise Cancelled

        go_on()
        contents = self._contents()
        handle.report(WorkProgress())
        file, kind = self._wish.file, self._wish.kind
        deeds.write_report(contents, file, kind, now=self._now, go_on=go_on)
        return "" if isinstance(contents, str) else contents.check_code
