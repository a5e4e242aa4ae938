"""What every page after the questionnaire is: made when first shown, read anew when stale."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from desktop_app.ui.changes import ChangeHub, Changes
from desktop_app.ui.tasks import TaskRunner
from desktop_app.ui.widgets import ColumnPage

if TYPE_CHECKING:  # it brings the form engine; the prompt is painted without it
    from desktop_app.services.response import Response
    from desktop_app.ui.autosave import Autosave
    from desktop_app.ui.synchronising.synchroniser import Synchroniser


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What every page of an open response works with; ``server`` where there is a profile."""

    response: Response
    autosave: Autosave
    runner: TaskRunner
    hub: ChangeHub
    language: str
    server: Synchroniser | None = None


class Page(ColumnPage):
    """A page that shows what is in the profile.

    It asks when it is shown, and again when a change concerns it: a page overrides
    `concerns` and `reload`.

    Signals:
        node_chosen: (NodeKey) Go to this question.
        article_chosen: (NodeKey) Go to this article.
        page_chosen: (number) Go to another page.
        reload_wanted: (str) The profile has more of the response than is shown: read it
            anew, and say this then.
        report_wanted: Print or export the response.
    """

    node_chosen = Signal(object)
    article_chosen = Signal(object)
    page_chosen = Signal(int)
    reload_wanted = Signal(str)
    report_wanted = Signal()

    def __init__(
        self, given: Given, *, characters: int = 92, parent: QWidget | None = None
    ) -> None:
        super().__init__(characters=characters, parent=parent)
        self.given = given
        self._is_stale = True
        given.hub.changed.connect(self._on_changed)

    def concerns(self, changes: Changes) -> bool:
        """Whether the page has to be read anew after these."""
        raise NotImplementedError

    def reload(self) -> None:
        """Ask for what is shown, on a lane."""
        raise NotImplementedError

    def start(self) -> None:
        """Put the keyboard where one begins."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def _refresh(self) -> None:
        if self._is_stale and self.isVisible():
            self._is_stale = False
            self.reload()

    @Slot(object, object)
    def _on_changed(self, changes: Changes, _initiator: object) -> None:
        if self.concerns(changes):
            self._is_stale = True
            self._refresh()


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMaker:
    """A page before it is made. ``title`` is asked for in the language of the window."""

    title: Callable[[], str]
    make: Callable[[Given], Page]
