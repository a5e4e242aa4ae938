"""Labels, hints and messages as an XForm writes them: words with outputs, or itext ids."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from desktop_app.forms.definition import Output, TextSource, Translated, Words, has_output
from desktop_app.forms.markup import attribute, children, local_name

_ITEXT = re.compile(r"jr:itext\((.*)\)", re.DOTALL)
_QUOTED = re.compile(r"'([^']*)'|\"([^\"]*)\"")
_GUIDANCE, _DEFAULT_FORMS = "guidance", ("", "long", "short")
_MEDIA = ("image", "big-image", "video", "audio")


def words_of(element: etree._Element) -> Words:
    """The text of an element with the outputs in it; white space at both ends is dropped."""
    if not len(element):
        text = (element.text or "").strip()
        return (text,) if text else ()
    parts: list[str | Output] = [element.text or ""]
    for part in element:
        if local_name(part) == "output":
            parts.append(Output(attribute(part, "value") or attribute(part, "ref")))
        else:
            parts.append("".join(str(text) for text in part.itertext()))
        parts.append(part.tail or "")
    if isinstance(parts[0], str):
        parts[0] = parts[0].lstrip()
    if isinstance(parts[-1], str):
        parts[-1] = parts[-1].rstrip()
    return tuple(part for part in parts if part)


def source_of(element: etree._Element | None) -> TextSource | None:
    """Where the text of a label or hint element comes from."""
    if element is None:
        return None
    reference = attribute(element, "ref")
    return source_of_reference(reference) if reference else TextSource(words_of(element))


def source_of_reference(reference: str) -> TextSource:
    """What ``jr:itext('id')``, ``jr:itext(path)`` or a plain path means as a text."""
    match = _ITEXT.fullmatch(reference)
    if match is None:
        return TextSource(expression=reference)
    quoted = _QUOTED.fullmatch(match[1].strip())
    if quoted is None:
        return TextSource(expression=match[1], is_id=True)
    return TextSource(itext=quoted[1] or quoted[2] or "")


def source_of_message(text: str) -> TextSource | None:
    """A constraint or required message, which is an itext reference or the text itself."""
    if not text:
        return None
    if text.startswith("jr:itext("):
        return source_of_reference(text)
    return TextSource((text,))


def read_itext(
    model: etree._Element,
) -> tuple[tuple[str, ...], str, dict[str, dict[str, Translated]]]:
    """Languages, the default one, and every itext entry by id and language."""
    languages: list[str] = []
    default = ""
    entries: dict[str, dict[str, Translated]] = {}
    for translation in (t for itext in children(model, "itext") for t in itext):
        language = attribute(translation, "lang")
        languages.append(language)
        if attribute(translation, "default"):
            default = language
        for text in translation:
            entries.setdefault(attribute(text, "id"), {})[language] = _translated(text)
    return tuple(dict.fromkeys(languages)), default or next(iter(languages), ""), entries


def with_outputs(itext: Mapping[str, Mapping[str, Translated]]) -> frozenset[str]:
    """The entries in which an output stands, in any language or form."""
    return frozenset(
        identity
        for identity, entries in itext.items()
        if any(has_output(t.words) or has_output(t.guidance) for t in entries.values())
    )


def _file_name(words: Words) -> Words:
    return tuple(word.rpartition("/")[2] for word in words if isinstance(word, str))


def _translated(text: etree._Element) -> Translated:
    forms: dict[str, Words] = {}
    for value in text:
        forms.setdefault(attribute(value, "form"), words_of(value))
    shown = next((forms[form] for form in _DEFAULT_FORMS if form in forms), None)
    if shown is None:
        # Pictures and sounds are not shown; where there is nothing else, their name is.
        shown = next((_file_name(forms[form]) for form in _MEDIA if form in forms), ())
    return Translated(shown, forms.get(_GUIDANCE, ()))
