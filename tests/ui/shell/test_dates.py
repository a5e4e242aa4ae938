"""Timeline and inbox at the window: seen, followed, entered, told once and without content."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QCheckBox, QPlainTextEdit, QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.timelines import DatedStep, EntryKind, Inbox, InboxEntry, Timeline
from desktop_app.services import timeline
from desktop_app.services.settings import DESKTOP_NOTICES, Settings
from desktop_app.ui.bell import Bell
from desktop_app.ui.dates.card import TimelineCard
from desktop_app.ui.dates.dialogs import FinishStep, MoveStep
from desktop_app.ui.dates.picture import TimelinePicture, marks_of, span_of
from desktop_app.ui.dates.words import moved_words, standing_words
from desktop_app.ui.dialogs.day_edit import DayEdit
from desktop_app.ui.inbox.dialog import InboxDialog
from desktop_app.ui.inbox.words import entry_detail, entry_title
from desktop_app.ui.widgets import Button, Text
from desktop_app.ui.windows.workspace import HOME, PEOPLE, QUESTIONNAIRE, SUBMISSION, Workspace
from review_protocol.timelines import Standing, day_in_vienna
from tests.builders.dossiers import new_profile
from tests.builders.responses import sample_info
from tests.builders.timelines import dated_dossier
from tests.ui.shell.conftest import MakeVisitor
from tests.ui.shell.dates_rooms import ENTRIES, STEPS, TIMELINE, TODAY, inbox
from tests.ui.shell.visitor import LONG_MS, Visitor

W = TypeVar("W", bound=QWidget)
VIENNA = day_in_vienna(datetime.now(UTC))


@pytest.fixture
def dated(folder: Path) -> Path:
    """A profile with a response whose review began sixty days ago, closed."""
    profile = new_profile(folder)
    dated_dossier(profile, VIENNA - timedelta(days=60))
    profile.close()
    return folder


@pytest.fixture
def visitor(make_visitor: MakeVisitor, dated: Path) -> Visitor:
    made = make_visitor()
    made.open_workspace()
    return made


def scene(visitor: Visitor) -> Workspace:
    found = visitor.window.scene
    assert isinstance(found, Workspace)
    return found


def steps(visitor: Visitor) -> list[QWidget]:
    lines = scene(visitor).findChildren(QWidget, "step")
    return [each for each in lines if not each.isHidden()]


def texts(widget: QWidget) -> list[str]:
    return [each.text() for each in widget.findChildren(Text) if not each.isHidden()]


def open_dialog(kind: type[QWidget]) -> QWidget:
    (found,) = (
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, kind) and each.isVisible()
    )
    return found


def standing(visitor: Visitor, number: int) -> str:
    """What is said of a step; nothing while the lines are made anew."""
    said = texts(steps(visitor)[number]) if len(steps(visitor)) > number else []
    return said[1] if len(said) > 1 else ""


def button(widget: QWidget, name: str) -> Button:
    found = [e for e in widget.findChildren(Button, name) if e.isVisibleTo(widget)]
    return found[0]


def part(widget: QWidget, kind: type[W], name: str = "") -> W:
    """A piece of a dialog."""
    found = widget.findChild(kind, name) if name else widget.findChild(kind)
    assert found is not None
    return found


def is_open(kind: type[QWidget]) -> bool:
    return any(isinstance(e, kind) and e.isVisible() for e in QApplication.topLevelWidgets())


def press_inbox(visitor: Visitor) -> InboxDialog:
    button(scene(visitor), "inbox").click()
    found = open_dialog(InboxDialog)
    assert isinstance(found, InboxDialog)
    return found


def entries(dialog: InboxDialog) -> list[QWidget]:
    return [e for e in dialog.findChildren(QWidget, "entry") if not e.isHidden()]


class TestAtHome:
    def test_every_step_stands_in_words_below_the_line(self, visitor: Visitor) -> None:
        visitor.qtbot.waitUntil(lambda: len(steps(visitor)) == 5, timeout=LONG_MS)
        first, *_, feedback, _end = steps(visitor)
        assert texts(first)[0] == "1. Focal point named"
        assert texts(first)[1].startswith("Missed: it was due on ")
        assert texts(feedback)[1] == "No date yet: 6 months after the receipt of the answers"

    def test_a_step_is_moved_with_a_reason(self, visitor: Visitor) -> None:
        qtbot = visitor.qtbot
        qtbot.waitUntil(lambda: len(steps(visitor)) == 5, timeout=LONG_MS)
        button(steps(visitor)[0], "move-step").click()
        dialog = open_dialog(MoveStep)
        button(dialog, "move").click()
        assert any("Write why" in text for text in texts(dialog))
        new = VIENNA + timedelta(days=40)
        part(dialog, DayEdit).setDate(QDate(new.year, new.month, new.day))
        part(dialog, QPlainTextEdit).setPlainText("Elections")
        button(dialog, "move").click()
        qtbot.waitUntil(lambda: not is_open(MoveStep), timeout=LONG_MS)
        qtbot.waitUntil(lambda: standing(visitor, 0).startswith("Due on "), timeout=LONG_MS)
        assert "Elections" in texts(steps(visitor)[0])[2]
        qtbot.waitUntil(
            lambda: button(scene(visitor), "inbox").text() == "Inbox: 1 unread",
            timeout=LONG_MS,
        )

    def test_a_step_is_noted_as_done(self, visitor: Visitor) -> None:
        qtbot = visitor.qtbot
        qtbot.waitUntil(lambda: len(steps(visitor)) == 5, timeout=LONG_MS)
        button(steps(visitor)[1], "finish-step").click()
        button(open_dialog(FinishStep), "done").click()
        qtbot.waitUntil(lambda: standing(visitor, 1).startswith("Done on "), timeout=LONG_MS)
        button(steps(visitor)[1], "finish-step").click()
        button(open_dialog(FinishStep), "not-done").click()
        qtbot.waitUntil(lambda: standing(visitor, 1).startswith("Missed"), timeout=LONG_MS)

    def test_what_cannot_be_entered_is_said_in_the_dialog(self, visitor: Visitor) -> None:
        visitor.qtbot.waitUntil(lambda: len(steps(visitor)) == 5, timeout=LONG_MS)
        button(steps(visitor)[0], "move-step").click()
        dialog = open_dialog(MoveStep)
        part(dialog, QPlainTextEdit).setPlainText("x" * (timeline.MAX_REASON + 1))
        button(dialog, "move").click()
        visitor.qtbot.waitUntil(
            lambda: any("too long" in text for text in texts(dialog)), timeout=LONG_MS
        )


def test_who_enters_a_date_reads_that_the_secretariats_counts(qtbot: QtBot) -> None:
    (moved,) = (each for each in STEPS if each.by_secretariat)
    counts = "The secretariat's date, 1 December 2028, counts until it takes it back."
    for step, is_told in ((moved, True), (replace(moved, by_secretariat=False), False)):
        dialog = MoveStep(step, "End of the phase", TODAY)
        qtbot.addWidget(dialog)
        assert (counts in texts(dialog)) is is_told
    done = replace(moved, actual=date(2028, 12, 1), done_by_secretariat=True)
    finish = FinishStep(done, "End of the phase", TODAY)
    qtbot.addWidget(finish)
    assert counts in texts(finish)


class TestTheInbox:
    def test_what_is_new_is_told_once_and_counted_until_it_is_read(
        self, visitor: Visitor, make_visitor: MakeVisitor
    ) -> None:
        qtbot = visitor.qtbot
        qtbot.waitUntil(
            lambda: button(scene(visitor), "inbox").text() == "Inbox: 2 unread",
            timeout=LONG_MS,
        )
        assert "New in the inbox: 2" in " ".join(texts(scene(visitor)))
        with qtbot.waitSignal(visitor.desk.closed, timeout=LONG_MS):
            visitor.window.close()
        again = make_visitor()
        again.open_workspace()
        qtbot.waitUntil(
            lambda: button(scene(again), "inbox").text() == "Inbox: 2 unread", timeout=LONG_MS
        )
        assert "New in the inbox" not in " ".join(texts(scene(again)))
        dialog = press_inbox(again)
        assert len(entries(dialog)) == 2
        button(dialog, "read-all").click()
        qtbot.waitUntil(
            lambda: button(scene(again), "inbox").text() == "Inbox", timeout=LONG_MS
        )
        qtbot.waitUntil(lambda: entries(dialog) == [], timeout=LONG_MS)
        part(dialog, QCheckBox, "show-all").setChecked(True)
        qtbot.waitUntil(lambda: len(entries(dialog)) == 2, timeout=LONG_MS)

    def test_an_entry_leads_to_its_step(self, visitor: Visitor) -> None:
        qtbot = visitor.qtbot
        qtbot.waitUntil(lambda: len(steps(visitor)) == 5, timeout=LONG_MS)
        scene(visitor).show_page(QUESTIONNAIRE)
        dialog = press_inbox(visitor)
        button(entries(dialog)[0], "go-to-entry").click()
        qtbot.waitUntil(lambda: not is_open(InboxDialog), timeout=LONG_MS)
        assert scene(visitor).page == HOME
        qtbot.waitUntil(
            lambda: button(scene(visitor), "inbox").text() == "Inbox: 1 unread",
            timeout=LONG_MS,
        )

    @pytest.mark.parametrize(
        ("kind", "page"),
        [
            (EntryKind.CONFIRM, PEOPLE),
            (EntryKind.MESSAGE, QUESTIONNAIRE),
            (EntryKind.RECEIPT, SUBMISSION),
        ],
    )
    def test_other_entries_lead_to_what_they_are_about(
        self, visitor: Visitor, kind: EntryKind, page: int
    ) -> None:
        qtbot = visitor.qtbot
        qtbot.waitUntil(lambda: len(steps(visitor)) == 5, timeout=LONG_MS)
        dialog = press_inbox(visitor)
        (entry,) = (each for each in ENTRIES if each.kind is kind)
        dialog.show_inbox(Inbox((entry,)))
        qtbot.waitUntil(lambda: len(entries(dialog)) == 1, timeout=LONG_MS)
        button(dialog, "go-to-entry").click()
        qtbot.waitUntil(lambda: scene(visitor).page == page, timeout=LONG_MS)

    def test_a_question_that_is_not_there_leads_nowhere(self, visitor: Visitor) -> None:
        visitor.qtbot.waitUntil(lambda: len(steps(visitor)) == 5, timeout=LONG_MS)
        dialog = press_inbox(visitor)
        (entry,) = (each for each in ENTRIES if each.kind is EntryKind.MESSAGE)
        dialog.show_inbox(Inbox((replace(entry, about="gone"),)))
        visitor.qtbot.waitUntil(lambda: len(entries(dialog)) == 1, timeout=LONG_MS)
        button(dialog, "go-to-entry").click()
        assert scene(visitor).page == HOME

    def test_locking_closes_it(self, visitor: Visitor) -> None:
        press_inbox(visitor)
        visitor.desk.lock()
        visitor.qtbot.waitUntil(lambda: not is_open(InboxDialog), timeout=LONG_MS)


class TestWords:
    @pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
    def test_every_entry_has_words(self, qapp: QApplication, entry: InboxEntry) -> None:
        said = f"{entry_title(entry, 'en')} {entry_detail(entry)}"
        assert "{" not in said
        assert len(said) > 20

    def test_the_start_is_told_of_in_words(self, qapp: QApplication) -> None:
        (entry,) = (each for each in ENTRIES if each.kind is EntryKind.CLEARED)
        assert "Date taken back: " in entry_title(entry, "en")
        assert "Start of the review" in entry_title(entry, "en")
        assert entry_detail(entry) == "The planned date counts again."

    @pytest.mark.parametrize("step", STEPS, ids=lambda step: step.step)
    def test_every_step_has_words(self, qapp: QApplication, step: DatedStep) -> None:
        said = f"{standing_words(step)} {moved_words(step)}"
        assert "{" not in said

    def test_what_counts_from_another_step_says_how_long_after(
        self, qapp: QApplication
    ) -> None:
        step = replace(STEPS[3], months=1, days=2, after="start")
        assert standing_words(step) == (
            "No date yet: one month and 2 days after the start of the review"
        )
        assert "with the receipt" in standing_words(replace(STEPS[3], months=0))

    def test_an_inbox_shows_past_entries_only_if_wished(self, qtbot: QtBot) -> None:
        dialog = inbox()
        qtbot.addWidget(dialog)
        assert len(entries(dialog)) == len(ENTRIES) - 1
        part(dialog, QCheckBox, "show-all").setChecked(True)
        assert len(entries(dialog)) == len(ENTRIES)


class TestThePicture:
    def test_today_and_every_date_are_on_the_line(self) -> None:
        first, last = span_of(TIMELINE)
        assert (first, last) == (date(2026, 11, 1), date(2028, 12, 1))
        late = replace(TIMELINE, day=date(2031, 1, 1))
        assert span_of(late)[1] == late.day

    def test_steps_lie_in_the_order_of_their_dates_and_never_on_each_other(self) -> None:
        wide = 30.0
        for width in (100.0, 300.0, 2000.0):
            marks = marks_of(TIMELINE, width, wide)
            assert [mark.number for mark in marks] == [1, 2, 3, 5]
            assert all(0 <= mark.x <= width for mark in marks)
            for one in marks:
                for other in marks:
                    if one is not other and one.level == other.level:
                        assert abs(one.x - other.x) >= wide

    def test_a_date_that_was_moved_shows_where_it_was_planned(self) -> None:
        marks = {mark.number: mark for mark in marks_of(TIMELINE, 700, 30)}
        assert marks[2].planned_x is not None
        assert marks[2].planned_x < marks[2].x
        assert marks[3].planned_x is None

    def test_a_single_day_is_a_line_too(self) -> None:
        one = Timeline(
            day=TODAY,
            steps=(DatedStep(step="a", planned=TODAY, due=TODAY, standing=Standing.COMING),),
        )
        (mark,) = marks_of(one, 700, 30)
        assert mark.x == 0

    def test_it_is_drawn_from_the_side_where_reading_begins(self, qtbot: QtBot) -> None:
        picture = TimelinePicture()
        qtbot.addWidget(picture)
        picture.show_timeline(TIMELINE)
        picture.resize(600, picture.sizeHint().height())
        there = picture.grab().toImage()
        picture.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        back = picture.grab().toImage()
        row = next(
            y for y in range(there.height()) if there.pixel(300, y) != there.pixel(300, 0)
        )
        assert row
        assert there != back
        assert picture.accessibleName()

    def test_a_card_without_steps_is_not_shown(self, qtbot: QtBot) -> None:
        card = TimelineCard(sample_info(), "en")
        qtbot.addWidget(card)
        card.show_timeline(Timeline(day=TODAY))
        assert card.isHidden()
        card.show_timeline(replace(TIMELINE, may_revise=False))
        assert not card.isHidden()
        assert not [b for b in card.findChildren(Button, "move-step") if not b.isHidden()]


@pytest.fixture
def settings_file(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json")


@pytest.fixture
def with_tray(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """A system that has a tray, and what is shown there."""
    shown: list[tuple[str, str]] = []
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", lambda: True)
    for name in ("show", "hide"):  # there is none where tests run
        monkeypatch.setattr(QSystemTrayIcon, name, lambda _self: None)
    monkeypatch.setattr(
        QSystemTrayIcon,
        "showMessage",
        lambda _self, title, text, *_more: shown.append((title, text)),
    )
    return shown


class TestOnTheDesktop:
    def test_nothing_is_shown_unless_it_was_asked_for(
        self, qtbot: QtBot, settings_file: Settings, with_tray: list[tuple[str, str]]
    ) -> None:
        bell = Bell(settings_file, QIcon(), "Review Desk")
        bell.fit()
        bell.ring(3)
        assert (bell.is_shown, with_tray) == (False, [])

    def test_it_says_how_much_is_new_and_nothing_else(
        self, qtbot: QtBot, settings_file: Settings, with_tray: list[tuple[str, str]]
    ) -> None:
        settings_file.choose(DESKTOP_NOTICES, True)
        bell = Bell(settings_file, QIcon(), "Review Desk")
        bell.fit()
        bell.count(3)
        bell.ring(3)
        assert with_tray == [("Review Desk", "New in the inbox: 3")]
        settings_file.choose(DESKTOP_NOTICES, False)
        bell.fit()
        bell.ring(1)
        assert (bell.is_shown, len(with_tray)) == (False, 1)

    def test_a_system_without_a_tray_is_no_trouble(
        self, qtbot: QtBot, settings_file: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: False)
        settings_file.choose(DESKTOP_NOTICES, True)
        bell = Bell(settings_file, QIcon(), "Review Desk")
        bell.fit()
        bell.ring(1)
        assert bell.is_shown is False
