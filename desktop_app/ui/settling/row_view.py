"""A row that one removed and another wrote in: who, what stands in it, and the two ways."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.nodes import NodeState
from desktop_app.errors import UnknownReference
from desktop_app.services.response import Response
from desktop_app.services.search import shown_value
from desktop_app.services.settling import RemovedRow, Written
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets import Button, CardFrame, Foot, Ink, Text, column
from desktop_app.ui.wording import apart, isolated, moment_words


class RowView(CardFrame):
    """The whole row, with what its remover had not seen named.

    Signals:
        chosen: (keep it) One of the two ways was chosen.
    """

    chosen = Signal(bool)

    def __init__(
        self, row: RemovedRow, response: Response, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, padding=Measure.MEDIUM)
        self._response = response
        self.setObjectName("removed-row")
        self.setAccessibleName(self.tr("An entry that was removed"))
        removed = self.tr("{name} removed this entry: {moment}.")
        for each in row.removals:
            words = removed.format(
                name=isolated(each.author), moment=apart(moment_words(each.at))
            )
            self.body.addWidget(Text(words, strong=True))
        unseen = self.tr("Meanwhile it was written in, which they had not seen:")
        self.body.addWidget(Text(unseen))
        shown = [each for each in row.written if self._state(each.key) is not None]
        for written in shown:
            self.body.addWidget(self._line(written))
        keep = Button(self.tr("{number}  Keep the entry").format(number=1), name="keep-row")
        drop = Button(self.tr("{number}  Remove the entry").format(number=2), name="drop-row")
        keep.clicked.connect(partial(self.chosen.emit, True))
        drop.clicked.connect(partial(self.chosen.emit, False))
        hint = self.tr("Keeping it keeps all that stands in it; it can be removed later.")
        self.body.addWidget(Text(hint, TypeRole.HINT, ink=Ink.SOFT))
        self.body.addWidget(Foot([keep, drop]))

    def _line(self, written: Written) -> QWidget:
        state = self._state(written.key)
        label = state.label if state is not None else ""
        value = shown_value_of(state, written.value) or self.tr("(cleared)")
        lines = [Text(label, TypeRole.HINT, ink=Ink.SOFT), Text(value)]
        if written.is_unseen:
            words = self.tr("Written by {name}, {moment}")
            words = words.format(
                name=isolated(written.author), moment=apart(moment_words(written.at))
            )
            lines.append(Text(words, TypeRole.HINT, ink=Ink.WAIT))
        line = QWidget()
        line.setObjectName("written")
        line.setLayout(column(*lines, spacing=0))
        return line

    def _state(self, key: NodeKey) -> NodeState | None:
        """The question, if the questionnaire still has it and it is one that people see."""
        try:
            state = self._response.state(key)
        except UnknownReference:
            return None
        return state if state.label else None


def shown_value_of(state: NodeState | None, value: str) -> str:
    """A value as a person reads it, if the question is known."""
    return value if state is None else shown_value(replace(state, value=value))
