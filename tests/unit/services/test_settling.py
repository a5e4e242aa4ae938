"""Two versions of an answer: what they come from, and which one stands in the end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event

from desktop_app.domain.keys import NodeKey, VersionId
from desktop_app.errors import BadArgument, StepRefused
from desktop_app.services import dossiers, settling
from desktop_app.services.response import Response
from desktop_app.services.settling import Conflict
from desktop_app.store import loading
from tests.builders.carrying import carry
from tests.builders.offices import Office

NAME, MODEL = NodeKey.parse("party_name"), "q_5_model"


@pytest.fixture
def bob(alice: Office, tmp_path: Path) -> Iterator[Office]:
    alice.answer("party_name", "The Kingdom")
    office = Office(name="Bob", folder=tmp_path / "bob").join(alice.invite(tmp_path))
    carry(office, alice)
    yield office
    office.close()


def opened(office: Office) -> Response:
    return dossiers.open_response(office.profile, office.dossier)


def conflicts(office: Office, response: Response) -> tuple[Conflict, ...]:
    return settling.conflicts(office.profile, office.dossier, response.unsettled.answers())


def keep(office: Office, response: Response) -> None:
    office.write(*response.take_pending())


def at_odds(alice: Office, bob: Office) -> Response:
    """Each has written twice on top of what both knew."""
    for office in (alice, bob):
        office.answer("party_name", f"half of what {office.name} says")
        office.declare()
        office.answer("party_name", f"what {office.name} says")
        office.declare()
    carry(bob, alice)
    return opened(alice)


def test_nothing_is_to_settle_where_nobody_disagrees(alice: Office, bob: Office) -> None:
    for office in (alice, bob):
        office.answer("party_name", "the same words")
    carry(bob, alice)
    assert opened(alice).unsettled.answers() == ()


def test_both_versions_are_shown_with_what_they_come_from(alice: Office, bob: Office) -> None:
    (conflict,) = conflicts(alice, at_odds(alice, bob))
    assert conflict.key == NAME
    assert {each.value for each in conflict.versions} == {
        "what Alice says",
        "what Bob says",
    }
    assert conflict.ancestor == "The Kingdom"


def test_what_they_come_from_is_found_as_fast_after_many_versions(
    alice: Office, bob: Office
) -> None:
    """As many questions to the store, however long the line behind both is."""
    key = NodeKey.parse("why_5")
    for number in range(20):
        alice.answer(str(key), f"version {number}")
        alice.declare()
    carry(alice, bob)
    for office in (alice, bob):
        office.answer(str(key), f"{office.name}'s reasons")
    carry(bob, alice)
    asked: list[object] = []
    with alice.profile.store.read() as transaction:
        event.listen(transaction, "after_cursor_execute", lambda *facts: asked.append(facts))
        current = [each.id for each in alice.load().versions[key]]
        assert loading.common_ancestor(transaction, current) == "version 19"
    assert len(asked) < 10


def test_two_that_come_from_nothing_have_no_ancestor(alice: Office, bob: Office) -> None:
    for office in (alice, bob):
        office.answer("why_5", f"{office.name}'s reasons")
    carry(bob, alice)
    found = settling.conflicts(alice.profile, alice.dossier, [NodeKey.parse("why_5")])
    assert [each.ancestor for each in found] == [""]


@pytest.mark.parametrize("whose", ["Alice", "Bob"])
def test_one_of_them_stands_and_all_stay_in_the_history(
    alice: Office, bob: Office, whose: str
) -> None:
    response = at_odds(alice, bob)
    (conflict,) = conflicts(alice, response)
    (chosen,) = [each for each in conflict.versions if each.value == f"what {whose} says"]
    settling.settle(response, conflict, keep=chosen.id)
    assert response.unsettled.answers() == ()
    keep(alice, response)
    assert alice.stands("party_name") == {f"what {whose} says"}
    carry(alice, bob)
    assert bob.stands("party_name") == {f"what {whose} says"}
    for office in (alice, bob):
        assert {"what Alice says", "what Bob says"} <= office.history("party_name")


def test_a_third_text_stands(alice: Office, bob: Office) -> None:
    response = at_odds(alice, bob)
    (conflict,) = conflicts(alice, response)
    settling.settle(response, conflict, value="what both say")
    keep(alice, response)
    assert alice.stands("party_name") == {"what both say"}
    assert opened(alice).unsettled.answers() == ()


def test_a_version_that_is_none_of_them_is_refused(alice: Office, bob: Office) -> None:
    response = at_odds(alice, bob)
    (conflict,) = conflicts(alice, response)
    with pytest.raises(BadArgument, match="unknown"):
        settling.settle(response, conflict, keep="f" * 32)
    assert response.take_pending() == ()
    assert response.unsettled.answers() == (NAME,)


def test_the_beginning_of_a_version_s_name_is_enough(alice: Office, bob: Office) -> None:
    response = at_odds(alice, bob)
    (conflict,) = conflicts(alice, response)
    chosen = next(each for each in conflict.versions if each.author == "Bob")
    settling.settle(response, conflict, keep=chosen.id[: settling.SHORTEST])
    assert response.state(NAME).value == "what Bob says"


def test_a_beginning_that_is_short_or_that_of_several_is_refused(
    alice: Office, bob: Office
) -> None:
    response = at_odds(alice, bob)
    (conflict,) = conflicts(alice, response)
    with pytest.raises(BadArgument, match="short"):
        settling.settle(response, conflict, keep=conflict.versions[0].id[:7])
    twins = tuple(
        replace(each, id=VersionId(f"{'ab' * 32}.{number}"))
        for number, each in enumerate(conflict.versions)
    )
    with pytest.raises(BadArgument, match="ambiguous"):
        settling.settle(response, replace(conflict, versions=twins), keep="ab" * 6)
    assert response.unsettled.answers() == (NAME,)


def test_a_text_that_the_questionnaire_does_not_take_is_refused(
    alice: Office, bob: Office
) -> None:
    for office, said in ((alice, "conspiracy"), (bob, "association")):
        office.answer(MODEL, said)
    carry(bob, alice)
    response = opened(alice)
    (conflict,) = conflicts(alice, response)
    with pytest.raises(StepRefused):
        settling.settle(response, conflict, value="no such choice")
    assert response.unsettled.answers() == (NodeKey.parse(MODEL),)


def test_whoever_settles_without_knowing_of_a_third_leaves_that_to_settle(
    alice: Office, bob: Office, tmp_path: Path
) -> None:
    """Nobody's words are settled away that were not seen."""
    response = at_odds(alice, bob)
    (conflict,) = conflicts(alice, response)
    settling.settle(response, conflict, value="what both say")
    keep(alice, response)
    bob.answer("party_name", "what Bob says now")
    carry(bob, alice)
    assert alice.stands("party_name") == {"what both say", "what Bob says now"}
    (conflict,) = conflicts(alice, opened(alice))
    assert conflict.ancestor == "what Bob says"
