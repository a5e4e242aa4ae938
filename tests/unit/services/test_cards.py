"""How far a card is, what it warns of, and when it may be called finished."""

from __future__ import annotations

import pytest

from desktop_app.domain.entries import CurrentVersion, Loaded, StatusSet, Wording, WordingLoaded
from desktop_app.domain.keys import VersionId
from desktop_app.domain.nodes import Answers
from desktop_app.domain.responses import CardWarning, Level, Status, WarningKind
from desktop_app.errors import AnswerNotFinished, UnknownReference
from tests.builders.responses import (
    first_row,
    inside,
    key,
    sample_response,
    with_conspiracy,
    with_instruments,
)

ASKED, WHY, EXAMPLES = key("q_5_conspiracy"), key("why_5"), key("examples_5")
CARD, LAWS = key("c_5_1_a_i"), key("laws_5")


def test_a_card_shows_its_reference_level_and_title() -> None:
    card = with_conspiracy().card(CARD)
    assert (card.reference, card.level, card.title) == (
        "Art. 5(1)(a)(i)",
        Level.REQUIRED,
        "Conspiracy",
    )


def test_a_card_of_the_front_matter_has_no_level() -> None:
    assert sample_response().card(key("q_party")).level is None


def test_what_is_no_card_is_refused_as_one() -> None:
    with pytest.raises(UnknownReference):
        sample_response().card(ASKED)


def test_a_card_shows_its_official_number_and_wording() -> None:
    official = (Wording(CARD.question, "en", "7", "Has your country criminalized …?"),)
    card = sample_response(official=official).card(CARD)
    assert (card.official_number, card.official_text) == (
        "7",
        "Has your country criminalized …?",
    )


def test_a_card_is_empty_while_its_main_question_is_blank() -> None:
    response = with_conspiracy("")
    response.set(EXAMPLES, "A case of 2019")
    assert response.card(CARD).status is Status.EMPTY


def test_white_space_is_no_answer() -> None:
    response = sample_response()
    response.set(key("party_name"), "  ")
    assert response.card(key("q_party")).status is Status.EMPTY


def test_an_answered_card_is_a_draft() -> None:
    assert with_conspiracy().card(CARD).status is Status.DRAFT


def test_information_not_available_is_an_answer() -> None:
    assert with_conspiracy("unknown").card(CARD).status is Status.DRAFT


def test_a_finished_card_says_so() -> None:
    response = with_conspiracy()
    response.set_status(CARD, Status.READY)
    assert response.card(CARD).status is Status.READY


def test_an_edit_inside_a_finished_card_makes_it_a_draft() -> None:
    response = with_conspiracy()
    response.set_status(CARD, Status.READY)
    response.set(EXAMPLES, "A case of 2019")
    assert response.card(CARD).status is Status.DRAFT


def test_a_hidden_draft_does_not_hold_a_card_back() -> None:
    response = with_conspiracy("part")
    response.set(WHY, "Attempts")
    response.set(ASKED, "unknown")
    response.set_status(CARD, Status.READY)
    assert response.card(CARD).status is Status.READY


def test_a_draft_that_comes_back_makes_its_card_a_draft() -> None:
    response = with_conspiracy("part")
    response.set(WHY, "Attempts")
    response.set(ASKED, "yes")
    response.set_status(CARD, Status.READY)
    response.set(ASKED, "no")
    assert response.card(CARD).status is Status.DRAFT


def test_a_card_without_a_main_question_goes_by_its_first_one() -> None:
    response = sample_response()
    row = first_row(response, "bodies")
    response.set(inside(row, "body_name"), "Ministry of Justice")
    assert response.card(key("q_bodies")).status is Status.DRAFT


def test_a_status_is_recorded_for_every_answer_that_applies() -> None:
    response = with_conspiracy()
    response.set(EXAMPLES, "A case of 2019")
    response.take_pending()
    response.set_status(CARD, Status.READY)
    entry = response.take_pending()[-1]
    assert isinstance(entry, StatusSet)
    assert len(entry.versions) == 2


def test_the_same_status_again_is_no_step() -> None:
    response = with_conspiracy()
    response.set_status(CARD, Status.READY)
    response.take_pending()
    assert not response.set_status(CARD, Status.READY).cards
    assert response.take_pending() == ()


def test_only_a_card_has_a_status() -> None:
    with pytest.raises(UnknownReference):
        with_conspiracy().set_status(ASKED, Status.READY)


