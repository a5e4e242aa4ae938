"""What stands in a Qt Linguist source, and which of its translations can be used.

A translation is used when it is finished and has the placeholders of its source; anything
else shows English. So a slip of a translator can make a sentence English, never a crash.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as Xml

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parent
PLURALS_OF_ENGLISH = "en"
LANGUAGES = ("ar", "es", "fr", "ru", "zh")

# {name}, %n and %1, each as it stands; a brace that is doubled is a brace.
_PLACEHOLDER = re.compile(r"\{\{|\}\}|\{[^{}]*\}|%n|%L?\d")
_DOUBLED = ("{{", "}}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One text in one language. ``forms`` has one text, or one for each plural form."""

    context: str
    source: str
    comment: str
    is_plural: bool
    is_finished: bool
    forms: tuple[str, ...]

    @property
    def fault(self) -> str:
        """Why a finished translation cannot be used; "" if it can, or if it is not finished."""
        if not self.is_finished:
            return ""
        if not all(form.strip() for form in self.forms):
            return "empty"
        wanted = placeholders(self.source)
        for form in self.forms:
            found = placeholders(form)
            # "One answer" needs no number: languages leave it out in one plural form or more.
            optional = {"%n"} if self.is_plural else set()
            if not wanted - optional <= found or not found <= wanted:
                return f"has {sorted(found)} in the place of {sorted(wanted)}"
        return ""


def placeholders(text: str) -> frozenset[str]:
    """What is put into a text when it is shown."""
    return frozenset(_PLACEHOLDER.findall(text)) - frozenset(_DOUBLED)


def source_of(language: str) -> Path:
    """Where the texts of a language are."""
    return FOLDER / f"review-desk_{language}.ts"


def read(path: Path) -> Xml.ElementTree[Xml.Element]:
    """A source as it stands. Our own file: no limits are needed."""
    return Xml.parse(path)  # noqa: S314


def messages(tree: Xml.ElementTree[Xml.Element]) -> Iterator[Message]:
    """All texts of a source."""
    for context in tree.iter("context"):
        name = context.findtext("name", "")
        for element in context.iter("message"):
            yield _message(name, element)


def _message(context: str, element: Xml.Element) -> Message:
    translation = element.find("translation")
    assert translation is not None  # lupdate writes one for each message
    is_plural = element.get("numerus") == "yes"
    forms = [form.text or "" for form in translation.iter("numerusform")]
    return Message(
        context=context,
        source=element.findtext("source", ""),
        comment=element.findtext("comment", ""),
        is_plural=is_plural,
        is_finished=translation.get("type") is None,
        forms=tuple(forms if is_plural else [translation.text or ""]),
    )


def without_faults(tree: Xml.ElementTree[Xml.Element]) -> list[Message]:
    """Mark what cannot be used as unfinished, in the tree itself; what that was."""
    left_out = []
    for context in tree.iter("context"):
        name = context.findtext("name", "")
        for element in context.iter("message"):
            message = _message(name, element)
            translation = element.find("translation")
            if message.fault and translation is not None:
                translation.set("type", "unfinished")
                left_out.append(message)
    return left_out
