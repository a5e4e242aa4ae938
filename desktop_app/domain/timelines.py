"""The steps of one review with their dates, and what is told of them: frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from review_protocol.timelines import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedStep:
    """A step as a screen shows it. ``titles`` are by language tag.

    ``due`` is the date that counts. ``by_secretariat``: the secretariat moved it;
    ``done_by_secretariat``: it noted the day ``actual``. Members' dates do not count then.
    ``is_conflict``: two people entered different things, neither knowing of the other;
    ``others`` are the revised dates that do not count meanwhile.
    """

    step: str
    titles: Mapping[str, str] = field(default_factory=dict)
    planned: date | None = None
    revised: date | None = None
    actual: date | None = None
    due: date | None = None
    standing: Standing = Standing.UNDATED
    reason: str = ""
    by_secretariat: bool = False
    done_by_secretariat: bool = False
    is_conflict: bool = False
    others: tuple[date, ...] = ()
    after: str = ""
    months: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The steps in the order of their rules, on a day in Vienna.

    ``start`` is the date that counts as the review's start, ``receipt`` the day of the
    receipt. ``start_by_secretariat``: it entered the start. ``may_revise``: this person may
    enter dates.
    """

    day: date
    start: date | None = None
    start_by_secretariat: bool = False
    receipt: date | None = None
    steps: tuple[DatedStep, ...] = ()
    may_revise: bool = False


class EntryKind(StrEnum):
    """What an entry of the inbox tells."""

    DUE = "due"
    OVERDUE = "overdue"
    REVISED = "revised"
    DONE = "done"
    CLEARED = "cleared"
    MESSAGE = "message"
    RECEIPT = "receipt"
    NOT_TAKEN = "not-taken"
    REOPENING = "reopening"
    CONFIRM = "confirm"


class Link(StrEnum):
    """Where an entry leads: what it is about."""

    QUESTION = "question"
    STEP = "step"
    SUBMISSION = "submission"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxEntry:
    """One entry. ``about`` is a question's or a step's name, a member's id, or the word in
    which the server refused what was for the secretariat.

    ``from_secretariat``: it came from there; else this computer worked it out.
    ``is_past``: it was about a date that does not count any more. ``is_new``: nobody was
    told of it yet on this computer.
    """

    id: str
    kind: EntryKind
    at: datetime
    link: Link | None = None
    about: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)
    due: date | None = None
    title: str = ""
    text: str = ""
    from_secretariat: bool = False
    is_granted: bool = False
    is_past: bool = False
    is_read: bool = False
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Inbox:
    """All entries, the newest first."""

    entries: tuple[InboxEntry, ...] = ()

    @property
    def unread(self) -> tuple[InboxEntry, ...]:
        """Those that count at the button: present, and not read."""
        return tuple(each for each in self.entries if not each.is_read and not each.is_past)

    @property
    def new(self) -> tuple[InboxEntry, ...]:
        """Those of them that nobody was told of yet."""
        return tuple(each for each in self.unread if each.is_new)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulletin:
    """What the window shows of one response: its inbox and its timeline."""

    inbox: Inbox = field(default_factory=Inbox)
    timeline: Timeline | None = None
