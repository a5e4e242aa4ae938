"""Words of the page of submission: gaps, approvals, times in three zones."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, QTimeZone

from desktop_app.domain.submissions import (
    FinalApproval,
    Gap,
    NotTaken,
    OnItsWay,
    ReceiptShown,
    Reopened,
)
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


def other_approval_words(other: FinalApproval) -> str:
    """Of a receipt that is genuine, and of an approval beside the one that counts."""
    words = translate(
        "Submission",
        "It is the server's, and of another approval that was made at the same time: "
        "{approval}. That is what the secretariat has. If it is not what you want to submit, "
        "have the response opened again and approve it anew.",
    )
    return words.format(approval=approval_words(other))


def way_words(way: OnItsWay | None) -> str:
    """How far a submission is that has no receipt."""
    if way is None:
        return translate("Submission", "Not sent from this computer, and no receipt has come.")
    if way.handed_at is not None:
        words = translate(
            "Submission",
            "Handed to the server on {when}. No receipt has come yet: synchronise once more.",
        )
        return words.format(when=isolated(moment_words(way.handed_at)))
    if way.carried_at is not None:
        words = translate(
            "Submission",
            "Written into a file for the courier on {when}. No receipt has come yet: the "
            "secretariat has it only once the reply is here.",
        )
        return words.format(when=isolated(moment_words(way.carried_at)))
    return translate(
        "Submission",
        "It waits to be sent: the secretariat does not have it. It goes with the next "
        "synchronisation, or in a file for the courier.",
    )


def asked_words(way: OnItsWay) -> str:
    """How far a request to open a submission again is."""
    if way.handed_at is not None:
        words = translate(
            "Submission",
            "Asked on {when}. The answer comes with a synchronisation, or with the reply to a "
            "courier's file.",
        )
        return words.format(when=isolated(moment_words(way.handed_at)))
    if way.carried_at is not None:
        words = translate(
            "Submission",
            "The request was written into a file for the courier on {when}. The secretariat "
            "knows of it once it has that file.",
        )
        return words.format(when=isolated(moment_words(way.carried_at)))
    return translate(
        "Submission",
        "The request waits to be sent: the secretariat does not know of it. It goes with the "
        "next synchronisation, or in a file for the courier.",
    )


def beyond_recall_words(way: OnItsWay) -> str:
    """What opening it again does not call back; "" for what is still here."""
    if way.handed_at is not None:
        words = translate(
            "Submission",
            "It was handed to the server on {when}. Synchronise first: a receipt that comes "
            "later locks the response again.",
        )
        return words.format(when=isolated(moment_words(way.handed_at)))
    if way.carried_at is not None:
        words = translate(
            "Submission",
            "It was written into a file for the courier on {when}. If the secretariat gets "
            "that file, it has what was approved then, and its receipt locks the response "
            "again. Call the file back first.",
        )
        return words.format(when=isolated(moment_words(way.carried_at)))
    return ""


def when_refused_words(refusal: NotTaken) -> str:
    """When the word of it came."""
    words = translate("Submission", "So the server said on {when}.")
    return words.format(when=isolated(moment_words(refusal.at)))


def receipt_words(receipt: ReceiptShown) -> str:
    """ "Submission 1: 3 March 2026, 14:03, by courier"."""
    words = translate("Submission", "Submission {number}: {when}, by line")
    if receipt.is_by_courier:
        words = translate("Submission", "Submission {number}: {when}, by courier")
    when = isolated(moment_words(receipt.legal_at))
    return words.format(number=receipt.number, when=when)


def other_review_words(receipt: ReceiptShown) -> list[str]:
    """That it names another party or cluster than the response does."""
    found = []
    if receipt.own_party:
        words = translate(
            "Submission",
            "This receipt is for another party: {other}. The response is that of {own}. Tell "
            "the secretariat, unless that is meant.",
        )
        other, own = isolated(receipt.party), isolated(receipt.own_party)
        found.append(words.format(other=other, own=own))
    if receipt.own_cluster:
        words = translate(
            "Submission",
            "This receipt is for another cluster: {other}. The response is of cluster {own}. "
            "Tell the secretariat.",
        )
        other, own = isolated(receipt.cluster), isolated(receipt.own_cluster)
        found.append(words.format(other=other, own=own))
    return found


def in_three_zones(moment: datetime) -> str:
    """A moment in UTC, in Vienna and here, each with its name."""
    utc = QDateTime.fromMSecsSinceEpoch(int(moment.timestamp() * 1000), QTimeZone.utc())
    vienna = utc.toTimeZone(QTimeZone(_VIENNA))
    words = translate("Submission", "{utc} UTC · {vienna} in Vienna · {here} here")
    return words.format(utc=_shown(utc), vienna=_shown(vienna), here=_shown(utc.toLocalTime()))


def _shown(moment: QDateTime) -> str:
    return isolated(str(QLocale().toString(moment, "d MMMM yyyy, HH:mm")))
