"""Entries of the inbox in words: what happened, and the sentence below it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.moments import here
from desktop_app.domain.timelines import EntryKind, InboxEntry, Link
from desktop_app.ui.submission_words import not_taken_title, why_not_taken
from desktop_app.ui.wording import day_words, in_language, isolated
from review_protocol.message_kinds import Kind
from review_protocol.timelines import START

translate = QCoreApplication.translate


def entry_title(entry: InboxEntry, language: str) -> str:
    """The first line."""
    if entry.kind is EntryKind.NOT_TAKEN:
        return not_taken_title(Kind(entry.title))
    step = isolated(in_language(entry.titles, language) or _about(entry))
    words = {
        EntryKind.DUE: translate("Inbox", "Coming: {step}"),
        EntryKind.OVERDUE: translate("Inbox", "Missed: {step}"),
        EntryKind.REVISED: translate("Inbox", "Moved: {step}"),
        EntryKind.DONE: translate("Inbox", "Done: {step}"),
        EntryKind.CLEARED: translate("Inbox", "Date taken back: {step}"),
        EntryKind.MESSAGE: translate("Inbox", "{title}"),
        EntryKind.RECEIPT: translate("Inbox", "The secretariat gave a receipt"),
        EntryKind.REOPENING: translate("Inbox", "The answer to a request to reopen"),
        EntryKind.CONFIRM: translate("Inbox", "{title} waits to be confirmed"),
    }
    title = isolated(entry.title or translate("Inbox", "A message without a title"))
    return words[entry.kind].format(step=step, title=title)


def entry_detail(entry: InboxEntry) -> str:
    """What more there is to say; may be empty."""
    day = day_words(entry.due) if entry.due else ""
    dated = {
        EntryKind.DUE: translate("Inbox", "It is due on {day}."),
        EntryKind.OVERDUE: translate("Inbox", "It was due on {day}."),
        EntryKind.REVISED: translate("Inbox", "The secretariat moved it to {day}. {reason}"),
        EntryKind.DONE: translate("Inbox", "The secretariat noted it as done on {day}."),
        EntryKind.CLEARED: translate("Inbox", "The planned date counts again. {reason}"),
    }
    if entry.kind in dated:
        reason = isolated(entry.text) if entry.text else ""
        return dated[entry.kind].format(day=day, reason=reason).strip()
    if entry.kind is EntryKind.RECEIPT:
        return translate("Inbox", "The answers have arrived; the receipt is their proof.")
    if entry.kind is EntryKind.NOT_TAKEN:
        return why_not_taken(entry.about)
    if entry.kind is EntryKind.REOPENING:
        granted = translate("Inbox", "It was granted. {answer}")
        refused = translate("Inbox", "It was refused. {answer}")
        words = granted if entry.is_granted else refused
        return words.format(answer=isolated(entry.text) if entry.text else "").strip()
    if entry.kind is EntryKind.CONFIRM:
        return translate("Inbox", "Compare the digits by telephone, then confirm.")
    return entry.text


def _about(entry: InboxEntry) -> str:
    if entry.link is Link.STEP and entry.about == START:
        return str(translate("Inbox", "Start of the review"))
    return entry.about


def origin_words(entry: InboxEntry) -> str:
    """When, from whom, and what became of it."""
    day = day_words(here(entry.at).date())
    if entry.from_secretariat:
        words = translate("Inbox", "{day}, from the secretariat")
    elif entry.kind in {EntryKind.CONFIRM, EntryKind.NOT_TAKEN}:
        words = translate("Inbox", "{day}")
    else:
        words = translate("Inbox", "{day}, worked out on this computer")
    found = words.format(day=day)
    if entry.is_past:
        past = translate("Inbox", "does not hold any more")
        return f"{found} · {past}"
    return found


def link_words(link: Link) -> str:
    """What the way to what an entry is about is called."""
    return {
        Link.QUESTION: translate("Inbox", "Show the question"),
        Link.STEP: translate("Inbox", "Show the timeline"),
        Link.SUBMISSION: translate("Inbox", "Show the submission"),
        Link.PEOPLE: translate("Inbox", "Show people"),
    }[link]


def count_words(count: int) -> str:
    """How much is unread, as the button says it."""
    if not count:
        return translate("Inbox", "Inbox")
    return translate("Inbox", "Inbox: {count} unread").format(count=count)


def new_words(count: int) -> str:
    """That something is new, and nothing of what it says."""
    return translate("Inbox", "New in the inbox: {count}").format(count=count)
