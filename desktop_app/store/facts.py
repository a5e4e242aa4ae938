"""Roster, alarms and what does not stand, as rows that are read and written whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from sqlalchemy import Connection, select, update

from desktop_app.domain.keys import DossierId
from desktop_app.store.payloads import Fields, damaged
from desktop_app.store.schema import facts
from review_protocol.encoding import Encodable, encode
from review_protocol.names import ChangeId, DeviceId, MemberId, SetId
from review_protocol.signing import PublicKey
from review_protocol.state import (
    Alarm,
    AlarmKind,
    DeviceState,
    Invitation,
    MemberState,
    Reason,
    Roster,
    Standing,
)
from review_protocol.statements import Role


class Fact(StrEnum):
    """The names of the rows."""

    ROSTER = "roster"
    ALARMS = "alarms"
    ASIDE = "aside"
    HOLDING = "holding"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A change that does not stand: it waits for the focal point, or was refused.

    ``subject`` is the node, record or member that it is about, ``text`` what it says.
    """

    id: ChangeId
    set_id: SetId
    author: MemberId
    kind: str
    subject: str
    text: str
    at: int
    standing: Standing
    reason: Reason | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """What is held, by ids: heads, and what cannot take part yet.

    ``disputed`` are repeat instances that somebody removed while another wrote inside.
    """

    heads: tuple[SetId, ...] = ()
    missing: tuple[SetId, ...] = ()
    waiting_for_parents: tuple[SetId, ...] = ()
    unreadable: tuple[SetId, ...] = ()
    newer: tuple[SetId, ...] = ()
    disputed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All of them, of one dossier."""

    roster: Roster = field(default_factory=Roster)
    alarms: tuple[Alarm, ...] = ()
    aside: tuple[Aside, ...] = ()
    holding: Holding = field(default_factory=Holding)


def read_facts(connection: Connection, dossier: DossierId) -> Facts:
    """What was written last; nothing of all that before anything was sealed."""
    query = select(facts.c.name, facts.c.content).filter_by(dossier=dossier)
    found = {row.name: Fields.of(row.content) for row in connection.execute(query)}
    try:
        return Facts(
            roster=_roster(found[Fact.ROSTER]) if Fact.ROSTER in found else Roster(),
            alarms=_alarms(found[Fact.ALARMS]) if Fact.ALARMS in found else (),
            aside=_aside(found[Fact.ASIDE]) if Fact.ASIDE in found else (),
            holding=_holding(found[Fact.HOLDING]) if Fact.HOLDING in found else Holding(),
        )
    except ValueError as error:  # a word that none of the lists of words has
        raise damaged() from error


def undispute(connection: Connection, dossier: DossierId, row: str) -> None:
    """A row that was removed while somebody wrote in it has been decided on, here."""
    known = read_facts(connection, dossier)
    if row in known.holding.disputed:
        left = tuple(each for each in known.holding.disputed if each != row)
        changed = replace(known, holding=replace(known.holding, disputed=left))
        where = update(facts).filter_by(dossier=dossier, name=str(Fact.HOLDING))
        connection.execute(where.values(content=encoded(changed)[Fact.HOLDING]))


def encoded(all_facts: Facts) -> dict[Fact, bytes]:
    """The content of each row; equal facts have equal bytes."""
    holding = all_facts.holding
    content: dict[Fact, Mapping[str, Encodable]] = {
        Fact.ROSTER: _encoded_roster(all_facts.roster),
        Fact.ALARMS: {"alarms": [_encoded_alarm(each) for each in all_facts.alarms]},
        Fact.ASIDE: {"aside": [_encoded_aside(each) for each in all_facts.aside]},
        Fact.HOLDING: {
            name: sorted(getattr(holding, name)) for name in Holding.__dataclass_fields__
        },
    }
    return {name: encode(value) for name, value in content.items()}


def _encoded_roster(roster: Roster) -> dict[str, Encodable]:
    return {
        "members": [
            {
                "id": each.id,
                "role": str(each.role),
                "devices": list(each.devices),
                "provisional": each.is_provisional,
                "removed": each.is_removed,
                "restriction": None if each.restriction is None else sorted(each.restriction),
                "invitation": each.invitation,
            }
            for each in sorted(roster.members.values(), key=lambda member: member.id)
        ],
        "devices": [
            {
                "id": each.id,
                "sign": each.sign,
                "kem": each.kem,
                "member": each.member,
                "provisional": each.is_provisional,
                "removed": each.is_removed,
                "forked": each.is_forked,
                **_role_apart(each, roster),
            }
            for each in sorted(roster.devices.values(), key=lambda device: device.id)
        ],
        "invitations": [
            {
                "id": each.id,
                "role": str(each.role),
                "member": each.member,
                "used_by": list(each.used_by),
            }
            for each in sorted(roster.invitations.values(), key=lambda invited: invited.id)
        ],
        "focal_point": roster.focal_point,
        "until": roster.until,
        "lenders": list(roster.lenders),
        "reserve": roster.reserve,
        "secretariat": roster.secretariat,
    }


def _role_apart(device: DeviceState, roster: Roster) -> dict[str, Encodable]:
    """What a computer's member is there, where that is not what they are anywhere else."""
    is_same = device.role is roster.members[device.member].role
    return {} if is_same else {"role": str(device.role)}


