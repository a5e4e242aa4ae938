"""`review-desk assignment`: who is asked to do which part, and by when."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from desktop_app.cli.global_options import options_of
from desktop_app.cli.output import say, say_json
from desktop_app.cli.session import opened
from desktop_app.domain.members import Assignment
from desktop_app.errors import BadArgument
from desktop_app.services import assignments
from desktop_app.services.people import find_member

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None)

_DISPUTED = "  (two versions: see `review-desk conflict list`)"


@app.callback()
def _assignment() -> None:
    """The group's own line; see `root.GROUPS`."""


@app.command()
def add(
    context: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="REF", help="An article or a question.")],
    to: Annotated[
        str, typer.Option(metavar="WHO", help="A member; or, with --body, an organisation.")
    ],
    due: Annotated[str, typer.Option(metavar="DATE", help="By when.")] = "",
    body: Annotated[bool, typer.Option("--body", help="WHO is an organisation.")] = False,
) -> None:
    """Give a part of the questionnaire to somebody."""
    day = _day(due)
    with opened(context) as open_:
        key = open_.key(ref)
        who = to if body else find_member(open_.profile, open_.info.id, to).id
        made = assignments.assign(open_.profile, open_.info.id, key, who, due=day)
    if options_of(context).as_json:
        say_json({"assignment": made})
    else:
        say("The assignment goes to the others with the next exchange file.")


@app.command("list")
def list_(
    context: typer.Context,
    mine: Annotated[bool, typer.Option("--mine", help="My part only.")] = False,
) -> None:
    """List the assignments by their due dates."""
    with opened(context) as open_:
        found = assignments.list_assignments(open_.profile, open_.info.id)
    shown = [each for each in found if each.is_mine or not mine]
    if options_of(context).as_json:
        say_json([_facts(each) for each in shown])
        return
    if not shown:
        say("Nothing is assigned.")
    for each in shown:
        remark = _DISPUTED if each.is_conflict else ""
        say(f"{_until(each.due):10}  {each.target}  {each.assignee_name}{remark}")


def _until(due: date | None) -> str:
    return due.isoformat() if due else "no date"


def _facts(assignment: Assignment) -> dict[str, object]:
    return {
        "assignment": assignment.id,
        "target": assignment.target,
        "assignee": assignment.assignee,
        "name": assignment.assignee_name,
        "due": assignment.due.isoformat() if assignment.due else None,
        "mine": assignment.is_mine,
        "conflict": assignment.is_conflict,
    }


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise BadArgument("--due", "it is no day such as 2026-11-24") from error
