"""`review-desk package`: exchange files out and in."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from desktop_app.cli.exchange_wording import (
    NOT_SUBMITTED,
    files_in_words,
    sentence_on_file,
    sentence_on_refusal,
    shown_name,
    tally_lines,
)
from desktop_app.cli.global_options import options_of
from desktop_app.cli.output import say, say_json, say_wrong
from desktop_app.cli.server_wording import REFUSED, UNREACHABLE
from desktop_app.cli.session import chosen, unlocked
from desktop_app.cli.submitting import say_written
from desktop_app.cli.targets import refuse_other_file
from desktop_app.domain.exchanges import (
    FileLook,
    FileVerdict,
    Plan,
    Replied,
    SentFile,
    Tally,
)
from desktop_app.domain.keys import DossierId
from desktop_app.services import packages, submitting
from desktop_app.services.people import find_member

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None)

ALL, SECRETARIAT = "all", "secretariat"
FOR_OTHERS = {FileVerdict.NOT_FOR_US, FileVerdict.OTHER_DOSSIER, FileVerdict.INVITATION}
STOPPED = UNREACHABLE | REFUSED
"""Why a server stopped at a courier's file, by the type of its problem."""


@app.callback()
def _package() -> None:
    """The group's own line; see `root.GROUPS`."""


@app.command()
def export(
    context: typer.Context,
    out: Annotated[Path, typer.Option(metavar="FILE", help="Where it goes; or a folder.")],
    to: Annotated[
        list[str],
        typer.Option(
            metavar="MEMBER",
            help="For whom; `all` for everybody; `secretariat` for its server, by courier.",
        ),
    ],
    text_kb: Annotated[
        int, typer.Option(metavar="KB", help="As text for mails, in parts of this size.")
    ] = 0,
    with_files: Annotated[
        bool, typer.Option("--with-files", help="Take the working files along.")
    ] = False,
    everything: Annotated[
        bool,
        typer.Option(
            "--everything",
            help="Also what they should have: for who cannot open files since a backup.",
        ),
    ] = False,
) -> None:
    """Write what others lack into a file that only they can open."""
    refuse_other_file(out)
    with unlocked(context) as profile:
        dossier = chosen(options_of(context), profile).id
        if to == [SECRETARIAT]:
            submitting.write_courier_file(profile, dossier, out)
            say_written(context, out)
            return
        members = None if ALL in to else [find_member(profile, dossier, each).id for each in to]
        sent = packages.export(
            profile,
            dossier,
            out,
            to=members,
            text_part_bytes=text_kb * 1000 or None,
            with_files=with_files,
            everything=everything,
        )
    _tell_sent(context, sent, with_files=with_files)


def _tell_sent(context: typer.Context, sent: SentFile, *, with_files: bool) -> None:
    if options_of(context).as_json:
        say_json(
            {
                "files": [str(file) for file in sent.files],
                "bytes": sent.size_bytes,
                "sets": sent.sets,
                "working_files": sent.working_files,
                "left_out": sent.left_out,
            }
        )
        return
    for file in sent.files:
        say(f"{file}: written and read back.")
    if with_files:
        say(f"{files_in_words(sent.working_files)} in it.")
    if sent.left_out:
        say(f"For {files_in_words(sent.left_out)} there was no room; the line carries them.")
    whom = "member" if len(sent.members) == 1 else "members"
    which = "It goes" if len(sent.files) == 1 else "All of them go"
    say(f"{which} to {len(sent.members)} {whom}; nobody else can open it.")


@app.command("import")
def import_(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Files or folders.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what it would do, and do nothing.")
    ] = False,
) -> None:
    """Take in what others sent: everything in it, or nothing."""
    paths = [each for each in files if submitting.is_reply(each)]
    if paths and dry_run:
        raise typer.BadParameter("A reply of the secretariat's is taken in without --dry-run.")
    files = [each for each in files if each not in paths]
    told: dict[str, object] = {}
    wrong: list[str] = []
    with unlocked(context) as profile:
        replies = []
        for each in paths:  # it stays taken in, whatever becomes of the other files
            replies.append(_Reply(each, *submitting.take_reply(profile, each)))
            _say_reply(replies[-1], as_json=options_of(context).as_json)
        if files:
            plan = packages.plan(profile, chosen(options_of(context), profile).id, files)
            if not dry_run:
                packages.apply(profile, plan)
            told, wrong = _json_of(plan, dry_run=dry_run), _wrong(plan, files, dry_run=dry_run)
    if options_of(context).as_json:
        say_json({**told, "replies": [each.json() for each in replies]})
    elif files:
        for line in _lines(plan, files, dry_run=dry_run):
            say(line)
    for line in wrong:
        say_wrong(line)
    if wrong or any(each.wrong for each in replies):
        raise typer.Exit(1)


