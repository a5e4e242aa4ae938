"""Words of the page of submission: gaps, approvals, times in three zones."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, QTimeZone

from desktop_app.domain.submissions import FinalApproval, Gap, Reopened
from desktop_app.ui.wording import isolated, moment_words

translate = QCoreApplication.translate

_VIENNA = b"Europe/Vienna"


def gap_words(gap: Gap) -> str:
    """What a group of gaps is called."""
    words = {
        Gap.TO_SETTLE: translate("Submission", "Two versions to settle"),
        Gap.UNANSWERED: translate("Submission", "Not answered"),
        Gap.NOT_FINISHED: translate("Submission", "Not finished"),
        Gap.NO_REFERENCE: translate("Submission", "Without a legal reference"),
        Gap.INVALID: translate("Submission", "Not as the questionnaire asks"),
        Gap.WAITING: translate("Submission", "Changes that wait for a decision"),
        Gap.CHANGED: translate("Submission", "Changed after approval"),
        Gap.REFUSED: translate("Submission", "Changes that were refused"),
    }
    return words[gap]


def gap_hint(gap: Gap) -> str:
    """What to do about it; "" where the name says it."""
    hints = {
        Gap.TO_SETTLE: translate("Submission", "Nothing can be approved before."),
        Gap.NO_REFERENCE: translate(
            "Submission", "A Yes is expected to name the law and its article."
        ),
        Gap.WAITING: translate("Submission", "The focal point decides on the page “People”."),
        Gap.CHANGED: translate("Submission", "It is not as the focal point approved it."),
        Gap.REFUSED: translate("Submission", "For your information; they have no effect."),
    }
    return hints.get(gap, "")


def approval_words(approval: FinalApproval) -> str:
    """ "Approval 1, 3 March 2026, 14:03 CET, by Ana Petrov"."""
    words = translate("Submission", "Approval {number}, {when}, by {name}")
    return words.format(
        number=approval.number,
        when=isolated(moment_words(approval.at)),
        name=isolated(approval.by),
    )


def reopened_words(again: Reopened) -> str:
    """When, by whom and why a response was opened again."""
    if again.by_secretariat:
        words = translate("Submission", "Opened again by the secretariat, {when}: {reason}")
    else:
        words = translate("Submission", "Opened again by {name}, {when}: {reason}")
    return words.format(
        name=isolated(again.by),
        when=isolated(moment_words(again.at)),
        reason=isolated(again.reason),
    )


def unverifiable_words() -> str:
    """Why nothing is said of a receipt's signature and content."""
    return translate(
        "Submission",
        "It cannot be checked on this computer: its questionnaire is not here, or needs a "
        "newer version of this program. Synchronise, or take in an exchange file, and verify "
        "it again.",
    )


def in_three_zones(moment: datetime) -> str:
    """A moment in UTC, in Vienna and here, each with its name."""
    utc = QDateTime.fromMSecsSinceEpoch(int(moment.timestamp() * 1000), QTimeZone.utc())
    vienna = utc.toTimeZone(QTimeZone(_VIENNA))
    words = translate("Submission", "{utc} UTC · {vienna} in Vienna · {here} here")
    return words.format(utc=_shown(utc), vienna=_shown(vienna), here=_shown(utc.toLocalTime()))


def _shown(moment: QDateTime) -> str:
    return isolated(str(QLocale().toString(moment, "d MMMM yyyy, HH:mm")))
