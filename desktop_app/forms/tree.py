"""The nodes of a live form and the frames they stand in."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.domain.keys import InstanceId, NodeKey
from desktop_app.domain.nodes import Choice
from desktop_app.forms.definition import Seed, Shape


class Node:
    """A node of a live form. Plain data: only the computation of its form writes to it.

    ``relevant`` and ``readonly`` take the ancestors into account, ``own_relevant`` and
    ``own_readonly`` do not. ``texts`` and ``choices`` hold what depends on answers; where
    nothing does they stay None, and the questionnaire's fixed ones count.
    """

    __slots__ = (
        "choices",
        "constraint_ok",
        "frame",
        "instances",
        "own_readonly",
        "own_relevant",
        "readonly",
        "relevant",
        "required",
        "shape",
        "texts",
        "value",
    )

    def __init__(self, shape: Shape, frame: Frame) -> None:
        self.shape, self.frame = shape, frame
        self.value = ""
        self.relevant = self.own_relevant = True
        self.required = self.readonly = self.own_readonly = False
        self.constraint_ok = True
        self.texts: tuple[str, ...] | None = None
        self.choices: tuple[Choice, ...] | None = None
        self.instances: list[Frame] = []

    @property
    def key(self) -> NodeKey:
        """The name that outlives the program run."""
        return NodeKey(self.shape.id, self.frame.ids)

    @property
    def ref(self) -> str:
        """The path with the numbers of the instances around the node."""
        if not self.frame.ids:
            return self.shape.path
        return self.frame.ref + self.shape.path[len(self.frame.node.shape.path) :]

    def __repr__(self) -> str:
        return f"<node {self.ref}>"


class Frame:
    """The form itself, or one instance of a repeat: the nodes that exist once in it."""

    __slots__ = (
        "ids",
        "is_gone",
        "is_recalled",
        "order",
        "outer",
        "position",
        "repeat",
        "seed",
        "slots",
    )

    def __init__(
        self, repeat: Node | None, ids: tuple[InstanceId, ...], order: str, seed: Seed
    ) -> None:
        self.repeat, self.ids, self.order, self.seed = repeat, ids, order, seed
        self.outer: Frame | None = None if repeat is None else repeat.frame
        self.position = 1
        self.is_recalled = False  # whether values from an earlier life came back with it
        self.is_gone = False  # whether it was taken out
        self.slots: list[Node] = []

    @property
    def node(self) -> Node:
        """The instance's own node, or the root of the form."""
        return self.slots[0]

    @property
    def ref(self) -> str:
        """The path of the instance with its number."""
        if self.repeat is None:
            return self.node.shape.path
        return f"{self.repeat.ref}[{self.position}]"

    def enclosing(self, depth: int) -> Frame:
        """The frame around this one, or itself, that is so deep."""
        frame = self
        for _ in range(len(self.ids) - depth):
            assert frame.outer is not None
            frame = frame.outer
        return frame


def frame_shapes(shape: Shape) -> list[Shape]:
    """The shapes of a frame in the order of their slots."""
    found: list[Shape] = [shape]
    pending = list(reversed(shape.children))
    while pending:
        inner = pending.pop()
        found.append(inner)
        pending += reversed(inner.children)
    return sorted(found, key=lambda inner: inner.slot)


def children(node: Node) -> list[Node]:
    """The nodes directly inside; of a repeat, its instances."""
    if node.shape.instance is not None:
        return [frame.node for frame in node.instances]
    slots = node.frame.slots
    return [slots[shape.slot] for shape in node.shape.children]


def parent(node: Node) -> Node | None:
    """The node around: a repeat's instance stands in the repeat."""
    frame = node.frame
    if node.shape.slot == 0 and node is frame.node:
        return frame.repeat
    assert node.shape.parent is not None
    return frame.slots[node.shape.parent.slot]


def walk(node: Node) -> Iterator[Node]:
    """A node and everything inside, in document order."""
    pending = [node]
    while pending:
        found = pending.pop()
        yield found
        pending += reversed(children(found))


def frames_inside(frame: Frame) -> Iterator[Frame]:
    """An instance and every instance inside it."""
    pending = [frame]
    while pending:
        found = pending.pop()
        yield found
        pending += [inner for node in found.slots for inner in node.instances]
