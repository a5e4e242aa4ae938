"""The nomination list in the language of the window: its words, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.members import MemberRole
from desktop_app.domain.reports import NominationWords
from desktop_app.services.nominations import Listed, Wanted, write_nominations
from desktop_app.ui.people.words import role_words
from desktop_app.ui.wording import day_words, left_to_right
from desktop_app.ui.work import Work

translate = QCoreApplication.translate


def nomination_work(work: Work, file: Path, language: str) -> Callable[[], Listed]:
    """What writes it, for the store lane; the words are those of the window now."""
    now = datetime.now().astimezone()
    wanted = Wanted(
        date=day_words(now.date()),
        language=language,
        words=nomination_words(),
        roles={role: role_words(role) for role in MemberRole},
    )
    return work(write_nominations, file, wanted=wanted, now=now)


def nomination_words() -> NominationWords:
    """The fixed words of the list."""
    return NominationWords(
        title=translate("Nominations", "Nominations for the review"),
        lead=translate(
            "Nominations",
            "To go with a note verbale. The secretariat is to be told again when somebody is "
            "replaced.",
        ),
        heads=(
            translate("Nominations", "Name"),
            translate("Nominations", "Title"),
            translate("Nominations", "E-mail"),
            translate("Nominations", "Telephone"),
            translate("Nominations", "Role"),
        ),
    )


def nominations_done(listed: Listed, file: Path) -> tuple[str, str]:
    """What was written, and what is missing in it."""
    done = translate("Nominations", "The nomination list is written: {file}")
    done = done.format(file=left_to_right(file.name))
    detail = translate("Nominations", "It can be read by anybody who has the file.")
    if listed.incomplete:
        missing = translate(
            "Nominations",
            "Title, e-mail or telephone of %n members are not known yet: write them into the "
            "file, or here and make it again.",
            None,
            listed.incomplete,
        )
        detail = f"{missing} {detail}"
    return done, detail
