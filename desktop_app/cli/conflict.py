"""`review-desk conflict`: answers of two versions and removed rows, and settling them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from desktop_app.cli.global_options import options_of
from desktop_app.cli.output import say, say_json
from desktop_app.cli.session import Opened, opened
from desktop_app.errors import BadArgument
from desktop_app.services import settling
from desktop_app.services.settling import Conflict, RemovedRow

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None)


class RowChoice(StrEnum):
    """What becomes of a row that somebody removed while another wrote in it."""

    KEEP = "keep"
    REMOVE = "remove"


@app.callback()
def _conflict() -> None:
    """The group's own line; see `root.GROUPS`."""


@app.command("list")
def list_(context: typer.Context) -> None:
    """List what waits to be settled: answers with all their versions, and removed rows."""
    with opened(context) as open_:
        found, rows = _found(open_), _rows(open_)
        keys = [*(each.key for each in found), *(each.key for each in rows)]
        refs = {key: open_.response.state(key).ref for key in keys}
    if options_of(context).as_json:
        answers = [_facts(each, refs[each.key]) for each in found]
        say_json([*answers, *(_row_facts(each, refs[each.key]) for each in rows)])
        return
    if not found and not rows:
        say("Nothing is to be settled.")
    for each in found:
        say(refs[each.key])
        for version in each.versions:
            say(f"  {version.id}  {version.author}: {version.value}")
    for row in rows:
        say(f"{refs[row.key]}  removed by {', '.join(each.author for each in row.removals)}")
        for written in row.written:
            say(f"  {written.author}: {written.value}")


@app.command()
def resolve(
    context: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="REF", help="Which answer.")],
    keep: Annotated[
        str,
        typer.Option(
            metavar="VERSION", help="The version that stands; eight digits of its name will do."
        ),
    ] = "",
    value: Annotated[
        str | None, typer.Option(metavar="V", help="What stands instead of all of them.")
    ] = None,
    row: Annotated[
        RowChoice | None, typer.Option(help="For a removed row: whether it stays.")
    ] = None,
) -> None:
    """Settle between versions, or about a removed row; everything stays in the history."""
    if [bool(keep), value is not None, row is not None].count(True) != 1:
        raise BadArgument(
            "--keep, --value and --row", "give one of the three, to say what stands"
        )
    with opened(context) as open_:
        key = open_.key(ref)
        if row is not None:
            if key not in open_.response.unsettled.rows():
                raise BadArgument(
                    ref, "it is no removed row to settle; see `review-desk conflict list`"
                )
            settling.settle_row(open_.response, key, keep=row is RowChoice.KEEP)
        else:
            found = {each.key: each for each in _found(open_)}
            if key not in found:
                raise BadArgument(
                    ref, "there are no two versions of it; see `review-desk conflict list`"
                )
            settling.settle(open_.response, found[key], keep=keep or None, value=value)
        open_.keep()
        left = open_.response.unsettled.count()
    if options_of(context).as_json:
        say_json({"ref": ref, "left": left})
    else:
        say(f"Settled; {left} more to settle. Tell the others by an exchange file.")


def _found(open_: Opened) -> tuple[Conflict, ...]:
    return settling.conflicts(open_.profile, open_.info.id, open_.response.unsettled.answers())


def _rows(open_: Opened) -> tuple[RemovedRow, ...]:
    return settling.removed_rows(open_.profile, open_.info.id, open_.response.unsettled.rows())


def _row_facts(row: RemovedRow, ref: str) -> dict[str, object]:
    return {
        "ref": ref,
        "removed_by": [each.author for each in row.removals],
        "written": [
            {
                "value": each.value,
                "author": each.author,
                "at": each.at.isoformat(),
                "unseen": each.is_unseen,
            }
            for each in row.written
        ],
    }


def _facts(conflict: Conflict, ref: str) -> dict[str, object]:
    return {
        "ref": ref,
        "ancestor": conflict.ancestor,
        "versions": [
            {
                "version": version.id,
                "value": version.value,
                "author": version.author,
                "at": version.started_at.isoformat(),
            }
            for version in conflict.versions
        ],
    }
