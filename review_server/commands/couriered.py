"""`review-server package`: what came by courier, and what goes back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from review_protocol.couriers import MAX_FILE
from review_protocol.timelines import VIENNA
from review_server.cli_support import (
    Options,
    moment_words,
    new_file,
    options_of,
    read_moment,
    read_passphrase,
    say,
)
from review_server.console.journal import OPERATOR, note_package
from review_server.courier_outcomes import sentences
from review_server.couriers import Reply, answer_package
from review_server.problems import Unusable
from review_server.received_times import Doubtful
from review_server.serving import open_server
from review_server.submissions import Courier

app = typer.Typer(
    no_args_is_help=True, add_completion=False, rich_markup_mode=None, help="By courier."
)


@app.callback()
def _package() -> None:
    """Packages that somebody carried."""


@app.command("in")
def in_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What came.")],
    out: Annotated[Path, typer.Option(metavar="REPLY", help="Where the reply goes.")],
    received: Annotated[
        str,
        typer.Option(
            metavar="TIME",
            help="When it came into your hands, with minutes and zone: 2026-11-01T14:30+01:00"
            " (Z is UTC).",
        ),
    ],
    reason: Annotated[
        str,
        typer.Option(metavar="TEXT", help="How it came, and why this time; on the receipt."),
    ],
    sure: Annotated[
        bool, typer.Option("--sure", help="The time is right, however unlikely it is.")
    ] = False,
    passphrase_file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Unlocks the submission key.")
    ] = None,
) -> None:
    """Take in a package that came by courier, and write the reply to send back.

    Exits 1 if anything in it was refused: the reply says so to its sender.
    """
    options = options_of(context)
    if not reason.strip():
        raise Unusable("Say how the package came: --reason.")
    try:
        with file.open("rb") as opened:
            data = opened.read(MAX_FILE + 1)
    except OSError as error:
        raise Unusable(f"{file} cannot be read: {error.strerror}") from error
    passphrase = read_passphrase(passphrase_file)
    courier = Courier(received=read_moment(received), remark=reason.strip())
    with new_file(out) as written, open_server(options.folder, passphrase) as server:
        try:
            reply = answer_package(server, data, courier, is_sure=sure)
        except Doubtful as doubt:
            raise Unusable(
                f"{doubt} Nothing was taken in. The time is signed on the receipt, and nobody"
                " can change it then: if it is right, say --sure."
            ) from doubt
        written.write(reply.data)
        with server.database.begin() as transaction:
            note_package(transaction, server.clock(), OPERATOR, reply)
    _say(options, out, reply, courier.received)
    if reply.refusals:
        raise Unusable(
            "Not all of the package was taken: send the reply back, it tells its sender why."
        )


def _say(options: Options, out: Path, reply: Reply, received: int) -> None:
    lines = [f"The time that you gave: {moment_words(received)}.", *sentences(reply.outcomes)]
    if reply.problem:
        lines.append(f"The rest was refused: {reply.problem}.")
    lines.append(f"{out}: the reply to {reply.answered} messages; send it back.")
    said = {
        "reply": str(out),
        "answered": reply.answered,
        "dossier": reply.dossier,
        "problem": reply.problem,
        "received": {
            "utc": datetime.fromtimestamp(received, UTC).isoformat(),
            "vienna": datetime.fromtimestamp(received, VIENNA).isoformat(),
        },
        "contents": [each.facts for each in reply.outcomes],
    }
    say(options, "\n".join(lines), said)
