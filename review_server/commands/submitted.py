"""`review-server submission`: what was submitted, and requests to reopen it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Protocol, TypeVar

import typer

from review_server import submissions
from review_server.cli_support import (
    make_folder,
    options_of,
    read_passphrase,
    read_zone,
    say,
    write_new,
)
from review_server.console.journal import OPERATOR, Deed, note_deed
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
        taken = _chosen(submissions.list_submissions(transaction), submission, "submission")
        if passphrase is None:
            raise Unusable(
                "The passphrase of the submission key opens it: give --passphrase-file."
            )
        body = submissions.read_submission(transaction, server.opener, taken)
        questionnaire = find_questionnaire(transaction, body.pack)
        party, other = named_otherwise(transaction, server.opener, taken)
        note_deed(transaction, server.clock(), OPERATOR, Deed.SUBMISSION_SAVED, taken.id)
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
        known = submissions.list_submissions(transaction, review=review)
    words = {None: "open", True: "granted", False: "refused"}
    lines = [
        f"{each.id[:16]}  {words[each.granted]}  "
        f"{submissions.subject_of(known, each)}: {each.reason}"
        for each in found
    ]
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
        asked = _chosen(submissions.list_requests(transaction), request, "request")
        of = submissions.subject_of(submissions.list_submissions(transaction), asked)
        now = server.clock()
        change = submissions.decide(
            transaction, asked.dossier, asked.id,
            granted=grant, answer=answer.strip(), now=now,
        )  # fmt: skip
        issue(transaction, server.keys, asked.dossier, [change])
        deed = Deed.REOPENING_GRANTED if grant else Deed.REOPENING_REFUSED
        note_deed(transaction, now, OPERATOR, deed, asked.id)
    said = {"request": asked.id, "granted": grant}
    word = "Granted" if grant else "Refused"
    say(options, f"{word}: {of}. Its members are told when they synchronise.", said)


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_N = TypeVar("_N", bound=_Named)


def _chosen(known: Iterable[_N], name: str, word: str) -> _N:
    """The one whose id begins so. Raises Unusable."""
    if not name:
        raise Unusable(f"Give the id of the {word}, or its beginning.")
    found = [each for each in known if each.id.startswith(name)]
    if not found:
        raise Unusable(f"There is no {word} {name}.")
    if len(found) > 1:
        raise Unusable(f"The ids of {len(found)} begin with {name}: give more of it.")
    return found[0]
