"""`review-desk note`: remarks on questions among members."""

from __future__ import annotations

from typing import Annotated

import typer

from desktop_app.cli.global_options import options_of
from desktop_app.cli.output import say, say_json
from desktop_app.cli.session import opened
from desktop_app.services import notes

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None)


@app.callback()
def _note() -> None:
    """The group's own line; see `root.GROUPS`."""


@app.command()
def add(
    context: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="REF", help="The question, such as /data/q.")],
    text: Annotated[str, typer.Argument(help="What the others should know.")],
) -> None:
    """Write a note on a question; members see it, and it is never part of the answer."""
    with opened(context) as open_:
        key = open_.key(ref)
        note = notes.add_note(
            open_.profile, open_.info.id, open_.response.card_of(key) or key, text
        )
    if options_of(context).as_json:
        say_json({"note": note})
    else:
        say("The note goes to the others with the next exchange file.")


@app.command("list")
def list_(
    context: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="[REF]", help="Of one question only.")] = "",
) -> None:
    """List the notes, the oldest first."""
    with opened(context) as open_:
        key = open_.key(ref) if ref else None
        card = None if key is None else open_.response.card_of(key) or key
        found = notes.list_notes(open_.profile, open_.info.id, card)
    if options_of(context).as_json:
        say_json(
            [
                {
                    "note": each.id,
                    "question": each.question,
                    "text": each.text,
                    "author": each.author_name,
                    "at": each.made_at.isoformat(),
                }
                for each in found
            ]
        )
        return
    if not found:
        say("There are no notes.")
    for each in found:
        say(f"{each.question}  {each.author_name}, {each.made_at:%Y-%m-%d}: {each.text}")
