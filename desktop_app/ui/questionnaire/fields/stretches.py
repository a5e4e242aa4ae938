"""Lays very long paragraphs out in stretches, so that a keystroke shapes one of them only.

A text document shapes a whole paragraph anew for each keystroke: measured 16 ms for 50,000
Latin characters in one paragraph, 43 ms for Arabic, 60 ms for Chinese. Cut into stretches
of a few thousand characters it is about one. A stretch is a block of the document that is
marked as going on from the one before it; the text that is read back has no trace of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from PySide6.QtGui import (
    QGuiApplication,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from desktop_app.ui.theme import line_height_percent

LONG = 4000
STRETCH = 2000
_GOES_ON = QTextFormat.Property.UserProperty.value + 1
_JOINTS = ("\n", "", " ")
# Full-width stops are followed by no space.
_WIDE_ENDS = "\u3002\uff01\uff1f\uff1b"
_SENTENCE_ENDS = ".!?;\u061f\u061b\u0964" + _WIDE_ENDS


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of text and what stands between it and the one before: "\\n", " " or nothing."""

    text: str
    joint: str


def block_format(joint: str = "\n") -> QTextBlockFormat:
    """The look of every paragraph; one that goes on from the one before says by what."""
    wanted = QTextBlockFormat()
    kind = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
    wanted.setLineHeight(_line_height_percent(QGuiApplication.font().family()), kind)
    if joint != "\n":
        wanted.setProperty(_GOES_ON, _JOINTS.index(joint))
    return wanted


@cache
def _line_height_percent(_family: str) -> float:
    """The same for every size of a font, so it is found out once."""
    return line_height_percent(QGuiApplication.font())


def _joint(block: QTextBlock) -> str:
    return _JOINTS[block.blockFormat().property(_GOES_ON) or 0]


def normalised(text: str) -> str:
    """The text with one kind of line end."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n")


def stretches(text: str) -> Iterator[Stretch]:
    """The paragraphs of a text, long ones in several pieces. The joints are lossless."""
    for line in text.split("\n"):
        joint = "\n"
        rest = line
        while len(rest) > LONG:
            place, length = _cut(rest)
            yield Stretch(rest[:place], joint)
            joint, rest = rest[place : place + length], rest[place + length :]
        yield Stretch(rest, joint)


def _cut(line: str) -> tuple[int, int]:
    """Where a long line may be cut best, and how many characters the joint takes up."""
    for place in range(STRETCH, LONG - 1):
        if line[place] == " " and line[place - 1] in _SENTENCE_ENDS:
            return place, 1
        if line[place - 1] in _WIDE_ENDS:
            return place, 0
    for place in range(STRETCH, LONG - 1):
        if line[place] == " ":
            return place, 1
    return STRETCH, 0


def insert(cursor: QTextCursor, text: str) -> None:
    """Put a text in the place of the cursor's selection."""
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    for number, stretch in enumerate(stretches(normalised(text))):
        if number:
            cursor.insertBlock(block_format(stretch.joint))
        if stretch.text:
            cursor.insertText(stretch.text)
    cursor.endEditBlock()


def fill(document: QTextDocument, text: str) -> bool:
    """Make a document hold a text, with nothing to undo; whether it has stretches."""
    document.setUndoRedoEnabled(False)
    pieces = list(stretches(text))
    document.setPlainText("\n".join(piece.text for piece in pieces))
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.setBlockFormat(block_format())
    block = document.firstBlock()
    for piece in pieces:
        if piece.joint != "\n":
            QTextCursor(block).setBlockFormat(block_format(piece.joint))
        block = block.next()
    cursor.endEditBlock()
    document.setUndoRedoEnabled(True)
    return len(pieces) > text.count("\n") + 1


def text_of(document: QTextDocument) -> str:
    """What a document holds, without its stretches.

    Not ``toPlainText``, which turns no-break spaces into plain ones.
    """
    parts: list[str] = []
    block = document.firstBlock()
    while block.isValid():
        if parts:
            parts.append(_joint(block))
        parts.append(block.text().replace("\u2028", "\n"))
        block = block.next()
    return "".join(parts)


def selected_text(cursor: QTextCursor) -> str:
    """The selected part of it."""
    document = cursor.document()
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    parts: list[str] = []
    block = document.findBlock(start)
    while block.isValid() and block.position() <= end:
        if parts:
            parts.append(_joint(block))
        first = max(0, start - block.position())
        parts.append(block.text()[first : end - block.position()].replace("\u2028", "\n"))
        block = block.next()
    return "".join(parts)