def _roster(fields: Fields) -> Roster:
    members = [_member(each) for each in fields.maps("members")]
    roles = {each.id: each.role for each in members}
    devices = [_device(each, roles) for each in fields.maps("devices")]
    invitations = [
        Invitation(
            id=PublicKey(each.data("id")),
            role=Role(each.text("role")),
            member=_member_id(each.optional_text("member")),
            used_by=tuple(DeviceId(id_) for id_ in each.texts("used_by")),
        )
        for each in fields.maps("invitations")
    ]
    return Roster(
        members={each.id: each for each in members},
        devices={each.id: each for each in devices},
        invitations={each.id: each for each in invitations},
        focal_point=_member_id(fields.optional_text("focal_point")),
        until=fields.optional_integer("until"),
        lenders=tuple(MemberId(each) for each in fields.texts("lenders")),
        reserve=_key(fields.optional_data("reserve")),
        secretariat=_key(fields.optional_data("secretariat")),
    )


def _member(fields: Fields) -> MemberState:
    questions = fields.optional_texts("restriction")
    return MemberState(
        id=MemberId(fields.text("id")),
        role=Role(fields.text("role")),
        devices=tuple(DeviceId(each) for each in fields.texts("devices")),
        is_provisional=fields.truth("provisional"),
        is_removed=fields.truth("removed"),
        restriction=None if questions is None else frozenset(questions),
        invitation=_key(fields.optional_data("invitation")),
    )


def _device(fields: Fields, roles: Mapping[MemberId, Role]) -> DeviceState:
    member = MemberId(fields.text("member"))
    return DeviceState(
        id=DeviceId(fields.text("id")),
        sign=PublicKey(fields.data("sign")),
        kem=fields.data("kem"),
        member=member,
        role=Role(fields.text("role")) if fields.has("role") else roles[member],
        is_provisional=fields.truth("provisional"),
        is_removed=fields.truth("removed"),
        is_forked=fields.truth("forked"),
    )


def _encoded_alarm(alarm: Alarm) -> dict[str, Encodable]:
    return {"kind": str(alarm.kind), "subject": alarm.subject, "sets": list(alarm.sets)}


def _alarms(fields: Fields) -> tuple[Alarm, ...]:
    return tuple(
        Alarm(
            kind=AlarmKind(each.text("kind")),
            subject=each.text("subject"),
            sets=_sets(each, "sets"),
        )
        for each in fields.maps("alarms")
    )


def _encoded_aside(aside: Aside) -> dict[str, Encodable]:
    return {
        "id": aside.id,
        "set": aside.set_id,
        "author": aside.author,
        "kind": aside.kind,
        "subject": aside.subject,
        "text": aside.text,
        "at": aside.at,
        "standing": str(aside.standing),
        "reason": None if aside.reason is None else str(aside.reason),
    }


def _aside(fields: Fields) -> tuple[Aside, ...]:
    return tuple(
        Aside(
            id=ChangeId(each.text("id")),
            set_id=SetId(each.text("set")),
            author=MemberId(each.text("author")),
            kind=each.text("kind"),
            subject=each.text("subject"),
            text=each.text("text"),
            at=each.integer("at"),
            standing=Standing(each.text("standing")),
            reason=None if (reason := each.optional_text("reason")) is None else Reason(reason),
        )
        for each in fields.maps("aside")
    )


def _holding(fields: Fields) -> Holding:
    return Holding(
        heads=_sets(fields, "heads"),
        missing=_sets(fields, "missing"),
        waiting_for_parents=_sets(fields, "waiting_for_parents"),
        unreadable=_sets(fields, "unreadable"),
        newer=_sets(fields, "newer"),
        disputed=fields.texts("disputed"),
    )


def _sets(fields: Fields, name: str) -> tuple[SetId, ...]:
    return tuple(SetId(each) for each in fields.texts(name))


def _member_id(found: str | None) -> MemberId | None:
    return None if found is None else MemberId(found)


def _key(found: bytes | None) -> PublicKey | None:
    return None if found is None else PublicKey(found)
