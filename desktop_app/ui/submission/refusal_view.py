"""That the secretariat did not take something: as loud as what is lost."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.domain.submissions import NotTaken
from desktop_app.ui.icons import Icon
from desktop_app.ui.submission.words import when_refused_words
from desktop_app.ui.submission_words import not_taken_title, why_not_taken
from desktop_app.ui.theme import Measure
from desktop_app.ui.widgets import Ink, Picture, Text, column, row


def refusal_view(refusal: NotTaken) -> QWidget:
    """What was not taken, when, why, and what to do."""
    whole = QWidget()
    whole.setObjectName("not-taken")
    line = row(
        Picture(Icon.RISK, ink=Ink.RISK),
        column(
            Text(not_taken_title(refusal.kind), strong=True, ink=Ink.RISK),
            Text(when_refused_words(refusal)),
            Text(why_not_taken(refusal.word)),
            spacing=Measure.HAIR,
        ),
    )
    line.setStretch(1, 1)
    whole.setLayout(line)
    return whole
