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

_MOST_COLUMNS = 8
_ENTRIES, _ENTRIES_IN_TABLE = 2, 3
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
    unanswered. ``rows`` are the entries of a repeated group, each a tuple of items.

    In the blank questionnaire only: ``condition`` is a sentence; ``lines`` is how much room
    an answer has, ``is_brief`` that a date or a number is all there will be; ``pattern`` is
    what one entry of a repeated group asks for.
    """

    control: str
    label: str
    value: str = ""
    hint: str = ""
    condition: str = ""
    choices: tuple[Choice, ...] = ()
    lines: int = 1
    is_brief: bool = False
    is_note: bool = False
    rows: tuple[tuple[Item, ...], ...] = ()
    pattern: tuple[Item, ...] = ()

    @property
    def is_tabular(self) -> bool:
        """Whether an entry fits into a line: lines of text, and boxes to tick."""
        return 1 < len(self.pattern) <= _MOST_COLUMNS and all(
            item.is_tick or (item.is_line and not item.condition) for item in self.pattern
        )

    @property
    def entries(self) -> int:
        """How many entries the blank questionnaire has room for."""
        if not self.pattern:
            return 0
        return _ENTRIES_IN_TABLE if self.is_tabular else _ENTRIES

    @property
    def is_tick(self) -> bool:
        """Whether it is a mere box to tick."""
        return len(self.choices) == 1

    @property
    def is_line(self) -> bool:
        """Whether it asks for a line of text."""
        return not (self.choices or self.pattern or self.is_note) and self.lines == 1


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
    submitted: str = "Submitted"
    approval: str = "Approval {number}, {date}, by {name}"
    digest: str = "Digest {digits}"
    incomplete: str = "Approved although {count} questions are not complete: {reason}"
    reopened: str = "Opened again on {date}"
    blank: str = "Blank questionnaire"
    party: str = "Party"
    state_of: str = "State of {date}"
    received_on: str = "Received on {date}"
    check_code: str = "Check code"
    page: str = "Page {page} of {pages}"
    no_answer: str = "Not answered"
    nothing: str = "Nothing has been answered in the articles that were chosen."
    official: str = "Official wording"
    entry: str = "Entry {number}"
    any_of: str = "Choose all that apply."
    in_order: str = "Number them in their order."
    how_to: str = "How to fill this in"
    how_to_steps: tuple[str, ...] = (
        "A round box: choose one. A square box: choose all that apply.",
        "What begins with “If” is to be answered only where that is so. Leave out the rest.",
        "Where the room is too small, or there are more entries than lines, go on on a "
        "separate sheet and write the number of the question on it.",
        "Do not attach laws or other documents: name them, and give the link of their record.",
    )
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
        "Not answered",
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
    direction of the page. ``approval`` are the lines that say what was approved, when and by
    whom; there are none on a draft. Of what was submitted they say when it came, ``date`` too.
    """

    title: str
    party: str
    language: str
    date: str
    check_code: str
    notice: str = ""
    is_blank: bool = False
    is_draft: bool = True
    is_submitted: bool = False
    has_signature: bool = False
    approval: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    words: Words = field(default_factory=Words)

    @property
    def mark(self) -> str:
        """What it is, in a word or two."""
        if self.is_blank:
            return self.words.blank
        if self.is_submitted:
            return self.words.submitted
        return self.words.draft if self.is_draft else self.words.approved

    @property
    def dated(self) -> str:
        """Of which day it is."""
        words = self.words.received_on if self.is_submitted else self.words.state_of
        return words.format(date=self.date)