def _say_reply(reply: _Reply, *, as_json: bool) -> None:
    if not as_json:
        say(f"{reply.name}: the secretariat's reply; {reply.replied.note.sets} sets came.")
    for line in reply.wrong:
        say_wrong(line)


@dataclass(frozen=True, slots=True)
class _Reply:
    """What came back from the secretariat by courier."""

    file: Path
    dossier: DossierId
    replied: Replied

    @property
    def name(self) -> str:
        return shown_name(self.file.name)

    @property
    def wrong(self) -> list[str]:
        """Sentences on what was not taken, and why the server stopped."""
        messages = {each.id: each for each in self.replied.note.not_taken}
        found = [
            f"{self.name}: {sentence_on_refusal(messages[name])}."
            if name in messages
            else f"{self.name}: not taken: {NOT_SUBMITTED.get(word, word)}."
            for name, word in self.replied.refused
        ]
        if self.replied.problem:
            why = STOPPED.get(self.replied.problem, self.replied.problem)
            found.append(f"{self.name}: the server stopped before the end: {why}.")
        return found

    def json(self) -> dict[str, object]:
        return {
            "file": self.file.name,
            "dossier": self.dossier,
            "came": self.replied.note.sets,
            "problem": self.replied.problem,
            "refused": dict(self.replied.refused),
        }


def _json_of(plan: Plan, *, dry_run: bool) -> dict[str, object]:
    return {
        "done": not (dry_run or plan.is_refused),
        "files": [
            {
                "file": look.name,
                "verdict": str(look.verdict),
                "new": look.new,
                "working_files": look.working_files,
            }
            for look in plan.files
        ],
        "working_files": len(plan.working_files),
        "to_come": plan.to_come,
        **_tally(plan.tally),
    }


def _wrong(plan: Plan, files: Collection[Path], *, dry_run: bool) -> list[str]:
    if not plan.files:
        return ["There is no exchange file in that place."]
    is_unchanged = dry_run or plan.is_refused
    end = "nothing was changed" if is_unchanged else "the others were taken in"
    return [f"{sentence_on_file(look)}; {end}." for look in _refused(plan, _named(files))]


@app.command()
def inspect(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Any exchange file.")],
) -> None:
    """Say what anybody can know of an exchange file, without any key."""
    found = packages.inspect(file)
    if options_of(context).as_json:
        say_json(
            {
                "format": found.version,
                "bytes": found.size,
                "addressees": found.addressees,
                "opened_by": "computers" if found.addressees else "code",
            }
        )
        return
    opened_by = f"{found.addressees} computers" if found.addressees else "a code"
    say(f"Exchange file, format {found.version}, {found.size} bytes, opened by {opened_by}.")


def _named(files: Collection[Path]) -> set[str]:
    """Those that were named themselves, not in a folder."""
    return {file.name for file in files if not file.is_dir()}


def _refused(plan: Plan, chosen: Collection[str]) -> list[FileLook]:
    """What went wrong. That a folder holds files for others is nothing wrong."""
    return [
        look
        for look in plan.files
        if not look.is_taken and (look.name in chosen or look.verdict not in FOR_OTHERS)
    ]


def _lines(plan: Plan, files: Collection[Path], *, dry_run: bool) -> Iterator[str]:
    refused = _refused(plan, _named(files))
    yield from (f"{sentence_on_file(look)}." for look in plan.files if look not in refused)
    if any(look.verdict is FileVerdict.GOOD for look in plan.files):
        yield from tally_lines(plan.tally)
        if plan.working_files:
            size = sum(plan.working_files.values())
            yield f"{files_in_words(len(plan.working_files))}, {size} bytes."
    if plan.to_come:
        yield f"{files_in_words(plan.to_come)} still to come."
    if dry_run:
        yield "Nothing was changed: this was to look only."


def _tally(tally: Tally) -> dict[str, object]:
    return {
        "answers": tally.answers,
        "statuses": tally.statuses,
        "notes": tally.notes,
        "members": tally.members,
        "to_settle": list(tally.to_settle),
        "waiting": tally.waiting,
        "refused": tally.refused,
        "incomplete": tally.incomplete,
        "unreadable": tally.unreadable,
        "newer": tally.newer,
        "focal_point": tally.focal_point,
        "removed": list(tally.removed),
    }
