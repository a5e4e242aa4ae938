"""What people do about members, told with two or three offices and the files between them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from desktop_app.cli.exchange_wording import tally_lines
from desktop_app.cli.wording import sentence
from desktop_app.domain.access import Bar
from desktop_app.domain.exchanges import Tally, both
from desktop_app.domain.keys import NodeKey, QuestionId
from desktop_app.domain.members import MemberDeed, MemberRole, Person, ReserveTrial
from desktop_app.errors import BadArgument, ExchangeRefused, NotEntitled
from desktop_app.exchange.holding import differences
from desktop_app.services import invitations, members, packages
from desktop_app.services.access import access_of
from desktop_app.services.people import find_member, people
from desktop_app.ui.exchange.words import afterwards_words
from desktop_app.ui.people.words import state_words
from review_protocol.costs import KdfCost
from tests.builders.carrying import carry
from tests.builders.offices import Office

CHEAP = KdfCost.FOR_TESTS


def invite(alice: Office, stick: Path, name: str, role: MemberRole) -> invitations.ForCode:
    return members.invite(
        alice.profile, alice.dossier, stick, person=Person(name=name), role=role, cost=CHEAP
    )


def role_of(office: Office, other: Office) -> MemberRole:
    found = people(office.profile, office.dossier).members
    return next(each.role for each in found if each.id == other.member)


def test_who_founds_is_focal_point_and_may_do_all_that_needs_one(alice: Office) -> None:
    found = people(alice.profile, alice.dossier)
    (me,) = found.members
    assert (me.is_me, me.role, me.person.name) == (True, MemberRole.FOCAL_POINT, "Alice")
    assert MemberDeed.INVITE in found.deeds
    assert MemberDeed.TAKE_OVER not in found.deeds


def test_an_invitation_is_listed_until_somebody_joins(alice: Office, stick: Path) -> None:
    invited = invite(alice, stick, "B. Expert", MemberRole.EXPERT)
    (shown,) = people(alice.profile, alice.dossier).invited
    assert (shown.name, shown.role, shown.joined) == ("B. Expert", MemberRole.EXPERT, ())
    bob = Office(name="Bob", folder=stick / "bob").join(invited)
    alice.receive(bob.send(stick))
    (shown,) = people(alice.profile, alice.dossier).invited
    assert shown.joined == (bob.member,)
    bob.close()


def test_a_member_is_confirmed(alice: Office, bob: Office, stick: Path) -> None:
    alice.receive(bob.send(stick))
    assert find_member(alice.profile, alice.dossier, "Bob").is_provisional
    members.confirm(alice.profile, alice.dossier, bob.member)
    assert not find_member(alice.profile, alice.dossier, "Bob").is_provisional
    bob.receive(alice.send(stick))
    assert not find_member(bob.profile, bob.dossier, "Bob").is_provisional


def test_confirming_twice_is_refused(alice: Office, bob: Office, stick: Path) -> None:
    alice.receive(bob.send(stick))
    members.confirm(alice.profile, alice.dossier, bob.member)
    with pytest.raises(BadArgument, match="nothing-to-confirm"):
        members.confirm(alice.profile, alice.dossier, bob.member)


@pytest.mark.parametrize(
    "deed",
    [
        lambda bob, alice: members.remove(bob.profile, bob.dossier, alice.member),
        lambda bob, alice: members.confirm(bob.profile, bob.dossier, alice.member),
        lambda bob, alice: members.hand_over(bob.profile, bob.dossier, alice.member),
        lambda bob, _: members.take_over(bob.profile, bob.dossier),
        lambda bob, _: members.take_back(bob.profile, bob.dossier),
        lambda bob, alice: members.restrict(bob.profile, bob.dossier, alice.member, None),
        lambda bob, alice: members.describe(
            bob.profile, bob.dossier, alice.member, Person(name="Somebody")
        ),
    ],
)
def test_an_expert_may_not(alice: Office, bob: Office, deed: object) -> None:
    before = len(bob.held().sealed)
    with pytest.raises(NotEntitled):
        deed(bob, alice)  # type: ignore[operator]  # one of the above
    assert len(bob.held().sealed) == before


def test_a_removed_member_reads_nothing_written_since(
    alice: Office, bob: Office, stick: Path
) -> None:
    alice.receive(bob.send(stick))
    members.remove(alice.profile, alice.dossier, bob.member)
    alice.answer("party_name", "after Bob had gone")
    for id_ in alice.held().state.heads:
        sealed_since = next(each for each in alice.held().sealed if each.id == id_)
        assert sealed_since.changes is not None
    assert find_member(alice.profile, alice.dossier, "Bob").is_removed


def test_what_a_removed_member_wrote_meanwhile_waits(
    alice: Office, bob: Office, stick: Path
) -> None:
    alice.receive(bob.send(stick))
    members.remove(alice.profile, alice.dossier, bob.member)
    bob.answer("party_name", "Bob's last word")
    alice.receive(bob.send(stick))
    (work,) = people(alice.profile, alice.dossier).waiting
    assert (work.author_name, work.changes[0].text) == ("Bob", "Bob's last word")
    assert alice.values().get("party_name") != "Bob's last word"
    members.decide(alice.profile, alice.dossier, work.sets, accept=True)
    assert people(alice.profile, alice.dossier).waiting == ()
    assert "Bob's last word" in alice.stands("party_name")


def test_the_focal_point_hands_over_and_takes_back(
    alice: Office, bob: Office, stick: Path
) -> None:
    alice.receive(bob.send(stick))
    members.confirm(alice.profile, alice.dossier, bob.member)
    members.hand_over(alice.profile, alice.dossier, bob.member, until=date(2026, 12, 1))
    bob.receive(alice.send(stick))
    assert role_of(bob, bob) is MemberRole.FOCAL_POINT
    assert role_of(bob, alice) is MemberRole.EXPERT
    assert people(bob.profile, bob.dossier).until == date(2026, 12, 1)
    members.take_back(alice.profile, alice.dossier)
    bob.receive(alice.send(stick))
    assert role_of(bob, alice) is MemberRole.FOCAL_POINT


@pytest.fixture(params=["Pacific/Kiritimati", "Asia/Riyadh", "UTC", "Pacific/Pago_Pago"])
def zone(request: pytest.FixtureRequest) -> Iterator[str]:
    """The computer is somewhere in the world; afterwards where it was."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", request.param)
        time.tzset()
        yield request.param
    time.tzset()


