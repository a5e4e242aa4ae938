"""Whoever believes that it was submitted hears otherwise, on whatever page they are."""

from __future__ import annotations

from datetime import UTC, datetime

from pytestqt.qtbot import QtBot

from desktop_app.domain.timelines import EntryKind, Inbox, InboxEntry, Link
from desktop_app.ui.inbox.dialog import InboxDialog
from desktop_app.ui.inbox.words import entry_detail, entry_title, origin_words
from desktop_app.ui.widgets import Banner, BannerKind
from desktop_app.ui.windows.workspace import EXCHANGE, HOME
from review_protocol.message_kinds import Kind
from tests.ui.shell.rooms import workspace
from tests.ui.shell.rooms_of import House
from tests.ui.synchronising.rooms import CONNECTED, REFUSED, in_state

AT = datetime(2026, 3, 3, 12, tzinfo=UTC)


def test_it_is_said_above_every_page(qtbot: QtBot, house: House) -> None:
    pages, server = workspace(house), in_state(house, CONNECTED)
    qtbot.addWidget(pages)
    pages.follow(server)
    for page in (HOME, EXCHANGE):
        pages._notice.hide()
        pages.show_page(page)
        server.not_taken.emit(REFUSED)
        assert not pages._notice.isHidden()
        assert pages._notice.kind is BannerKind.RISK
        assert "the secretariat has none" in pages._notice.message
    assert isinstance(pages._notice, Banner)


def test_the_inbox_leads_to_the_page_of_submission(qtbot: QtBot, house: House) -> None:
    entry = InboxEntry(
        id="pack x",
        kind=EntryKind.NOT_TAKEN,
        at=AT,
        link=Link.SUBMISSION,
        about="pack",
        title=str(Kind.SUBMISSION),
    )
    assert "was not taken" in entry_title(entry, "en")
    assert "Ask the secretariat" in entry_detail(entry)
    assert "worked out" not in origin_words(entry)
    dialog = InboxDialog("en")
    qtbot.addWidget(dialog)
    dialog.show_inbox(Inbox((entry,)))
    with qtbot.waitSignal(dialog.chosen):
        dialog._go(entry)
