"""The roster as it is shown and asked: frozen records of what the facts say."""

from __future__ import annotations

from review_protocol.facts import Facts, lowest
from review_protocol.names import DeviceId, MemberId
from review_protocol.signing import PublicKey
from review_protocol.state import DeviceState, Invitation, MemberState, Roster
from review_protocol.statements import AddDevice, Found, HandOver, Join, UseReserve
from review_protocol.tenures import Entry


def roster_of(facts: Facts) -> Roster:
    """The members, devices and invitations, sorted by their ids; and the keys in force."""
    tenures = facts.succession.tenures
    last = tenures[-1].statement if tenures else None
    secretariat = lowest(facts.servers)
    naming = {entry.set_id for entry, key in facts.servers if key == secretariat}
    return Roster(
        members=_members(facts),
        devices={device: _device(facts, device) for device in sorted(facts.admissions)},
        invitations=_invitations(facts),
        focal_point=facts.focal_point,
        until=last.until if isinstance(last, HandOver) else None,
        lenders=facts.succession.lenders,
        reserve=lowest(facts.reserves),
        secretariat=secretariat,
        named_in=tuple(sorted(naming)),
    )


def _device(facts: Facts, device: DeviceId) -> DeviceState:
    sign, kem = _keys(facts.admissions[device])
    member, is_open = facts.owners[device], facts.is_open(device)
    return DeviceState(
        id=device,
        sign=sign,
        kem=kem,
        member=member,
        role=facts.base(member) if is_open else facts.role(member),
        is_provisional=is_open,
        is_removed=facts.is_out(device),
    )


def _members(facts: Facts) -> dict[MemberId, MemberState]:
    invitations = {
        device: invitation for invitation, used in facts.joined.items() for device in used
    }
    return {
        member: MemberState(
            id=member,
            role=facts.role(member),
            devices=tuple(sorted(owned)),
            is_provisional=facts.is_unsure(member),
            is_removed=facts.is_gone(member),
            invitation=invitations.get(DeviceId(member)),
        )
        for member, owned in sorted(facts.computers.items())
    }


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
