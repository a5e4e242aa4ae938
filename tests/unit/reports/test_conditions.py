"""Conditions as sentences that a person can follow on paper."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from desktop_app.reports.conditions import ConditionWords, sentence

MAIN, SUB, TICK, FAR, NUMBER, LAWS = (
    f"/data/{name}" for name in ("main", "sub", "tick", "far", "number", "laws")
)


@dataclass
class Form:
    """Labels of a card whose main question is ``main``; ``far`` is in another card."""

    above: str = ""
    hidden: tuple[str, ...] = ()
    choices: dict[str, str] = field(
        default_factory=lambda: {"yes": "Yes", "part": "Yes, in part", "no": "No"}
    )

    def question(self, name: str) -> tuple[str, str]:
        if name in self.hidden:
            return "", ""
        return f"Q {name}?", "Art. 5(1)" if name == "far" else ""

    def written(self, name: str, value: str) -> str:
        return value if name == "number" else self.choices.get(value, "")

    def is_own(self, name: str) -> bool:
        return name == "main"

    def is_above(self, name: str) -> bool:
        return name == self.above

    def is_tick(self, name: str) -> bool:
        return name == "tick"

    def day(self, value: str) -> str:
        return {"2003-09-29": "29 September 2003"}.get(value, "")


def told(expression: str, *, above: str = "", hidden: tuple[str, ...] = ()) -> str:
    return sentence(expression, Form(above, hidden), ConditionWords())


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        (f"{MAIN} = 'yes'", "If “Yes”:"),
        (f"{MAIN} = 'yes' or {MAIN} = 'part'", "If “Yes” or “Yes, in part”:"),
        (f"{MAIN} != 'yes'", "If the answer is not “Yes”:"),
        (f"{MAIN} != 'yes' and {MAIN} != 'no'", "If the answer is neither “Yes” nor “No”:"),
        (f"selected({MAIN}, 'yes')", "If the answer includes “Yes”:"),
        (f"not(selected({MAIN}, 'yes'))", "If the answer does not include “Yes”:"),
        (
            f"not(selected({MAIN}, 'yes')) and not(selected({MAIN}, 'no'))",
            "If the answer includes neither “Yes” nor “No”:",
        ),
        (f"{MAIN} != ''", "If this question is answered:"),
        (
            f"{MAIN} != '' and {MAIN} != 'no'",
            "If this question is answered, but not with “No”:",
        ),
        (f"{MAIN} = ''", "If this question is not answered:"),
    ],
)
def test_of_the_choice_just_above_little_need_be_said(expression: str, words: str) -> None:
    assert told(expression, above="main") == words


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        (f"{MAIN} = 'yes'", "If the first answer is “Yes”:"),
        (f"{SUB} = 'yes'", "If “Yes”:"),
        (f"{SUB} != ''", "If “Q sub?” is answered:"),
    ],
)
def test_another_choice_in_between_is_told_apart(expression: str, words: str) -> None:
    assert told(expression, above="sub") == words


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        (f"{SUB} = 'yes'", "If the answer to “Q sub?” is “Yes”:"),
        (f"{FAR} = 'yes'", "If the answer to Art. 5(1) (“Q far?”) is “Yes”:"),
        (
            f"{MAIN} = 'yes' and {SUB} = 'no'",
            "If the answer to this question is “Yes” and the answer to “Q sub?” is “No”:",
        ),
        (
            f"{MAIN} = 'yes' or ({SUB} = 'no' and {FAR} = 'no')",
            "If the answer to this question is “Yes” or both the answer to “Q sub?” is “No” "
            "and the answer to Art. 5(1) (“Q far?”) is “No”:",
        ),
        (
            f"{FAR} = 'no' and ({SUB} = 'no' or {MAIN} = 'yes')",
            "If the answer to Art. 5(1) (“Q far?”) is “No” and either the answer to “Q sub?” "
            "is “No” or the answer to this question is “Yes”:",
        ),
    ],
)
def test_elsewhere_the_question_is_named(expression: str, words: str) -> None:
    assert told(expression) == words


def test_beside_another_claim_the_choice_above_is_named_too() -> None:
    words = told(f"{SUB} = 'yes' and {FAR} = 'no'", above="sub")
    assert words.startswith("If the answer to “Q sub?” is “Yes” and the answer to Art. 5(1)")


@pytest.mark.parametrize(
    ("expression", "above", "words"),
    [
        (f"{TICK} = 'OK'", "tick", "If ticked:"),
        (f"{TICK} != 'OK'", "tick", "If not ticked:"),
        (f"{TICK} = 'OK'", "", "If “Q tick?” is ticked:"),
        (f"{TICK} = ''", "", "If “Q tick?” is not ticked:"),
    ],
)
def test_a_box_is_ticked_or_not(expression: str, above: str, words: str) -> None:
    assert told(expression, above=above) == words


@pytest.mark.parametrize(
    ("expression", "how"),
    [
        (f"{NUMBER} > 3", "is more than 3"),
        (f"{NUMBER} < 3", "is less than 3"),
        (f"{NUMBER} >= 3", "is at least 3"),
        (f"{NUMBER} <= 3", "is at most 3"),
        (f"{NUMBER} = 3", "is 3"),
        (f"{NUMBER} != 3", "is not 3"),
        (f"not({NUMBER} > 3)", "is not more than 3"),
        (f"{NUMBER} > date('2003-09-29')", "is after 29 September 2003"),
        (f"{NUMBER} < today()", "is before today"),
        (f"{NUMBER} >= today()", "is on or after today"),
        (f"{NUMBER} <= today()", "is on or before today"),
        (f"count-selected({NUMBER}) >= 2", "has at least 2 choices"),
        (f"not(count-selected({NUMBER}) >= 2)", "does not have at least 2 choices"),
    ],
)
def test_numbers_days_and_counts(expression: str, how: str) -> None:
    assert told(expression) == f"If the answer to “Q number?” {how}:"


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        (f"count({LAWS}) > 0", "If there is an entry under “Q laws?”:"),
        (f"count({LAWS}) >= 1", "If there is an entry under “Q laws?”:"),
        (f"count({LAWS}) = 0", "If there is no entry under “Q laws?”:"),
        (f"not(count({LAWS}) > 0)", "If there is no entry under “Q laws?”:"),
        (f"count({LAWS}) > 2", "If there are more than 2 entries under “Q laws?”:"),
        (f"not(count({LAWS}) > 2)", "If there are not more than 2 entries under “Q laws?”:"),
    ],
)
def test_entries(expression: str, words: str) -> None:
    assert told(expression) == words


@pytest.mark.parametrize("expression", ["", "  ", "true()", "true() or /data/main = 'yes'"])
def test_what_always_holds_is_not_said(expression: str) -> None:
    assert told(expression) == ""


@pytest.mark.parametrize(
    "expression",
    [
        "false()",
        f"{MAIN} = {SUB}",
        f"{MAIN} = 'a choice that is not there'",
        f"{MAIN} = 'yes' and {SUB} = 'a choice that is not there'",
        f"{NUMBER} > date('no day')",
    ],
)
def test_what_has_no_words_is_left_to_one_fixed_sentence(expression: str) -> None:
    assert told(expression) == ConditionWords().otherwise


def test_a_question_that_nobody_is_asked_has_no_words() -> None:
    assert told(f"{FAR} = 'yes'", hidden=("far",)) == ConditionWords().otherwise


def test_all_its_words_can_be_another_languages() -> None:
    words = ConditionWords(
        opening="Si {condition} :",
        choice="« {label} »",
        above_is="la réponse est {choices}",
        last_or=" ou ",
    )
    told = sentence(f"{MAIN} = 'yes' or {MAIN} = 'no'", Form("main"), words)
    assert told == "Si la réponse est « Yes » ou « No » :"
