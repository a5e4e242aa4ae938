"""Whether a statement's author was entitled to make it, by the roster of its past alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from review_protocol.facts import Facts
from review_protocol.names import (
    NOBODY,
    SECRETARIAT,
    DeviceId,
    MemberId,
    SetId,
    device_id,
    member_of_founding_device,
)
from review_protocol.proofs import has_device, has_invitation, has_reserve
from review_protocol.rules import STATEMENTS
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
    TakeBack,
    UseReserve,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A statement in its place, and the roster that its author knew."""

    facts: Facts
    dossier: SetId
    opened: OpenedSet
    device: DeviceId
    position: int
    statement: Statement

    @property
    def author(self) -> MemberId:
        """Whose statement it is; for somebody who comes in, who they will be."""
        if isinstance(self.statement, Join):
            for invite in self.facts.invites.get(self.statement.invitation, ())[:1]:
                return invite.member or member_of_founding_device(self.device)
        if self.facts.is_server(self.opened.device):
            return SECRETARIAT
        comes_in = isinstance(self.statement, Found | Join | UseReserve)
        nobody = member_of_founding_device(self.device) if comes_in else NOBODY
        return self.facts.owners.get(self.device, nobody)

    def objection(self) -> Reason | None:
        """Why it is refused, or None."""
        statement = self.statement
        if not isinstance(statement, Found | Join | UseReserve):
            if self.author == NOBODY:
                return Reason.UNKNOWN_DEVICE
            if self._is_out:
                return Reason.REMOVED
            if not self._is_entitled():
                return Reason.NOT_ENTITLED
        check = _POSSIBLE.get(type(statement))
        return None if check is None or check(self, statement) else Reason.NOT_POSSIBLE

    @property
    def _is_out(self) -> bool:
        return self.device in self.facts.admissions and self.facts.is_out(self.device)

    def _is_entitled(self) -> bool:
        rule, author = STATEMENTS[type(self.statement)], self.author
        if author == SECRETARIAT:
            return rule.secretariat
        if rule.confirmed and self.facts.is_open(self.device):
            return False
        if isinstance(self.statement, TakeBack):
            return author in self.facts.succession.lenders
        return self._is_about_oneself or self.facts.role(author) in rule.roles

    @property
    def _is_about_oneself(self) -> bool:
        """Whether anybody may make it, as it is about themselves."""
        if isinstance(self.statement, RemoveDevice):
            return self.facts.owners.get(self.statement.device) == self.author
        return STATEMENTS[type(self.statement)].for_oneself

    @property
    def is_bound(self) -> bool:
        """Whether only the focal point may make it, not its author in any other role."""
        rule = STATEMENTS[type(self.statement)]
        if self.author != self.facts.focal_point or not rule.roles or self._is_about_oneself:
            return False
        return self.facts.base(self.author) not in rule.roles

    @property
    def displaced(self) -> tuple[MemberId, ...]:
        """Deputies who are no longer, since somebody else is by this."""
        named = self.facts.named_deputies()
        match self.statement:
            case SetRole(member=member, role=Role.DEPUTY):
                return tuple(one for one in named if one != member)
            case Confirm(member=member) if member in named:
                return tuple(one for one in named if one != member)
            case _:
                return ()


def _can_found(claim: Claim, _: Found) -> bool:
    is_first = claim.opened.id == claim.dossier and not claim.opened.parents
    return is_first and claim.position == 0


def _can_invite(claim: Claim, statement: Invite) -> bool:
    comes_back = statement.member
    is_known = comes_back is None or _is_other_member(claim, comes_back)
    return is_known and statement.role is not Role.FOCAL_POINT


def _can_join(claim: Claim, statement: Join) -> bool:
    facts = claim.facts
    if statement.invitation not in facts.invites or not _is_new(claim, claim.opened.device):
        return False
    if any(not facts.is_open(one) for one in facts.joined.get(statement.invitation, ())):
        return False  # it was used, and the focal point said by whom
    return has_invitation(claim.dossier, claim.opened.device, statement)


def _can_confirm(claim: Claim, statement: Confirm) -> bool:
    return claim.facts.owners.get(statement.device) == statement.member


def _can_add_device(claim: Claim, statement: AddDevice) -> bool:
    if not _is_new(claim, statement.device) or claim.facts.has_all_computers(claim.author):
        return False
    return has_device(claim.dossier, claim.author, statement)


def _can_remove_device(claim: Claim, statement: RemoveDevice) -> bool:
    return statement.device in claim.facts.admissions


def _can_set_role(claim: Claim, statement: SetRole) -> bool:
    if statement.role is Role.FOCAL_POINT or not _is_other_member(claim, statement.member):
        return False
    return not claim.facts.is_gone(statement.member)


def _can_remove_member(claim: Claim, statement: RemoveMember) -> bool:
    return _is_other_member(claim, statement.member)


def _can_hand_over(claim: Claim, statement: HandOver) -> bool:
    facts, to = claim.facts, statement.to
    if to not in facts.computers or facts.is_gone(to) or facts.is_unsure(to):
        return False
    return claim.author == SECRETARIAT or to != facts.focal_point


def _can_use_reserve(claim: Claim, statement: UseReserve) -> bool:
    if not claim.facts.is_reserve(statement.reserve):
        return False
    is_back = claim.device in claim.facts.admissions and not claim.facts.is_out(claim.device)
    if not is_back and not _is_new(claim, claim.opened.device):
        return False
    return has_reserve(claim.dossier, claim.opened.device, statement)


def _is_new(claim: Claim, key: PublicKey) -> bool:
    """Whether a key is nobody's so far."""
    return device_id(key) not in claim.facts.admissions and not claim.facts.is_server(key)


def _is_other_member(claim: Claim, member: MemberId) -> bool:
    """Whether somebody is or was a member, and is not the focal point."""
    return member in claim.facts.computers and member != claim.facts.focal_point


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
