"""Approving in one office while others write: locked, kept, shown, and never altered."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from desktop_app.domain.access import Bar
from desktop_app.domain.entries import Typed, new_id
from desktop_app.domain.keys import VersionId
from desktop_app.domain.members import MemberRole
from desktop_app.domain.responses import Status
from desktop_app.domain.submissions import Gap, Reopening
from desktop_app.errors import (
    ApprovalRefused,
    BadArgument,
    NotEntitled,
    StepRefused,
    UpgradeRefused,
)
from desktop_app.exchange.holding import settle
from desktop_app.services import clearing, dossiers, finalising, journal, members, upgrading
from desktop_app.services.completeness import completeness
from desktop_app.services.frozen import Frozen, frozen
from desktop_app.services.response import Response
from desktop_app.store import sets
from review_protocol.changes import RecordChange, RecordType
from review_protocol.digests import roster_digest
from review_protocol.names import ChangeId, SetId
from review_protocol.sets import SALT_SIZE, Draft, seal_set
from review_protocol.statements import Server
from tests.builders.carrying import carry
from tests.builders.later_packs import later_pack
from tests.builders.offices import Office
from tests.builders.responses import key
from tests.builders.signing import make_signing_key

MODEL, CONSPIRACY, WHY = key("q_5_model"), key("q_5_conspiracy"), key("why_5")
REASON = "The ministry answers the rest next year."


def opened(office: Office) -> Response:
    return dossiers.open_response(office.profile, office.dossier)


def keep(office: Office, response: Response) -> None:
    response.leave()
    journal.write(office.profile, office.dossier, response.take_pending())


def write(office: Office, **answers: str) -> None:
    """As the window does, step by step."""
    response = opened(office)
    for name, value in answers.items():
        response.set(key(name), value)
    keep(office, response)


def meet(*offices: Office) -> None:
    for one in offices:
        for other in offices:
            if one is not other:
                carry(one, other)


def content(office: Office, number: int = 1) -> Frozen:
    return frozen(office.profile, office.dossier, number)


@pytest.fixture
def both(alice: Office, bob: Office) -> tuple[Office, Office]:
    """Alice, the focal point, and Bob, a confirmed expert, with an answer that both hold."""
    alice.confirm(bob)
    write(alice, instruments="UNTOC", q_5_model="conspiracy", q_5_conspiracy="part")
    write(alice, why_5="Only attempts of some crimes")
    meet(alice, bob)
    return alice, bob


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


def test_all_replicas_have_the_same_content(both: tuple[Office, Office]) -> None:
    alice, bob = both
    finalising.approve_everything(alice.profile, alice.dossier, reason=REASON)
    meet(alice, bob)
    one, other = content(alice), content(bob)
    assert (one.form, one.answers, one.digest) == (other.form, other.answers, other.digest)
    assert one.is_as_approved
    assert other.is_as_approved
    assert one.approval == other.approval
    assert b"Only attempts of some crimes" in one.form
    assert b"Only attempts of some crimes" in one.answers


def test_what_was_written_without_knowing_is_kept_and_alters_nothing(
    both: tuple[Office, Office],
) -> None:
    alice, bob = both
    finalising.approve_everything(alice.profile, alice.dossier, reason=REASON)
    before = content(alice)
    write(bob, why_5="No attempts at all", examples_5="A case of 2019")
    meet(alice, bob)
    for office in both:
        response = opened(office)
        assert response.state(WHY).value == "No attempts at all"
        changed = {
            each.key: each for each in clearing.changed_answers(office.profile, office.dossier)
        }
        assert changed[WHY].approved == "Only attempts of some crimes"
        assert (changed[WHY].now, changed[WHY].author) == ("No attempts at all", "Bob")
        assert changed[key("examples_5")].is_new
        after = content(office)
        assert (after.form, after.answers) == (before.form, before.answers)
        assert after.is_as_approved
        assert b"No attempts" not in after.form + after.answers
        assert b"2019" not in after.form + after.answers
        assert office.is_sound()


def test_what_changed_is_approved_anew_or_brought_back(both: tuple[Office, Office]) -> None:
    alice, bob = both
    finalising.approve_everything(alice.profile, alice.dossier, reason=REASON)
    write(bob, why_5="No attempts at all", examples_5="A case of 2019")
    meet(alice, bob)
    finalising.reopen(alice.profile, alice.dossier, "Bob had more to say.")
    response = opened(alice)
    card = response.card_of(WHY)
    assert card is not None
    assert response.status(card) is Status.DRAFT
    changed = {
        each.key: each for each in clearing.changed_answers(alice.profile, alice.dossier)
    }
    clearing.bring_back(response, changed[WHY])
    keep(alice, response)
    assert alice.values()["why_5"] == "Only attempts of some crimes"
    assert opened(alice).status(card) is Status.CLEARED
    assert clearing.changed_answers(alice.profile, alice.dossier) == ()
    meet(alice, bob)
    assert bob.values()["why_5"] == "Only attempts of some crimes"
    assert "No attempts at all" in bob.history("why_5")


def test_reopening_lets_everybody_write_and_the_next_approval_has_the_next_number(
    both: tuple[Office, Office],
) -> None:
    alice, bob = both
    finalising.approve_everything(alice.profile, alice.dossier, reason=REASON)
    first = content(alice)
    finalising.reopen(alice.profile, alice.dossier, "A law was passed yesterday.")
    meet(alice, bob)
    write(bob, why_5="Covered since yesterday")
    meet(alice, bob)
    made = finalising.approve_everything(alice.profile, alice.dossier, reason=REASON)
    assert made.number == 2
    meet(alice, bob)
    for office in both:
        state = finalising.submission_state(office.profile, office.dossier)
        assert state.is_locked
        assert [each.number for each in state.approvals] == [1, 2]
        reopened = state.approvals[0].reopened
        assert reopened is not None
        assert (reopened.by, reopened.reason) == ("Alice", "A law was passed yesterday.")
        assert state.approvals[1].reopened is None
        assert (content(office, 1).form, content(office, 1).answers) == (
            first.form,
            first.answers,
        )
        assert b"Covered since yesterday" in content(office, 2).answers
    assert alice.export() == bob.export()
    exported = json.loads(alice.export())["records"]["approval"]
    assert exported["1"][0]["fields"]["why"] == "A law was passed yesterday."


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


def test_reopening_needs_a_lock_and_a_reason(both: tuple[Office, Office]) -> None:
    alice, _ = both
    with pytest.raises(ApprovalRefused, match="not-locked"):
        finalising.reopen(alice.profile, alice.dossier, "Because")
    finalising.approve_everything(alice.profile, alice.dossier, reason=REASON)
    with pytest.raises(BadArgument):
        finalising.reopen(alice.profile, alice.dossier, " \n")
    with pytest.raises(ApprovalRefused, match="locked"):
        finalising.approve_everything(alice.profile, alice.dossier, reason=REASON)
    with pytest.raises(BadArgument):
        content(alice, 2)


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


def test_a_row_removed_after_approval_is_approved_anew(both: tuple[Office, Office]) -> None:
    alice, bob = both
    response = opened(alice)
    row = response.add(key("laws_5")).changed.added[0].key
    title = key("laws_5_title", *row.instances)
    response.set(title, "Penal Code of 1998")
    keep(alice, response)
    meet(alice, bob)
    finalising.approve_everything(alice.profile, alice.dossier, reason=REASON)
    response = opened(bob)
    response.remove(row)
    keep(bob, response)
    meet(alice, bob)
    (changed,) = clearing.changed_answers(alice.profile, alice.dossier)
    assert (changed.key, changed.is_gone, changed.approved) == (
        title,
        True,
        "Penal Code of 1998",
    )
    response = opened(alice)
    assert clearing.shown_of(response, [changed]) == (changed,)
    gaps = completeness(response, changed=[changed.key]).of(Gap.CHANGED)
    assert [each.card for each in gaps] == [response.card_of(WHY)]
    assert b"Penal Code of 1998" in content(alice).answers
    finalising.reopen(alice.profile, alice.dossier, "A reference is gone.")
    response = opened(alice)
    card = response.card_of(WHY)
    assert card is not None
    response.set_status(card, Status.CLEARED)
    keep(alice, response)
    assert clearing.changed_answers(alice.profile, alice.dossier) == ()
    finalising.approve_everything(alice.profile, alice.dossier, reason=REASON)
    meet(alice, bob)
    assert b"Penal Code of 1998" not in content(bob, 2).answers
    assert b"Penal Code of 1998" in content(bob, 1).answers


def test_nothing_but_visible_answers_is_frozen(both: tuple[Office, Office]) -> None:
    alice, bob = both
    write(bob, q_6_approach="list", n_6="4711")
    write(bob, q_6_approach="all")
    alice.note("why_5", "Ask the court about it")
    at = alice.tick()
    texts = {
        "note": "Internal: the minister hesitates",
        "translation:fr": "En partie seulement",
    }
    for facet, text in texts.items():
        typed = Typed(
            key=WHY, value=text, version_id=VersionId(new_id()), started_at=at, at=at,
            closes=True, facet=facet,
        )  # fmt: skip
        alice.write(typed)
    meet(alice, bob)
    finalising.approve_everything(alice.profile, alice.dossier, reason=REASON)
    meet(alice, bob)
    made = content(bob)
    for hidden in (b"4711", b"Ask the court", b"the minister hesitates"):
        assert hidden not in made.form + made.answers
    read = json.loads(made.answers)
    assert (read["format"], read["version"], read["number"]) == ("review-desk-answers", 1, 1)
    found = {each["question"]: each for each in read["questions"]}
    assert found["c_5_1_a_i"]["answers"]["why_5"] == {
        "value": "Only attempts of some crimes",
        "translations": {"fr": "En partie seulement"},
    }
    assert found["c_5_1_a_i"]["reference"] == "Art. 5(1)(a)(i)"
    assert found["c_5_1_a_i"]["calculated"] == {"count_5": "1"}
    assert found["c_5_1_a_i"]["legal_references"] == []
    assert "c_tip_5" not in found


def receipt(alice: Office, type_: RecordType, subject: str, **fields: str) -> None:
    """What the secretariat's server says, in a set of its own."""
    office = make_signing_key("secretariat")
    held = alice.held()
    epoch, secret = next(iter(held.opened.keys.items()))
    assert epoch
    draft = Draft(
        dossier=SetId(alice.dossier),
        parents=held.state.heads,
        roster=roster_digest(held.state.statement_sets),
        salt=b"s" * SALT_SIZE,
        changes=((ChangeId("one"), RecordChange(type=type_, subject=subject, fields=fields)),),
    )
    sealed = seal_set(draft, office, secret)
    with alice.profile.store.begin() as transaction:
        sets.add_sets(transaction, alice.dossier, {sealed.id: sealed.data}, alice.tick())
        settle(transaction, alice.dossier, alice.device)


