"""`review-desk file`: working files on questions, for members alone."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desktop_app.cli.global_options import options_of
from desktop_app.cli.output import say, say_json
from desktop_app.cli.session import chosen, opened, unlocked
from desktop_app.cli.targets import refuse_other_file
from desktop_app.domain.working_files import FileState, WorkingFile
from desktop_app.services import working_files

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None)

_STATES = {
    FileState.HERE: "here",
    FileState.COMING: "still to come",
    FileState.DAMAGED: "damaged",
}
_Id = Annotated[str, typer.Argument(metavar="ID", help="As `file list` shows it.")]


@app.callback()
def _file() -> None:
    """The group's own line; see `root.GROUPS`."""


@app.command()
def add(
    context: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="REF", help="The question, such as /data/q.")],
    path: Annotated[Path, typer.Argument(metavar="PATH", help="The file; it stays there.")],
) -> None:
    """Attach a file to a question; members see it, and it is never part of a submission."""
    with opened(context) as open_:
        key = open_.key(ref)
        question = open_.response.card_of(key) or key
        file = working_files.add(open_.profile, open_.info.id, question, path)
    if options_of(context).as_json:
        say_json({"file": file})
    else:
        say(f"Attached and encrypted, as {file}.")


@app.command("list")
def list_(
    context: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="[REF]", help="Of one question only.")] = "",
) -> None:
    """List the files, the oldest first: what is here, and what is still to come."""
    with opened(context) as open_:
        key = open_.key(ref) if ref else None
        card = None if key is None else open_.response.card_of(key) or key
        found = working_files.list_files(open_.profile, open_.info.id, card)
    if options_of(context).as_json:
        say_json([_as_json(each) for each in found])
        return
    if not found:
        say("There are no files.")
    for each in found:
        say(
            f"{each.id}  {each.question}  {each.name}, {each.size_bytes} bytes,"
            f" {_STATES[each.state]}; {each.author_name}, {each.made_at:%Y-%m-%d}"
        )


@app.command()
def get(
    context: typer.Context,
    file: _Id,
    out: Annotated[Path, typer.Option(metavar="FILE", help="Where it goes; or a folder.")],
) -> None:
    """Write a file out of the encrypted profile."""
    refuse_other_file(out)
    with unlocked(context) as profile:
        dossier = chosen(options_of(context), profile).id
        written = working_files.get(profile, dossier, file, out)
    size = written.stat().st_size
    if options_of(context).as_json:
        say_json({"file": str(written), "bytes": size})
    else:
        say(f"{written}: {size} bytes, not encrypted.")


@app.command()
def withdraw(context: typer.Context, file: _Id) -> None:
    """Take a file back that you attached; the focal point may take back any."""
    with unlocked(context) as profile:
        dossier = chosen(options_of(context), profile).id
        working_files.withdraw(profile, dossier, file)
    if options_of(context).as_json:
        say_json({"file": file})
    else:
        say("It is taken back; the others are told with the next exchange.")


def _as_json(file: WorkingFile) -> dict[str, object]:
    return {
        "file": file.id,
        "question": file.question,
        "name": file.name,
        "type": file.media_type,
        "bytes": file.size_bytes,
        "state": str(file.state),
        "come": file.come_bytes,
        "author": file.author_name,
        "at": file.made_at.isoformat(),
    }