def test_a_blank_card_cannot_be_finished() -> None:
    response = with_instruments("UNTOC")
    with pytest.raises(AnswerNotFinished) as refusal:
        response.set_status(key("c_5_1_a"), Status.READY)
    assert refusal.value.reason == "blank"


def test_a_broken_constraint_keeps_a_card_from_being_finished() -> None:
    response = with_conspiracy()
    year = inside(first_row(response, "laws_5"), "laws_5_year")
    response.set(year, "998")
    with pytest.raises(AnswerNotFinished) as refusal:
        response.set_status(CARD, Status.READY)
    assert (refusal.value.reason, refusal.value.ref) == ("broken", response.state(year).ref)


def test_a_missing_required_answer_keeps_a_card_from_being_finished() -> None:
    response = with_conspiracy("no")
    with pytest.raises(AnswerNotFinished) as refusal:
        response.set_status(CARD, Status.READY)
    assert (refusal.value.reason, refusal.value.ref) == ("blank", response.state(WHY).ref)


def test_what_is_broken_but_hidden_does_not_count() -> None:
    response = with_conspiracy()
    response.set(inside(first_row(response, "laws_5"), "laws_5_year"), "998")
    response.set(ASKED, "unknown")
    assert response.card(CARD).broken == ()


def test_a_yes_without_a_law_is_warned_of() -> None:
    warning = CardWarning(WarningKind.MISSING_LEGAL_REFERENCE, LAWS)
    assert with_conspiracy().card(CARD).warnings == (warning,)


def test_a_missing_law_does_not_keep_a_card_from_being_finished() -> None:
    response = with_conspiracy()
    response.set_status(CARD, Status.READY)
    assert response.card(CARD).warnings


def test_a_law_with_a_title_ends_the_warning() -> None:
    response = with_conspiracy()
    response.set(inside(first_row(response, "laws_5"), "laws_5_title"), "Penal Code")
    assert response.card(CARD).warnings == ()


def test_a_law_without_a_title_does_not() -> None:
    response = with_conspiracy()
    response.set(inside(first_row(response, "laws_5"), "laws_5_article"), "279")
    assert response.card(CARD).warnings


def test_a_no_needs_no_law() -> None:
    assert with_conspiracy("no").card(CARD).warnings == ()


def test_a_choice_that_is_no_longer_offered_is_warned_of() -> None:
    response = with_instruments("TIP")
    response.set(key("q_tip_acts"), "recruit move")
    response.set(key("q_tip_main"), "move")
    response.set(key("q_tip_acts"), "recruit")
    warning = CardWarning(WarningKind.STALE_CHOICE, key("q_tip_main"))
    assert response.card(key("c_tip_5")).warnings == (warning,)


def test_hidden_answers_of_a_card_are_counted() -> None:
    response = with_conspiracy("part")
    response.set(WHY, "Attempts")
    response.set(ASKED, "unknown")
    assert response.card(CARD).hidden_answers == 1


def test_loaded_answers_have_their_status() -> None:
    party = key("party_name")
    version = CurrentVersion(
        id=VersionId("a" * 32), value="Ruritania", status=Status.READY, author="m"
    )
    loaded = Loaded(answers=Answers(values={party: "Ruritania"}), versions={party: (version,)})
    assert sample_response(loaded=loaded).card(key("q_party")).status is Status.READY


def test_a_card_that_does_not_apply_is_empty_and_says_so() -> None:
    card = sample_response().card(CARD)
    assert (card.relevant, card.status) == (False, Status.EMPTY)


def test_official_wording_can_be_loaded_without_answering_again() -> None:
    response = with_conspiracy()
    wording = Wording(CARD.question, "en", "7", "Official words")
    edit = response.load_wording([wording])
    (entry,) = response.take_pending()
    assert isinstance(entry, WordingLoaded)
    assert (edit.cards, entry.wording) == (frozenset({CARD}), (wording,))
    assert response.card(CARD).official_number == "7"


def test_loaded_wording_wins_over_that_of_the_questionnaire() -> None:
    mine = Wording(CARD.question, "en", "8", "")
    loaded = Loaded(answers=Answers(), wording=(mine,))
    official = (Wording(CARD.question, "en", "7", ""), Wording(CARD.question, "fr", "7", ""))
    card = sample_response(loaded=loaded, official=official).card(CARD)
    assert card.official_number == "8"


def test_official_wording_of_another_language_is_better_than_none() -> None:
    official = (Wording(CARD.question, "fr", "7", "Mots officiels"),)
    assert sample_response(official=official).card(CARD).official_text == "Mots officiels"
