"""A questionnaire that was read and parsed, as bytes, so that it need not be read again.

Definition and syntax trees, not closures. The bytes hold nothing but data, but what is in
them is believed: keep them where nobody else can write (a profile keeps them in its
encrypted database).
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desktop_app.domain.keys import QuestionId
from desktop_app.domain.nodes import NodeKind
from desktop_app.errors import DamagedFile
from desktop_app.forms.definition import NO_BIND, Definition, Seed, Shape, Translated
from desktop_app.forms.plain import Plain, of_plain, to_plain
from desktop_app.forms.secondary import Item
from desktop_app.forms.structure import Structure, place
from desktop_app.forms.syntax import Expression

FORMAT = 1
"""Another number whenever the meaning of the bytes changes."""

_MAX_BYTES = 256 * 1024 * 1024
_LEVEL = 3  # a quarter of the time of the default, and hardly larger
_KINDS = tuple(NodeKind)
BROKEN = (LookupError, TypeError, ValueError, AttributeError, AssertionError, zlib.error)
"""What comes of bytes that ``to_image`` did not make."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What was read of a questionnaire, and its expressions by their texts."""

    definition: Definition
    trees: Mapping[str, Expression]


def to_image(definition: Definition, trees: Mapping[str, Expression]) -> bytes:
    """The bytes for what was read and parsed."""
    numbers = {shape: shape.number for shape in definition.shapes}
    whole: dict[str, Plain] = {
        "format": FORMAT,
        "title": definition.title,
        "root_tag": definition.root_tag,
        "root_attributes": dict(definition.root_attributes),
        "namespaces": list(definition.namespaces.items()),
        "shapes": [_shape_row(shape, numbers) for shape in definition.shapes],
        "seed": _seed_row(definition.seed),
        "templates": [
            [shape.number, _seed_row(seed)] for shape, seed in definition.templates.items()
        ],
        "languages": list(definition.languages),
        "default_language": definition.default_language,
        "itext": {name: to_plain(entries) for name, entries in definition.itext.items()},
        "with_outputs": sorted(definition.with_outputs),
        "actions": [to_plain(action) for action in definition.actions],
        "secondary": {name: _item_row(item) for name, item in definition.secondary.items()},
        "missing": list(definition.missing),
        "trees": {text: to_plain(tree) for text, tree in trees.items()},
    }
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode(errors="surrogatepass"), _LEVEL)


def of_image(image: bytes) -> Parsed:
    """What the bytes hold; raises DamagedFile for others than ``to_image`` makes."""
    try:
        whole = json.loads(_unpacked(image))
        if whole["format"] != FORMAT:
            raise DamagedFile("questionnaire image", "another format")
        return Parsed(_definition(whole), _Trees(whole["trees"]))
    except BROKEN as error:
        raise DamagedFile("questionnaire image", type(error).__name__) from error


def _unpacked(image: bytes) -> str:
    unpacker = zlib.decompressobj()
    data = unpacker.decompress(image, _MAX_BYTES)
    if not unpacker.eof:
        raise ValueError("cut, or too large")
    return data.decode(errors="surrogatepass")


def _definition(whole: dict[str, Plain]) -> Definition:
    structure = _structure(whole["shapes"])
    shapes = structure.shapes
    return Definition(
        title=whole["title"],
        root=structure.root,
        root_tag=whole["root_tag"],
        root_attributes=whole["root_attributes"],
        namespaces=dict(whole["namespaces"]),
        shapes=shapes,
        by_path=structure.by_path,
        seed=_seed(whole["seed"], shapes),
        templates={shapes[n]: _seed(row, shapes) for n, row in whole["templates"]},
        languages=tuple(whole["languages"]),
        default_language=whole["default_language"],
        itext=_Itext(whole["itext"]),
        with_outputs=frozenset(whole["with_outputs"]),
        actions=[of_plain(action) for action in whole["actions"]],
        secondary={name: _item(row) for name, row in whole["secondary"].items()},
        missing=tuple(whole["missing"]),
    )


