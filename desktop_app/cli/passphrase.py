"""The passphrase: from a file or from the terminal, never from the command line itself."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path

from desktop_app.cli.global_options import GlobalOptions
from desktop_app.errors import BadArgument

OPTION = "--passphrase-file"
_MAX_BYTES = 100_000


def passphrase(options: GlobalOptions) -> str:
    """The passphrase of the profile; raises BadArgument when there is nobody to ask."""
    return _from_file(options.passphrase_file) or _asked("Passphrase: ")


def new_passphrase(given: Path | None) -> str:
    """A passphrase to be set: on a terminal it is asked for twice."""
    found = _from_file(given)
    if found:
        return found
    first = _asked("New passphrase: ")
    if _asked("The same again: ") != first:
        raise BadArgument("The passphrase", "the two were not the same")
    return first


def asked_code(given: Path | None) -> str:
    """The recovery code, in the same ways."""
    return _from_file(given, "--code-file") or _asked("Recovery code: ")


def _from_file(path: Path | None, option: str = OPTION) -> str:
    """The file's first line without its end; what else is a space belongs to it."""
    if path is None:
        return ""
    try:
        with path.open("rb") as file:
            text = file.read(_MAX_BYTES).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadArgument(option, "the file cannot be read as text") from error
    line = (text.splitlines() or [""])[0]
    if not line:
        raise BadArgument(option, "the file's first line is empty")
    return line


def _asked(prompt: str) -> str:
    if not sys.stdin.isatty():
        raise BadArgument(OPTION, "it is needed where there is no terminal to ask on")
    return getpass.getpass(prompt)
