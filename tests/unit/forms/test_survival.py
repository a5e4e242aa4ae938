"""What outlives a step, a replica and a restart: hidden answers, rows, what the form wrote.

The rules are section 4 of the design: instances have stable names, derived values are
worked out anew, and what the form writes by itself it writes once.
"""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random

import pytest

from desktop_app.domain.keys import InstanceId, NodeKey, QuestionId
from desktop_app.domain.nodes import Answers, Changed, NodeKind, NodeState
from desktop_app.forms.beside import FilesBeside
from desktop_app.forms.form import Form
from desktop_app.forms.questionnaire import Questionnaire, read_questionnaire
from desktop_app.forms.workbook import compile_form

FORMS = Path(__file__).parents[2] / "data" / "forms"
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:review-desk:instance")


@cache
def questionnaire(name: str) -> Questionnaire:
    return read_questionnaire(compile_form(FORMS / f"{name}.md").xform, FilesBeside(FORMS))


def opened(
    name: str, answers: Answers | None = None, *, seed: int = 1, now: datetime = NOW
) -> Form:
    """A form on some computer: each has chance and a clock of its own."""
    return Form(
        questionnaire(name), answers=answers or Answers(), now=lambda: now, random=Random(seed)
    )


def again(name: str, form: Form, *, seed: int = 2) -> Form:
    """The same answers, opened by somebody else, later."""
    return opened(name, form.answers(), seed=seed, now=NOW + timedelta(days=90))


def put(form: Form, ref: str, value: str | None) -> Changed:
    return form.set(form.resolve(f"/data/{ref}"), value)


def add(form: Form, ref: str) -> NodeKey:
    changed = form.add(form.resolve(f"/data/{ref}"))
    return changed.added[0].key


def state(form: Form, ref: str) -> NodeState:
    return form.state(form.resolve(f"/data/{ref}"))


def value(form: Form, ref: str) -> str:
    return state(form, ref).value


# Hidden answers.


class TestHiddenAnswers:
    def test_a_gate_flipped_and_flipped_back_brings_them_back(self) -> None:
        form = opened("nested")
        put(form, "house[1]/street", "Elm Street")
        put(form, "house[1]/room[1]/use", "Kitchen")
        hidden = put(form, "more", "no")
        assert {key.question for key in hidden.nodes} >= {"street", "use"}
        assert {key.question for key in form.hidden_answers()} == {"street", "use"}
        assert "Elm Street" not in form.submission()
        put(form, "more", "yes")
        assert form.hidden_answers() == ()
        assert value(form, "house[1]/street") == "Elm Street"
        assert value(form, "house[1]/room[1]/use") == "Kitchen"

    def test_they_come_back_after_a_restart_too(self) -> None:
        form = opened("nested")
        put(form, "house[1]/street", "Elm Street")
        put(form, "more", "no")
        later = again("nested", form)
        assert value(later, "house[1]/street") == "Elm Street"
        assert not state(later, "house[1]/street").relevant
        put(later, "more", "yes")
        assert state(later, "house[1]/street").relevant

    def test_to_expressions_they_are_blank(self) -> None:
        form = opened("relevant_repeat")
        put(form, "any", "yes")
        put(form, "r[1]/x", "5")
        assert value(form, "xs") == "5"
        put(form, "any", "no")
        assert (value(form, "xs"), value(form, "rows")) == ("0", "0")

    def test_rows_that_a_count_takes_away_come_back_with_it(self) -> None:
        form = opened("counts")
        put(form, "size", "2")
        put(form, "plus[3]/word", "three")
        put(form, "size", "0")
        put(form, "size", "2")
        assert value(form, "plus[3]/word") == "three"
        later = again("counts", form)
        assert value(later, "plus[3]/word") == "three"


# Choices.


