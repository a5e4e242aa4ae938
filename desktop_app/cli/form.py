"""`review-desk form`: for those who write questionnaires."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from desktop_app.cli.global_options import options_of
from desktop_app.cli.output import say, say_json, say_wrong
from desktop_app.cli.wording import sentence
from desktop_app.errors import BadArgument, FormRefused
from desktop_app.services import authoring

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None)


@app.callback()
def _form() -> None:
    """The group's own line; see `root.GROUPS`."""


@app.command()
def check(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help=".xlsx, .csv, .md, XForm .xml, or a folder.")],
) -> None:
    """Say whether a questionnaire can be used; name each fault with its place."""
    faults = authoring.check(file)
    errors = [fault for fault in faults if fault.severity == "error"]
    if options_of(context).as_json:
        say_json({"ok": not errors, "faults": [asdict(fault) for fault in faults]})
    else:
        for fault in faults:
            say(f"{fault.severity}: {fault}")
        if not errors:
            say("The questionnaire can be used.")
    if errors:
        raise typer.Exit(say_wrong(sentence(FormRefused(*errors))))


@app.command()
def run(
    file: Annotated[Path | None, typer.Argument(help="The questionnaire.")] = None,
    steps: Annotated[
        Path | None, typer.Option(help="JSON file with the steps to play.")
    ] = None,
    now: Annotated[
        str, typer.Option(metavar="ISO", help="The moment that counts as now.")
    ] = "",
    language: Annotated[str | None, typer.Option(help="Name of the form's language.")] = None,
    batch: Annotated[
        Path | None, typer.Option(metavar="JOBS.jsonl", help="Play many, one job a line.")
    ] = None,
) -> None:
    """Play steps on a questionnaire and print its state as JSON."""
    if (file is None) == (batch is None):
        raise typer.BadParameter("Give either FILE or --batch.")
    if batch is not None:
        for line in authoring.play_batch(batch, clock=_clock):
            say(line)
        return
    assert file is not None  # one of the two was given
    result = authoring.play(file, steps, now=_moment(now), language=language)
    say_json(result)
    if not result["ok"]:
        raise typer.Exit(say_wrong(f"The questionnaire cannot be used: {result['error']}"))


@app.command()
def build(
    context: typer.Context,
    source: Annotated[
        Path, typer.Argument(metavar="DIR|FILE", help="The sources, or a workbook.")
    ],
    out: Annotated[Path, typer.Option(metavar="PACK", help="Where the file goes.")],
    key: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Sign it; see `form key`.")
    ] = None,
) -> None:
    """Compile a questionnaire into the one file that the program opens."""
    built = authoring.build(source, out, key_file=key)
    if options_of(context).as_json:
        facts = {"id": built.info.id, "version": built.info.version, "hash": built.info.hash}
        say_json({**facts, "signer": built.signer or None, "bytes": built.size_bytes})
        return
    signed = f"signed by {built.signer}" if built.signer else "not signed"
    say(f"{out}: {built.info.id}, version {built.info.version}, {signed}.")


@app.command()
def key(
    context: typer.Context,
    out: Annotated[Path, typer.Option(metavar="FILE", help="Where the key goes.")],
) -> None:
    """Make a key that signs questionnaires. The file is not encrypted: keep it private."""
    digits = authoring.create_key_file(out)
    if options_of(context).as_json:
        say_json({"fingerprint": digits})
        return
    say(f"{out}: a new signing key. The file is not encrypted; keep it where only you read it.")
    say(f"Tell those who open your questionnaires its fingerprint: {digits}")


def _clock() -> datetime:
    return datetime.now(UTC).astimezone()


def _moment(text: str) -> datetime:
    if not text:
        return _clock()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadArgument("--now", "it is no moment in ISO 8601") from error
    return moment if moment.tzinfo else moment.astimezone()
