"""`review-desk` itself: the common options, the groups of commands, the window."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from desktop_app import VERSION
from desktop_app.cli.global_options import GlobalOptions, options_of
from desktop_app.cli.program import Program
from desktop_app.services.folders import profile_folder

GROUPS = {
    "form": "Check, play and build questionnaires.",
    "profile": "Create, check, back up, restore and recover a profile.",
    "dossier": "Create, list and export responses.",
    "answer": "Set and show answers, and say which are finished.",
    "member": "Invite, list, confirm and remove members; hand over.",
    "device": "Add, list and remove computers of members.",
    "package": "Write, read and inspect exchange files.",
    "server": "Connect to the central server, and say how it stands.",
    "receipt": "Show and verify the secretariat's receipts.",
    "conflict": "List and settle two versions of one answer.",
    "assignment": "Give parts of the questionnaire to somebody.",
    "file": "Attach, list and write out working files on questions.",
    "note": "Write and list notes on questions among members.",
    "timeline": "Show the steps of the review, move their dates, note what is done.",
    "inbox": "List notices and messages, and mark them as read.",
    "report": "Print a response as PDF, Word, ODK XML or plain text.",
}


class Groups(TyperGroup):
    """The root's commands; a group's module is imported when one of its commands is named."""

    def list_commands(self, ctx: Any) -> list[str]:
        """All names, as the help lists them."""
        return [*GROUPS, *super().list_commands(ctx)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """A command of the root, or a group with its own."""
        if cmd_name not in GROUPS:
            return super().get_command(ctx, cmd_name)
        group = get_command(import_module(f"desktop_app.cli.{cmd_name}").app)
        group.name, group.help = cmd_name, GROUPS[cmd_name]
        return group

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """List the groups without importing them."""
        own = {name: command.get_short_help_str(90) for name, command in self.commands.items()}
        with formatter.section("Commands"):
            formatter.write_dl(list({**GROUPS, **own}.items()))


app = typer.Typer(
    cls=Groups,
    invoke_without_command=True,
    add_completion=False,
    rich_markup_mode=None,
    help="Answer the review mechanism's questionnaires, offline and encrypted."
    " Without a command, the window opens. The options below may stand anywhere.",
)


def root_command() -> Any:
    """The parser of the whole command line."""
    return get_command(app)


@app.callback()
def _root(
    context: typer.Context,
    profile: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder of the profile.")
    ] = None,
    passphrase_file: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Read the passphrase here; else it is asked for."),
    ] = None,
    dossier: Annotated[
        str, typer.Option(metavar="ID", help="Which response, if there are several.")
    ] = "",
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON instead of text.")
    ] = False,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    program = context.find_object(Program)
    assert program is not None  # `main` gave it
    context.obj = GlobalOptions(
        program=program,
        folder=profile or profile_folder(),
        passphrase_file=passphrase_file,
        dossier=dossier,
        as_json=as_json,
    )
    if version:
        typer.echo(VERSION)
        raise typer.Exit
    if context.invoked_subcommand is None:
        raise typer.Exit(program.open_window(options_of(context).folder))


@app.command()
def sync(context: typer.Context) -> None:
    """Bring this computer and the central server to the same."""
    import_module("desktop_app.cli.syncing").run(context)


@app.command()
def clear(
    context: typer.Context,
    ref: Annotated[
        list[str] | None,
        typer.Argument(metavar="[REF...]", help="Questions or articles to approve."),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Approve all that is finished.")] = False,
    back: Annotated[
        str, typer.Option(metavar="REF", help="Bring the approved text of an answer back.")
    ] = "",
    final: Annotated[
        bool, typer.Option("--final", help="Approve the whole response and lock it.")
    ] = False,
    reopen: Annotated[
        bool, typer.Option("--reopen", help="Open a locked response again.")
    ] = False,
    reason: Annotated[
        str, typer.Option(metavar="TEXT", help="Why it is approved incomplete, or reopened.")
    ] = "",
) -> None:
    """Say what is missing; approve questions or the whole response; open it again."""
    clearing = import_module("desktop_app.cli.clearing")
    wish = clearing.Wish(
        refs=ref or (), every=every, back=back, final=final, reopen=reopen, reason=reason
    )
    clearing.run(context, wish)


@app.command()
def submit(
    context: typer.Context,
    file: Annotated[
        Path | None,
        typer.Option("--file", metavar="FILE", help="For a courier, in the place of the line."),
    ] = None,
    ask_reopening: Annotated[
        bool, typer.Option("--ask-reopening", help="Ask to open what was submitted.")
    ] = False,
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why it is to be opened.")] = "",
) -> None:
    """Send what was approved to the secretariat, and get its receipt."""
    found = import_module("desktop_app.cli.submitting")
    found.run(context, found.Wish(out=file, ask_reopening=ask_reopening, reason=reason))


@app.command()
def demo(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where the results go.")],
) -> None:
    """Do the main job end to end on the real questionnaire, without a display."""
    raise typer.Exit(options_of(context).program.run_demo(folder))
