"""`review-server key`: the submission key, its successors, and what to do when one is lost."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from review_server import submission_keys
from review_server.cli_support import options_of, read_passphrase, say, write_new
from review_server.configuration import read_configuration
from review_server.problems import Unusable
from review_server.submission_keys import KeptKey

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    help="The key that submissions are sealed to.",
)

PassphraseFile = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help="Its first line is the passphrase; else it is asked for."
    ),
]


@app.command()
def create(context: typer.Context, passphrase_file: PassphraseFile = None) -> None:
    """Make the submission key, or the next one: older ones go on opening what they opened."""
    options = options_of(context)
    read_configuration(options.folder)
    passphrase = read_passphrase(passphrase_file)
    if passphrase is None:
        raise Unusable("The key needs a passphrase: give --passphrase-file.")
    made = submission_keys.make_key(options.folder, passphrase, int(time.time()))
    name = made.name.hex()
    text = (
        f"Key {name} is the submission key now. Copy {submission_keys.FILE} to a safe place:"
        " review-server key backup FILE. Then start anew what serves: it takes the key up then."
    )
    say(options, text, {"key": name})


@app.command("list")
def list_(context: typer.Context) -> None:
    """All keys, oldest first, with what each is for."""
    options = options_of(context)
    known = submission_keys.read_keys(options.folder)
    lines = [f"{each.name.hex()}  {_day(each)}  {each.standing}" for each in known]
    rows = [
        {"key": each.name.hex(), "made_at": each.made_at, "standing": str(each.standing)}
        for each in known
    ]
    say(
        options,
        "\n".join(lines) or "No submission key yet. Run: review-server key create",
        rows,
    )


@app.command()
def lost(
    context: typer.Context,
    key: Annotated[str, typer.Argument(metavar="KEY", help="The beginning of its name.")],
) -> None:
    """A key was lost or stolen: nothing sealed to it is taken any more. Make a new one then."""
    options = options_of(context)
    marked = submission_keys.mark_lost(options.folder, key)
    name = marked.name.hex()
    text = f"Key {name} is marked as lost. Run: review-server key create"
    say(options, text, {"key": name, "standing": str(marked.standing)})


@app.command()
def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where the copy goes.")],
    passphrase_file: PassphraseFile = None,
) -> None:
    """Copy the keys, encrypted as they are, once the passphrase is shown to open them."""
    options = options_of(context)
    passphrase = read_passphrase(passphrase_file)
    if passphrase is None:
        raise Unusable("Give --passphrase-file: a copy that nobody can open is none.")
    submission_keys.unlock(options.folder, passphrase)
    if not submission_keys.read_keys(options.folder):
        raise Unusable("There is no submission key yet. Run: review-server key create")
    write_new(file, (options.folder / submission_keys.FILE).read_bytes())
    say(
        options,
        f"{file}: the keys were copied; the passphrase opens them.",
        {"file": str(file)},
    )


def _day(key: KeptKey) -> str:
    return f"{datetime.fromtimestamp(key.made_at, UTC):%d %B %Y}"
