"""The sheet for the safe with the recovery code of a profile."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QTextDocument

from desktop_app.ui.printed_code import code_sheet
from desktop_app.ui.wording import day_words

translate = QCoreApplication.translate


def sheet(code: str, name: str, made_on: date) -> QTextDocument:
    """The sheet for a code, as a document of one page."""
    whose = translate("RecoverySheet", "For the profile of {name}, made on {day}")
    use = translate(
        "RecoverySheet",
        "If the passphrase is forgotten, this code opens the profile: start Review Desk, "
        "choose “I have forgotten my passphrase”, and type all digits.",
    )
    keep = translate(
        "RecoverySheet",
        "Keep this sheet in a safe, away from the computer. Whoever has both can read "
        "everything in the profile.",
    )
    lost = translate(
        "RecoverySheet",
        "Nobody can open the profile without the passphrase or this code, neither the makers "
        "of the program nor the secretariat.",
    )
    return code_sheet(
        code,
        title=translate("RecoverySheet", "Recovery sheet"),
        whose=whose.format(name=name, day=day_words(made_on)),
        paragraphs=(use, keep, lost),
    )
