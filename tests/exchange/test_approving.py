"""Approving in one office while others write: locked, and whose it is to approve."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.domain.access import Bar
from desktop_app.domain.members import MemberRole
from desktop_app.domain.responses import Status
from desktop_app.domain.submissions import Gap, Reopening
from desktop_app.errors import (
    ApprovalRefused,
    NotEntitled,
    StepRefused,
    UpgradeRefused,
)
from desktop_app.services import finalising, members, upgrading
from desktop_app.services.completeness import completeness
from tests.builders.approving import REASON, WHY, content, meet, opened, write
from tests.builders.later_packs import later_pack
from tests.builders.offices import Office
from tests.builders.responses import key


def test_an_approval_locks_here_and_with_the_others(both: tuple[Office, Office]) -> None:
    alice, bob = both
    made = finalising.approve_everything(alice.profile, alice.dossier, reason=REASON)
    assert (made.number, made.by, made.reason) == (1, "Alice", REASON)
    assert opened(bob).access.bar is None
    meet(alice, bob)
    for office in both:
        response = opened(office)
        assert response.access.bar is Bar.LOCKED
        card = response.card_of(WHY)
        assert card is not None
        steps: list[Callable[[], object]] = [
            lambda r=response: r.set(WHY, "Another"),  # type: ignore[misc]
            lambda r=response: r.clear(WHY),  # type: ignore[misc]
            lambda r=response, c=card: r.set_status(c, Status.DRAFT),  # type: ignore[misc]
            lambda r=response, c=card: r.set_status(c, Status.CLEARED),  # type: ignore[misc]
            lambda r=response: r.settle(WHY, "Another"),  # type: ignore[misc]
            lambda r=response: r.add(key("laws_5")),  # type: ignore[misc]
        ]
        for step in steps:
            with pytest.raises(StepRefused, match="locked"):
                step()
        assert response.undo() is None
        assert office.is_sound()
    assert finalising.reopening_of(alice.profile, alice.dossier) is Reopening.HERE
    assert finalising.reopening_of(bob.profile, bob.dossier) is Reopening.ASK_FOCAL_POINT


def test_only_the_focal_point_approves_and_reopens(both: tuple[Office, Office]) -> None:
    alice, bob = both
    card = opened(bob).card_of(WHY)
    assert card is not None
    for role in (MemberRole.EXPERT, MemberRole.DEPUTY, MemberRole.OBSERVER):
        if role is not MemberRole.EXPERT:
            members.set_role(alice.profile, alice.dossier, bob.member, role)
            meet(alice, bob)
        with pytest.raises((NotEntitled, StepRefused)):
            opened(bob).set_status(card, Status.CLEARED)
        with pytest.raises(NotEntitled):
            finalising.approve_everything(bob.profile, bob.dossier, reason=REASON)
        assert not finalising.submission_state(bob.profile, bob.dossier).may_approve
    finalising.approve_everything(alice.profile, alice.dossier, reason=REASON)
    meet(alice, bob)
    with pytest.raises(NotEntitled):
        finalising.reopen(bob.profile, bob.dossier, "Because")


def test_a_visible_conflict_blocks_and_a_hidden_one_does_not(
    both: tuple[Office, Office],
) -> None:
    alice, bob = both
    write(alice, why_5="Alice's reasons")
    write(bob, why_5="Bob's reasons")
    meet(alice, bob)
    response = opened(alice)
    card = response.card_of(WHY)
    assert card is not None
    with pytest.raises(StepRefused, match="to-settle"):
        response.set_status(card, Status.CLEARED)
    with pytest.raises(ApprovalRefused, match="to-settle"):
        finalising.approve_everything(alice.profile, alice.dossier, reason=REASON)
    gaps = completeness(response).of(Gap.TO_SETTLE)
    assert [each.node for each in gaps] == [WHY]
    write(alice, q_5_conspiracy="yes")
    assert not completeness(opened(alice)).is_blocked
    finalising.approve_everything(alice.profile, alice.dossier, reason=REASON)
    made = content(alice)
    assert b"reasons" not in made.form + made.answers


def test_it_needs_a_reason_while_something_is_missing(both: tuple[Office, Office]) -> None:
    alice, _ = both
    missing = completeness(opened(alice)).questions
    with pytest.raises(ApprovalRefused, match=f"incomplete: {len(missing)}"):
        finalising.approve_everything(alice.profile, alice.dossier, reason="  ")
    assert not finalising.submission_state(alice.profile, alice.dossier).is_locked
    made = finalising.approve_everything(alice.profile, alice.dossier, reason=REASON)
    assert made.missing == missing
    assert content(alice).missing == missing


def test_nothing_answered_is_nothing_to_approve(alice: Office) -> None:
    write(alice, party_name="", instruments="")
    with pytest.raises(ApprovalRefused, match="nothing"):
        finalising.approve_everything(alice.profile, alice.dossier, reason=REASON)


def test_a_locked_response_goes_on_with_no_other_questionnaire(
    both: tuple[Office, Office],
) -> None:
    alice, _ = both
    finalising.approve_everything(alice.profile, alice.dossier, reason=REASON)
    with pytest.raises(UpgradeRefused, match="locked"):
        upgrading.upgrade_dossier(alice.profile, alice.dossier, later_pack("reworded"))


def test_two_approvals_at_the_same_time_come_to_one(
    both: tuple[Office, Office], tmp_path: Path
) -> None:
    alice, bob = both
    twin = alice.twin(tmp_path / "twin")
    write(twin, why_5="Said at the other computer")
    finalising.approve_everything(alice.profile, alice.dossier, reason=REASON)
    finalising.approve_everything(twin.profile, twin.dossier, reason="Another reason")
    meet(alice, bob, twin)
    states = [
        finalising.submission_state(each.profile, each.dossier) for each in (alice, bob, twin)
    ]
    assert {each.approvals for each in states} == {states[0].approvals}
    (made,) = states[0].approvals
    assert made.is_doubled
    contents = [content(each) for each in (alice, bob, twin)]
    assert {(each.form, each.answers) for each in contents} == {
        (contents[0].form, contents[0].answers)
    }
    assert contents[0].is_as_approved
    finalising.reopen(alice.profile, alice.dossier, "One of us is enough.")
    meet(alice, bob, twin)
    assert all(opened(each).access.bar is None for each in (alice, bob, twin))
    assert finalising.approve_everything(twin.profile, twin.dossier, reason=REASON).number == 2
    twin.close()


def test_who_handed_over_approves_no_more(both: tuple[Office, Office], tmp_path: Path) -> None:
    alice, bob = both
    twin = alice.twin(tmp_path / "twin")
    members.hand_over(alice.profile, alice.dossier, bob.member)
    with pytest.raises(NotEntitled):
        finalising.approve_everything(alice.profile, alice.dossier, reason=REASON)
    finalising.approve_everything(twin.profile, twin.dossier, reason="Not told yet")
    meet(alice, bob, twin)
    for office in (alice, bob, twin):
        assert opened(office).access.bar is None
        assert finalising.submission_state(office.profile, office.dossier).approvals == ()
    made = finalising.approve_everything(bob.profile, bob.dossier, reason=REASON)
    assert (made.number, made.by) == (1, "Bob")
    meet(alice, bob)
    assert opened(alice).access.bar is Bar.LOCKED
    twin.close()
