"""What can be done about the people of a dossier; who there are says `people`.

Everything here reads or writes the store and belongs on its lane. What goes out by file
(an invitation, a second computer, the reserve) is opened by a code that is told apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from desktop_app.domain.entries import ChangeId, Decided, Recorded, Restricted, new_id
from desktop_app.domain.keys import DossierId, QuestionId
from desktop_app.domain.members import MemberRole, Person, ReserveTrial
from desktop_app.errors import BadArgument
from desktop_app.exchange import membership
from desktop_app.exchange.membership import Seat
from desktop_app.services import journal
from desktop_app.services.entitlement import refuse_unless_may
from desktop_app.services.invitations import ForCode, open_by_code, write_for_code
from desktop_app.services.people import moment_of, people
from desktop_app.services.profile import Profile
from desktop_app.store import facts, records
from desktop_app.store.transaction import Transaction
from review_protocol.changes import Kind, RecordType
from review_protocol.costs import KdfCost
from review_protocol.invitations import Grant, ReserveKey
from review_protocol.names import DeviceId, MemberId, SetId
from review_protocol.signing import PublicKey, SigningKey
from review_protocol.statements import Role


def invite(
    profile: Profile,
    dossier: DossierId,
    target: Path,
    *,
    person: Person,
    role: MemberRole,
    member: MemberId | None = None,
    cost: KdfCost = KdfCost.STANDARD,
) -> ForCode:
    """An invitation as a file, and the code to be told by telephone.

    ``member`` is somebody who comes back with another computer, their history intact; what
    ``person`` leaves empty stays as it is known of them. Raises NotEntitled, BadArgument, and
    what writing a file raises; then nobody is invited.
    """
    if not person.name.strip():
        raise BadArgument("name", "empty")

    def granting(seat: Seat) -> Grant:
        grant = membership.invite(seat, Role(role), member=member)
        public = PublicKey(membership.public_of(grant))
        subject = member or public.hex()
        known = records.read_persons(seat.transaction, dossier).get(subject)
        entry = _record_of(subject, person, seat.now)
        if known is not None:
            said = {name: text for name, text in entry.fields.items() if text}
            entry = replace(entry, fields={**known.fields, **said})
        journal.write_within(seat.transaction, profile, dossier, [entry])
        return grant

    return _send(profile, dossier, granting, target, cost)


def confirm(
    profile: Profile, dossier: DossierId, member: MemberId, device: DeviceId | None = None
) -> None:
    """Somebody who joined is who they say; ``device`` if two computers used the invitation."""
    with _seat(profile, dossier) as seat:
        membership.confirm(seat, member, device)


def set_role(profile: Profile, dossier: DossierId, member: MemberId, role: MemberRole) -> None:
    """What a member may do from now on."""
    with _seat(profile, dossier) as seat:
        membership.set_role(seat, member, Role(role))


def restrict(
    profile: Profile,
    dossier: DossierId,
    member: MemberId,
    questions: Iterable[QuestionId] | None,
) -> None:
    """An expert may edit these questions alone; None lifts it. Raises NotEntitled."""
    entry = Restricted(
        id=ChangeId(new_id()),
        member=member,
        questions=None if questions is None else tuple(sorted(questions)),
        at=profile.clock(),
    )
    journal.write(profile, dossier, [entry])
    with _seat(profile, dossier) as seat:  # who may edit what is derived from what is sealed
        membership.seal_now(seat)


def remove(profile: Profile, dossier: DossierId, member: MemberId) -> None:
    """A member is out; what is sealed from now on they cannot read."""
    with _seat(profile, dossier) as seat:
        membership.remove(seat, member)


def remove_computer(profile: Profile, dossier: DossierId, device: DeviceId) -> None:
    """One computer is out, lost or given away."""
    with _seat(profile, dossier) as seat:
        membership.remove_device(seat, device)


def hand_over(
    profile: Profile, dossier: DossierId, to: MemberId, *, until: date | None = None
) -> None:
    """Somebody else is focal point; ``until`` is shown to everybody and ends nothing itself.

    It is that day wherever it is read. Raises NotEntitled, and BadArgument for a day that is
    over or somebody who cannot be focal point.
    """
    if until is not None and until < profile.clock().astimezone().date():
        raise BadArgument("until", "over")
    seconds = None if until is None else moment_of(until)
    with _seat(profile, dossier) as seat:
        membership.hand_over(seat, to, until=seconds)


def take_over(profile: Profile, dossier: DossierId) -> None:
    """The deputy is focal point."""
    with _seat(profile, dossier) as seat:
        membership.take_over(seat)


def take_back(profile: Profile, dossier: DossierId) -> None:
    """Whoever handed over until a date is focal point again."""
    with _seat(profile, dossier) as seat:
        membership.take_back(seat)


def decide(
    profile: Profile, dossier: DossierId, waiting: Iterable[SetId], *, accept: bool
) -> None:
    """Work that waits is taken after all, or never. Raises NotEntitled or BadArgument."""
    with profile.store.read() as transaction:
        refuse_unless_may(transaction, profile, dossier, Kind.DECISION)
    wanted = tuple(sorted(waiting))
    known = {each for work in people(profile, dossier).waiting for each in work.sets}
    if not wanted or not known.issuperset(wanted):
        raise BadArgument("waiting", "unknown")
    entry = Decided(id=ChangeId(new_id()), sets=wanted, accept=accept, at=profile.clock())
    journal.write(profile, dossier, [entry])
    with _seat(profile, dossier) as seat:
        membership.seal_now(seat)


def add_computer(
    profile: Profile, dossier: DossierId, target: Path, *, cost: KdfCost = KdfCost.STANDARD
) -> ForCode:
    """A second computer of one's own: a file for it, and the code that opens the file.

    Raises what writing a file raises; then there is no other computer.
    """
    return _send(profile, dossier, membership.add_device, target, cost)


def make_reserve(
    profile: Profile, dossier: DossierId, target: Path, *, cost: KdfCost = KdfCost.STANDARD
) -> ForCode:
    """The reserve for the ministry's safe: file and code. The one before is worth nothing.

    Raises what writing a file raises; then the one before is in force.
    """
    return _send(profile, dossier, membership.make_reserve, target, cost)


def try_reserve(profile: Profile, dossier: DossierId, path: Path, code: str) -> ReserveTrial:
    """Open a reserve as one would in need, and compare it with the one in force; use nothing.

    Raises BadArgument for a mistyped code, or ExchangeRefused.
    """
    manifest = open_by_code(path, code).manifest
    grant = manifest.grant
    if not isinstance(grant, ReserveKey) or DossierId(manifest.dossier) != dossier:
        return ReserveTrial.NO_RESERVE
    with profile.store.read() as transaction:
        in_force = facts.read_facts(transaction, dossier).roster.reserve
    if in_force is None or SigningKey(grant.seed).public != in_force:
        return ReserveTrial.REPLACED
    return ReserveTrial.WORKS


def describe(profile: Profile, dossier: DossierId, member: MemberId, person: Person) -> None:
    """Write down who somebody is: oneself, or anybody by the focal point.

    Raises NotEntitled.
    """
    journal.write(profile, dossier, [_record_of(member, person, profile.clock())])


@contextmanager
def _seat(profile: Profile, dossier: DossierId) -> Iterator[Seat]:
    with profile.store.begin() as transaction:
        yield _seat_in(transaction, profile, dossier)


def _seat_in(transaction: Transaction, profile: Profile, dossier: DossierId) -> Seat:
    return Seat(
        transaction=transaction,
        dossier=dossier,
        device=profile.device_for(dossier),
        now=profile.clock(),
    )


def _send(
    profile: Profile,
    dossier: DossierId,
    granting: Callable[[Seat], Grant],
    target: Path,
    cost: KdfCost,
) -> ForCode:
    def grant(transaction: Transaction) -> Grant:
        seat = _seat_in(transaction, profile, dossier)
        made = granting(seat)
        membership.seal_now(seat)
        return made

    return write_for_code(profile, dossier, target, grant, cost=cost)


def _record_of(subject: str, person: Person, at: datetime) -> Recorded:
    return Recorded(
        id=ChangeId(new_id()),
        type=RecordType.PERSON,
        subject=subject,
        fields={
            "name": person.name.strip(),
            "title": person.title.strip(),
            "email": person.email.strip(),
            "phone": person.phone.strip(),
        },
        at=at,
    )
