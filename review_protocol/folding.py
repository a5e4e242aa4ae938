"""The facts that follow from statements whose authors were entitled to make them.

What somebody stated outside the causal past of their own removal is void, as is what a
former focal point stated, as such, outside that of the hand-over.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import fields

from review_protocol.facts import Facts, updated
from review_protocol.names import SECRETARIAT, DeviceId, MemberId, device_id
from review_protocol.rules import STATEMENTS
from review_protocol.state import Reason
from review_protocol.statements import (
    AddDevice,
    Confirm,
    Epoch,
    Found,
    Invite,
    Join,
    RemoveDevice,
    RemoveMember,
    Reserve,
    Role,
    Server,
    SetRole,
    UseReserve,
)
from review_protocol.tenures import HAND_OVERS, Entry, succession

_STANDS_ANYHOW = (RemoveDevice, RemoveMember, *HAND_OVERS)
"""Removals win, also over each other; of hand-overs `tenures` has chosen already."""
_REVIVES = (Invite, Server)
"""Repeated by a successor, they give effect to what others stated long before."""


def fold(entries: Sequence[Entry]) -> Facts:
    """What entries, in the graph's order, come to; a function of the set of them."""
    facts = Facts(succession=succession(entries))
    facts.void = dict(facts.succession.void)
    for entry in entries:
        if entry.is_bound and not facts.succession.holds(entry):
            facts.void.setdefault(entry.place, Reason.HANDED_OVER)
    standing = [entry for entry in entries if entry.place not in facts.void]
    for entry in standing:
        _gather(facts, entry)
    for entry in standing:
        reason = _loss(facts, entry)
        if reason is None:
            _take(facts, entry)
        else:
            facts.void[entry.place] = reason
            facts.barred.setdefault(_newcomer(entry), reason)
    for entry in standing:
        if isinstance(entry.statement, Epoch) and _is_demoted(facts, entry):
            facts.void.setdefault(entry.place, Reason.DEMOTED)
    return facts


def extended(facts: Facts, entries: Sequence[Entry]) -> Facts | None:
    """The facts with statements more, whose author knew all those before; cheaper than `fold`.

    None when they bear on what was stated before; then only `fold` can tell.
    """
    if any(_bears_on(facts, entry) for entry in entries):
        return None
    if all(isinstance(entry.statement, Epoch) for entry in entries):
        return facts  # keys make nobody anything; and of a long life most statements are these
    after = Facts(**{one.name: copy(getattr(facts, one.name)) for one in fields(facts)})
    for entry in entries:
        after.succession = after.succession.followed_by(entry)
        _gather(after, entry)
        _take(after, entry)
    return after


def _bears_on(facts: Facts, entry: Entry) -> bool:
    """Whether it gives effect to what was void, or limits what an invitation gave."""
    if isinstance(entry.statement, Invite) and entry.statement.invitation in facts.invites:
        return True
    return bool(facts.void) and isinstance(entry.statement, _REVIVES)


def _gather(facts: Facts, entry: Entry) -> None:
    """What bears on entries that stand before it in the order, too."""
    match entry.statement:
        case RemoveDevice(device=device):
            facts.device_removals[device] = (*facts.device_removals.get(device, ()), entry)
        case RemoveMember(member=member):
            facts.member_removals[member] = (*facts.member_removals.get(member, ()), entry)
        case Invite(invitation=invitation) as invite:
            facts.invites[invitation] = (*facts.invites.get(invitation, ()), invite)
        case _:
            pass


def _loss(facts: Facts, entry: Entry) -> Reason | None:
    """Why an entry is void although its author was entitled by its past."""
    if entry.member == SECRETARIAT:
        return None if facts.was_server(entry.signer) else Reason.HANDED_OVER
    if isinstance(entry.statement, Found | Join | UseReserve):
        return _loss_of_entry(facts, entry)
    if isinstance(entry.statement, _STANDS_ANYHOW):
        return None
    bar = facts.bar(entry.device)
    if bar is not None:
        return bar
    if any(not entry.precedes(out) for out in facts.outs(entry.device)):
        return Reason.REMOVED
    if isinstance(entry.statement, AddDevice):
        is_known = device_id(entry.statement.device) in facts.admissions
        is_one_more = is_known or facts.has_all_computers(entry.member)
        return Reason.NOT_POSSIBLE if is_one_more else None
    return None


def _loss_of_entry(facts: Facts, entry: Entry) -> Reason | None:
    """The same for a statement by which its own author comes in."""
    if not isinstance(entry.statement, Join):
        return None
    if entry.device in facts.admissions:
        return Reason.NOT_POSSIBLE
    return None if entry.statement.invitation in facts.invites else Reason.HANDED_OVER


def _is_demoted(facts: Facts, entry: Entry) -> bool:
    """Whether its author lost, without knowing of it, the role in which they made it."""
    roles = STATEMENTS[type(entry.statement)].roles
    return any(
        role not in roles and not entry.precedes(by) and not by.precedes(entry)
        for by, role in facts.demotions.get(entry.member, ())
    )


def _newcomer(entry: Entry) -> DeviceId:
    """The device that a statement lets in, or else that which made it."""
    if isinstance(entry.statement, AddDevice):
        return device_id(entry.statement.device)
    return entry.device


def _take(facts: Facts, entry: Entry) -> None:
    match entry.statement:
        case Found() | UseReserve():
            _admit(facts, entry, entry.device)
            facts.confirmed.add(entry.device)
            if entry.member not in facts.roles:
                _set_role(facts, entry, entry.member, Role.EXPERT)
        case Join(invitation=invitation):
            _admit(facts, entry, entry.device)
            facts.joined[invitation] = (*facts.joined.get(invitation, ()), entry.device)
            _set_role(facts, entry, entry.member, facts.invited(invitation))
        case AddDevice(device=public):
            _admit(facts, entry, device_id(public))
        case Confirm(device=device):
            facts.confirmed.add(device)
        case SetRole(member=member, role=role):
            _demote(facts, entry, member, role)
        case Reserve(reserve=key):
            facts.reserves = updated(facts.reserves, entry, key)
        case Server(secretariat=key):
            facts.servers = updated(facts.servers, entry, key)
            facts.server_changes = (*facts.server_changes, (entry, key))
        case _:
            pass
    for member in entry.displaced:
        _demote(facts, entry, member, Role.EXPERT)


def _admit(facts: Facts, entry: Entry, device: DeviceId) -> None:
    """A device comes in; one that is in already is whose it was."""
    if device not in facts.admissions:
        facts.admissions[device] = entry
        facts.owners[device] = entry.member
        owned = facts.computers.get(entry.member, ())
        facts.computers[entry.member] = (*owned, device)


def _demote(facts: Facts, entry: Entry, member: MemberId, role: Role) -> None:
    facts.demotions[member] = (*facts.demotions.get(member, ()), (entry, role))
    _set_role(facts, entry, member, role)


def _set_role(facts: Facts, entry: Entry, member: MemberId, role: Role) -> None:
    facts.roles[member] = updated(facts.roles.get(member, ()), entry, role)
    if role is Role.DEPUTY:
        facts.deputies.add(member)
