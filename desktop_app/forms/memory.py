"""What a live form must remember beside its nodes: added and removed instances, dormant values.

Values of instances that are not there now, because a count shrank or a person removed
them, are kept here and come back with the instance.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from desktop_app.domain.keys import InstanceId, NodeKey
from desktop_app.domain.nodes import Answers, Instance
from desktop_app.forms.definition import Shape

Place = tuple[Shape, tuple[InstanceId, ...]]  # an instance shape or the root, and its ids
Instances = tuple[dict[Place, dict[InstanceId, str]], set[Place]]


class Memory:
    """Instances that people added or removed, and values of nodes that are not there."""

    def __init__(self) -> None:
        self.added: dict[Place, dict[InstanceId, str]] = {}
        self.gone: set[Place] = set()
        self.values: dict[Place, dict[Shape, str]] = {}

    def snapshot(self) -> Instances:
        """Which instances were added and removed, to go back to."""
        if not self.added and not self.gone:
            return {}, set()
        return {place: dict(found) for place, found in self.added.items()}, set(self.gone)

    def restore(self, instances: Instances) -> None:
        """Go back to a snapshot."""
        self.added, self.gone = instances

    def add(self, place: Place, order: str) -> None:
        """A person added the instance, or took back that it was removed."""
        shape, ids = place
        self.gone.discard(place)
        self.added.setdefault((shape, ids[:-1]), {})[ids[-1]] = order

    def added_in(self, shape: Shape, outer: tuple[InstanceId, ...]) -> Mapping[InstanceId, str]:
        """Added instances of a repeat in one frame, with their order."""
        return self.added.get((shape, outer), {})

    def is_added(self, place: Place) -> bool:
        """Whether a person added the instance, rather than the form made it."""
        shape, ids = place
        return ids[-1] in self.added_in(shape, ids[:-1])

    def is_dropped(self, place: Place) -> bool:
        """Whether an instance, or one around it, was removed by a person."""
        shape, ids = place
        around = [repeat.instance or repeat for repeat in shape.repeats]
        return any((outer, ids[: n + 1]) in self.gone for n, outer in enumerate(around))

    def dormant(self) -> Iterator[tuple[NodeKey, str]]:
        """Values that would come back with their instance."""
        for place, kept in self.values.items():
            if not self.is_dropped(place):
                for shape, value in kept.items():
                    yield NodeKey(shape.id, place[1]), value

    def instances(self) -> Iterator[Instance]:
        """Added instances that nobody removed."""
        for (shape, outer), orders in self.added.items():
            for identity, order in orders.items():
                if not self.is_dropped((shape, (*outer, identity))):
                    yield Instance(NodeKey(shape.id, (*outer, identity)), order)

    def removed(self) -> Iterator[NodeKey]:
        """Instances made by the form that a person removed."""
        for place in self.gone:
            if not self.is_added(place):
                yield NodeKey(place[0].id, place[1])


def recall(
    answers: Answers, shapes: Mapping[str, Shape], derived: set[Shape]
) -> tuple[Memory, list[NodeKey]]:
    """A memory that holds all answers, and the keys that this form has no place for."""
    memory, unplaced = Memory(), []
    root = next(iter(shapes.values()))
    while root.parent is not None:
        root = root.parent
    for key, value in answers.values.items():
        shape = shapes.get(key.question)
        fits = shape is not None and shape.is_question and shape.depth == len(key.instances)
        if shape is None or not fits or shape in derived:
            unplaced.append(key)
            continue
        frame = _instance_of(shape.repeats[-1]) if shape.repeats else root
        memory.values.setdefault((frame, key.instances), {})[shape] = value
    for instance in answers.instances:
        place = _place(instance.key, shapes)
        if place is None or place[0].repeats[-1].is_fixed:
            unplaced.append(instance.key)
        else:
            memory.add(place, instance.order)
    for key in answers.removed:
        place = _place(key, shapes)
        if place is None or place[0].repeats[-1].is_fixed:
            unplaced.append(key)
        else:
            memory.gone.add(place)
    return memory, unplaced


def _place(key: NodeKey, shapes: Mapping[str, Shape]) -> Place | None:
    repeat = shapes.get(key.question)
    if repeat is None or repeat.instance is None:
        return None
    if len(key.instances) != repeat.instance.depth:
        return None
    return repeat.instance, key.instances


def _instance_of(repeat: Shape) -> Shape:
    assert repeat.instance is not None
    return repeat.instance
