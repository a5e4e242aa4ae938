"""What happens when a form is opened or changed: first-load and value-changed actions."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import replace

from desktop_app.domain.keys import InstanceId, NodeKey
from desktop_app.domain.nodes import Answers, Changed, Facet
from desktop_app.errors import StepRefused
from desktop_app.forms import moments
from desktop_app.forms.code import Context
from desktop_app.forms.computation import Computation
from desktop_app.forms.limits import MAX_FOLLOW_UPS
from desktop_app.forms.live import Live, answers_of
from desktop_app.forms.ordering import order_after
from desktop_app.forms.rules import CompiledAction
from desktop_app.forms.stored import as_stored
from desktop_app.forms.tree import Frame, Node, walk
from desktop_app.forms.views import state_of

_FIRST_LOAD = {"odk-instance-first-load", "odk-instance-load"}
_NEW_REPEAT = "odk-new-repeat"
_VALUE_CHANGED = "xforms-value-changed"


class Events:
    """Runs the actions of a questionnaire around the changes of its live form."""

    def __init__(
        self, live: Live, computation: Computation, properties: Mapping[str, str]
    ) -> None:
        self._live, self._computation, self.properties = live, computation, properties
        self._on_change: dict[object, list[CompiledAction]] = {}
        self._on_new: list[CompiledAction] = []
        self._undone = live.memory.snapshot()
        for action in live.questionnaire.book.actions:
            if action.event == _VALUE_CHANGED:
                self._on_change.setdefault(action.source, []).append(action)
            elif action.event == _NEW_REPEAT:
                self._on_new.append(action)

    def open(self, *, is_fresh: bool) -> Mapping[NodeKey, str]:
        """Evaluate everything; when nobody has answered yet, do what belongs to that."""
        self._computation.evaluate_all()
        if is_fresh:
            self._preload()
            for action in self._live.questionnaire.book.actions:
                if action.event in _FIRST_LOAD:
                    for node in list(self._live.nodes_of(action.target)):
                        self._run(action, node)
        return self._computation.changed().writes

    def _preload(self) -> None:
        for node in list(walk(self._live.root.node)):
            kind, parameter = node.shape.bind.preload
            value = self._preloaded(kind, parameter) if kind else ""
            if value:
                self._computation.assign(node, value)
        self._computation.settle()

    def _preloaded(self, kind: str, parameter: str) -> str:
        live = self._live
        if kind == "uid":
            return f"uuid:{uuid.UUID(int=live.random.getrandbits(128), version=4)}"
        if kind == "date":
            return live.now().date().isoformat()
        if kind == "timestamp" and parameter == "start":
            return moments.moment_text(live.now())
        if kind == "property":
            return self.properties.get(parameter, "")
        return ""

    # Steps.

    def step(self, change: Callable[[], object], *, acts: bool = True) -> Changed:
        """Make a change and everything that follows from it, actions only if it ``acts``."""
        self._computation.begin()
        self._undone = self._live.memory.snapshot()
        change()
        self._computation.settle()
        if acts:
            self._follow_up()
        return self._computation.changed()

    def answers_before(self) -> Answers:
        """The answers as they were when the last step, now broken off, began."""
        self._live.memory.restore(self._undone)
        now, before = answers_of(self._live), self._computation.values_before()
        values = {**now.values, **before}
        return replace(
            now, values={key: text for key, text in values.items() if text is not None}
        )

    def add(self, repeat: Node, instance: InstanceId | None, order: str | None) -> None:
        """Add an instance; one that was removed comes back as it was."""
        live, memory = self._live, self._live.memory
        identity = instance or live.new_id(repeat)
        place = (repeat.shape.element, (*repeat.frame.ids, identity))
        known = memory.added_in(place[0], repeat.frame.ids).get(identity)
        is_new = place not in memory.gone
        last = repeat.instances[-1].order if repeat.instances else ""
        ordinal = self._ordinal(repeat, identity)
        if ordinal is not None:
            memory.gone.discard(place)
            order = f"{ordinal:06d}"
        else:
            order = order or known or order_after(last, live.now())
            memory.add(place, order)
        frame = self._computation.insert(repeat, identity, order, ordinal)
        self._computation.settle()
        if is_new:
            self._initialize(frame)

    def _ordinal(self, repeat: Node, identity: InstanceId) -> int | None:
        """Which of the instances that the form makes this is, if it is one."""
        seeds = repeat.frame.seed.nested.get(repeat.shape, [])
        for ordinal in range(len(seeds)):
            if self._live.made_id(repeat, ordinal) == identity:
                return ordinal
        return None

    def remove(self, frame: Frame) -> None:
        """Remove an instance."""
        self._live.memory.gone.add((frame.node.shape, frame.ids))
        self._computation.remove(frame)

    def _initialize(self, frame: Frame) -> None:
        for action in self._on_new:
            for node in self._live.nodes_under(action.target, frame, len(frame.ids)):
                if frame.node.shape.repeats[-1] in action.target.repeats:
                    self._run(action, node)

    def _run(self, action: CompiledAction, target: Node) -> None:
        context = Context(target, self._live.root, self._live)
        try:
            value = as_stored(action.run(context), target.shape.bind.type)
        except (StepRefused, RecursionError) as refusal:
            raise StepRefused(target.ref, "limit") from refusal
        self._computation.assign(target, value)
        self._computation.settle()

    def _follow_up(self) -> None:
        """New-repeat actions of counted instances, then value-changed ones."""
        computation = self._computation
        for frame in computation.counted:
            if not frame.is_recalled:
                self._initialize(frame)
        if not self._on_change:
            return
        runs = 0
        for node in computation.value_changes:  # grows while actions run
            for action in self._on_change.get(node.shape, ()):
                runs += 1
                if runs > MAX_FOLLOW_UPS:
                    raise StepRefused(node.ref, "limit")
                for target in self._targets(action, node):
                    self._run(action, target)

    def _targets(self, action: CompiledAction, node: Node) -> list[Node]:
        """The action's target next to the node that changed.

        Where there are several, none is meant: who changes one answer does not mean to
        overwrite a row of them. Both reference engines refuse to.
        """
        bound = min(action.target.depth, node.shape.depth)
        frame = node.frame.enclosing(bound)
        found = list(self._live.nodes_under(action.target, frame, bound))
        return found if len(found) == 1 else []

    def use_language(self, language: str) -> Changed:
        """Every text anew; all that differs is listed."""
        live = self._live
        nodes = list(walk(live.root.node))
        before = [state_of(node, live) for node in nodes]
        live.language = language
        self._computation.begin()
        self._computation.change_language()
        self._computation.settle()
        changed = self._computation.changed()
        facets = {key: set(found) for key, found in changed.nodes.items()}
        for node, old in zip(nodes, before, strict=True):
            new = state_of(node, live)
            found = facets.setdefault(node.key, set())
            if (old.label, old.hint, old.help) != (new.label, new.hint, new.help):
                found.add(Facet.TEXT)
            if old.message != new.message:
                found.add(Facet.VALID)
            if old.choices != new.choices:
                found.add(Facet.CHOICES)
        return Changed(
            {key: frozenset(found) for key, found in facets.items() if found},
            changed.added,
            changed.removed,
            changed.writes,
        )
