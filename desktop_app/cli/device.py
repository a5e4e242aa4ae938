"""`review-desk device`: one's own computers, and those of others."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desktop_app.cli.global_options import options_of
from desktop_app.cli.output import say, say_json
from desktop_app.cli.session import chosen, unlocked
from desktop_app.cli.targets import refuse_other_file
from desktop_app.domain.members import Computer
from desktop_app.services import members
from desktop_app.services.people import find_computer, people

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None)


@app.callback()
def _device() -> None:
    """The group's own line; see `root.GROUPS`."""


@app.command()
def add(
    context: typer.Context,
    out: Annotated[
        Path, typer.Option(metavar="FILE", help="Where the file goes; or a folder.")
    ],
) -> None:
    """Write a file for a second computer of yours; prints the code that opens it."""
    refuse_other_file(out)
    with unlocked(context) as profile:
        dossier = chosen(options_of(context), profile).id
        sealed = members.add_computer(profile, dossier, out)
    if options_of(context).as_json:
        say_json({"file": str(sealed.sent.files[0]), "code": sealed.code})
        return
    say(f"{sealed.sent.files[0]}: carry it to your other computer, and open it there:")
    say("  review-desk member join FILE --code CODE")
    say(f"Code, never to be kept with the file: {sealed.code}")
    say("Tell the others of the new computer by an exchange file.")


@app.command("list")
def list_(context: typer.Context) -> None:
    """List all computers with the digits of their keys."""
    with unlocked(context) as profile:
        found = people(profile, chosen(options_of(context), profile).id)
    rows = [(member, each) for member in found.members for each in member.computers]
    if options_of(context).as_json:
        say_json(
            [
                {
                    "id": each.id,
                    "member": member.id,
                    "name": member.person.name,
                    "fingerprint": each.fingerprint,
                    "is_this": each.is_this,
                    "removed": each.is_removed,
                    "provisional": each.is_provisional,
                    "forked": each.is_forked,
                    "heard_at": each.heard_at.isoformat() if each.heard_at else None,
                    "lacks": each.lacks,
                }
                for member, each in rows
            ]
        )
        return
    for member, each in rows:
        say(f"{each.id}  {member.person.name or '-'}  {each.fingerprint}{_remark(each)}")


@app.command()
def remove(
    context: typer.Context,
    device: Annotated[str, typer.Argument(metavar="ID", help="Its id or how that begins.")],
) -> None:
    """Take a lost or given-away computer out; it reads nothing written from now on."""
    with unlocked(context) as profile:
        dossier = chosen(options_of(context), profile).id
        computers = [
            each for member in people(profile, dossier).members for each in member.computers
        ]
        found = find_computer(computers, device)
        members.remove_computer(profile, dossier, found.id)
    if options_of(context).as_json:
        say_json({"removed": found.id})
    else:
        say(f"{found.id} is out. Tell the others by an exchange file.")


def _remark(computer: Computer) -> str:
    words = ["this one"] if computer.is_this else []
    words += ["removed"] if computer.is_removed else []
    words += ["not confirmed"] if computer.is_provisional else []
    words += ["writes in two places"] if computer.is_forked else []
    return f"  ({', '.join(words)})" if words else ""
