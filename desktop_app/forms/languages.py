"""Which of a form's languages a tag stands for: packs say "en", forms "English (en)"."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.forms.form import Form


def form_language(languages: Sequence[str], tag: str) -> str | None:
    """The form's own name of a language by that name or a tag; ``None`` if it has none."""
    if tag in languages:
        return tag
    wanted = tag.casefold()
    for name in languages:
        if language_tag(name).casefold() == wanted:
            return name
    # "fr-CA" is served by "French (fr)".
    base = wanted.split("-")[0]
    return next((name for name in languages if language_tag(name).casefold() == base), None)


def speak(form: Form, language: str) -> None:
    """Have a form that nobody looks at yet speak a language, if it knows it."""
    wanted = form_language(form.languages, language)
    if wanted is not None and wanted != form.language:
        form.use_language(wanted)


def language_tag(name: str) -> str:
    """The tag in a form's name of a language: "en" for "English (en)"."""
    if name.endswith(")") and "(" in name:
        return name[name.rindex("(") + 1 : -1].strip()
    return name
