"""What a questionnaire says, as read from its XForm: structure, rules as text, controls, texts.

Nothing here is compiled or evaluated, and nothing changes once ``xform.read`` has built it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop_app.domain.keys import QuestionId
from desktop_app.domain.nodes import NodeKind
from desktop_app.forms.secondary import Item


@dataclass(frozen=True, slots=True)
class Output:
    """A place in a text where the value of an expression is shown."""

    expression: str


Words = tuple[str | Output, ...]


def has_output(words: Words) -> bool:
    """Whether there is an output among the words."""
    return any(isinstance(word, Output) for word in words)


@dataclass(frozen=True, slots=True)
class TextSource:
    """Where a label, hint or message comes from: its own words, an itext id, or an expression.

    An expression gives an itext id when ``is_id``, else the text itself.
    """

    words: Words = ()
    itext: str = ""
    expression: str = ""
    is_id: bool = False


@dataclass(frozen=True, slots=True)
class Translated:
    """One itext entry in one language: the text itself and its guidance form."""

    words: Words = ()
    guidance: Words = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bind:
    """The rules of one node; "" where there is none."""

    type: str = "string"
    relevant: str = ""
    required: str = ""
    readonly: str = ""
    constraint: str = ""
    calculate: str = ""
    constraint_message: TextSource | None = None
    required_message: TextSource | None = None
    preload: tuple[str, str] = ("", "")
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSource:
    """One fixed option of a select."""

    value: str
    label: TextSource


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemsetSource:
    """Options that stand in nodes: which nodes, and where in each its value and label are."""

    nodes: str
    value: str
    label: TextSource


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """How a node is asked for."""

    kind: str
    appearance: str = ""
    label: TextSource | None = None
    hint: TextSource | None = None
    items: tuple[ItemSource, ...] = ()
    itemset: ItemsetSource | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A ``setvalue``: what to store in ``target`` when ``event`` happens.

    ``source`` is the node whose change fires it, for value-changed ones.
    """

    event: str
    target: str
    expression: str
    source: str = ""


class Shape:
    """One node of the questionnaire's structure, of which a live form has any number.

    A repeat has two shapes: the repeat itself, which stands in what surrounds it, and its
    ``instance``, in which its questions stand. Every instance of a repeat, and the form
    itself, is a frame: ``slot`` is a shape's place in its frame, ``depth`` how many frames
    are around it, ``repeats`` which repeats made them.
    """

    __slots__ = (
        "bind",
        "children",
        "control",
        "count",
        "depth",
        "frame_size",
        "id",
        "instance",
        "is_fixed",
        "kind",
        "name",
        "number",
        "parent",
        "path",
        "repeats",
        "slot",
    )

    def __init__(self, name: str, kind: NodeKind, parent: Shape | None, path: str) -> None:
        self.name, self.kind, self.parent, self.path = name, kind, parent, path
        self.id = QuestionId(name)
        self.number = 0
        self.children: list[Shape] = []
        self.instance: Shape | None = None
        self.repeats: tuple[Shape, ...] = ()
        self.depth = self.slot = self.frame_size = 0
        self.bind: Bind = NO_BIND
        self.control: Control | None = None
        self.count = ""
        self.is_fixed = False

    @property
    def element(self) -> Shape:
        """What a path that names this shape means: of a repeat, its instances."""
        return self.instance or self

    @property
    def is_question(self) -> bool:
        """Whether it holds a value."""
        return self.kind is NodeKind.QUESTION

    def __repr__(self) -> str:
        return f"<{self.kind} {self.path}>"


NO_BIND = Bind()


@dataclass(slots=True)
class Seed:
    """What a new frame starts with: values by shape, and the seeds of the repeats inside."""

    values: dict[Shape, str] = field(default_factory=dict)
    nested: dict[Shape, list[Seed]] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Definition:
    """A questionnaire as read. ``with_outputs`` are the itext entries that hold an output."""

    title: str
    root: Shape
    root_tag: str
    root_attributes: Mapping[str, str]
    namespaces: Mapping[str | None, str]
    shapes: list[Shape]
    by_path: dict[str, Shape]
    seed: Seed
    templates: dict[Shape, Seed]
    languages: tuple[str, ...]
    default_language: str
    itext: Mapping[str, Mapping[str, Translated]]
    with_outputs: frozenset[str]
    actions: list[Action]
    secondary: dict[str, Item]
    missing: tuple[str, ...] = ()
