"""One office goes on with a newer questionnaire while others still answer the older one."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.upgrades import Reason
from desktop_app.errors import NotEntitled
from desktop_app.exchange import holding
from desktop_app.services.dossiers import find_dossier, open_response
from desktop_app.services.response import Response
from desktop_app.services.upgrading import upgrade_dossier
from tests.builders.later_packs import later_pack
from tests.builders.offices import Office
from tests.builders.responses import key
from tests.exchange.test_stories import agree, meet

MODEL, MAIN, WHY, EXAMPLES = "q_5_model", "q_5_conspiracy", "why_5", "examples_5"
CARD = key("c_5_1_a_i")


def opened(office: Office) -> Response:
    return open_response(office.profile, office.dossier)


def flags(office: Office) -> dict[str, set[Reason]]:
    """What an office is asked to look at again in the card of the example."""
    found = opened(office).card(CARD).flagged
    return {name.question: set(reasons) for name, reasons in found.items()}


def version(office: Office) -> int:
    return find_dossier(office.profile, office.dossier).pack.version


def is_sound(office: Office) -> bool:
    with office.profile.store.read() as transaction:
        found = holding.differences(transaction, office.dossier, office.profile.device)
    return found == ()


@pytest.fixture
def answered(alice: Office, bob: Office, stick: Path) -> tuple[Office, Office]:
    """Both hold the same answers, given under the first version."""
    alice.answer(MODEL, "conspiracy")
    alice.answer(MAIN, "part")
    bob.answer(WHY, "Some acts are not covered.")
    meet(alice, bob, stick=stick)
    assert agree(alice, bob)
    return alice, bob


def upgrade(office: Office, *changes: str, number: int = 2) -> None:
    upgrade_dossier(office.profile, office.dossier, later_pack(*changes, version=number))


def test_the_questionnaire_travels_with_the_upgrade(
    answered: tuple[Office, Office], stick: Path
) -> None:
    alice, bob = answered
    upgrade(alice, "reworded")
    meet(alice, bob, stick=stick)
    assert (version(alice), version(bob)) == (2, 2)
    assert agree(alice, bob)
    assert flags(alice) == flags(bob) == {MAIN: {Reason.WORDING}}


def test_what_was_answered_meanwhile_is_carried_over_and_flagged(
    answered: tuple[Office, Office], stick: Path
) -> None:
    alice, bob = answered
    upgrade(alice, "reworded")
    bob.answer(WHY, "Given before the newer version came.")
    bob.answer(MAIN, "no")
    meet(alice, bob, stick=stick)
    wanted = {MAIN: {Reason.WORDING, Reason.LATE}, WHY: {Reason.LATE}}
    assert flags(alice) == flags(bob) == wanted
    assert alice.values()[WHY] == "Given before the newer version came."
    assert is_sound(alice)
    assert is_sound(bob)


def test_whoever_looks_again_does_so_for_all(
    answered: tuple[Office, Office], stick: Path
) -> None:
    alice, bob = answered
    upgrade(alice, "reworded")
    bob.answer(WHY, "Given before the newer version came.")
    meet(alice, bob, stick=stick)
    response = opened(alice)
    response.confirm(CARD)
    alice.write(*response.take_pending())
    meet(alice, bob, stick=stick)
    assert flags(alice) == flags(bob) == {}
    assert agree(alice, bob)
    assert is_sound(bob)


def test_an_answer_given_after_the_upgrade_needs_no_second_look(
    answered: tuple[Office, Office], stick: Path
) -> None:
    alice, bob = answered
    upgrade(alice, "reworded")
    meet(alice, bob, stick=stick)
    bob.answer(MAIN, "no")
    meet(alice, bob, stick=stick)
    assert flags(alice) == flags(bob) == {}


def test_what_has_no_place_stays_with_everybody(
    answered: tuple[Office, Office], stick: Path
) -> None:
    alice, bob = answered
    bob.answer(EXAMPLES, "State v. Rudolf")
    meet(alice, bob, stick=stick)
    upgrade(alice, f"-{EXAMPLES}")
    meet(alice, bob, stick=stick)
    assert key(EXAMPLES) not in set(opened(bob).walk())
    assert bob.history(EXAMPLES) == alice.history(EXAMPLES) == {"State v. Rudolf"}
    upgrade(alice, number=3)
    meet(alice, bob, stick=stick)
    assert opened(bob).state(key(EXAMPLES)).value == "State v. Rudolf"


def test_an_expert_may_not(answered: tuple[Office, Office]) -> None:
    _, bob = answered
    with pytest.raises(NotEntitled):
        upgrade(bob, "reworded")
    assert version(bob) == 1
