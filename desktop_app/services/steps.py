"""The steps a person can take on a response, each recorded and most of them undoable."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop_app.domain.keys import NodeKey, PackHash
from desktop_app.domain.nodes import NO_CHANGE, Changed, Facet, Instance
from desktop_app.domain.responses import Status
from desktop_app.errors import BugError, StepRefused, UnknownReference
from desktop_app.forms.form import Form
from desktop_app.forms.outline import Outline
from desktop_app.services.approvable import Approvable
from desktop_app.services.cards import Cards
from desktop_app.services.flags import Flags
from desktop_app.services.undo import (
    AddStep,
    RemoveStep,
    StatusStep,
    Step,
    UndoKind,
    UndoLabel,
    UndoStack,
    ValueStep,
    Was,
)
from desktop_app.services.versions import Versions

_TYPED = frozenset({"text", "integer", "decimal"})
"""Types whose changes the text field takes back by itself."""
_SPUN = frozenset({"range", "date", "time", "dateTime"})
"""Types whose widgets pass through many values on the way to the one that is meant."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a step changed in the form, and whose versions or statuses it changed."""

    changed: Changed
    touched: frozenset[NodeKey] = frozenset()


class Steps:
    """Does steps on the form, notes values and versions, and remembers how to go back."""

    def __init__(
        self, form: Form, outline: Outline, versions: Versions, cards: Cards, flags: Flags
    ) -> None:
        self._form = form
        self._approvable = Approvable(form, outline, versions)
        self._outline = outline
        self._versions = versions
        self._cards = cards
        self._flags = flags
        self._stack = UndoStack(self._is_possible)

    def set(self, key: NodeKey, value: str | None) -> Done:
        """Give an answer a value; typed text is not remembered for undo."""
        kind = self._outline.kind(key).type
        if kind in _TYPED:
            return Done(self._write(key, value))
        return self._remembered(key, value, UndoKind.CHOICE, may_join=kind in _SPUN)

    def clear(self, key: NodeKey) -> Done:
        """Clear an answer of any type, as a version of its own that can be undone."""
        self._versions.leave(key)
        return self._remembered(key, None, UndoKind.CLEARING)

    def settle(self, key: NodeKey, value: str) -> Done:
        """Decide between versions of an answer: this is what stands, in place of all."""
        self._versions.leave(key)
        changed = self._form.set(key, value or None)
        for other, written in changed.writes.items():
            if other != key:
                was = self._cards.value(other)
                self._versions.record(other, written, was=was, leader=key)
        self._versions.settle(key, value)
        self._take_in(changed)
        return Done(changed, frozenset({key}))

    def add(self, repeat: NodeKey) -> Done:
        """Add an instance at the end of a repeat."""
        changed = self._form.add(repeat)
        instance = _added_for(repeat, changed)
        self._versions.add_instance(instance)
        self._follow(changed, leader=instance.key)
        label = self._label(UndoKind.ADDING, instance.key)
        filled = self._cards.inside(instance.key)
        self._stack.push(AddStep(label=label, instance=instance.key, filled=filled))
        return Done(changed)

    def remove(self, instance: NodeKey) -> Done:
        """Remove an instance with all that is in it."""
        repeat = self._form.parent(instance)
        if repeat is None:
            raise StepRefused(str(instance), "not-an-instance")
        added = self._form.answers().instances
        own = next((each for each in added if each.key == instance), Instance(instance, ""))
        label = self._label(UndoKind.REMOVING, instance)
        done = self._remove(instance)
        self._stack.push(RemoveStep(label=label, repeat=repeat, instance=own))
        return done

    def keep(self, instance: NodeKey) -> Done:
        """Say that an instance which is there is to be there, whoever removed it."""
        added = self._form.answers().instances
        own = next((each for each in added if each.key == instance), Instance(instance, ""))
        self._versions.add_instance(own)
        return Done(NO_CHANGE, frozenset({instance}))

    def set_status(self, card: NodeKey, status: Status) -> Done:
        """Give all answers of a card that apply a status."""
        if status > Status.DRAFT:
            self._cards.refuse_unfinished(card)
        keys = tuple(self._cards.applying(card))
        before = {key: self._versions.status(key) for key in keys}
        if status is Status.EMPTY or set(before.values()) <= {status}:
            return Done(NO_CHANGE)
        self._versions.set_status(((key, self._cards.value(key)) for key in keys), status)
        step = StatusStep(
            label=self._label(UndoKind.STATUS, card),
            before=before,
            versions={key: self._versions.ids_of(key) for key in keys},
        )
        self._stack.push(step)
        self._flags.lower(keys)
        return Done(NO_CHANGE, frozenset(keys))

    def approve(self, card: NodeKey, pack: PackHash) -> Done:
        """The focal point approves a card as it is, what was removed from it included."""
        self._cards.refuse_unfinished(card)
        before = {key: self._versions.status(key) for key in self._cards.applying(card)}
        keys = self._approvable.approve_card(card, pack)
        step = StatusStep(
            label=self._label(UndoKind.STATUS, card),
            before=before,
            versions={key: self._versions.ids_of(key) for key in before},
        )
        self._stack.push(step)
        self._flags.lower(keys)
        return Done(NO_CHANGE, frozenset(keys))

    def confirm(self, card: NodeKey) -> Done:
        """Say that a card's flagged answers still hold; what was said of them stays."""
        keys = tuple(self._cards.flagged(card))
        self._versions.confirm(keys)
        self._flags.lower(keys)
        return Done(NO_CHANGE, frozenset(keys))

    def undo_label(self) -> UndoLabel | None:
        """What ``undo`` would take back."""
        step = self._stack.peek()
        if step is None:
            return None
        return replace(step.label, title=self._title(step.label.kind, step.label.key))

    def undo(self) -> Done | None:
        """Take back the newest step that can be; history only grows by it."""
        while (step := self._stack.pop()) is not None:
            try:
                return self._take_back(step)
            except StepRefused:
                continue  # the form forbids it by now; the step before it may still go
        return None

    def _take_back(self, step: Step) -> Done:
        match step:
            case ValueStep():
                return self._undo_value(step)
            case AddStep():
                return self._remove(step.instance)
            case RemoveStep():
                return self._undo_remove(step)
            case StatusStep():
                return self._undo_status(step)

    def _remembered(
        self, key: NodeKey, value: str | None, kind: UndoKind, *, may_join: bool = False
    ) -> Done:
        label = self._label(kind, key)
        was = {key: Was(self._cards.value(key), self._versions.status(key))}
        changed = self._write(key, value, was)
        if not changed.writes:
            return Done(changed)
        step = ValueStep(label=label, before=was, after=dict(changed.writes))
        if not (may_join and self._stack.join(step)):
            self._stack.push(step)
        return Done(changed)

    def _write(
        self, key: NodeKey, value: str | None, was: dict[NodeKey, Was] | None = None
    ) -> Changed:
        """Set a value and record it; ``was`` gets what the form changed along with it."""
        changed = self._form.set(key, value)
        if was is not None:
            for written in changed.writes.keys() - was.keys():
                status = self._versions.status(written)
                was[written] = Was(self._cards.value(written), status)
        self._follow(changed, leader=key)
        return changed

    def _follow(self, changed: Changed, leader: NodeKey) -> None:
        """Record the values that a step wrote and take in what it changed."""
        for key, value in changed.writes.items():
            was = self._cards.value(key)
            self._versions.record(key, value, was=was, leader=leader)
        self._take_in(changed)

    def _take_in(self, changed: Changed) -> None:
        for gone in changed.removed:
            self._cards.drop(gone)
        for key, facets in changed.nodes.items():
            if Facet.VALUE in facets:
                self._cards.note(key, self._form.state(key).value)
        for new in changed.added:
            for state in self._outline.scan(new.key):
                self._cards.take_in(state)

    def _remove(self, instance: NodeKey) -> Done:
        changed = self._form.remove(instance)
        self._versions.remove_instance(instance)
        self._follow(changed, leader=instance)
        return Done(changed)

    def _undo_value(self, step: ValueStep) -> Done:
        own = step.label.key
        others = [key for key in step.before if key != own and self._has(key, step.after[key])]
        if self._form.state(own).readonly:
            raise StepRefused(str(own), "readonly")
        values = {key: step.before[key].value for key in (own, *others)}
        changed = self._form.put_back(values)
        self._follow(changed, leader=own)
        for key in values:
            self._give_back_status(key, step.before[key].status)
        return Done(changed, frozenset(values))

    def _undo_remove(self, step: RemoveStep) -> Done:
        """The form brings back what was inside, and the versions there count again."""
        instance = step.instance
        own = instance.key.instances[-1]
        changed = self._form.add(step.repeat, own, instance.order or None)
        self._versions.add_instance(instance)
        self._follow(changed, leader=instance.key)
        return Done(changed)

    def _undo_status(self, step: StatusStep) -> Done:
        for key, status in step.before.items():
            if self._versions.ids_of(key) == step.versions[key]:
                self._give_back_status(key, status)
        return Done(NO_CHANGE, frozenset(step.before))

    def _give_back_status(self, key: NodeKey, status: Status) -> None:
        value = self._cards.value(key)
        if value and self._versions.status(key) != status:
            self._versions.set_status([(key, value)], status)

    def _is_possible(self, step: Step) -> bool:
        try:
            match step:
                case ValueStep():
                    return self._has(step.label.key, step.after[step.label.key])
                case AddStep():
                    self._form.state(step.instance)
                    return self._cards.inside(step.instance) == step.filled
                case RemoveStep():
                    return bool(self._form.state(step.repeat))
                case StatusStep():
                    ids = self._versions.ids_of
                    return any(ids(key) == step.versions[key] for key in step.before)
        except UnknownReference:
            return False

    def _has(self, key: NodeKey, value: str) -> bool:
        return self._form.state(key).value == value

    def _label(self, kind: UndoKind, key: NodeKey) -> UndoLabel:
        return UndoLabel(kind, self._title(kind, key), key)

    def _title(self, kind: UndoKind, key: NodeKey) -> str:
        """A row is called after its repeat, which is there when the row is not."""
        if kind in {UndoKind.ADDING, UndoKind.REMOVING}:
            key = NodeKey(key.question, key.instances[:-1])
        return self._form.state(key).label


def _added_for(repeat: NodeKey, changed: Changed) -> Instance:
    """The instance that was asked for, among those that came to be."""
    depth = len(repeat.instances)
    for new in changed.added:
        if (
            new.key.question == repeat.question
            and new.key.instances[:depth] == repeat.instances
        ):
            return new
    raise BugError("an instance was added and not reported")
