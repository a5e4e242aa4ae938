"""`review-desk receipt`: the secretariat's proof of what it was given, and when."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from desktop_app.cli.global_options import options_of
from desktop_app.cli.output import say, say_json
from desktop_app.cli.session import chosen, unlocked
from desktop_app.errors import SubmissionRefused
from desktop_app.services import submitting
from desktop_app.services.receipt_records import last_receipt
from desktop_app.services.submitting import KeptReceipt
from desktop_app.services.written_files import write_file

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None)
UNCHECKED = (
    "whether it is of what was approved cannot be checked here, where the questionnaire is"
    " still to come, or another version of the program approved it"
)


@app.callback()
def _receipt() -> None:
    """The group's own line; see `root.GROUPS`."""


@app.command()
def show(
    context: typer.Context,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the last one, as the server signed it."),
    ] = None,
    pdf: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Print the last one as a page.")
    ] = None,
) -> None:
    """All receipts of a response, with their times in UTC, in Vienna and here."""
    with unlocked(context) as profile:
        dossier = chosen(options_of(context), profile).id
        found = submitting.receipts(profile, dossier)
        if pdf is not None:
            submitting.print_receipt(profile, dossier, pdf)
    if out is not None:
        last = last_receipt(found)
        if last is None:
            raise SubmissionRefused("no-receipt")
        write_file(out, last.signed)
    if options_of(context).as_json:
        say_json([json_of(each) for each in found])
        return
    lines = [line for each in found for line in lines_of(each)]
    say("\n".join(lines) or "No receipt yet.")


@app.command()
def verify(
    context: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="A receipt; else the last one here.")
    ] = None,
) -> None:
    """Say whether a receipt is the server's, and of what was approved. Exits 1 unless it is."""
    with unlocked(context) as profile:
        dossier = chosen(options_of(context), profile).id
        if file is not None:
            kept = submitting.verify(profile, dossier, file)
        else:
            kept = submitting.verify_last(profile, dossier)
    if options_of(context).as_json:
        say_json(json_of(kept))
    elif kept.is_verified:
        say("\n".join(["The receipt is genuine, and of what was approved.", *lines_of(kept)]))
    elif kept.is_verified is None:
        say(f"The receipt is the server's; {UNCHECKED}.")
    else:
        say("The receipt is NOT the server's, or not of what was approved here.")
    raise typer.Exit(0 if kept.is_verified else 1)


def lines_of(kept: KeptReceipt) -> Iterator[str]:
    """A receipt in lines."""
    found = kept.receipt
    yield f"Receipt {found.submission[:16]} of submission {found.number}, {found.party}."
    for each in kept.times:
        counts = "  <- counts" if each.counts else ""
        when = f"{each.utc} UTC; {each.vienna} in Vienna; {each.local} here"
        yield f"  {each.name}: {when}{counts}"
    if found.remark:
        yield f"  noted by the secretariat: {found.remark}"
    if kept.is_verified is None:
        yield f"  Not verified: {UNCHECKED}."
    elif not kept.is_verified:
        yield "  NOT verified: not the server's, or not of what was approved here."


def json_of(kept: KeptReceipt) -> dict[str, Any]:
    """A receipt as JSON; times are seconds since 1970. ``verified`` is null if that cannot be
    checked here.
    """
    found = kept.receipt
    return {
        "submission": found.submission,
        "number": found.number,
        "review": found.review,
        "party": found.party,
        "route": str(found.route),
        "sent": found.sent,
        "received": found.received,
        "registered": found.registered,
        "counts": str(found.counts),
        "time": found.time,
        "missing": found.missing,
        "verified": kept.is_verified,
    }
