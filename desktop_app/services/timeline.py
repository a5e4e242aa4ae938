"""The steps of a review with their dates: read, moved to another day, noted as done.

Belongs on the store lane. The rules are the questionnaire's, the arithmetic is
`review_protocol.timelines`, which the central server uses too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.entries import ChangeId, Recorded, new_id
from desktop_app.domain.keys import DossierId
from desktop_app.domain.responses import DossierInfo
from desktop_app.domain.timelines import DatedStep, Timeline
from desktop_app.errors import BadArgument
from desktop_app.services import journal
from desktop_app.services.entitlement import may_write
from desktop_app.services.profile import Profile
from desktop_app.services.receipt_records import receipt_in
from desktop_app.store import records
from desktop_app.store.records import Record
from desktop_app.store.transaction import Transaction
from review_protocol import timelines
from review_protocol.changes import RecordType
from review_protocol.errors import ProtocolError
from review_protocol.notices import Entries, Notice, entries_of, of_fields
from review_protocol.receipts import first_day
from review_protocol.timelines import START, Known, Step, day_in_vienna

REVISED, DONE, REASON = "revised", "done", "reason"
MAX_REASON = 1_000
NOBODYS: Sequence[Record] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the records of a dossier say of its dates.

    ``own`` are the members' records by step, those of one step by id; ``told`` what the
    secretariat entered and counts.
    """

    own: Mapping[str, Sequence[Record]]
    told: Entries
    receipt: date | None


def read_timeline(profile: Profile, dossier: DossierId, info: DossierInfo) -> Timeline:
    """The steps of a dossier today, which is the day in Vienna."""
    with profile.store.read() as transaction:
        given = read_given(transaction, dossier)
        may_revise = may_write(transaction, profile, dossier, RecordType.TIMELINE)
    return timeline_of(
        info,
        given,
        day_in_vienna(profile.clock()),
        may_revise=may_revise,
    )


def timeline_of(
    info: DossierInfo, given: Given, day: date, *, may_revise: bool = False
) -> Timeline:
    """The same from what was read."""
    known = _known(info, given)
    dated = timelines.steps(info.pack.timeline, known)
    rules = {rule.step: rule for rule in reversed(info.pack.timeline)}
    return Timeline(
        day=day,
        start=known.started,
        start_by_secretariat=START in given.told.done
        or (START in given.told.moved and START not in known.done),
        receipt=known.receipt,
        steps=tuple(
            _step(
                each, rules[each.step].titles, given, day,
                rule=(rules[each.step].after, rules[each.step].months, rules[each.step].days),
            )
            for each in dated
        ),
        may_revise=may_revise,
    )  # fmt: skip


def read_given(transaction: Transaction, dossier: DossierId) -> Given:
    """What the records of a dossier say of its dates."""
    own: dict[str, list[Record]] = defaultdict(list)
    for each in records.read_records(transaction, dossier, RecordType.TIMELINE):
        if not each.withdrawn:
            own[each.subject].append(each)
    return Given(
        own=own,
        told=_told(records.read_records(transaction, dossier, RecordType.NOTICE)),
        receipt=_first_receipt(records.read_records(transaction, dossier, RecordType.RECEIPT)),
    )


def revise(
    profile: Profile, dossier: DossierId, info: DossierInfo, step: str, day: date, reason: str
) -> date | None:
    """Move a step, or the start, to another day. What is done already stays done.

    Gives the secretariat's date, if that counts all the same: until it takes it back.

    Raises BadArgument for a step that there is not or without a reason, NotEntitled for
    anybody but the focal point and the deputy.
    """
    reason = reason.strip()
    if not reason:
        raise BadArgument("reason", "empty")
    if len(reason) > MAX_REASON:
        raise BadArgument("reason", "too-long")
    told = _write(profile, dossier, info, step, {REVISED: day.isoformat(), REASON: reason})
    if step == START and step in told.done:
        return told.done[step]
    moved = told.moved.get(step)
    return None if moved is None else moved.due


def note_done(
    profile: Profile, dossier: DossierId, info: DossierInfo, step: str, day: date | None
) -> date | None:
    """Note on which day a step was done; None: it is not done after all.

    Gives the day that the secretariat noted, if that counts all the same.

    Raises BadArgument for a step that there is not or a day to come, and NotEntitled.
    """
    if day is not None and day > day_in_vienna(profile.clock()):
        raise BadArgument("day", "not-yet")
    told = _write(profile, dossier, info, step, {DONE: day.isoformat() if day else ""})
    return told.done.get(step)


def _write(
    profile: Profile,
    dossier: DossierId,
    info: DossierInfo,
    step: str,
    fields: Mapping[str, str],
) -> Entries:
    """Write it; what the secretariat entered of all steps."""
    if step not in {START, *(rule.step for rule in info.pack.timeline)}:
        raise BadArgument("step", "unknown")
    with profile.store.read() as transaction:
        given = read_given(transaction, dossier)
    known = given.own.get(step, NOBODYS)
    before = {name: known[0].fields.get(name, "") if known else "" for name in _NAMES}
    entry = Recorded(
        id=ChangeId(new_id()),
        type=RecordType.TIMELINE,
        subject=step,
        fields={**before, **fields},
        at=profile.clock(),
    )
    journal.write(profile, dossier, [entry])
    return given.told


_NAMES = (REVISED, DONE, REASON)


def _known(info: DossierInfo, given: Given) -> Known:
    revised = {
        step: day for step, found in given.own.items() if (day := _day(found[0], REVISED))
    }
    moved = {step: notice.due for step, notice in given.told.moved.items() if notice.due}
    done = {step: day for step, found in given.own.items() if (day := _day(found[0], DONE))}
    return Known(
        start=info.start,
        receipt=given.receipt,
        revised={**revised, **moved},
        done={**done, **given.told.done},
    )


def _step(
    step: Step,
    titles: Mapping[str, str],
    given: Given,
    day: date,
    *,
    rule: tuple[str, int, int],
) -> DatedStep:
    own, moved = given.own.get(step.step, NOBODYS), given.told.moved.get(step.step)
    after, months, days = rule
    revised = {found for each in own if (found := _day(each, REVISED))}
    return DatedStep(
        step=step.step,
        titles=titles,
        planned=step.planned,
        revised=step.revised,
        actual=step.actual,
        due=step.due,
        standing=step.standing(day),
        reason=moved.text if moved else (own[0].fields.get(REASON, "") if own else ""),
        by_secretariat=moved is not None,
        done_by_secretariat=step.step in given.told.done,
        is_conflict=len({tuple(sorted(each.fields.items())) for each in own}) > 1,
        others=tuple(sorted(revised - {step.revised})) if len(own) > 1 else (),
        after=after,
        months=months,
        days=days,
    )


def _told(notices: Iterable[Record]) -> Entries:
    """The last words of the secretariat: it is one author, and its own clock tells."""
    found: list[Notice] = []
    for each in sorted(notices, key=lambda one: (one.made_at, one.change)):
        try:
            notice = of_fields(each.fields)
        except ProtocolError:
            continue  # of a newer program: the inbox passes it over too
        if not each.withdrawn:
            found.append(notice)
    return entries_of(found)


def _first_receipt(found: Iterable[Record]) -> date | None:
    """The day of the first receipt: a later version of the answers moves no deadline."""
    return first_day(
        each.receipt for record in found if (each := receipt_in(record)) is not None
    )


def _day(record: Record, name: str) -> date | None:
    try:
        return date.fromisoformat(record.fields.get(name, ""))
    except ValueError:
        return None
