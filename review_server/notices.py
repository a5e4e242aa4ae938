"""Which notices of a review are to be given, and which of them were given to a dossier.

Of steps that come, were missed, or were moved by staff. Giving them: `notice_runs`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import func, insert, select

from review_protocol.changes import RecordChange
from review_protocol.errors import ProtocolError
from review_protocol.names import SetId
from review_protocol.notices import Notice, NoticeKind, notice_name, notices_of, of_fields
from review_protocol.timelines import START, day_in_vienna
from review_server.database import Transaction
from review_server.plans import NOTHING, Entered, Plan
from review_server.schema import notices

_NAME_DIGITS = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A notice that is to be given, and since when. ``number`` tells entries of staff apart.

    ``takes_back`` is what it takes back: it is for those alone who were told some of that.
    """

    notice: Notice
    since: date
    number: int = 0
    takes_back: tuple[Wanted, ...] = ()

    def name(self, dossier: SetId) -> str:
        """The subject of its record in a dossier."""
        return notice_name(dossier, self.notice, self.number)


def wanted_of(plan: Plan, day: date) -> tuple[Wanted, ...]:
    """The notices of a review on a day: of steps that come or were missed, and of what staff
    entered of a step or of the start.
    """
    steps = plan.steps()
    ahead = {each.step: each.ahead for each in steps}
    found = []
    for notice in notices_of(steps, day):
        assert notice.due is not None  # `notices_of` says so
        days = 1 if notice.kind is NoticeKind.OVERDUE else -ahead[notice.step]
        found.append(Wanted(notice=notice, since=notice.due + timedelta(days=days)))
    is_met = {each.step: each.actual is not None for each in steps}
    for name in (START, *is_met):
        last = _last_word(name, plan.entered.get(name, ()))
        if last is not None and not (is_met.get(name) and last.notice.kind is _MOVED):
            found.append(last)
    return tuple(found)


_MOVED = NoticeKind.REVISED


def _last_word(step: str, entered: Iterable[Entered]) -> Wanted | None:
    """What is to be told of all that staff entered of a step; None for nothing.

    Of what is done the day alone; what was cleared takes back all that was said before.
    """
    moved: Wanted | None = None
    done: Wanted | None = None
    former: list[Wanted] = []
    before = NOTHING
    for each in entered:
        for word in _words(step, before, each):
            moved, done = (word, done) if word.notice.kind is _MOVED else (moved, word)
            former.append(word)
        before = each
    if before.is_empty and former:
        notice = Notice(kind=NoticeKind.CLEARED, step=step, text=before.reason)
        return _wanted(notice, before, takes_back=tuple(former))
    return (done if before.done else moved) if former else None


def _words(step: str, before: Entered, now: Entered) -> Iterator[Wanted]:
    """What an entry says that the one before it did not."""
    if now.revised and (now.revised, now.reason) != (before.revised, before.reason):
        notice = Notice(kind=_MOVED, step=step, due=now.revised, text=now.reason)
        yield _wanted(notice, now)
    if now.done and now.done != before.done:
        yield _wanted(Notice(kind=NoticeKind.DONE, step=step, due=now.done), now)


def _wanted(notice: Notice, entry: Entered, takes_back: tuple[Wanted, ...] = ()) -> Wanted:
    since = day_in_vienna(datetime.fromtimestamp(entry.at, UTC))
    return Wanted(notice=notice, since=since, number=entry.number, takes_back=takes_back)


def given_to(transaction: Transaction, dossier: SetId) -> frozenset[str]:
    """The names of the notices that a dossier was given."""
    query = select(notices.c.subject).filter_by(dossier=bytes.fromhex(dossier))
    return frozenset(bytes(each).hex() for each in transaction.scalars(query))


def last_told(transaction: Transaction, dossier: SetId) -> int:
    """The time of the last notice that a dossier was given, 0 for none. Each has a later one
    than those before, whatever the clock says: of two that differ members take the later.
    """
    query = select(func.max(notices.c.at)).filter_by(dossier=bytes.fromhex(dossier))
    return transaction.scalar(query) or 0


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
