"""The steps of a review as the secretariat has them: rules, dates that staff entered, contacts.

Rules come from the newest questionnaire that the review accepts, and are counted by
`review_protocol.timelines`, as every member's computer does.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import delete, func, insert, select

from desktop_app.domain.responses import PackInfo, TimelineRule
from desktop_app.forms.pack import read_pack
from review_protocol.receipts import first_day, read_receipt
from review_protocol.timelines import START, Known, Step, day_in_vienna, steps
from review_server.database import Transaction
from review_server.problems import Unusable
from review_server.schema import contacts, dates, questionnaires, reviews, submissions
from review_server.schema import dossiers as known_dossiers

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,190}")
MAX_REASON = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """What holds of a step since staff entered something. Of two the later has the higher
    ``number``.
    """

    number: int = 0
    at: int = 0
    revised: date | None = None
    done: date | None = None
    reason: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether the planned date alone counts."""
        return self.revised is None and self.done is None


NOTHING = Entered()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A review with its steps. ``rules`` is empty while no questionnaire was given.

    ``entered`` is by step, or `START`, in the order in which staff entered it.
    """

    review: str
    party: str
    cluster: str
    start: date | None
    rules: tuple[TimelineRule, ...] = ()
    entered: Mapping[str, tuple[Entered, ...]]
    receipt: date | None = None
    contacts: tuple[str, ...] = ()

    def steps(self) -> tuple[Step, ...]:
        """The steps in their order, with their dates."""
        return steps(self.rules, self._known())

    @property
    def started(self) -> date | None:
        """The date that counts as the start."""
        return self._known().started

    def last(self, step: str) -> Entered:
        """What staff entered of a step, or of the start, the last time."""
        return self.entered.get(step, (NOTHING,))[-1]

    def title(self, step: str) -> str:
        """What a step is called: in English, else in the first language there is."""
        if step == START:
            return "Start of the review"
        for rule in self.rules:
            if rule.step == step:
                return rule.titles.get("en") or next(iter(rule.titles.values()), step)
        return step

    def _known(self) -> Known:
        last = {step: self.last(step) for step in self.entered}
        return Known(
            start=self.start,
            receipt=self.receipt,
            revised={step: each.revised for step, each in last.items() if each.revised},
            done={step: each.done for step, each in last.items() if each.done},
        )


def read_plan(transaction: Transaction, review: str) -> Plan:
    """What is known of a review's steps. Raises Unusable for a review that is not known."""
    found = _review(transaction, review)
    addresses = select(contacts.c.address).filter_by(review=review)
    return Plan(
        review=review,
        party=found.party,
        cluster=found.cluster,
        start=_day(found.start),
        rules=_rules(transaction, review),
        entered=_entered(transaction, review),
        receipt=_first_receipt(transaction, review),
        contacts=tuple(sorted(transaction.scalars(addresses))),
    )


def enter_date(
    transaction: Transaction,
    review: str,
    step: str,
    now: int,
    *,
    revised: date | None = None,
    done: date | None = None,
    reason: str = "",
) -> None:
    """Move a step, or the start, or note that it is done; what is not given stays.

    Raises Unusable for a step that there is not, for a date moved without a reason, and for
    what was done on a day to come.
    """
    plan = read_plan(transaction, review)
    if done and done > day_in_vienna(datetime.fromtimestamp(now, UTC)):
        raise Unusable(f"{done} is still to come: what was done has a day that was.")
    if step not in {START, *(rule.step for rule in plan.rules)}:
        raise Unusable(f"There is no step {step}. Run: review-server review timeline {review}")
    if revised and not reason.strip():
        raise Unusable("A date is moved with --reason only.")
    _expect_reason(reason)
    known = plan.last(step)
    entry = replace(
        known,
        revised=revised or known.revised,
        done=done or known.done,
        reason=reason.strip() or known.reason,
    )
    _append(transaction, review, step, entry, now)


