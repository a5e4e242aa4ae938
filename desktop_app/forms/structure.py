"""The primary instance of an XForm to shapes and seeds."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from desktop_app.domain.keys import QuestionId
from desktop_app.domain.nodes import NodeKind
from desktop_app.errors import Fault, FormRefused
from desktop_app.forms.definition import Seed, Shape
from desktop_app.forms.limits import MAX_QUESTIONS
from desktop_app.forms.markup import JAVAROSA, check_depth, local_name

_TEMPLATE = f"{{{JAVAROSA}}}template"


@dataclass(slots=True)
class Structure:
    """The shapes of a form, and what its frames start with."""

    root: Shape
    shapes: list[Shape] = field(default_factory=list)
    by_path: dict[str, Shape] = field(default_factory=dict)
    seed: Seed = field(default_factory=Seed)
    templates: dict[Shape, Seed] = field(default_factory=dict)


def read_structure(element: etree._Element, repeats: set[str]) -> Structure:
    """Shapes and seeds of a primary instance; ``repeats`` are the paths of its repeats."""
    name = local_name(element)
    root = Shape(name, NodeKind.GROUP, None, f"/{name}")
    structure = Structure(root)
    _Reader(structure, repeats).read(element)
    _give_unique_ids(structure.shapes)
    return structure


def place(structure: Structure, shape: Shape, repeats: tuple[Shape, ...]) -> None:
    """Give a shape its number, and its slot in the frame of the innermost repeat."""
    shapes = structure.shapes
    if len(shapes) >= MAX_QUESTIONS:
        raise FormRefused(Fault(f"the form has more than {MAX_QUESTIONS} nodes"))
    shape.number, shape.repeats, shape.depth = len(shapes), repeats, len(repeats)
    frame = structure.root
    if repeats and repeats[-1].instance is not None:
        frame = repeats[-1].instance
    shape.slot = frame.frame_size
    frame.frame_size += 1
    shapes.append(shape)
    if shape.kind is not NodeKind.INSTANCE:
        structure.by_path[shape.path] = shape


class _Reader:
    def __init__(self, structure: Structure, repeats: set[str]) -> None:
        self._structure, self._repeats = structure, repeats
        self._frames: dict[int, Shape] = {}

    def read(self, element: etree._Element) -> None:
        root = self._structure.root
        place(self._structure, root, ())
        self._contents(element, root, self._structure.seed, 1)

    def _contents(self, element: etree._Element, shape: Shape, seed: Seed, depth: int) -> None:
        check_depth(depth)
        for child in element:
            name = local_name(child)
            path = f"{shape.path}/{name}"
            if path in self._repeats:
                self._repeat(
                    child, self._known(path) or self._new_repeat(name, shape), seed, depth
                )
                continue
            known = self._known(path) or self._new(name, shape, child)
            if known.kind is NodeKind.GROUP:
                self._contents(child, known, seed, depth + 1)
            elif child.text and child.text.strip():
                seed.values[known] = child.text

    def _known(self, path: str) -> Shape | None:
        return self._structure.by_path.get(path)

    def _new(self, name: str, parent: Shape, element: etree._Element) -> Shape:
        kind = NodeKind.GROUP if len(element) else NodeKind.QUESTION
        shape = Shape(name, kind, parent, f"{parent.path}/{name}")
        place(self._structure, shape, parent.repeats)
        parent.children.append(shape)
        return shape

    def _new_repeat(self, name: str, parent: Shape) -> Shape:
        repeat = Shape(name, NodeKind.REPEAT, parent, f"{parent.path}/{name}")
        place(self._structure, repeat, parent.repeats)
        parent.children.append(repeat)
        repeat.instance = Shape(name, NodeKind.INSTANCE, parent, repeat.path)
        place(self._structure, repeat.instance, (*parent.repeats, repeat))
        return repeat

    def _repeat(self, element: etree._Element, repeat: Shape, seed: Seed, depth: int) -> None:
        own = Seed()
        assert repeat.instance is not None
        self._contents(element, repeat.instance, own, depth + 1)
        templates = self._structure.templates
        if _TEMPLATE in element.attrib:
            templates[repeat] = own
            return
        templates.setdefault(repeat, own)
        seed.nested.setdefault(repeat, []).append(own)


def _give_unique_ids(shapes: list[Shape]) -> None:
    """A node's id is its name; where several share one, each is known by its whole path."""
    seen: dict[str, int] = {}
    own = [shape for shape in shapes if shape.kind is not NodeKind.INSTANCE]
    for shape in own:
        seen[shape.name] = seen.get(shape.name, 0) + 1
    for shape in own:
        if seen[shape.name] > 1:
            shape.id = QuestionId(shape.path)
        if shape.instance is not None:
            shape.instance.id = shape.id
