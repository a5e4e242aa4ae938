"""Recomputation in dependency order: what a change concerns, once, and what came of it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from heapq import heappop, heappush

from desktop_app.domain.keys import InstanceId, NodeKey
from desktop_app.domain.nodes import Changed
from desktop_app.errors import StepRefused
from desktop_app.forms.code import Context
from desktop_app.forms.limits import MAX_EVALUATIONS, MAX_INSTANCES, MAX_VALUE_CHARS, MAX_WORK
from desktop_app.forms.live import Live, made_order
from desktop_app.forms.recording import NoRecording, Recording
from desktop_app.forms.rules import Rule, RuleKind
from desktop_app.forms.stored import as_stored
from desktop_app.forms.tree import Frame, Node, children, frames_inside, parent


class Computation:
    """Keeps a form's derived state right, one step at a time.

    ``value_changes`` are the nodes whose values the step changed, ``counted`` the
    instances that a ``jr:count`` made in it: what actions may follow on.
    """

    def __init__(self, live: Live) -> None:
        self._live = live
        questionnaire = live.questionnaire
        graph = questionnaire.graph
        self._order, self._on_language = graph.order, graph.on_language
        self._on_value, self._on_structure = graph.on_value, graph.on_structure
        self._on_presence = graph.on_presence
        self._in_frame = questionnaire.rules_in_frame
        self._constraints = questionnaire.book.constraints
        self._pending: dict[int, dict[Node, None]] = {}
        self._ranks: list[int] = []
        self._spread: dict[int, set[Frame]] = {}  # frames all of whose nodes are pending
        self._evaluations = 0
        self._recording: Recording = NoRecording(live)
        self.value_changes: list[Node] = []
        self.counted: list[Frame] = []
        self._apply: dict[RuleKind, Callable[[Rule, Node, Context], None]] = {
            RuleKind.CALCULATE: self._calculate,
            RuleKind.RELEVANT: self._relevant,
            RuleKind.COUNT: self._count,
            RuleKind.READONLY: self._readonly,
            RuleKind.REQUIRED: self._required,
            RuleKind.CONSTRAINT: self._constraint,
            RuleKind.TEXT: self._text,
            RuleKind.CHOICES: self._choices,
        }

    def evaluate_all(self) -> None:
        """Every rule at every node, once, in order: what a form needs when it is opened."""
        for rule in self._order:
            for node in list(self._live.nodes_of(rule.shape)):
                self._evaluate(rule, node)
        self.settle()

    # A step.

    def begin(self) -> None:
        """Start to record what changes."""
        self._recording = Recording(self._live)
        self._evaluations, self._live.work_left = 0, MAX_WORK
        self.value_changes, self.counted = [], []
        self._pending, self._ranks, self._spread = {}, [], {}

    def assign(self, node: Node, value: str) -> None:
        """Store a value; what depends on it is evaluated by ``settle``."""
        self._recording.wrote(node)
        self._store(node, value)

    def assign_all(self, values: Iterable[tuple[Node, str]]) -> None:
        """The same for several."""
        for node, value in values:
            self.assign(node, value)

    def insert(
        self, repeat: Node, identity: InstanceId, order: str, ordinal: int | None
    ) -> Frame:
        """Make an instance; what is in it and depends on it is evaluated by ``settle``."""
        self._recording.touch(repeat)
        frame = self._live.insert(repeat, identity, order, ordinal)
        self._recording.added(frame)
        for inner in frames_inside(frame):
            for rule in self._in_frame[inner.node.shape]:
                self._schedule(rule, inner.slots[rule.shape.slot])
        self._structure_changed(repeat)
        return frame

    def remove(self, frame: Frame) -> None:
        """Take an instance out."""
        repeat = frame.repeat
        assert repeat is not None
        self._recording.touch(repeat)
        self._recording.removed(frame)
        self._live.discard(frame)
        self._structure_changed(repeat)

    def change_language(self) -> None:
        """Evaluate what shows or reads a text."""
        for rule in self._on_language:
            for node in self._live.nodes_of(rule.shape):
                self._schedule(rule, node)

    def settle(self) -> None:
        """Evaluate everything that the changes so far concern."""
        while self._ranks:
            rank = heappop(self._ranks)
            rule = self._order[rank]
            self._spread.pop(rank, None)
            for node in self._pending.pop(rank):
                if not node.frame.is_gone:
                    self._evaluate(rule, node)

    def changed(self) -> Changed:
        """What differs from when the step began."""
        return self._recording.changed()

    def values_before(self) -> dict[NodeKey, str | None]:
        """What the nodes that this step touched held when it began."""
        return self._recording.values_before()

    # The queue.

    def _schedule(self, rule: Rule, node: Node) -> None:
        waiting = self._pending.get(rule.rank)
        if waiting is None:
            waiting = self._pending[rule.rank] = {}
            heappush(self._ranks, rule.rank)
        waiting[node] = None

    def _evaluate(self, rule: Rule, node: Node) -> None:
        self._evaluations += 1
        if self._evaluations > MAX_EVALUATIONS:
            raise StepRefused(node.ref, "limit")
        context = Context(node, self._live.root, self._live)
        try:
            self._apply[rule.kind](rule, node, context)
        except RecursionError:
            raise StepRefused(node.ref, "limit") from None
        except StepRefused as refusal:
            raise StepRefused(refusal.ref or node.ref, refusal.reason) from refusal

    def _concern(self, listeners: list[tuple[Rule, int]], frame: Frame) -> None:
        for rule, bound in listeners:
            shape = rule.shape
            outer = frame.enclosing(bound)
            if shape.depth == bound:
                self._schedule(rule, outer.slots[shape.slot])
                continue
            spread = self._spread.setdefault(rule.rank, set())
            if outer not in spread:
                spread.add(outer)
                for node in self._live.nodes_under(shape, outer, bound):
                    self._schedule(rule, node)

    def _structure_changed(self, repeat: Node) -> None:
        listeners = self._on_structure.get(repeat.shape)
        if listeners:
            self._concern(listeners, repeat.frame)

    def _value_changed(self, node: Node) -> None:
        listeners = self._on_value.get(node.shape)
        if listeners:
            self._concern(listeners, node.frame)

    # What rules do.

    def _store(self, node: Node, value: str) -> None:
        if node.value == value:
            return
        if len(value) > MAX_VALUE_CHARS:
            raise StepRefused(node.ref, "limit")
        self._recording.touch(node)
        node.value = value
        self.value_changes.append(node)
        constraint = self._constraints.get(node.shape)
        if constraint is not None:
            self._schedule(constraint, node)
        if node.relevant:
            self._value_changed(node)

    def _calculate(self, rule: Rule, node: Node, context: Context) -> None:
        value = as_stored(rule.run(context), node.shape.bind.type)
        if value != node.value:
            if rule.uses.once:
                self._recording.wrote(node)
            self._store(node, value)

    def _relevant(self, rule: Rule, node: Node, context: Context) -> None:
        own = rule.run(context)
        if own is not node.own_relevant:
            node.own_relevant = own
            self._spread_relevance(node)

    def _spread_relevance(self, top: Node) -> None:
        pending = [top]
        while pending:
            node = pending.pop()
            around = parent(node)
            relevant = node.own_relevant and (around is None or around.relevant)
            if relevant is node.relevant:
                continue
            self._recording.touch(node)
            node.relevant = relevant
            if node.value:
                self._value_changed(node)
                if relevant and node.shape in self._constraints:
                    self._schedule(self._constraints[node.shape], node)
            elif not node.shape.is_question:
                self._value_changed(node)
            elif node.shape in self._on_presence:
                self._concern(self._on_presence[node.shape], node.frame)
            pending += children(node)

    def _count(self, rule: Rule, node: Node, context: Context) -> None:
        number = rule.run(context)
        wanted = 0 if math.isnan(number) else int(min(max(number, 0), MAX_INSTANCES + 1))
        if wanted > MAX_INSTANCES:
            raise StepRefused(node.ref, "limit")
        while len(node.instances) > wanted:
            self.remove(node.instances[-1])
        while len(node.instances) < wanted:
            ordinal = len(node.instances)
            identity = self._live.made_id(node, ordinal)
            self.counted.append(self.insert(node, identity, made_order(ordinal), ordinal))

    def _readonly(self, rule: Rule, node: Node, context: Context) -> None:
        node.own_readonly = rule.run(context)
        pending = [node]
        while pending:
            found = pending.pop()
            around = parent(found)
            readonly = found.own_readonly or (around is not None and around.readonly)
            if readonly is not found.readonly:
                self._recording.touch(found)
                found.readonly = readonly
                pending += children(found)

    def _required(self, rule: Rule, node: Node, context: Context) -> None:
        required = rule.run(context)
        if required is not node.required:
            self._recording.touch(node)
            node.required = required

    def _constraint(self, rule: Rule, node: Node, context: Context) -> None:
        holds = node.value == "" or not node.relevant or rule.run(context)
        if holds is not node.constraint_ok:
            self._recording.touch(node)
            node.constraint_ok = holds

    def _text(self, rule: Rule, node: Node, context: Context) -> None:
        texts = rule.run(context, self._live.language)
        if texts != node.texts:
            self._recording.touch(node)
            node.texts = texts

    def _choices(self, rule: Rule, node: Node, context: Context) -> None:
        choices = rule.run(context, self._live.language)
        if choices != node.choices:
            self._recording.touch(node)
            node.choices = choices