def clear_dates(
    transaction: Transaction, review: str, step: str, now: int, *, reason: str = ""
) -> None:
    """Of a step its planned date alone counts again, and it is not done. Raises Unusable."""
    if read_plan(transaction, review).last(step).is_empty:
        raise Unusable(f"Nothing was entered for the step {step}.")
    _expect_reason(reason)
    _append(transaction, review, step, Entered(reason=reason.strip()), now)


def add_contact(transaction: Transaction, review: str, address: str) -> None:
    """E-mail about a review goes there too. Raises Unusable."""
    _review(transaction, review)
    if not _ADDRESS.fullmatch(address):
        raise Unusable(f"{address} is no e-mail address that can be used.")
    remove_contact(transaction, review, address)
    transaction.execute(insert(contacts), {"review": review, "address": address})


def remove_contact(transaction: Transaction, review: str, address: str) -> bool:
    """No e-mail goes there any more; whether any did."""
    gone = delete(contacts).filter_by(review=review, address=address)
    return bool(transaction.execute(gone).rowcount)


def _expect_reason(reason: str) -> None:
    if len(reason) > MAX_REASON:
        raise Unusable(f"The reason is longer than {MAX_REASON:,} letters: shorten it.")


def _entered(transaction: Transaction, review: str) -> dict[str, tuple[Entered, ...]]:
    found: dict[str, list[Entered]] = defaultdict(list)
    query = select(dates).filter_by(review=review).order_by(dates.c.number)
    for each in transaction.execute(query):
        entry = Entered(
            number=each.number,
            at=each.at,
            revised=_day(each.revised),
            done=_day(each.done),
            reason=each.reason,
        )
        found[each.step].append(entry)
    return {step: tuple(entries) for step, entries in found.items()}


def _append(transaction: Transaction, review: str, step: str, entry: Entered, now: int) -> None:
    """Its number is the time, so that no number comes again in a database that was put back:
    what was told under it before is something else.
    """
    last = select(func.max(dates.c.number)).filter_by(review=review)
    row = {
        "review": review,
        "number": max((transaction.scalar(last) or 0) + 1, now),
        "step": step,
        "revised": entry.revised.isoformat() if entry.revised else "",
        "done": entry.done.isoformat() if entry.done else "",
        "reason": entry.reason,
        "at": now,
    }
    transaction.execute(insert(dates), row)


def read_info(transaction: Transaction, review: str, hash_: str) -> PackInfo:
    """What a questionnaire that the review accepts says of itself. Raises Unusable."""
    if hash_ not in _INFOS:  # what has this hash never changes
        query = select(questionnaires.c.content).filter_by(review=review, hash=hash_)
        content = transaction.scalar(query)
        if content is None:
            raise Unusable("The questionnaire is not here.")
        _INFOS[hash_] = read_pack(bytes(content)).info
    return _INFOS[hash_]


_INFOS: dict[str, PackInfo] = {}


def _rules(transaction: Transaction, review: str) -> tuple[TimelineRule, ...]:
    """Those of the newest questionnaire that the review accepts; of two that say they are as
    new, the one that staff accepted last.
    """
    table = questionnaires.c
    newest = (table.version.desc(), table.at.desc(), table.hash)
    query = select(questionnaires.c.hash).filter_by(review=review).order_by(*newest).limit(1)
    hash_ = transaction.scalar(query)
    return () if hash_ is None else read_info(transaction, review, hash_).timeline


def _first_receipt(transaction: Transaction, review: str) -> date | None:
    """The day of the first receipt: a later version of the answers moves no deadline."""
    query = select(submissions.c.receipt).join(
        known_dossiers, known_dossiers.c.id == submissions.c.dossier
    )
    found = transaction.scalars(query.where(known_dossiers.c.review == review))
    return first_day(read_receipt(bytes(each)) for each in found)


def _review(transaction: Transaction, review: str) -> Any:
    found = transaction.execute(select(reviews).filter_by(id=review)).one_or_none()
    if found is None:
        raise Unusable(f"There is no review {review}. Run: review-server review list")
    return found


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
