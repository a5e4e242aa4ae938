"""The questionnaire that ships: what appears and vanishes as answers are given."""

from __future__ import annotations

import pytest

from desktop_app.domain.nodes import NodeState
from tests.builders.cluster1 import (
    INSTRUMENTS,
    blank_form,
    contents,
    in_role,
    key,
    make_form,
    marked,
)


@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_a_part_is_shown_only_if_its_instrument_is_in_force(instrument: str) -> None:
    form = make_form(instrument)
    parts = {part.attributes["part"]: part.key for part in marked("part")}
    shown = {code for code, part in parts.items() if form.state(part).relevant}
    assert shown == {"front", instrument}


def test_taking_an_instrument_away_keeps_its_answers() -> None:
    form = make_form("TIP", t5_1_answer="yes")
    form.set(key("instruments"), "UNTOC")
    assert key("t5_1_answer") in form.hidden_answers()
    form.set(key("instruments"), "UNTOC TIP")
    assert form.state(key("t5_1_answer")).value == "yes"
    assert form.hidden_answers() == ()


@pytest.mark.parametrize(
    ("answers", "shown", "hidden"),
    [
        ({"u5_1_a_model": "agreement"}, ["u5_1_a_i"], ["u5_1_a_ii_a", "u5_1_a_ii_b"]),
        ({"u5_1_a_model": "association"}, ["u5_1_a_ii_a", "u5_1_a_ii_b"], ["u5_1_a_i"]),
        ({"u5_1_a_model": "both"}, ["u5_1_a_i", "u5_1_a_ii_a", "u5_1_a_ii_b"], []),
        (
            {"u5_1_a_model": "both", "u5_1_a_i_answer": "yes", "u5_1_a_i_extra": "group"},
            ["u5_3_1", "u5_3_2"],
            [],
        ),
        (
            {"u5_1_a_model": "both", "u5_1_a_i_answer": "yes", "u5_1_a_i_extra": "act"},
            ["u5_3_2"],
            ["u5_3_1"],
        ),
        (
            {"u5_1_a_model": "both", "u5_1_a_i_answer": "yes", "u5_1_a_i_extra": "none"},
            [],
            ["u5_3_1", "u5_3_2"],
        ),
        ({"u6_2_b_1_approach": "all"}, [], ["u6_2_b_2"]),
        ({"u6_2_b_1_approach": "list"}, ["u6_2_b_2"], []),
        ({"u6_2_b_1_approach": "combined"}, ["u6_2_b_2"], []),
        ({"f3_a_antiques": "out"}, ["f3_a_line"], []),
        ({"f3_a_antiques": "silent"}, [], ["f3_a_line"]),
    ],
)
def test_a_choice_opens_and_closes_what_follows_from_it(
    answers: dict[str, str], shown: list[str], hidden: list[str]
) -> None:
    form = make_form(*INSTRUMENTS, **answers)
    assert [name for name in shown if not form.state(key(name)).relevant] == []
    assert [name for name in hidden if form.state(key(name)).relevant] == []


@pytest.mark.parametrize(
    ("answer", "roles"),
    [
        ("", set()),
        ("yes", {"law", "example", "carried"}),
        ("part", {"law", "explanation", "example", "carried"}),
        ("no", {"explanation", "carried"}),
        ("nia", {"reason", "carried"}),
    ],
)
def test_follow_ups_of_a_duty_appear_when_they_apply(answer: str, roles: set[str]) -> None:
    form = make_form("UNTOC", u5_1_b_answer=answer)
    follow_ups = {"law", "explanation", "example", "carried", "reason"}
    found = {
        role for role in follow_ups if in_role(form, "u5_1_b", role).relevant
    }  # fmt: skip
    assert found == roles


@pytest.mark.parametrize(
    ("value", "is_good"),
    [
        ("1998", True),
        ("1998-07", True),
        ("1998-07-23", True),
        ("2024-02-29", True),
        ("2023-02-29", False),
        ("98", False),
        ("1998-13", False),
        ("23.07.1998", False),
        ("1998-07-32", False),
    ],
)
def test_a_laws_date_may_be_a_year_alone(value: str, is_good: bool) -> None:
    assert law_field("date", value).constraint_ok is is_good


@pytest.mark.parametrize(
    ("value", "is_good"),
    [
        ("https://sherloc.unodc.org/cld/x", True),
        ("http://sherloc.unodc.org/cld/x", False),
        ("https://sherloc", False),
        ("see the annex", False),
        ("https://a.org/b c", False),
    ],
)
def test_a_link_is_a_safe_web_address(value: str, is_good: bool) -> None:
    assert law_field("link", value).constraint_ok is is_good


def law_field(role: str, value: str) -> NodeState:
    """A field of the first legal reference on article 5(1)(b), after it was filled in."""
    form = make_form("UNTOC", u5_1_b_answer="yes")
    field = in_role(form, "u5_1_b", role)
    form.set(field.key, value)
    return form.state(field.key)


def test_a_law_is_either_linked_or_not_yet_in_sherloc() -> None:
    form = make_form("UNTOC", u5_1_b_answer="yes")
    assert in_role(form, "u5_1_b", "unlisted").relevant
    form.set(in_role(form, "u5_1_b", "link").key, "https://sherloc.unodc.org/cld/x")
    assert not in_role(form, "u5_1_b", "unlisted").relevant


def test_the_key_of_a_law_is_never_shown() -> None:
    assert in_role(blank_form(), "u5_1_b", "law_id").type == "calculate"


def test_help_wanted_is_asked_for_only_when_some_is_needed() -> None:
    form = make_form("UNTOC")
    form.set(key("u_art5_ta_answer"), "none")
    assert not in_role(form, "u_art5_ta", "assistance").relevant
    form.set(key("u_art5_ta_answer"), "stated")
    assert in_role(form, "u_art5_ta", "assistance").relevant


def test_no_difficulty_stands_alone() -> None:
    form = make_form("UNTOC")
    form.set(key("u_art5_diff_answer"), "none skills")
    assert not form.state(key("u_art5_diff_answer")).constraint_ok


@pytest.mark.parametrize(
    ("name", "kind"),
    [("party_name", "text"), ("review_start", "date"), ("instruments", "select_multiple")],
)
def test_the_front_matter_holds_what_a_new_response_fills_in(name: str, kind: str) -> None:
    assert blank_form().state(key(name)).type == kind


def test_the_instruments_offered_are_those_of_the_pack() -> None:
    codes = [each.code for each in contents().info.instruments]
    assert [choice.value for choice in blank_form().state(key("instruments")).choices] == codes


def test_an_anonymous_stakeholder_is_not_asked_for_a_name() -> None:
    form = make_form(stakeholders_consulted="yes")
    form.set(form.resolve("/data/front/front_sources/front_stakeholders/stakeholders/"
                          "stakeholder_naming"), "anonymous")  # fmt: skip
    title = form.resolve(
        "/data/front/front_sources/front_stakeholders/stakeholders/stakeholder_title"
    )
    assert not form.state(title).relevant
