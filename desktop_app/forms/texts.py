"""Labels, hints, help and messages in the form's language, with the outputs in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop_app.errors import StepRefused
from desktop_app.forms.code import Context, Uses, text_of
from desktop_app.forms.compiler import Compiler
from desktop_app.forms.definition import (
    Definition,
    Output,
    Shape,
    TextSource,
    Words,
    has_output,
)
from desktop_app.forms.limits import MAX_VALUE_CHARS

_UNTRANSLATED = ((), ("-",))  # pyxform writes "-" where a translation is missing
TextRun = Callable[[Context], str]


@dataclass(frozen=True, slots=True)
class Part:
    """One text of a node: where it comes from, and whether its guidance form is meant."""

    source: TextSource | None
    guidance: bool = False


class Texts:
    """The texts of a questionnaire. Fixed ones are looked up, those with outputs compiled."""

    def __init__(self, definition: Definition, compiler: Compiler) -> None:
        self._itext, self._default = definition.itext, definition.default_language
        self._languages = definition.languages or ("",)
        self._compiler = compiler
        self.with_outputs = definition.with_outputs

    def is_fixed(self, source: TextSource | None) -> bool:
        """Whether a text needs nothing but the language."""
        if source is None:
            return True
        if source.expression:
            return False
        return source.itext not in self.with_outputs and not has_output(source.words)

    def words(self, identity: str, language: str, *, guidance: bool = False) -> Words:
        """An itext entry; an untranslated one is given in the default language."""
        entries = self._itext.get(identity, {})
        words: Words = ()
        for wanted in (language, self._default, *self._languages):
            entry = entries.get(wanted)
            words = () if entry is None else entry.guidance if guidance else entry.words
            if words not in _UNTRANSLATED:
                break
        return words

    def fixed(self, part: Part, language: str) -> str:
        """A text without outputs."""
        if part.source is None:
            return ""
        words = part.source.words
        if part.source.itext:
            words = self.words(part.source.itext, language, guidance=part.guidance)
        elif part.guidance:
            return ""
        return "".join(word for word in words if isinstance(word, str))

    def compile(self, part: Part, shape: Shape, uses: Uses) -> dict[str, TextRun]:
        """A text as code, by language."""
        source = part.source
        if source is None or (part.guidance and not source.itext):
            return dict.fromkeys(self._languages, _nothing)
        if source.expression and source.is_id:
            return self._by_id(source.expression, shape, uses)
        if source.expression:
            run = text_of(self._compiler.compile(source.expression, shape, uses))
            return dict.fromkeys(self._languages, run)
        if not source.itext:
            return dict.fromkeys(self._languages, self.rendered(source.words, shape, uses))
        return {
            language: self.rendered(
                self.words(source.itext, language, guidance=part.guidance), shape, uses
            )
            for language in self._languages
        }

    def _by_id(self, expression: str, shape: Shape, uses: Uses) -> dict[str, TextRun]:
        identity = text_of(self._compiler.compile(expression, shape, uses))
        uses.language = True
        run: TextRun = lambda context: context.session.text(identity(context))  # noqa: E731
        return dict.fromkeys(self._languages, run)

    def rendered(self, words: Words, shape: Shape, uses: Uses) -> TextRun:
        """Words with the values of their outputs."""
        runs: list[TextRun] = []
        for word in words:
            if isinstance(word, Output):
                runs.append(text_of(self._compiler.compile(word.expression, shape, uses)))
            else:
                runs.append(_always(word))
        return lambda context: _whole([run(context) for run in runs])


def _whole(parts: list[str]) -> str:
    if sum(map(len, parts)) > MAX_VALUE_CHARS:
        raise StepRefused("", "limit")
    return "".join(parts)


def _always(word: str) -> TextRun:
    return lambda _: word


def _nothing(_: Context) -> str:
    return ""
