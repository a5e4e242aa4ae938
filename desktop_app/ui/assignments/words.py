"""Assignments in words: by when, how far, for whom. Lateness is said, never counted."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.members import Assignment
from desktop_app.services.parts import Share
from desktop_app.ui.wording import day_words, isolated

translate = QCoreApplication.translate


def today() -> date:
    """The day where the user is. Due dates are days, not moments."""
    return date.today()  # noqa: DTZ011  # the local day is what is meant


def due_words(share: Share) -> str:
    """By when, and whether that has passed: "Due on 3 March 2026"."""
    due = share.assignment.due
    if share.is_done:
        return translate("Assignments", "Finished")
    if due is None:
        return translate("Assignments", "Without a date")
    if share.is_overdue(today()):
        words = translate("Assignments", "Overdue: it was due on {day}")
    elif due == today():
        return translate("Assignments", "Due today")
    else:
        words = translate("Assignments", "Due on {day}")
    return words.format(day=day_words(due))


def far_words(share: Share) -> str:
    """How far it is, as counts: "Questions finished: 3 of 9"."""
    words = translate("Assignments", "Questions finished: {done} of {all}")
    return words.format(done=share.finished, all=share.progress.total)


def name_of_assignee(assignment: Assignment) -> str:
    """Who is asked; an organisation by the name that was written."""
    return isolated(assignment.assignee_name or translate("Assignments", "somebody"))


def given_words(share: Share) -> str:
    """One line of what is assigned: "To Ben: Article 5. Due on 3 March 2026."."""
    words = translate("Assignments", "{name}: {what}. {due}.")
    if share.assignment.is_conflict:
        words += " " + translate("Assignments", "Two versions: choose on “To settle”.")
    return words.format(
        name=name_of_assignee(share.assignment),
        what=isolated(share.title),
        due=due_words(share),
    )
