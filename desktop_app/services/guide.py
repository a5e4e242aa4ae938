"""The user guide that comes with the program: read from a page of text, in parts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "resources" / "guide"
DEFAULT = "en"

_STEP = re.compile(r"(\d+)\. ")


class BlockKind(StrEnum):
    """How a block stands on the page."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    STEP = "step"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or one entry of a list; ``mark`` is what stands before it."""

    kind: BlockKind
    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """The guide in one language; ``language`` is the tag of the one that was found."""

    language: str
    title: str
    lead: tuple[Block, ...]
    sections: tuple[Section, ...]


def read_guide(language: str, *, folder: Path = FOLDER) -> Guide:
    """The guide in a language, or in English where it has not been translated."""
    found = language if (folder / f"{language}.md").is_file() else DEFAULT
    text = (folder / f"{found}.md").read_text(encoding="utf-8")
    head, *rest = re.split(r"^## ", text, flags=re.MULTILINE)
    title, _, lead = head.removeprefix("# ").partition("\n")
    sections = []
    for part in rest:
        name, _, body = part.partition("\n")
        sections.append(Section(name.strip(), _blocks(body)))
    return Guide(found, title.strip(), _blocks(lead), tuple(sections))


def _blocks(text: str) -> tuple[Block, ...]:
    return tuple(_block(line) for line in map(str.strip, text.splitlines()) if line)


def _block(line: str) -> Block:
    if line.startswith("- "):
        return Block(BlockKind.ITEM, line[2:], "•")
    if step := _STEP.match(line):
        return Block(BlockKind.STEP, line[step.end() :], f"{step[1]}.")
    return Block(BlockKind.PARAGRAPH, line)
