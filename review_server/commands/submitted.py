"""`review-server submission`: what was submitted, and requests to reopen it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from review_protocol.names import ContentId
from review_server import submissions
from review_server.cli_support import (
    make_folder,
    options_of,
    read_passphrase,
    read_zone,
    say,
    write_new,
)
from review_server.exporting import export_submission
from review_server.parties import named_otherwise
from review_server.problems import Unusable
from review_server.questionnaires import find_questionnaire
from review_server.secretariat import issue
from review_server.serving import open_server

app = typer.Typer(
    no_args_is_help=True, add_completion=False, rich_markup_mode=None, help="Submissions."
)

Review = Annotated[str | None, typer.Option(metavar="REVIEW", help="Of one review alone.")]


@app.command("list")
def list_(context: typer.Context, review: Review = None) -> None:
    """All submissions, by review and number."""
    options = options_of(context)
    with open_server(options.folder) as server, server.database.begin() as transaction:
        found = submissions.list_submissions(transaction, review=review)
    lines = [
        f"{each.id[:16]}  {each.receipt.party}, number {each.receipt.number},"
        f" {datetime.fromtimestamp(each.receipt.time, UTC):%d %B %Y %H:%M} UTC"
        for each in found
    ]
    rows = [
        {
            "submission": each.id,
            "dossier": each.dossier,
            "review": each.receipt.review,
            "party": each.receipt.party,
            "number": each.receipt.number,
            "sent": each.receipt.sent,
            "received": each.receipt.received,
            "registered": each.receipt.registered,
            "counts": str(each.receipt.counts),
            "missing": each.receipt.missing,
            "has_content": each.has_content,
        }
        for each in found
    ]
    say(options, "\n".join(lines) or "No submissions yet.", rows)


@app.command()
def export(
    context: typer.Context,
    submission: Annotated[str, typer.Argument(metavar="ID", help="The beginning of its id.")],
    out: Annotated[Path, typer.Option(metavar="DIR", help="A folder for the files.")],
    passphrase_file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Unlocks the submission key.")
    ] = None,
    language: Annotated[
        str | None, typer.Option(metavar="TAG", help="Of the questionnaire's texts: fr.")
    ] = None,
    zone: Annotated[
        str | None,
        typer.Option(metavar="ZONE", help="Local time; else this computer's: Asia/Tokyo."),
    ] = None,
) -> None:
    """Write a submission as XML, JSON, PDF and Word, with its receipt."""
    options = options_of(context)
    local = read_zone(zone)
    passphrase = read_passphrase(passphrase_file)
    opened = open_server(options.folder, passphrase)
    with opened as server, server.database.begin() as transaction:
        taken = _one(submissions.list_submissions(transaction), submission)
        body = submissions.read_submission(transaction, server.opener, taken)
        questionnaire = find_questionnaire(transaction, body.pack)
        party, other = named_otherwise(transaction, server.opener, taken)
    files = export_submission(
        questionnaire, body, taken.receipt, taken.signed, language=language, local=local
    )
    make_folder(out)
    for name, data in files.items():
        write_new(out / name, data)
    lines = [str(out / name) for name in files]
    said = {"files": lines, "party": party, "named": body.party}
    if other:
        lines = [
            *lines,
            f"The answers name {other} as the party, and the review is of {party}.",
        ]
    say(options, "\n".join(lines), said)


@app.command()
def requests(context: typer.Context, review: Review = None) -> None:
    """Requests to reopen a submission, the oldest first."""
    options = options_of(context)
    with open_server(options.folder) as server, server.database.begin() as transaction:
        found = submissions.list_requests(transaction, review=review)
    words = {None: "open", True: "granted", False: "refused"}
    lines = [f"{each.id[:16]}  {words[each.granted]}  {each.reason}" for each in found]
    rows = [
        {
            "request": each.id,
            "dossier": each.dossier,
            "submission": each.submission,
            "reason": each.reason,
            "at": each.at,
            "granted": each.granted,
            "answer": each.answer,
        }
        for each in found
    ]
    say(options, "\n".join(lines) or "No requests.", rows)


@app.command()
def reopen(
    context: typer.Context,
    request: Annotated[str, typer.Argument(metavar="ID", help="The beginning of its id.")],
    grant: Annotated[bool, typer.Option("--grant/--refuse", help="What is decided.")],
    answer: Annotated[str, typer.Option(metavar="TEXT", help="What the party is told.")] = "",
) -> None:
    """Decide on a request to reopen; the members are told."""
    options = options_of(context)
    with open_server(options.folder) as server, server.database.begin() as transaction:
        asked = [
            each
            for each in submissions.list_requests(transaction)
            if each.id.startswith(request)
        ]
        if len(asked) != 1 or not request:
            raise Unusable(f"There is no request {request}, or more than one.")
        change = submissions.decide(
            transaction,
            asked[0].dossier,
            ContentId(asked[0].id),
            granted=grant,
            answer=answer.strip(),
            now=server.clock(),
        )
        issue(transaction, server.keys, asked[0].dossier, [change])
    said = {"request": asked[0].id, "granted": grant}
    say(options, "Granted." if grant else "Refused.", said)


def _one(found: tuple[submissions.Taken, ...], name: str) -> submissions.Taken:
    chosen = [each for each in found if each.id.startswith(name)]
    if len(chosen) != 1 or not name:
        raise Unusable(f"There is no submission {name}, or more than one.")
    return chosen[0]
