"""A message of the secretariat's to the members of a response, as one of its sets."""

from __future__ import annotations

import secrets

from review_protocol.names import SetId
from review_protocol.notices import STEP, SUBMISSION, Notice, NoticeKind, notice_change
from review_server.database import Transaction
from review_server.keys import ServerKeys
from review_server.plans import read_plan
from review_server.secretariat import issue
from review_server.submissions import list_submissions

_SUBJECT_BYTES = 16


def topics_of(transaction: Transaction, review: str, dossier: SetId) -> dict[str, str]:
    """What a message to a response can be about, and what that is called: the steps of its
    review, and what it has submitted.
    """
    plan = read_plan(transaction, review)
    steps = {STEP + rule.step: plan.title(rule.step) for rule in plan.rules}
    sent = {
        each.receipt.number: each.receipt
        for each in list_submissions(transaction, review=review)
        if each.dossier == dossier
    }
    return steps | {f"{SUBMISSION}{number}": f"Submission {number}" for number in sent}


def send_message(
    transaction: Transaction,
    keys: ServerKeys,
    dossier: SetId,
    *,
    title: str,
    text: str,
    now: int,
    about: str = "",
) -> SetId:
    """Put it to the others, sealed to all members; it leads to what it is about.

    Raises what `issue` raises.
    """
    notice = Notice(kind=NoticeKind.MESSAGE, title=title, text=text, about=about)
    change = notice_change(secrets.token_hex(_SUBJECT_BYTES), notice, now)
    return issue(transaction, keys, dossier, [change])
