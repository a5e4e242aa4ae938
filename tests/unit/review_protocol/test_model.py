"""The rules as a model: people write, forge, exchange, lose, restore; what must always hold."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from review_protocol.changes import (
    ClearanceChange,
    DecisionChange,
    Mark,
    RecordChange,
    RecordType,
    RestrictionChange,
    UpgradeChange,
)
from review_protocol.names import EpochId
from review_protocol.statements import (
    Confirm,
    Epoch,
    HandOver,
    RemoveDevice,
    RemoveMember,
    Reserve,
    Role,
    Server,
    SetRole,
    TakeBack,
    TakeOver,
)
from tests.builders.change_sets import Office, answer, computer, invite
from tests.builders.invariants import check_all
from tests.builders.replicas import Replica
from tests.builders.signing import make_signing_key

QUESTIONS = ("q", "r", "name@1", "name@1/2")
PEOPLE = st.integers(0, 7)
GOVERNOR = st.integers(0, 63)
TEXTS = st.integers(0, 3).map(str)


class Desk(RuleBasedStateMachine):
    """Four members with six devices, a newcomer and a stranger; everybody may try anything."""

    def __init__(self) -> None:
        super().__init__()
        self.office = Office()
        self.replicas: list[Replica] = []

    @initialize()
    def open(self) -> None:
        office = self.office
        ben = office.admit("ben", Role.DEPUTY)
        carl = office.admit("carl", Role.EXPERT)
        dora = office.admit("dora", Role.EXPERT)
        second = computer("ana's second", office.ana), computer("carl's second", carl)
        office.write(office.ana, office.add_device(second[0]))
        office.write(carl, office.add_device(second[1]))
        safe = Reserve(reserve=make_signing_key("safe").public)
        office.write(office.ana, safe, invite("open invitation", Role.DEPUTY))
        office.write(dora, *(answer(key, "0") for key in QUESTIONS))
        everybody = (office.ana, ben, carl, dora, *second, computer("new"), computer("odd"))
        self.replicas = [Replica(office, who, set(office.sets)) for who in everybody]

    def _one(self, number: int) -> Replica:
        return self.replicas[number % len(self.replicas)]

    def _in_role(self, number: int, role: Role) -> Replica:
        """One who believes to be in a role by what they hold; now and then a forger."""
        believers = [one for one in self.replicas if _role(one) is role]
        return (
            self._one(number // 8)
            if number % 8 == 7 or not believers
            else (believers[number % len(believers)])
        )

    def _focal_point(self, number: int) -> Replica:
        return self._in_role(number, Role.FOCAL_POINT)

    @rule(who=PEOPLE, key=st.sampled_from(QUESTIONS), text=TEXTS)
    def edit(self, who: int, key: str, text: str) -> None:
        self._one(who).edit(key, text)

    @rule(who=PEOPLE, key=st.sampled_from(QUESTIONS), mark=st.sampled_from(Mark))
    def mark(self, who: int, key: str, mark: Mark) -> None:
        self._one(who).mark(key, mark)

    @rule(who=PEOPLE, key=st.sampled_from(("rep@1", "rep@1/2")), is_added=st.booleans())
    def repeat(self, who: int, key: str, is_added: bool) -> None:
        replica = self._one(who)
        replica.add(key) if is_added else replica.remove(key)

    @rule(who=PEOPLE, type_=st.sampled_from(RecordType), text=TEXTS)
    def record(self, who: int, type_: RecordType, text: str) -> None:
        replica = self._one(who)
        subject = replica.who.member if type_ is RecordType.PERSON else "one"
        current = replica.state().records.get((type_, subject), ())
        replica.write(
            RecordChange(type=type_, subject=subject, fields={"text": text}, replaces=current)
        )

    @rule(by=GOVERNOR, whom=PEOPLE, role=st.sampled_from(Role))
    def set_role(self, by: int, whom: int, role: Role) -> None:
        member = self._one(whom).who.member
        self._focal_point(by).write(SetRole(member=member, role=role))

    @rule(by=GOVERNOR, whom=PEOPLE, only_device=st.booleans())
    def remove_somebody(self, by: int, whom: int, only_device: bool) -> None:
        gone = self._one(whom).who
        device, member = RemoveDevice(device=gone.id), RemoveMember(member=gone.member)
        self._focal_point(by).write(device if only_device else member)

    @rule(by=GOVERNOR, to=PEOPLE, until=st.sampled_from((None, 1)))
    def hand_over(self, by: int, to: int, until: int | None) -> None:
        self._focal_point(by).write(HandOver(to=self._one(to).who.member, until=until))

    @rule(by=GOVERNOR)
    def take_over(self, by: int) -> None:
        self._in_role(by, Role.DEPUTY).write(TakeOver())

    @rule(who=PEOPLE)
    def take_back(self, who: int) -> None:
        self._one(who).write(TakeBack())

    @rule(by=GOVERNOR, safe=st.sampled_from(("safe", "new safe")))
    def reserve(self, by: int, safe: str) -> None:
        self._focal_point(by).write(Reserve(reserve=make_signing_key(safe).public))

    @rule(who=PEOPLE, safe=st.sampled_from(("safe", "new safe")))
    def use_reserve(self, who: int, safe: str) -> None:
        replica = self._one(who)
        replica.write(self.office.use_reserve(replica.who, safe))

    @rule(by=GOVERNOR, role=st.sampled_from(Role), back=st.none() | PEOPLE)
    def invite(self, by: int, role: Role, back: int | None) -> None:
        member = None if back is None else self._one(back).who.member
        self._focal_point(by).write(invite(f"invitation {back}", role, member))

    @rule(
        who=st.sampled_from((6, 7, 2)),
        name=st.sampled_from(("open invitation", "invitation None")) | PEOPLE.map(str),
    )
    def join(self, who: int, name: str) -> None:
        replica = self._one(who)
        invitation = f"invitation {name}" if name.isdecimal() else name
        replica.held.add(self.office.join(replica.who, invitation, after=replica.state().heads))

    @rule(by=GOVERNOR, whom=PEOPLE)
    def confirm(self, by: int, whom: int) -> None:
        found, replica = self._one(whom).who, self._focal_point(by)
        member = replica.state().roster.member_of(found.id) or found.member
        replica.write(Confirm(member=member, device=found.id))

    @rule(by=GOVERNOR, whom=PEOPLE, part=st.none() | st.sets(st.sampled_from(("q", "rep"))))
    def restrict(self, by: int, whom: int, part: set[str] | None) -> None:
        questions = None if part is None else tuple(sorted(part))
        member, replica = self._one(whom).who.member, self._focal_point(by)
        replica.write(RestrictionChange(member=member, questions=questions))

    @rule(by=GOVERNOR, accept=st.booleans())
    def decide(self, by: int, accept: bool) -> None:
        replica = self._focal_point(by)
        sets = sorted({one.set_id for one in replica.state().waiting})
        replica.write(DecisionChange(sets=tuple(sets), accept=accept))

    @rule(by=GOVERNOR)
    def clear(self, by: int) -> None:
        replica = self._focal_point(by)
        versions = [one for found in replica.state().answers.values() for one in found]
        replica.write(ClearanceChange(versions=tuple(versions), pack="p" * 64))

    @rule(by=GOVERNOR, version=st.integers(1, 3), pack=st.sampled_from("ab"))
    def upgrade(self, by: int, version: int, pack: str) -> None:
        self._focal_point(by).write(UpgradeChange(pack=pack * 64, version=version))

    @rule(by=GOVERNOR, key=st.sampled_from(("server", "odd")))
    def name_server(self, by: int, key: str) -> None:
        self._focal_point(by).write(Server(secretariat=make_signing_key(key).public))

    @rule(by=GOVERNOR, epoch=st.integers(0, 3))
    def renew_key(self, by: int, epoch: int) -> None:
        self._focal_point(by).write(Epoch(epoch=EpochId(bytes([epoch]) * 16), keys=()))

    @rule(who=PEOPLE, of=PEOPLE, at=st.integers(0, 30))
    def forge_in_the_past(self, who: int, of: int, at: int) -> None:
        """A set that pretends to have been written long ago, by whoever knew what then."""
        sets = sorted(self._one(of).held & self.office.sets.keys())
        parent = sets[at % len(sets)]
        self._one(who).held.add(
            self.office.write(
                self._one(who).who,
                answer("q", f"forged {at}"),
                RemoveMember(member=self._one(of).who.member),
                after={parent},
            )
        )

    @rule(who=PEOPLE, to=PEOPLE, part=st.integers(0, 255))
    def deliver(self, who: int, to: int, part: int) -> None:
        """All, some, or nothing; in no order; perhaps once more."""
        sets = sorted(self._one(who).held)
        self._one(to).take(one for i, one in enumerate(sets) if part >> (i % 8) & 1)

    @rule(who=PEOPLE, to=PEOPLE)
    def deliver_all(self, who: int, to: int) -> None:
        self._one(to).take(self._one(who).held)

    @rule(who=PEOPLE)
    def back_up(self, who: int) -> None:
        self._one(who).backup = set(self._one(who).held)

    @rule(who=PEOPLE)
    def restore(self, who: int) -> None:
        replica = self._one(who)
        replica.held = set(replica.backup) or replica.held

    def teardown(self) -> None:
        check_all(self.office, [replica.held for replica in self.replicas])


def _role(replica: Replica) -> Role | None:
    """What somebody is by what they hold themselves."""
    roster = replica.state().roster
    if not roster.has_active(replica.who.id):
        return None
    return roster.members[roster.devices[replica.who.id].member].role


Desk.TestCase.settings = settings(
    max_examples=int(os.environ.get("REVIEW_DESK_MODEL_EXAMPLES", "100")),
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestDesk = Desk.TestCase
