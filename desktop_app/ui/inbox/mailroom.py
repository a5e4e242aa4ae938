"""The inbox of the open response as the window has it: its count, its dialog, what is new."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.timelines import Bulletin, InboxEntry, Link
from desktop_app.errors import UnknownReference
from desktop_app.services.response import Response
from desktop_app.ui.announcement import announce
from desktop_app.ui.errors import problem_of
from desktop_app.ui.inbox.dialog import InboxDialog
from desktop_app.ui.inbox.post import Post
from desktop_app.ui.inbox.words import new_words


class Mailroom(QObject):
    """Opens the inbox, and keeps what is shown of it up to date.

    Signals:
        unread_changed: (number)
        came: (number) So many are new; told once.
        node_chosen: (NodeKey) Go to this question.
        page_chosen: (number) Go to this page.
        step_chosen: (str) Show this step of the timeline.
    """

    unread_changed = Signal(int)
    came = Signal(int)
    node_chosen = Signal(object)
    page_chosen = Signal(int)
    step_chosen = Signal(str)

    def __init__(
        self,
        post: Post,
        response: Response,
        language: str,
        pages: Mapping[Link, int],
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._post, self._response, self._language = post, response, language
        self._pages, self._page = pages, page
        self._dialog: InboxDialog | None = None
        post.changed.connect(self._on_changed)
        post.came.connect(self._on_came)
        post.failed.connect(self._on_failed)

    @Slot()
    def open(self) -> None:
        """Show the inbox."""
        dialog = InboxDialog(self._language, self._page.window())
        dialog.chosen.connect(self._on_chosen)
        dialog.read.connect(self._on_read)
        dialog.finished.connect(self._on_closed)
        dialog.show_inbox(self._post.bulletin.inbox)
        self._dialog = dialog
        dialog.open()

    @Slot(object)
    def _on_changed(self, bulletin: Bulletin) -> None:
        self.unread_changed.emit(len(bulletin.inbox.unread))
        if self._dialog is not None:
            self._dialog.show_inbox(bulletin.inbox)

    @Slot(int)
    def _on_came(self, count: int) -> None:
        announce(self._page, new_words(count))
        self.came.emit(count)

    @Slot(list)
    def _on_read(self, entries: list[InboxEntry]) -> None:
        self._post.read(entries)

    @Slot(object)
    def _on_chosen(self, entry: InboxEntry) -> None:
        """Go to what an entry is about; a question that is not there any more is left."""
        if entry.link is Link.STEP:
            self.step_chosen.emit(entry.about)
        elif entry.link is Link.QUESTION:
            key = NodeKey.parse(entry.about)
            try:
                self._response.state(key)
            except UnknownReference:
                return
            self.node_chosen.emit(key)
        elif entry.link is not None:
            self.page_chosen.emit(self._pages[entry.link])

    @Slot()
    def _on_closed(self) -> None:
        self._dialog = None

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if self._dialog is not None:
            self._dialog.show_problem(problem_of(error))