class TestChoices:
    @pytest.mark.parametrize(
        ("ref", "chosen"), [("region", "r1"), ("visited", "r1 r2"), ("town", "t1")]
    )
    def test_one_that_is_filtered_out_is_kept_and_flagged(self, ref: str, chosen: str) -> None:
        form = opened("cascade")
        put(form, "country", "fr")
        put(form, "region", "r1")
        put(form, ref, chosen)
        assert state(form, ref).stale_choice == ()
        put(form, "country", "de")
        found = state(form, ref)
        assert (found.value, found.stale_choice) == (chosen, tuple(chosen.split()))
        later = again("cascade", form)
        assert state(later, ref).stale_choice == tuple(chosen.split())

    def test_the_flag_falls_when_the_choice_is_offered_again(self) -> None:
        form = opened("cascade")
        put(form, "country", "fr")
        put(form, "region", "r1")
        put(form, "country", "de")
        put(form, "country", "fr")
        assert (value(form, "region"), state(form, "region").stale_choice) == ("r1", ())


# Rows.


def instances(form: Form, ref: str) -> list[str]:
    key = form.resolve(f"/data/{ref}")
    return [each.instances[-1] for each in form.children(key)]


def made(repeat: str, ordinal: int) -> str:
    return uuid.uuid5(NAMESPACE, f"{repeat}#{ordinal}").hex


class TestRows:
    def test_the_template_makes_the_same_row_on_every_computer(self) -> None:
        one, other = opened("nested", seed=1), opened("nested", seed=2)
        assert instances(one, "house") == instances(other, "house") == [made("house", 0)]

    def test_so_does_a_count_and_a_row_inside_a_row(self) -> None:
        form = opened("counts")
        assert instances(form, "always") == [made("always", n) for n in range(3)]
        put(form, "more", "yes")
        put(form, "half", "1")
        outer = made("halves", 1)
        assert instances(form, "halves") == [made("halves", n) for n in range(3)]
        assert instances(form, "halves[2]/inner") == [made(f"inner@{outer}", 0)]

    def test_rows_that_people_add_have_names_of_their_own(self) -> None:
        one, other = opened("nested", seed=1), opened("nested", seed=2)
        names = [add(form, "house").instances[-1] for form in (one, other)]
        assert len(set(names)) == 2
        assert [uuid.UUID(name).version for name in names] == [4, 4]

    def test_a_name_outlives_rows_before_it(self) -> None:
        form = opened("nested")
        added = add(form, "house")
        street = NodeKey(QuestionId("street"), added.instances)
        form.set(street, "Oak Street")
        form.remove(form.resolve("/data/house[1]"))
        assert form.state(street).value == "Oak Street"
        assert form.state(street).ref == "/data/house[1]/street"

    def test_rows_stand_in_the_order_of_their_creation_then_of_their_names(self) -> None:
        """Two people add rows apart; whoever holds both sees the same order."""
        one = opened("nested", seed=1, now=NOW + timedelta(hours=2))
        other = opened("nested", seed=2, now=NOW + timedelta(hours=1))
        add(one, "house")
        add(other, "house")
        added = (*one.answers().instances, *other.answers().instances)
        orders = []
        for rows in (added, added[::-1]):
            both = opened("nested", replace(one.answers(), instances=rows))
            orders.append(instances(both, "house"))
        (late,), (early,) = one.answers().instances, other.answers().instances
        wanted = [made("house", 0), early.key.instances[0], late.key.instances[0]]
        assert orders == [wanted, wanted]

    def test_rows_added_at_one_moment_are_ordered_by_name(self) -> None:
        forms = [opened("nested", seed=seed) for seed in (1, 2)]
        keys = [add(form, "house") for form in forms]
        added = tuple(form.answers().instances[0] for form in forms)
        both = opened("nested", Answers(instances=added))
        names = sorted(key.instances[0] for key in keys)
        assert instances(both, "house")[1:] == names

    def test_positions_follow_that_order(self) -> None:
        form = opened("nested")
        add(form, "house")
        put(form, "house[1]/street", "Elm")
        put(form, "house[2]/street", "Oak")
        add(form, "house[2]/room")
        assert value(form, "house[2]/room[1]/key") == "Oak-1-2"
        form.remove(form.resolve("/data/house[1]"))
        assert value(form, "house[1]/room[1]/key") == "Oak-1-1"

    def test_a_removed_row_of_the_template_stays_away(self) -> None:
        form = opened("nested")
        put(form, "house[1]/street", "Elm Street")
        first = form.resolve("/data/house[1]")
        form.remove(first)
        assert form.answers().removed == {first}
        assert instances(again("nested", form), "house") == []

    def test_taking_the_removal_back_brings_what_was_inside(self) -> None:
        form = opened("nested")
        put(form, "house[1]/street", "Elm Street")
        first = form.resolve("/data/house[1]")
        form.remove(first)
        form.add(form.resolve("/data/house"), InstanceId(first.instances[-1]))
        assert value(form, "house[1]/street") == "Elm Street"
        assert form.answers().removed == frozenset()


