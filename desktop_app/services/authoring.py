"""For those who write questionnaires: check one, play steps on it, build its file.

Takes anything a questionnaire is written in (a folder of sheets, a workbook, a compiled
XForm) and the finished file as well.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop_app.domain.responses import PackInfo
from desktop_app.errors import BadArgument, Fault, FormRefused, NewerFormat, PackRefused
from desktop_app.forms.beside import FilesBeside
from desktop_app.forms.checking import check
from desktop_app.forms.pack import SUFFIX, build_pack, read_pack
from desktop_app.forms.playing import play as play_steps
from desktop_app.forms.playing import play_batch as play_jobs
from desktop_app.forms.workbook import compile_form
from desktop_app.services.packs import read_pack_file, signer_fingerprint
from desktop_app.services.signing_keys import create_key_file, read_key_file
from desktop_app.store.files import write_whole

__all__ = ["Built", "build", "check", "create_key_file", "play", "play_batch"]

Clock = Callable[[], datetime]
MAX_STEPS_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A questionnaire's file that was written; ``signer`` is a fingerprint or ""."""

    info: PackInfo
    signer: str
    size_bytes: int


def play(path: Path, steps: Path | None, *, now: datetime, language: str | None) -> Any:
    """The state of a form after the steps in a JSON file, as a JSON value."""
    wanted = [] if steps is None else _steps(steps)
    try:
        xform, secondary = read_form(path)
    except FormRefused as refused:
        return {"ok": False, "error": str(refused)}
    return play_steps(xform, wanted, now=now, language=language, secondary=secondary)


def play_batch(jobs: Path, *, clock: Clock) -> Iterator[str]:
    """A line of JSON for each line of jobs, one at a time."""
    try:
        with jobs.open(encoding="utf-8-sig") as lines:
            yield from play_jobs(lines, now=clock, read=read_form)
    except (OSError, UnicodeDecodeError) as error:
        raise BadArgument("--batch", "the file cannot be read as text") from error


def build(source: Path, out: Path, *, key_file: Path | None = None) -> Built:
    """Compile a folder or workbook into a questionnaire's file; sign it if a key is given."""
    key = None if key_file is None else read_key_file(key_file)
    pack = build_pack(source, key)
    write_whole(out, [pack.file], what=out.name)
    return Built(info=pack.info, signer=signer_fingerprint(pack), size_bytes=len(pack.file))


def read_form(path: Path) -> tuple[bytes, Mapping[str, bytes]]:
    """The compiled form of a questionnaire in whatever shape, and the files beside it."""
    if path.suffix.lower() != SUFFIX:
        folder = path if path.is_dir() else path.parent
        return compile_form(path).xform, FilesBeside(folder)
    try:
        pack = read_pack(read_pack_file(path))
    except (PackRefused, NewerFormat) as error:
        raise FormRefused(Fault(str(error))) from error
    return pack.xform, pack.secondary


def _steps(path: Path) -> list[object]:
    try:
        with path.open("rb") as file:
            steps = json.loads(file.read(MAX_STEPS_BYTES))
    except (OSError, ValueError, RecursionError) as error:
        raise BadArgument("--steps", "the file cannot be read as JSON") from error
    if not isinstance(steps, list):
        raise BadArgument("--steps", "the file holds no list of steps")
    return steps
