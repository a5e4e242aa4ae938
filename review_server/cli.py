"""The secretariat's command line: `review-server init|serve|review|invite|backup`, and more.

Keys, submissions, packages and staff have groups of their own in `commands` and `console`.

Exits 0, or 1 with one sentence on standard error, or 2 when the command itself was wrong.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.exc import DBAPIError
from typer.main import get_command

from review_protocol import armour
from review_protocol.server_invitations import MAX_FILE, write_server_invitation
from review_server import reviews, submission_keys
from review_server.backups import back_up
from review_server.cli_support import Options, new_file, options_of, read_passphrase, say
from review_server.commands import couriered, keys, noticing, planning, reviewing, submitted
from review_server.configuration import FOLDER, read_configuration
from review_server.console.commands import staff_app
from review_server.console.journal import OPERATOR, Deed, note_deed
from review_server.database import sentence_of
from review_server.founding import found
from review_server.problems import Problem, Unusable
from review_server.questionnaires import accept_questionnaire
from review_server.serving import open_server, serve

INTERRUPTED = 130

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    help="The central review server of Review Desk.",
)
review_app = typer.Typer(
    no_args_is_help=True, add_completion=False, rich_markup_mode=None, help="Reviews."
)
app.add_typer(review_app, name="review")
app.add_typer(keys.app, name="key")
app.add_typer(submitted.app, name="submission")
app.add_typer(couriered.app, name="package")
app.add_typer(staff_app, name="staff")
app.add_typer(noticing.app, name="notices")
reviewing.add_to(review_app)
planning.add_to(review_app)


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments say; the exit code."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    try:
        code = get_command(app).main(words, prog_name="review-server", standalone_mode=False)
    except Unusable as error:
        return _say_wrong(str(error))
    except Problem as error:
        return _say_wrong(sentence_of(error) or error.title)
    except DBAPIError as error:
        if sentence := sentence_of(error):
            return _say_wrong(sentence)
        raise
    except OSError as error:
        return _say_wrong(f"{error.filename or 'A file'} cannot be used: {error.strerror}.")
    except (typer.Abort, KeyboardInterrupt):
        return _say_wrong("Stopped before it was done.", code=INTERRUPTED)
    except typer.TyperException as error:
        return _say_wrong(error.format_message(), code=error.exit_code)
    return code if isinstance(code, int) else 0


@app.callback()
def _root(
    context: typer.Context,
    folder: Annotated[
        Path,
        typer.Option(metavar="DIR", envvar=FOLDER, help="The server's folder."),
    ] = Path("review-server"),
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON instead of text.")
    ] = False,
) -> None:
    context.obj = Options(folder=folder, as_json=as_json)


@app.command()
def init(
    context: typer.Context,
    url: Annotated[
        str, typer.Option(metavar="URL", help="Where clients reach it: https://...")
    ] = "",
    database: Annotated[
        str,
        typer.Option(metavar="ADDRESS", help="postgresql://...; else a file in the folder."),
    ] = "",
) -> None:
    """Make a server's folder, keys and database; or bring an older database up to date."""
    options = options_of(context)
    configuration, own = found(options.folder, url=url, database=database)
    text = (
        f"The server in {options.folder.absolute()} is ready,"
        f" for clients at {configuration.url}. Its fingerprint: {own.fingerprint}"
    )
    say(options, text, {"fingerprint": own.fingerprint, "url": configuration.url})


@app.command("serve")
def serve_(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="Which address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="0: any that is free.", min=0, max=65535)] = 8080,
    passphrase_file: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Unlocks the submission key; else it is asked for."),
    ] = None,
) -> None:
    """Answer clients until it is stopped. TLS is the task of the proxy in front."""
    folder = options_of(context).folder
    passphrase = read_passphrase(passphrase_file) if submission_keys.read_keys(folder) else None
    serve(folder, host=host, port=port, passphrase=passphrase)


@review_app.command("list")
def list_reviews(context: typer.Context) -> None:
    """All reviews, by party."""
    options = options_of(context)
    with open_server(options.folder) as opened, opened.database.begin() as transaction:
        found = reviews.list_reviews(transaction)
    lines = [f"{each.id}  {each.party}, cluster {each.cluster}, {each.start}" for each in found]
    rows = [
        {
            "review": each.id,
            "party": each.party,
            "cluster": each.cluster,
            "start": each.start,
            "instruments": each.instruments,
            "reviewers": each.reviewers,
            "dossiers": each.dossiers,
        }
        for each in found
    ]
    say(options, "\n".join(lines) or "No reviews yet.", rows)


@review_app.command("questionnaire")
def add_questionnaire(
    context: typer.Context,
    review: Annotated[str, typer.Argument(metavar="REVIEW", help="Its id.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A questionnaire (.rdpack).")],
) -> None:
    """Let a review be answered with a questionnaire; submissions of any other are refused."""
    options = options_of(context)
    with open_server(options.folder) as opened, opened.database.begin() as transaction:
        found = accept_questionnaire(transaction, review, file, opened.clock())
    text = f"{found.title}, version {found.version}, is accepted for review {review}."
    said = {"review": review, "questionnaire": found.hash, "version": found.version}
    say(options, text, said)


@app.command()
def invite(
    context: typer.Context,
    review: Annotated[str, typer.Argument(metavar="REVIEW", help="Its id.")],
    out: Annotated[Path, typer.Option(metavar="FILE", help="Where the invitation goes.")],
    days: Annotated[int, typer.Option(min=1, max=365, help="How long it counts.")] = 10,
) -> None:
    """Write an invitation for the focal point of a review; a lost one is written again.

    The same is printed as text, to be pasted where no file gets through.
    """
    options = options_of(context)
    with (
        new_file(out) as file,
        open_server(options.folder) as opened,
        opened.database.begin() as transaction,
    ):
        own, now = opened.keys, opened.clock()
        invitation = reviews.invite(
            transaction, opened.configuration, own, review, now, days=days
        )
        note_deed(transaction, now, OPERATOR, Deed.INVITED, review)
        data = write_server_invitation(invitation, own.signing)
        file.write(data)
    until = datetime.fromtimestamp(invitation.expires, UTC)
    (code,) = armour.split(data, part_size=MAX_FILE * 2)
    text = f"{out}: counts until {until:%d %B %Y}. Fingerprint: {own.fingerprint}\n\n{code}"
    said = {"file": str(out), "expires": invitation.expires, "text": code}
    say(options, text, {**said, "fingerprint": own.fingerprint})


@app.command()
def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where the copy goes.")],
) -> None:
    """Copy the embedded database, also while it is served; the keys are kept apart."""
    options = options_of(context)
    size = back_up(read_configuration(options.folder), file)
    say(options, f"{file}: {size} bytes, read back.", {"file": str(file), "bytes": size})


def _say_wrong(text: str, *, code: int = 1) -> int:
    typer.echo(" ".join(text.split()), err=True)
    return code
