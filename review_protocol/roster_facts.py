"""What entries come to, register by register: which are void, and what the others set.

Of statements that did not know of each other removals win, additions unite, and of two
roles the lesser wins. What somebody stated outside the causal past of their own removal is
void, as is what a former focal point stated outside that of the hand-over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TypeVar

from review_protocol.names import SECRETARIAT, DeviceId, MemberId, device_id
from review_protocol.signing import PublicKey
from review_protocol.state import Reason
from review_protocol.statements import (
    AddDevice,
    Confirm,
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
from review_protocol.tenures import HAND_OVERS, Entry, Place, succession

_RANK = {Role.OBSERVER: 0, Role.EXPERT: 1, Role.DEPUTY: 2, Role.FOCAL_POINT: 3}
_STANDS_ANYHOW = (RemoveDevice, RemoveMember, *HAND_OVERS)
_Value = TypeVar("_Value")
Register = list[tuple[Entry, _Value]]
"""What is set, each by an entry that no other in the register knew of."""


def lesser(roles: Sequence[Role]) -> Role:
    """Of several roles the one that may least."""
    return min(roles, key=_RANK.__getitem__)


class Facts:
    """What follows from entries in the graph's order; a function of the set of them.

    ``admissions`` are the entries by which devices came in, ``owners`` whose they are,
    ``demotions`` every entry that set a member's role or took the deputy's away.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.succession = succession(entries)
        self.void: dict[Place, Reason] = dict(self.succession.void)
        self.admissions: dict[DeviceId, Entry] = {}
        self.owners: dict[DeviceId, MemberId] = {}
        self.confirmed: set[DeviceId] = set()
        self.invites: dict[PublicKey, list[Invite]] = {}
        self.joined: dict[PublicKey, list[DeviceId]] = defaultdict(list)
        self.roles: dict[MemberId, Register[Role]] = defaultdict(list)
        self.demotions: dict[MemberId, Register[Role]] = defaultdict(list)
        self.reserves: Register[PublicKey] = []
        self.servers: Register[PublicKey] = []
        self.known_servers: set[PublicKey] = set()
        self._device_removals: dict[DeviceId, list[Entry]] = defaultdict(list)
        self._member_removals: dict[MemberId, list[Entry]] = defaultdict(list)
        self._follow(entries)

    def _follow(self, entries: Sequence[Entry]) -> None:
        for entry in entries:
            if entry.is_bound and not self.succession.holds(entry):
                self.void.setdefault(entry.place, Reason.HANDED_OVER)
        standing = [entry for entry in entries if entry.place not in self.void]
        for entry in standing:
            self._gather(entry)
        for entry in standing:
            reason = self._loss(entry)
            if reason is None:
                self._take(entry)
            else:
                self.void[entry.place] = reason

    def _gather(self, entry: Entry) -> None:
        """What bears on entries that stand before it in the order, too."""
        match entry.statement:
            case RemoveDevice(device=device):
                self._device_removals[device].append(entry)
            case RemoveMember(member=member):
                self._member_removals[member].append(entry)
            case Invite(invitation=invitation) as invite:
                self.invites.setdefault(invitation, []).append(invite)
            case _:
                pass

    def _loss(self, entry: Entry) -> Reason | None:
        """Why an entry is void although its author was entitled by its past."""
        statement = entry.statement
        if entry.member == SECRETARIAT:
            return None if entry.signer in self.known_servers else Reason.HANDED_OVER
        if isinstance(statement, Join):
            return self._objection_to_admission(entry, entry.device) or (
                None if statement.invitation in self.invites else Reason.HANDED_OVER
            )
        if isinstance(statement, Found | UseReserve):
            return None
        if entry.device not in self.admissions:
            return Reason.HANDED_OVER
        if isinstance(statement, _STANDS_ANYHOW):
            return None
        if any(not entry.precedes(out) for out in self.outs(entry.device)):
            return Reason.REMOVED
        if isinstance(statement, AddDevice):
            return self._objection_to_admission(entry, device_id(statement.device))
        return None

    def _objection_to_admission(self, entry: Entry, device: DeviceId) -> Reason | None:
        """A device that two statements bring in came by the first of them."""
        return Reason.NOT_POSSIBLE if device in self.admissions else None

    def _take(self, entry: Entry) -> None:
        match entry.statement:
            case Found() | UseReserve():
                self._admit(entry, entry.device)
                self.confirmed.add(entry.device)
                if entry.member not in self.roles:
                    self._set_role(entry, entry.member, Role.EXPERT)
            case Join(invitation=invitation):
                self._admit(entry, entry.device)
                self.joined[invitation].append(entry.device)
                self._set_role(entry, entry.member, self.invited(invitation))
            case AddDevice(device=public):
                self._admit(entry, device_id(public))
            case Confirm(device=device):
                self.confirmed.add(device)
            case SetRole(member=member, role=role):
                self._demote(entry, member, role)
            case Reserve(reserve=key):
                self.reserves = _replaced(self.reserves, entry, key)
            case Server(secretariat=key):
                self.servers = _replaced(self.servers, entry, key)
                self.known_servers.add(key)
            case _:
                pass
        for member in entry.displaced:
            self._demote(entry, member, Role.EXPERT)

    def _admit(self, entry: Entry, device: DeviceId) -> None:
        self.admissions.setdefault(device, entry)
        self.owners.setdefault(device, entry.member)

    def _demote(self, entry: Entry, member: MemberId, role: Role) -> None:
        self.demotions[member].append((entry, role))
        self._set_role(entry, member, role)

    def _set_role(self, entry: Entry, member: MemberId, role: Role) -> None:
        self.roles[member] = _replaced(self.roles[member], entry, role)

    def invited(self, invitation: PublicKey) -> Role:
        """The role that an invitation gives; the lesser when it was stated twice."""
        return lesser([invite.role for invite in self.invites[invitation]])

    def outs(self, device: DeviceId) -> list[Entry]:
        """What put a device out: a member's removal not if it came in knowing of that."""
        admission = self.admissions[device]
        removals = self._member_removals.get(self.owners[device], ())
        unknown = [removal for removal in removals if not removal.precedes(admission)]
        return [*self._device_removals.get(device, ()), *unknown]

    def is_out(self, member: MemberId) -> bool:
        """Whether a member was removed, and admitted by nobody who knew of that."""
        removals = self._member_removals.get(member, ())
        owned = [self.admissions[device] for device, of in self.owners.items() if of == member]
        return bool(removals) and not any(
            all(removal.precedes(admission) for removal in removals) for admission in owned
        )


def _replaced(
    register: Sequence[tuple[Entry, _Value]], entry: Entry, value: _Value
) -> Register[_Value]:
    """The register with a value more, without those that its author knew of."""
    return [*(one for one in register if not one[0].precedes(entry)), (entry, value)]
