"""`review-desk package`: exchange files out and in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desktop_app.cli.global_options import options_of
from desktop_app.cli.output import say, say_json
from desktop_app.cli.session import chosen, unlocked
from desktop_app.services import packages
from desktop_app.services.people import find_member

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None)

ALL = "all"


@app.callback()
def _package() -> None:
    """The group's own line; see `root.GROUPS`."""


@app.command()
def export(
    context: typer.Context,
    out: Annotated[Path, typer.Option(metavar="FILE", help="Where it goes; or a folder.")],
    to: Annotated[
        list[str], typer.Option(metavar="MEMBER", help="For whom; `all` for everybody.")
    ],
    text_kb: Annotated[
        int, typer.Option(metavar="KB", help="As text for mails, in parts of this size.")
    ] = 0,
) -> None:
    """Write what others lack into a file that only they can open."""
    with unlocked(context) as profile:
        dossier = chosen(options_of(context), profile).id
        members = None if ALL in to else [find_member(profile, dossier, each).id for each in to]
        sent = packages.export(
            profile, dossier, out, to=members, text_part_bytes=text_kb * 1000 or None
        )
    if options_of(context).as_json:
        say_json(
            {
                "files": [str(file) for file in sent.files],
                "bytes": sent.size_bytes,
                "sets": sent.sets,
            }
        )
        return
    for file in sent.files:
        say(f"{file}: written and read back.")