# Derived values.


class TestDerivedValues:
    def test_what_is_calculated_is_no_answer(self) -> None:
        form = opened("nested")
        put(form, "house[1]/room[1]/use", "Kitchen")
        put(form, "house[1]/room[1]/area", "12")
        assert value(form, "total") == "12"
        names = {key.question for key in form.answers().values}
        assert names == {"use", "area", "instanceID"}

    def test_it_is_worked_out_anew_wherever_the_answers_are_opened(self) -> None:
        form = opened("nested")
        put(form, "house[1]/room[1]/use", "Kitchen")
        put(form, "house[1]/room[1]/area", "12")
        later = again("nested", form)
        assert value(later, "total") == "12"

    def test_a_value_that_somebody_stored_for_it_is_not_believed(self) -> None:
        false = Answers(values={NodeKey(QuestionId("total")): "999"})
        form = opened("nested", false)
        assert value(form, "total") == "0"
        assert form.unplaced == (NodeKey(QuestionId("total")),)


# What the form writes by itself.


class TestFirstLoad:
    def test_it_is_written_when_a_response_is_made_and_told(self) -> None:
        form = opened("setvalue")
        written = {str(key): text for key, text in form.first_writes.items()}
        assert written["n"] == "4"
        assert written["day"] == "2024-02-02"

    def test_it_is_not_written_again(self) -> None:
        form = opened("setvalue")
        put(form, "n", "7")
        put(form, "day", None)
        later = again("setvalue", form)
        assert (value(later, "n"), value(later, "day")) == ("7", "")
        assert later.first_writes == {}

    def test_a_new_row_gets_its_own(self) -> None:
        form = opened("setvalue_repeat")
        changed = form.add(form.resolve("/data/r"))
        assert value(form, "r[2]/number") == "20"
        assert "20" in changed.writes.values()

    def test_a_row_that_comes_back_keeps_what_it_had(self) -> None:
        form = opened("setvalue_repeat")
        row = add(form, "r")
        put(form, "r[2]/number", "77")
        form.remove(row)
        form.add(form.resolve("/data/r"), row.instances[-1])
        assert value(form, "r[2]/number") == "77"

    def test_once_is_once(self) -> None:
        form = opened("once")
        put(form, "name", "Ann")
        assert value(form, "first_name") == "Ann"
        put(form, "name", "Bea")
        later = again("once", form)
        assert value(later, "first_name") == "Ann"


class TestValueChanged:
    def test_it_is_recorded_by_whoever_changed_the_value(self) -> None:
        form = opened("setvalue")
        changed = put(form, "n", "5")
        written = {key.question: text for key, text in changed.writes.items()}
        assert written == {"n": "5", "squared": "25", "chained": "26"}

    def test_it_does_not_fire_on_somebody_else_s_change(self) -> None:
        form = opened("setvalue")
        put(form, "n", "5")
        theirs = form.answers()
        values = {**theirs.values, NodeKey(QuestionId("n")): "6"}
        merged = opened("setvalue", replace(theirs, values=values))
        assert (value(merged, "n"), value(merged, "squared")) == ("6", "25")
        assert merged.first_writes == {}

    def test_it_stays_what_a_person_made_of_it(self) -> None:
        form = opened("setvalue")
        put(form, "a", "x")
        put(form, "clears", "kept")
        assert value(again("setvalue", form), "clears") == "kept"


def test_every_node_can_be_named_again() -> None:
    """Names hold no positions, so all of them are found on another computer."""
    form = opened("counts")
    put(form, "size", "2")
    put(form, "more", "yes")
    keys = [key for key in form.walk() if form.state(key).kind is NodeKind.QUESTION]
    later = again("counts", form)
    assert [later.state(key).key for key in keys] == keys