def test_the_day_of_a_hand_over_is_the_one_that_was_meant_wherever_it_is_read(
    alice: Office, bob: Office, zone: str
) -> None:
    alice.confirm(bob)
    members.hand_over(alice.profile, alice.dossier, bob.member, until=date(2027, 3, 31))
    found = people(alice.profile, alice.dossier)
    assert found.until == date(2027, 3, 31)
    (successor,) = [each for each in found.members if each.id == found.focal_point]
    assert state_words(successor, found).endswith("until 31 March 2027")


def test_nobody_hands_over_until_a_day_that_is_over(alice: Office, bob: Office) -> None:
    alice.confirm(bob)
    yesterday = (alice.clock() - timedelta(days=2)).date()
    with pytest.raises(BadArgument, match="over"):
        members.hand_over(alice.profile, alice.dossier, bob.member, until=yesterday)


def test_the_deputy_takes_over(alice: Office, bob: Office, stick: Path) -> None:
    alice.receive(bob.send(stick))
    members.confirm(alice.profile, alice.dossier, bob.member)
    members.set_role(alice.profile, alice.dossier, bob.member, MemberRole.DEPUTY)
    bob.receive(alice.send(stick))
    assert MemberDeed.TAKE_OVER in people(bob.profile, bob.dossier).deeds
    members.take_over(bob.profile, bob.dossier)
    assert role_of(bob, bob) is MemberRole.FOCAL_POINT


