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
from desktop_app.services import receipts, ways
from desktop_app.services.receipt_records import last_receipt
from desktop_app.services.receipts import KeptReceipt
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
    number: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help="That of submission N alone."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write it, or the last, as the server signed it."),
    ] = None,
    pdf: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Print it, or the last, as a page.")
    ] = None,
) -> None:
    """All receipts of a response, with their times in UTC, in Vienna and here."""
    with unlocked(context) as profile:
        dossier = chosen(options_of(context), profile).id
        found = receipts.receipts(profile, dossier, number)
        last = last_receipt(found)
        if last is None and (out or pdf or number):
            why = "no-such-receipt" if number else ways.why_none(profile, dossier)
            raise SubmissionRefused(why)
        if last is not None and pdf is not None:
            receipts.print_receipt(profile, dossier, pdf, last.receipt.submission)
    if last is not None and out is not None:
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
    """Say whether a receipt is the server's, and of what was approved. Exits 1 unless it is,
    and if it names another party or cluster than the response.
    """
    with unlocked(context) as profile:
        dossier = chosen(options_of(context), profile).id
        if file is not None:
            kept = receipts.verify(profile, dossier, file)
        else:
            kept = receipts.verify_one(profile, dossier)
    if options_of(context).as_json:
        say_json(json_of(kept))
    elif kept.is_verified and kept.other is not None:
        say("\n".join(["The receipt is genuine.", *lines_of(kept)]))
    elif kept.is_verified:
        say("\n".join(["The receipt is genuine, and of what was approved.", *lines_of(kept)]))
    elif kept.is_verified is None:
        say(f"The receipt is the server's; {UNCHECKED}.")
    else:
        say("The receipt is NOT the server's, or not of what was approved here.")
    raise typer.Exit(0 if kept.is_verified and kept.is_of_this_review else 1)


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
    yield from _differences(kept)
    if kept.other is not None:
        yield (
            f"  It is of ANOTHER approval of that number, by {kept.other.by},"
            f" {kept.other.at.isoformat(timespec='minutes')}; that is what the secretariat has."
        )
    if kept.is_verified is None:
        yield f"  Not verified: {UNCHECKED}."
    elif not kept.is_verified:
        yield "  NOT verified: not the server's, or not of what was approved here."


def _differences(kept: KeptReceipt) -> Iterator[str]:
    """That it names another party or cluster than the response."""
    tell = "tell the secretariat, unless that is meant"
    if kept.own_party:
        yield (
            f"  It is for ANOTHER party: {kept.receipt.party}. This response is that of"
            f" {kept.own_party}; {tell}."
        )
    if kept.own_cluster:
        yield (
            f"  It is for ANOTHER cluster: {kept.receipt.cluster}. This response is of cluster"
            f" {kept.own_cluster}; {tell}."
        )


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
        "cluster": found.cluster,
        "other_party": bool(kept.own_party),
        "other_cluster": bool(kept.own_cluster),
        "route": str(found.route),
        "sent": found.sent,
        "received": found.received,
        "registered": found.registered,
        "counts": str(found.counts),
        "time": found.time,
        "missing": found.missing,
        "verified": kept.is_verified,
        "other_approval": kept.other is not None,
    }
