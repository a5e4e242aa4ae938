"""What a live form shows of itself: node states, and exactly what a step changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from desktop_app.domain.keys import InstanceId, NodeKey


class NodeKind(StrEnum):
    """Where a node stands in the structure of a form."""

    QUESTION = "question"
    GROUP = "group"
    REPEAT = "repeat"
    INSTANCE = "instance"


class Facet(StrEnum):
    """One visible property of a node that a step may change."""

    VALUE = "value"
    RELEVANT = "relevant"
    REQUIRED = "required"
    READONLY = "readonly"
    VALID = "valid"
    TEXT = "text"
    CHOICES = "choices"
    CHILDREN = "children"


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a select: what is stored, and what is shown in the form's language."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeState:
    """Everything a screen or a report needs to know of one node, at one moment.

    ``relevant`` takes the ancestors into account. ``value`` is kept when a node is not
    relevant (it is a hidden answer then). ``type`` is the form's own word: ``text``,
    ``integer``, ``decimal``, ``date``, ``time``, ``dateTime``, ``select_one``,
    ``select_multiple``, ``rank``, ``range``, ``note``, ``acknowledge``, ``file``,
    ``image``, ``calculate`` (never shown), or ``""`` for a group, repeat or instance.
    ``attributes`` are the pack's own marks (``level``, ``article``, ... without prefix).
    ``stale_choice`` lists chosen values that the choice filter no longer offers.
    """

    key: NodeKey
    ref: str
    kind: NodeKind
    type: str
    appearance: str = ""
    relevant: bool = True
    required: bool = False
    readonly: bool = False
    value: str = ""
    constraint_ok: bool = True
    required_ok: bool = True
    message: str = ""
    label: str = ""
    hint: str = ""
    help: str = ""
    choices: tuple[Choice, ...] = ()
    stale_choice: tuple[str, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Instance:
    """One instance of a repeat: its key, and where it stands among its siblings."""

    key: NodeKey
    order: str


@dataclass(frozen=True, slots=True)
class Answers:
    """What people entered in a form: nothing derived, and hidden answers kept.

    ``instances`` are those that a person added; ``removed`` those that the template
    or ``jr:count`` makes and a person removed.
    """

    values: Mapping[NodeKey, str] = field(default_factory=dict)
    instances: tuple[Instance, ...] = ()
    removed: frozenset[NodeKey] = frozenset()


@dataclass(frozen=True, slots=True)
class Changed:
    """Exactly the nodes that a step altered, and in which facets.

    Nodes of an added instance are not listed one by one: the repeat has
    ``Facet.CHILDREN`` and the instance's key is in ``added``; likewise ``removed``.
    ``writes`` are the values that the step stored: the one that was set, and those
    that a value-changed ``setvalue`` stored because of it.
    """

    nodes: Mapping[NodeKey, frozenset[Facet]] = field(default_factory=dict)
    added: tuple[Instance, ...] = ()
    removed: tuple[NodeKey, ...] = ()
    writes: Mapping[NodeKey, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.nodes or self.added or self.removed)


NO_CHANGE = Changed()
InstancePath = tuple[InstanceId, ...]
