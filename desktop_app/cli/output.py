"""What a command prints: text or JSON, in UTF-8 on every system."""

from __future__ import annotations

import io
import json
import sys
from typing import Any

import typer


def use_utf8() -> None:
    """Windows would else print in the console's old code page, and fail on most scripts."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(text: str) -> None:
    """A line for the person."""
    typer.echo(text)


def say_json(value: Any) -> None:
    """A value for a program: one line."""
    typer.echo(json.dumps(value, ensure_ascii=False))


def say_bytes(data: bytes) -> None:
    """Exactly these bytes."""
    sys.stdout.flush()
    typer.get_binary_stream("stdout").write(data)


def say_wrong(text: str, *, code: int = 1) -> int:
    """One line on standard error, whatever is quoted in it; the exit code comes back."""
    typer.echo(" ".join(text.split()), err=True)
    return code


def say_help(text: str, *, code: int) -> int:
    """A command's help on standard error, where something of it was missing."""
    typer.echo(text, err=True)
    return code
