"""The order of evaluation: which rules depend on which, and whom a change concerns.

The graph is one of shapes, not of nodes, so it is built once and its size does not depend
on how many instances a repeat gets.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from desktop_app.errors import Fault, FormRefused
from desktop_app.forms.definition import Shape
from desktop_app.forms.rules import COLUMNS, MOVERS, Rule, RuleKind

Listener = tuple[Rule, int]


@dataclass(slots=True)
class Graph:
    """Rules in their order, and those that listen to a shape's values or instances.

    A listener's number says how many frames its node shares with the node that changed.
    ``on_presence`` are those that a blank node concerns when it comes to count or ceases to.
    """

    order: list[Rule]
    on_value: dict[Shape, list[Listener]] = field(default_factory=dict)
    on_presence: dict[Shape, list[Listener]] = field(default_factory=dict)
    on_structure: dict[Shape, list[Listener]] = field(default_factory=dict)
    on_language: list[Rule] = field(default_factory=list)


def build_graph(rules: list[Rule]) -> Graph:
    """The graph of a questionnaire's rules; a cycle is refused."""
    movers = [rule for rule in rules if rule.kind in MOVERS]
    ordered = _ordered(movers)
    ordered += sorted((r for r in rules if r.kind not in MOVERS), key=lambda r: r.kind)
    graph = Graph(ordered)
    for rank, rule in enumerate(ordered):
        rule.rank = rank
        _listen(graph, rule)
    return graph


def _listen(graph: Graph, rule: Rule) -> None:
    for shape, bound in rule.uses.values:
        graph.on_value.setdefault(shape, []).append((rule, bound))
        if shape in rule.uses.present:
            graph.on_presence.setdefault(shape, []).append((rule, bound))
    for shape, bound in rule.uses.structures:
        graph.on_structure.setdefault(shape, []).append((rule, bound))
    if rule.uses.language or rule.kind in {RuleKind.TEXT, RuleKind.CHOICES}:
        graph.on_language.append(rule)


def _ordered(movers: list[Rule]) -> list[Rule]:
    """Each rule after those it depends on; otherwise in document order."""
    before = _dependencies(movers)
    after: dict[Rule, list[Rule]] = {rule: [] for rule in movers}
    waiting = {rule: len(found) for rule, found in before.items()}
    for rule, found in before.items():
        for earlier in found:
            after[earlier].append(rule)
    ready = [rule for rule in reversed(movers) if not waiting[rule]]
    ordered: list[Rule] = []
    while ready:
        rule = ready.pop()
        ordered.append(rule)
        for later in after[rule]:
            waiting[later] -= 1
            if not waiting[later]:
                ready.append(later)
    if len(ordered) < len(movers):
        raise _cycle(before, set(ordered))
    return ordered


def _dependencies(movers: list[Rule]) -> dict[Rule, set[Rule]]:
    by_shape: dict[tuple[RuleKind, Shape], Rule] = {(r.kind, r.shape): r for r in movers}
    gates: dict[Shape, tuple[Rule, ...]] = {}
    return {rule: set(_earlier(rule, by_shape, gates)) for rule in movers}


def _earlier(
    rule: Rule,
    by_shape: dict[tuple[RuleKind, Shape], Rule],
    gates: dict[Shape, tuple[Rule, ...]],
) -> Iterator[Rule]:
    for shape, _ in rule.uses.values:
        calculate = by_shape.get((RuleKind.CALCULATE, shape))
        if calculate is not None:
            yield calculate
        yield from _gates(shape, by_shape, gates)
    # Instances exist only once their repeat has been counted.
    for repeat in (*rule.shape.repeats, *(repeat for repeat, _ in rule.uses.structures)):
        count = by_shape.get((RuleKind.COUNT, repeat))
        if count is not None:
            yield count


def _gates(
    shape: Shape,
    by_shape: dict[tuple[RuleKind, Shape], Rule],
    gates: dict[Shape, tuple[Rule, ...]],
) -> tuple[Rule, ...]:
    """The relevance rules of a node and of everything around it."""
    if shape in gates:
        return gates[shape]
    around: list[Rule] = []
    outer: Shape | None = shape
    if shape.slot == 0 and shape.repeats:  # an instance stands in its repeat
        outer = shape.repeats[-1]
    own = None if outer is None else by_shape.get((RuleKind.RELEVANT, outer))
    if own is not None:
        around.append(own)
    if outer is not None and outer.parent is not None:
        around += _gates(outer.parent, by_shape, gates)
    gates[shape] = tuple(around)
    return gates[shape]


def _cycle(before: dict[Rule, set[Rule]], done: set[Rule]) -> FormRefused:
    """Name one cycle: from any rule left, go back until a rule comes again."""
    rule = next(rule for rule in before if rule not in done)
    path: list[Rule] = []
    while rule not in path:
        path.append(rule)
        rule = next(earlier for earlier in before[rule] if earlier not in done)
    circle = path[path.index(rule) :]
    names = [f"{each.shape.path} ({COLUMNS[each.kind]})" for each in circle]
    told = f"this depends on itself in a circle, {', '.join(names)}; change one of them"
    return FormRefused(Fault(told, column=COLUMNS[circle[0].kind]))
