"""A live form: answers go in, the state of every node and exactly what changed come out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from random import Random
from types import MappingProxyType

from desktop_app.domain.keys import InstanceId, NodeKey, QuestionId
from desktop_app.domain.nodes import NO_CHANGE, Answers, Changed, NodeKind, NodeState
from desktop_app.errors import Fault, FormRefused, StepRefused, UnknownReference
from desktop_app.forms.collecting import collection_paused
from desktop_app.forms.computation import Computation
from desktop_app.forms.events import Events
from desktop_app.forms.live import Live, answers_of
from desktop_app.forms.memory import recall
from desktop_app.forms.ordering import order_after
from desktop_app.forms.questionnaire import Questionnaire, read_questionnaire
from desktop_app.forms.stored import entered, is_within
from desktop_app.forms.submission import submission_of
from desktop_app.forms.tree import Node, children, parent, walk
from desktop_app.forms.views import SELECTS, chosen, state_of

_NO_FILES: Mapping[str, bytes] = MappingProxyType({})
_SEGMENT = re.compile(r"/([^/\[\]]+)(?:\[(\d{1,9})\])?")


class Form:
    """One opened questionnaire. It has no clock, chance or storage of its own.

    ``first_writes`` are the values that opening it stored, to be recorded as changes:
    first-load ``setvalue``, preloads and ``once``. ``unplaced`` are keys of the given
    answers for which the questionnaire has no place; they are not in ``answers()``.
    """

    def __init__(
        self,
        questionnaire: Questionnaire,
        *,
        answers: Answers,
        now: Callable[[], datetime],
        random: Random,
        language: str | None = None,
        properties: Mapping[str, str] = _NO_FILES,  # type: ignore[assignment]  # an empty mapping
    ) -> None:
        self._questionnaire = questionnaire
        memory, unplaced = recall(answers, questionnaire.by_id, questionnaire.derived)
        self.unplaced = tuple(unplaced)
        try:
            with collection_paused():
                self._live = Live(questionnaire, memory, now, random)
                if language is not None and language in self.languages:
                    self._live.language = language
                self._computation = Computation(self._live)
                self._events = Events(self._live, self._computation, properties)
                self.first_writes = self._events.open(is_fresh=answers == Answers())
        except StepRefused as refusal:
            raise FormRefused(Fault(f"{refusal.ref} goes beyond a limit")) from refusal

    @classmethod
    def load(
        cls,
        xform: bytes,
        *,
        answers: Answers = Answers(),  # noqa: B008  # frozen, so it can be shared
        now: Callable[[], datetime],
        random: Random,
        secondary: Mapping[str, bytes] = _NO_FILES,
        language: str | None = None,
    ) -> Form:
        """Read, compile and open a questionnaire; raises FormRefused."""
        questionnaire = read_questionnaire(xform, secondary)
        return cls(questionnaire, answers=answers, now=now, random=random, language=language)

    # What it is.

    @property
    def title(self) -> str:
        """The questionnaire's title."""
        return self._questionnaire.definition.title

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages its texts are in; none when it does not say."""
        return self._questionnaire.definition.languages

    @property
    def language(self) -> str:
        """The language that texts are given in."""
        return self._live.language

    @property
    def root(self) -> NodeKey:
        """The key of the form itself."""
        return self._live.root.node.key

    # Looking.

    def resolve(self, ref: str) -> NodeKey:
        """The key of what a path names; a repeat without a number inside one is the first."""
        return self._resolve(ref).key

    def state(self, key: NodeKey) -> NodeState:
        """Everything there is to know of a node."""
        return state_of(self._live.find(key), self._live)

    def children(self, key: NodeKey) -> tuple[NodeKey, ...]:
        """The nodes directly inside; of a repeat, its instances."""
        return tuple(node.key for node in children(self._live.find(key)))

    def parent(self, key: NodeKey) -> NodeKey | None:
        """The node around, or None for the root."""
        outer = parent(self._live.find(key))
        return None if outer is None else outer.key

    def walk(self, start: NodeKey | None = None) -> Iterator[NodeKey]:
        """A node, or the root, and everything inside, in document order."""
        top = self._live.root.node if start is None else self._live.find(start)
        return (node.key for node in walk(top))

    def names_inside(self, key: NodeKey) -> frozenset[QuestionId]:
        """The names of a node and of all that can ever stand in it, rows to come included."""
        found, left = set(), [self._live.find(key).shape]
        while left:
            shape = left.pop()
            found.add(shape.id)
            left += [*shape.children, *([shape.instance] if shape.instance else [])]
        return frozenset(found)

    def condition(self, key: NodeKey) -> str:
        """The expression that decides whether a node applies; "" if it always does."""
        return self._live.find(key).shape.bind.relevant

    # Steps.

    def set(self, key: NodeKey, value: str | None) -> Changed:
        """Store an answer, or clear it."""
        node = self._live.find(key)
        text = self._accepted(node, value or "")
        if text == node.value:
            return NO_CHANGE
        return self._step(lambda: self._computation.assign(node, text))

    def _accepted(self, node: Node, value: str) -> str:
        shape, book = node.shape, self._questionnaire.book
        if not shape.is_question or node.readonly or shape in book.calculated:
            raise StepRefused(node.ref, "readonly")
        control = shape.control
        kind = control.kind if control else ""
        text = entered(value, "" if kind in SELECTS else shape.bind.type)
        if text is None or (kind == "trigger" and text not in {"", "OK"}):
            raise StepRefused(node.ref, "bad-value")
        if kind == "range" and control and not is_within(text, control.parameters):
            raise StepRefused(node.ref, "bad-value")
        if kind not in SELECTS:
            return text
        offered = {choice.value for choice in self._live.choices_of(node)} if text else set()
        # An answer that serves as a choice may have white space around it, or be just that.
        text = text if text in offered else text.strip()
        picked = list(dict.fromkeys(chosen(shape, text))) if text else []
        kept = set(chosen(shape, node.value)) if kind != "select1" and node.value else set()
        if not set(picked) <= offered | kept:
            raise StepRefused(node.ref, "no-such-choice")
        return " ".join(picked)

    def put_back(self, values: Mapping[NodeKey, str]) -> Changed:
        """Give questions the values that they had before a step.

        Unlike ``set`` it sets off no actions, and what was an answer once may be one again.
        """
        found = [(self._live.find(key), value) for key, value in values.items()]
        for node, _ in found:
            if not node.shape.is_question or node.shape in self._questionnaire.derived:
                raise StepRefused(node.ref, "readonly")
        changed = [(node, value) for node, value in found if node.value != value]
        if not changed:
            return NO_CHANGE
        return self._step(lambda: self._computation.assign_all(changed), acts=False)

    def add(
        self, repeat: NodeKey, instance: InstanceId | None = None, order: str | None = None
    ) -> Changed:
        """Add an instance, at the end unless ``order`` says otherwise.

        Adding one that was removed brings it back with what was entered in it.
        """
        node = self._live.find(repeat)
        if node.shape.kind is not NodeKind.REPEAT:
            raise StepRefused(node.ref, "not-a-repeat")
        if node.shape.is_fixed:
            raise StepRefused(node.ref, "counted")
        if instance is not None and any(f.ids[-1] == instance for f in node.instances):
            return NO_CHANGE
        return self._step(lambda: self._events.add(node, instance, order))

    def remove(self, instance: NodeKey) -> Changed:
        """Remove an instance of a repeat with everything in it."""
        node = self._live.find(instance)
        if node.shape.kind is not NodeKind.INSTANCE:
            raise StepRefused(node.ref, "not-an-instance")
        if node.shape.repeats[-1].is_fixed:
            raise StepRefused(node.ref, "counted")
        return self._step(lambda: self._events.remove(node.frame))

    def use_language(self, language: str) -> Changed:
        """Give all texts in another of the form's languages."""
        if language not in self.languages:
            raise StepRefused(language, "no-such-language")
        return self._events.use_language(language)

    def _step(self, change: Callable[[], object], *, acts: bool = True) -> Changed:
        try:
            return self._events.step(change, acts=acts)
        except StepRefused:
            self._restore(self._events.answers_before())
            raise

    def _restore(self, answers: Answers) -> None:
        """A step went beyond a limit in the middle: open the answers as they were again."""
        memory, _ = recall(answers, self._questionnaire.by_id, self._questionnaire.derived)
        old = self._live
        self._live = Live(self._questionnaire, memory, old.now, old.random)
        self._live.language, self._live.seed = old.language, old.seed
        self._computation = Computation(self._live)
        self._events = Events(self._live, self._computation, self._events.properties)
        self._events.open(is_fresh=False)

    # Results.

    def answers(self) -> Answers:
        """What people entered; nothing derived, and hidden answers kept."""
        return answers_of(self._live)

    def hidden_answers(self) -> tuple[NodeKey, ...]:
        """Answers that are kept although their question does not apply now."""
        live = self._live
        nodes = walk(live.root.node)
        return tuple(n.key for n in nodes if n.value and not n.relevant and live.is_entered(n))

    def submission(self) -> str:
        """The submission as ODK XML: relevant nodes only."""
        return submission_of(self._live)

    def _resolve(self, ref: str) -> Node:
        segments = _SEGMENT.findall(ref)
        node = self._live.root.node
        if "".join(_written(*segment) for segment in segments) != ref or not segments:
            raise UnknownReference(ref)
        if segments[0] not in {(node.shape.name, ""), (node.shape.name, "1")}:
            raise UnknownReference(ref)
        path = node.shape.path
        for place, (name, number) in enumerate(segments[1:], 2):
            path = f"{path}/{name}"
            shape = self._questionnaire.definition.by_path.get(path)
            if shape is None or (
                number and shape.kind is not NodeKind.REPEAT and number != "1"
            ):
                raise UnknownReference(ref)
            node = node.frame.slots[shape.slot]
            if node.shape.kind is NodeKind.REPEAT and (number or place < len(segments)):
                position = int(number or 1)
                if not 1 <= position <= len(node.instances):
                    raise UnknownReference(ref)
                node = node.instances[position - 1].node
        return node


def _written(name: str, number: str) -> str:
    return f"/{name}[{number}]" if number else f"/{name}"


__all__ = ["Form", "order_after"]
