"""Paths to code. A questionnaire's structure is known, so a path is resolved when compiled.

What remains at run time is to go out some frames, in through the instances of some
repeats, and to pick a slot. Inside a repeat, an absolute path to a node in the same repeat
means the one in the same instance, as the ODK specification says; a path to the repeat
itself means all its instances.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from desktop_app.domain.nodes import NodeKind
from desktop_app.forms.code import Code, Context, Kind, Run, Uses
from desktop_app.forms.definition import Shape
from desktop_app.forms.secondary import Item
from desktop_app.forms.syntax import Axis, BadExpression, Step
from desktop_app.forms.tree import Frame, Node


@dataclass(frozen=True, slots=True)
class Scope:
    """Where an expression stands: the shape of ``.``, that of ``current()``, what it uses.

    ``shared`` is how many frames of ``.`` are certainly those of ``current()``. In a
    predicate on items of a secondary instance ``.`` is an item, and ``shape`` is that of
    the node around.
    """

    shape: Shape
    current: Shape
    uses: Uses
    shared: int
    in_items: bool = False

    def inside(self, shape: Shape, shared: int) -> Scope:
        """The scope of a predicate on nodes of a shape."""
        return replace(self, shape=shape, shared=shared, in_items=False)

    def inside_items(self) -> Scope:
        """The scope of a predicate on items."""
        return replace(self, in_items=True)

    def of_current(self) -> Scope:
        """The scope in which ``current()`` is ``.``."""
        return replace(self, shape=self.current, shared=self.current.depth, in_items=False)


def scope_of(shape: Shape, uses: Uses) -> Scope:
    """The scope of a rule of a shape."""
    return Scope(shape, shape, uses, shape.depth)


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a path has been followed.

    ``shape`` is where it stands (None: above the root). ``bound`` frames are those of the
    node it set out from: the context's, or each of those that ``base`` gives. ``pinned``
    is False for an absolute path, whose ``bound`` is known only where it ends.
    """

    shape: Shape | None
    bound: int
    base: Run | None = None
    base_depth: int = 0
    shared: int = 0
    pinned: bool = True
    picks: tuple[tuple[Shape, Run], ...] = ()


class Route:
    """Follows steps over the primary instance from one cursor."""

    def __init__(
        self,
        scope: Scope,
        predicate: Callable[[Any, Scope], Run],
        spend: Callable[[int], None] = lambda _: None,
    ) -> None:
        self._scope, self._predicate, self._spend = scope, predicate, spend

    def follow(self, cursor: Cursor, steps: tuple[Step, ...]) -> Iterator[Cursor]:
        """The cursors at which the steps end; several where a wildcard stands."""
        cursors = [cursor]
        for step in steps:
            cursors = [after for before in cursors for after in self._step(before, step)]
            self._spend(len(cursors))
        return iter(cursors)

    def _step(self, cursor: Cursor, step: Step) -> Iterator[Cursor]:
        for shape in _shapes(cursor.shape, step):
            moved = replace(cursor, shape=shape)
            if shape is None or not cursor.pinned:
                moved = replace(moved, bound=cursor.bound)
            else:
                moved = replace(moved, bound=min(cursor.bound, shape.depth))
            for predicate in step.predicates:
                self._spend(1)
                moved = self._filtered(moved, predicate)
            yield moved

    def _filtered(self, cursor: Cursor, predicate: Any) -> Cursor:
        if cursor.shape is None:
            raise BadExpression("a predicate cannot stand before the first step")
        pinned = self.pin(cursor)
        assert pinned.shape is not None
        shared = min(pinned.bound, pinned.shared)
        self._use(pinned)
        self._scope.uses.add_present(pinned.shape)
        nodes = gather(pinned, self._scope)
        test = self._predicate(predicate, self._scope.inside(pinned.shape, shared))
        depth = pinned.shape.depth
        return Cursor(pinned.shape, depth, filtered(nodes, test), depth, shared)

    def pin(self, cursor: Cursor) -> Cursor:
        """The cursor with its bound known."""
        if cursor.pinned or cursor.shape is None:
            return cursor
        bound = common_depth(self._scope.shape, cursor.shape)
        bound = min([bound, *(shape.depth for shape, _ in cursor.picks)])
        return replace(cursor, bound=bound, pinned=True, shared=self._scope.shared)

    def end(self, cursor: Cursor) -> Code:
        """The code that gives the nodes at a cursor."""
        if cursor.shape is None:
            raise BadExpression("a path cannot end above the form")
        pinned = self.pin(cursor)
        self._use(pinned)
        code = Code(Kind.NODES, gather(pinned, self._scope), shapes=(cursor.shape,))
        if pinned.base is None and pinned.bound == cursor.shape.depth:
            code.one = _one(cursor.shape, self._scope.shape.depth)
        else:
            self._scope.uses.add_present(cursor.shape)
        return code

    def _use(self, cursor: Cursor) -> None:
        assert cursor.shape is not None
        bound = min(cursor.bound, cursor.shared)
        self._scope.uses.add_values((cursor.shape, bound))
        for repeat in cursor.shape.repeats[bound:]:
            self._scope.uses.add_structures((repeat, min(bound, repeat.depth)))


