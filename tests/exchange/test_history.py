"""The history of an answer is in the order of what came of what, whatever clocks say."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from desktop_app.domain.entries import Typed, new_id
from desktop_app.domain.keys import NodeKey, QuestionId, VersionId
from desktop_app.domain.members import MemberRole
from desktop_app.domain.responses import VersionInfo, VersionStanding
from desktop_app.forms.comparing import Questions
from desktop_app.services import dossiers, histories, journal, members, upgrading
from desktop_app.services.languages import form_language
from desktop_app.services.people import people
from desktop_app.services.questionnaires import definition_of
from desktop_app.store.sequence import sorted_by_cause
from tests.builders.approving import opened
from tests.builders.later_packs import later_pack
from tests.builders.offices import Office
from tests.builders.responses import key
from tests.exchange.test_stories import meet

WHY = "why_5"


def latest_first(office: Office) -> list[str]:
    found = journal.history(office.profile, office.dossier, NodeKey.parse(WHY))
    return [each.value for each in found]


def answer_fast(office: Office, *texts: str) -> None:
    """Several versions within one second, each in the place of the one before."""
    start = office.tick().replace(microsecond=0)
    for number, text in enumerate(texts):
        at = start + timedelta(milliseconds=100 * (number + 1))
        current = office.load().versions.get(NodeKey.parse(WHY), ())
        office.write(
            Typed(
                key=NodeKey.parse(WHY),
                value=text,
                version_id=VersionId(new_id()),
                replaces=tuple(each.id for each in current),
                started_at=at,
                at=at,
                closes=True,
            )
        )


@pytest.mark.parametrize("attempt", range(4))  # ids are random: by them it would fail
def test_versions_of_one_second_keep_their_order_when_sealed(
    alice: Office, attempt: int
) -> None:
    texts = ["first", "second", "third", "fourth"]
    answer_fast(alice, *texts)
    before = latest_first(alice)
    alice.declare()
    assert before == latest_first(alice) == texts[::-1]


@pytest.mark.parametrize("attempt", range(3))
def test_versions_of_one_second_of_two_people(
    alice: Office, bob: Office, stick: Path, attempt: int
) -> None:
    meet(alice, bob, stick=stick)
    moment = alice.clock.now
    for number in range(3):
        alice.clock.now = bob.clock.now = moment
        alice.answer(WHY, f"Alice {number}")
        bob.receive(alice.send(stick))
        alice.clock.now = bob.clock.now = moment
        bob.answer(WHY, f"Bob {number}")
        alice.receive(bob.send(stick))
    wanted = ["Bob 2", "Alice 2", "Bob 1", "Alice 1", "Bob 0", "Alice 0"]
    assert latest_first(alice) == latest_first(bob) == wanted


def test_a_clock_wrong_by_years_does_not_turn_the_order_round(
    alice: Office, bob: Office, stick: Path
) -> None:
    meet(alice, bob, stick=stick)
    bob.clock.pass_by(days=9000)
    bob.answer(WHY, "Bob, from the future")
    alice.receive(bob.send(stick))
    alice.answer(WHY, "Alice, who had read it")
    bob.receive(alice.send(stick))
    wanted = ["Alice, who had read it", "Bob, from the future"]
    assert latest_first(alice) == latest_first(bob) == wanted


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        ({}, [0, 1, 2]),
        ({0: {2}}, [1, 2, 0]),
        ({0: {1}, 1: {2}}, [2, 1, 0]),
        ({0: {1}, 1: {0}}, [2, 0, 1]),
    ],
)
def test_numbers_are_sorted_by_cause(before: dict[int, set[int]], wanted: list[int]) -> None:
    assert sorted_by_cause(3, before) == wanted


def infos(office: Office, answer: str = WHY) -> list[VersionInfo]:
    return list(journal.history(office.profile, office.dossier, NodeKey.parse(answer)))


def test_what_waits_and_what_was_refused_says_so_and_why(
    alice: Office, bob: Office, stick: Path
) -> None:
    alice.confirm(bob)
    meet(alice, bob, stick=stick)
    members.set_role(alice.profile, alice.dossier, bob.member, MemberRole.OBSERVER)
    bob.answer(WHY, "written before he knew")
    meet(alice, bob, stick=stick)
    (version,) = infos(alice)
    assert (version.standing, version.reason) == (VersionStanding.WAITING, "demoted")
    assert not version.is_current
    waiting = people(alice.profile, alice.dossier).waiting[0].sets
    members.decide(alice.profile, alice.dossier, waiting, accept=False)
    (version,) = infos(alice)
    assert (version.standing, version.reason) == (VersionStanding.REFUSED, "rejected")


def test_what_a_member_wrote_is_shown_as_not_confirmed_until_they_are(
    alice: Office, bob: Office, stick: Path
) -> None:
    bob.answer(WHY, "by somebody new")
    bob.answer("party_name", "by somebody new")
    alice.answer("party_name", "by Alice")
    assert infos(bob)[0].is_unconfirmed
    alice.receive(bob.send(stick))
    (version,) = infos(alice)
    assert version.is_unconfirmed
    assert [each.is_unconfirmed for each in infos(alice, "party_name")].count(True) == 1
    assert set(alice.load().unconfirmed.values()) == {"Bob"}
    response = opened(alice)
    response.set(key("instruments"), "UNTOC")
    response.set(key("q_5_model"), "conspiracy")
    response.set(key("q_5_conspiracy"), "part")
    card = response.card_of(key(WHY))
    assert card is not None
    assert response.card(card).unconfirmed == ("Bob",)
    response.set(key(WHY), "Alice's own words")
    assert response.card(card).unconfirmed == ()
    alice.confirm(bob)
    assert not infos(alice)[0].is_unconfirmed
    assert alice.load().unconfirmed == {}


def test_answers_of_removed_rows_and_dropped_questions_can_be_read(
    alice: Office, bob: Office, stick: Path
) -> None:
    alice.confirm(bob)
    alice.answer("examples_5", "State v. Rudolf")
    alice.add("bodies@r1")
    alice.answer("body_name@r1", "The ministry")
    alice.answer("body_name@r1", "The ministry of justice")
    alice.drop("bodies@r1")
    pack = later_pack("-examples_5")
    upgrading.upgrade_dossier(alice.profile, alice.dossier, pack)
    meet(alice, bob, stick=stick)
    for office in (alice, bob):
        known = histories.answered(office.profile, office.dossier)
        gone = known.difference(opened(office).walk())
        found = {
            str(each.key): each
            for each in histories.gone_answers(office.profile, office.dossier, gone, "fr")
        }
        assert set(found) == {"body_name@r1", "examples_5"}
        row, dropped = (found[name] for name in sorted(found))
        assert (row.is_dropped, dropped.is_dropped) == (False, True)
        assert dropped.versions[0].value == "State v. Rudolf"
        assert dropped.label != "examples_5"
        assert row.versions[0].value == "The ministry of justice"
        assert len(row.versions) == (2 if office is alice else 1)


def test_what_was_chosen_reads_as_people_read_it(alice: Office) -> None:
    pack = dossiers.pack_of(alice.profile, alice.dossier)
    questions = Questions(definition_of(alice.profile, pack))
    french = form_language(questions.languages, "fr")
    assert french is not None
    model, name = QuestionId("q_5_model"), QuestionId("party_name")
    assert questions.in_words(model, "conspiracy gone", french) == "Entente, gone"
    assert questions.in_words(name, "as it is", french) == "as it is"
