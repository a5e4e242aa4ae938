"""What pyxform says of a fault in our words, and in which column it stands.

It says most things well but for the column; what is not listed here is passed on.
"""

from __future__ import annotations

import re

_ROW = re.compile(r"\[row : \w+\]\s*")
_COLUMN = re.compile(r"(?:sheet, the|the) '([^']+)' value")
_DETAILS = re.compile(r"\s*(?:Learn more: \S+|\{.*\}$)")
_WORDS: tuple[tuple[str, str, str], ...] = (
    (r"Unknown question type '(.*)'", "type", "there is no question type {0}"),
    (r"List name not in \w+ sheet: (.*)", "type", "there is no list of choices named {0}"),
    (r"Question or group with no name", "name", "this row has no name; give it one"),
    (r"Question with no type", "type", "this row has no type; say what it is, such as text"),
    (r"Missing calculation", "calculation", "a calculate row needs a calculation"),
    (r"Unmatched 'begin_(\w+)'", "type", "this {0} is never closed; add a row end {0}"),
    (r"Unmatched 'end_(\w+)'", "type", "no {0} is open here; remove this row"),
    (r"named '.*' has no label or hint", "label", "a label or hint is needed"),
    (r"To use big-image", "big-image", "a big-image needs an image beside it"),
    (r"File name for", "type", "the file must be a .csv, .xml or .geojson"),
    (r"Choice names with spaces cannot be added", "name", ""),
    (r"There are multiple survey elements named '(.*)'", "name", "the name {0} is used twice"),
    (r"is not user-visible", "trigger", "only a question that is asked can trigger this"),
)  # fmt: skip


def translated(text: str) -> tuple[str, str]:
    """A message without its place, and the column that it is about or ""."""
    plain = _DETAILS.sub("", _ROW.sub("", " ".join(text.split())))
    for pattern, column, words in _WORDS:
        match = re.search(pattern, plain)
        if match is not None:
            return words.format(*match.groups()) or plain, column
    named = _COLUMN.search(plain)
    return plain, named[1] if named else ""
