"""The conditions of a questionnaire as sentences, for the blank form on paper.

What there are no words for is left to the fixed sentence ``ConditionWords.otherwise``; the
shipped questionnaire never needs it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from desktop_app.forms.parser import parse
from desktop_app.reports.claims import (
    Both,
    Claim,
    Either,
    Kind,
    Measure,
    Measured,
    Statement,
    claimed,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionWords:
    """The fixed words of a condition, so that it can be printed in any language.

    ``{answer}`` becomes ``answer_above``, ``first_answer`` or ``answer_to``, ``{question}``
    becomes ``own_question``, ``quoted`` or ``elsewhere``, ``{choices}`` one choice or
    several. What is claimed of the choice just above is said as shortly as can be.
    """

    opening: str = "If {condition}:"
    answer_above: str = "the answer"
    first_answer: str = "the first answer"
    own_question: str = "this question"
    answer_to: str = "the answer to {question}"
    quoted: str = "“{label}”"
    elsewhere: str = "{reference} (“{label}”)"
    above_is: str = "{choices}"
    above_ticked: str = "ticked"
    above_unticked: str = "not ticked"
    is_one: str = "{answer} is {choices}"
    is_not: str = "{answer} is not {choices}"
    is_neither: str = "{answer} is neither {choices}"
    includes: str = "{answer} includes {choices}"
    includes_not: str = "{answer} does not include {choices}"
    includes_neither: str = "{answer} includes neither {choices}"
    answered: str = "{question} is answered"
    answered_otherwise: str = "{question} is answered, but not with {choices}"
    unanswered: str = "{question} is not answered"
    ticked: str = "{question} is ticked"
    unticked: str = "{question} is not ticked"
    compared: str = "{answer} is {how}"
    not_compared: str = "{answer} is not {how}"
    chosen: str = "{answer} has {how} choices"
    not_chosen: str = "{answer} does not have {how} choices"
    some_entries: str = "there is an entry under {question}"
    no_entries: str = "there is no entry under {question}"
    entries: str = "there are {how} entries under {question}"
    not_entries: str = "there are not {how} entries under {question}"
    choice: str = "“{label}”"
    comma: str = ", "
    last_or: str = " or "
    last_nor: str = " nor "
    last_and: str = " and "
    either: str = "either {claims}"
    both: str = "both {claims}"
    exactly: str = "{value}"
    more: str = "more than {value}"
    less: str = "less than {value}"
    at_least: str = "at least {value}"
    at_most: str = "at most {value}"
    after: str = "after {value}"
    before: str = "before {value}"
    not_before: str = "on or after {value}"
    not_after: str = "on or before {value}"
    today: str = "today"
    otherwise: str = "Answer this where it applies to the party:"


class Labels(Protocol):
    """Where a condition finds the words of the questions and options it speaks of."""

    def question(self, name: str) -> tuple[str, str]:
        """A question's label, and the reference of its card if that is another one.

        The label is "" if nobody is asked it.
        """

    def written(self, name: str, value: str) -> str:
        """One of its answers as a person reads it; "" if it has no such choice."""

    def is_own(self, name: str) -> bool:
        """Whether it is the main question of the card that the condition stands in."""

    def is_above(self, name: str) -> bool:
        """Whether no other question with choices stands between it and the condition."""

    def is_tick(self, name: str) -> bool:
        """Whether it is a mere box to tick."""

    def day(self, value: str) -> str:
        """A date, given as 2003-09-29, in words."""


def sentence(expression: str, labels: Labels, words: ConditionWords) -> str:
    """A relevance expression as one sentence; "" when it always holds."""
    if not expression.strip():
        return ""
    statement = claimed(parse(expression))
    if statement == Both():
        return ""
    told = _Teller(labels, words).tell(statement) if statement else ""
    return words.opening.format(condition=told) if told else words.otherwise


class _Teller:
    """Puts a statement into words; "" for what it has no words for."""

    def __init__(self, labels: Labels, words: ConditionWords) -> None:
        self._labels, self._words = labels, words

    def tell(self, statement: Statement, *, is_inside: bool = False) -> str:
        if isinstance(statement, Claim):
            return self._tell_claim(statement, is_inside=is_inside)
        if isinstance(statement, Measure):
            return self._tell_measure(statement)
        words, is_or = self._words, isinstance(statement, Either)
        told = [self.tell(part, is_inside=True) for part in statement.parts]
        if not told or not all(told):
            return ""
        claims = self._listed(told, words.last_or if is_or else words.last_and)
        around = words.either if is_or else words.both
        return around.format(claims=claims) if is_inside else claims

    def _tell_claim(self, claim: Claim, *, is_inside: bool) -> str:
        if self._labels.is_tick(claim.name):
            return self._tell_tick(claim, is_inside=is_inside)
        labels = [self._labels.written(claim.name, value) for value in claim.values]
        if not all(labels):
            return ""
        is_neither = claim.negated and len(labels) > 1
        last = self._words.last_nor if is_neither else self._words.last_or
        quoted = [self._words.choice.format(label=label) for label in labels]
        pattern = self._pattern(claim, is_neither=is_neither)
        if pattern is self._words.is_one and self._labels.is_above(claim.name):
            pattern = pattern if is_inside else self._words.above_is
        choices = self._listed(quoted, last)
        return self._filled(pattern, claim.name, is_inside=is_inside, choices=choices)

    def _tell_tick(self, claim: Claim, *, is_inside: bool) -> str:
        words = self._words
        if self._labels.is_above(claim.name) and not is_inside:
            return words.above_unticked if claim.negated else words.above_ticked
        question = self._named(claim.name)
        pattern = words.unticked if claim.negated else words.ticked
        return pattern.format(question=question) if question else ""

    def _pattern(self, claim: Claim, *, is_neither: bool) -> str:
        words = self._words
        if claim.kind is Kind.ANSWERED:
            if claim.negated:
                return words.unanswered
            return words.answered_otherwise if claim.values else words.answered
        if claim.kind is Kind.INCLUDES:
            positive, negative, neither = (
                words.includes,
                words.includes_not,
                words.includes_neither,
            )
        else:
            positive, negative, neither = words.is_one, words.is_not, words.is_neither
        if is_neither:
            return neither
        return negative if claim.negated else positive

    def _tell_measure(self, measure: Measure) -> str:
        words, what = self._words, measure.what
        operator, negated = measure.operator, measure.negated
        if operator == "!=":
            operator, negated = "=", not negated
        value = measure.value
        if what is Measured.DAY:
            value = self._labels.day(value) if value else words.today
        if not value:
            return ""
        some = _says_some(operator, value) if what is Measured.ENTRIES else None
        if some is not None:
            pattern = words.some_entries if some is not negated else words.no_entries
            return self._filled(pattern, measure.name)
        patterns = {
            Measured.CHOSEN: (words.chosen, words.not_chosen),
            Measured.ENTRIES: (words.entries, words.not_entries),
        }
        pattern = patterns.get(what, (words.compared, words.not_compared))[negated]
        how = self._how(operator, is_day=what is Measured.DAY).format(value=value)
        return self._filled(pattern, measure.name, how=how)

    def _how(self, operator: str, *, is_day: bool) -> str:
        words = self._words
        numbers = {
            ">": words.more,
            "<": words.less,
            ">=": words.at_least,
            "<=": words.at_most,
        }
        days = {
            ">": words.after,
            "<": words.before,
            ">=": words.not_before,
            "<=": words.not_after,
        }
        return (days if is_day else numbers).get(operator, words.exactly)

    def _filled(
        self, pattern: str, name: str, *, is_inside: bool = False, **pieces: str
    ) -> str:
        words, is_own = self._words, self._labels.is_own(name)
        question = self._named(name)
        if not question:
            return ""
        question = words.own_question if is_own else question
        answer = words.answer_to.format(question=question)
        # Beside what is said of other questions, "the answer" would be any of them.
        if not is_inside and self._labels.is_above(name):
            answer = words.answer_above
        elif not is_inside and is_own:
            answer = words.first_answer
        return pattern.format(answer=answer, question=question, **pieces)

    def _named(self, name: str) -> str:
        label, reference = self._labels.question(name)
        pattern = self._words.elsewhere if reference else self._words.quoted
        return pattern.format(label=label, reference=reference) if label else ""

    def _listed(self, pieces: list[str], last: str) -> str:
        if len(pieces) < 2:
            return "".join(pieces)
        return self._words.comma.join(pieces[:-1]) + last + pieces[-1]


def _says_some(operator: str, value: str) -> bool | None:
    """Whether such a comparison of a count says "some" or "none"; ``None`` if neither."""
    if (operator, value) in {(">", "0"), (">=", "1")}:
        return True
    return False if (operator, value) in {("=", "0"), ("<", "1"), ("<=", "0")} else None
