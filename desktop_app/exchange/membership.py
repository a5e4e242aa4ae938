"""The statements that people make about members, computers and keys, each as one set.

Every function seals what is pending along with its statement, inside the caller's
transaction. Who may make which is asked of the same table that judges what comes in.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop_app.crypto.device import DeviceKey, new_device_key
from desktop_app.domain.keys import DossierId
from desktop_app.errors import BadArgument, BugError, NotEntitled
from desktop_app.exchange.holding import Held, hold
from desktop_app.exchange.keyholding import fresh_epoch, gathering, giving, keys_for_file
from desktop_app.exchange.sealing import seal
from desktop_app.store.transaction import Transaction
from review_protocol.epochs import epoch_id
from review_protocol.invitations import Invitation, NewDevice, ReserveKey
from review_protocol.keyholders import devices_without, epoch_to_seal_with
from review_protocol.names import DeviceId, MemberId, SetId
from review_protocol.rules import MAX_COMPUTERS, may
from review_protocol.signing import SEED_SIZE, Context, SigningKey
from review_protocol.state import MemberState, Roster
from review_protocol.statement_coding import device_message
from review_protocol.statements import (
    AddDevice,
    Confirm,
    HandOver,
    Invite,
    RemoveDevice,
    RemoveMember,
    Reserve,
    Role,
    SetRole,
    Statement,
    TakeBack,
    TakeOver,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Where somebody acts: in a dossier, on a computer, now, within a transaction."""

    transaction: Transaction
    dossier: DossierId
    device: DeviceKey
    now: datetime


def invite(seat: Seat, role: Role, *, member: MemberId | None = None) -> Invitation:
    """An invitation; ``member`` is somebody who comes back with another computer.

    Raises NotEntitled, or BadArgument for a member who is not in the roster.
    """
    held = _held(seat)
    _refuse_unless_may(held, seat, Invite, "invite")
    if member is not None:
        _member(held.state.roster, member, even_removed=True)
        if member == held.state.roster.focal_point:  # they add a computer by themselves
            raise BadArgument("member", "focal-point")
    seed = secrets.token_bytes(SEED_SIZE)
    statement = Invite(invitation=SigningKey(seed).public, role=role, member=member)
    _state(seat, [statement, *gathering(held, seat.device.id)])
    keys = keys_for_file(_held(seat))
    return Invitation(seed=seed, role=role, member=member, keys=keys)


def confirm(seat: Seat, member: MemberId, device: DeviceId | None = None) -> None:
    """A member who joined is no longer provisional; of two computers ``device`` is theirs.

    Their computer is given the keys along with it.
    """
    held = _held(seat)
    _refuse_unless_may(held, seat, Confirm, "confirm")
    found = _member(held.state.roster, member)
    waiting = [
        each
        for each in found.devices
        if held.state.roster.devices[each].is_provisional
        and not held.state.roster.devices[each].is_removed
    ]
    chosen = _waiting(waiting, device)
    _state(seat, [Confirm(member=member, device=chosen), *_keys_for(held)])


def _waiting(waiting: Sequence[DeviceId], device: DeviceId | None) -> DeviceId:
    """The computer that is meant: never another than the one that was named."""
    if not waiting:
        raise BadArgument("computer", "nothing-to-confirm")
    if device is not None:
        if device not in waiting:
            raise BadArgument("computer", "not-waiting")
        return device
    if len(waiting) > 1:
        raise BadArgument("computer", "several")
    return waiting[0]


def set_role(seat: Seat, member: MemberId, role: Role) -> None:
    """What a member may do from now on; never focal point: that is handed over."""
    held = _held(seat)
    _refuse_unless_may(held, seat, SetRole, "set-role")
    _member(held.state.roster, member)
    if role is Role.FOCAL_POINT or member == held.state.roster.focal_point:
        raise BadArgument("role", "hand-over")
    _state(seat, [SetRole(member=member, role=role)])


def remove(seat: Seat, member: MemberId) -> None:
    """A member is out, and reads nothing that is sealed from now on."""
    held = _held(seat)
    _refuse_unless_may(held, seat, RemoveMember, "remove")
    found = _member(held.state.roster, member)
    if member == held.state.roster.focal_point:
        raise BadArgument("member", "focal-point")
    _state_with_new_key(seat, held, RemoveMember(member=member), without=found.devices)


def remove_device(seat: Seat, device: DeviceId) -> None:
    """One computer is out: an own one, or any by the focal point."""
    held = _held(seat)
    roster = held.state.roster
    owner = roster.member_of(device)
    if owner is None or roster.devices[device].is_removed:
        raise BadArgument("computer", "unknown")
    if not may(roster, seat.device.id, RemoveDevice, subject=owner):
        raise NotEntitled("remove")
    left = [each for each in roster.members[owner].devices if roster.has_active(each)]
    if left == [device] and owner == roster.focal_point:
        raise BadArgument("computer", "last-of-focal-point")
    _state_with_new_key(seat, held, RemoveDevice(device=device), without=[device])


