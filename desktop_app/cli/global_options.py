"""The options that every command knows, wherever in the line they stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import typer

from desktop_app.cli.program import Program

WITH_VALUE = ("--profile", "--passphrase-file", "--dossier")
FLAGS = ("--json",)


@dataclass(frozen=True, slots=True, kw_only=True)
class GlobalOptions:
    """What the common options say; ``folder`` is the profile's, whether given or usual."""

    program: Program
    folder: Path
    passphrase_file: Path | None
    dossier: str
    as_json: bool


def options_of(context: typer.Context) -> GlobalOptions:
    """The common options of the command that runs."""
    found = context.find_object(GlobalOptions)
    assert found is not None  # the root's callback ran before any command
    return found


def hoisted(arguments: Iterable[str]) -> list[str]:
    """The same words with the common options first, where the parser looks for them."""
    front: list[str] = []
    rest: list[str] = []
    words = iter(arguments)
    for word in words:
        if word == "--":
            rest += [word, *words]
        elif word in FLAGS or word.startswith(tuple(f"{name}=" for name in WITH_VALUE)):
            front.append(word)
        elif word in WITH_VALUE:
            front.append(word)
            front += [value for value in [next(words, None)] if value is not None]
        else:
            rest.append(word)
    return front + rest
