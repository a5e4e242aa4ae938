"""The people of a dossier as screens and lists show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time

from desktop_app.domain.keys import DossierId
from desktop_app.domain.members import (
    Computer,
    Invited,
    Member,
    MemberDeed,
    MemberRole,
    MembersWarning,
    People,
    Person,
    WaitingChange,
    WaitingWork,
    WarningOfMembers,
)
from desktop_app.errors import BadArgument
from desktop_app.exchange.acknowledging import Sign, behind, origins_held, signs_of
from desktop_app.services.profile import Profile
from desktop_app.services.record_conflicts import disputed
from desktop_app.store import exchanges, facts, records
from desktop_app.store.facts import Aside, Facts
from desktop_app.store.records import Record
from desktop_app.store.transaction import Transaction
from review_protocol.changes import Kind, RecordType
from review_protocol.names import NOBODY, DeviceId, MemberId
from review_protocol.rules import may
from review_protocol.signing import fingerprint
from review_protocol.state import DeviceState, Roster, Standing
from review_protocol.statements import (
    AddDevice,
    Confirm,
    HandOver,
    Invite,
    RemoveMember,
    Reserve,
    SetRole,
    Statement,
    TakeBack,
    TakeOver,
)

_DEEDS: dict[MemberDeed, Kind | RecordType | type[Statement]] = {
    MemberDeed.INVITE: Invite,
    MemberDeed.CONFIRM: Confirm,
    MemberDeed.SET_ROLE: SetRole,
    MemberDeed.RESTRICT: Kind.RESTRICTION,
    MemberDeed.REMOVE: RemoveMember,
    MemberDeed.HAND_OVER: HandOver,
    MemberDeed.TAKE_OVER: TakeOver,
    MemberDeed.TAKE_BACK: TakeBack,
    MemberDeed.MAKE_RESERVE: Reserve,
    MemberDeed.DECIDE: Kind.DECISION,
    MemberDeed.ADD_COMPUTER: AddDevice,
    MemberDeed.ASSIGN: RecordType.ASSIGNMENT,
}


def people(profile: Profile, dossier: DossierId) -> People:
    """Everybody in a dossier, and what may be done from here."""
    with profile.store.read() as transaction:
        known = facts.read_facts(transaction, dossier)
        persons = records.read_persons(transaction, dossier)
        versions = records.read_records(transaction, dossier, RecordType.PERSON)
        me = MemberId(records.member_in(transaction, dossier))
        own = profile.device_for(dossier).id
        others = (each for each in known.roster.devices.values() if each.id != own)
        devices = {each.sign: each.id for each in others}
        heard = signs_of(transaction, dossier, devices)
        lacks = _lacks(transaction, dossier, heard)
        sent = exchanges.last_sent(transaction, dossier)
    who = {subject: _person(each) for subject, each in persons.items()}
    names = {subject: person.name for subject, person in who.items() if person.name}
    roster, at_odds = known.roster, disputed(versions)
    members = [
        Member(
            id=each.id,
            person=who.get(each.id, Person()),
            role=MemberRole(each.role),
            computers=tuple(
                _computer(roster.devices[device], own, heard, lacks) for device in each.devices
            ),
            is_me=each.id == me,
            is_provisional=each.is_provisional,
            is_removed=each.is_removed,
            restricted_to=each.restriction,
            sent_at=sent.get(each.id),
            is_disputed=each.id in at_odds,
        )
        for each in roster.members.values()
    ]
    members.sort(key=lambda one: (one.is_removed, _RANK[one.role], one.person.name, one.id))
    return People(
        members=tuple(members),
        invited=_invited(roster, persons),
        me=me or NOBODY,
        focal_point=roster.focal_point,
        until=None if roster.until is None else day_of(roster.until),
        has_reserve=roster.reserve is not None,
        warnings=tuple(
            MembersWarning(WarningOfMembers(each.kind), each.subject) for each in known.alarms
        ),
        waiting=_waiting(known, names),
        deeds=frozenset(deed for deed, what in _DEEDS.items() if may(roster, own, what)),
        names=names,
    )


_RANK = {
    MemberRole.FOCAL_POINT: 0,
    MemberRole.DEPUTY: 1,
    MemberRole.EXPERT: 2,
    MemberRole.OBSERVER: 3,
}


def moment_of(day: date) -> int:
    """How the day until which somebody hands over travels: its last minute in UTC."""
    return int(datetime.combine(day, time(23, 59), UTC).timestamp())


def day_of(moment: int) -> date:
    """The day that was meant, wherever it is read: by UTC, as `moment_of` wrote it."""
    return datetime.fromtimestamp(moment, UTC).date()


def find_member(profile: Profile, dossier: DossierId, wanted: str) -> Member:
    """The member with that name, e-mail address or beginning of an id.

    Raises BadArgument when there is none or more than one.
    """
    folded = wanted.strip().casefold()
    if not folded:  # who has no e-mail address would else be called that
        raise BadArgument("member", "unknown")
    present = people(profile, dossier).members
    exact = [
        each
        for each in present
        if folded in {each.person.name.casefold(), each.person.email.casefold()}
    ]
    found = exact or [each for each in present if each.id.startswith(folded)]
    active = [each for each in found if not each.is_removed] or found
    if len(active) != 1:
        raise BadArgument("member", "several" if active else "unknown")
    return active[0]


def find_computer(computers: Iterable[Computer], wanted: str) -> Computer:
    """The one of these computers whose id begins like that.

    Raises BadArgument when there is none or more than one: a slip of the pen is never taken
    for another computer.
    """
    begins = wanted.strip().casefold()
    found = [each for each in computers if begins and each.id.startswith(begins)]
    if len(found) != 1:
        raise BadArgument("computer", "several" if found else "unknown")
    return found[0]


def _person(record: Record) -> Person:
    fields = ("name", "title", "email", "phone")
    return Person(**{name: record.fields.get(name, "") for name in fields})


def _lacks(
    transaction: Transaction, dossier: DossierId, heard: Mapping[DeviceId, Sign]
) -> dict[DeviceId, int]:
    """How many of the sets held each computer has not confirmed."""
    origins = origins_held(transaction, dossier)
    parents = {name: origin.parents for name, origin in origins.items()}
    return {
        device: len(parents.keys() - behind(parents, sign.heads))
        for device, sign in heard.items()
    }


def _computer(
    device: DeviceState,
    own: DeviceId,
    heard: Mapping[DeviceId, Sign],
    lacks: Mapping[DeviceId, int],
) -> Computer:
    return Computer(
        id=device.id,
        fingerprint=fingerprint(device.sign),
        is_this=device.id == own,
        is_provisional=device.is_provisional,
        is_removed=device.is_removed,
        is_forked=device.is_forked,
        heard_at=heard[device.id].at if device.id in heard else None,
        lacks=lacks.get(device.id),
    )


def _invited(roster: Roster, written: Mapping[str, Record]) -> tuple[Invited, ...]:
    found = []
    for invitation in roster.invitations.values():
        subject = invitation.member or invitation.id.hex()
        record = written.get(subject)
        joined = (roster.member_of(device) for device in invitation.used_by)
        found.append(
            Invited(
                id=invitation.id.hex(),
                name=record.fields.get("name", "") if record else "",
                role=MemberRole(invitation.role),
                made_at=record.made_at if record else None,
                joined=tuple(member for member in joined if member is not None),
            )
        )
    return tuple(sorted(found, key=lambda one: (one.name, one.id)))


def _waiting(known: Facts, names: Mapping[str, str]) -> tuple[WaitingWork, ...]:
    by_author: dict[MemberId, list[Aside]] = {}
    for each in known.aside:
        if each.standing is Standing.WAITING:
            by_author.setdefault(each.author, []).append(each)
    return tuple(
        WaitingWork(
            sets=tuple(sorted({each.set_id for each in found})),
            author=author,
            author_name=names.get(author, author),
            changes=tuple(
                WaitingChange(
                    id=each.id,
                    kind=each.kind,
                    subject=each.subject,
                    text=each.text,
                    at=datetime.fromtimestamp(each.at, UTC),
                )
                for each in found
            ),
        )
        for author, found in sorted(by_author.items())
    )
