"""A questionnaire read and compiled once, to be opened as a live form many times."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop_app.domain.nodes import NodeKind
from desktop_app.errors import DamagedFile, FormRefused
from desktop_app.forms import xform as xforms
from desktop_app.forms.collecting import collection_paused
from desktop_app.forms.definition import Definition, Shape
from desktop_app.forms.graph import Graph, build_graph
from desktop_app.forms.image import BROKEN, of_image, to_image
from desktop_app.forms.rules import Rule, RuleBook, RuleReader
from desktop_app.forms.texts import Texts
from desktop_app.forms.tree import frame_shapes


@dataclass(slots=True)
class Questionnaire:
    """Definition, rules and order of evaluation. Nothing in it changes."""

    definition: Definition
    book: RuleBook
    texts: Texts
    graph: Graph
    by_id: dict[str, Shape]
    derived: set[Shape]
    frames: dict[Shape, list[Shape]]
    rules_in_frame: dict[Shape, list[Rule]]


def read_questionnaire(xform: bytes, secondary: Mapping[str, bytes]) -> Questionnaire:
    """Read and compile a form, or raise FormRefused with every fault found."""
    with collection_paused():
        definition = xforms.read(xform, secondary)
        return _compiled(definition, RuleReader(definition))


def read_with_image(
    xform: bytes, secondary: Mapping[str, bytes]
) -> tuple[Questionnaire, bytes]:
    """The same, with bytes from which ``questionnaire_of_image`` makes it again faster."""
    with collection_paused():
        definition = xforms.read(xform, secondary)
        reader = RuleReader(definition)
        return _compiled(definition, reader), to_image(definition, reader.trees)


def questionnaire_of_image(image: bytes) -> Questionnaire:
    """The questionnaire that was read before. Raises DamagedFile for other bytes."""
    with collection_paused():
        parsed = of_image(image)
        try:
            reader = RuleReader(parsed.definition, parsed.trees)
            return _compiled(parsed.definition, reader)
        except (*BROKEN, FormRefused) as error:
            raise DamagedFile("questionnaire image", type(error).__name__) from error


def _compiled(definition: Definition, reader: RuleReader) -> Questionnaire:
    book = reader.read()
    graph = build_graph(book.rules)
    frames = [s for s in definition.shapes if s.kind is NodeKind.INSTANCE]
    return Questionnaire(
        definition=definition,
        book=book,
        texts=reader.texts,
        graph=graph,
        by_id={s.id: s for s in definition.shapes if s.kind is not NodeKind.INSTANCE},
        derived={shape for shape, rule in book.calculated.items() if not rule.uses.once},
        frames={shape: frame_shapes(shape) for shape in [definition.root, *frames]},
        rules_in_frame=_by_frame(graph.order, frames),
    )


def _by_frame(rules: list[Rule], frames: list[Shape]) -> dict[Shape, list[Rule]]:
    """The rules of what stands in each kind of instance."""
    found: dict[Shape, list[Rule]] = {frame: [] for frame in frames}
    for rule in rules:
        if rule.shape.repeats:
            found[rule.shape.repeats[-1].element].append(rule)
    return found
