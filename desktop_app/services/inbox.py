"""The inbox of a dossier: what the secretariat wrote, and what this computer works out itself.

Deadlines that come or were missed are told without any server; when the secretariat's notice
of the same deadline arrives, both are one entry. Belongs on the store lane.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta

from desktop_app.domain.keys import DossierId
from desktop_app.domain.responses import DossierInfo
from desktop_app.domain.timelines import (
    Bulletin,
    DatedStep,
    EntryKind,
    Inbox,
    InboxEntry,
    Link,
    Timeline,
)
from desktop_app.errors import BadArgument
from desktop_app.exchange.acknowledging import origins_held
from desktop_app.services import refusals
from desktop_app.services.profile import Profile
from desktop_app.services.timeline import read_given, read_timeline, timeline_of
from desktop_app.store import facts, marks, records, sets
from desktop_app.store.records import Record
from desktop_app.store.transaction import Transaction
from review_protocol.changes import RecordType
from review_protocol.errors import ProtocolError
from review_protocol.names import DeviceId
from review_protocol.notices import (
    STEP,
    SUBMISSION,
    Entries,
    Notice,
    NoticeKind,
    notice_name,
    of_fields,
)
from review_protocol.rules import may
from review_protocol.state import DeviceState, MemberState, Roster
from review_protocol.statements import Confirm
from review_protocol.timelines import START, VIENNA, Standing, day_in_vienna

_TOLD = {Standing.COMING: NoticeKind.DUE, Standing.MISSED: NoticeKind.OVERDUE}
_CONFIRM = "confirm "
Marking = Callable[[Profile, DossierId, Iterable[str]], None]
"""`mark_read` or `mark_told`."""


def read_inbox(profile: Profile, dossier: DossierId, info: DossierInfo) -> Inbox:
    """All entries, the newest first, with what this computer remembers of them."""
    day = day_in_vienna(profile.clock())
    with profile.store.read() as transaction:
        given = read_given(transaction, dossier)
        timeline = timeline_of(info, given, day)
        found = {each.id: each for each in _local(dossier, info, timeline)}
        for each in _from_secretariat(transaction, dossier, timeline, given.told):
            local = found.get(each.id)
            found[each.id] = replace(each, is_past=False) if local else each
        found |= {each.id: each for each in _to_confirm(transaction, profile, dossier)}
        found |= {each.id: each for each in _not_taken(transaction, dossier)}
        known = marks.read_marks(transaction, dossier)
    entries = [
        replace(each, is_read=each.id in known.read, is_new=each.id not in known.told)
        for each in found.values()
    ]
    entries.sort(key=lambda each: each.id)
    return Inbox(tuple(sorted(entries, key=lambda each: each.at, reverse=True)))


def read_bulletin(profile: Profile, dossier: DossierId, info: DossierInfo) -> Bulletin:
    """The inbox and the timeline, as the window shows both."""
    return Bulletin(
        inbox=read_inbox(profile, dossier, info), timeline=read_timeline(profile, dossier, info)
    )


def mark_read(profile: Profile, dossier: DossierId, ids: Iterable[str]) -> None:
    """Somebody has read these."""
    with profile.store.begin() as transaction:
        marks.add_marks(transaction, dossier, read=ids)


def mark_told(profile: Profile, dossier: DossierId, ids: Iterable[str]) -> None:
    """Somebody was told that these are new; they are not told again."""
    with profile.store.begin() as transaction:
        marks.add_marks(transaction, dossier, told=ids)


def find_entry(inbox: Inbox, wanted: str) -> InboxEntry:
    """The entry whose id, or that of the person or the message it is about, begins so.

    Raises BadArgument for none, or several.
    """
    found = [each for each in inbox.entries if each.id.rpartition(" ")[2].startswith(wanted)]
    if not found:
        raise BadArgument("entry", "unknown")
    if len(found) > 1:
        raise BadArgument("entry", "several")
    return found[0]


def _local(dossier: DossierId, info: DossierInfo, timeline: Timeline) -> Iterator[InboxEntry]:
    """What anybody can work out: deadlines that come, or were missed."""
    ahead = {rule.step: rule.ahead for rule in info.pack.timeline}
    for step in timeline.steps:
        kind = _TOLD.get(step.standing)
        if kind is None or step.due is None:
            continue
        overdue = kind is NoticeKind.OVERDUE
        since = step.due + timedelta(days=1 if overdue else -ahead.get(step.step, 0))
        yield InboxEntry(
            id=notice_name(dossier, Notice(kind=kind, step=step.step, due=step.due)),
            kind=EntryKind(kind),
            at=datetime.combine(since, time(), VIENNA),
            link=Link.STEP,
            about=step.step,
            titles=step.titles,
            due=step.due,
        )


def _from_secretariat(
    transaction: Transaction, dossier: DossierId, timeline: Timeline, told: Entries
) -> Iterator[InboxEntry]:
    steps = {START: DatedStep(step=START, due=timeline.start)}
    steps |= {each.step: each for each in timeline.steps}
    for record in records.read_records(transaction, dossier, RecordType.NOTICE):
        try:
            notice = of_fields(record.fields)
        except ProtocolError:
            continue  # of a newer program
        if notice.kind is NoticeKind.MESSAGE:
            yield _message(record, notice)
        else:
            step = steps.get(notice.step)
            yield InboxEntry(
                id=record.subject,
                kind=EntryKind(notice.kind),
                at=record.made_at,
                link=Link.STEP,
                about=notice.step,
                titles=step.titles if step else {},
                due=notice.due,
                text=notice.text,
                from_secretariat=True,
                is_past=record.withdrawn or _is_past(notice, step, told),
            )
    for type_, kind in _OF_SUBMISSION.items():
        for record in records.read_records(transaction, dossier, type_):
            yield InboxEntry(
                id=record.subject,
                kind=kind,
                at=record.made_at,
                link=Link.SUBMISSION,
                text=record.fields.get("answer", ""),
                from_secretariat=True,
                is_granted=record.fields.get("granted") == "yes",
            )


_OF_SUBMISSION = {
    RecordType.RECEIPT: EntryKind.RECEIPT,
    RecordType.REOPENING: EntryKind.REOPENING,
}


def _message(record: Record, notice: Notice) -> InboxEntry:
    link, about = _topic(notice.about)
    return InboxEntry(
        id=record.subject,
        kind=EntryKind.MESSAGE,
        at=record.made_at,
        link=link,
        about=about,
        title=notice.title,
        text=notice.text,
        from_secretariat=True,
        is_past=record.withdrawn,
    )


def _topic(about: str) -> tuple[Link | None, str]:
    """Where a message leads: to a step, a submission, a question, or nowhere."""
    for start, link in ((STEP, Link.STEP), (SUBMISSION, Link.SUBMISSION)):
        if about.startswith(start):
            return link, about.removeprefix(start)
    return (Link.QUESTION if about else None), about


def _is_past(notice: Notice, step: DatedStep | None, told: Entries) -> bool:
    """Whether what a notice says does not hold any more, as far as this computer knows."""
    if notice.kind is NoticeKind.CLEARED:
        return notice.step in {*told.moved, *told.done}
    if notice.kind is NoticeKind.DONE:
        return told.done.get(notice.step) != notice.due
    if step is None or (step.due is None and step.standing is not Standing.DONE):
        return False  # nothing is known here that says otherwise
    if notice.kind is NoticeKind.REVISED:
        return step.due != notice.due
    return _TOLD.get(step.standing) is not notice.kind or step.due != notice.due


def _not_taken(transaction: Transaction, dossier: DossierId) -> Iterator[InboxEntry]:
    """What the server refused; past once something was done about it."""
    stands = {(each.id, each.word) for each in refusals.standing(transaction, dossier)}
    for each in refusals.all_refusals(transaction, dossier):
        yield InboxEntry(
            id=f"{each.word} {each.id}",
            kind=EntryKind.NOT_TAKEN,
            at=each.at,
            link=Link.SUBMISSION,
            about=each.word,
            title=str(each.kind),
            is_past=(each.id, each.word) not in stands,
        )


def _to_confirm(
    transaction: Transaction, profile: Profile, dossier: DossierId
) -> Iterator[InboxEntry]:
    """Who waits for the person at this computer to be confirmed."""
    roster = facts.read_facts(transaction, dossier).roster
    if not may(roster, profile.device_for(dossier).id, Confirm):
        return
    persons = records.read_persons(transaction, dossier)
    for member in roster.members.values():
        person, computer = persons.get(member.id), _waiting(roster, member)
        if computer is not None and person is not None:
            yield InboxEntry(
                id=f"{_CONFIRM}{computer.id}",
                kind=EntryKind.CONFIRM,
                at=_came_at(transaction, dossier, computer) or person.made_at,
                link=Link.PEOPLE,
                about=member.id,
                title=person.fields.get("name", ""),
            )


def _waiting(roster: Roster, member: MemberState) -> DeviceState | None:
    """The computer that is to be confirmed; the one they came in with before any other."""
    found = [
        device
        for device in (roster.devices[each] for each in member.devices)
        if device.is_provisional and not (device.is_removed or member.is_removed)
    ]
    founding = DeviceId(member.id)
    found.sort(key=lambda device: (device.id != founding, device.id))
    return found[0] if found else None


def _came_at(
    transaction: Transaction, dossier: DossierId, computer: DeviceState
) -> datetime | None:
    """When the first came here that a computer made; None before anything did."""
    arrived = sets.arrivals(transaction, dossier)
    for name, origin in origins_held(transaction, dossier).items():
        if origin.device == computer.sign:
            return arrived[name]
    return None
