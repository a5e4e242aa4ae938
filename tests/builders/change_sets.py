"""Change sets of made-up people, signed by nobody and sealed with nothing: what `derive` takes.

    office = Office()
    office.write(office.ana, answer("q1", "Yes"))
    assert office.state().answers

`ana` founded the dossier. A set's parents are the heads of what the office holds, unless the
test says ``after``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from review_protocol.changes import AnswerChange, Change, DossierChange
from review_protocol.deriving import derive
from review_protocol.digests import roster_digest
from review_protocol.names import (
    PENDING,
    ChangeId,
    DeviceId,
    MemberId,
    SetId,
    change_id,
    device_id,
)
from review_protocol.signing import Context, PublicKey, SigningKey
from review_protocol.state import OpenedSet, State
from review_protocol.statement_coding import device_message, join_message, reserve_message
from review_protocol.statements import (
    AddDevice,
    Confirm,
    Found,
    Invite,
    Join,
    RemoveMember,
    Role,
    Statement,
    UseReserve,
)
from tests.builders.signing import make_signing_key

KEM = b"k" * 32


@dataclass(frozen=True, slots=True)
class Computer:
    """A device with its keys; ``member`` is whose it is (its own name by default)."""

    key: SigningKey
    member: MemberId

    @property
    def public(self) -> PublicKey:
        return self.key.public

    @property
    def id(self) -> DeviceId:
        return device_id(self.key.public)


def computer(name: str, of: Computer | None = None) -> Computer:
    """The device that belongs to a name, of its own member or a further one of another's."""
    key = make_signing_key(name)
    member = MemberId(device_id(key.public)) if of is None else of.member
    return Computer(key, member)


def answer(key: str, value: str, *replaces: ChangeId, facet: str = "value") -> AnswerChange:
    """A version."""
    return AnswerChange(key=key, value=value, facet=facet, replaces=replaces)


@dataclass
class Office:
    """All sets that anybody wrote, and who wrote them."""

    sets: dict[SetId, OpenedSet] = field(default_factory=dict)
    ana: Computer = field(default_factory=lambda: computer("ana"))
    dossier: SetId = PENDING

    def __post_init__(self) -> None:
        pack = DossierChange(pack="p" * 64, party="Ruritania")
        self.dossier = self.write(self.ana, Found(kem=KEM), pack)

    def write(
        self,
        by: Computer,
        *content: Statement | Change,
        after: Iterable[SetId] | None = None,
        first: str = "",
    ) -> SetId:
        """A set with this content; ``first`` are digits that its id begins with."""
        parents = frozenset(self.heads() if after is None else after)
        statements = tuple(one for one in content if isinstance(one, Statement))
        changes = tuple(one for one in content if not isinstance(one, Statement))
        opened = OpenedSet(
            id=PENDING,
            device=by.public,
            parents=parents,
            roster=roster_digest(
                one for one in self.past(parents) if self.sets[one].statements
            ),
            statements=statements,
            changes=changes,
        )
        named = hashlib.sha256(f"{len(self.sets)} {opened}".encode()).hexdigest()
        id_ = SetId((first + named)[:64])
        names = tuple(change_id(id_, i) for i in range(len(changes)))
        return self.add(replace(opened, id=id_, names=names))

    def write_named(self, name: str, by: Computer, *changes: Change) -> SetId:
        """A set whose id is known before, so that its changes can name each other."""
        made = self.sets.pop(self.write(by, *changes))
        names = tuple(change_id(SetId(name), i) for i in range(len(changes)))
        return self.add(replace(made, id=SetId(name), names=names))

    def add(self, opened: OpenedSet) -> SetId:
        """A set as it is."""
        self.sets[opened.id] = opened
        return opened.id

    def digest(self, parents: Iterable[SetId]) -> bytes:
        """What a header says of the statements in its past."""
        return roster_digest(one for one in self.past(parents) if self.sets[one].statements)

    def heads(self) -> frozenset[SetId]:
        parents = {parent for one in self.sets.values() for parent in one.parents}
        return frozenset(self.sets.keys() - parents)

    def past(self, ids: Iterable[SetId]) -> set[SetId]:
        """These and all that came before them."""
        found: set[SetId] = set()
        line = list(ids)
        while line:
            one = line.pop()
            if one not in found:
                found.add(one)
                line += self.sets[one].parents
        return found

    def state(self, ids: Iterable[SetId] | None = None, *more: OpenedSet) -> State:
        """What all sets come to, or some of them."""
        chosen = self.sets if ids is None else ids
        held = [self.sets[id_] for id_ in chosen]
        return derive([*held, *more], dossier=self.dossier)

    def join(
        self,
        who: Computer,
        invitation: str,
        after: Iterable[SetId] | None = None,
        first: str = "",
    ) -> SetId:
        """Somebody comes in by an invitation."""
        statement = self.joining(who, invitation)
        return self.write(who, statement, after=after, first=first)

    def joining(self, who: Computer, invitation: str) -> Join:
        """The statement by which they do."""
        key = make_signing_key(invitation)
        proof = key.sign(Context.JOIN, join_message(self.dossier, who.public, KEM))
        return Join(invitation=key.public, kem=KEM, proof=proof)

    def admit(self, name: str, role: Role, *, is_confirmed: bool = True) -> Computer:
        """A member who was invited, joined and was confirmed, as everybody knows."""
        return self.admit_by(self.ana, name, role, is_confirmed=is_confirmed)

    def admit_by(
        self, by: Computer, name: str, role: Role, *, is_confirmed: bool = True
    ) -> Computer:
        """The same by another focal point."""
        who = computer(name)
        self.write(by, invite(f"invitation of {name}", role))
        self.join(who, f"invitation of {name}")
        if is_confirmed:
            self.write(by, Confirm(member=who.member, device=who.id))
        return who

    def add_device(self, new: Computer) -> AddDevice:
        """The statement that a further device is the member's."""
        message = device_message(self.dossier, new.member, KEM)
        proof = new.key.sign(Context.DEVICE, message)
        return AddDevice(device=new.public, kem=KEM, proof=proof)

    def use_reserve(self, who: Computer, reserve: str) -> UseReserve:
        """The statement that somebody found the reserve key in the safe."""
        key = make_signing_key(reserve)
        message = reserve_message(self.dossier, who.public, KEM)
        proof = key.sign(Context.RESERVE, message)
        return UseReserve(reserve=key.public, kem=KEM, proof=proof)


def invite(name: str, role: Role, member: MemberId | None = None) -> Invite:
    """The statement that whoever holds the key of this name may join."""
    return Invite(invitation=make_signing_key(name).public, role=role, member=member)


def first_change(set_id: SetId) -> ChangeId:
    """The name of a set's first change."""
    return change_id(set_id, 0)


def removal(who: Computer) -> RemoveMember:
    """The statement that a member is out."""
    return RemoveMember(member=who.member)
