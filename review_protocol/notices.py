"""Notices of the secretariat: what one says, as the fields of a record and back.

A step's notice is named by what it says. So whoever computes the same, on whichever side,
finds that it is the same: a second one is none. docs/protocol.md, section 10.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from review_protocol.changes import RecordChange, RecordType
from review_protocol.errors import Malformed
from review_protocol.timelines import Standing, Step

MAX_TITLE, MAX_TEXT = 200, 10_000
STEP, SUBMISSION = "step:", "submission:"
"""How what a message is ``about`` begins, if it is no question: a step, or a number."""
_NAME_DIGITS = 32
_FIELDS = ("kind", "step", "due", "title", "text", "about")


class NoticeKind(StrEnum):
    """What a notice is: of a step that is coming or missed, of what staff entered of a step
    (moved, done, or taken back), or an officer's message.
    """

    DUE = "due"
    OVERDUE = "overdue"
    REVISED = "revised"
    DONE = "done"
    CLEARED = "cleared"
    MESSAGE = "message"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One notice. A message has a title and a text, and may be ``about`` a question, a step
    or a submission.

    A step's notice has the step and its date: that which is coming or was missed, or the day
    on which it was done, or, of one that was moved, the new one with the reason as ``text``.
    One that is cleared has no date: nothing that staff entered counts any more.
    """

    kind: NoticeKind
    step: str = ""
    due: date | None = None
    title: str = ""
    text: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """What staff entered and notices told, by step (or `START`): what counts of it.

    ``moved`` are the notices with the new date and the reason, ``done`` the days.
    """

    moved: Mapping[str, Notice]
    done: Mapping[str, date]


def entries_of(notices: Iterable[Notice]) -> Entries:
    """What counts of these, which are in the order in which they were given."""
    moved: dict[str, Notice] = {}
    done: dict[str, date] = {}
    for each in notices:
        if each.kind is NoticeKind.REVISED:
            moved[each.step] = each
        elif each.kind is NoticeKind.DONE and each.due is not None:
            done[each.step] = each.due
        elif each.kind is NoticeKind.CLEARED:
            moved.pop(each.step, None)
            done.pop(each.step, None)
    return Entries(moved=moved, done=done)


def notices_of(steps: Iterable[Step], day: date) -> tuple[Notice, ...]:
    """The notices that are to be given of these steps on a day."""
    kinds = {Standing.COMING: NoticeKind.DUE, Standing.MISSED: NoticeKind.OVERDUE}
    return tuple(
        Notice(kind=kinds[standing], step=each.step, due=each.due)
        for each in steps
        if (standing := each.standing(day)) in kinds
    )


def notice_name(dossier: str, notice: Notice, number: int = 0) -> str:
    """The subject of a step's notice in a dossier: 32 digits that follow from what it says.

    ``number`` tells one entry of staff's from another that says the same; others have none.
    """
    due = notice.due.isoformat() if notice.due else ""
    parts = ["notice", dossier, notice.step, str(notice.kind), due]
    if number:
        parts.append(str(number))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:_NAME_DIGITS]


def notice_change(subject: str, notice: Notice, at: int) -> RecordChange:
    """The change that carries a notice."""
    return RecordChange(
        type=RecordType.NOTICE, subject=subject, fields=to_fields(notice), at=at
    )


def to_fields(notice: Notice) -> dict[str, str]:
    """The fields of the record; all six are always there."""
    return {
        "kind": str(notice.kind),
        "step": notice.step,
        "due": notice.due.isoformat() if notice.due else "",
        "title": notice.title,
        "text": notice.text,
        "about": notice.about,
    }


def of_fields(fields: Mapping[str, str]) -> Notice:
    """The inverse. Raises Malformed for what is none; fields of later versions are left."""
    kind, step, due, title, text, about = (fields.get(name, "") for name in _FIELDS)
    try:
        notice = Notice(
            kind=NoticeKind(kind),
            step=step,
            due=date.fromisoformat(due) if due else None,
            title=title,
            text=text,
            about=about,
        )
    except ValueError as error:
        raise Malformed("notice") from error
    is_message = notice.kind is NoticeKind.MESSAGE
    has_date = not is_message and notice.kind is not NoticeKind.CLEARED
    if is_message == bool(step) or has_date != (notice.due is not None):
        raise Malformed("notice")
    if is_message and not (title.strip() or text.strip()):
        raise Malformed("notice")
    if len(title) > MAX_TITLE or len(text) > MAX_TEXT:
        raise Malformed("notice")
    return notice
