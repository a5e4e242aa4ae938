"""`review-desk conflict`: two versions of an answer, a person, a part; and removed rows."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from desktop_app.cli.global_options import options_of
from desktop_app.cli.output import say, say_json
from desktop_app.cli.session import Opened, opened
from desktop_app.domain.record_conflicts import (
    SETTLED_BY_MEMBERS,
    RecordConflict,
    RecordVersion,
)
from desktop_app.errors import BadArgument
from desktop_app.services import record_conflicts, settling
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
    """List what waits to be settled: answers, persons and the like, and removed rows."""
    with opened(context) as open_:
        found, rows = _found(open_), _rows(open_)
        others = record_conflicts.record_conflicts(open_.profile, open_.info.id)
        keys = [*(each.key for each in found), *(each.key for each in rows)]
        refs = {key: open_.response.state(key).ref for key in keys}
    if options_of(context).as_json:
        answers = [_facts(each, refs[each.key]) for each in found]
        removed = (_row_facts(each, refs[each.key]) for each in rows)
        say_json([*answers, *removed, *map(_record_facts, others)])
        return
    if not (found or rows or others):
        say("Nothing is to be settled.")
    for each in found:
        say(refs[each.key])
        for version in each.versions:
            say(f"  {version.id}  {version.author}: {version.value}")
    for row in rows:
        say(f"{refs[row.key]}  removed by {', '.join(each.author for each in row.removals)}")
        for written in row.written:
            say(f"  {written.author}: {written.value}")
    for other in others:
        say(f"{other.ref}  {other.about}")
        for each_ in other.versions:
            say(f"  {each_.id}  {each_.author}: {_said(each_)}")


@app.command()
def resolve(
    context: typer.Context,
    ref: Annotated[
        str, typer.Argument(metavar="REF", help="Which one, as `conflict list` names it.")
    ],
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
    """Settle between versions, or about a removed row; of answers all stay in the history."""
    if [bool(keep), value is not None, row is not None].count(True) != 1:
        raise BadArgument(
            "--keep, --value and --row", "give one of the three, to say what stands"
        )
    with opened(context) as open_:
        if (record := _record(open_, ref)) is not None:
            _keep_record(open_, record, ref, keep)
            left = _left(open_)
            _say_left(context, ref, left)
            return
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
        left = _left(open_)
    _say_left(context, ref, left)


def _say_left(context: typer.Context, ref: str, left: int) -> None:
    if options_of(context).as_json:
        say_json({"ref": ref, "left": left})
    else:
        say(f"Settled; {left} more to settle. Tell the others by an exchange file.")


def _left(open_: Opened) -> int:
    others = record_conflicts.record_conflicts(open_.profile, open_.info.id)
    return open_.response.unsettled.count() + len(others)


def _record(open_: Opened, ref: str) -> RecordConflict | None:
    """The person, assignment or date that is meant; None for what names an answer.

    Raises BadArgument for one of which there are no two versions.
    """
    type_, is_record, subject = ref.partition(":")
    if not is_record or type_ not in SETTLED_BY_MEMBERS:
        return None
    known = record_conflicts.record_conflicts(open_.profile, open_.info.id)
    for each in known:
        if each.type == type_ and subject and each.subject == subject:
            return each
    raise BadArgument(ref, "there are no two versions of it; see `review-desk conflict list`")


def _keep_record(open_: Opened, record: RecordConflict, ref: str, version: str) -> None:
    if not version:
        raise BadArgument(ref, "choose one of its versions with --keep; to write something"
                          " else, keep one and change that")  # fmt: skip
    record_conflicts.keep(open_.profile, open_.info.id, record.type, record.subject, version)


def _said(version: RecordVersion) -> str:
    """What a version of a record says, in a line."""
    pairs = (f"{name} {value}" for name, value in sorted(version.fields.items()) if value)
    said = ", ".join(" ".join(each.split()) for each in pairs)
    return f"taken back ({said})" if version.withdrawn else said


def _record_facts(conflict: RecordConflict) -> dict[str, object]:
    return {
        "ref": conflict.ref,
        "about": conflict.about,
        "versions": [
            {
                "version": version.id,
                "value": _said(version),
                "fields": dict(version.fields),
                "withdrawn": version.withdrawn,
                "author": version.author,
                "at": version.at.isoformat(),
            }
            for version in conflict.versions
        ],
    }


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
