"""What the e-mail of a notice says, and how it is called: the same whenever it is made."""

from __future__ import annotations

import hashlib
from datetime import date

from review_protocol.notices import NoticeKind
from review_protocol.timelines import START
from review_server.mails import Mail
from review_server.notices import Wanted
from review_server.plans import Plan

_TEXT = """Review of the implementation of the Convention: {review}.

{happened}.

{reason}The day ends in Vienna. If this has been done, no answer is needed: the
secretariat notes it when it learns of it.

This message was made by a program.
"""


def letter_id(review: str, wanted: Wanted, address: str) -> str:
    """32 digits that follow from what is told to whom."""
    notice = wanted.notice
    due = notice.due.isoformat() if notice.due else ""
    parts = ("mail", review, notice.step, str(notice.kind), due, str(wanted.number), address)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


def letter_of(plan: Plan, wanted: Wanted, address: str) -> Mail:
    """The message: of which review and step it is, and nothing of any answer."""
    notice = wanted.notice
    due = _day(notice.due or _due(plan, notice.step))
    title = plan.title(notice.step)
    happened = {
        NoticeKind.DUE: f"{title}: due on {due}",
        NoticeKind.OVERDUE: f"{title}: was due on {due}",
        NoticeKind.REVISED: f"{title}: moved to {due}",
        NoticeKind.CLEARED: f"{title}: the date told before does not hold any more; by the"
        f" plan it is {due}",
    }[notice.kind]
    review = f"{plan.party}, cluster {plan.cluster}"
    reason = f"Reason: {notice.text}\n\n" if notice.text else ""
    return Mail(
        id=letter_id(plan.review, wanted, address),
        to=address,
        subject=f"{review}: {happened}",
        text=_TEXT.format(review=review, happened=happened, reason=reason),
    )


def _due(plan: Plan, step: str) -> date | None:
    """The date that counts now."""
    if step == START:
        return plan.started
    return next((each.due for each in plan.steps() if each.step == step), None)


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else "not known yet"
