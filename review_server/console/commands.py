"""`review-server staff add|list|reset|remove`: who may use the console."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from review_server.cli_support import Options, options_of, say
from review_server.console import accounts
from review_server.console.accounts import SetUp
from review_server.console.place import place_of
from review_server.serving import open_server

staff_app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    help="The secretariat's staff, who work in the console.",
)
_Name = Annotated[str, typer.Argument(metavar="NAME", help="What they sign in with.")]
_TOLD = """{name} sets the account up at {url}
until {until:%d %B %Y, %H:%M} UTC. Hand this over in person; it is not shown again.

Set-up code: {code}
Key for the authenticator: {key}
The same as an address: {uri}"""


@staff_app.command("add")
def add(
    context: typer.Context,
    name: _Name,
    email: Annotated[str, typer.Option(metavar="ADDRESS", help="Their e-mail.")] = "",
) -> None:
    """Make an account; what is printed goes to its owner, who chooses the password."""
    options = options_of(context)
    with open_server(options.folder) as server, server.database.begin() as transaction:
        made = accounts.add_account(transaction, server.keys, name, email, server.clock())
        url = server.configuration.url
    _hand_over(options, made, url)


@staff_app.command("reset")
def reset(context: typer.Context, name: _Name) -> None:
    """For a lost password or telephone: all is made anew, and every session of theirs ends."""
    options = options_of(context)
    with open_server(options.folder) as server, server.database.begin() as transaction:
        made = accounts.reset_account(transaction, server.keys, name, server.clock())
        url = server.configuration.url
    _hand_over(options, made, url)


@staff_app.command("remove")
def remove(context: typer.Context, name: _Name) -> None:
    """They are signed out and cannot sign in any more; what they did stays in the log."""
    options = options_of(context)
    with open_server(options.folder) as server, server.database.begin() as transaction:
        accounts.remove_account(transaction, name, server.clock())
    say(options, f"{name} cannot sign in any more.", {"name": name})


@staff_app.command("list")
def list_(context: typer.Context) -> None:
    """All accounts, by name."""
    options = options_of(context)
    with open_server(options.folder) as server, server.database.begin() as transaction:
        found = accounts.list_accounts(transaction)
    lines = [
        " ".join(
            filter(None, [each.name, each.email, "" if each.is_set_up else "(not set up)"])
        )
        for each in found
    ]
    rows = [
        {"name": each.name, "email": each.email, "set_up": each.is_set_up} for each in found
    ]
    say(options, "\n".join(lines) or "No accounts yet.", rows)


def _hand_over(options: Options, made: SetUp, url: str) -> None:
    place = place_of(url)
    address = f"{place.origin}{place.base}/set-up"
    text = _TOLD.format(
        name=made.name, url=address, until=datetime.fromtimestamp(made.until, UTC),
        code=made.code, key=made.key, uri=made.uri,
    )  # fmt: skip
    value = {
        "name": made.name, "url": address, "until": made.until,
        "code": made.code, "key": made.key, "uri": made.uri,
    }  # fmt: skip
    say(options, text, value)
