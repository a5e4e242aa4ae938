"""Extracts the window's texts into the sources, and compiles the sources for the program."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path

from i18n.extracting import as_cpp, texts_of_the_program
from i18n.sources import (
    LANGUAGES,
    PLURALS_OF_ENGLISH,
    ROOT,
    Message,
    messages,
    read,
    source_of,
    without_faults,
)

TARGET = ROOT / "resources" / "translations"
_STAMP = "built-from"


class ToolFailed(Exception):
    """A tool of Qt Linguist did not do its work; the text is what it said."""


def extract() -> None:
    """Bring the sources up to date with the program; what was translated stays."""
    for language in (PLURALS_OF_ENGLISH, *LANGUAGES):
        extract_into(source_of(language), language)


def extract_into(file: Path, language: str) -> None:
    """The same for one source. Texts that are gone are dropped; the history has them."""
    # Without line numbers, so that a source changes only when a text does.
    options = ["-no-obsolete", "-locations", "none", "-source-language", "en"]
    if language == PLURALS_OF_ENGLISH:
        options.append("-pluralonly")
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder) / "texts.cpp"
        found.write_text(as_cpp(texts_of_the_program()), encoding="utf-8")
        target = ["-target-language", language, "-ts", str(file)]
        _run("lupdate", *options, str(found), *target)


def is_up_to_date(target: Path = TARGET) -> bool:
    """Whether what is compiled was compiled from the sources as they are now."""
    stamp = target / _STAMP
    return stamp.exists() and stamp.read_text(encoding="utf-8") == _digest()


def _digest() -> str:
    sources = [source_of(language) for language in (PLURALS_OF_ENGLISH, *LANGUAGES)]
    return hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()


def compile_all(target: Path = TARGET) -> dict[str, list[Message]]:
    """Compile the sources; by language, the translations that cannot be used.

    A language of which nothing is translated yet is left out, so that it is not offered.
    """
    target.mkdir(parents=True, exist_ok=True)
    for old in target.glob("*.qm"):
        old.unlink(missing_ok=True)
    left_out = {}
    for language in (PLURALS_OF_ENGLISH, *LANGUAGES):
        file = target / f"review-desk_{language}.qm"
        left_out[language] = compile_one(source_of(language), file)
    (target / _STAMP).write_text(_digest(), encoding="utf-8")
    return left_out


def compile_one(source: Path, file: Path) -> list[Message]:
    """Compile one source, unless nothing of it can be used; what was left out."""
    tree = read(source)
    left_out = without_faults(tree)
    if not any(message.is_finished for message in messages(tree)):
        return left_out
    with tempfile.TemporaryDirectory() as folder:
        usable = Path(folder) / source.name
        tree.write(usable, encoding="utf-8", xml_declaration=True)
        compiled = usable.with_suffix(".qm")
        _run("lrelease", "-silent", "-nounfinished", str(usable), "-qm", str(compiled))
        file.write_bytes(compiled.read_bytes())
    return left_out


def _run(tool: str, *arguments: str) -> None:
    """Run a tool that comes with PySide6, in the project's folder."""
    script = f"from PySide6.scripts.pyside_tool import {tool}; {tool}()"
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise ToolFailed(f"{tool}: {done.stderr.strip() or done.stdout.strip()}")
