"""`review-desk timeline`: the steps of the review, with their planned and other dates."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from desktop_app.cli.global_options import options_of
from desktop_app.cli.output import say, say_json
from desktop_app.cli.session import chosen, unlocked
from desktop_app.domain.timelines import DatedStep, Timeline
from desktop_app.errors import BadArgument
from desktop_app.services import timeline

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None)

_WORDS = {
    "done": "done",
    "missed": "missed",
    "coming": "coming",
    "later": "later",
    "undated": "no date yet",
}
_TRAVELS = "It goes to the others with the next exchange."
_STEP = typer.Argument(metavar="STEP", help="As `timeline show` names it, or start.")


@app.callback()
def _timeline() -> None:
    """The group's own line; see `root.GROUPS`."""


@app.command()
def show(context: typer.Context) -> None:
    """Show the steps: which are done, coming or missed. Days end in Vienna."""
    with unlocked(context) as profile:
        info = chosen(options_of(context), profile)
        found = timeline.read_timeline(profile, info.id, info)
    if options_of(context).as_json:
        say_json(_facts(found))
        return
    whose = "  as the secretariat says" if found.start_by_secretariat else ""
    say(f"{'start':14}  {_iso(found.start) or 'not known':12}{whose}")
    for each in found.steps:
        say(_line(each))


@app.command()
def revise(
    context: typer.Context,
    step: Annotated[str, _STEP],
    day: Annotated[str, typer.Argument(metavar="DATE", help="The new date, as 2026-11-24.")],
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why.")],
) -> None:
    """Move a step to another day. Notices of the old date stop. A date of the secretariat's
    counts before it.
    """
    new = _day(day)
    with unlocked(context) as profile:
        info = chosen(options_of(context), profile)
        counts = timeline.revise(profile, info.id, info, step, new, reason)
    _told(context, step, counts, revised=new.isoformat())


@app.command()
def done(
    context: typer.Context,
    step: Annotated[str, _STEP],
    day: Annotated[
        str, typer.Argument(metavar="DATE", help="When it was done, as 2026-11-24.")
    ] = "",
    undo: Annotated[bool, typer.Option("--undo", help="It is not done after all.")] = False,
) -> None:
    """Note on which day a step was done."""
    if undo == bool(day):
        raise BadArgument("DATE", "give either a day such as 2026-11-24 or --undo")
    new = _day(day) if day else None
    with unlocked(context) as profile:
        info = chosen(options_of(context), profile)
        counts = timeline.note_done(profile, info.id, info, step, new)
    _told(context, step, counts, done=_iso(new))


def _told(context: typer.Context, step: str, counts: date | None, **facts: str | None) -> None:
    """``counts`` is the secretariat's date, if there is one: it goes before the members'."""
    if options_of(context).as_json:
        say_json({"step": step, **facts, "secretariat": _iso(counts)})
        return
    say(_TRAVELS)
    if counts is not None:
        say(f"The secretariat's date, {_iso(counts)}, counts until it takes it back.")


def _line(step: DatedStep) -> str:
    day = step.actual or step.due
    moved = _whose(step)
    dispute = "; two people entered different dates" if step.is_conflict else ""
    waits = f" ({_rule(step)})" if day is None else ""
    text = (
        f"{step.step:14}  {_iso(day) or '':12}  {_WORDS[step.standing]}{moved}{waits}{dispute}"
    )
    title = step.titles.get("en") or next(iter(step.titles.values()), "")
    return f"{text}  {title}" if title else text


def _whose(step: DatedStep) -> str:
    """Who entered the dates that count."""
    words = ""
    if step.actual and step.done_by_secretariat:
        words += " as the secretariat says"
    if step.revised:
        words += f", moved by {'the secretariat' if step.by_secretariat else 'a member'}"
        words += f", planned for {step.planned}" if step.planned else ""
    return words


def _rule(step: DatedStep) -> str:
    parts = []
    if step.months:
        parts.append(f"{step.months} months")
    if step.days:
        parts.append(f"{step.days} days")
    return f"{' and '.join(parts) or 'on the day'} after {step.after}"


def _facts(found: Timeline) -> dict[str, object]:
    return {
        "day": found.day.isoformat(),
        "start": _iso(found.start),
        "start_by_secretariat": found.start_by_secretariat,
        "receipt": _iso(found.receipt),
        "steps": [
            {
                "step": each.step,
                "titles": dict(each.titles),
                "planned": _iso(each.planned),
                "revised": _iso(each.revised),
                "actual": _iso(each.actual),
                "due": _iso(each.due),
                "standing": str(each.standing),
                "reason": each.reason,
                "secretariat": each.by_secretariat,
                "done_by_secretariat": each.done_by_secretariat,
                "conflict": each.is_conflict,
            }
            for each in found.steps
        ],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadArgument("DATE", "it is no day such as 2026-11-24") from error
