"""A language that nobody speaks: texts twice as long, or as if from right to left."""

from __future__ import annotations

import re

from PySide6.QtCore import QObject, QTranslator

from desktop_app.ui.i18n import Language

_HELD = re.compile(r"(\{[^}]*\}|%\w|%L?\d|&|<[^>]*>)")
_ARABIC = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهابتثجحخدذرزسشصضطظعغفقكلمنه",
)


class Pseudo(QTranslator):
    """Translates everything into nonsense that shows what a layout must bear.

    Placeholders and mnemonics are left as they are.
    """

    def __init__(self, parent: QObject | None = None, *, is_rtl: bool = False) -> None:
        super().__init__(parent)
        self.is_rtl = is_rtl

    def isEmpty(self) -> bool:  # noqa: N802  # Qt's name
        return False

    def translate(
        self,
        context: str,
        source_text: str,
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str:
        pieces = _HELD.split(source_text)
        if self.is_rtl:
            return "".join(p if _HELD.fullmatch(p) else p.translate(_ARABIC) for p in pieces)
        words = "".join(p for p in pieces if not _HELD.fullmatch(p)).strip()
        return f"{source_text} {words[::-1]}" if words else source_text


def use_pseudo(language: Language, *, is_rtl: bool = False) -> None:
    """Show what is built from now on as no language has it."""
    language.use_translator(Pseudo(language, is_rtl=is_rtl), is_rtl=is_rtl)
