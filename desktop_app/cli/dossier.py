"""`review-desk dossier`: a party's responses in this profile."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from desktop_app.cli.global_options import options_of
from desktop_app.cli.output import say, say_bytes, say_json
from desktop_app.cli.questionnaires import named_pack
from desktop_app.cli.session import chosen, opened, unlocked
from desktop_app.cli.upgrade import upgrade_facts, upgrade_lines
from desktop_app.domain.responses import DossierInfo
from desktop_app.errors import BadArgument
from desktop_app.services import dossiers, signers, upgrading
from desktop_app.services.packs import Pack
from desktop_app.services.profiles import Profile
from desktop_app.services.written_files import write_file

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None)


@app.callback()
def _dossier() -> None:
    """The group's own line; see `root.GROUPS`."""


@app.command()
def create(
    context: typer.Context,
    pack: Annotated[str, typer.Option(metavar="PACK", help="A questionnaire's file or id.")],
    party: Annotated[str, typer.Option(help="The State or organization that answers.")],
    start: Annotated[
        str, typer.Option(metavar="DATE", help="Day on which the review started.")
    ] = "",
    instruments: Annotated[
        str, typer.Option(metavar="A,B", help="Codes of the instruments in force.")
    ] = "",
    accept_signer: Annotated[
        str, typer.Option(metavar="FINGERPRINT", help="Trust the signer with these digits.")
    ] = "",
) -> None:
    """Begin a response; prints its id."""
    begun = _day(start)
    codes = tuple(filter(None, instruments.replace(" ", "").split(",")))
    with unlocked(context) as profile:
        found = named_pack("--pack", pack, lambda path: _opened(profile, path, accept_signer))
        info = dossiers.create_dossier(
            profile, pack=found, party=party, start=begun, instruments=codes
        )
    say_json({"dossier": info.id})


@app.command("list")
def list_(context: typer.Context) -> None:
    """List the responses of the profile."""
    with unlocked(context) as profile:
        known = dossiers.list_dossiers(profile)
    if options_of(context).as_json:
        say_json([_facts(info) for info in known])
        return
    if not known:
        say("The profile has no response yet.")
    for info in known:
        say(f"{info.id}  {info.party}  {info.pack.id}, version {info.pack.version}")


@app.command()
def upgrade(
    context: typer.Context,
    pack: Annotated[
        str, typer.Option(metavar="PACK", help="A newer version: its file, or its id.")
    ],
    accept_signer: Annotated[
        str, typer.Option(metavar="FINGERPRINT", help="Trust the signer with these digits.")
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would happen, and change nothing.")
    ] = False,
) -> None:
    """Go on with a newer version of the questionnaire; says what becomes of the answers."""
    options = options_of(context)
    with unlocked(context) as profile:
        found = named_pack("--pack", pack, lambda path: _opened(profile, path, accept_signer))
        dossier = chosen(options, profile).id
        plan = upgrading.plan_upgrade(profile, dossier, found)
        if not dry_run:
            upgrading.upgrade_dossier(profile, dossier, found)
    if options.as_json:
        say_json(upgrade_facts(plan, is_done=not dry_run))
        return
    for line in upgrade_lines(plan, is_done=not dry_run):
        say(line)


@app.command()
def export(
    context: typer.Context,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where it goes; else it is printed.")
    ] = None,
) -> None:
    """Print the whole state as canonical JSON, not encrypted, to compare two copies."""
    with unlocked(context) as profile:
        data = dossiers.export_dossier(profile, chosen(options_of(context), profile).id)
    if out is None:
        say_bytes(data)
    else:
        write_file(out, data)


@app.command()
def wording(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="CSV: card, language, number, text.")],
) -> None:
    """Load official numbers and wording of questions; no answer changes."""
    with unlocked(context) as profile:
        count = dossiers.load_wording(profile, chosen(options_of(context), profile).id, file)
    if options_of(context).as_json:
        say_json({"loaded": count})
    else:
        say(f"Official wording of {count} questions was loaded.")


@app.command()
def wording_sheet(
    context: typer.Context,
    out: Annotated[Path, typer.Option(metavar="FILE", help="CSV, to be filled in.")],
) -> None:
    """Write a sheet with all questions, in which official wording is filled in."""
    with opened(context) as open_:
        data = dossiers.wording_sheet(open_.response)
    write_file(out, data)
    if options_of(context).as_json:
        say_json({"file": str(out), "bytes": len(data)})
    else:
        say(f"{out}: fill in numbers and texts, then load it with `dossier wording`.")


def _opened(profile: Profile, path: Path, accept: str) -> Pack:
    return signers.open_pack(profile, path, accept_fingerprint=accept)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise BadArgument("--start", "it is no day such as 2026-11-24") from error


def _facts(info: DossierInfo) -> dict[str, object]:
    return {
        "dossier": info.id,
        "party": info.party,
        "pack": {"id": info.pack.id, "version": info.pack.version, "hash": info.pack.hash},
        "created_at": info.created_at.isoformat(),
        "start": info.start.isoformat() if info.start else None,
        "instruments": list(info.instruments),
    }
