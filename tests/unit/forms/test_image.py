"""A questionnaire made again from its image is the same, and other bytes are refused."""

from __future__ import annotations

import contextlib
import json
import zlib
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.nodes import Answers
from desktop_app.errors import DamagedFile
from desktop_app.forms.beside import FilesBeside
from desktop_app.forms.definition import Definition, Seed, Shape
from desktop_app.forms.form import Form
from desktop_app.forms.image import FORMAT, of_image
from desktop_app.forms.plain import of_plain, to_plain
from desktop_app.forms.questionnaire import (
    Questionnaire,
    questionnaire_of_image,
    read_questionnaire,
    read_with_image,
)
from desktop_app.forms.secondary import Item
from desktop_app.forms.workbook import compile_form
from tests.builders.cluster1 import contents

FORMS = Path(__file__).parents[2] / "data" / "forms"
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def frozen(name: str) -> tuple[Questionnaire, Questionnaire]:
    """A form read, and the same out of its image."""
    xform = compile_form(FORMS / name).xform
    questionnaire, image = read_with_image(xform, FilesBeside(FORMS))
    return questionnaire, questionnaire_of_image(image)


def opened(questionnaire: Questionnaire) -> Form:
    return Form(questionnaire, answers=Answers(), now=lambda: NOW, random=Random(3))


def looks(form: Form) -> list[object]:
    """All there is to see, in each language."""
    found: list[object] = []
    for language in form.languages or ("",):
        if language and language != form.language:
            form.use_language(language)
        found.append([form.state(key) for key in form.walk()])
    return found


def parts(definition: Definition) -> dict[str, object]:
    """A definition's fields in a shape in which two can be compared."""
    found = {field.name: getattr(definition, field.name) for field in fields(definition)}
    found["root"] = definition.root.path
    found["shapes"] = list(map(slots_of, definition.shapes))
    found["by_path"] = {path: shape.number for path, shape in definition.by_path.items()}
    found["seed"] = seed_of(definition.seed)
    found["templates"] = {s.path: seed_of(seed) for s, seed in definition.templates.items()}
    found["itext"] = {name: dict(each) for name, each in definition.itext.items()}
    found["secondary"] = {name: rows_of(item) for name, item in definition.secondary.items()}
    return found


def slots_of(shape: Shape) -> dict[str, object]:
    """Every slot, other shapes by their number."""
    found: dict[str, object] = {}
    for name in Shape.__slots__:
        value = getattr(shape, name)
        if isinstance(value, Shape):
            value = value.number
        elif isinstance(value, list | tuple):
            value = [each.number if isinstance(each, Shape) else each for each in value]
        found[name] = value
    return found


def seed_of(seed: Seed) -> object:
    values = {shape.path: value for shape, value in seed.values.items()}
    return values, {s.path: list(map(seed_of, seeds)) for s, seeds in seed.nested.items()}


def rows_of(item: Item) -> object:
    return item.name, item.value, dict(item.attributes), list(map(rows_of, item.children))


@pytest.mark.parametrize("name", sorted(path.name for path in FORMS.glob("*.md")))
def test_every_form_comes_back_as_it_was(name: str) -> None:
    read, again = frozen(name)
    assert parts(again.definition) == parts(read.definition)
    assert looks(opened(again)) == looks(opened(read))
    assert [(r.kind, r.shape.path) for r in again.graph.order] == [
        (r.kind, r.shape.path) for r in read.graph.order
    ]


def test_the_shipped_questionnaire_comes_back_as_it_was() -> None:
    xform = contents().xform
    read, image = read_with_image(xform, {})
    again = questionnaire_of_image(image)
    assert parts(again.definition) == parts(read.definition)
    assert looks(opened(again)) == looks(opened(read_questionnaire(xform, {})))


def test_steps_go_on_as_before() -> None:
    read, again = frozen("people.md")
    changes = []
    for questionnaire in (read, again):
        form = opened(questionnaire)
        steps = [form.set(form.resolve("/data/person[1]/first"), "Ann")]
        steps.append(form.set(form.resolve("/data/person[1]/sex"), "f"))
        steps.append(form.set(form.resolve("/data/head"), "Ann"))
        changes.append((steps, form.answers(), form.submission()))
    assert changes[0][:2] == changes[1][:2]


def test_an_image_of_another_format_is_refused() -> None:
    _, image = read_with_image(compile_form(FORMS / "typed.md").xform, {})
    whole = json.loads(zlib.decompress(image)) | {"format": FORMAT + 1}
    with pytest.raises(DamagedFile, match="another format"):
        of_image(zlib.compress(json.dumps(whole).encode()))


@pytest.fixture(scope="module")
def small_image() -> bytes:
    return read_with_image(compile_form(FORMS / "typed.md").xform, {})[1]


@given(data=st.data())
def test_a_damaged_image_is_refused_or_still_whole(
    data: st.DataObject, small_image: bytes
) -> None:
    """Whatever stands in the place of a value, nothing but the one refusal comes out."""
    whole = json.loads(zlib.decompress(small_image))
    holder, key = whole, data.draw(st.sampled_from(sorted(whole)))
    for _ in range(data.draw(st.integers(0, 6))):
        inner = holder[key]
        if not isinstance(inner, list | dict) or not inner:
            break
        holder = inner
        keys = range(len(inner)) if isinstance(inner, list) else sorted(inner)
        key = data.draw(st.sampled_from(keys))
    holder[key] = data.draw(st.sampled_from([None, -1, 99, "x", [], {}, [99], [4, {}], [7, 1]]))
    with contextlib.suppress(DamagedFile):
        questionnaire_of_image(zlib.compress(json.dumps(whole).encode()))


@given(st.binary(max_size=200))
def test_other_bytes_are_refused(content: bytes) -> None:
    with pytest.raises(DamagedFile):
        questionnaire_of_image(content)


@pytest.mark.parametrize("cut", [0, 1, 10, -1])
def test_a_cut_image_is_refused(cut: int, small_image: bytes) -> None:
    with pytest.raises(DamagedFile):
        questionnaire_of_image(small_image[:cut])


def test_values_that_have_no_plain_form_are_a_bug() -> None:
    with pytest.raises(KeyError):
        to_plain(object())
    with pytest.raises(IndexError):
        of_plain([99])
