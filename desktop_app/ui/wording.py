"""Words that several pages use for the same thing: colours, levels, dates and times."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime
from PySide6.QtGui import QGuiApplication

from desktop_app.domain.moments import here
from desktop_app.ui.theme import Scheme

translate = QCoreApplication.translate


def scheme_word(scheme: Scheme) -> str:
    """What a choice of colours is called."""
    words = {
        Scheme.SYSTEM: translate("Wording", "As the system has it"),
        Scheme.LIGHT: translate("Wording", "Light"),
        Scheme.DARK: translate("Wording", "Dark"),
        Scheme.CONTRAST: translate("Wording", "High contrast"),
    }
    return words[scheme]


def day_words(day: date) -> str:
    """A date with its month in letters, which nobody can take for another one."""
    locale = QLocale()
    shown = locale.toString(QDate(day.year, day.month, day.day), "d MMMM yyyy")
    return str(shown)


def time_words(moment: datetime) -> str:
    """The time of day here: "14:03"."""
    shown = here(moment)
    return str(QLocale().toString(QTime(shown.hour, shown.minute), "HH:mm"))


def moment_words(moment: datetime) -> str:
    """Day and time here, with the zone: "3 March 2026, 14:03 CET"."""
    shown = here(moment)
    words = translate("Wording", "{day}, {time} {zone}", "a moment")
    zone = shown.tzname() or ""
    return words.format(day=day_words(shown.date()), time=time_words(moment), zone=zone).strip()


def runs_right_to_left(text: str) -> bool:
    """Whether its first strong character does."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False


def apart(text: str) -> str:
    """A text for a place within a sentence, so that it turns neither that nor itself about.

    Where both run the same way it needs no marks, and gets none.
    """
    if not text or runs_right_to_left(text) == QGuiApplication.isRightToLeft():
        return text
    return f"\u2068{text}\u2069"


def breakable(name: str) -> str:
    """A name of a file, which may be one long word, so that it can go on in another line."""
    return re.sub(r"(\S{16})(?=\S)", "\\1\u200b", name)


def left_to_right(text: str) -> str:
    """References, numbers of laws, paths and keys read so in every sentence and window."""
    return f"\u2066{text}\u2069" if text else ""


def in_language(texts: Mapping[str, str], language: str) -> str:
    """The text in a language, else in English, else in whatever there is."""
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")


def isolated(text: str) -> str:
    """A name inside a sentence, whichever way it runs: the sentence keeps its order."""
    return f"\u2068{text}\u2069"
