"""Which of a form's languages a tag stands for: `forms.languages`, for those above."""

from __future__ import annotations

from desktop_app.forms.languages import form_language, language_tag, speak

__all__ = ["form_language", "language_tag", "speak"]
