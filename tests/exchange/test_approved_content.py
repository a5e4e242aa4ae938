"""What was approved stays as it was, whatever is written afterwards; what changed is shown."""

from __future__ import annotations

import json
from random import Random

import pytest

from desktop_app.domain.entries import Typed, new_id
from desktop_app.domain.keys import VersionId
from desktop_app.domain.responses import Status
from desktop_app.domain.submissions import Gap
from desktop_app.errors import ApprovalRefused, StepRefused
from desktop_app.services import clearing, finalising
from desktop_app.services.completeness import completeness
from tests.builders.approving import REASON, WHY, content, keep, meet, opened, write
from tests.builders.carrying import carry
from tests.builders.offices import Office
from tests.builders.responses import key

WRITTEN = (
    ("q_5_conspiracy", ("yes", "part", "no")),
    ("why_5", ("One", "Two", "Three", "")),
    ("examples_5", ("A case", "Another case")),
    ("q_6_approach", ("all", "list")),
    ("party_name", ("Ruritania", "The Kingdom of Ruritania")),
)


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
    assert made
    for office in both:
        assert office.is_sound()
        for number, was in made.items():
            found = content(office, number)
            assert (found.form, found.answers) == was
            assert found.is_as_approved
    assert alice.export() == bob.export()


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
