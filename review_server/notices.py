"""Which notices of a review are to be given, and which of them were given to a dossier.

Of steps that come, were missed, or were moved by staff. Giving them: `notice_runs`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import insert, select

from review_protocol.changes import RecordChange
from review_protocol.errors import ProtocolError
from review_protocol.names import SetId
from review_protocol.notices import Notice, NoticeKind, notice_name, notices_of, of_fields
from review_protocol.timelines import day_in_vienna
from review_server.database import Transaction
from review_server.plans import Plan
from review_server.schema import notices

_NAME_DIGITS = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A notice that is to be given, and since when. ``number`` tells moves apart."""

    notice: Notice
    since: date
    number: int = 0

    def name(self, dossier: SetId) -> str:
        """The subject of its record in a dossier."""
        return notice_name(dossier, self.notice, self.number)


def wanted_of(plan: Plan, day: date) -> tuple[Wanted, ...]:
    """The notices of a review on a day: of steps that come or were missed, and of moves."""
    steps = plan.steps()
    ahead = {each.step: each.ahead for each in steps}
    found = []
    for notice in notices_of(steps, day):
        assert notice.due is not None  # `notices_of` says so
        days = 1 if notice.kind is NoticeKind.OVERDUE else -ahead[notice.step]
        found.append(Wanted(notice=notice, since=notice.due + timedelta(days=days)))
    for step in steps:
        entered = plan.entered.get(step.step)
        if entered is None or entered.revised is None or step.actual is not None:
            continue
        notice = Notice(
            kind=NoticeKind.REVISED, step=step.step, due=entered.revised, text=entered.reason
        )
        since = day_in_vienna(datetime.fromtimestamp(entered.at, UTC))
        found.append(Wanted(notice=notice, since=since, number=entered.number))
    return tuple(found)


def given_to(transaction: Transaction, dossier: SetId) -> frozenset[str]:
    """The names of the notices that a dossier was given."""
    query = select(notices.c.subject).filter_by(dossier=bytes.fromhex(dossier))
    return frozenset(bytes(each).hex() for each in transaction.scalars(query))


def remember(
    transaction: Transaction, dossier: SetId, named: Iterable[tuple[str, Notice]], at: int
) -> None:
    """A dossier was given these, which it was not before."""
    rows = [
        {
            "dossier": bytes.fromhex(dossier),
            "subject": bytes.fromhex(name),
            "step": notice.step,
            "kind": str(notice.kind),
            "due": notice.due.isoformat() if notice.due else "",
            "at": at,
        }
        for name, notice in named
    ]
    if rows:
        transaction.execute(insert(notices), rows)


def take_notice_back(transaction: Transaction, dossier: SetId, change: RecordChange) -> None:
    """A notice that this server had given and does not know any more."""
    try:
        notice = of_fields(change.fields)
        is_name = len(bytes.fromhex(change.subject)) * 2 == _NAME_DIGITS
    except (ProtocolError, ValueError):
        return  # of a newer version of this program
    if notice.kind is NoticeKind.MESSAGE or not is_name:
        return
    if change.subject not in given_to(transaction, dossier):
        remember(transaction, dossier, [(change.subject, notice)], change.at)
