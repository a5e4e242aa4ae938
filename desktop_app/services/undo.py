"""What can be taken back, newest first: data only; the response does it.

Typed text is not among it: the text field undoes that itself, as long as it is open.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from desktop_app.domain.keys import NodeKey, VersionId
from desktop_app.domain.nodes import Instance
from desktop_app.domain.responses import Status

LIMIT = 200
"""How many steps are remembered."""


class UndoKind(StrEnum):
    """What the next undo takes back."""

    CHOICE = "choice"
    CLEARING = "clearing"
    ADDING = "adding"
    REMOVING = "removing"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class UndoLabel:
    """What the next undo takes back, and the title of the question or row concerned."""

    kind: UndoKind
    title: str
    key: NodeKey


@dataclass(frozen=True, slots=True)
class Was:
    """What an answer was before a step."""

    value: str
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueStep:
    """A choice, a date or a clearing, with what the form itself changed along with it."""

    label: UndoLabel
    before: Mapping[NodeKey, Was]
    after: Mapping[NodeKey, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AddStep:
    """An instance was added; ``filled`` is what stood in it from the beginning."""

    label: UndoLabel
    instance: NodeKey
    filled: Mapping[NodeKey, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveStep:
    """An instance was removed; its ``order`` is "" if the form itself had made it."""

    label: UndoLabel
    repeat: NodeKey
    instance: Instance


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusStep:
    """A card's answers got a status; ``versions`` are those that got it."""

    label: UndoLabel
    before: Mapping[NodeKey, Status]
    versions: Mapping[NodeKey, tuple[VersionId, ...]]


Step = ValueStep | AddStep | RemoveStep | StatusStep


@dataclass(slots=True)
class UndoStack:
    """Steps in the order they were done; one that has lost its object is dropped."""

    is_possible: Callable[[Step], bool]
    _steps: list[Step] = field(default_factory=list)

    def push(self, step: Step) -> None:
        """Remember a step."""
        self._steps.append(step)
        del self._steps[:-LIMIT]

    def join(self, step: ValueStep) -> bool:
        """Make a step one with the last, if that changed the same answer just before.

        Dragging a slider or spinning a date is one thing to take back, not fifty.
        """
        last = self._steps[-1] if self._steps else None
        if not isinstance(last, ValueStep) or last.label != step.label:
            return False
        if any(last.after.get(key) != was.value for key, was in step.before.items()):
            return False
        self._steps[-1] = ValueStep(
            label=step.label,
            before={**step.before, **last.before},
            after={**last.after, **step.after},
        )
        return True

    def pop(self) -> Step | None:
        """The newest step that can be taken back; it is forgotten here."""
        return self._steps.pop() if self.peek() else None

    def peek(self) -> Step | None:
        """The same, but it stays."""
        while self._steps:
            if self.is_possible(self._steps[-1]):
                return self._steps[-1]
            self._steps.pop()
        return None
