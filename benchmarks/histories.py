"""Long histories of a dossier with a few members, as `derive` takes them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from review_protocol.changes import AnswerChange, DossierChange
from review_protocol.digests import roster_digest
from review_protocol.names import (
    ChangeId,
    SetId,
    change_id,
    device_id,
    member_of_founding_device,
)
from review_protocol.signing import Context, SigningKey
from review_protocol.state import OpenedSet
from review_protocol.statement_coding import join_message
from review_protocol.statements import (
    Confirm,
    Found,
    Invite,
    Join,
    Role,
    Statement,
)

KEM = bytes(32)
QUESTIONS = 1_000


@dataclass
class _Desk:
    """One device: its newest set, what else it heard of, the versions it knows."""

    key: SigningKey
    heads: set[SetId] = field(default_factory=set)
    current: dict[str, ChangeId] = field(default_factory=dict)


@dataclass
class History:
    """Sets in the order in which they were written; the first founds the dossier."""

    sets: list[OpenedSet] = field(default_factory=list)
    stating: list[SetId] = field(default_factory=list)

    def write(
        self,
        key: SigningKey,
        parents: set[SetId],
        *statements: Statement,
        changes: Sequence[AnswerChange | DossierChange] = (),
    ) -> SetId:
        """A set more; all statements are in its past, since they were made at the start."""
        id_ = SetId(hashlib.sha256(str(len(self.sets)).encode()).hexdigest())
        opened = OpenedSet(
            id=id_,
            device=key.public,
            parents=frozenset(parents),
            roster=roster_digest(self.stating),
            statements=statements,
            changes=tuple(changes),
            names=tuple(change_id(id_, i) for i in range(len(changes))),
        )
        self.sets.append(opened)
        self.stating += [id_] if statements else []
        return id_


def history(*, sets: int, answers: int, members: int = 4) -> History:
    """A dossier of so many sets that hold so many answers together."""
    random, made = Random(2026), History()
    desks = _members(made, members)
    for number in range(sets):
        desk = random.choice(desks)
        if random.random() < 0.3:  # an exchange with everybody
            for other in desks:
                desk.heads |= other.heads
                desk.current |= other.current
            desk.heads = _newest(made, desk.heads)
        changes = [_answer(desk, random, f"{number}.{i}") for i in range(answers // sets)]
        id_ = made.write(desk.key, desk.heads, changes=changes)
        desk.heads = {id_}
        desk.current |= {one.key: change_id(id_, i) for i, one in enumerate(changes)}
    return made


def roster_history(*, members: int) -> History:
    """A dossier in which nothing happens but that members come in."""
    made = History()
    _members(made, members)
    return made


def _members(made: History, count: int) -> list[_Desk]:
    founder = SigningKey(bytes([1]) * 32)
    pack = DossierChange(pack="0" * 64, party="Ruritania")
    last = made.write(founder, set(), Found(kem=KEM), changes=[pack])
    dossier = last
    desks = [_Desk(founder)]
    for number in range(count):
        one_time = SigningKey(hashlib.sha256(f"invitation {number}".encode()).digest())
        key = SigningKey(hashlib.sha256(f"member {number}".encode()).digest())
        device = device_id(key.public)
        member = member_of_founding_device(device)
        invite = Invite(invitation=one_time.public, role=Role.EXPERT)
        last = made.write(founder, {last}, invite)
        proof = one_time.sign(Context.JOIN, join_message(dossier, key.public, KEM))
        last = made.write(key, {last}, Join(invitation=one_time.public, kem=KEM, proof=proof))
        last = made.write(founder, {last}, Confirm(member=member, device=device))
        desks.append(_Desk(key))
    for desk in desks:
        desk.heads = {last}
    return desks


def _answer(desk: _Desk, random: Random, value: str) -> AnswerChange:
    key = f"q{random.randrange(QUESTIONS)}"
    replaces = (desk.current[key],) if key in desk.current else ()
    return AnswerChange(key=key, value=value, replaces=replaces)


def _newest(made: History, heads: set[SetId]) -> set[SetId]:
    """Without those that are a direct parent of another; enough for a real shape."""
    parents = {parent for one in made.sets[-200:] if one.id in heads for parent in one.parents}
    return heads - parents