def test_a_second_computer_takes_part_as_the_same_member(alice: Office, stick: Path) -> None:
    alice.answer("party_name", "from the first computer")
    made = members.add_computer(alice.profile, alice.dossier, stick, cost=CHEAP)
    second = Office(name="Alice", folder=stick / "second").join(made)
    assert second.values()["party_name"] == "from the first computer"
    second.answer("party_name", "from the second computer")
    alice.receive(second.send(stick))
    assert alice.values()["party_name"] == "from the second computer"
    (me,) = people(alice.profile, alice.dossier).members
    assert len(me.computers) == 2
    alice.answer("party_name", "from the first computer again")
    second.receive(alice.send(stick))
    assert second.values()["party_name"] == "from the first computer again"
    second.close()
    second.reopen()
    second.answer("party_name", "after it had been locked")
    assert people(second.profile, second.dossier).me == me.id
    second.close()


def test_a_lost_computer_is_taken_out(alice: Office, stick: Path) -> None:
    made = members.add_computer(alice.profile, alice.dossier, stick, cost=CHEAP)
    second = Office(name="Alice", folder=stick / "second").join(made)
    lost = second.profile.device_for(second.dossier).id
    members.remove_computer(alice.profile, alice.dossier, lost)
    (me,) = people(alice.profile, alice.dossier).members
    assert [each.is_removed for each in me.computers if each.id == lost] == [True]
    with pytest.raises(BadArgument, match="last-of-focal-point"):
        members.remove_computer(alice.profile, alice.dossier, alice.profile.device.id)
    second.close()


def test_the_reserve_from_the_safe_makes_a_focal_point(alice: Office, stick: Path) -> None:
    alice.answer("party_name", "written before the safe was opened")
    reserve = members.make_reserve(alice.profile, alice.dossier, stick, cost=CHEAP)
    assert people(alice.profile, alice.dossier).has_reserve
    heir = Office(name="Heir", folder=stick / "heir").join(reserve)
    assert role_of(heir, heir) is MemberRole.FOCAL_POINT
    assert heir.values()["party_name"] == "written before the safe was opened"
    alice.receive(heir.send(stick))
    assert role_of(alice, alice) is MemberRole.EXPERT
    heir.close()


def test_who_decides_now_and_who_is_out_is_told_before_it_is_taken_in(
    alice: Office, bob: Office, carol: Office, stick: Path
) -> None:
    alice.confirm(bob)
    bob.receive(alice.send(stick))
    members.hand_over(alice.profile, alice.dossier, bob.member)
    bob.receive(alice.send(stick))
    members.remove(bob.profile, bob.dossier, alice.member)
    file = bob.send(stick)
    plan = carol.plan(file)
    assert (plan.tally.focal_point, plan.tally.removed) == ("Bob", ("Alice",))
    told = ["Bob is the focal point from then on.", "No member any more: Alice."]
    assert set(told) <= {*tally_lines(plan.tally)}
    assert [each.replace("\u2068", "").replace("\u2069", "") for each in told] == [
        each.replace("\u2068", "").replace("\u2069", "")
        for each in afterwards_words(plan.tally)[:2]
    ]
    assert carol.receive(file).tally == plan.tally
    (noted, *_) = packages.log(carol.profile, carol.dossier)
    assert noted.tally == plan.tally
    again = both(plan.tally, Tally(answers=2))
    assert (again.focal_point, again.removed) == ("Bob", ("Alice",))


def test_who_lost_a_computer_comes_back_with_another(
    alice: Office, bob: Office, stick: Path
) -> None:
    bob.answer("party_name", "written before the computer was lost")
    alice.receive(bob.send(stick))
    back = members.invite(
        alice.profile,
        alice.dossier,
        stick,
        person=Person(name="Bob"),
        role=MemberRole.EXPERT,
        member=bob.member,
        cost=CHEAP,
    )
    again = Office(name="Bob", folder=stick / "bob-again").join(back)
    assert again.member == bob.member
    assert "written before the computer was lost" in again.history("party_name")
    again.close()


