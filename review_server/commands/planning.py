"""`review-server review timeline|date|contact`: a review's steps, and to whom e-mail goes."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from review_protocol.timelines import Standing
from review_server import plans
from review_server.cli_support import options_of, say
from review_server.console.journal import OPERATOR, Deed, note_deed
from review_server.notice_runs import day_of
from review_server.plans import Plan
from review_server.problems import Unusable
from review_server.serving import open_server

_Review = Annotated[str, typer.Argument(metavar="REVIEW", help="Its id.")]


def add_to(app: typer.Typer) -> None:
    """Put the commands among those of reviews."""
    app.command("timeline")(timeline)
    app.command("date")(enter)
    app.command("contact")(contact)


def timeline(context: typer.Context, review: _Review) -> None:
    """The steps of a review with their planned and other dates, as of today in Vienna."""
    options = options_of(context)
    with open_server(options.folder) as server:
        with server.database.begin() as transaction:
            plan = plans.read_plan(transaction, review)
        day = day_of(server)
    if not plan.rules:
        raise Unusable(
            f"Review {review} has no steps yet."
            " Give it a questionnaire: review-server review questionnaire"
        )
    say(options, _text(plan, day), _facts(plan, day))


def enter(
    context: typer.Context,
    review: _Review,
    step: Annotated[str, typer.Argument(metavar="STEP", help="As timeline says, or start.")],
    revised: Annotated[str, typer.Option(metavar="DATE", help="Move it to this day.")] = "",
    done: Annotated[str, typer.Option(metavar="DATE", help="It was done on this day.")] = "",
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why it is moved.")] = "",
    clear: Annotated[
        bool, typer.Option("--clear", help="Take both back; the planned date counts again.")
    ] = False,
) -> None:
    """Move a step of a review to another day, or note that it is done."""
    if clear == bool(revised or done):
        raise Unusable("Give --revised or --done with a date, or --clear alone.")
    options = options_of(context)
    days = {"revised": _day(revised), "done": _day(done)}
    with open_server(options.folder) as server, server.database.begin() as transaction:
        now = server.clock()
        if clear:
            plans.clear_dates(transaction, review, step, now, reason=reason)
        else:
            plans.enter_date(transaction, review, step, now, reason=reason, **days)
        note_deed(transaction, now, OPERATOR, Deed.DATE_ENTERED, review)
        plan = plans.read_plan(transaction, review)
    say(options, _entered(plan, step), {"review": review, "step": step})


def contact(
    context: typer.Context,
    review: _Review,
    address: Annotated[
        str, typer.Argument(metavar="[ADDRESS]", help="An e-mail address.")
    ] = "",
    remove: Annotated[
        bool, typer.Option("--remove", help="No e-mail goes there any more.")
    ] = False,
) -> None:
    """List to whom e-mail about a review goes; add an address, or remove it."""
    options = options_of(context)
    with open_server(options.folder) as server, server.database.begin() as transaction:
        if remove and not address:
            raise Unusable("Say which address: review contact REVIEW ADDRESS --remove.")
        if remove and not plans.remove_contact(transaction, review, address):
            raise Unusable(f"No e-mail about review {review} goes to {address}.")
        if address and not remove:
            plans.add_contact(transaction, review, address)
        found = plans.read_plan(transaction, review).contacts
        has_mail = bool(server.configuration.smtp_host)
    lines = list(found) or ["No e-mail is sent about this review."]
    if found and not has_mail:
        lines.append("No mail server stands in server.json yet (smtp_host): nothing is sent.")
    say(options, "\n".join(lines), list(found))


def _entered(plan: Plan, step: str) -> str:
    """What holds of a step now, and who is told of it when."""
    last, title = plan.last(step), plan.title(step)
    whose = f"{title} ({plan.party})"
    if last.is_empty:
        return (
            f"Taken back: of {whose} the planned date counts again."
            " The next notices run tells whoever was told of the other."
        )
    dates = " and ".join(
        f"{word} {day}"
        for word, day in (("moved to", last.revised), ("done on", last.done))
        if day
    )
    return (
        f"Noted: {whose} is {dates}."
        " The next notices run tells members, and contacts of a date that is moved."
    )


def _text(plan: Plan, day: date) -> str:
    lines = [f"{plan.party}, cluster {plan.cluster}, {_start(plan, day)}"]
    for each in plan.steps():
        shown = _iso(each.actual or each.due) or ""
        moved = f" (planned {each.planned})" if each.revised else ""
        standing = each.standing(day)
        word = "no date yet" if standing is Standing.UNDATED else str(standing)
        title = plan.title(each.step)
        lines.append(f"{each.step:14}  {shown:10}  {word:11}  {title}{moved}")
    return "\n".join(lines)


def _start(plan: Plan, day: date) -> str:
    """When the review starts, and when it was to start."""
    if plan.started is None:
        return "no start yet"
    word = "started" if plan.started <= day else "starts"
    moved = f" (planned {plan.start})" if plan.start not in (None, plan.started) else ""
    return f"{word} {plan.started}{moved}"


def _facts(plan: Plan, day: date) -> dict[str, object]:
    return {
        "review": plan.review,
        "day": day.isoformat(),
        "start": _iso(plan.started),
        "planned_start": _iso(plan.start),
        "receipt": _iso(plan.receipt),
        "steps": [
            {
                "step": each.step,
                "title": plan.title(each.step),
                "planned": _iso(each.planned),
                "revised": _iso(each.revised),
                "actual": _iso(each.actual),
                "due": _iso(each.due),
                "standing": str(each.standing(day)),
            }
            for each in plan.steps()
        ],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Unusable("A date is written as 2026-11-01.") from error
