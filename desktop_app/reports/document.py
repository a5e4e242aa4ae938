"""What a printed questionnaire consists of, whatever it is printed as.

`services` fills these records from a live response; `pdf` and `word` set them. Texts are
plain, in the language of the questionnaire or as somebody wrote them; nothing in them is
ever read as markup.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop_app.reports.conditions import ConditionWords

_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An option as the blank questionnaire lists it; ``value`` is its code in the form."""

    label: str
    several: bool
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One question inside a card with what was answered, or room for an answer.

    ``control`` names the question in a Word file's content control. ``value`` "" is
    unanswered. ``condition`` is a sentence, in the blank questionnaire only. ``rows`` are
    the entries of a repeated group, each a tuple of items; ``pattern`` is what one entry
    asks for, in the blank questionnaire.
    """

    control: str
    label: str
    value: str = ""
    hint: str = ""
    condition: str = ""
    choices: tuple[Choice, ...] = ()
    lines: int = 1
    is_note: bool = False
    rows: tuple[tuple[Item, ...], ...] = ()
    pattern: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One question of the questionnaire with its follow-ups."""

    reference: str
    level: str
    title: str
    status: str = ""
    condition: str = ""
    official: str = ""
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article or a page of front matter."""

    title: str
    condition: str = ""
    cards: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """An instrument's part."""

    title: str
    condition: str = ""
    articles: tuple[Article, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The fixed words of a report, so that it can be printed in any language."""

    contents: str = "Contents"
    draft: str = "Draft"
    approved: str = "Approved"
    blank: str = "Blank questionnaire"
    party: str = "Party"
    state_of: str = "State of {date}"
    check_code: str = "Check code"
    page: str = "Page {page} of {pages}"
    no_answer: str = "Not answered"
    nothing: str = "Nothing has been answered in the articles that were chosen."
    official: str = "Official wording"
    entry: str = "Entry {number}"
    one_of: str = "Choose one"
    any_of: str = "Choose all that apply"
    repeat: str = "Repeat as often as needed:"
    signature: str = "Signature"
    name_title: str = "Name and title"
    place_date: str = "Place and date"
    ticked: str = "Yes"
    levels: Mapping[str, str] = field(
        default_factory=lambda: {
            "M": "required",
            "MQ": "required, with room",
            "E": "to be considered",
            "O": "optional",
            "S": "definition or safeguard",
            "N": "notification",
        }
    )
    statuses: tuple[str, ...] = (
        "Empty",
        "Draft",
        "Finished by expert",
        "Approved by focal point",
    )
    months: tuple[str, ...] = (
        "January", "February", "March", "April", "May", "June", "July", "August",
        "September", "October", "November", "December",
    )  # fmt: skip
    conditions: ConditionWords = field(default_factory=ConditionWords)

    def date(self, value: str) -> str:
        """A year, a month or a day, 2003-09-29, with the month in letters; "" if it is none."""
        found = _DATE.fullmatch(value)
        if found is None:
            return ""
        year, month, day = found.groups()
        in_letters = self.months[int(month) - 1] if month else ""
        return " ".join(filter(None, (day and str(int(day)), in_letters, year)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole questionnaire, filled or blank, ready to be set.

    ``date`` is the state's date in words; ``check_code`` a short code of the state, so that
    two prints can be told apart. ``language`` is a tag such as "en"; it decides the
    direction of the page.
    """

    title: str
    party: str
    language: str
    date: str
    check_code: str
    notice: str = ""
    is_blank: bool = False
    is_draft: bool = True
    has_signature: bool = False
    parts: tuple[Part, ...] = ()
    words: Words = field(default_factory=Words)
