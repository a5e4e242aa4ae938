"""Why somebody may read questions and not answer them, in words; said once where it can be."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.access import Bar
from desktop_app.domain.keys import NodeKey
from desktop_app.services.response import Response

translate = QCoreApplication.translate


def bar_words(bar: Bar) -> str:
    """What holds somebody back, and what they can do."""
    words = {
        Bar.NOT_YOUR_PART: translate(
            "Barred",
            "Not in your part: the focal point restricted you to other questions. You can read "
            "this, and leave a note if something should change.",
        ),
        Bar.OBSERVER: translate(
            "Barred", "You are an observer: you can read everything and change nothing."
        ),
        Bar.LOCKED: translate(
            "Barred",
            "This response is approved and locked. The focal point can open it again on the "
            "page “Submission”.",
        ),
        Bar.REMOVED: translate(
            "Barred",
            "You are no longer a member of this response. You can read this; what you would "
            "write is not taken.",
        ),
    }
    return words[bar]


def common_bar(response: Response, cards: Iterable[NodeKey]) -> Bar | None:
    """The one that holds for every one of these cards, if it does."""
    bars = {response.access.objection(card) for card in cards}
    return bars.pop() if len(bars) == 1 else None
