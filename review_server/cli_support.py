"""What the commands of `review-server` share: the options in front, and how they speak."""

from __future__ import annotations

import contextlib
import json
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

import typer

from review_protocol.timelines import VIENNA
from review_server.problems import Unusable

PASSPHRASE_FILE = "REVIEW_SERVER_PASSPHRASE_FILE"  # noqa: S105  # the name of a variable
_MAX_PASSPHRASE = 4_096
_WITH_MINUTES = re.compile(r"[T ]\d{2}:?\d{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What stands before the command."""

    folder: Path
    as_json: bool


def options_of(context: typer.Context) -> Options:
    """The options that stood before the command."""
    found = context.find_object(Options)
    assert found is not None  # the root command made it
    return found


def say(options: Options, text: str, value: Any) -> None:
    """Print the text, or the value as JSON."""
    typer.echo(json.dumps(value, ensure_ascii=False) if options.as_json else text)


@contextlib.contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """A file that is not there yet, for its owner alone, made before what fills it is done.

    It is gone again if that fails. Raises Unusable.
    """
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise Unusable(f"{path} cannot be written: {error.strerror}") from error
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet, for its owner alone. Raises Unusable."""
    with new_file(path) as file:
        file.write(data)


def read_passphrase(path: Path | None) -> str | None:
    """The first line of a file, of the one that the environment names, or what is typed.

    None where there is no file and nobody to ask. Raises Unusable.
    """
    named = path or (
        Path(os.environ[PASSPHRASE_FILE]) if PASSPHRASE_FILE in os.environ else None
    )
    if named is not None:
        try:
            with named.open(encoding="utf-8") as file:
                return file.readline(_MAX_PASSPHRASE).rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            raise Unusable(f"{named} cannot be read.") from error
    if not sys.stdin.isatty():
        return None
    return str(typer.prompt("Passphrase of the submission key", hide_input=True, err=True))


def make_folder(path: Path) -> None:
    """Make a folder for its owner alone, if it is not there. Raises Unusable."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Unusable(f"{path} cannot be made: {error.strerror}") from error


def read_zone(name: str | None) -> tzinfo | None:
    """A zone by its name; None for this computer's. Raises Unusable."""
    if name is None:
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise Unusable("A zone is written as Europe/Vienna.") from error


def read_moment(text: str) -> int:
    """Seconds since 1970 of a date and a time with its minutes and its zone.

    Nothing of it is guessed: a time may be signed. Raises Unusable.
    """
    words = "Write the time with its minutes and its zone, as 2026-11-01T14:30+01:00."
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise Unusable(words) from error
    if found.tzinfo is None or not _WITH_MINUTES.search(text):
        raise Unusable(words)
    return int(found.timestamp())


def moment_words(seconds: int) -> str:
    """A moment in UTC and in Vienna, where the secretariat is."""
    zones = ((UTC, "UTC"), (VIENNA, "in Vienna"))
    moments = ((datetime.fromtimestamp(seconds, zone), name) for zone, name in zones)
    return ", ".join(f"{when.day} {when:%B %Y, %H:%M} {name}" for when, name in moments)