class _Trees(Mapping[str, Expression]):
    """Syntax trees, each made when it is asked for."""

    def __init__(self, rows: dict[str, Plain]) -> None:
        self._rows = rows

    def __getitem__(self, text: str) -> Expression:
        tree: Expression = of_plain(self._rows[text])
        return tree

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


class _Itext(Mapping[str, Mapping[str, Translated]]):
    """Texts, each made when it is first asked for."""

    def __init__(self, rows: dict[str, Plain]) -> None:
        self._rows = rows
        self._made: dict[str, Mapping[str, Translated]] = {}

    def __getitem__(self, identity: str) -> Mapping[str, Translated]:
        entries = self._made.get(identity)
        if entries is None:
            entries = self._made[identity] = of_plain(self._rows[identity])
        return entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


# Shapes.


def _shape_row(shape: Shape, numbers: Mapping[Shape, int]) -> Plain:
    return [
        shape.name,
        _KINDS.index(shape.kind),
        -1 if shape.parent is None else numbers[shape.parent],
        "" if shape.id == shape.name else shape.id,
        shape.count,
        int(shape.is_fixed),
        0 if shape.bind is NO_BIND else to_plain(shape.bind),
        to_plain(shape.control),
    ]


def _structure(rows: list[Plain]) -> Structure:
    """The shapes again, placed in the order in which they were when the form was read."""
    root = Shape(rows[0][0], NodeKind.GROUP, None, f"/{rows[0][0]}")
    structure = Structure(root)
    shapes = structure.shapes
    for row in rows:
        name, kind, number = row[0], _KINDS[row[1]], row[2]
        if not shapes:
            shape = root
            place(structure, root, ())
        elif kind is NodeKind.INSTANCE:  # it comes right after its repeat
            repeat, parent = shapes[-1], shapes[number]
            shape = repeat.instance = Shape(name, kind, parent, repeat.path)
            place(structure, shape, (*parent.repeats, repeat))
        else:
            parent = shapes[number]
            shape = Shape(name, kind, parent, f"{parent.path}/{name}")
            place(structure, shape, parent.repeats)
            parent.children.append(shape)
        shape.id = QuestionId(row[3] or name)
        shape.count, shape.is_fixed = row[4], bool(row[5])
        shape.bind = of_plain(row[6]) or NO_BIND
        shape.control = of_plain(row[7])
    return structure


# What frames start with.


def _seed_row(seed: Seed) -> Plain:
    return [
        [[shape.number, value] for shape, value in seed.values.items()],
        [
            [shape.number, [_seed_row(inner) for inner in seeds]]
            for shape, seeds in seed.nested.items()
        ],
    ]


def _seed(row: Plain, shapes: list[Shape]) -> Seed:
    values, nested = row
    return Seed(
        {shapes[number]: value for number, value in values},
        {shapes[number]: [_seed(inner, shapes) for inner in seeds] for number, seeds in nested},
    )


# Lists and tables: each item with how many children follow it.


def _item_row(document: Item) -> Plain:
    rows: list[Plain] = []
    pending = [document]
    while pending:
        item = pending.pop()
        rows.append([item.name, item.value, dict(item.attributes), len(item.children)])
        pending += reversed(item.children)
    return rows


def _item(rows: list[Plain]) -> Item:
    above: list[tuple[Item, int]] = []  # items that still wait for so many children
    document: Item | None = None
    for name, value, attributes, count in rows:
        parent = None
        if above:
            parent, missing = above.pop()
            if missing > 1:
                above.append((parent, missing - 1))
        item = Item(name, value, parent)
        if attributes:
            item.attributes = attributes
        if count:
            above.append((item, count))
        document = document or item
    if document is None:
        raise ValueError("a list without a document")
    return document