def add_device(seat: Seat) -> NewDevice:
    """A further computer for whoever acts: its keys, made here and given out by file."""
    held = _held(seat)
    me = _me(held, seat)
    if not may(held.state.roster, seat.device.id, AddDevice):
        raise NotEntitled("add-computer")
    if len(held.state.roster.members[me].devices) >= MAX_COMPUTERS:
        raise BadArgument("computer", "too-many")
    made = new_device_key()
    proof = made.signing.sign(
        Context.DEVICE, device_message(SetId(seat.dossier), me, made.kem.public)
    )
    statement = AddDevice(device=made.public, kem=made.kem.public, proof=proof)
    _state(seat, [statement, *gathering(held, seat.device.id)])
    keys = keys_for_file(_held(seat))
    return NewDevice(seed=made.signing.seed(), kem_seed=made.kem.seed(), member=me, keys=keys)


def hand_over(seat: Seat, to: MemberId, *, until: int | None = None) -> None:
    """Somebody else is focal point; ``until`` is seconds since 1970, shown and not enforced."""
    held = _held(seat)
    _refuse_unless_may(held, seat, HandOver, "hand-over")
    successor = _member(held.state.roster, to)
    if to == held.state.roster.focal_point or successor.is_provisional:
        raise BadArgument("member", "not-a-successor")
    _state(seat, [HandOver(to=to, until=until)])


def take_back(seat: Seat) -> None:
    """Whoever handed over until a date is focal point again."""
    _refuse_unless_may(_held(seat), seat, TakeBack, "take-back")
    _state(seat, [TakeBack()])


def take_over(seat: Seat) -> None:
    """The deputy is focal point."""
    _refuse_unless_may(_held(seat), seat, TakeOver, "take-over")
    _state(seat, [TakeOver()])


def make_reserve(seat: Seat) -> ReserveKey:
    """A key for the ministry's safe; the one before is worth nothing from now on."""
    held = _held(seat)
    _refuse_unless_may(held, seat, Reserve, "make-reserve")
    seed = secrets.token_bytes(SEED_SIZE)
    statement = Reserve(reserve=SigningKey(seed).public)
    _state(seat, [statement, *gathering(held, seat.device.id)])
    keys = keys_for_file(_held(seat))
    return ReserveKey(seed=seed, keys=keys)


def seal_now(seat: Seat) -> None:
    """Seal what is pending, if anything is."""
    seal(seat.transaction, seat.dossier, seat.device, seat.now)


def public_of(grant: Invitation) -> bytes:
    """The name of an invitation: the public half of its key."""
    return SigningKey(grant.seed).public


def _held(seat: Seat) -> Held:
    return hold(seat.transaction, seat.dossier, seat.device, with_pending=False)


def _me(held: Held, seat: Seat) -> MemberId:
    me = held.state.roster.member_of(seat.device.id)
    if me is None:
        raise NotEntitled("be-a-member")
    return me


def _refuse_unless_may(held: Held, seat: Seat, what: type[Statement], deed: str) -> None:
    if not may(held.state.roster, seat.device.id, what):
        raise NotEntitled(deed)


def _member(roster: Roster, member: MemberId, *, even_removed: bool = False) -> MemberState:
    found = roster.members.get(member)
    if found is None or (found.is_removed and not even_removed):
        raise BadArgument("member", "unknown")
    return found


def _keys_for(held: Held) -> tuple[Statement, ...]:
    """The key that sets are sealed with now, for whoever in the roster was not given it."""
    epoch = epoch_to_seal_with(held.state, held.opened.keys)
    if epoch is None:
        return ()  # the set brings a new one, which goes to everybody
    known = held.state.roster.devices.values()
    provisional = {each.id for each in known if each.is_provisional and not each.is_removed}
    devices = devices_without(held.state, epoch) | provisional
    return giving(held, held.opened.keys[epoch], devices) if devices else ()


def _state(seat: Seat, statements: Sequence[Statement]) -> None:
    made = seal(seat.transaction, seat.dossier, seat.device, seat.now, statements=statements)
    if made is None:
        raise BugError("a statement in a dossier that is not founded")


def _state_with_new_key(
    seat: Seat, held: Held, statement: Statement, *, without: Iterable[DeviceId]
) -> None:
    """The set that says who is out is itself sealed with a key that they are not given."""
    out = frozenset(without)
    key, epochs = fresh_epoch(held, without=out)
    seal(
        seat.transaction,
        seat.dossier,
        seat.device,
        seat.now,
        statements=[statement, *epochs],
        fresh={epoch_id(key): key},
    )
