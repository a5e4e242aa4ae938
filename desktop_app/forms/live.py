"""The nodes of a live form: frames made, removed and found; nothing is evaluated here."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import datetime
from random import Random
from typing import Protocol

from desktop_app.domain.keys import InstanceId, NodeKey
from desktop_app.domain.nodes import Answers, Choice, NodeKind
from desktop_app.errors import StepRefused, UnknownReference
from desktop_app.forms.code import Context
from desktop_app.forms.definition import Seed, Shape
from desktop_app.forms.limits import MAX_INSTANCES, MAX_LIVE_NODES, MAX_WORK
from desktop_app.forms.memory import Memory, Place
from desktop_app.forms.questionnaire import Questionnaire
from desktop_app.forms.tree import Frame, Node, frames_inside, parent, walk

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:review-desk:instance")


class Clock(Protocol):
    """What counts as now."""

    def __call__(self) -> datetime:
        """The moment, with its zone."""


class Live:
    """The frames of a form, by place, and what its expressions ask of a session."""

    def __init__(
        self, questionnaire: Questionnaire, memory: Memory, now: Clock, random: Random
    ) -> None:
        self.questionnaire, self.memory = questionnaire, memory
        self.now, self.random = now, random
        self.seed = float(random.getrandbits(31))
        self.work_left = MAX_WORK
        self.language = questionnaire.definition.default_language
        self.frames: dict[Place, Frame] = {}
        self.size = 0
        root = questionnaire.definition.root
        self.root = self._build(root, None, (), "", questionnaire.definition.seed)

    # What expressions ask of a session.

    def spend(self, amount: int) -> None:
        """Account for so many nodes looked at; StepRefused when they are too many."""
        self.work_left -= amount
        if self.work_left < 0:
            raise StepRefused("", "limit")

    def text(self, itext: str) -> str:
        """An itext entry in the form's language; outputs in it stay blank."""
        words = self.questionnaire.texts.words(itext, self.language)
        return "".join(word for word in words if isinstance(word, str))

    def choice_label(self, node: Node, value: str) -> str:
        """What a select's choice is called in the form's language."""
        plan = self.questionnaire.book.choices.get(node.shape)
        if plan is None or not value:
            return ""
        if plan.is_fixed:
            choices = plan.fixed(self.language)
        else:  # the node's own options may be evaluated only after this
            choices = plan.run(Context(node, self.root, self), self.language)
        return next((choice.label for choice in choices if choice.value == value), "")

    def choices_of(self, node: Node) -> tuple[Choice, ...]:
        """A question's options as they are now."""
        if node.choices is not None:
            return node.choices
        plan = self.questionnaire.book.choices.get(node.shape)
        return plan.fixed(self.language) if plan is not None and plan.is_fixed else ()

    # Finding.

    def find(self, key: NodeKey) -> Node:
        """The node with that key, or UnknownReference."""
        shape = self.questionnaire.by_id.get(key.question)
        if shape is not None:
            if shape.instance is not None and len(key.instances) == shape.instance.depth:
                shape = shape.instance
            frame = self.frames.get((self._frame_shape(shape), key.instances))
            if frame is not None and shape.depth == len(key.instances):
                return frame.slots[shape.slot]
        raise UnknownReference(str(key))

    def _frame_shape(self, shape: Shape) -> Shape:
        if not shape.repeats:
            return self.questionnaire.definition.root
        return shape.repeats[-1].element

    def nodes_of(self, shape: Shape) -> Iterator[Node]:
        """Every node of a shape, in document order."""
        return self.nodes_under(shape, self.root, 0)

    def nodes_under(self, shape: Shape, frame: Frame, bound: int) -> Iterator[Node]:
        """Every node of a shape inside a frame that is so deep."""
        frames = [frame]
        for repeat in shape.repeats[bound:]:
            frames = [f for outer in frames for f in outer.slots[repeat.slot].instances]
        slot = shape.slot
        return (f.slots[slot] for f in frames)

    # Making and removing.

    def _build(
        self,
        shape: Shape,
        repeat: Node | None,
        ids: tuple[InstanceId, ...],
        order: str,
        seed: Seed,
    ) -> Frame:
        """A frame with its seed's values, what memory holds for it, and the repeats inside."""
        shapes = self.questionnaire.frames[shape]
        self.size += len(shapes)
        if self.size > MAX_LIVE_NODES:
            raise StepRefused(shape.path, "limit")
        frame = Frame(repeat, ids, order, seed)
        frame.slots = [Node(inner, frame) for inner in shapes]
        self.frames[shape, ids] = frame
        for inner, value in seed.values.items():
            frame.slots[inner.slot].value = value
        for inner, value in self.memory.values.pop((shape, ids), {}).items():
            frame.slots[inner.slot].value = value
            frame.is_recalled = True
        self._set_flags(frame)
        for node in frame.slots:
            if node.shape.instance is not None and not node.shape.count:
                self._open(node)
        return frame

    def _set_flags(self, frame: Frame) -> None:
        """What holds for a new node without evaluating anything."""
        book, outer = self.questionnaire.book, frame.repeat
        if outer is not None and not outer.relevant:
            for node in frame.slots:
                node.relevant = False
        for node in frame.slots if book.always_required else ():
            node.required = node.shape in book.always_required
        if book.always_readonly or (outer is not None and outer.readonly):
            for node in frame.slots:
                node.own_readonly = node.shape in book.always_readonly
                around = parent(node)
                node.readonly = node.own_readonly or (around is not None and around.readonly)

    def _open(self, repeat: Node) -> None:
        """Give a repeat without a count what it starts with and what was added."""
        instance, ids = repeat.shape.element, repeat.frame.ids
        seeds = repeat.frame.seed.nested.get(repeat.shape, [])
        for ordinal in range(len(seeds)):
            made = (*ids, self.made_id(repeat, ordinal))
            if (instance, made) not in self.memory.gone:
                self.insert(repeat, made[-1], made_order(ordinal), ordinal)
        for identity, order in self.memory.added_in(instance, ids).items():
            if (instance, (*ids, identity)) not in self.memory.gone:
                self.insert(repeat, identity, order)

    def made_id(self, repeat: Node, ordinal: int) -> InstanceId:
        """The id of an instance that the form itself makes: the same wherever it is made."""
        return made_id(repeat.key, ordinal)

    def new_id(self, repeat: Node) -> InstanceId:
        """A random id for an instance that a person adds."""
        while True:
            made = uuid.UUID(int=self.random.getrandbits(128), version=4).hex
            place = (repeat.shape.element, (*repeat.frame.ids, InstanceId(made)))
            if place not in self.frames and not self.memory.is_added(place):
                return InstanceId(made)

    def insert(
        self, repeat: Node, identity: InstanceId, order: str, ordinal: int | None = None
    ) -> Frame:
        """Make an instance and put it where its order says.

        One that the form itself makes, with its ordinal, starts as the form describes it.
        """
        if len(repeat.instances) >= MAX_INSTANCES:
            raise StepRefused(repeat.ref, "limit")
        ids, seeds = (*repeat.frame.ids, identity), repeat.frame.seed.nested
        described = seeds.get(repeat.shape, [])
        seed = self.questionnaire.definition.templates.get(repeat.shape, Seed())
        if ordinal is not None and ordinal < len(described):
            seed = described[ordinal]
        frame = self._build(repeat.shape.element, repeat, ids, order, seed)
        is_last = not repeat.instances or _place_of(repeat.instances[-1]) < _place_of(frame)
        repeat.instances.append(frame)
        frame.position = len(repeat.instances)
        if not is_last:
            repeat.instances.sort(key=_place_of)
            self._number(repeat)
        return frame

    def discard(self, frame: Frame) -> None:
        """Take an instance out; what was entered in it and deeper inside is kept in memory."""
        repeat = frame.repeat
        assert repeat is not None
        repeat.instances.remove(frame)
        self._number(repeat)
        for found in list(frames_inside(frame)):
            shape = found.node.shape
            kept = {n.shape: n.value for n in found.slots if self.is_entered(n)}
            if kept:
                self.memory.values[shape, found.ids] = kept
            del self.frames[shape, found.ids]
            found.is_gone = True
            self.size -= len(found.slots)

    def _number(self, repeat: Node) -> None:
        for position, frame in enumerate(repeat.instances, 1):
            frame.position = position

    def is_entered(self, node: Node) -> bool:
        """Whether a node holds something that is neither derived nor what it started with."""
        if node.shape.kind is not NodeKind.QUESTION:
            return False
        if node.value == node.frame.seed.values.get(node.shape, ""):
            return False
        return node.shape not in self.questionnaire.derived


def _place_of(frame: Frame) -> tuple[str, InstanceId]:
    return frame.order, frame.ids[-1]


def answers_of(live: Live) -> Answers:
    """What people entered; nothing derived, and what is dormant too."""
    memory = live.memory
    values = {node.key: node.value for node in walk(live.root.node) if live.is_entered(node)}
    values |= dict(memory.dormant())
    return Answers(values, tuple(memory.instances()), frozenset(memory.removed()))


def made_id(repeat: NodeKey, ordinal: int) -> InstanceId:
    """What `Live.made_id` gives, before there is a form."""
    return InstanceId(uuid.uuid5(_NAMESPACE, f"{repeat}#{ordinal}").hex)


def made_order(ordinal: int) -> str:
    """Instances that the form makes come first, in the order it makes them."""
    return f"{ordinal:06d}"
