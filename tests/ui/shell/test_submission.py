"""Approving through the window: a question by its menu, the whole by its page, and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QPushButton, QWidget

from desktop_app.domain.access import Bar
from desktop_app.domain.keys import NodeKey
from desktop_app.domain.reports import FileKind
from desktop_app.services.finalising import submission_state
from desktop_app.ui.home.review import Review
from desktop_app.ui.questionnaire.field import Field
from desktop_app.ui.submission.page import SubmissionPage
from desktop_app.ui.windows.workspace import HOME, SUBMISSION
from tests.builders.offices import Office
from tests.ui.shell.conftest import MakeVisitor
from tests.ui.shell.member import Person
from tests.ui.shell.visitor import LONG_MS

NAME = "party_name"


@pytest.fixture
def ana(make_visitor: MakeVisitor, stick: Path, tmp_path: Path) -> Person:
    """The focal point, with a response of her own."""
    office = Office(name="Ana", folder=tmp_path / "ana").found("Strelsau")
    office.answer(NAME, "Strelsau")
    office.close()
    visitor = make_visitor(tmp_path / "ana")
    visitor.open_workspace()
    return Person(visitor, stick)


def page(person: Person) -> SubmissionPage:
    """The page, once it shows how it stands."""
    person.workspace.show_page(SUBMISSION)

    def found() -> list[SubmissionPage]:
        pages = person.workspace.findChildren(SubmissionPage)
        names = ("missing", "approved")
        return [p for p in pages if any(p.findChild(QWidget, name) for name in names)]

    person.at.qtbot.waitUntil(lambda: bool(found()), timeout=LONG_MS)
    return found()[0]


def is_reloaded(person: Person, before: QWidget) -> None:
    person.at.qtbot.waitUntil(
        lambda: person.at.window.scene is not None and person.workspace is not before,
        timeout=LONG_MS,
    )


def write_reason(person: Person, name: str, reason: str) -> None:
    person.at.qtbot.waitUntil(
        lambda: bool(person.at.visible(QPlainTextEdit, name)), timeout=LONG_MS
    )
    person.at.see(QPlainTextEdit, name).setPlainText(reason)


def test_a_question_is_approved_by_its_menu(ana: Person) -> None:
    ana.workspace._on_node(NodeKey.parse(NAME))  # as a click on what was found
    ana.at.qtbot.waitUntil(
        lambda: bool(ana.at.visible(QWidget, "card-q_party")), timeout=LONG_MS
    )
    card = ana.at.see(QWidget, "card-q_party")
    button = ana.at.see(QPushButton, "status", card)
    button.click()
    menu = button.findChild(QMenu, "status-menu")
    assert menu is not None
    next(action for action in menu.actions() if action.text() == "Approve").trigger()
    menu.hide()
    assert "Approved by focal point" in button.text()
    ana.workspace.show_page(HOME)
    ana.at.qtbot.waitUntil(lambda: bool(ana.profile and _approvals(ana)), timeout=LONG_MS)


def _approvals(person: Person) -> bool:
    return b'"pack"' in person.export() and b'"approvals":[{' in person.export()


def test_the_whole_is_approved_locked_saved_and_opened_again(
    ana: Person, tmp_path: Path
) -> None:
    before = ana.workspace
    page(ana)
    write_reason(ana, "approve-whole-reason", "The rest follows.")
    ana.at.press("approve-whole")
    is_reloaded(ana, before)
    ana.at.waits_for_banner("approved and locked")
    state = submission_state(ana.profile, ana.dossier)
    assert state.is_locked
    made = page(ana)
    digits = state.approvals[0].digits
    ana.at.qtbot.waitUntil(lambda: ana.at.reads(digits), timeout=LONG_MS)
    made.print_to(1, tmp_path / "final.docx", FileKind.WORD)
    ana.at.qtbot.waitUntil((tmp_path / "final.docx").exists, timeout=LONG_MS)
    # Nobody writes, and the window says so where one would, or is sent to.
    ana.workspace.show_page(HOME)
    ana.at.waits_for_banner("can be read, not edited")
    assert ana.at.reads("The answers can be read.")
    review = ana.workspace.findChild(Review)
    assert review is not None
    assert not any(each.isActive() for each in review.findChildren(QTimer))  # nothing to do
    ana.workspace._on_node(NodeKey.parse(NAME))
    ana.at.waits_for_banner("can be read, not edited")
    fields = [each for each in ana.workspace.findChildren(Field) if each.isVisible()]
    assert fields
    assert ana.workspace._response.access.bar is Bar.LOCKED
    ana.at.press("banner-action")
    assert ana.workspace.page == SUBMISSION
    before = ana.workspace
    ana.at.press("show-reopening")
    write_reason(ana, "reopen-reason", "A law was passed.")
    ana.at.press("reopen")
    is_reloaded(ana, before)
    ana.at.waits_for_banner("open again")
    ana.write(NAME, "Ruritania")
    (approval,) = submission_state(ana.profile, ana.dossier).approvals
    assert approval.reopened is not None
    assert approval.reopened.reason == "A law was passed."
