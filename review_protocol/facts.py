"""What statements came to, register by register, and the questions that are put to it.

Of statements that did not know of each other removals win, additions unite, and of two
roles the lesser wins. `folding` makes these facts and nobody changes them after.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from review_protocol.names import DeviceId, MemberId
from review_protocol.rules import MAX_COMPUTERS
from review_protocol.signing import PublicKey
from review_protocol.state import Reason
from review_protocol.statements import AddDevice, Invite, Join, Role
from review_protocol.tenures import Entry, Place, Succession

_RANK = {Role.OBSERVER: 0, Role.EXPERT: 1, Role.DEPUTY: 2, Role.FOCAL_POINT: 3}
_Value = TypeVar("_Value")
Register = tuple[tuple[Entry, _Value], ...]
"""What is set, each by an entry that no other in the register knew of."""


@dataclass(slots=True, kw_only=True)
class Facts:
    """A roster as registers.

    ``void`` are entries that do not count although their authors were entitled.
    ``admissions`` are the entries by which devices came in, in the graph's order; ``barred``
    says why a device that somebody let in did not come in after all.
    ``demotions`` are all that ever set a member's role or took the deputy's away, while
    ``roles`` are those in force; so with ``server_changes`` and ``servers``, the keys of the
    secretariat.
    """

    succession: Succession = field(default_factory=Succession)
    void: dict[Place, Reason] = field(default_factory=dict)
    admissions: dict[DeviceId, Entry] = field(default_factory=dict)
    barred: dict[DeviceId, Reason] = field(default_factory=dict)
    owners: dict[DeviceId, MemberId] = field(default_factory=dict)
    computers: dict[MemberId, tuple[DeviceId, ...]] = field(default_factory=dict)
    confirmed: set[DeviceId] = field(default_factory=set)
    invites: dict[PublicKey, tuple[Invite, ...]] = field(default_factory=dict)
    joined: dict[PublicKey, tuple[DeviceId, ...]] = field(default_factory=dict)
    roles: dict[MemberId, Register[Role]] = field(default_factory=dict)
    demotions: dict[MemberId, Register[Role]] = field(default_factory=dict)
    deputies: set[MemberId] = field(default_factory=set)
    device_removals: dict[DeviceId, tuple[Entry, ...]] = field(default_factory=dict)
    member_removals: dict[MemberId, tuple[Entry, ...]] = field(default_factory=dict)
    reserves: Register[PublicKey] = ()
    servers: Register[PublicKey] = ()
    server_changes: Register[PublicKey] = ()

    @property
    def focal_point(self) -> MemberId | None:
        """Who is focal point."""
        tenures = self.succession.tenures
        return tenures[-1].beneficiary if tenures else None

    @property
    def tenure(self) -> Place | None:
        """The tenure in force."""
        tenures = self.succession.tenures
        return tenures[-1].place if tenures else None

    def is_server(self, key: PublicKey) -> bool:
        """Whether a key is the secretariat's now."""
        return any(key == server for _, server in self.servers)

    def was_server(self, key: PublicKey) -> bool:
        """Whether a key is, or was, the secretariat's."""
        return any(key == server for _, server in self.server_changes)

    def is_reserve(self, key: PublicKey) -> bool:
        """Whether a key is that of a reserve statement in force."""
        return any(key == reserve for _, reserve in self.reserves)

    def bar(self, device: DeviceId) -> Reason | None:
        """Why a device that came in by its own past is not in the roster."""
        if device in self.admissions:
            return None
        return self.barred.get(device, Reason.HANDED_OVER)

    def outs(self, device: DeviceId) -> Iterator[Entry]:
        """What put a device out: a member's removal not if it came in knowing of that."""
        yield from self.device_removals.get(device, ())
        admission = self.admissions[device]
        for removal in self.member_removals.get(self.owners[device], ()):
            if not removal.precedes(admission):
                yield removal

    def has_all_computers(self, member: MemberId) -> bool:
        """Whether so many are a member's, or were, that they may add no more."""
        return len(self.computers.get(member, ())) >= MAX_COMPUTERS

    def is_out(self, device: DeviceId) -> bool:
        """Whether a device that came in is out again."""
        return any(True for _ in self.outs(device))

    def is_open(self, device: DeviceId) -> bool:
        """Whether a device is provisional: by an invitation, and nobody confirmed it.

        What an open device adds is open too.
        """
        while device not in self.confirmed:
            admission = self.admissions[device]
            if not isinstance(admission.statement, AddDevice):
                return isinstance(admission.statement, Join)
            device = admission.device
        return False

    def is_gone(self, member: MemberId) -> bool:
        """Whether a member was removed, and admitted again by nobody who knew of that."""
        removals = self.member_removals.get(member, ())
        admissions = [self.admissions[device] for device in self.computers[member]]
        return bool(removals) and not any(
            all(removal.precedes(admission) for removal in removals) for admission in admissions
        )

    def is_unsure(self, member: MemberId) -> bool:
        """Whether none of the computers that a member works on is confirmed."""
        owned = self.computers[member]
        in_use = [device for device in owned if not self.is_out(device)] or owned
        return all(map(self.is_open, in_use))

    def role(self, member: MemberId) -> Role:
        """What a member is now."""
        return Role.FOCAL_POINT if member == self.focal_point else self.base(member)

    def base(self, member: MemberId) -> Role:
        """The role without regard to who is focal point: the lesser of those in force.

        Of several deputies that of the lowest id is one; who is provisional counts apart.
        """
        role = self._named(member)
        if role is not Role.DEPUTY or self._is_deputy_apart(member):
            return role
        rivals = [one for one in self.named_deputies() if not self._is_deputy_apart(one)]
        return role if member == min(rivals, key=self._seniority) else Role.EXPERT

    def named_deputies(self) -> list[MemberId]:
        """Whom the roles in force make deputy, provisional ones and rivals too."""
        return sorted(one for one in self.deputies if self._named(one) is Role.DEPUTY)

    def invited(self, invitation: PublicKey) -> Role:
        """The role that an invitation gives; the lesser when it was stated twice."""
        return lesser([invite.role for invite in self.invites[invitation]])

    def _named(self, member: MemberId) -> Role:
        return lesser([role for _, role in self.roles[member]])

    def _is_deputy_apart(self, member: MemberId) -> bool:
        return self.is_unsure(member) or self.is_gone(member)

    def _seniority(self, member: MemberId) -> tuple[str, int]:
        return min((entry.set_id, entry.place[1]) for entry, _ in self.roles[member])


def lesser(roles: Sequence[Role]) -> Role:
    """Of several roles the one that may least."""
    return min(roles, key=_RANK.__getitem__)


def lowest(register: Register[_Value]) -> _Value | None:
    """Of several values set at the same time that of the lowest id."""
    found = min(register, key=lambda one: (one[0].set_id, one[0].place[1]), default=None)
    return None if found is None else found[1]


def updated(register: Register[_Value], entry: Entry, value: _Value) -> Register[_Value]:
    """The register with a value more, without those that its author knew of."""
    return (*(one for one in register if not one[0].precedes(entry)), (entry, value))
