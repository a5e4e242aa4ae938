"""A submission's XML back into a live form, or nothing.

``restore(questionnaire, form.submission()).submission() == form.submission()`` where ``now``
is what it was for the form. What may differ:

- Hidden answers, and files, are not in a submission. Their questions are blank.
- What the form works out is worked out again: from ``now`` and ``random`` where it depends on
  the clock or on chance. What the XML says there is not read.
- Rows have ids of their own, which depend on their places alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from random import Random

from lxml import etree

from desktop_app.domain.keys import InstanceId, NodeKey
from desktop_app.domain.nodes import Answers, Instance, NodeKind
from desktop_app.errors import Fault, FormRefused, UnknownReference
from desktop_app.forms.definition import Seed, Shape
from desktop_app.forms.form import Form
from desktop_app.forms.limits import MAX_VALUE_CHARS
from desktop_app.forms.live import made_id, made_order
from desktop_app.forms.markup import JAVAROSA, parse_xml
from desktop_app.forms.questionnaire import Questionnaire

_Found = Mapping[Shape, list[etree._Element]]


def restore(
    questionnaire: Questionnaire,
    xml: bytes,
    *,
    now: Callable[[], datetime],
    random: Random,
    language: str | None = None,
) -> Form:
    """The form with every answer and row of a submission in its place.

    Raises FormRefused for what is no submission of this questionnaire: another root or
    version, an element or attribute that has no place, text where a group is, an answer to
    what does not apply, as many rows as the form would not have, or more than its limits allow.
    """
    reading = _Reading(questionnaire)
    reading.read(parse_xml(xml, what="the submission"))
    form = Form(
        questionnaire, answers=reading.answers(), now=now, random=random, language=language
    )
    reading.expect_all_in(form)
    return form


class _Reading:
    """Goes through the XML frame by frame, and takes down what a form is to be opened with."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._questionnaire = questionnaire
        self._definition = questionnaire.definition
        self._prefix = self._definition.root_tag.rpartition("}")[0]
        self._prefix += "}" if self._prefix else ""
        self._values: dict[NodeKey, str] = {}
        self._said: dict[NodeKey, Shape] = {}  # what must be there, and apply, in the end
        self._rows: dict[NodeKey, int] = {}  # of repeats
        self._added: list[Instance] = []
        self._removed: list[NodeKey] = []

    def read(self, root: etree._Element) -> None:
        """The whole, from the root on."""
        given = {
            name: value
            for name, value in self._definition.root_attributes.items()
            if not name.startswith(f"{{{JAVAROSA}}}")
        }
        if (
            root.tag != self._definition.root_tag
            or {str(name): str(value) for name, value in root.attrib.items()} != given
        ):
            raise FormRefused(Fault("the submission is of another form"))
        self._frame(self._definition.root, root, (), self._definition.seed)

    def answers(self) -> Answers:
        """What was taken down. Never what stands for a form that nobody has opened yet."""
        return Answers(self._values, tuple(self._added), frozenset(self._removed))

    def expect_all_in(self, form: Form) -> None:
        """Raises FormRefused if the form has not taken something, or would not show it."""
        if form.unplaced:
            raise _misplaced(form.unplaced[0].question)
        try:
            for key, shape in self._said.items():
                if not form.state(key).relevant:
                    raise FormRefused(Fault(f"{shape.path} is answered and does not apply"))
            for key, count in self._rows.items():
                if len(form.children(key)) != count:
                    raise FormRefused(Fault(f"{form.state(key).ref} has another count"))
        except UnknownReference as error:
            raise FormRefused(Fault(f"{error.ref} is not in the form")) from error

    def _frame(
        self, shape: Shape, element: etree._Element, ids: tuple[InstanceId, ...], seed: Seed
    ) -> None:
        """The form itself, or one row: questions and the repeats directly in it."""
        found: dict[Shape, list[etree._Element]] = {}
        self._group(shape, element, found)
        for inner in self._questionnaire.frames[shape]:
            if inner.kind is NodeKind.REPEAT:
                self._repeat(inner, found, ids, seed)
            elif inner.is_question:
                self._question(inner, found, ids)

    def _group(
        self,
        shape: Shape,
        element: etree._Element,
        found: dict[Shape, list[etree._Element]],
    ) -> None:
        """Sort what is in a group by what it is, groups in it opened."""
        texts = [element.text, *(child.tail for child in element)]
        if any(text and text.strip() for text in texts):
            raise FormRefused(Fault(f"{shape.path} is a group and has text"))
        shapes = {self._prefix + inner.name: inner for inner in shape.children}
        for child in element:
            inner = shapes.get(str(child.tag))
            if inner is None or child.attrib or _is_file(inner):
                raise _misplaced(shape.path)
            known = found.setdefault(inner, [])
            known.append(child)
            if inner.kind is NodeKind.REPEAT:
                continue
            if len(known) > 1:
                raise FormRefused(Fault(f"{inner.path} is there twice"))
            if not inner.is_question:
                self._group(inner, child, found)

    def _question(self, shape: Shape, found: _Found, ids: tuple[InstanceId, ...]) -> None:
        value = ""
        for element in found.get(shape, ()):
            if len(element):
                raise _misplaced(shape.path)
            value = element.text or ""
        if len(value) > MAX_VALUE_CHARS:
            raise FormRefused(Fault(f"{shape.path} is longer than {MAX_VALUE_CHARS}"))
        key = NodeKey(shape.id, ids)
        if value:
            self._said[key] = shape
        if shape not in self._questionnaire.derived:
            self._values[key] = value  # blank too: the form may start with something

    def _repeat(
        self, shape: Shape, found: _Found, ids: tuple[InstanceId, ...], seed: Seed
    ) -> None:
        """Rows: those that the form itself makes first, then those that people added."""
        rows, key = found.get(shape, []), NodeKey(shape.id, ids)
        described = seed.nested.get(shape, [])
        template = self._definition.templates.get(shape, Seed())
        if rows:
            self._rows[key] = len(rows)
        for place, row in enumerate(rows):
            inside = (*ids, made_id(key, place))
            is_made = shape.is_fixed or place < len(described)
            if not is_made:
                self._added.append(Instance(NodeKey(shape.id, inside), made_order(place)))
            start = described[place] if place < len(described) else template
            self._frame(shape.element, row, inside, start)
        if not shape.is_fixed:
            self._removed += self._unmade(key, len(rows), len(described))

    def _unmade(self, repeat: NodeKey, rows: int, described: int) -> Iterator[NodeKey]:
        """The rows that the form would make, and the submission has not."""
        for place in range(rows, described):
            yield NodeKey(repeat.question, (*repeat.instances, made_id(repeat, place)))


def _is_file(shape: Shape) -> bool:
    return shape.control is not None and shape.control.kind == "upload"


def _misplaced(path: str) -> FormRefused:
    """Names of others are not repeated."""
    return FormRefused(Fault(f"{path} holds what has no place there"))
