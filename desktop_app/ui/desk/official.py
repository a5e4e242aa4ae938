"""Official wording: the dialog, and the work behind it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.domain.entries import Wording
from desktop_app.ui import deeds
from desktop_app.ui.desk.session import Session
from desktop_app.ui.dialogs.wording import WordingDialog
from desktop_app.ui.errors import problem_of
from desktop_app.ui.tools import Tools


class OfficialTexts(QObject):
    """One dialog at a time.

    Signals:
        loaded: The response has other wording now; its pages are to be made anew.
    """

    loaded = Signal()

    def __init__(self, tools: Tools, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._session: Session | None = None
        self._dialog: WordingDialog | None = None

    def open(self, session: Session) -> None:
        """Show the dialog for an open response."""
        self._session = session
        self._dialog = WordingDialog(self._tools.window, may_load=session.response.access.words)
        self._dialog.load_wanted.connect(self._on_load_wanted)
        self._dialog.sheet_wanted.connect(self._on_sheet_wanted)
        self._dialog.open()

    @Slot(str)
    def _on_load_wanted(self, file: str) -> None:
        if self._session is None or self._dialog is None:
            return
        cards = deeds.card_ids(self._session.response)
        self._tools.runner.submit(
            lambda: deeds.read_wording(Path(file), cards),
            owner=self._dialog,
            on_done=self._on_read,
            on_error=self._on_error,
        )

    def _on_read(self, wording: tuple[Wording, ...]) -> None:
        if self._session is None or self._dialog is None:
            return
        self._session.load_wording(wording)
        self.loaded.emit()
        self._dialog.show_loaded(len({each.question for each in wording}))

    @Slot(str)
    def _on_sheet_wanted(self, file: str) -> None:
        if self._session is None or self._dialog is None:
            return
        sheet = deeds.wording_sheet(self._session.response)
        self._tools.runner.submit(
            lambda: deeds.write_file(Path(file), sheet),
            owner=self._dialog,
            on_done=lambda _nothing: self._on_written(Path(file)),
            on_error=self._on_error,
        )

    def _on_written(self, file: Path) -> None:
        if self._dialog is not None:
            self._dialog.show_written(file)

    def _on_error(self, error: Exception) -> None:
        if self._dialog is not None:
            self._dialog.show_problem(problem_of(error))