def test_a_restricted_expert_s_other_answers_are_refused(
    alice: Office, bob: Office, stick: Path
) -> None:
    alice.receive(bob.send(stick))
    only = [QuestionId("party_name")]
    members.restrict(alice.profile, alice.dossier, bob.member, only)
    bob.receive(alice.send(stick))
    restricted = find_member(bob.profile, bob.dossier, "Bob").restricted_to
    assert restricted == frozenset({"party_name"})
    bob.answer("party_name", "within the part")
    bob.answer("review_start", "2026-01-01")
    alice.receive(bob.send(stick))
    assert alice.values()["party_name"] == "within the part"
    assert "2026-01-01" not in alice.stands("review_start")


def test_the_office_is_not_held_from_a_computer_that_nobody_confirmed(
    alice: Office, bob: Office, tmp_path: Path, stick: Path
) -> None:
    """What counts for nobody is neither offered nor written there."""
    members.confirm(alice.profile, alice.dossier, bob.member)
    members.restrict(alice.profile, alice.dossier, bob.member, [QuestionId("why_5")])
    invited = alice.invite(stick, back=bob.member)
    again = Office(name="Bob", folder=tmp_path / "again").join(invited)
    alice.receive(again.send(stick))
    members.hand_over(alice.profile, alice.dossier, bob.member)
    again.receive(alice.send(stick))
    assert people(again.profile, again.dossier).focal_point == bob.member

    access = access_of(again.profile, again.dossier)
    assert access.objection(NodeKey.parse("party_name")) is Bar.NOT_YOUR_PART
    assert access.objection(NodeKey.parse("why_5")) is None
    assert people(again.profile, again.dossier).deeds == {MemberDeed.ADD_COMPUTER}
    with pytest.raises(NotEntitled, match="invite"):
        invite(again, stick, "Carol", MemberRole.EXPERT)
    again.close()


def test_an_invitation_needs_a_name(alice: Office, stick: Path) -> None:
    with pytest.raises(BadArgument, match="empty"):
        invite(alice, stick, "  ", MemberRole.EXPERT)


@pytest.mark.parametrize("wanted", ["Nobody", ""])
def test_a_member_who_is_not_there_is_unknown(alice: Office, wanted: str) -> None:
    with pytest.raises(BadArgument, match="unknown"):
        find_member(alice.profile, alice.dossier, wanted)


def test_a_restriction_is_replaced_and_lifted(alice: Office, bob: Office) -> None:
    carry(bob, alice)
    one, two = QuestionId("one"), QuestionId("two")
    for questions in ([one, two], [two], None):
        members.restrict(alice.profile, alice.dossier, bob.member, questions)
        found = people(alice.profile, alice.dossier).members
        wanted = None if questions is None else frozenset(questions)
        assert [each.restricted_to for each in found if each.id == bob.member] == [wanted]
        with alice.profile.store.read() as transaction:
            assert not differences(transaction, alice.dossier, alice.profile.device)


def test_a_reserve_that_was_replaced_says_so(alice: Office, bob: Office, stick: Path) -> None:
    first = members.make_reserve(alice.profile, alice.dossier, stick / "1.rdexch", cost=CHEAP)
    members.make_reserve(alice.profile, alice.dossier, stick / "2.rdexch", cost=CHEAP)
    bob.receive(alice.send(stick))
    with pytest.raises(ExchangeRefused) as refused:
        bob.join(first)
    assert refused.value.reason == "void-reserve"
    assert "a later reserve took its place" in sentence(refused.value)


def test_a_reserve_is_tried_without_being_used(alice: Office, stick: Path) -> None:
    first = members.make_reserve(alice.profile, alice.dossier, stick / "1.rdexch", cost=CHEAP)
    second = members.make_reserve(alice.profile, alice.dossier, stick / "2.rdexch", cost=CHEAP)
    before = len(alice.held().sealed)
    tried = [
        members.try_reserve(alice.profile, alice.dossier, made.sent.files[0], made.code)
        for made in (first, second, alice.invite(stick))
    ]
    assert tried == [ReserveTrial.REPLACED, ReserveTrial.WORKS, ReserveTrial.NO_RESERVE]
    assert len(alice.held().sealed) == before + 1  # the invitation
