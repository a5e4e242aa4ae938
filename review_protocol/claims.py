"""Whether a statement's author was entitled to make it, by the roster of its past alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from review_protocol.folding import Fold
from review_protocol.names import (
    NOBODY,
    SECRETARIAT,
    DeviceId,
    MemberId,
    SetId,
    device_id,
    member_of_founding_device,
)
from review_protocol.rules import STATEMENTS, may
from review_protocol.signing import PublicKey
from review_protocol.state import OpenedSet, Reason
from review_protocol.statements import (
    AddDevice,
    Confirm,
    Found,
    HandOver,
    Invite,
    Join,
    RemoveDevice,
    RemoveMember,
    Role,
    SetRole,
    Statement,
    UseReserve,
)


class Proofs(Protocol):
    """Whether the signature inside a statement fits. Nothing is raised when it does not."""

    def join(self, dossier: SetId, device: PublicKey, statement: Join) -> bool:
        """By the invitation's one-time key."""

    def device(self, dossier: SetId, member: MemberId, statement: AddDevice) -> bool:
        """By the new device."""

    def reserve(self, dossier: SetId, device: PublicKey, statement: UseReserve) -> bool:
        """By the reserve key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A statement in its place, and the roster that its author knew."""

    fold: Fold
    dossier: SetId
    opened: OpenedSet
    position: int
    statement: Statement
    proofs: Proofs

    @property
    def device(self) -> DeviceId:
        """The device that signed."""
        return device_id(self.opened.device)

    @property
    def author(self) -> MemberId:
        """Whose statement it is; for somebody who comes in, who they will be."""
        roster = self.fold.roster
        if isinstance(self.statement, Join):
            invitation = roster.invitations.get(self.statement.invitation)
            if invitation is not None and invitation.member is not None:
                return invitation.member
        if self.opened.device in self.fold.secretariats:
            return SECRETARIAT
        known = roster.member_of(self.device)
        comes_in = isinstance(self.statement, Found | Join | UseReserve)
        return known or (member_of_founding_device(self.device) if comes_in else NOBODY)

    def objection(self) -> Reason | None:
        """Why it is refused, or None."""
        statement, roster = self.statement, self.fold.roster
        if not isinstance(statement, Found | Join):
            found = roster.devices.get(self.device)
            if found is not None and found.is_removed:
                return Reason.REMOVED
            is_known = found is not None or self.author == SECRETARIAT
            if not is_known and not isinstance(statement, UseReserve):
                return Reason.UNKNOWN_DEVICE
            is_open = found is not None and found.is_provisional
            if not self._is_entitled() or (is_open and STATEMENTS[type(statement)].confirmed):
                return Reason.NOT_ENTITLED
        check = _POSSIBLE.get(type(statement))
        return None if check is None or check(self, statement) else Reason.NOT_POSSIBLE

    def _is_entitled(self) -> bool:
        if isinstance(self.statement, UseReserve):
            return True
        if self.author == SECRETARIAT:
            return STATEMENTS[type(self.statement)].secretariat
        subject = self.subject
        return may(self.fold.roster, self.author, type(self.statement), subject=subject)

    @property
    def subject(self) -> MemberId | None:
        """Whose device it is about, where that matters."""
        if isinstance(self.statement, RemoveDevice):
            return self.fold.roster.member_of(self.statement.device) or NOBODY
        return None

    @property
    def is_bound(self) -> bool:
        """Whether only the focal point may make it, not its author in any other role."""
        rule = STATEMENTS[type(self.statement)]
        if self.author != self.fold.roster.focal_point or not rule.roles:
            return False
        if rule.for_oneself and self.subject == self.author:
            return False
        return self.fold.base[self.author] not in rule.roles

    @property
    def displaced(self) -> tuple[MemberId, ...]:
        """Deputies who are no longer, since somebody else is by this."""
        match self.statement:
            case SetRole(member=member, role=Role.DEPUTY):
                chosen = member
            case Confirm(member=member) if self.fold.base.get(member) is Role.DEPUTY:
                chosen = member
            case _:
                return ()
        base = self.fold.base
        return tuple(sorted(one for one in base if base[one] is Role.DEPUTY and one != chosen))


def _can_found(claim: Claim, _: Found) -> bool:
    is_first = claim.opened.id == claim.dossier and not claim.opened.parents
    return is_first and claim.position == 0


def _can_invite(claim: Claim, statement: Invite) -> bool:
    roster = claim.fold.roster
    if statement.role is Role.FOCAL_POINT:
        return False
    comes_back = statement.member
    return comes_back is None or (
        comes_back in roster.members and comes_back != roster.focal_point
    )


def _can_join(claim: Claim, statement: Join) -> bool:
    roster = claim.fold.roster
    invitation = roster.invitations.get(statement.invitation)
    if invitation is None or claim.device in roster.devices:
        return False
    if any(not roster.devices[device].is_provisional for device in invitation.used_by):
        return False  # it was used, and the focal point said by whom
    return claim.proofs.join(claim.dossier, claim.opened.device, statement)


def _can_confirm(claim: Claim, statement: Confirm) -> bool:
    return claim.fold.roster.member_of(statement.device) == statement.member


def _can_add_device(claim: Claim, statement: AddDevice) -> bool:
    if device_id(statement.device) in claim.fold.roster.devices:
        return False
    return claim.proofs.device(claim.dossier, claim.author, statement)


def _can_remove_device(claim: Claim, statement: RemoveDevice) -> bool:
    return statement.device in claim.fold.roster.devices


def _can_set_role(claim: Claim, statement: SetRole) -> bool:
    if statement.role is Role.FOCAL_POINT:
        return False
    return _is_other_member(claim, statement.member)


def _can_remove_member(claim: Claim, statement: RemoveMember) -> bool:
    roster = claim.fold.roster
    return statement.member in roster.members and statement.member != roster.focal_point


def _can_hand_over(claim: Claim, statement: HandOver) -> bool:
    found = claim.fold.roster.members.get(statement.to)
    if found is None or found.is_removed or found.is_provisional:
        return False
    return claim.author == SECRETARIAT or found.role is not Role.FOCAL_POINT


def _can_use_reserve(claim: Claim, statement: UseReserve) -> bool:
    if statement.reserve not in claim.fold.reserves:
        return False
    return claim.proofs.reserve(claim.dossier, claim.opened.device, statement)


def _is_other_member(claim: Claim, member: MemberId) -> bool:
    found = claim.fold.roster.members.get(member)
    return found is not None and not found.is_removed and found.role is not Role.FOCAL_POINT


_POSSIBLE: Mapping[type[Statement], Callable[[Claim, Any], bool]] = {
    Found: _can_found,
    Invite: _can_invite,
    Join: _can_join,
    Confirm: _can_confirm,
    AddDevice: _can_add_device,
    RemoveDevice: _can_remove_device,
    SetRole: _can_set_role,
    RemoveMember: _can_remove_member,
    HandOver: _can_hand_over,
    UseReserve: _can_use_reserve,
}
