"""A message of the secretariat's to the members of a response, as one of its sets."""

from __future__ import annotations

import secrets

from review_protocol.names import SetId
from review_protocol.notices import Notice, NoticeKind, notice_change
from review_server.database import Transaction
from review_server.keys import ServerKeys
from review_server.secretariat import issue

_SUBJECT_BYTES = 16


def send_message(
    transaction: Transaction,
    keys: ServerKeys,
    dossier: SetId,
    *,
    title: str,
    text: str,
    now: int,
) -> SetId:
    """Put it to the others, sealed to all members. Raises what `issue` raises."""
    notice = Notice(kind=NoticeKind.MESSAGE, title=title, text=text)
    change = notice_change(secrets.token_hex(_SUBJECT_BYTES), notice, now)
    return issue(transaction, keys, dossier, [change])
