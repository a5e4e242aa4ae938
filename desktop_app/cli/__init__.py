"""The command line: the same services as the window, for scripts and terminals.

`main` gives the exit code: 0, or 1 with one sentence on standard error, or 2 when the
command itself was wrong. Nothing heavy is imported before a command needs it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from types import TracebackType

import typer

from desktop_app.cli.global_options import hoisted
from desktop_app.cli.output import say_help, say_wrong, use_utf8
from desktop_app.cli.program import Program
from desktop_app.cli.root import root_command
from desktop_app.cli.wording import sentence, sentence_of_fault
from desktop_app.errors import AppError

__all__ = ["Program", "main"]

INTERRUPTED = 130


def main(program: Program, arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments say; ``program`` gives what stands above the command line."""
    use_utf8()
    sys.excepthook = _say_fault
    words = hoisted(sys.argv[1:] if arguments is None else arguments)
    try:
        code = root_command().main(
            words, prog_name="review-desk", standalone_mode=False, obj=program
        )
    except AppError as error:
        return say_wrong(sentence(error))
    except typer.Abort:
        return say_wrong("Stopped before it was done.", code=INTERRUPTED)
    except typer.TyperException as error:
        return _say_usage(error)
    return code if isinstance(code, int) else 0


def _say_usage(error: typer.TyperException) -> int:
    """What is wrong with the command, and where to read what would be right."""
    text, context = error.format_message(), getattr(error, "ctx", None)
    if "\n" in text:  # a group without a command: the message is its help
        return say_help(text, code=error.exit_code)
    path = context.command_path if context else "review-desk"
    return say_wrong(f"{text} See: {path} --help", code=error.exit_code)


def _say_fault(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """The program's own fault, without a traceback unless Python runs in development mode."""
    if sys.flags.dev_mode:
        sys.__excepthook__(kind, error, trace)
    else:
        say_wrong(sentence_of_fault(error))
