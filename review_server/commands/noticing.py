"""`review-server notices`: give what is to be given, from a timer; see what would be."""

from __future__ import annotations

from typing import Annotated

import typer

from review_server.cli_support import options_of, say
from review_server.notice_runs import Outcome, Told, preview, run
from review_server.serving import open_server

app = typer.Typer(
    no_args_is_help=True, add_completion=False, rich_markup_mode=None, help="Notices."
)


@app.callback()
def _notices() -> None:
    """The group's own line."""


@app.command("run")
def run_(
    context: typer.Context,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be given, and change nothing.")
    ] = False,
    in_doubt: Annotated[
        bool,
        typer.Option("--in-doubt", help="Send e-mail again that may not have arrived."),
    ] = False,
    new_journal: Annotated[
        bool,
        typer.Option(
            "--new-journal",
            help="notices.journal is lost: count what was due up to today as told.",
        ),
    ] = False,
) -> None:
    """Tell of steps that come, were missed or were moved: each once."""
    options = options_of(context)
    with open_server(options.folder) as server:
        if dry_run:
            outcome = preview(server)
        else:
            outcome = run(server, again=in_doubt, fresh_journal=new_journal)
    say(options, _text(outcome), _facts(outcome))
    if not outcome.is_whole:
        raise typer.Exit(1)


def _text(outcome: Outcome) -> str:
    if outcome.is_busy:
        return "Another run is under way; this one did nothing."
    lines = [f"{outcome.day:%d %B %Y}"]
    lines += [f"given: {_words(each)} ({each.dossier[:8]})" for each in outcome.given]
    lines += [f"mailed: {_words(each)} to {each.address}" for each in outcome.mailed]
    lines += [f"not taken: {_words(each)} to {each.address}" for each in outcome.refused]
    if outcome.is_mail_down:
        lines.append("The mail server cannot be reached; the next run tries again.")
    if outcome.in_doubt:
        count = len(outcome.in_doubt)
        lines.append(f"In doubt: {count}. To send them once more: notices run --in-doubt")
    if outcome.failed:
        lines.append(f"Failed: {outcome.failed}; the log says why. The next run tries again.")
    return "\n".join(lines if len(lines) > 1 else [*lines, "Nothing is to be told."])


def _words(told: Told) -> str:
    due = told.notice.due.isoformat() if told.notice.due else ""
    return f"{told.review} {told.notice.kind} {told.notice.step} {due}"


def _facts(outcome: Outcome) -> dict[str, object]:
    return {
        "day": outcome.day.isoformat(),
        "given": [{**_fact(each), "dossier": each.dossier} for each in outcome.given],
        "mailed": [{**_fact(each), "address": each.address} for each in outcome.mailed],
        "refused": [{**_fact(each), "address": each.address} for each in outcome.refused],
        "waiting": outcome.waiting,
        "failed": outcome.failed,
        "in_doubt": list(outcome.in_doubt),
        "mail_down": outcome.is_mail_down,
        "busy": outcome.is_busy,
    }


def _fact(told: Told) -> dict[str, object]:
    return {
        "review": told.review,
        "kind": str(told.notice.kind),
        "step": told.notice.step,
        "due": told.notice.due.isoformat() if told.notice.due else None,
    }
