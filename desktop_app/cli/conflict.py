"""`review-desk conflict`: answers of which there are two versions, and settling them."""

from __future__ import annotations

from typing import Annotated

import typer

from desktop_app.cli.global_options import options_of
from desktop_app.cli.output import say, say_json
from desktop_app.cli.session import Opened, opened
from desktop_app.errors import BadArgument
from desktop_app.services import settling
from desktop_app.services.settling import Conflict

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None)


@app.callback()
def _conflict() -> None:
    """The group's own line; see `root.GROUPS`."""


@app.command("list")
def list_(context: typer.Context) -> None:
    """List the answers that wait to be settled, with all their versions."""
    with opened(context) as open_:
        found = _found(open_)
        refs = {each.key: open_.response.state(each.key).ref for each in found}
    if options_of(context).as_json:
        say_json([_facts(each, refs[each.key]) for each in found])
        return
    if not found:
        say("Nothing is to be settled.")
    for each in found:
        say(refs[each.key])
        for version in each.versions:
            say(f"  {version.id}  {version.author}: {version.value}")


@app.command()
def resolve(
    context: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="REF", help="Which answer.")],
    keep: Annotated[str, typer.Option(metavar="VERSION", help="The version that stands.")] = "",
    value: Annotated[
        str | None, typer.Option(metavar="V", help="What stands instead of all of them.")
    ] = None,
) -> None:
    """Settle between versions: one of them, or a text of your own; all stay in the history."""
    if bool(keep) == (value is not None):
        raise BadArgument("--keep and --value", "give one of the two, to say what stands")
    with opened(context) as open_:
        key = open_.key(ref)
        found = {each.key: each for each in _found(open_)}
        if key not in found:
            raise BadArgument(
                ref, "there are no two versions of it; see `review-desk conflict list`"
            )
        settling.settle(open_.response, found[key], keep=keep or None, value=value)
        open_.keep()
        left = len(open_.response.to_settle())
    if options_of(context).as_json:
        say_json({"ref": ref, "left": left})
    else:
        say(f"Settled; {left} more to settle. Tell the others by an exchange file.")


def _found(open_: Opened) -> tuple[Conflict, ...]:
    return settling.conflicts(open_.profile, open_.info.id, open_.response.to_settle())


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
