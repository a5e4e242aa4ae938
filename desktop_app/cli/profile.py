"""`review-desk profile`: the encrypted store of one person on one computer."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from desktop_app.cli.global_options import options_of
from desktop_app.cli.output import say, say_json, say_wrong
from desktop_app.cli.passphrase import asked_code, new_passphrase
from desktop_app.cli.session import unlocked
from desktop_app.cli.wording import sentence_on_place
from desktop_app.domain.profile_place import ProfilePlace
from desktop_app.errors import ProfileExists, ProfileMissing
from desktop_app.services import profiles
from desktop_app.services.profiles import NewProfile

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None)

_BackupFile = Annotated[Path, typer.Argument(help="The backup's file.")]


@app.callback()
def _profile() -> None:
    """The group's own line; see `root.GROUPS`."""


@app.command()
def create(
    context: typer.Context,
    name: Annotated[str, typer.Option(help="Name of the person.")],
    email: Annotated[str, typer.Option(help="Their e-mail address.")],
    language: Annotated[str, typer.Option(help="Language tag, such as en or ar.")] = "en",
) -> None:
    """Make a profile; prints its recovery code, this once. Write the code down."""
    options = options_of(context)
    if profiles.look(options.folder) is not ProfilePlace.ABSENT:
        raise ProfileExists(str(options.folder))
    made = profiles.create_profile(
        options.folder,
        name=name,
        email=email,
        passphrase=new_passphrase(options.passphrase_file),
        language=language,
    )
    _say_new(made)
    _say_place(options.folder)


@app.command()
def check(context: typer.Context) -> None:
    """Read every page and every change of the profile; say whether all of it is sound.

    What follows from the changes and does not say so is made anew from them.
    """
    with unlocked(context) as profile:
        report = profiles.check(profile)
    if options_of(context).as_json:
        warnings = profiles.folder_warnings(options_of(context).folder)
        say_json(
            {
                **asdict(report),
                "behind": sorted(report.behind),
                "mended_dossiers": sorted(report.mended_dossiers),
                "sound": report.is_sound,
                "warnings": warnings,
            }
        )
    else:
        say(
            f"Looked at {report.dossiers} responses, {report.answers} answers,"
            f" {report.versions} versions, {report.changes} changes, {report.pages} pages."
        )
        for fault in report.faults:
            say(f"fault: {fault.kind}, {fault.count} times {fault.detail}".rstrip())
        for fault in report.mended:
            say(f"made anew: {fault.detail}, {fault.count} rows did not say what follows")
        if report.mended and report.is_sound:
            say("Nothing is lost: it was made anew from the changes, which are sound.")
        if report.is_sound:
            say("The profile is sound.")
        if report.behind:
            say(
                "It is older than the one that was last used here; what is missing comes back"
                " with the next exchange file from anybody who has it."
            )
        _say_place(options_of(context).folder)
    if not report.is_sound:
        raise typer.Exit(
            say_wrong("The profile is damaged: keep a copy of its folder, restore a backup.")
        )


@app.command()
def backup(context: typer.Context, file: _BackupFile) -> None:
    """Write all of the profile, still encrypted, into one file, and read it back."""
    with unlocked(context) as profile:
        report = profiles.backup(profile, file)
    if options_of(context).as_json:
        size, digest = report.size_bytes, report.sha256
        say_json({"file": str(report.file), "bytes": size, "sha256": digest})
    else:
        say(f"{report.file}: {report.size_bytes} bytes, read back and found whole.")


@app.command()
def restore(context: typer.Context, file: _BackupFile) -> None:
    """Put the profile of a backup into a folder that has none."""
    folder = options_of(context).folder
    profiles.restore(file, folder)
    if options_of(context).as_json:
        say_json({"profile": str(folder)})
    else:
        say(f"The profile is in {folder}; its passphrase is the one it had then.")
    _say_place(folder)


@app.command()
def recover(
    context: typer.Context,
    code_file: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Read the code here; else it is asked for."),
    ] = None,
) -> None:
    """Open the profile by its recovery code, set a new passphrase, and print a new code."""
    options = options_of(context)
    if profiles.look(options.folder) is ProfilePlace.ABSENT:
        raise ProfileMissing(str(options.folder))
    code = asked_code(code_file)
    _say_new(profiles.recover(options.folder, code, new_passphrase(options.passphrase_file)))


def _say_place(folder: Path) -> None:
    """Warn, on standard error, when the folder is a poor place for a profile."""
    for warning in profiles.folder_warnings(folder):
        say_wrong(sentence_on_place(warning))


def _say_new(made: NewProfile) -> None:
    profile = made.profile
    try:
        folder, member = str(profile.folder), profile.member
    finally:
        profile.close()
    say_json({"profile": folder, "member": member, "recovery_code": made.recovery_code})
