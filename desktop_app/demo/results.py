"""What the demonstration hands out at the end: PDF, Word, XML, the blank form, the figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop_app.demo.plan import PASSPHRASE
from desktop_app.domain.reports import ReportOptions
from desktop_app.domain.responses import Status
from desktop_app.services import reports
from desktop_app.services.dossiers import find_dossier, open_response
from desktop_app.services.packs import shipped_packs
from desktop_app.services.profiles import check, unlock
from desktop_app.services.response import Response


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Questions asked, answered, hidden; answers that wait hidden; bytes of each file."""

    asked: int
    answered: int
    hidden: int
    is_sound: bool
    check_code: str
    files: dict[str, int]


def hand_out(profile_folder: Path, out: Path) -> Figures:
    """Open the profile by the services alone, write every file, count."""
    profile = unlock(profile_folder, PASSPHRASE)
    try:
        response = open_response(profile, find_dossier(profile).id)
        files = _write_files(response, out)
        cards = [response.card(card) for card in response.outline.cards()]
        asked = [card for card in cards if card.relevant]
        return Figures(
            asked=len(asked),
            answered=sum(card.status > Status.EMPTY for card in asked),
            hidden=len(cards) - len(asked),
            is_sound=check(profile).is_sound,
            check_code=reports.check_code(response),
            files=files,
        )
    finally:
        profile.close()


def _write_files(response: Response, out: Path) -> dict[str, int]:
    now = datetime.now().astimezone()
    options = ReportOptions(has_signature=True)
    filled = reports.filled_document(response, options, now=now)
    blank = reports.blank_document(shipped_packs()[0], now=now)
    contents = {
        "response.pdf": reports.pdf(filled, now=now),
        "response.docx": reports.word(filled, now=now),
        "response.xml": reports.submission_xml(response).encode(),
        "blank.pdf": reports.pdf(blank, now=now),
        "blank.docx": reports.word(blank, now=now),
    }
    for name, content in contents.items():
        (out / name).write_bytes(content)
    return {name: len(content) for name, content in contents.items()}
