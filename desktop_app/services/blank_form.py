"""The questionnaire without answers, as parts of a printed document.

Works on a form of its own that is opened as wide as it goes: one instance of every repeat,
and every option of the questions that others filter by, so that no option is left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.nodes import NodeKind, NodeState
from desktop_app.errors import StepRefused
from desktop_app.forms.form import Form
from desktop_app.forms.official_wording import OfficialWording
from desktop_app.forms.outline import Outline
from desktop_app.forms.shown import is_on_page
from desktop_app.reports.conditions import sentence
from desktop_app.reports.document import Article, Card, Choice, Item, Part, Words
from desktop_app.reports.printed import SELECTS, SEVERAL, TICK, printed_choice
from desktop_app.services.languages import language_tag

_LONG = "multiline"
# How many lines of room a long text has on paper, by its role in the card.
_ROOM = {"main": 4, "carried_from": 1, "example": 2, "reason": 2}
_USUAL_ROOM, _USUAL_ROOM_IN_ENTRY = 3, 2
# What is answered by a date, a number or the like.
_BRIEF_TYPES = frozenset({"date", "dateTime", "time", "integer", "decimal"})
_BRIEF_ROLES = frozenset({"date", "number"})


class BlankForm:
    """A form opened wide, read as a document."""

    def __init__(self, form: Form, words: Words, official: OfficialWording) -> None:
        self._form, self._words, self._official = form, words, official
        _open_wide(form)
        self._outline = Outline(form)
        for _ in self._outline.scan():
            pass
        self._above = ""  # the last question with choices that was printed in the card
        self._last = "", ""  # the last condition there, and its sentence
        self._by_name = {str(key.question): key for key in reversed(list(form.walk()))}

    def parts(self, chosen: Collection[NodeKey] | None = None) -> tuple[Part, ...]:
        """The parts with the articles that were chosen, or all, whatever they depend on."""
        parts = (
            Part(
                title=part.title,
                condition=self._condition(part.key, within=self._form.root),
                articles=tuple(
                    self._article(each.key, part.key)
                    for each in part.articles
                    if chosen is None or each.key in chosen
                ),
            )
            for part in self._outline.parts()
        )
        return tuple(part for part in parts if part.articles)

    def _article(self, key: NodeKey, part: NodeKey) -> Article:
        article = self._outline.article(key)
        return Article(
            title=article.title,
            condition=self._condition(key, within=part),
            cards=tuple(self._card(card, key) for card in article.cards),
        )

    def _card(self, key: NodeKey, article: NodeKey) -> Card:
        state, condition = self._form.state(key), self._condition(key, within=article)
        self._above, self._last = "", ("", "")
        official = self._official.of(key.question, language_tag(self._form.language))
        return Card(
            reference=state.attributes.get("question", ""),
            level=self._words.levels.get(state.attributes.get("level", ""), ""),
            title=state.label,
            condition=condition,
            official="  ".join(filter(None, (official.number, official.text))),
            items=tuple(self._items(key, within=key)),
        )

    def _items(self, group: NodeKey, *, within: NodeKey) -> Iterator[Item]:
        for key in self._form.children(group):
            state = self._form.state(key)
            if not is_on_page(state) or state.readonly:  # what the form answers by itself
                continue
            if state.kind is NodeKind.QUESTION:
                yield self._question(state, within)
            elif state.kind is NodeKind.REPEAT:
                yield self._repeat(state, within)
            else:
                yield from self._group(state, within)

    def _group(self, state: NodeState, within: NodeKey) -> Iterator[Item]:
        """What a group holds, below its label if it has one."""
        if state.label:
            condition = self._condition(state.key, within=within)
            yield Item(
                control=str(state.key), label=state.label, condition=condition, is_note=True
            )
        yield from self._items(state.key, within=within)

    def _question(self, state: NodeState, within: NodeKey) -> Item:
        condition, choices = self._condition(state.key, within=within), _choices(state)
        if choices:
            self._above = str(state.key.question)
        return Item(
            control=str(state.key),
            label="" if state.type == TICK else state.label,  # it stands beside the box
            hint=self._hint(state),
            condition=condition,
            choices=choices,
            lines=_room(state),
            is_brief=_is_brief(state),
            is_note=state.type == "note",
        )

    def _hint(self, state: NodeState) -> str:
        """The hint, and how to answer by hand where boxes do not say it."""
        how = {"select_multiple": self._words.any_of, "rank": self._words.in_order}
        return " ".join(filter(None, (state.hint, how.get(state.type, ""))))

    def _repeat(self, state: NodeState, within: NodeKey) -> Item:
        condition = self._condition(state.key, within=within)
        instances, last = self._form.children(state.key)[:1], self._last
        pattern = [item for one in instances for item in self._items(one, within=one)]
        self._last = last
        return Item(
            control=str(state.key),
            label=state.label,
            hint=state.hint,
            condition=condition,
            pattern=tuple(pattern),
        )

    def _condition(self, key: NodeKey, *, within: NodeKey) -> str:
        """What must hold for a node to apply, if what it is printed in applies."""
        expressions: list[str] = []
        at: NodeKey | None = key
        while at is not None and at != within:
            expressions.insert(0, self._form.condition(at).strip())
            at = self._form.parent(at)
        told = [each for each in dict.fromkeys(expressions) if each]
        together = told[0] if len(told) == 1 else " and ".join(f"({each})" for each in told)
        # Neighbours that depend on the same stand below one sentence.
        if together != self._last[0]:
            self._last = together, self._told(key, together)
        return self._last[1]

    def _told(self, key: NodeKey, expression: str) -> str:
        card = self._outline.card_of(key)
        here = None if card == key else card
        labels = _Labels(
            self._form, self._outline, here, self._by_name, self._words, self._above
        )
        return sentence(expression, labels, self._words.conditions)


class _Labels:
    """The words of questions and options, for a condition that stands in one card."""

    def __init__(
        self,
        form: Form,
        outline: Outline,
        card: NodeKey | None,
        by_name: Mapping[str, NodeKey],
        words: Words,
        above: str,
    ) -> None:
        self._form, self._outline, self._words = form, outline, words
        self._above = above
        self._card, self._by_name = card, by_name

    def question(self, name: str) -> tuple[str, str]:
        state = self._state(name)
        if state is None or not is_on_page(state):
            return "", ""
        card = self._outline.card_of(state.key)
        if card is None or card == self._card:
            return state.label, ""
        return state.label, self._form.state(card).attributes["question"]

    def written(self, name: str, value: str) -> str:
        state = self._state(name)
        return "" if state is None else printed_choice(state, value, self._words)

    def is_own(self, name: str) -> bool:
        return self._card is not None and self._outline.main_of(self._card) == name

    def is_above(self, name: str) -> bool:
        return self._card is not None and name == self._above

    def is_tick(self, name: str) -> bool:
        state = self._state(name)
        return state is not None and state.type == TICK

    def day(self, value: str) -> str:
        return self._words.date(value)

    def _state(self, name: str) -> NodeState | None:
        key = self._by_name.get(name)
        return None if key is None else self._form.state(key)


def _choices(state: NodeState) -> tuple[Choice, ...]:
    if state.type == TICK:
        return (Choice(label=state.label, several=True, value="OK"),)
    several = state.type in SEVERAL
    chosen_from = state.choices if state.type in SELECTS else ()
    return tuple(
        Choice(label=each.label, several=several, value=each.value) for each in chosen_from
    )


def _room(state: NodeState) -> int:
    if _LONG not in state.appearance.split():
        return 1
    usual = _USUAL_ROOM_IN_ENTRY if state.key.instances else _USUAL_ROOM
    return _ROOM.get(state.attributes.get("role", ""), usual)


def _is_brief(state: NodeState) -> bool:
    return state.type in _BRIEF_TYPES or state.attributes.get("role") in _BRIEF_ROLES


def _open_wide(form: Form) -> None:
    """Give every repeat an instance and every select-multiple all its options."""
    for key in list(form.walk()):
        state = form.state(key)
        if state.kind is NodeKind.REPEAT and not form.children(key):
            _add(form, key)
    for key in list(form.walk()):
        state = form.state(key)
        if state.type == "select_multiple" and state.choices:
            form.set(key, " ".join(choice.value for choice in state.choices))


def _add(form: Form, repeat: NodeKey) -> None:
    try:
        form.add(repeat)
    except StepRefused:  # a counted repeat: the form says how many, and that may be none
        return
    for inner in list(form.walk(repeat)):
        if form.state(inner).kind is NodeKind.REPEAT and not form.children(inner):
            _add(form, inner)
