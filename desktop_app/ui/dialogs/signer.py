"""Whether the signer of a questionnaire file is somebody the user knows."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop_app.ui.dialogs.question import Question

translate = QCoreApplication.translate


def signer_question(fingerprint: str, parent: QWidget) -> Question:
    """Shows the digits of an unknown signer's key; agreeing means that they are right."""
    return Question(
        translate("Signer", "Do you know who signed this questionnaire?"),
        translate(
            "Signer",
            "Ask the office that published it, by telephone or letter, for the digits of "
            "its key. Go on only if they are these:",
        ),
        emphasis=f"\u2066{fingerprint}\u2069",
        consequence=translate("Signer", "They are the same: open it"),
        otherwise=translate("Signer", "Do not open it"),
        parent=parent,
    )
