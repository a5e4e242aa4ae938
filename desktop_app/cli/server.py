"""`review-desk server`: which central server a response is connected to."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desktop_app.cli.exchange_wording import (
    files_in_words,
    refusal_facts,
    sentence_on_refusal,
)
from desktop_app.cli.global_options import options_of
from desktop_app.cli.output import say, say_json
from desktop_app.cli.server_wording import offer_lines
from desktop_app.cli.session import chosen, unlocked
from desktop_app.domain.moments import here
from desktop_app.domain.servers import ServerOffer, ServerStatus
from desktop_app.services import servers
from desktop_app.services.server_invitations import Invited

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None)
STDIN = "-"


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
    code: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="The invitation as text; - reads it from stdin."),
    ] = None,
    for_party: Annotated[
        str,
        typer.Option(
            metavar="NAME", help="The invitation's party, if it is spelled in another way here."
        ),
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say for whom and where it is, and do nothing.")
    ] = False,
) -> None:
    """Use a server for a response; nothing is sent before `review-desk sync`."""
    given = _given(invitation, code, for_party)
    with unlocked(context) as profile:
        dossier = chosen(options_of(context), profile).id
        offer = servers.preview(profile, dossier, given)
        found = None
        if not dry_run:
            found = servers.connect(profile, dossier, given, for_party=for_party)
    _tell_offer(context, offer, found)


@app.command()
def status(context: typer.Context) -> None:
    """Which server, when both were last in step, and what waits to go there."""
    with unlocked(context) as profile:
        dossier = chosen(options_of(context), profile).id
        found = servers.status(profile, dossier)
    _tell(context, found)


def _given(invitation: Path | None, code: str | None, for_party: str) -> Invited | None:
    """The invitation; nothing stands for the server that the focal point has named."""
    if code is None:
        if for_party and invitation is None:
            raise typer.BadParameter(
                "--for-party is about an invitation: name it with --invitation or --code."
            )
        return invitation
    if invitation is not None:
        raise typer.BadParameter("--code and --invitation are two ways to say the same.")
    text = typer.get_text_stream("stdin").read() if code == STDIN else code
    if not text.strip():
        raise typer.BadParameter("--code is empty: give it the invitation's text.")
    return text


def _tell_offer(context: typer.Context, offer: ServerOffer, found: ServerStatus | None) -> None:
    """For whom it is; then how it stands, if it was connected to."""
    if options_of(context).as_json:
        facts = {
            "url": offer.url,
            "review": offer.review,
            "fingerprint": offer.fingerprint,
            "party": offer.party,
            "cluster": offer.cluster,
            "start": offer.start.isoformat() if offer.start else None,
            "other_party": bool(offer.own_party),
            "other_cluster": bool(offer.own_cluster),
        }
        say_json({**facts, **(_facts(found) if found else {})})
        return
    if not offer.is_told:
        for line in offer_lines(offer):
            say(line)
    if found is not None:
        _tell(context, found)
    else:
        say(f"Server {offer.url}, review {offer.review}. Nothing was changed.")
        say(f"Its fingerprint, to be compared by telephone: {offer.fingerprint}")


def _facts(found: ServerStatus) -> dict[str, object]:
    return {
        "url": found.url,
        "review": found.review,
        "fingerprint": found.fingerprint,
        "in_step_at": found.in_step_at.isoformat() if found.in_step_at else None,
        "unsent": found.unsent,
        "messages": found.messages,
        "files": found.files,
        "not_taken": [refusal_facts(each) for each in found.not_taken],
    }


def _tell(context: typer.Context, found: ServerStatus) -> None:
    if options_of(context).as_json:
        say_json(_facts(found))
        return
    at = found.in_step_at
    in_step = f"{here(at):%Y-%m-%d %H:%M %Z}" if at else "never"
    say(f"Server {found.url}, review {found.review}.")
    say(f"Its fingerprint, to be compared by telephone: {found.fingerprint}")
    say(f"Last in step: {in_step}; waiting to be sent: {found.unsent}.")
    if found.messages:
        say("A message to the secretariat waits: it does NOT have it. Run: review-desk sync")
    if found.files:
        say(f"Not there yet: {files_in_words(found.files)}.")
    for each in found.not_taken:
        say(f"{sentence_on_refusal(each)}.")
