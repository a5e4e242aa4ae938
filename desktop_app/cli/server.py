"""`review-desk server`: which central server a response is connected to."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desktop_app.cli.exchange_wording import refusal_facts, sentence_on_refusal
from desktop_app.cli.global_options import options_of
from desktop_app.cli.output import say, say_json
from desktop_app.cli.session import chosen, unlocked
from desktop_app.domain.servers import ServerStatus
from desktop_app.services import servers

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None)


@app.callback()
def _server() -> None:
    """The group's own line; see `root.GROUPS`."""


@app.command()
def connect(
    context: typer.Context,
    invitation: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="From the secretariat; else the focal point's server."
        ),
    ] = None,
) -> None:
    """Use a server for a response; nothing is sent before `review-desk sync`."""
    with unlocked(context) as profile:
        dossier = chosen(options_of(context), profile).id
        found = servers.connect(profile, dossier, invitation)
    _tell(context, found)


@app.command()
def status(context: typer.Context) -> None:
    """Which server, when both were last in step, and what waits to go there."""
    with unlocked(context) as profile:
        dossier = chosen(options_of(context), profile).id
        found = servers.status(profile, dossier)
    _tell(context, found)


def _tell(context: typer.Context, found: ServerStatus) -> None:
    in_step = found.in_step_at.isoformat() if found.in_step_at else None
    if options_of(context).as_json:
        say_json(
            {
                "url": found.url,
                "review": found.review,
                "fingerprint": found.fingerprint,
                "in_step_at": in_step,
                "unsent": found.unsent,
                "not_taken": [refusal_facts(each) for each in found.not_taken],
            }
        )
        return
    say(f"Server {found.url}, review {found.review}.")
    say(f"Its fingerprint, to be compared by telephone: {found.fingerprint}")
    say(f"Last in step: {in_step or 'never'}; waiting to be sent: {found.unsent}.")
    for each in found.not_taken:
        say(f"{sentence_on_refusal(each)}.")