def test_once_there_is_a_receipt_only_the_secretariat_opens_it_again(
    both: tuple[Office, Office],
) -> None:
    alice, bob = both
    alice.declare(Server(secretariat=make_signing_key("secretariat").public))
    finalising.approve_everything(alice.profile, alice.dossier, reason=REASON)
    receipt(alice, RecordType.RECEIPT, "f" * 64, number="1")
    assert finalising.reopening_of(alice.profile, alice.dossier) is Reopening.ASK_SECRETARIAT
    with pytest.raises(ApprovalRefused, match="ask-secretariat"):
        finalising.reopen(alice.profile, alice.dossier, "A law was passed yesterday.")
    receipt(alice, RecordType.REOPENING, "e" * 64, number="1", granted="no", answer="Why?")
    assert opened(alice).access.bar is Bar.LOCKED
    receipt(alice, RecordType.REOPENING, "d" * 64, number="1", granted="yes", answer="Granted.")
    meet(alice, bob)
    for office in both:
        assert opened(office).access.bar is None
        (made,) = finalising.submission_state(office.profile, office.dossier).approvals
        assert made.reopened is not None
        assert (made.reopened.by_secretariat, made.reopened.reason) == (True, "Granted.")
    again = finalising.approve_everything(alice.profile, alice.dossier, reason=REASON)
    assert again.number == 2


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_done_what_was_approved_stays_as_it_was(
    both: tuple[Office, Office], seed: int
) -> None:
    alice, bob = both
    chance = Random(seed)
    made: dict[int, tuple[bytes, bytes]] = {}
    for step in range(14):
        office = chance.choice(both)
        deed = chance.choice(("write", "write", "write", "meet", "approve", "reopen"))
        try:
            if deed == "write":
                name, values = chance.choice(WRITTEN)
                write(office, **{name: f"{chance.choice(values)}"})
            elif deed == "meet":
                carry(alice, bob)
                carry(bob, alice)
            elif deed == "approve":
                number = finalising.approve_everything(
                    alice.profile, alice.dossier, reason=f"Step {step}"
                ).number
                made[number] = (content(alice, number).form, content(alice, number).answers)
            else:
                finalising.reopen(alice.profile, alice.dossier, f"Step {step}")
        except (ApprovalRefused, StepRefused):
            continue
    meet(alice, bob)
    meet(alice, bob)
    for office in both:
        assert office.is_sound()
        for number, was in made.items():
            found = content(office, number)
            assert (found.form, found.answers) == was
            assert found.is_as_approved
    assert alice.export() == bob.export()


WRITTEN = (
    ("q_5_conspiracy", ("yes", "part", "no")),
    ("why_5", ("One", "Two", "Three", "")),
    ("examples_5", ("A case", "Another case")),
    ("q_6_approach", ("all", "list")),
    ("party_name", ("Ruritania", "The Kingdom of Ruritania")),
)


def test_approving_a_question_is_kept_before_and_after_it_is_sealed(
    both: tuple[Office, Office],
) -> None:
    alice, bob = both
    response = opened(alice)
    card = response.card_of(WHY)
    assert card is not None
    response.set(key("examples_5"), "A case")
    response.set_status(card, Status.CLEARED)
    keep(alice, response)
    assert alice.is_sound()  # with what is pending
    response = opened(alice)
    assert response.status(card) is Status.CLEARED
    response.set(key("examples_5"), "Another case")  # before it was sealed
    keep(alice, response)
    assert alice.is_sound()
    (changed,) = clearing.changed_answers(alice.profile, alice.dossier)
    assert (changed.approved, changed.now) == ("A case", "Another case")
    meet(alice, bob)
    assert alice.is_sound()
    assert clearing.changed_answers(bob.profile, bob.dossier) == (changed,)
    assert opened(bob).status(card) is Status.DRAFT
