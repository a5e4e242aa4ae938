"""The roster that follows from statements whose authors were entitled to make them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from review_protocol.names import DeviceId, MemberId
from review_protocol.roster_facts import Facts, Register, lesser
from review_protocol.signing import PublicKey
from review_protocol.state import DeviceState, Invitation, MemberState, Reason, Roster
from review_protocol.statements import AddDevice, Found, HandOver, Join, Role, UseReserve
from review_protocol.tenures import Entry, Place, Succession


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """A roster, and what is needed to judge by it.

    ``base`` are roles without regard to who is focal point. ``outs`` are, for a device,
    the statements by which it is out; ``demotions``, for a member, those that set a role;
    ``admissions`` those by which a device came in. ``reserves`` and ``secretariats`` are
    the keys in force, ``known_secretariats`` also the former ones.
    """

    roster: Roster = field(default_factory=Roster)
    succession: Succession = field(default_factory=lambda: Succession(void={}))
    void: Mapping[Place, Reason] = field(default_factory=dict)
    base: Mapping[MemberId, Role] = field(default_factory=dict)
    admissions: Mapping[DeviceId, Entry] = field(default_factory=dict)
    outs: Mapping[DeviceId, Sequence[Entry]] = field(default_factory=dict)
    demotions: Mapping[MemberId, Register[Role]] = field(default_factory=dict)
    reserves: frozenset[PublicKey] = frozenset()
    secretariats: frozenset[PublicKey] = frozenset()
    known_secretariats: frozenset[PublicKey] = frozenset()

    @property
    def tenure(self) -> Place | None:
        """The tenure in force."""
        return self.succession.tenures[-1].place if self.succession.tenures else None


def fold(entries: Sequence[Entry]) -> Fold:
    """What the entries, in the graph's order, come to; a function of the set of them."""
    facts = Facts(entries)
    outs = {device: facts.outs(device) for device in facts.admissions}
    is_provisional = _provisional(facts)
    sure = {
        facts.owners[device]
        for device, is_open in is_provisional.items()
        if not is_open and not outs[device]
    }
    base = _base_roles(facts, sure)
    tenures = facts.succession.tenures
    last = tenures[-1].statement if tenures else None
    devices = {
        device: DeviceState(
            id=device,
            sign=_keys(entry)[0],
            kem=_keys(entry)[1],
            member=facts.owners[device],
            is_provisional=is_provisional[device],
            is_removed=bool(outs[device]),
        )
        for device, entry in sorted(facts.admissions.items())
    }
    focal_point = tenures[-1].beneficiary if tenures else None
    roster = Roster(
        members=_members(facts, base, devices, focal_point),
        devices=devices,
        invitations=_invitations(facts),
        focal_point=focal_point,
        until=last.until if isinstance(last, HandOver) else None,
        lenders=facts.succession.lenders,
        reserve=_lowest(facts.reserves),
        secretariat=_lowest(facts.servers),
    )
    return Fold(
        roster=roster,
        succession=facts.succession,
        void=facts.void,
        base=base,
        admissions=facts.admissions,
        outs=outs,
        demotions=facts.demotions,
        reserves=frozenset(key for _, key in facts.reserves),
        secretariats=frozenset(key for _, key in facts.servers),
        known_secretariats=frozenset(facts.known_servers),
    )


def _provisional(facts: Facts) -> dict[DeviceId, bool]:
    """Whoever came by an invitation, and what they added, until it is confirmed."""
    found: dict[DeviceId, bool] = {}
    for device, entry in facts.admissions.items():  # whoever adds a device came before it
        is_added = isinstance(entry.statement, AddDevice)
        is_open = found[entry.device] if is_added else isinstance(entry.statement, Join)
        found[device] = is_open and device not in facts.confirmed
    return found


def _base_roles(facts: Facts, sure: set[MemberId]) -> dict[MemberId, Role]:
    """The lesser of each member's roles; of several deputies that of the lowest id."""
    base = {
        member: lesser([role for _, role in register])
        for member, register in facts.roles.items()
    }

    def rank(member: MemberId) -> tuple[str, int]:
        return min((entry.set_id, entry.place[1]) for entry, _ in facts.roles[member])

    deputies = [one for one in base if base[one] is Role.DEPUTY and one in sure]
    for other in sorted(deputies, key=rank)[1:]:
        base[other] = Role.EXPERT
    return base


def _members(
    facts: Facts,
    base: Mapping[MemberId, Role],
    devices: Mapping[DeviceId, DeviceState],
    focal_point: MemberId | None,
) -> dict[MemberId, MemberState]:
    owned: dict[MemberId, list[DeviceState]] = defaultdict(list)
    for device in devices.values():
        owned[device.member].append(device)
    invitations = {
        device: invitation for invitation, used in facts.joined.items() for device in used
    }
    return {
        member: MemberState(
            id=member,
            role=Role.FOCAL_POINT if member == focal_point else base[member],
            devices=tuple(one.id for one in computers),
            is_provisional=_is_open(computers),
            is_removed=facts.is_out(member),
            invitation=invitations.get(DeviceId(member)),
        )
        for member, computers in sorted(owned.items())
    }


def _is_open(computers: Sequence[DeviceState]) -> bool:
    """Whether none of the computers that a member works on is confirmed."""
    in_use = [one for one in computers if not one.is_removed] or computers
    return all(one.is_provisional for one in in_use)


def _invitations(facts: Facts) -> dict[PublicKey, Invitation]:
    return {
        key: Invitation(
            id=key,
            role=facts.invited(key),
            member=invites[0].member,
            used_by=tuple(sorted(facts.joined.get(key, ()))),
        )
        for key, invites in sorted(facts.invites.items())
    }


def _keys(admission: Entry) -> tuple[PublicKey, bytes]:
    """The signing and the sealing key of the device that came in."""
    statement = admission.statement
    if isinstance(statement, AddDevice):
        return statement.device, statement.kem
    assert isinstance(statement, Found | Join | UseReserve)
    return admission.signer, statement.kem


def _lowest(register: Register[PublicKey]) -> PublicKey | None:
    """Of several keys stated at the same time that of the lowest id."""
    found = min(register, key=lambda one: (one[0].set_id, one[0].place[1]), default=None)
    return None if found is None else found[1]
