"""Tags of languages and a form's own names for them."""

from __future__ import annotations

import pytest

from desktop_app.services.languages import form_language, language_tag

LANGUAGES = ("English (en)", "French (fr)", "Plain")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("en", "English (en)"),
        ("EN", "English (en)"),
        ("French (fr)", "French (fr)"),
        ("fr-CA", "French (fr)"),
        ("Plain", "Plain"),
        ("ar", None),
    ],
)
def test_a_language_is_found_by_name_or_tag(asked: str, found: str | None) -> None:
    assert form_language(LANGUAGES, asked) == found


def test_a_name_without_a_tag_is_its_own_tag() -> None:
    assert [language_tag(name) for name in LANGUAGES] == ["en", "fr", "Plain"]
