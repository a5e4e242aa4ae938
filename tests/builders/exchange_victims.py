"""Work with exchange files for the victims of `tests/builders/victims.py`."""

from __future__ import annotations

import threading
from pathlib import Path

from desktop_app.services import packages
from tests.builders.offices import Office
from tests.builders.profiles import dossier_of
from tests.builders.telling import say

PART_BYTES = 6_000


def the_office(folder: Path) -> Office:
    """Whoever has the profile in this folder, with the one dossier in it."""
    office = Office(name="Bob", folder=folder)
    office.dossier = dossier_of(office.profile)
    return office


def files_for(folder: Path) -> Path:
    """Where files for (or of) the profile in this folder are."""
    return folder.with_name(f"{folder.name}-files")


def import_files(folder: Path) -> None:
    """Import one file after the other, each with something typed before; then wait."""
    office = the_office(folder)
    for number, file in enumerate(sorted(files_for(folder).iterdir())):
        say(f"try {number}")
        office.answer("party_name", f"typed before file {number}")
        office.receive(file)
        say(f"done {number}")
    threading.Event().wait()


def export_files(folder: Path) -> None:
    """Type an answer and export it, for ever: into a folder, and over the same file again."""
    office, out = the_office(folder), files_for(folder)
    for number in range(10**9):
        say(f"try {number}")
        office.answer("why_5", told(number))
        office.send(out)
        office.send(out / "always-the-same.rdexch")
        say(f"done {number}")


def export_texts(folder: Path) -> None:
    """The same as text in parts; each time under other names."""
    office, out = the_office(folder), files_for(folder)
    for number in range(10**9):
        say(f"try {number}")
        office.answer("why_5", told(number))
        packages.export(
            office.profile, office.dossier, out / f"text-{number}", text_part_bytes=PART_BYTES
        )
        say(f"done {number}")


def told(number: int) -> str:
    """What is typed: its number, and much else."""
    return f"{number} and what goes on about it " * (20 + number % 40)
