"""Two versions of a questionnaire side by side: in what each question differs.

A question is known by its name, so moving it to another group makes no difference. Texts
are compared in the languages that both versions have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop_app.domain.keys import QuestionId
from desktop_app.domain.nodes import NodeKind
from desktop_app.domain.upgrades import Difference, Differences
from desktop_app.forms.definition import Control, Definition, Output, Shape, TextSource, Words
from desktop_app.forms.secondary import Item
from desktop_app.forms.stored import entered

_CHOICES = {"select", "select1", "rank"}
_OTHERS = {"trigger", "upload"}
_CARD = "question"  # the mark of a group that stands for one question with its follow-ups
_PATH = re.compile(r"(?:[\w.\-]*/)+([\w.\-]+)")
_INSTANCE = re.compile(r"instance\(\s*(['\"])([^'\"]+)\1\s*\)")
_ONCE = re.compile(r"\bonce\s*\(")

Options = tuple[tuple[str, TextSource], ...]


class Questions:
    """What one version of a questionnaire asks, and in which words."""

    def __init__(self, definition: Definition) -> None:
        self._definition = definition
        self.languages = definition.languages
        self.language = definition.default_language
        self.names = {shape.id for shape in definition.shapes if shape.is_question}
        self.asked = {shape.id: shape for shape in definition.shapes if _is_asked(shape)}
        self._cards: dict[tuple[Shape, str], str] = {}
        self._lists: dict[str, Options] = {}
        self._worded: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {}

    def kind(self, question: QuestionId) -> str:
        """What sort of answer a question takes."""
        shape = self.asked[question]
        control = shape.control.kind if shape.control is not None else ""
        if control in _CHOICES | _OTHERS:
            return control
        return {"int": "integer"}.get(shape.bind.type, shape.bind.type)

    def repeats(self, question: QuestionId) -> tuple[tuple[QuestionId, bool], ...]:
        """The repeats that it stands in, and whether people add to them."""
        return tuple((each.id, each.is_fixed) for each in self.asked[question].repeats)

    def takes(self, question: QuestionId, value: str) -> bool:
        """Whether an answer that was given to another sort of question can stay."""
        kind, shape = self.kind(question), self.asked[question]
        if kind in _CHOICES:
            offered = {each for each, _ in self._options(shape.control)}
            parts = value.split()
            is_one = kind != "select1" or len(parts) == 1
            return is_one and (not offered or set(parts) <= offered)
        if kind in _OTHERS:
            return kind == "trigger" and value == "OK"
        return entered(value, shape.bind.type) is not None

    def wording(self, question: QuestionId, language: str) -> tuple[str, str, str]:
        """A question's own label and hint, and the title of the card it belongs to."""
        shape = self.asked[question]
        return (*self._own(shape, language), self._card(shape.parent, language))

    def choices(self, question: QuestionId, language: str) -> tuple[object, ...]:
        """What is offered, in order, and on what it depends."""
        control = self.asked[question].control
        if control is None or control.kind not in _CHOICES:
            return ()
        if control.itemset is None:
            return self._in_words(self._options(control), language)
        key = (control.itemset.nodes, language)  # many questions share one list
        if key not in self._worded:
            self._worded[key] = self._in_words(self._options(control), language)
        return (_without_places(control.itemset.nodes), self._worded[key])

    def in_words(self, question: QuestionId, value: str, language: str) -> str:
        """An answer as people read it: what was chosen by its label, anything else as it is."""
        control = self.asked[question].control
        if control is None or control.kind not in _CHOICES:
            return value
        labels = dict(self._in_words(self._options(control), language))
        return ", ".join(labels.get(each, each) for each in value.split())

    def _options(self, control: Control | None) -> Options:
        """Every option there is, whatever a filter leaves of them; none of answers."""
        if control is None or control.itemset is None:
            items = () if control is None else control.items
            return tuple((item.value, item.label) for item in items)
        itemset = control.itemset
        if itemset.nodes not in self._lists:
            named = _INSTANCE.search(itemset.nodes)
            document = self._definition.secondary.get(named[2]) if named else None
            roots = [] if document is None else document.children
            self._lists[itemset.nodes] = tuple(
                (row.child_text(itemset.value), _label(row, itemset.label))
                for root in roots
                for row in root.children
            )
        return self._lists[itemset.nodes]

    def _in_words(self, options: Options, language: str) -> tuple[tuple[str, str], ...]:
        return tuple((value, self._text(label, language)) for value, label in options)

    def _card(self, shape: Shape | None, language: str) -> str:
        """The wording of the card around a question; "" when there is none."""
        if shape is None:
            return ""
        key = (shape, language)
        if key not in self._cards:
            if _CARD in shape.bind.attributes:
                self._cards[key] = "\n".join(self._own(shape, language))
            else:
                outer = shape.repeats[-1] if shape.kind is NodeKind.INSTANCE else shape
                self._cards[key] = self._card(outer.parent, language)
        return self._cards[key]

    def _own(self, shape: Shape, language: str) -> tuple[str, str]:
        control = shape.control
        if control is None:
            return "", ""
        return self._text(control.label, language), self._text(control.hint, language)

    def _text(self, source: TextSource | None, language: str) -> str:
        if source is None:
            return ""
        if source.expression:
            return _without_places(source.expression)
        if not source.itext:
            return _written(source.words)
        entries = self._definition.itext.get(source.itext, {})
        for wanted in (language, self.language):
            words = entries[wanted].words if wanted in entries else ()
            if words not in {(), ("-",)}:
                return _written(words)
        return ""


def differences(old: Questions, new: Questions) -> Differences:
    """What is other in the newer version, for every question of the older one that differs."""
    shared = [(each, each) for each in old.languages if each in new.languages]
    languages = shared or [(old.language, new.language)]
    found = {name: frozenset(_between(old, new, name, languages)) for name in old.asked}
    return {name: each for name, each in found.items() if each}


def _between(
    old: Questions, new: Questions, name: QuestionId, languages: list[tuple[str, str]]
) -> Iterator[Difference]:
    if name not in new.asked:
        yield Difference.COMPUTED if name in new.names else Difference.GONE
        return
    if old.repeats(name) != new.repeats(name):
        yield Difference.MOVED
        return
    if old.kind(name) != new.kind(name):
        yield Difference.KIND
    if any(old.wording(name, one) != new.wording(name, other) for one, other in languages):
        yield Difference.WORDING
    if any(old.choices(name, one) != new.choices(name, other) for one, other in languages):
        yield Difference.CHOICES


def _is_asked(shape: Shape) -> bool:
    """Whether it holds an answer, rather than something that is always worked out."""
    calculate = shape.bind.calculate
    return shape.is_question and (not calculate or _ONCE.search(calculate) is not None)


def _label(row: Item, label: TextSource) -> TextSource:
    """Where the text of one row of a list comes from."""
    if not label.expression:
        return label
    text = row.child_text(label.expression)
    return TextSource(itext=text) if label.is_id else TextSource((text,))


def _written(words: Words) -> str:
    """Words as a text; of an output what it names. White space makes no difference."""
    parts = [word if isinstance(word, str) else _output(word) for word in words]
    return " ".join("".join(parts).split())


def _output(output: Output) -> str:
    return f"{{{_without_places(output.expression)}}}"


def _without_places(expression: str) -> str:
    """An expression in which a path is the name at its end."""
    return _PATH.sub(r"\1", " ".join(expression.split()))
