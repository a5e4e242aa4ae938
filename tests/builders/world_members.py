"""What people of the world do about members, their computers, and who is focal point."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from desktop_app.domain.keys import QuestionId
from desktop_app.domain.members import MemberRole, Person
from desktop_app.errors import ExchangeRefused
from desktop_app.services import members, people
from desktop_app.services.invitations import ForCode
from review_protocol.costs import KdfCost
from review_protocol.names import DeviceId, MemberId
from review_protocol.state import Roster
from tests.builders.offices import Office
from tests.builders.world_steps import QUESTIONS, Kind

if TYPE_CHECKING:
    from tests.builders.world import World

Deed = Callable[[Office, int, int], object]


def deeds_of_members(world: World) -> dict[Kind, Deed]:
    """What each of them is, in this world."""
    deeds = _Deeds(world)
    return {
        Kind.RESTRICT: deeds.restrict,
        Kind.REMOVE: lambda office, one, _: members.remove(
            office.profile, office.dossier, deeds.member(one)
        ),
        Kind.READMIT: deeds.readmit,
        Kind.HAND_OVER: deeds.hand_over,
        Kind.TAKE_BACK: deeds.take_back,
        Kind.TAKE_OVER: lambda office, *_: members.take_over(office.profile, office.dossier),
        Kind.SET_ROLE: lambda office, one, other: members.set_role(
            office.profile, office.dossier, deeds.member(one), list(MemberRole)[1 + other % 3]
        ),
        Kind.DECIDE: deeds.decide,
        Kind.ADD_COMPUTER: deeds.add_computer,
        Kind.REMOVE_COMPUTER: lambda office, one, _: members.remove_computer(
            office.profile, office.dossier, deeds.device(one)
        ),
        Kind.MAKE_RESERVE: deeds.make_reserve,
        Kind.USE_RESERVE: deeds.use_reserve,
    }


class _Deeds:
    def __init__(self, world: World) -> None:
        self._world = world

    def member(self, number: int) -> MemberId:
        """Who somebody in the world is."""
        return self._at(number).member

    def device(self, number: int) -> DeviceId:
        """The computer of somebody in the world."""
        return self._at(number).device.id

    def restrict(self, office: Office, one: int, other: int) -> None:
        """To one question, or to none any more."""
        only = [QuestionId(QUESTIONS[other % len(QUESTIONS)])]
        member = self.member(one)
        members.restrict(office.profile, office.dossier, member, None if other % 2 else only)

    def hand_over(self, office: Office, one: int, other: int) -> None:
        """For good, or, more often, until a date: one that is past, or is to come. Half of the
        time by whoever is focal point, as they know.
        """
        if other // 3 % 2:
            office = self._first(office, lambda roster, me: roster.focal_point == me)
        until = office.clock().date() + timedelta(days=other % 60 - 30) if other % 3 else None
        members.hand_over(office.profile, office.dossier, self.member(one), until=until)

    def take_back(self, office: Office, *_: int) -> None:
        """By whoever may, as they know; else by somebody who may not."""
        office = self._first(office, lambda roster, me: me in roster.lenders)
        members.take_back(office.profile, office.dossier)

    def readmit(self, office: Office, one: int, _: int) -> None:
        """Somebody comes back, or changes to a new computer."""
        member = self.member(one)
        if not self._world.spares:
            return
        invited = members.invite(
            office.profile,
            office.dossier,
            self._world.folder,
            person=Person(name="Again"),
            role=MemberRole.EXPERT,
            member=member,
            cost=KdfCost.FOR_TESTS,
        )
        self._come_in(invited)

    def add_computer(self, office: Office, *_: int) -> None:
        """Somebody takes a further computer."""
        if self._world.spares:
            file = members.add_computer(
                office.profile, office.dossier, self._world.folder, cost=KdfCost.FOR_TESTS
            )
            self._come_in(file)

    def make_reserve(self, office: Office, *_: int) -> None:
        """A reserve is put into the safe; those before are kept, and worth nothing."""
        made = members.make_reserve(
            office.profile, office.dossier, self._world.folder, cost=KdfCost.FOR_TESTS
        )
        self._world.reserves.append(made)

    def use_reserve(self, office: Office, one: int, other: int) -> None:
        """One of those in the safe, by a member, or by somebody whom nobody knows."""
        reserves = self._world.reserves
        if not reserves:
            return
        chosen = reserves[-1 - one % 2 % len(reserves)]
        if other % 2 and self._world.spares:
            self._come_in(chosen)
        else:
            office.join(chosen)
            self._world.memory(office).sealed()

    def decide(self, office: Office, one: int, other: int) -> None:
        """What waits is taken, or never."""
        found = people.people(office.profile, office.dossier).waiting
        if found:
            work = found[one % len(found)]
            members.decide(office.profile, office.dossier, work.sets, accept=bool(other % 2))

    def _come_in(self, file: ForCode) -> None:
        """With a profile that is in no dossier yet."""
        world = self._world
        newcomer = Office(name="Again", folder=world.spares[-1], clock=world.offices[0].clock)
        try:
            newcomer.join(file)
        except ExchangeRefused:
            newcomer.close()
            raise
        world.spares.pop()
        world.offices.append(newcomer)

    def _first(self, office: Office, is_one: Callable[[Roster, MemberId], bool]) -> Office:
        """This one, if they are one as they know; else the first who is; else this one."""
        for each in (office, *self._world.offices):
            roster = each.held().state.roster
            if roster.has_active(each.device.id) and is_one(roster, each.member):
                return each
        return office

    def _at(self, number: int) -> Office:
        return self._world.offices[number % len(self._world.offices)]
