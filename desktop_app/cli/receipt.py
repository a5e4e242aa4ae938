"""`review-desk receipt`: the secretariat's proof of what it was given, and when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from desktop_app.cli.global_options import options_of
from desktop_app.cli.output import say, say_json
from desktop_app.cli.session import chosen, unlocked
from desktop_app.errors import SubmissionRefused
from desktop_app.services import submitting
from desktop_app.services.submitting import KeptReceipt
from desktop_app.services.written_files import write_file

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None)
VIENNA = "Europe/Vienna"


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
        if not found:
            raise SubmissionRefused("no-receipt")
        write_file(out, found[-1].signed)
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
    """Say whether a receipt is the server's, and of what was approved. Exits 1 if not."""
    with unlocked(context) as profile:
        dossier = chosen(options_of(context), profile).id
        found = submitting.receipts(profile, dossier)
        if file is not None:
            kept = submitting.verify(profile, dossier, file)
        elif found:
            kept = found[-1]
        else:
            raise SubmissionRefused("no-receipt")
    if options_of(context).as_json:
        say_json(json_of(kept))
    elif kept.is_verified:
        say("\n".join(["The receipt is genuine, and of what was approved.", *lines_of(kept)]))
    else:
        say("The receipt is NOT the server's, or not of what was approved here.")
    raise typer.Exit(0 if kept.is_verified else 1)


def lines_of(kept: KeptReceipt) -> Iterator[str]:
    """A receipt in lines."""
    found = kept.receipt
    yield f"Receipt {found.submission[:16]} of submission {found.number}, {found.party}."
    times = [
        ("sent", found.sent),
        ("received", found.received),
        ("registered", found.registered),
    ]
    for name, at in times:
        if at is not None:
            counts = "  <- counts" if name == found.counts else ""
            yield f"  {name}: {_in_zones(at)}{counts}"
    if found.remark:
        yield f"  noted by the secretariat: {found.remark}"
    if not kept.is_verified:
        yield "  NOT verified: not the server's, or not of what was approved here."


def json_of(kept: KeptReceipt) -> dict[str, Any]:
    """A receipt as JSON; times are seconds since 1970."""
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


def _in_zones(seconds: int) -> str:
    at = datetime.fromtimestamp(seconds, UTC)
    zones = [
        ("UTC", at),
        ("Vienna", at.astimezone(ZoneInfo(VIENNA))),
        ("here", at.astimezone()),
    ]
    return "; ".join(f"{each:%d %B %Y %H:%M} {name}" for name, each in zones)