def _shapes(shape: Shape | None, step: Step) -> Iterator[Shape | None]:
    """Where a step leads; nowhere is no fault here, as a linter has more to say of it."""
    if shape is None:
        return
    if step.axis is Axis.SELF:
        if step.name in {"*", shape.name}:
            yield shape
    elif step.axis is Axis.PARENT:
        yield shape.parent
    elif step.axis is Axis.CHILD:
        yield from (child.element for child in shape.children if step.name in {"*", child.name})
    elif step.axis is Axis.DESCENDANT:
        yield from _descendants(shape)
    else:
        raise BadExpression(f"@{step.name} cannot be read")


def _descendants(shape: Shape) -> Iterator[Shape]:
    yield shape
    for child in shape.children:
        yield from _descendants(child.element)


def common_depth(context: Shape, target: Shape) -> int:
    """How many frames a node and the target of its absolute path share."""
    bound = 0
    for one, other in zip(context.repeats, target.repeats, strict=False):
        if one is not other:
            break
        bound += 1
    if target.kind is NodeKind.INSTANCE:
        return min(bound, target.depth - 1)
    return bound


def _one(shape: Shape, depth: int) -> Run:
    """The one node of a shape that shares all its frames with a context of that depth."""
    slot, out = shape.slot, depth - shape.depth
    if shape.depth == 0:
        return lambda context: context.root.slots[slot]
    if out == 0:
        return lambda context: context.frame.slots[slot]
    target = shape.depth
    return lambda context: context.frame.enclosing(target).slots[slot]


def code_outside(shape: Shape) -> Code:
    """The code that gives the one node of a shape outside of all repeats, wherever it runs."""
    one = _one(shape, 0)
    return Code(Kind.NODES, _if_relevant(one), shapes=(shape,), one=one)


def _if_relevant(one: Run) -> Run:
    return lambda context: [node] if (node := one(context)).relevant else []


def gather(cursor: Cursor, scope: Scope) -> Run:
    """All relevant nodes at a pinned cursor, in document order."""
    shape, bound = cursor.shape, cursor.bound
    assert shape is not None
    inner, slot = shape.repeats[bound:], shape.slot
    if cursor.base is None and not inner:
        return _if_relevant(_one(shape, scope.shape.depth))
    picks = dict(cursor.picks)
    start = _frames_of(cursor.base, bound)

    def nodes(context: Context) -> list[Node]:
        frames = start(context)
        for repeat in inner:
            frames = [f for outer in frames for f in outer.slots[repeat.slot].instances]
            if repeat in picks:
                frames = picks[repeat](context)(frames)
        context.session.spend(len(frames))
        return [node for f in frames if (node := f.slots[slot]).relevant]

    return nodes


def _frames_of(base: Run | None, bound: int) -> Callable[[Context], list[Frame]]:
    if base is None:
        if bound == 0:
            return lambda context: [context.root]
        return lambda context: [context.frame.enclosing(bound)]
    return lambda context: list(
        dict.fromkeys(node.frame.enclosing(bound) for node in base(context))
    )


def filtered(nodes: Run, test: Run) -> Run:
    """Those nodes for which a predicate holds; it sees each one's place among them."""

    def kept(context: Context) -> list[Any]:
        found = nodes(context)
        size = len(found)
        context.session.spend(size)
        at = context.at
        return [node for place, node in enumerate(found, 1) if test(at(node, place, size))]

    return kept


def item_step(nodes: Run, step: Step) -> Run:
    """One step over nodes of secondary instances, predicates left out."""
    work = step_over(step)

    def found(context: Context) -> list[Item]:
        items = work(nodes(context))
        context.session.spend(len(items))
        return items

    return found


def step_over(step: Step) -> Callable[[Sequence[Item]], list[Item]]:
    """The nodes that one step leads to from nodes of secondary instances."""
    name = step.name
    if step.axis is Axis.CHILD:
        return lambda nodes: [
            child for node in nodes for child in node.children if name in (child.name, "*")
        ]
    if step.axis is Axis.PARENT:
        return lambda nodes: _distinct(node.parent for node in nodes)
    if step.axis is Axis.SELF:
        return lambda nodes: [node for node in nodes if name in (node.name, "*")]
    if step.axis is Axis.ATTRIBUTE:
        return lambda nodes: [
            Item(name, node.attributes[name]) for node in nodes if name in node.attributes
        ]
    return lambda nodes: list(dict.fromkeys(item for node in nodes for item in _items(node)))


def _distinct(items: Iterator[Item | None]) -> list[Item]:
    return list(dict.fromkeys(item for item in items if item is not None))


def _items(item: Item) -> Iterator[Item]:
    pending = [item]
    while pending:
        found = pending.pop()
        yield found
        pending += reversed(found.children)
