"""A live response: what a step changes in its cards, and which entries it leaves."""

from __future__ import annotations

import pytest

from desktop_app.domain.entries import InstanceAdded, InstanceRemoved, Typed
from desktop_app.domain.nodes import Facet
from desktop_app.domain.responses import Status
from desktop_app.errors import StepRefused, UnknownReference
from tests.builders.responses import (
    first_row,
    inside,
    key,
    sample_response,
    with_conspiracy,
    with_instruments,
)

MODEL, ASKED, WHY = key("q_5_model"), key("q_5_conspiracy"), key("why_5")
CARD = key("c_5_1_a_i")


def test_parts_come_in_order_with_their_articles() -> None:
    parts = sample_response().parts()
    assert [(part.code, [a.number for a in part.articles]) for part in parts] == [
        ("front", [""]),
        ("UNTOC", ["5", "6"]),
        ("TIP", ["5"]),
    ]


def test_a_part_does_not_apply_until_its_instrument_is_in_force() -> None:
    assert [part.relevant for part in sample_response().parts()] == [True, False, False]


def test_a_part_applies_as_soon_as_its_instrument_is_in_force() -> None:
    response = with_instruments("TIP")
    assert [part.relevant for part in response.parts()] == [True, False, True]


def test_an_article_lists_its_cards() -> None:
    article = sample_response().article(key("untoc_5"))
    assert (article.title, article.cards) == (
        "Participation in an organized criminal group",
        (key("c_5_1_a"), CARD),
    )


def test_a_group_that_is_no_article_is_refused_as_one() -> None:
    with pytest.raises(UnknownReference):
        sample_response().article(CARD)


def test_a_node_knows_its_card() -> None:
    assert sample_response().card_of(WHY) == CARD


def test_a_node_in_a_new_row_knows_its_card() -> None:
    response = with_conspiracy()
    row = response.add(key("laws_5")).changed.added[0].key
    assert response.card_of(inside(row, "laws_5_title")) == CARD


def test_a_page_is_in_no_card() -> None:
    assert sample_response().card_of(key("untoc_5")) is None


def test_a_step_names_the_cards_it_may_have_changed() -> None:
    response = with_instruments("UNTOC")
    assert response.set(MODEL, "conspiracy").cards == {key("c_5_1_a"), CARD}


def test_setting_what_is_there_already_changes_nothing() -> None:
    response = with_conspiracy()
    edit = response.set(ASKED, "yes")
    assert (bool(edit.changed), edit.cards, response.take_pending()) == (
        False,
        frozenset(),
        (),
    )


def test_flipping_a_gate_counts_the_answers_it_hides() -> None:
    response = with_conspiracy("part")
    response.set(WHY, "Attempts")
    response.set(inside(first_row(response, "laws_5"), "laws_5_title"), "Penal Code")
    assert response.set(ASKED, "unknown").hidden_now == 2


def test_flipping_it_back_counts_the_answers_it_brings_back() -> None:
    response = with_conspiracy("part")
    response.set(WHY, "Attempts")
    response.set(ASKED, "unknown")
    assert response.set(ASKED, "no").shown_again == 1


def test_hidden_answers_are_kept() -> None:
    response = with_conspiracy("part")
    response.set(WHY, "Attempts")
    response.set(ASKED, "unknown")
    state = response.state(WHY)
    assert (state.relevant, state.value) == (False, "Attempts")


def test_a_hidden_part_counts_its_answers_too() -> None:
    response = with_conspiracy("part")
    assert response.set(key("instruments"), "TIP").hidden_now == 2


def test_a_refused_step_leaves_nothing_behind() -> None:
    response = with_conspiracy()
    before = response.undo_label()
    with pytest.raises(StepRefused):
        response.set(ASKED, "perhaps")
    assert (response.take_pending(), response.undo_label()) == ((), before)


def test_a_value_that_the_form_writes_along_is_recorded_too() -> None:
    response = with_instruments("UNTOC")
    response.set(key("q_6_approach"), "list")
    entries = [entry for entry in response.take_pending() if isinstance(entry, Typed)]
    assert {entry.key: entry.value for entry in entries} == {
        key("q_6_approach"): "list",
        key("changed_6"): "set list",
    }


def test_adding_a_row_leaves_an_entry_with_its_order() -> None:
    response = with_conspiracy()
    added = response.add(key("laws_5")).changed.added[0]
    (entry,) = response.take_pending()
    assert isinstance(entry, InstanceAdded)
    assert (entry.key, entry.order) == (added.key, added.order)


def test_removing_a_row_leaves_an_entry_with_what_it_saw() -> None:
    response = with_conspiracy()
    row = first_row(response, "laws_5")
    response.set(inside(row, "laws_5_title"), "Penal Code")
    response.remove(row)
    typed, removed = response.take_pending()
    assert isinstance(typed, Typed)
    assert isinstance(removed, InstanceRemoved)
    assert (typed.closes, removed.saw) == (True, (typed.version_id,))


def test_a_removed_row_is_no_longer_counted() -> None:
    response = with_conspiracy()
    row = first_row(response, "laws_5")
    response.set(inside(row, "laws_5_title"), "Penal Code")
    response.remove(row)
    assert response.set(ASKED, "no").hidden_now == 0


def test_what_is_no_instance_is_not_removed() -> None:
    with pytest.raises(StepRefused):
        sample_response().remove(CARD)


def test_the_form_itself_is_not_removed() -> None:
    response = sample_response()
    with pytest.raises(StepRefused):
        response.remove(response.form.root)


def test_entries_that_could_not_be_written_come_again() -> None:
    response = with_instruments("UNTOC")
    response.set(MODEL, "conspiracy")
    entries = response.take_pending()
    response.give_back(entries)
    assert response.take_pending() == entries


def test_leaving_an_answer_closes_its_version() -> None:
    response = with_instruments("UNTOC")
    response.set(MODEL, "conspiracy")
    response.leave(MODEL)
    (entry,) = response.take_pending()
    assert isinstance(entry, Typed)
    assert entry.closes


def test_another_language_renames_parts_and_cards() -> None:
    response = sample_response()
    response.card(CARD)
    edit = response.use_language("French (fr)")
    assert Facet.TEXT in edit.changed.nodes[ASKED]
    assert response.state(ASKED).label.startswith("S'entendre")


def test_progress_counts_only_what_applies() -> None:
    assert sample_response().progress().total == 3


def test_progress_of_a_page_follows_its_answers() -> None:
    response = with_conspiracy()
    counts = response.progress(key("untoc_5")).counts
    assert (counts[Status.DRAFT], counts[Status.EMPTY]) == (2, 0)


def test_a_reference_is_resolved() -> None:
    ref = sample_response().state(ASKED).ref
    assert sample_response().form.resolve(ref) == ASKED


def test_structure_can_be_read() -> None:
    response = sample_response()
    assert response.form.parent(ASKED) == CARD
    assert ASKED in response.children(CARD)
    assert ASKED in set(response.walk(CARD))
