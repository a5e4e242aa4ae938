"""The inbox: notices and messages, the newest first, each with a way to what it is about."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from desktop_app.domain.timelines import EntryKind, Inbox, InboxEntry
from desktop_app.ui.dates.shapes import StandingShape
from desktop_app.ui.dialogs.dialog import Dialog
from desktop_app.ui.icons import Icon
from desktop_app.ui.inbox.words import entry_detail, entry_title, link_words, origin_words
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets import (
    Button,
    ButtonKind,
    CardFrame,
    Foot,
    Ink,
    Picture,
    Text,
    column,
    row,
)
from desktop_app.ui.widgets.empty_state import EmptyState
from review_protocol.timelines import Standing

translate = QCoreApplication.translate
_STANDINGS = {
    EntryKind.DUE: Standing.COMING,
    EntryKind.OVERDUE: Standing.MISSED,
    EntryKind.DONE: Standing.DONE,
}
_ICONS = {
    EntryKind.REVISED: Icon.HISTORY,
    EntryKind.CLEARED: Icon.UNDO,
    EntryKind.MESSAGE: Icon.INBOX,
    EntryKind.RECEIPT: Icon.SAVED,
    EntryKind.NOT_TAKEN: Icon.RISK,
    EntryKind.REOPENING: Icon.UNDO,
    EntryKind.CONFIRM: Icon.ASSIGN,
}


class InboxDialog(Dialog):
    """Unread ones; all of them if wished.

    Signals:
        chosen: (InboxEntry) Go to what it is about; the dialog closes.
        read: (list of InboxEntry) Somebody has read these.
    """

    chosen = Signal(object)
    read = Signal(list)

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(characters=72, parent=parent)
        self.setObjectName("inbox-dialog")
        self._language = language
        self._inbox = Inbox()
        self.set_title(self.tr("Inbox"))
        self._all = QCheckBox(self.tr("Also what was read or is past"))
        self._all.setObjectName("show-all")
        self._all.toggled.connect(self._fill)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(Measure.MEDIUM)
        self._empty = EmptyState(
            Icon.INBOX,
            self.tr("Nothing is unread."),
            self.tr(
                "Deadlines that come or were missed are told here, and what the secretariat "
                "writes, once this response exchanges with its server."
            ),
        )
        self.body.addWidget(self._all)
        self.body.addWidget(self._empty)
        self.body.addLayout(self._lines)
        self.add_close_button(self.tr("Close"))
        self._read = Button(self.tr("Mark all as read"), name="read-all")
        self._read.clicked.connect(self._on_read_all)
        self.add_buttons(self._read)

    def show_inbox(self, inbox: Inbox) -> None:
        """Show these."""
        self._inbox = inbox
        self._fill()

    @Slot()
    def _fill(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        shown = self._inbox.entries if self._all.isChecked() else self._inbox.unread
        for entry in shown:
            self._lines.addWidget(self._card(entry))
        self._empty.setVisible(not shown)
        self._all.setVisible(bool(self._inbox.entries))
        self._read.setVisible(bool(self._inbox.unread))
        self._fit()

    def _card(self, entry: InboxEntry) -> CardFrame:
        card = CardFrame()
        card.setObjectName("entry")
        title = entry_title(entry, self._language)
        unread = not entry.is_read and not entry.is_past
        words = [Text(title, strong=unread)]
        if detail := entry_detail(entry):
            words.append(Text(detail))
        state = origin_words(entry)
        if unread:
            state = translate("InboxDialog", "Unread · {state}").format(state=state)
        words.append(Text(state, TypeRole.HINT, ink=Ink.SOFT))
        shape = _shape(entry)
        line = row(shape, column(*words, spacing=Measure.HAIR))
        line.setAlignment(shape, Qt.AlignmentFlag.AlignTop)
        line.setStretch(1, 1)
        whole = QWidget()
        whole.setLayout(line)
        card.body.addWidget(whole)
        buttons = self._ways(entry, title, is_unread=unread)
        if buttons:
            card.body.addWidget(Foot(buttons))
        return card

    def _ways(self, entry: InboxEntry, title: str, *, is_unread: bool) -> list[QWidget]:
        buttons: list[QWidget] = []
        if entry.link is not None:
            go = Button(link_words(entry.link), kind=ButtonKind.LINK, name="go-to-entry")
            go.setAccessibleName(f"{go.text()}. {title}")
            go.clicked.connect(partial(self._go, entry))
            buttons.append(go)
        if is_unread:
            done = Button(self.tr("Mark as read"), kind=ButtonKind.LINK, name="read-entry")
            done.setAccessibleName(f"{done.text()}. {title}")
            done.clicked.connect(partial(self._mark, entry))
            buttons.append(done)
        return buttons

    def _go(self, entry: InboxEntry) -> None:
        self.read.emit([entry])
        self.accept()
        self.chosen.emit(entry)

    def _mark(self, entry: InboxEntry) -> None:
        self.read.emit([entry])

    @Slot()
    def _on_read_all(self) -> None:
        self.read.emit(list(self._inbox.unread))


def _shape(entry: InboxEntry) -> QWidget:
    standing = _STANDINGS.get(entry.kind)
    if standing is not None:
        return StandingShape(standing)
    is_risk = entry.kind is EntryKind.NOT_TAKEN and not entry.is_past
    return Picture(_ICONS[entry.kind], ink=Ink.RISK if is_risk else Ink.SOFT)
