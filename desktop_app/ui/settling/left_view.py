"""A text that was to settle an answer, which somebody else has settled meanwhile."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.keys import NodeKey
from desktop_app.services.drafts import settling_of
from desktop_app.services.response import Response
from desktop_app.services.search import shown_value
from desktop_app.ui.settling.differences import plain
from desktop_app.ui.settling.row_view import shown_value_of
from desktop_app.ui.settling.version_view import VersionView
from desktop_app.ui.theme import Measure
from desktop_app.ui.widgets import Button, ButtonKind, CardFrame, Foot, Text


class LeftView(CardFrame):
    """What stands now, what was written here, and what to do with that.

    Signals:
        used: (str) It shall be the answer after all.
        dropped: It is not needed.
    """

    used = Signal(str)
    dropped = Signal()

    def __init__(self, key: NodeKey, response: Response, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=Measure.MEDIUM)
        state = response.state(key)
        value = response.drafts.text(settling_of(key))
        self.setObjectName("left-text")
        words = self.tr(
            "This answer was settled while you were writing. What you wrote is kept here."
        )
        self.body.addWidget(Text(words))
        stands = plain(shown_value(state))
        self.body.addWidget(VersionView(self.tr("What stands now"), "", stands))
        written = plain(shown_value_of(state, value))
        self.body.addWidget(VersionView(self.tr("What you wrote"), "", written))
        use = Button(self.tr("Let what you wrote stand"), name="use-left")
        use.setEnabled(not state.readonly)
        use.clicked.connect(partial(self.used.emit, value))
        drop = Button(self.tr("Delete what you wrote"), kind=ButtonKind.PLAIN, name="drop-left")
        drop.clicked.connect(self.dropped)
        self.body.addWidget(Foot([use, drop]))
