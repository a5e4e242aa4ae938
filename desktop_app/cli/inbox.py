"""`review-desk inbox`: notices and messages, and which of them were read here."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from desktop_app.cli.exchange_wording import NOT_SUBMITTED
from desktop_app.cli.global_options import options_of
from desktop_app.cli.output import say, say_json
from desktop_app.cli.session import chosen, unlocked
from desktop_app.domain.timelines import EntryKind, InboxEntry
from desktop_app.errors import BadArgument
from desktop_app.services import inbox
from review_protocol.message_kinds import Kind
from review_protocol.timelines import START

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None)

_SHOWN_DIGITS = 8


@app.callback()
def _inbox() -> None:
    """The group's own line; see `root.GROUPS`."""


@app.command("list")
def list_(
    context: typer.Context,
    all_: Annotated[
        bool, typer.Option("--all", help="Also what was read, and what does not hold any more.")
    ] = False,
) -> None:
    """List what is unread, the newest first. What is listed here is not new any more."""
    with unlocked(context) as profile:
        info = chosen(options_of(context), profile)
        found = inbox.read_inbox(profile, info.id, info)
        shown = found.entries if all_ else found.unread
        inbox.mark_told(profile, info.id, [each.id for each in shown])
    if options_of(context).as_json:
        say_json([_facts(each) for each in shown])
        return
    if not shown:
        say("Nothing is unread." if found.entries else "The inbox is empty.")
    for each in shown:
        mark = "new" if each.is_new else "   " if each.is_read else "unread"
        say(f"{_short(each)}  {each.at:%Y-%m-%d}  {mark:6}  {_words(each)}")


@app.command()
def read(
    context: typer.Context,
    entry: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]", help="As `inbox list` shows them.")
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="Everything.")] = False,
) -> None:
    """Mark entries as read, on this computer."""
    if all_ == bool(entry):
        raise BadArgument("ID", "name entries, or give --all")
    with unlocked(context) as profile:
        info = chosen(options_of(context), profile)
        found = inbox.read_inbox(profile, info.id, info)
        entries = [inbox.find_entry(found, each) for each in entry or []] or found.unread
        inbox.mark_read(profile, info.id, [each.id for each in entries])
    if options_of(context).as_json:
        say_json({"read": [each.id for each in entries]})
    else:
        say(f"Read: {len(entries)}.")


def _short(entry: InboxEntry) -> str:
    return entry.id.rpartition(" ")[2][:_SHOWN_DIGITS]


def _words(entry: InboxEntry) -> str:
    title = entry.titles.get("en") or next(iter(entry.titles.values()), entry.about)
    title = "the start of the review" if title == START else title
    due = _long(entry.due)
    words = {
        EntryKind.DUE: f"Coming: {title}, on {due}.",
        EntryKind.OVERDUE: f"Missed: {title}, it was due on {due}.",
        EntryKind.REVISED: f"Moved by the secretariat: {title}, now on {due}. {entry.text}",
        EntryKind.DONE: f"Noted by the secretariat: {title}, done on {due}.",
        EntryKind.CLEARED: f"Taken back by the secretariat: the date of {title}; the planned "
        f"one counts again. {entry.text}",
        EntryKind.MESSAGE: f"Message of the secretariat: {entry.title}. {entry.text}",
        EntryKind.RECEIPT: "The secretariat gave a receipt for the answers.",
        EntryKind.NOT_TAKEN: f"The secretariat does NOT have the {_what(entry)}: "
        f"{NOT_SUBMITTED.get(entry.about, entry.about)}.",
        EntryKind.REOPENING: "The request to reopen was "
        f"{'granted' if entry.is_granted else 'refused'}. {entry.text}",
        EntryKind.CONFIRM: f"To be confirmed as a member: {entry.title}.",
    }
    return " ".join(words[entry.kind].split())


def _what(entry: InboxEntry) -> str:
    return "request to reopen" if entry.title == Kind.REOPENING else "submission"


def _long(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else "a day that is not known"


def _facts(entry: InboxEntry) -> dict[str, object]:
    return {
        "id": entry.id,
        "kind": str(entry.kind),
        "at": entry.at.isoformat(),
        "link": str(entry.link) if entry.link else None,
        "about": entry.about,
        "titles": dict(entry.titles),
        "due": entry.due.isoformat() if entry.due else None,
        "title": entry.title,
        "text": entry.text,
        "secretariat": entry.from_secretariat,
        "granted": entry.is_granted if entry.kind is EntryKind.REOPENING else None,
        "past": entry.is_past,
        "read": entry.is_read,
        "new": entry.is_new,
    }
