"""Timeline and inbox as rooms: every standing, every kind of entry, and empty ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from PySide6.QtWidgets import QWidget

from desktop_app.domain.timelines import (
    DatedStep,
    EntryKind,
    Inbox,
    InboxEntry,
    Link,
    Timeline,
)
from desktop_app.ui.dates.card import TimelineCard
from desktop_app.ui.dates.dialogs import FinishStep, MoveStep
from desktop_app.ui.inbox.dialog import InboxDialog
from desktop_app.ui.widgets import ColumnPage
from review_protocol.timelines import Standing
from tests.builders.responses import sample_info
from tests.ui.shell.rooms_of import House, Room

TODAY = date(2027, 4, 10)
STEPS = (
    DatedStep(
        step="focal-point",
        titles={"en": "Focal point named"},
        planned=date(2026, 11, 15),
        actual=date(2026, 11, 20),
        due=date(2026, 11, 15),
        standing=Standing.DONE,
    ),
    DatedStep(
        step="experts",
        titles={"en": "Governmental experts named"},
        planned=date(2026, 11, 29),
        revised=date(2027, 2, 1),
        due=date(2027, 2, 1),
        standing=Standing.MISSED,
        reason="The ministry was reorganized after the elections.",
        is_conflict=True,
        others=(date(2027, 2, 15),),
    ),
    DatedStep(
        step="questionnaire",
        titles={"en": "Answers to the questionnaire sent"},
        planned=date(2027, 5, 1),
        due=date(2027, 5, 1),
        standing=Standing.COMING,
    ),
    DatedStep(
        step="feedback",
        titles={"en": "Written feedback of the reviewing States"},
        standing=Standing.UNDATED,
        after="receipt",
        months=6,
    ),
    DatedStep(
        step="end-of-phase",
        titles={"en": "End of the phase: list of observations and summary"},
        planned=date(2028, 11, 1),
        revised=date(2028, 12, 1),
        due=date(2028, 12, 1),
        standing=Standing.LATER,
        reason="All reviews of the group end together.",
        by_secretariat=True,
    ),
)
TIMELINE = Timeline(day=TODAY, start=date(2026, 11, 1), steps=STEPS, may_revise=True)


def _entry(kind: EntryKind, day: int, **more: object) -> InboxEntry:
    entry = InboxEntry(id=f"{kind}-{day}", kind=kind, at=datetime(2027, 4, day, 9, tzinfo=UTC))
    return replace(entry, **more)  # type: ignore[arg-type]  # as each test says


ENTRIES = (
    _entry(EntryKind.CONFIRM, 9, link=Link.PEOPLE, title="Boris Petrov", about="ab"),
    _entry(
        EntryKind.MESSAGE,
        8,
        link=Link.QUESTION,
        about="party_name",
        title="A training in Vienna",
        text="On 3 and 4 May there is a training for experts. Tell us who comes.",
        from_secretariat=True,
    ),
    _entry(
        EntryKind.DUE,
        7,
        link=Link.STEP,
        about="questionnaire",
        titles=STEPS[2].titles,
        due=date(2027, 5, 1),
        from_secretariat=True,
    ),
    _entry(EntryKind.RECEIPT, 6, link=Link.SUBMISSION, from_secretariat=True),
    _entry(
        EntryKind.REOPENING,
        5,
        link=Link.SUBMISSION,
        text="Send it by June.",
        is_granted=True,
        from_secretariat=True,
    ),
    _entry(
        EntryKind.REVISED,
        4,
        link=Link.STEP,
        about="end-of-phase",
        titles=STEPS[4].titles,
        due=date(2028, 12, 1),
        text="All reviews of the group end together.",
        from_secretariat=True,
    ),
    _entry(
        EntryKind.DONE,
        4,
        link=Link.STEP,
        about="focal-point",
        titles=STEPS[0].titles,
        due=date(2026, 11, 12),
        from_secretariat=True,
    ),
    _entry(EntryKind.CLEARED, 3, link=Link.STEP, about="start", from_secretariat=True),
    _entry(
        EntryKind.OVERDUE,
        3,
        link=Link.STEP,
        about="experts",
        titles=STEPS[1].titles,
        due=date(2027, 2, 1),
    ),
    _entry(
        EntryKind.OVERDUE,
        2,
        link=Link.STEP,
        about="focal-point",
        titles=STEPS[0].titles,
        due=date(2026, 11, 15),
        is_past=True,
    ),
)


def card_on_page(timeline: Timeline = TIMELINE) -> QWidget:
    """The timeline alone, where it stands at home."""
    page = ColumnPage()
    card = TimelineCard(sample_info(), "en", parent=page)
    page.body.addWidget(card)
    page.body.addStretch(1)
    card.show_timeline(timeline)
    return page


def inbox(entries: tuple[InboxEntry, ...] = ENTRIES) -> InboxDialog:
    """The inbox with these."""
    dialog = InboxDialog("en")
    dialog.show_inbox(Inbox(entries))
    return dialog


def _without_start(_house: House) -> QWidget:
    return card_on_page(replace(TIMELINE, start=None, steps=(STEPS[3],)))


DATES_SCENES: Mapping[str, Room] = {
    "timeline": lambda _house: card_on_page(),
    "timeline-without-start": _without_start,
}
DATES_DIALOGS: Mapping[str, Room] = {
    "inbox": lambda _house: inbox(),
    "inbox-empty": lambda _house: inbox(()),
    "move-step": lambda _house: MoveStep(STEPS[1], "Governmental experts named", TODAY),
    "finish-step": lambda _house: FinishStep(STEPS[0], "Focal point named", TODAY),
}
