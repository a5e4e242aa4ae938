"""What stands before every command of `review-server`, and how a command says what it did."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What stands before the command."""

    folder: Path
    as_json: bool


def options_of(context: typer.Context) -> Options:
    """The options of the command that runs."""
    found = context.find_object(Options)
    assert found is not None  # the root callback made it
    return found


def say(options: Options, text: str, value: Any) -> None:
    """Print the text, or the value as JSON."""
    typer.echo(json.dumps(value, ensure_ascii=False) if options.as_json else text)
