"""The questionnaire that ships: what it asks, and in which form."""

from __future__ import annotations

import csv
import re
from collections import Counter
from difflib import SequenceMatcher
from functools import cache
from itertools import combinations

import pytest

from desktop_app.domain.nodes import NodeKind, NodeState
from desktop_app.forms.checking import check
from desktop_app.forms.sheets import Row
from desktop_app.forms.workbook import read
from tests.builders.cluster1 import (
    ROOT,
    SOURCE,
    blank_form,
    contents,
    in_role,
    marked,
    states,
)

PROVISIONS = ROOT / "tests" / "data" / "cluster1-provisions.csv"
NIA = "nia"
CHOICES_BY_LEVEL = {
    "M": {"yes", "part", "no"},
    "MQ": {"yes", "part", "no"},
    "O": {"yes", "part", "no", "na"},
    "E": {"adopted", "part", "rejected", "open", "no"},
    "N": {"yes", "no", "exempt"},
}
ALIKE = 0.75  # of two wordings' words in common and in order; above it, one was copied


@cache
def source_cards() -> tuple[Row, ...]:
    return tuple(
        row for row in read(SOURCE).survey if row.get("type").startswith("begin block")
    )


def cards_of_treaties() -> list[NodeState]:
    return [card for card in marked("question") if card.attributes.get("level")]


def main_of(card: NodeState) -> NodeState:
    return in_role(blank_form(), card.key.question, "main")


def provisions() -> list[dict[str, str]]:
    with PROVISIONS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def asked() -> dict[tuple[str, str], NodeState]:
    """The card of each provision, by instrument and reference."""
    return {
        (card.attributes["instrument"], ref): card
        for card in cards_of_treaties()
        for ref in card.attributes["provision"].split(" | ")
    }


def plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z]+", text.lower()))


def test_the_questionnaire_has_no_fault_and_no_weak_spot() -> None:
    assert [str(fault) for fault in check(SOURCE)] == []


def test_every_provision_of_the_cluster_is_asked_about() -> None:
    wanted = {(each["instrument"], each["ref"]) for each in provisions()}
    assert wanted - asked().keys() == set()


def test_no_question_names_a_provision_that_does_not_exist() -> None:
    wanted = {(each["instrument"], each["ref"]) for each in provisions()}
    assert asked().keys() - wanted == set()


def test_a_question_has_the_level_of_its_provisions() -> None:
    differ = {
        (each["instrument"], each["ref"])
        for each in provisions()
        if asked()[each["instrument"], each["ref"]].attributes["level"] != each["level"]
    }
    assert differ == set()


@pytest.mark.parametrize("level", CHOICES_BY_LEVEL)
def test_the_form_of_a_question_follows_its_level(level: str) -> None:
    allowed = CHOICES_BY_LEVEL[level] | {"na", NIA}
    for card in cards_of_treaties():
        if card.attributes["level"] == level:
            offered = {choice.value for choice in main_of(card).choices}
            assert CHOICES_BY_LEVEL[level] <= offered <= allowed, card.key


def test_definitions_and_safeguards_are_never_asked_as_yes_or_no() -> None:
    kinds = {
        main_of(card).type for card in cards_of_treaties() if card.attributes["level"] == "S"
    }
    assert kinds == {"text"}


def test_every_choice_of_a_closed_question_can_be_not_available() -> None:
    mains = [main_of(card) for card in cards_of_treaties()]
    without = {
        str(state.key)
        for state in mains
        if state.type == "select_one" and NIA not in {choice.value for choice in state.choices}
    }
    assert without == set()


def test_every_nodes_id_is_its_name() -> None:
    assert [str(each) for each in blank_form().walk() if "/" in each.question] == []


def test_no_two_cards_have_the_same_reference_in_a_part() -> None:
    references = Counter(
        (card.attributes.get("instrument"), card.attributes["question"])
        for card in marked("question")
    )
    assert [each for each, count in references.items() if count > 1] == []


@pytest.mark.parametrize(
    "column",
    ["block:ask", "block:gap", "block:example", "guidance_hint"],
)
def test_no_wording_is_repeated_with_a_word_changed(column: str) -> None:
    texts = [
        (row.get("name"), plain(text).split())
        for row in source_cards()
        if (text := row.get(f"{column}::English (en)"))
    ]
    alike = []
    for (one, words), (other, more) in combinations(texts, 2):
        matcher = SequenceMatcher(None, words, more, autojunk=False)
        if matcher.real_quick_ratio() > ALIKE and matcher.quick_ratio() > ALIKE:
            alike.append((one, other))
    assert alike == []


def test_no_two_cards_have_the_same_title() -> None:
    titles = Counter(plain(card.label) for card in marked("question"))
    assert [title for title, count in titles.items() if count > 1] == []


def test_every_card_has_help_on_its_main_question() -> None:
    assert [str(card.key) for card in marked("question") if not main_of(card).help] == []


def test_every_question_and_group_has_a_label() -> None:
    without = [
        str(state.key)
        for state in states(blank_form())
        if not state.label and state.type != "calculate" and state.key != blank_form().root
        and state.kind is not NodeKind.INSTANCE and state.key.question not in {"meta"}
    ]  # fmt: skip
    assert without == []


def test_every_article_asks_for_difficulties_and_for_help_wanted() -> None:
    wanted = {"DIFFICULTIES", "ASSISTANCE"}
    blocks: dict[str, set[str]] = {}
    article = ""
    for row in read(SOURCE).survey:
        article = row.get("name") if row.get("bind::rd:article") else article
        if row.get("type").startswith("begin block"):
            blocks.setdefault(article, set()).add(row.get("type").split()[-1])
    assert {article for article, found in blocks.items() if not wanted <= found} == set()


def test_every_yes_to_a_duty_expects_a_legal_reference() -> None:
    for card in cards_of_treaties():
        if card.attributes["level"] in {"M", "MQ"}:
            law = in_role(blank_form(), card.key.question, "law")
            assert (law.kind, law.attributes.get("expected")) == (NodeKind.REPEAT, "yes")


def test_the_questionnaire_says_that_it_is_unofficial() -> None:
    assert "Unofficial working text" in contents().info.notice["en"]


def test_the_time_for_feedback_runs_from_the_receipt() -> None:
    rules = {rule.step: (rule.after, rule.months) for rule in contents().info.timeline}
    assert rules["questionnaire"] == ("start", 6)
    assert rules["feedback"] == ("receipt", 6)
